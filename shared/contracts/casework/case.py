"""Events of the case (办件): the authority's work on one accepted application."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs
from shared.kernel.instants import start_of
from shared.kernel.messages import Event
from shared.kernel.personal import Personal, SubjectRef

Text = Annotated[str, Field(min_length=1, max_length=500)]
Texts = Annotated[tuple[Text, ...], Field(max_length=20)]
Reasons = Personal[tuple[str, ...]]
"""What people write about an applicant, under the applicant's key."""


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
    `calendar_version` is the number of editions known then. `subject` refers to the applicant.
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

    def effective_at(self) -> datetime:
        """The beginning of the day of acceptance."""
        return start_of(self.accepted_on)


class DecisionProposed(Event):
    """An examiner finished the examination and proposed a decision to the approver."""

    post_id: str
    acted_as: ActedAs
    examiner: str
    outcome: Outcome
    reasons: Reasons | None = None


class ReturnedByApprover(Event):
    """The approver did not follow the proposal and gave the case back with reasons; the clocks run on."""

    post_id: str
    acted_as: ActedAs
    approver: str
    reasons: Reasons


class DecisionMade(Event):
    """The decision was made by another person than who examined; a refusal states reasons and remedies.

    `remedies` are the law's words and say nothing about the person.
    """

    post_id: str
    acted_as: ActedAs
    approver: str
    outcome: Outcome
    reasons: Reasons | None = None
    remedies: Texts
    decided_on: date


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
