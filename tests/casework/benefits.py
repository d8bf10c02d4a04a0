"""A granted benefit told in events, and what people ask of it: words for tables of rows. Amounts are in fen."""

from __future__ import annotations

from datetime import date, datetime

from services.casework.domain.benefit_commands import (
    ApplyCorrection,
    ChangeBenefit,
    GrantBenefit,
    OrderRecovery,
    PayInstalment,
    RecordRecovered,
    StopBenefit,
)
from services.casework.domain.types import CaseId, CentreId, ItemCode
from shared.contracts.casework.benefit import (
    Amount,
    AssistancePaid,
    BenefitChanged,
    BenefitGranted,
    BenefitReviewed,
    BenefitReviewMissed,
    BenefitStopped,
    ChangeReason,
    PaymentMethod,
    Period,
    Recovered,
    RecoveryOrdered,
    RecoveryReason,
    RecoveryReduced,
    ReviewCategory,
    ReviewResult,
    StopReason,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.instants import start_of
from shared.kernel.limits import END_OF_DAY
from shared.kernel.money import Money
from tests.casework.district import CENTRE, asked

PAYER, SUBJECT, PAYEE = "dept-civil-affairs", "subject-ma", "payee-ma"
INCOME, FRAUD = ChangeReason.INCOME_CHANGED, StopReason.FRAUD
LATE = RecoveryReason.LEARNT_LATE


def day(text: str) -> date:
    return date.fromisoformat(text)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def at(when: str, role: Role = Role.DEPARTMENT, org: str = PAYER, by: str = "s-dept") -> Context:
    return asked(by, f"{when}T09:00+08:00", role, org)


TODAY = at("2015-12-21")
"""A Monday; the department asks."""


def grant(
    amount=30_000, period=Period.MONTH, from_on="2015-09-01", category: ReviewCategory | None = None, cap=None
) -> GrantBenefit:
    return GrantBenefit(
        case_id=CaseId("case-1"),
        subject=SUBJECT,
        item_code=ItemCode("CD-MZ-001"),
        centre_id=CentreId(CENTRE),
        standard="minimum-living-2015",
        amount=Amount(amount=amount),
        period=period,
        from_on=day(from_on),
        review_category=category,
        payer=PAYER,
        cap_amount=None if cap is None else Amount(amount=cap),
    )


def granted(
    amount=30_000,
    period=Period.MONTH,
    from_on="2015-09-01",
    category: ReviewCategory | None = None,
    cap=None,
    next_review: str | None = None,
) -> BenefitGranted:
    asked_for = grant(amount, period, from_on, category, cap)
    return BenefitGranted(
        **{name: getattr(asked_for, name) for name in GrantBenefit.model_fields},
        next_review_on=day(next_review) if next_review else None,
    )


def pay(instalment="2015-09", amount=30_000, paid_at="2015-12-21T08:00", further=False) -> PayInstalment:
    return PayInstalment(
        instalment=instalment,
        amount=Amount(amount=amount),
        method=PaymentMethod.BANK_CARD,
        paid_at=instant(paid_at),
        payee_ref=PAYEE,
        further=further,
    )


def paid(instalment="2015-09", amount=30_000, paid_at="2015-12-21T08:00", further=False) -> AssistancePaid:
    asked_for = pay(instalment, amount, paid_at, further)
    return AssistancePaid(**{name: getattr(asked_for, name) for name in PayInstalment.model_fields})


def change(amount: int, from_on: str, reason=INCOME) -> ChangeBenefit:
    return ChangeBenefit(amount=Amount(amount=amount), from_on=day(from_on), reason=reason)


def changed(amount: int, from_on: str, reason=INCOME, overpaid=0, arrears=0) -> BenefitChanged:
    return BenefitChanged(
        amount=Amount(amount=amount),
        from_on=day(from_on),
        reason=reason,
        overpaid=Money(amount=overpaid),
        arrears=Money(amount=arrears),
    )


def stop(from_on: str, reason=FRAUD) -> StopBenefit:
    return StopBenefit(from_on=day(from_on), reason=reason)


def stopped(from_on: str, reason=FRAUD, overpaid=0, arrears=0) -> BenefitStopped:
    return BenefitStopped(
        from_on=day(from_on), reason=reason, overpaid=Money(amount=overpaid), arrears=Money(amount=arrears)
    )


def correct(amount: int | None, from_on: str) -> ApplyCorrection:
    return ApplyCorrection(amount=None if amount is None else Amount(amount=amount), from_on=day(from_on))


def ask_back(amount: int, order="order-1", due_on="2016-01-31") -> OrderRecovery:
    return OrderRecovery(order_ref=order, amount=Amount(amount=amount), reason=LATE, due_on=day(due_on))


def asked_back(amount: int, order="order-1", due_on="2016-01-31") -> RecoveryOrdered:
    return RecoveryOrdered(order_ref=order, amount=Amount(amount=amount), reason=LATE, due_on=day(due_on))


def no_longer_owed(amount: int) -> RecoveryReduced:
    return RecoveryReduced(amount=Amount(amount=amount))


def give_back(amount: int, receipt="receipt-1") -> RecordRecovered:
    return RecordRecovered(receipt_ref=receipt, amount=Amount(amount=amount))


def given_back(amount: int, receipt="receipt-1") -> Recovered:
    return Recovered(receipt_ref=receipt, amount=Amount(amount=amount))


def reviewed(on="2015-12-21", next_review: str | None = None, result=ReviewResult.UNCHANGED, by="s-dept"):
    next_on = day(next_review) if next_review else None
    return BenefitReviewed(reviewed_on=day(on), result=result, reviewer=by, next_review_on=next_on)


def missed(due_on: str) -> BenefitReviewMissed:
    return BenefitReviewMissed(due_on=day(due_on), fell_due_at=END_OF_DAY.of(day(due_on)))


def midnight(text: str) -> datetime:
    return start_of(day(text))
