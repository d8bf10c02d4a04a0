"""Events of the case (办件): the authority's work on one accepted application."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from shared.contracts.casework.benefit import Amount, Reference
from shared.contracts.casework.case_clocks import Clock
from shared.contracts.casework.delegation import Authority
from shared.contracts.casework.post import ActedAs
from shared.contracts.casework.reasons import Reasons, Texts
from shared.kernel.instants import start_of
from shared.kernel.messages import Event
from shared.kernel.personal import SubjectRef


class Outcome(StrEnum):
    """What was decided."""

    GRANT = "GRANT"
    REFUSE = "REFUSE"


class TerminationCause(StrEnum):
    """Why a case ended before its closure."""

    WITHDRAWN = "WITHDRAWN"
    """The applicant took the application back."""


class CaseOpened(Event):
    """An application was accepted and its clocks run from `accepted_on`; recorded by reaction to intake.

    What is done at `…_due_at` or later is late, `…_due_on` is the last day in time; both are absent where the item
    version sets no such limit. `provisional` says that a calendar year not yet published was counted;
    `calendar_version` is the number of editions known then. `subject` refers to the applicant. The clocks run from
    `started_at`, the minute of the acceptance; where it is absent, from the beginning of its day.
    `provisional_clocks` are those that may still move, where not both do. The case is opened `anew`, with nothing of
    what was on file, where it had been annulled.
    """

    subject: SubjectRef
    application_id: str
    centre_id: str
    item_code: str
    item_version: int
    accepted_on: date
    deemed: bool
    promised_due_on: date | None = None
    promised_due_at: datetime | None = None
    statutory_due_on: date | None = None
    statutory_due_at: datetime | None = None
    provisional: bool
    calendar_version: int
    started_at: datetime | None = None
    provisional_clocks: tuple[Clock, ...] | None = None
    anew: bool | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of acceptance."""
        return start_of(self.accepted_on)


class DecisionProposed(Event):
    """An examiner finished the examination and proposed a decision to the approver.

    `by_body` is the body whose examiner that is, absent for the centre.
    """

    post_id: str
    acted_as: ActedAs
    examiner: str
    outcome: Outcome
    reasons: Reasons | None = None
    by_body: Reference | None = None


class ReturnedByApprover(Event):
    """The approver did not follow the proposal and gave the case back with reasons; the clocks run on.

    `by_body` is the body whose approver that is, absent for the centre.
    """

    post_id: str
    acted_as: ActedAs
    approver: str
    reasons: Reasons
    by_body: Reference | None = None


class DecisionMade(Event):
    """The decision was made, by another person than who examined unless item and `authority` allow one person alone.

    A refusal states reasons and remedies; `remedies` are the law's words and say nothing about the person. `by_body`
    is the body that decided, absent for the centre. `authority` proves why it may, absent where the guide does not
    tell whose decision it is. `amount` is what is granted, for each period where there are several. What was decided
    at a window (即办件) gives its reasons at `window_position` of intake's log.
    """

    post_id: str
    acted_as: ActedAs
    approver: str
    outcome: Outcome
    reasons: Reasons | None = None
    remedies: Texts
    decided_on: date
    by_body: Reference | None = None
    authority: Authority | None = None
    amount: Amount | None = None
    window_position: int | None = None


class CaseClosed(Event):
    """The case is done and its result goes to the counter (办结); the limits are absent where the item has none."""

    application_id: str
    post_id: str
    acted_as: ActedAs
    outcome: Outcome
    closed_on: date
    within_promise: bool | None = None
    within_statute: bool | None = None


class CaseTerminated(Event):
    """The case ended before it was closed; recorded by reaction to intake."""

    cause: TerminationCause


CaseEvent = CaseOpened | DecisionProposed | ReturnedByApprover | DecisionMade | CaseClosed | CaseTerminated
