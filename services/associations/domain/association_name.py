"""Name: who is called so in a community; the same name elsewhere is another one.

Invariants: one lineage has it at a time, in that of its associations that go by it · it is free again when none does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, assert_never
from unicodedata import normalize

from services.associations.domain.types import AssociationId
from shared.contracts.associations.association_name import (
    AssociationNameEvent,
    AssociationNameFreed,
    AssociationNameTaken,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AssociationName:
    """The lineage that has it, and its associations that go by it; nobody where there are none."""

    lineage_id: str = ""
    association_ids: frozenset[str] = frozenset()


def evolve(name: AssociationName, event: AssociationNameEvent) -> AssociationName:
    """Apply one recorded fact."""
    match event:
        case AssociationNameTaken():
            return AssociationName(event.lineage_id, name.association_ids | {event.association_id})
        case AssociationNameFreed():
            left = name.association_ids - {event.association_id}
            return AssociationName(name.lineage_id, left) if left else AssociationName()
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class TakeName(Command):
    """Let an association go by the name."""

    association_id: AssociationId
    lineage_id: str


class FreeName(Command):
    """Let an association go by it no more."""

    association_id: AssociationId


AssociationNameCommand = TakeName | FreeName


@dataclass(frozen=True, slots=True)
class NameTaken(Conflict):
    """Another association of the community is called so."""

    slug: ClassVar[str] = "name-taken"
    zh: ClassVar[str] = "本社区已有同名社团"
    en: ClassVar[str] = "Another association of the community is called so"
    association_id: str


@dataclass(frozen=True, slots=True)
class NameNotHeld(Conflict):
    """The association goes by another name by now: whoever wanted this one free had read an older record."""

    slug: ClassVar[str] = "name-not-held"
    zh: ClassVar[str] = "该社团已不使用此名称，请重新办理"
    en: ClassVar[str] = "The association goes by another name by now; send the command again"


# --- decisions --------------------------------------------------------------


def decide(
    command: AssociationNameCommand, name: AssociationName, _context: Context
) -> list[AssociationNameEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case TakeName():
            return _take(command, name)
        case FreeName():
            held = command.association_id in name.association_ids
            return [AssociationNameFreed(association_id=command.association_id)] if held else NameNotHeld()
        case _:
            assert_never(command)


def _take(command: TakeName, name: AssociationName) -> list[AssociationNameEvent] | Refusal:
    if name.association_ids and name.lineage_id != command.lineage_id:
        return NameTaken(min(name.association_ids))
    if command.association_id in name.association_ids:
        return []
    return [AssociationNameTaken(association_id=command.association_id, lineage_id=command.lineage_id)]


ASSOCIATION_NAME = Decider[AssociationName, AssociationNameCommand, AssociationNameEvent](
    "association-name", AssociationName(), evolve, decide, AssociationNameEvent
)


def normalised(name_zh: str) -> str:
    """The name as it is compared: by Unicode's NFKC, without any space."""
    return "".join(normalize("NFKC", name_zh).split())


def name_id(community_id: str, name_zh: str) -> str:
    """The aggregate of a name in a community."""
    return f"{community_id}-{normalised(name_zh)}"
