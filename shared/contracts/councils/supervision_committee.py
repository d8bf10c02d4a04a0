"""Events of the supervision committee (居务监督委员会): who sits on it, what it did, what is due to it and to them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value
from shared.kernel.money import Money
from shared.kernel.personal import Published, SubjectRef

Reference = Annotated[str, Field(min_length=1, max_length=80)]
Words = Annotated[str, Field(min_length=1, max_length=1000)]
"""About a matter, never about a person."""


class Office(StrEnum):
    """As what somebody sits on the committee."""

    CHAIR = "CHAIR"
    MEMBER = "MEMBER"


class Size(StrEnum):
    """By what the working funds are measured; who reviews them yearly says which it is."""

    LARGE = "LARGE"
    SMALL = "SMALL"


class SubjectKind(StrEnum):
    """What the committee is asked to countersign."""

    FUND_PROJECT = "FUND_PROJECT"
    PROJECT_ACCEPTANCE = "PROJECT_ACCEPTANCE"
    PAYMENT = "PAYMENT"
    STATEMENT = "STATEMENT"


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


class MeetingProposed(Event):
    """A member proposed that the residents' committee or the representatives meet; recorded when they do."""

    committee_id: str
    proposal_id: Reference
    proposed_by: SubjectRef
    matter: Words


class Countersigned(Event):
    """The committee countersigned what it was asked to (联签); one of its members recorded it."""

    committee_id: str
    subject_kind: SubjectKind
    subject_id: Reference
    countersigned_by: SubjectRef


class CountersignatureRefused(Event):
    """The committee did not countersign, and said why; it may do so later, when the matter has been put right."""

    committee_id: str
    subject_kind: SubjectKind
    subject_id: Reference
    reason: Words
    refused_by: SubjectRef


class SupervisionReported(Event):
    """The committee reported on a year to the representatives; recorded on the day of the report."""

    committee_id: str
    year: int
    reported_by: SubjectRef
    reported_on: date
    report: Words


class SupervisionReportMissed(Event):
    """A year was over, at `fell_due_at`, without the committee's report to the representatives."""

    committee_id: str
    year: int
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The end of the year."""
        return self.fell_due_at


class WorkingFundsEntitled(Event):
    """The yearly review found how much the committee's work of a year is worth (工作经费); grants pays it."""

    committee_id: str
    year: int
    size: Size
    amount: Money


class StipendEntitled(Event):
    """Somebody in office is entitled to a year's stipend (工作补助); grants pays it.

    `basic` is due in any case, `performance` only where the appraisal of that year is satisfactory.
    """

    committee_id: str
    person_id: SubjectRef
    office: Office
    year: int
    basic: Money
    performance: Money


SupervisionCommitteeEvent = (
    ExcludingPostTaken
    | ExcludingPostLeft
    | SupervisionMemberNominated
    | SupervisionElectionHeld
    | SupervisionMemberElected
    | SupervisionElectionReviewed
    | SupervisionCommitteeFiled
    | SupervisionSeatLost
    | SupervisionCommitteeDissolved
    | SupervisionRecallDemanded
    | SupervisionMemberRecalled
    | SupervisionRecallRejected
    | MeetingProposed
    | Countersigned
    | CountersignatureRefused
    | SupervisionReported
    | SupervisionReportMissed
    | WorkingFundsEntitled
    | StipendEntitled
)
