"""Benefit (待遇): what a decision to grant leads to, from its first day until it is stopped and all is settled.

Invariants: an instalment is paid once, by who pays, exactly as due when it counts, and made up for where it was raised
later · a change from an earlier day leaves the overpayment known to the fen · no more is asked back than was overpaid,
and no more comes in than was asked back · a review that nobody did in time is told once.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from services.casework.domain.benefit_commands import (
    ApplyCorrection,
    BenefitCommand,
    ChangeBenefit,
    GrantBenefit,
    MissReview,
    OfPayer,
    OrderRecovery,
    PayInstalment,
    RecordRecovered,
    ReviewBenefit,
    StopBenefit,
)
from services.casework.domain.benefit_ledger import Rate
from services.casework.domain.benefit_payment import above_cap, pay
from services.casework.domain.benefit_refusals import (
    AboveOrdered,
    AboveOverpaid,
    BeforeStart,
    BenefitAlreadyGranted,
    BenefitEnded,
    BenefitUnknown,
    CorrectionNeeded,
    NothingOverpaid,
    NotPeriodic,
    NotThePayer,
    NotTheReviewer,
    RecoveryDuePast,
    ReferenceTaken,
)
from services.casework.domain.benefit_state import Benefit, Book, Granted, NotGranted, Running, Stopped, evolve
from shared.contracts.casework.benefit import (
    Amount,
    BenefitChanged,
    BenefitEvent,
    BenefitGranted,
    BenefitReviewed,
    BenefitReviewMissed,
    BenefitStopped,
    ChangeReason,
    Period,
    Recovered,
    RecoveryOrdered,
    RecoveryReduced,
    StopReason,
)
from shared.kernel.actors import Actor, Role
from shared.kernel.counting import months_after
from shared.kernel.decider import Context, Decider
from shared.kernel.limits import END_OF_DAY
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal

REVIEW_MONTHS = "benefit.review_months"
_OF_CENTRE = (Role.EXAMINER, Role.APPROVER, Role.CENTRE_DIRECTOR)

Facts = list[BenefitEvent] | Refusal


def decide(command: BenefitCommand, benefit: Benefit, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case GrantBenefit():
            return _grant(command, benefit, context)
        case MissReview():
            return _miss_review(benefit, context)
        case ApplyCorrection():
            # Where nothing was granted, or to a refusal, nothing follows: the correction itself must not fail for it.
            return [] if isinstance(benefit, NotGranted) else _correct(command, benefit)
        case ReviewBenefit():
            return BenefitUnknown() if isinstance(benefit, NotGranted) else _review(command, benefit, context)
        case PayInstalment() | ChangeBenefit() | StopBenefit() | OrderRecovery() | RecordRecovered():
            return BenefitUnknown() if isinstance(benefit, NotGranted) else _of_payer(command, benefit, context)
        case _:
            assert_never(command)


def _grant(command: GrantBenefit, benefit: Benefit, context: Context) -> Facts:
    granted = BenefitGranted(
        **{name: getattr(command, name) for name in GrantBenefit.model_fields},
        next_review_on=_next_review(command, command.from_on, context),
    )
    if not isinstance(benefit, NotGranted):
        recorded = benefit.book.granted
        repeated = granted.model_copy(update={"next_review_on": recorded.next_review_on}) == recorded
        return [] if repeated else BenefitAlreadyGranted()
    return above_cap(command.amount, granted) or [granted]


# --- reviews ----------------------------------------------------------------


def review_due(benefit: Benefit, context: Context) -> datetime | None:
    """When the next review is late: the last day for it is over. None where none is due, or that is told already."""
    day = _last_review_day(benefit, context)
    return None if day is None else END_OF_DAY.of(day)


def _last_review_day(benefit: Benefit, context: Context) -> date | None:
    if not isinstance(benefit, Running) or benefit.book.review_missed:
        return None
    day = benefit.book.next_review_on
    return None if day is None else context.calendar.next_working_day_on_or_after(day)


def _next_review(granted: GrantBenefit | BenefitGranted, last: date, context: Context) -> date | None:
    if granted.review_category is None or granted.period is Period.ONCE:
        return None
    months = context.policy.whole(f"{REVIEW_MONTHS}.{granted.review_category.value}", context.today)
    return months_after(last, months)


def _miss_review(benefit: Benefit, context: Context) -> Facts:
    day = _last_review_day(benefit, context)
    if day is None or context.now < END_OF_DAY.of(day):
        return []
    return [BenefitReviewMissed(due_on=day, fell_due_at=END_OF_DAY.of(day))]


def _review(command: ReviewBenefit, benefit: Granted, context: Context) -> Facts:
    granted = benefit.book.granted
    if not _reviews(context.actor, granted):
        return NotTheReviewer()
    if granted.period is Period.ONCE:
        return NotPeriodic()
    reviewed = BenefitReviewed(
        reviewed_on=context.today,
        result=command.result,
        reviewer=context.actor.id,
        next_review_on=_next_review(granted, context.today, context),
    )
    if benefit.book.reviewed == reviewed:
        return []
    return BenefitEnded(from_on=benefit.stopped.from_on) if isinstance(benefit, Stopped) else [reviewed]


def _reviews(actor: Actor, granted: BenefitGranted) -> bool:
    if actor.role is Role.DEPARTMENT:
        return actor.org == granted.payer
    return actor.role in _OF_CENTRE and actor.org == granted.centre_id


# --- money ------------------------------------------------------------------


def _pays(actor: Actor, granted: BenefitGranted) -> bool:
    """The department whose money it is; of one-off help the centre too, which hands it out."""
    if actor.role is Role.DEPARTMENT:
        return actor.org == granted.payer
    of_centre = actor.role in {Role.APPROVER, Role.CENTRE_DIRECTOR} and actor.org == granted.centre_id
    return of_centre and granted.period is Period.ONCE


def _of_payer(command: OfPayer, benefit: Granted, context: Context) -> Facts:
    book = benefit.book
    if not _pays(context.actor, book.granted):
        return NotThePayer()
    match command:
        case PayInstalment():
            return pay(command, book, context)
        case ChangeBenefit():
            return _change(command, book)
        case StopBenefit():
            return _stop(command, benefit)
        case OrderRecovery():
            return _order_recovery(command, book, context)
        case RecordRecovered():
            return _recover(command, book)
        case _:
            assert_never(command)


def _change(command: ChangeBenefit, book: Book) -> Facts:
    granted, ends_on = book.granted, book.ledger.ends_on
    if command.reason is ChangeReason.DECISION_CORRECTED:
        return CorrectionNeeded()
    if granted.period is Period.ONCE:
        return NotPeriodic()
    if command.from_on < granted.from_on:
        return BeforeStart(from_on=granted.from_on)
    if ends_on is not None and command.from_on >= ends_on:
        return BenefitEnded(from_on=ends_on)
    return above_cap(command.amount, granted) or _changed(book, command.from_on, command.amount, command.reason)


def _changed(book: Book, from_on: date, amount: Amount, reason: ChangeReason) -> list[BenefitEvent]:
    after = book.ledger.with_rate(Rate(from_on, amount.amount))
    if after == book.ledger:
        return []
    overpaid, arrears = Money(amount=after.overpaid), Money(amount=after.arrears)
    changed = BenefitChanged(amount=amount, from_on=from_on, reason=reason, overpaid=overpaid, arrears=arrears)
    no_longer_owed = after.owed - after.overpaid
    return [changed, RecoveryReduced(amount=Amount(amount=no_longer_owed))] if no_longer_owed > 0 else [changed]


def _stop(command: StopBenefit, benefit: Granted) -> Facts:
    if command.reason is StopReason.DECISION_REVOKED:
        return CorrectionNeeded()
    if command.from_on < benefit.book.granted.from_on:
        return BeforeStart(from_on=benefit.book.granted.from_on)
    if isinstance(benefit, Stopped) and command.from_on >= (stopped := benefit.stopped).from_on:
        repeated = (command.from_on, command.reason) == (stopped.from_on, stopped.reason)
        return [] if repeated else BenefitEnded(from_on=stopped.from_on)
    return [_stopped(benefit.book, command.from_on, command.reason)]


def _stopped(book: Book, from_on: date, reason: StopReason) -> BenefitStopped:
    after = book.ledger.ending(from_on)
    overpaid, arrears = Money(amount=after.overpaid), Money(amount=after.arrears)
    return BenefitStopped(from_on=from_on, reason=reason, overpaid=overpaid, arrears=arrears)


def _correct(command: ApplyCorrection, benefit: Granted) -> Facts:
    """What is said of days before the benefit began is said of all of it, and so is what is said of one-off help."""
    book, granted = benefit.book, benefit.book.granted
    from_on = granted.from_on if granted.period is Period.ONCE else max(command.from_on, granted.from_on)
    if isinstance(benefit, Stopped) and from_on >= benefit.stopped.from_on:
        revived = command.amount is not None and benefit.stopped.reason is StopReason.DECISION_REVOKED
        return BenefitEnded(from_on=benefit.stopped.from_on) if revived else []
    if command.amount is None:
        return [_stopped(book, from_on, StopReason.DECISION_REVOKED)]
    return _changed(book, from_on, command.amount, ChangeReason.DECISION_CORRECTED)


def _order_recovery(command: OrderRecovery, book: Book, context: Context) -> Facts:
    ordered = RecoveryOrdered(**{name: getattr(command, name) for name in OrderRecovery.model_fields})
    if (recorded := book.orders.get(command.order_ref)) is not None:
        return [] if recorded == ordered else ReferenceTaken(reference=command.order_ref)
    left = book.ledger.overpaid - book.ledger.owed
    if left <= 0:
        return NothingOverpaid()
    if command.amount.amount > left:
        return AboveOverpaid(overpaid=Money(amount=left))
    return RecoveryDuePast() if command.due_on < context.today else [ordered]


def _recover(command: RecordRecovered, book: Book) -> Facts:
    recovered = Recovered(receipt_ref=command.receipt_ref, amount=command.amount)
    if (recorded := book.receipts.get(command.receipt_ref)) is not None:
        return [] if recorded == recovered else ReferenceTaken(reference=command.receipt_ref)
    owed = book.ledger.owed
    return AboveOrdered(ordered=Money(amount=owed)) if command.amount.amount > owed else [recovered]


BENEFIT = Decider[Benefit, BenefitCommand, BenefitEvent]("benefit", NotGranted(), evolve, decide, BenefitEvent)
