"""Events of the residents' assembly (居民会议), which alone adopts a pact, removes members and has money raised."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.meeting import ElectorateKind
from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value

TITLE_CHARACTERS = 100
Title = Annotated[str, Field(min_length=1, max_length=TITLE_CHARACTERS)]
"""Of a matter, never of a person."""

ItemId = Annotated[str, Field(min_length=1, max_length=80)]
Heads = Annotated[int, Field(ge=0, le=100_000)]
"""A number of people or households."""


class Subject(StrEnum):
    """What an item of the agenda is about."""

    PACT = "PACT"
    """居民公约; `subject_id` is the number of its edition."""

    MEMBER_REMOVAL = "MEMBER_REMOVAL"
    """`subject_id` refers to the member of the residents' committee."""

    FUND_RAISING = "FUND_RAISING"
    """Money that residents give of their free will (城市居民委员会组织法 §16)."""

    OTHER = "OTHER"


class AgendaItem(Value):
    """One matter of an assembly, which is voted on by itself."""

    item_id: ItemId
    subject: Subject
    subject_id: ItemId | None = None
    title: Title


class ItemVote(Value):
    """What was voted on an item, as totals; whoever was present and voted neither way abstained."""

    item_id: ItemId
    votes_for: Heads
    votes_against: Heads
    adopted: bool


class AssemblyCalled(Event):
    """A committee called an assembly of `electorate` for a day; with `petition_id` residents had demanded it."""

    committee_id: str
    electorate: ElectorateKind
    agenda: Annotated[tuple[AgendaItem, ...], Field(min_length=1, max_length=50)]
    held_on: date
    petition_id: str | None = None


class AssemblyPostponed(Event):
    """The assembly was postponed to a later day, as when too few had come."""

    committee_id: str
    held_on: date
    reason: Title


class AssemblyHeld(Event):
    """The assembly was held, `present` of `entitled`, and voted on each item; recorded with the totals."""

    committee_id: str
    held_on: date
    entitled: Heads
    present: Heads
    votes: tuple[ItemVote, ...]

    def effective_at(self) -> datetime:
        """The beginning of the day of the assembly."""
        return start_of(self.held_on)


AssemblyEvent = AssemblyCalled | AssemblyPostponed | AssemblyHeld
