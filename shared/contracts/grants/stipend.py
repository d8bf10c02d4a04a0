"""Events of what is due to a supervision committee for a year: working funds (工作经费) and stipends (工作补助).

Councils says what is due and how the work was appraised; grants pays it, each part once.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.supervision_committee import Office
from shared.contracts.grants.task_admission import Reference
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.money import Money
from shared.kernel.personal import SubjectRef

Year = Annotated[int, Field(ge=2013, le=2999)]


class StipendPart(StrEnum):
    """What is paid at once; the working funds are the committee's, the other two somebody's in office."""

    WORKING_FUNDS = "WORKING_FUNDS"
    BASIC = "BASIC"
    PERFORMANCE = "PERFORMANCE"


class ReversalReason(StrEnum):
    """What was wrong with the entry of a payment."""

    WRONG_PERSON = "WRONG_PERSON"
    WRONG_PART = "WRONG_PART"
    WRONG_NUMBER = "WRONG_NUMBER"
    NOT_PAID = "NOT_PAID"


class WorkingFundsKnown(Event):
    """Councils stated the working funds of a year, at `source_position` of its log."""

    committee_id: Reference
    year: Year
    amount: Money
    source_position: int


class StipendKnown(Event):
    """Councils stated the stipend of somebody in office for a year, at `source_position` of its log."""

    committee_id: Reference
    year: Year
    person_id: SubjectRef
    office: Office
    basic: Money
    performance: Money
    source_position: int


class StipendAppraisalKnown(Event):
    """Councils concluded an appraisal of somebody in office, at `source_position` of its log."""

    person_id: SubjectRef
    period: Annotated[str, Field(min_length=4, max_length=10)]
    satisfactory: bool
    source_position: int


class PerformanceReleased(Event):
    """Stipend and satisfactory appraisal of a year are both known, whichever came first: the part is due."""

    person_id: SubjectRef
    amount: Money


class PerformanceWithheld(Event):
    """An appraisal of the year is not satisfactory: the performance part is not paid."""

    person_id: SubjectRef
    amount: Money


class StipendPaid(Event):
    """A part was paid whole on `paid_on`, under the number `receipt_ref`; recorded when the payment is entered."""

    receipt_ref: Reference
    part: StipendPart
    person_id: SubjectRef | None = None
    amount: Money
    paid_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of the payment."""
        return start_of(self.paid_on)


class StipendPaymentReturned(Event):
    """The bank sent a payment back: the part is due again, and paid under another number."""

    receipt_ref: Reference
    returned_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day on which it came back."""
        return start_of(self.returned_on)


class StipendPaymentReversed(Event):
    """The entry of a payment was wrong and is undone (冲销): the part is due again."""

    receipt_ref: Reference
    reason: ReversalReason


StipendEvent = (
    WorkingFundsKnown
    | StipendKnown
    | StipendAppraisalKnown
    | PerformanceReleased
    | PerformanceWithheld
    | StipendPaid
    | StipendPaymentReturned
    | StipendPaymentReversed
)
