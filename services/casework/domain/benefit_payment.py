"""When an instalment may be paid, and how much: once, in its time, exactly what was decided for it."""

from __future__ import annotations

from services.casework.domain.benefit_commands import PayInstalment
from services.casework.domain.benefit_ledger import Span, span_of
from services.casework.domain.benefit_refusals import (
    AboveDecision,
    AlreadyPaid,
    BeforeStart,
    BelowDecision,
    BenefitEnded,
    InstalmentNotBegun,
    InstalmentOfOtherPeriod,
    InstalmentUnpaid,
    PaidInFuture,
)
from services.casework.domain.benefit_state import Book
from services.casework.domain.delegation_refusals import AboveCap
from shared.contracts.casework.benefit import Amount, AssistancePaid, BenefitEvent, BenefitGranted
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.instants import day_of
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal


def pay(command: PayInstalment, book: Book, context: Context) -> list[BenefitEvent] | Refusal:
    """The payment; who may pay has been checked."""
    span = span_of(command.instalment, book.granted.period, book.granted.from_on)
    if span is None:
        return InstalmentOfOtherPeriod(period=book.granted.period)
    paid_before = command.instalment in book.ledger.paid
    if command.further and not paid_before:
        return InstalmentUnpaid(instalment=command.instalment)
    due = book.ledger.short_of(command.instalment) if paid_before else book.ledger.due_on(span.counts_on)
    if paid_before and not (command.further and due):
        return AlreadyPaid(instalment=command.instalment)
    paid = AssistancePaid(**{name: getattr(command, name) for name in PayInstalment.model_fields})
    return _untimely(command, span, book, context) or _inexact(command, due, book, context) or [paid]


def _untimely(command: PayInstalment, span: Span, book: Book, context: Context) -> Refusal | None:
    paid_on, from_on, ends_on = day_of(command.paid_at), book.granted.from_on, book.ledger.ends_on
    if command.paid_at > context.now:
        return PaidInFuture()
    if span.ended_on <= from_on or paid_on < from_on:
        return BeforeStart(from_on=from_on)
    if ends_on is not None and span.counts_on >= ends_on:
        return BenefitEnded(from_on=ends_on)
    return InstalmentNotBegun(begins_on=span.counts_on) if paid_on < span.counts_on else None


def _inexact(command: PayInstalment, due: int, book: Book, context: Context) -> Refusal | None:
    if command.amount.amount > due:
        return AboveDecision(decided=Money(amount=due))
    if command.amount.amount < due:
        return BelowDecision(decided=Money(amount=due))
    # A correction by an authority above may lift the amount over the cap, and then it is the department's to pay.
    return None if context.actor.role is Role.DEPARTMENT else above_cap(command.amount, book.granted)


def above_cap(amount: Amount, granted: BenefitGranted) -> Refusal | None:
    """A refusal where the decision stands under a delegation that goes less far."""
    cap = granted.cap_amount
    if cap is None or amount.amount <= cap.amount:
        return None
    return AboveCap(cap_amount=Money(amount=cap.amount), goes_up_to=granted.payer)
