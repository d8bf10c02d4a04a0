"""Events of the Party branch committee (党支部委员会) beside a grassroots committee, whose id is its own too.

Posts and terms only: nobody who belongs to the branch is known for that.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.personal import SubjectRef


class BranchTitle(StrEnum):
    """What a post of the branch committee is called."""

    SECRETARY = "SECRETARY"
    DEPUTY_SECRETARY = "DEPUTY_SECRETARY"
    ORGANISATION = "ORGANISATION"
    PUBLICITY = "PUBLICITY"
    DISCIPLINE = "DISCIPLINE"
    MEMBER = "MEMBER"


class BranchTermBegun(Event):
    """A term of the branch committee began; the one before it ended with the day before."""

    number: Annotated[int, Field(ge=1, le=99)]
    from_on: Day
    until_on: Day

    def effective_at(self) -> datetime:
        """The beginning of its first day."""
        return start_of(self.from_on)


class BranchPostFilled(Event):
    """Somebody holds a post of the branch committee from the beginning of `from_on`, in the term of that number."""

    post_id: str
    title: BranchTitle
    person_id: SubjectRef
    term: int
    from_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day in the post."""
        return start_of(self.from_on)


class BranchPostVacated(Event):
    """A post of the branch committee is vacant again; recorded also for each that a new term does not take over."""

    post_id: str
    person_id: SubjectRef
    vacated_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day without them."""
        return start_of(self.vacated_on)


PartyBranchCommitteeEvent = BranchTermBegun | BranchPostFilled | BranchPostVacated
