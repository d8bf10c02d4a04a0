"""Events of the representatives (居民代表): how many each residents' group sends, and who is on the register when."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import SubjectRef

GroupId = Annotated[str, Field(min_length=1, max_length=80)]


class Apportionment(StrEnum):
    """By what it is counted how many representatives a group sends."""

    BY_HOUSEHOLDS = "BY_HOUSEHOLDS"
    """One for so many households."""

    BY_GROUPS = "BY_GROUPS"
    """So many from each group."""


class GroupShare(Value):
    """How many households a residents' group has, and how many representatives it sends."""

    group_id: GroupId
    households: Annotated[int, Field(ge=1, le=100_000)]
    seats: Annotated[int, Field(ge=1, le=1000)]


class LeavingReason(StrEnum):
    """Why somebody left before the term ended, other than by a recall."""

    RESIGNED = "RESIGNED"
    MOVED_AWAY = "MOVED_AWAY"
    DIED = "DIED"
    LOST_CAPACITY = "LOST_CAPACITY"


class SeatsApportioned(Event):
    """It was fixed for a term how many representatives each group sends; recorded before they are chosen.

    The term runs from `from_on` to `until_on`, both days included.
    """

    apportionment: Apportionment
    groups: Annotated[tuple[GroupShare, ...], Field(min_length=1, max_length=200)]
    from_on: date
    until_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day of the term."""
        return start_of(self.from_on)


class RepresentativeElected(Event):
    """A group chose a representative, who is on the register from `from_on` to `until_on`, both days included."""

    person_id: SubjectRef
    group_id: GroupId
    elected_on: date
    from_on: date
    until_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day on the register."""
        return start_of(self.from_on)


class RepresentativeRecalled(Event):
    """A group took its representative back by `votes_for` of its `households`; it counts from `from_on` on."""

    person_id: SubjectRef
    group_id: GroupId
    households: int
    votes_for: int
    from_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day on which they represent nobody."""
        return start_of(self.from_on)


class RepresentativeLeft(Event):
    """A representative left before the term ended, and is on the register no longer from `from_on`."""

    person_id: SubjectRef
    group_id: GroupId
    reason: LeavingReason
    from_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day on which they represent nobody."""
        return start_of(self.from_on)


class RegisterClosed(Event):
    """The committee was abolished, and nobody represents its residents from `closed_on` on; recorded with that."""

    closed_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day on which nobody is on the register."""
        return start_of(self.closed_on)


RepresentativesEvent = (
    SeatsApportioned | RepresentativeElected | RepresentativeRecalled | RepresentativeLeft | RegisterClosed
)
