"""Street or town (街道, 镇) of the statistical hierarchy: the old subdistricts, which statistics keep using.

Invariants: its code is its id and begins with the division's; it says nothing about communities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, assert_never

from shared.contracts.councils.community import Name, Source
from shared.contracts.councils.street import StreetCode, StreetEvent, StreetListed
from shared.kernel.codes import CodeFault, InvalidCode
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Conflict, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotListed:
    """Statistics do not know it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A street and what was said of it."""

    said: StreetListed


Street = NotListed | Listed


def evolve(_street: Street, event: StreetEvent) -> Street:
    """Apply one recorded fact."""
    return Listed(event)


# --- command and refusals ---------------------------------------------------


class ListStreet(Command):
    """Enter a street; `division` (GB/T 2260, six digits) is the district that this deployment serves."""

    division: str
    code: StreetCode
    name_zh: Name
    provenance: Provenance | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class StreetListedAlready(Conflict):
    """The code was listed with other words."""

    slug: ClassVar[str] = "street-listed"
    zh: ClassVar[str] = "该代码已登记为其他街道或镇"
    en: ClassVar[str] = "The code is listed with other words"
    name_zh: str


# --- decision ---------------------------------------------------------------


def decide(command: ListStreet, street: Street, _context: Context) -> list[StreetEvent] | Refusal:
    """Answer the command with facts or a refusal."""
    if not command.code.startswith(command.division):
        return InvalidCode(CodeFault.DIVISION)
    listed = StreetListed(**command.model_dump(exclude={"division"}))
    match street:
        case NotListed():
            return [listed]
        case Listed():
            return [] if street.said == listed else StreetListedAlready(street.said.name_zh)
        case _:
            assert_never(street)


STREET = Decider[Street, ListStreet, StreetEvent]("street", NotListed(), evolve, decide, StreetEvent)
