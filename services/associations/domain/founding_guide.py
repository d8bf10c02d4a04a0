"""Founding guide (社团设立指南): what founders are told in public of a filing or a registration, edition by edition.

Invariants: an edition never changes, a later one takes its place · it tells every field, or says that it is to be
confirmed · each value says where it is from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from shared.contracts.associations.founding_guide import FoundingGuidePublished, GuideEntry, GuideField
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal, Unacceptable

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FoundingGuide:
    """Its editions in their order."""

    editions: tuple[FoundingGuidePublished, ...] = ()

    def on(self, day: date) -> FoundingGuidePublished | None:
        """The edition that holds on a day."""
        return next((each for each in reversed(self.editions) if each.effective_on <= day), None)


def evolve(guide: FoundingGuide, event: FoundingGuidePublished) -> FoundingGuide:
    """Apply one recorded fact."""
    return FoundingGuide((*guide.editions, event))


# --- command and refusals ---------------------------------------------------


class PublishFoundingGuide(Command):
    """Publish the next edition, which holds from a day on."""

    entries: Annotated[tuple[GuideEntry, ...], Field(max_length=len(GuideField))]
    effective_on: Day


@dataclass(frozen=True, slots=True)
class GuideIncomplete(Unacceptable):
    """These fields are told not at all or more than once; what is not known is to be confirmed."""

    slug: ClassVar[str] = "founding-guide-incomplete"
    zh: ClassVar[str] = "指南要素须逐项列明，未定的注明待确认"
    en: ClassVar[str] = "Each field of the guide is told once, or is to be confirmed"
    fields: tuple[GuideField, ...]


@dataclass(frozen=True, slots=True)
class LaterEdition(Conflict):
    """An edition that holds from `effective_on` on was published before."""

    slug: ClassVar[str] = "later-founding-guide"
    zh: ClassVar[str] = "已有生效日期更晚的指南版本"
    en: ClassVar[str] = "A later edition of the guide was published"
    effective_on: date


# --- decision ---------------------------------------------------------------


def decide(
    command: PublishFoundingGuide, guide: FoundingGuide, _context: Context
) -> list[FoundingGuidePublished] | Refusal:
    """Publish it, or say what is wrong with it."""
    told = [each.field for each in command.entries]
    if wrong := tuple(each for each in GuideField if told.count(each) != 1):
        return GuideIncomplete(wrong)
    last = guide.editions[-1] if guide.editions else None
    if last is not None and (last.entries, last.effective_on) == (command.entries, command.effective_on):
        return []
    if last is not None and last.effective_on > command.effective_on:
        return LaterEdition(last.effective_on)
    published = FoundingGuidePublished(edition=len(guide.editions) + 1, **dict(command))
    return [published]


FOUNDING_GUIDE: Decider[FoundingGuide, PublishFoundingGuide, FoundingGuidePublished] = Decider(
    "founding-guide", FoundingGuide(), evolve, decide, FoundingGuidePublished
)
