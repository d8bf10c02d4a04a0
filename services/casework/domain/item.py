"""Item: what casework knows of a service item of intake's catalogue; its limits run each case.

Invariants: a version is recorded once, with the position where it was published · a case runs under the version of its
acceptance, whatever is published later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.casework.domain.types import ItemCode
from shared.contracts.casework.item import ItemKnown, ItemKnownEvent
from shared.contracts.intake.item import ItemVersion
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """The versions by number."""

    versions: Mapping[int, ItemVersion] = field(default_factory=dict)


def evolve(item: Item, event: ItemKnownEvent) -> Item:
    """Apply one recorded fact."""
    return Item({**item.versions, event.item.version: event.item})


# --- command ----------------------------------------------------------------


class RecordItem(Command):
    """Record a version that intake published at `source_position`."""

    code: ItemCode
    item: ItemVersion
    source_position: int


# --- decision ---------------------------------------------------------------


def decide(command: RecordItem, item: Item, _context: Context) -> list[ItemKnownEvent] | Refusal:
    """Answer a command with facts; there is nothing to refuse."""
    if command.item.version in item.versions:
        return []
    return [ItemKnown(code=command.code, item=command.item, source_position=command.source_position)]


ITEM = Decider("item", Item(), evolve, decide, ItemKnownEvent)
