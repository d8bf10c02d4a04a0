"""Service item (服务事项): an entry of the catalogue in its versions, each with its guide.

Invariants: a promise never exceeds the statute · versions are numbered in the order of their publication and stay as
they are; on each day at most one holds · the guide of a version names the papers of the version · what is open has a
complete guide, but in a demonstration · no papers are asked for without naming them (兜底条款) where that is forbidden.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import attrgetter
from typing import Annotated, assert_never

from pydantic import Field

from services.intake.domain.application_refusals import ItemNotOffered
from services.intake.domain.item_refusals import (
    CatchAllMaterial,
    GuideIncomplete,
    ItemIsSuspended,
    ItemNotInCatalogue,
    ItemNotOpened,
    ItemVersionUnknown,
    MaterialsDiffer,
    PromiseExceedsStatute,
    VersionNotNext,
)
from shared.contracts.intake.item import (
    ItemEvent,
    ItemOpened,
    ItemPublished,
    ItemResumed,
    ItemRevised,
    ItemSuspended,
    ItemSuspensionReason,
    ItemVersion,
)
from shared.contracts.intake.service_guide import ServiceGuide
from shared.contracts.separation import Separation, separated
from shared.kernel.decider import Context, Decider
from shared.kernel.limits import promise_exceeds_statute
from shared.kernel.messages import Command, Value
from shared.kernel.refusals import CorruptStream, Refusal

CATCH_ALL_ALLOWED = "guide.catch_all_materials_allowed"
_VAGUE = "相关|有关|必要|必需|所需|需要|要求|规定|应当?|须|提交|提供|补充|证明|的"
_CATCH_ALL = re.compile(
    rf"(其[他它]|等)(?:{_VAGUE})*(?:材料|资料|文件)"
    r"|\b(?:any|all)?\s*other\s+(?:(?:relevant|related|necessary|required|supporting|additional)\s+)*"
    r"(?:materials?|documents?|papers?)\b",
    re.IGNORECASE,
)

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """The versions by the order of their publication, their guides, and which of them are open."""

    versions: tuple[ItemVersion, ...] = ()
    guides: Mapping[int, ServiceGuide] = field(default_factory=dict)
    opened: frozenset[int] = frozenset()
    suspended: ItemSuspensionReason | None = None

    def on(self, day: date) -> ItemVersion | None:
        """The version that holds on a day: the one that began last, unless it has ended."""
        begun = (version for version in self.versions if version.valid_from <= day)
        held = max(begun, key=attrgetter("valid_from"), default=None)
        return None if held is None or (held.valid_to is not None and held.valid_to < day) else held

    def version(self, number: int) -> ItemVersion | None:
        """The version of a number."""
        return next((version for version in self.versions if version.version == number), None)

    def to_be_confirmed(self, number: int) -> tuple[str, ...]:
        """What a version must make public and does not; all of it where it has no guide."""
        return self.guides.get(number, ServiceGuide()).to_be_confirmed

    def receivable(self, day: date) -> ItemVersion | Refusal:
        """The version under which an application is received on a day."""
        version = self.on(day)
        if version is None:
            return ItemNotOffered()
        if version.version not in self.opened:
            return ItemNotOpened(item_version=version.version)
        return version if self.suspended is None else ItemIsSuspended(reason=self.suspended.value)


def evolve(item: Item, event: ItemEvent) -> Item:
    """Apply one recorded fact."""
    if isinstance(event, ItemPublished):
        return replace(item, versions=(*item.versions, event.item))
    if isinstance(event, ItemRevised | ItemOpened) and item.version(event.item_version) is None:
        raise CorruptStream(f"version {event.item_version} was never published")
    match event:
        case ItemRevised():
            return replace(item, guides={**item.guides, event.item_version: event.guide})
        case ItemOpened():
            return replace(item, opened=item.opened | {event.item_version})
        case ItemSuspended():
            return replace(item, suspended=event.reason)
        case ItemResumed():
            return replace(item, suspended=None)
        case _:
            assert_never(event)


# --- commands ---------------------------------------------------------------


class PublishItem(Command):
    """Put a version into the catalogue."""

    item: ItemVersion


class ReviseGuide(Command):
    """Publish, complete or correct the guide of a version; only a demonstration may leave an open one incomplete."""

    item_version: int
    guide: ServiceGuide
    demonstration: bool


class OpenItem(Command):
    """Receive under a version from now on, the one that holds today where none is named."""

    item_version: int | None
    demonstration: bool


class SuspendItem(Command):
    """Offer the item no more for a while."""

    reason: ItemSuspensionReason


class ResumeItem(Command):
    """Offer the item again."""


class Entry(Value):
    """A version as it is shipped, and what its guide says."""

    item: ItemVersion
    guide: ServiceGuide | None = None


class EnterItem(Command):
    """Enter what is shipped and not there yet: versions, guides, and open what may be opened.

    What the district has entered itself stays, and an item that it has gone on with gets no further version.
    """

    entries: Annotated[tuple[Entry, ...], Field(min_length=1, max_length=20)]
    demonstration: bool


ItemCommand = PublishItem | ReviseGuide | OpenItem | SuspendItem | ResumeItem | EnterItem

# --- decisions --------------------------------------------------------------


def decide(command: ItemCommand, item: Item, context: Context) -> list[ItemEvent] | Refusal:
    """Answer a command with facts or a refusal."""
    if isinstance(command, EnterItem):
        return _enter(command, item, context)
    if isinstance(command, PublishItem):
        return _publish(command, item, context)
    if not item.versions:
        return ItemNotInCatalogue()
    match command:
        case ReviseGuide():
            return _revise(command, item, context)
        case OpenItem():
            return _open(command, item, context)
        case SuspendItem():
            return _suspend(command, item)
        case ResumeItem():
            return [] if item.suspended is None else [ItemResumed()]
        case _:
            assert_never(command)


def _publish(command: PublishItem, item: Item, context: Context) -> list[ItemEvent] | Refusal:
    version = command.item
    if version in item.versions:
        return []
    if (offence := _of_committee(version)) is not None:
        return offence
    if promise_exceeds_statute(version.promised, version.statutory):
        return PromiseExceedsStatute()
    if version.version != len(item.versions) + 1 or not _has_its_own_days(version, item):
        return VersionNotNext(next_version=len(item.versions) + 1)
    return _catch_all(version, context) or [ItemPublished(item=version)]


def _of_committee(version: ItemVersion) -> Separation | None:
    """That a committee is named as who decides, or as who has the matter in a stage of its limits (居政分离)."""
    bodies = (
        version.department or "",
        *(stage.body for stage in (*version.statutory.stages, *version.promised.stages)),
    )
    return next((offence for body in bodies if (offence := separated(body))), None)


def _has_its_own_days(version: ItemVersion, item: Item) -> bool:
    """Whether it ends before the next one begins; one that has no next takes the place of the last before it."""
    next_begins = min(
        (each.valid_from for each in item.versions if each.valid_from >= version.valid_from), default=None
    )
    if version.valid_to is None:
        return next_begins is None
    return version.valid_from <= version.valid_to and (next_begins is None or version.valid_to < next_begins)


def _catch_all(version: ItemVersion, context: Context) -> CatchAllMaterial | None:
    """What asks for papers without naming them, where policy forbids that in the time that the version has yet."""
    if not (found := tuple(material for material in version.materials if _CATCH_ALL.search(material))):
        return None
    day = max(version.valid_from, context.today)
    day = day if version.valid_to is None else min(day, version.valid_to)
    return None if context.policy.flag(CATCH_ALL_ALLOWED, day) else CatchAllMaterial(materials=found)


def _revise(command: ReviseGuide, item: Item, context: Context) -> list[ItemEvent] | Refusal:
    number, guide = command.item_version, command.guide
    version = item.version(number)
    if version is None:
        return ItemVersionUnknown()
    if item.guides.get(number) == guide:
        return []
    if differing := _differing(version, guide):
        return MaterialsDiffer(materials=differing)
    if number in item.opened and guide.to_be_confirmed and not command.demonstration:
        return GuideIncomplete(fields=guide.to_be_confirmed)
    return _catch_all(version, context) or [ItemRevised(item_version=number, guide=guide)]


def _differing(version: ItemVersion, guide: ServiceGuide) -> tuple[str, ...]:
    """The papers that only one of both names."""
    if guide.materials is None or isinstance(guide.materials.value, str):
        return ()
    return tuple(sorted(set(version.materials) ^ {paper.name for paper in guide.materials.value}))


def _open(command: OpenItem, item: Item, context: Context) -> list[ItemEvent] | Refusal:
    number = command.item_version
    version = item.on(context.today) if number is None else item.version(number)
    if version is None:
        return ItemNotOffered() if number is None else ItemVersionUnknown()
    if version.version in item.opened:
        return []
    unknown = item.to_be_confirmed(version.version)
    if unknown and not command.demonstration:
        return GuideIncomplete(fields=unknown)
    return _catch_all(version, context) or [ItemOpened(item_version=version.version, to_be_confirmed=unknown)]


def _suspend(command: SuspendItem, item: Item) -> list[ItemEvent] | Refusal:
    if item.suspended is None:
        return [ItemSuspended(reason=command.reason)]
    return [] if item.suspended is command.reason else ItemIsSuspended(reason=item.suspended.value)


def _enter(command: EnterItem, item: Item, context: Context) -> list[ItemEvent] | Refusal:
    shipped = {entry.item.version: entry.item for entry in command.entries}
    went_on = any(shipped.get(version.version) != version for version in item.versions)
    facts: list[ItemEvent] = []
    for entry in command.entries:
        while (act := _next_act(entry, item, went_on, command.demonstration)) is not None:
            done = decide(act, item, context)
            if isinstance(done, Refusal):
                return done
            item, facts = reduce(evolve, done, item), [*facts, *done]
    return facts


def _next_act(entry: Entry, item: Item, went_on: bool, demonstration: bool) -> ItemCommand | None:
    """What is missing of a shipped version; of one that the district speaks of in its own words nothing."""
    number = entry.item.version
    held = item.version(number)
    if held is None:
        return None if went_on else PublishItem(item=entry.item)
    if held != entry.item:
        return None
    if entry.guide is not None and number not in item.guides:
        return ReviseGuide(item_version=number, guide=entry.guide, demonstration=demonstration)
    if number in item.opened or (item.to_be_confirmed(number) and not demonstration):
        return None
    return OpenItem(item_version=number, demonstration=demonstration)


ITEM = Decider("item", Item(), evolve, decide, ItemEvent)
