"""Events of the supervision committee (居务监督委员会): who is put up for it, sits on it, and sits on it no longer."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Published, SubjectRef

Reference = Annotated[str, Field(min_length=1, max_length=80)]
Words = Annotated[str, Field(min_length=1, max_length=1000)]
"""About a matter, never about a person."""


class Office(StrEnum):
    """As what somebody sits on the committee."""

    CHAIR = "CHAIR"
    MEMBER = "MEMBER"


class ExcludingPost(StrEnum):
    """A post beside the residents' committee whose holder cannot supervise it."""

    CLERK = "CLERK"
    """文书."""

    BOOKKEEPER = "BOOKKEEPER"
    """会计、报账员: who keeps or reports the accounts."""


class SeatLoss(StrEnum):
    """Why somebody sits no longer before the term ended, other than by a recall."""

    EXCLUDED = "EXCLUDED"
    """They may not sit, or may no longer: a review found it."""

    RESIGNED = "RESIGNED"
    MOVED_AWAY = "MOVED_AWAY"
    DIED = "DIED"
    LOST_CAPACITY = "LOST_CAPACITY"


class VotesFor(Value):
    """How many voted for somebody."""

    person_id: SubjectRef
    votes: Annotated[int, Field(ge=0, le=1000)]


class ExcludingPostTaken(Event):
    """Somebody came to hold a post that excludes them from the committee; recorded when it is entered."""

    committee_id: str
    person_id: SubjectRef
    post: ExcludingPost
    from_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day on the post."""
        return start_of(self.from_on)


class ExcludingPostLeft(Event):
    """Somebody holds such a post no longer from `from_on` on."""

    committee_id: str
    person_id: SubjectRef
    post: ExcludingPost
    from_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day off the post."""
        return start_of(self.from_on)


class SupervisionMemberNominated(Event):
    """A representative was nominated for an office of the committee; recorded before the meeting votes."""

    committee_id: str
    person_id: SubjectRef
    office: Office


class SupervisionElectionHeld(Event):
    """The representative meeting voted on nominees, `present` of `on_register`; who is elected is recorded with it."""

    committee_id: str
    meeting_id: Reference
    held_on: date
    on_register: int
    present: int
    votes: tuple[VotesFor, ...]

    def effective_at(self) -> datetime:
        """The beginning of the day of the meeting."""
        return start_of(self.held_on)


class SupervisionMemberElected(Event):
    """Somebody was elected to an office, from `from_on` to `until_on`, both days included; recorded with the vote."""

    committee_id: str
    person_id: SubjectRef
    office: Office
    name: Published[str]
    from_on: date
    until_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day in office."""
        return start_of(self.from_on)


class SupervisionElectionReviewed(Event):
    """The working committee reviewed who sits on the committee; whoever may not lost the seat in the same act."""

    committee_id: str
    reviewed_on: date


class SupervisionCommitteeFiled(Event):
    """The reviewed committee was filed with the district (备案); recorded by the working committee."""

    committee_id: str
    members: tuple[SubjectRef, ...]
    filed_on: date


class SupervisionCommitteeDissolved(Event):
    """The residents' committee that it watched over was abolished; recorded with the abolition.

    Nobody sits on it from the beginning of `dissolved_on`.
    """

    committee_id: str
    dissolved_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day without it."""
        return start_of(self.dissolved_on)


class SupervisionSeatLost(Event):
    """Somebody sits no longer from `from_on` on, though the term goes on."""

    committee_id: str
    person_id: SubjectRef
    office: Office
    reason: SeatLoss
    from_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day out of office."""
        return start_of(self.from_on)


class SupervisionRecallDemanded(Event):
    """Residents jointly demanded that a member be recalled: `joined` of `residents`; the representatives vote on it."""

    committee_id: str
    person_id: SubjectRef
    joined: int
    residents: int
    demanded_on: date


class SupervisionMemberRecalled(Event):
    """The representative meeting recalled a member, who sits no longer from `from_on` on."""

    committee_id: str
    person_id: SubjectRef
    office: Office
    meeting_id: Reference
    on_register: int
    present: int
    votes_for: int
    from_on: date

    def effective_at(self) -> datetime:
        """The beginning of the first day out of office."""
        return start_of(self.from_on)


class SupervisionRecallRejected(Event):
    """The representative meeting voted on a recall and did not adopt it: the member stays."""

    committee_id: str
    person_id: SubjectRef
    meeting_id: Reference
    on_register: int
    present: int
    votes_for: int
    voted_on: date
