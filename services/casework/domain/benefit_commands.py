"""What can be asked of a granted benefit."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from services.casework.domain.types import CaseId, CentreId, GivenOrg, ItemCode
from shared.contracts.casework.benefit import (
    Amount,
    ChangeReason,
    PaymentMethod,
    Period,
    RecoveryReason,
    ReviewCategory,
    ReviewResult,
    StopReason,
)
from shared.kernel.codes import CodeFault, citizen_id
from shared.kernel.instants import Day, Instant
from shared.kernel.messages import Command
from shared.kernel.personal import SubjectRef

GivenInstalment = Annotated[str, Field(pattern=r"^(once|(19|2[0-9])[0-9]{2}(-(0[1-9]|1[0-2])|-Q[1-4])?)$")]


def _of_no_citizen(reference: str) -> str:
    if not isinstance(citizen_id(reference, date.max), CodeFault):
        raise ValueError("a citizen's number is no reference")
    return reference


GivenReference = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$"), AfterValidator(_of_no_citizen)]
"""A number or pseudonym of the payer's books; a citizen's own number is refused, the log is for ever."""
GivenStandard = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,100}$")]


class GrantBenefit(Command):
    """Let a benefit begin, in the act in which the case is decided; who may decide that, the case has checked."""

    case_id: CaseId
    subject: SubjectRef
    item_code: ItemCode
    centre_id: CentreId
    standard: GivenStandard
    amount: Amount
    period: Period
    from_on: Day
    review_category: ReviewCategory | None = None
    payer: GivenOrg
    cap_amount: Amount | None = None


class PayInstalment(Command):
    """Record that an instalment was paid, exactly as due; `further` makes up for one raised after it was paid."""

    instalment: GivenInstalment
    amount: Amount
    method: PaymentMethod
    paid_at: Instant
    payee_ref: GivenReference
    further: bool = False


class ReviewBenefit(Command):
    """Record that the household was looked at again today."""

    result: ReviewResult


class MissReview(Command):
    """Record that the last day for the review is over."""


class ChangeBenefit(Command):
    """Let another amount be due from a day on."""

    amount: Amount
    from_on: Day
    reason: ChangeReason


class StopBenefit(Command):
    """Let nothing be due from a day on."""

    from_on: Day
    reason: StopReason


class ApplyCorrection(Command):
    """What follows when an authority above corrects the decision: another amount, or none where it is annulled."""

    amount: Amount | None
    from_on: Day


class OrderRecovery(Command):
    """Ask back what was overpaid, or a part of it, by a written order."""

    order_ref: GivenReference
    amount: Amount
    reason: RecoveryReason
    due_on: Day


class RecordRecovered(Command):
    """Record that money that was asked back has come in."""

    receipt_ref: GivenReference
    amount: Amount


OfPayer = PayInstalment | ChangeBenefit | StopBenefit | OrderRecovery | RecordRecovered
"""What only who pays may do."""

BenefitCommand = GrantBenefit | ReviewBenefit | MissReview | ApplyCorrection | OfPayer
