"""`huimin doctor`: one page for whoever is woken at three: what is wrong, what waits, and what nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import httpx
import typer
from rich.console import Console
from rich.table import Table

from deploy.client import Client, Refused
from deploy.registry import SERVICES
from deploy.session import operator, running_settings
from shared.runtime.settings import ClockKind

APART = timedelta(seconds=5)
"""How far the clocks of two services may be from one another; what is asked one after another takes its time."""

console = Console()


class Weight(StrEnum):
    """What is wrong keeps people waiting or will; what is to be seen to can wait for the morning."""

    WRONG = "WRONG"
    WARNING = "WARNING"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: where, what, and what to do about it."""

    weight: Weight
    where: str
    what: str
    then: str = ""


@dataclass(slots=True)
class Examined:
    """What the services said: how each stands, what is parked, and the catalogue. Who did not answer is not in it."""

    status: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    parked: dict[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    items: Sequence[Mapping[str, Any]] = ()


def doctor() -> None:
    """Look at everything; exit with 1 if something is wrong. What is only unconfirmed is a warning."""
    with operator() as admin:
        examined = examine(admin)
    found = list(findings(examined))
    _show(examined, found)
    if any(each.weight is Weight.WRONG for each in found):
        raise typer.Exit(1)


def examine(admin: Client) -> Examined:
    """Ask each service; one that does not answer stops none of the others."""
    examined = Examined()
    for service in SERVICES:
        try:
            examined.status[service] = admin.status(service)
            examined.parked[service] = admin.get(service, "/v1/parked")["parked"]
            if service == "intake":
                examined.items = admin.get(service, "/v1/items")["items"]
        except (httpx.HTTPError, Refused, ValueError):
            # Not an answer of ours: `findings` names whoever is missing.
            continue
    return examined


def findings(examined: Examined) -> Iterator[Finding]:
    """What is wrong first, then what is to be seen to."""
    for service in SERVICES:
        yield from _of_service(service, examined)
    yield from _of_clocks(examined)
    yield from _of_catalogue(examined)


def _of_service(service: str, examined: Examined) -> Iterator[Finding]:
    status = examined.status.get(service)
    if status is None:
        yield Finding(Weight.WRONG, service, "does not answer", f"see logs/{service}.log; huimin serve {service}")
        return
    if wrong := str(status["wrong"]):
        clock = wrong.startswith("clock-suspect")
        yield Finding(Weight.WRONG, service, wrong, "huimin clock show, then huimin clock confirm" if clock else "")
    elif not status["ready"]:
        yield Finding(Weight.WRONG, service, "is not ready: it catches up", f"see logs/{service}.log")
    elif service not in examined.parked:
        yield Finding(Weight.WRONG, service, "does not say what is parked", f"see logs/{service}.log")
    if parked := examined.parked.get(service, ()):
        aggregates = sorted({str(each["aggregate"]) for each in parked})
        what = f"{len(parked)} events are parked, of {', '.join(aggregates[:5])}{' …' if aggregates[5:] else ''}"
        yield Finding(Weight.WRONG, service, what, f"huimin parked list; huimin parked redrive {service}")


def _of_clocks(examined: Examined) -> Iterator[Finding]:
    told = {service: _instant(status["now"]) for service, status in examined.status.items()}
    nows = {service: now for service, now in told.items() if now is not None}
    for service in told.keys() - nows.keys():
        yield Finding(Weight.WRONG, service, "has no time", "huimin clock show")
    if nows and max(nows.values()) - min(nows.values()) > APART:
        yield Finding(Weight.WRONG, "clock", "the services do not have the same time", "huimin clock show")


def _of_catalogue(examined: Examined) -> Iterator[Finding]:
    if "intake" in examined.status and not examined.items:
        yield Finding(Weight.WARNING, "catalogue", "there is no item", "huimin seed")
    for item in examined.items:
        if item.get("suspended"):
            yield Finding(Weight.WARNING, item["code"], f"is suspended: {item['suspended']}", "POST …/resumption")
        shut = [str(each["item_version"]) for each in item["standing"] if not each["opened"]]
        if shut:
            yield Finding(Weight.WARNING, item["code"], f"not open: version {', '.join(shut)}", "POST …/opening")
        fields = sorted({name for each in item["standing"] for name in each["to_be_confirmed"]})
        if fields:
            yield Finding(Weight.WARNING, item["code"], f"TO_BE_CONFIRMED: {', '.join(fields)}", "POST …/guide")


def _instant(said: object) -> datetime | None:
    """The time that a service told; where it has none, it told the name of an error."""
    try:
        return datetime.fromisoformat(str(said))
    except ValueError:
        return None


def _show(examined: Examined, found: Sequence[Finding]) -> None:
    services = Table("service", "ready", "now", "next due", "settled", "parked", title="服务 · services")
    for service in SERVICES:
        status = examined.status.get(service, {})
        ready = "yes" if status.get("ready") else "[red]no[/red]"
        due, parked = status.get("next_due_at") or "", str(len(examined.parked.get(service, ())))
        services.add_row(service, ready, str(status.get("now", "")), due, str(status.get("settled", "")), parked)
    console.print(services)
    settings = running_settings()
    by_hand = " · the clock is moved by hand" if settings.clock is ClockKind.MANUAL else ""
    console.print(f"{settings.deployment.value}{by_hand}", highlight=False)
    page = Table("", "where", "what", "then", title="发现 · findings")
    for each in sorted(found, key=lambda one: one.weight is Weight.WARNING):
        colour = "red" if each.weight is Weight.WRONG else "yellow"
        page.add_row(f"[{colour}]{each.weight.value}[/{colour}]", each.where, each.what, each.then)
    console.print(page if found else "[green]nothing is wrong · 一切正常[/green]")
