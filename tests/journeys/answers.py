"""What services answer, as journeys assert on it: the words of events, a refusal, and all that a log says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import pytest

from deploy.client import Client, Refused

T = TypeVar("T")


def words(events: Iterable[Mapping[str, Any]]) -> list[str]:
    """What happened: `application-received` and so on."""
    return [event["type"].split(".")[2] for event in events]


def refused(act, *arguments: Any, **more: Any) -> tuple[int, str]:
    """The status and the slug of a refusal, which must come."""
    with pytest.raises(Refused) as error:
        act(*arguments, **more)
    return error.value.problem["status"], error.value.slug


def log_of(admin: Client, service: str, subject: str | None = None) -> list[dict[str, Any]]:
    """All events of a service, or those of one aggregate, in their order."""
    return [each["event"] for each in _placed(admin, service) if subject in {None, each["event"]["subject"]}]


def last_of(admin: Client, service: str, subject: str) -> dict[str, Any]:
    """What a service recorded last of one aggregate, as a receipt tells what a command recorded."""
    *_, last = (each for each in _placed(admin, service) if each["event"]["subject"] == subject)
    return {"position": f"{service}:{last['position']}", "events": [last["event"]]}


def _placed(admin: Client, service: str) -> Iterator[dict[str, Any]]:
    """All events of a service, each with its position."""
    after = 0
    while events := (page := admin.get(service, "/v1/log", after=str(after), limit="1000"))["events"]:
        yield from events
        after = page["next"]


def fen(amount: int) -> dict[str, Any]:
    """Money as a body has it."""
    return {"amount": amount, "currency": "CNY"}


def now_and_then(ask: Callable[..., T], day: str, instant: str, late: Mapping[str, Any]) -> tuple[T, T, T]:
    """What held in law on a day: as is known now, as was known at an instant, and before what `late` recorded."""
    service, last = late["position"].split(":")
    before = f"{service}:{int(last) - len(late['events'])}"
    return ask(as_of=day), ask(as_of=day, known_at=instant), ask(as_of=day, known_at=before)
