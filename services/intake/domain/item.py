"""Service item (服务事项): an entry of the catalogue in its versions.

Invariants: a promise never exceeds the statute; versions are numbered from 1 and do not overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.intake.item import ItemEvent, ItemPublished, ItemVersion
from shared.kernel.decider import Context, Decider
from shared.kernel.limits import promise_exceeds_statute
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal, Unacceptable

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """The versions published so far, oldest first."""

    versions: tuple[ItemVersion, ...] = ()

    def on(self, day: date) -> ItemVersion | None:
        """The version that holds on a day."""
        held = [version for version in self.versions if version.valid_from <= day]
        if not held or (held[-1].valid_to is not None and held[-1].valid_to < day):
            return None
        return held[-1]


def evolve(item: Item, event: ItemEvent) -> Item:
    """Apply one recorded fact."""
    return Item((*item.versions, event.item))


# --- commands and refusals --------------------------------------------------


class PublishItem(Command):
    """Put a version into the catalogue."""

    item: ItemVersion


ItemCommand = PublishItem


@dataclass(frozen=True, slots=True)
class PromiseExceedsStatute(Unacceptable):
    """More time is promised than the rule gives, or it cannot be compared."""

    slug: ClassVar[str] = "promise-exceeds-statute"
    zh: ClassVar[str] = "承诺时限超过法定时限"
    en: ClassVar[str] = "The promised limit exceeds the statutory limit"


@dataclass(frozen=True, slots=True)
class VersionNotNext(Conflict):
    """Versions follow each other by number and by day."""

    slug: ClassVar[str] = "version-not-next"
    zh: ClassVar[str] = "事项版本号或生效日期不衔接"
    en: ClassVar[str] = "The version does not follow the last one"
    next_version: int


# --- decisions --------------------------------------------------------------


def decide(command: ItemCommand, item: Item, _context: Context) -> list[ItemEvent] | Refusal:
    """Answer a command with facts or a refusal."""
    version = command.item
    if version in item.versions:
        return []
    if promise_exceeds_statute(version.promised, version.statutory):
        return PromiseExceedsStatute()
    follows = not item.versions or version.valid_from > item.versions[-1].valid_from
    if version.version != len(item.versions) + 1 or not follows:
        return VersionNotNext(next_version=len(item.versions) + 1)
    return [ItemPublished(item=version)]


ITEM = Decider("item", Item(), evolve, decide, ItemEvent)
