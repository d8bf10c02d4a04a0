"""`huimin policy`: what the district has adopted, and adopting more."""

from __future__ import annotations

import re
import time
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from deploy.client import Client
from deploy.dry_run import effects, shown, told
from deploy.session import faults, now_of, operator
from services.casework.domain.policy import AdoptPolicy, prefix_of
from shared.contracts.casework import SERVICE
from shared.kernel.instants import day_of
from shared.kernel.policy import PolicyEntry, PolicyValue
from shared.kernel.provenance import Provenance

PATH = "/v1/policies"
_WHOLE = re.compile(r"-?[0-9]{1,13}")

app = typer.Typer(no_args_is_help=True, help="Show and adopt values of the policy")


class Kind(StrEnum):
    """What a key holds; it never changes."""

    WHOLE = "whole"
    FLAG = "flag"
    WORDS = "words"
    TEXT = "text"


@app.command("list")
def policy_list(
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Today unless given")] = None,
    prefix: Annotated[str, typer.Option(help="Only keys that begin so")] = "",
) -> None:
    """List what is in force on a day: key, value, since when, and where it comes from."""
    with operator() as admin:
        day = on.date() if on else day_of(now_of(admin, SERVICE))
        rows = list(admin.pages(SERVICE, PATH, "policies", on=day.isoformat()))
    for row in sorted(rows, key=lambda row: str(row["key"])):
        if row["key"].startswith(prefix):
            print(f"{row['key']} = {shown(row['value'])}  ({row['provenance']}, from {row['effective_on']})")


@app.command("show")
def policy_show(key: str) -> None:
    """Show every value that a key was given, by its date, with its basis; for one date the last adopted holds."""
    with operator() as admin:
        rows = _adopted(admin, key)
    if not rows:
        raise typer.BadParameter(f"nobody has adopted {key}")
    for row in sorted(rows, key=lambda row: (row["effective_on"], row["version"])):
        print(f"{row['effective_on']}  {shown(row['value'])}  {row['provenance']}  {row['basis']}")


@app.command("adopt")
def policy_adopt(  # noqa: PLR0913, PLR0917 - what an adoption says, an option each
    key: str,
    value: Annotated[str, typer.Argument(help="A number, true or false, words with commas, or a text: as the key has")],
    from_: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day on which it holds")],
    basis: Annotated[str, typer.Option(help="The rule or the decision behind it")],
    tag: Annotated[Provenance, typer.Option(help="Where the value comes from")] = Provenance.DEFAULT,
    kind: Annotated[Kind | None, typer.Option(help="For a key that nobody has adopted yet")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and adopt nothing")] = False,
) -> None:
    """Adopt a value from a day on."""
    with operator() as admin:
        given = value_of(value, _kind(admin, key, kind))
        try:
            entry = PolicyEntry(key=key, value=given, effective_on=from_.date(), basis=basis, provenance=tag)
            command = AdoptPolicy(entry=entry)
        except ValidationError as wrong:
            raise typer.BadParameter(faults(wrong)) from None
        if dry_run:
            _tell(admin, entry)
            return
        path = f"{PATH}/{prefix_of(entry)}/adoptions"
        answer = admin.post(SERVICE, path, command.model_dump(mode="json"), f"policy-{time.time_ns()}")
    print(f"adopted at {answer['position']}" if answer["events"] else "adopted before; nothing is recorded")


def value_of(text: str, kind: Kind) -> PolicyValue:
    """A value of a kind from the command line. Raises BadParameter."""
    match kind:
        case Kind.TEXT:
            return text
        case Kind.WORDS:
            return tuple(word.strip() for word in text.split(",")) if text.strip() else ()
        case Kind.FLAG if text in ("true", "false"):
            return text == "true"
        case Kind.WHOLE if _WHOLE.fullmatch(text):
            return int(text)
        case _:
            raise typer.BadParameter(f"{text!r} is no {'number' if kind is Kind.WHOLE else 'true or false'}")


def kind_of(value: object) -> Kind:
    """The kind of a value as JSON has it."""
    match value:
        case bool():
            return Kind.FLAG
        case int():
            return Kind.WHOLE
        case str():
            return Kind.TEXT
        case _:
            return Kind.WORDS


def _adopted(admin: Client, key: str) -> list[dict[str, Any]]:
    return list(admin.pages(SERVICE, PATH, "policies", key=key))


def _kind(admin: Client, key: str, said: Kind | None) -> Kind:
    rows = _adopted(admin, key)
    if rows:
        return kind_of(rows[0]["value"])
    if said is None:
        raise typer.BadParameter(f"nobody has adopted {key}; for a new key say --kind")
    return said


def _tell(admin: Client, entry: PolicyEntry) -> None:
    found = effects(admin, [entry], [])
    for effect in found:
        print(told(effect))
    if not found:
        print("no day has another value")
