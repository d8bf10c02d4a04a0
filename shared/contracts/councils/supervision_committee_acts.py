"""Events of what a supervision committee (居务监督委员会) does, reports, and is due for a year."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from shared.contracts.councils.supervision_committee import (
    ExcludingPostLeft,
    ExcludingPostTaken,
    Office,
    Reference,
    SupervisionCommitteeDissolved,
    SupervisionCommitteeFiled,
    SupervisionElectionHeld,
    SupervisionElectionReviewed,
    SupervisionMemberElected,
    SupervisionMemberNominated,
    SupervisionMemberRecalled,
    SupervisionRecallDemanded,
    SupervisionRecallRejected,
    SupervisionSeatLost,
    Words,
)
from shared.kernel.messages import Event
from shared.kernel.money import Money
from shared.kernel.personal import SubjectRef


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
