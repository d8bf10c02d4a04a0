"""Events of the granted benefit (待遇): how it is paid, reviewed, changed, stopped and asked back."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import start_of
from shared.kernel.messages import Event
from shared.kernel.money import Money
from shared.kernel.personal import SubjectRef

Reference = Annotated[str, Field(min_length=1, max_length=64)]
"""A number or a pseudonymous reference; it says nothing about a person."""

Standard = Annotated[str, Field(min_length=1, max_length=100)]
Instalment = Annotated[str, Field(min_length=4, max_length=7)]
"""`once`, or the period that is paid: `2015-09`, `2015-Q3`, `2015`."""


class Amount(Money):
    """More than nothing, and so little that all instalments of a thousand years add up to money."""

    amount: Annotated[int, Field(ge=1, le=10**10)]


class Period(StrEnum):
    """For how long one instalment is."""

    ONCE = "ONCE"
    MONTH = "MONTH"
    QUARTER = "QUARTER"
    YEAR = "YEAR"


class ReviewCategory(StrEnum):
    """How often a household is looked at again: A the least often, C the most."""

    A = "A"
    B = "B"
    C = "C"


class PaymentMethod(StrEnum):
    """How assistance reaches people."""

    BANK_CARD = "BANK_CARD"
    BANK_TRANSFER = "BANK_TRANSFER"
    CASH = "CASH"
    IN_KIND = "IN_KIND"


class ReviewResult(StrEnum):
    """What a review found; a change or a stop is ordered by an act of its own."""

    UNCHANGED = "UNCHANGED"
    CHANGE = "CHANGE"
    STOP = "STOP"


class ChangeReason(StrEnum):
    """Why the amount is another from a day on."""

    STANDARD_ADJUSTED = "STANDARD_ADJUSTED"
    INCOME_CHANGED = "INCOME_CHANGED"
    HOUSEHOLD_CHANGED = "HOUSEHOLD_CHANGED"
    REFUSED_WORK_3 = "REFUSED_WORK_3"
    """Suitable work was refused three times in a row without good reason."""

    DECISION_CORRECTED = "DECISION_CORRECTED"
    """An authority above corrected the decision; no other act gives this reason."""

    OTHER = "OTHER"


class StopReason(StrEnum):
    """Why nothing is due any more from a day on."""

    ENDED = "ENDED"
    DIED = "DIED"
    MOVED_AWAY = "MOVED_AWAY"
    INCOME_ABOVE_STANDARD = "INCOME_ABOVE_STANDARD"
    REFUSED_WORK_3 = "REFUSED_WORK_3"
    """Suitable work was refused three times in a row without good reason."""

    FRAUD = "FRAUD"
    DECISION_REVOKED = "DECISION_REVOKED"
    """An authority above revoked the decision; no other act gives this reason."""

    OTHER = "OTHER"


class RecoveryReason(StrEnum):
    """Why money that was paid is asked back."""

    DECISION_CORRECTED = "DECISION_CORRECTED"
    LEARNT_LATE = "LEARNT_LATE"
    """The circumstances had changed before, and nobody had said so."""

    FRAUD = "FRAUD"
    OTHER = "OTHER"


class BenefitGranted(Event):
    """A decision granted a benefit: `amount` for each period from `from_on` on; recorded with the decision.

    `standard` names the entry of `benefit_standard` by which the amount was found, `payer` is the department whose
    money it is. `cap_amount` is there where the centre decided under a delegation that has one. The next review falls
    on `next_review_on`, or on the next working day where the offices rest; it is absent where none is due.
    """

    case_id: str
    subject: SubjectRef
    item_code: str
    centre_id: str
    standard: Standard
    amount: Amount
    period: Period
    from_on: date
    review_category: ReviewCategory | None = None
    payer: Reference
    cap_amount: Amount | None = None
    next_review_on: date | None = None

    def effective_at(self) -> datetime:
        """The beginning of the first day."""
        return start_of(self.from_on)


class AssistancePaid(Event):
    """An instalment was paid at `paid_at`; `further` when it makes up for one that was raised after it was paid.

    `payee_ref` is the reference of who received it: the subject, or who acts for them.
    """

    instalment: Instalment
    amount: Amount
    method: PaymentMethod
    paid_at: datetime
    payee_ref: SubjectRef
    further: bool = False

    def effective_at(self) -> datetime:
        """When the money was handed over or sent."""
        return self.paid_at


class BenefitReviewed(Event):
    """Somebody looked at the household again and found what it says; the next review falls on `next_review_on`."""

    reviewed_on: date
    result: ReviewResult
    reviewer: Reference
    next_review_on: date | None = None


class BenefitReviewMissed(Event):
    """Nobody had reviewed the benefit when `due_on`, the last day for it, was over; recorded once for a due day."""

    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """When the last day was over."""
        return self.fell_due_at


class BenefitChanged(Event):
    """From `from_on` on the amount of a period is another, whatever was said before of later days.

    After it, `overpaid` of what was paid is too much and not returned yet, and `arrears` too little.
    """

    amount: Amount
    from_on: date
    reason: ChangeReason
    overpaid: Money
    arrears: Money

    def effective_at(self) -> datetime:
        """The beginning of the first day."""
        return start_of(self.from_on)


class BenefitStopped(Event):
    """From `from_on` on nothing is due; a stop from an earlier day may follow, never one from a later.

    After it, `overpaid` of what was paid is too much and not returned yet, and `arrears` too little.
    """

    from_on: date
    reason: StopReason
    overpaid: Money
    arrears: Money

    def effective_at(self) -> datetime:
        """The beginning of the first day without."""
        return start_of(self.from_on)


class RecoveryOrdered(Event):
    """What was overpaid, or a part of it, is asked back by the order `order_ref`, to be returned by `due_on`."""

    order_ref: Reference
    amount: Amount
    reason: RecoveryReason
    due_on: date


class RecoveryReduced(Event):
    """The benefit was raised for days already paid, so that of what was asked back this is no longer owed."""

    amount: Amount


class Recovered(Event):
    """Money that was asked back has come in, by the receipt `receipt_ref`."""

    receipt_ref: Reference
    amount: Amount


BenefitEvent = (
    BenefitGranted
    | AssistancePaid
    | BenefitReviewed
    | BenefitReviewMissed
    | BenefitChanged
    | BenefitStopped
    | RecoveryOrdered
    | RecoveryReduced
    | Recovered
)
