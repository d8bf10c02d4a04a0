"""Events of the members of a residents' committee (居委会成员): who was elected to which office, who was removed."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Published, SubjectRef

Term = Annotated[int, Field(ge=1, le=99)]
"""The how-manieth term (届) of the committees of the district; that of 2014 is the ninth."""

Heads = Annotated[int, Field(ge=0, le=100_000)]
"""A number of people, households or ballots."""


class Office(StrEnum):
    """What somebody is elected to; chairs come first."""

    CHAIR = "CHAIR"
    DEPUTY = "DEPUTY"
    MEMBER = "MEMBER"


class OfficeSeats(Value):
    """How many hold an office at once."""

    office: Office
    seats: Annotated[int, Field(ge=1, le=9)]


class AssemblyVote(Value):
    """What the residents' assembly resolved, as totals; abstentions count among those present.

    `resolution_id` is the assembly's id.
    """

    resolution_id: Annotated[str, Field(min_length=1, max_length=80)]
    held_on: Day
    entitled: Heads
    present: Heads
    in_favour: Heads


class CommitteeTermBegun(Event):
    """A term of a committee began with a general election; recorded before those elected, when the result is posted.

    It lasts from the beginning of `from_on` to the end of `until_on`; what was left of an earlier term is over.
    """

    committee_id: str
    election_id: str
    term: Term
    seats: tuple[OfficeSeats, ...]
    from_on: Day
    until_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day of the term."""
        return start_of(self.from_on)


class MemberElected(Event):
    """Somebody came to hold an office of a committee; recorded when the result of the election is posted.

    They hold it from the beginning of `term_from_on` to the end of `term_until_on`, unless they are removed or the
    next term begins before. `lives_here` says whether they live in the committee's area.
    """

    committee_id: str
    person_id: SubjectRef
    office: Office
    name: Published[str]
    election_id: str
    term: Term
    term_from_on: Day
    term_until_on: Day
    lives_here: bool = True

    def effective_at(self) -> datetime:
        """The beginning of the first day in office."""
        return start_of(self.term_from_on)


class MemberRemoved(Event):
    """The residents' assembly removed a member; recorded when it is entered, `removed_on` is the last day in office."""

    committee_id: str
    person_id: SubjectRef
    office: Office
    removed_on: Day
    resolved: AssemblyVote

    def effective_at(self) -> datetime:
        """The end of the last day in office."""
        return start_of(self.removed_on + timedelta(days=1))


class ByElectionHeld(Event):
    """Seats that had fallen vacant were filled for the rest of the term; recorded before those elected."""

    committee_id: str
    election_id: str
    held_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of the vote."""
        return start_of(self.held_on)


class CommitteeTermEnded(Event):
    """The term of a committee ended with the committee itself, which was abolished; recorded with the abolition.

    Nobody holds an office of it from the beginning of `ended_on`.
    """

    committee_id: str
    ended_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day without the committee."""
        return start_of(self.ended_on)


CommitteeMembersEvent = CommitteeTermBegun | MemberElected | MemberRemoved | ByElectionHeld | CommitteeTermEnded
