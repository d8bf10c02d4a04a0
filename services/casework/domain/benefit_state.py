"""Where a granted benefit stands, and how each fact changes that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from services.casework.domain.benefit_ledger import Ledger, Rate, span_of
from shared.contracts.casework.benefit import (
    AssistancePaid,
    BenefitChanged,
    BenefitEvent,
    BenefitGranted,
    BenefitReviewed,
    BenefitReviewMissed,
    BenefitStopped,
    Recovered,
    RecoveryOrdered,
    RecoveryReduced,
)
from shared.kernel.refusals import CorruptStream


@dataclass(frozen=True, slots=True)
class Book:
    """What a benefit carries from state to state: how it was granted, its money, its last review, its papers.

    `review_missed` says that the last day for the next review is over. Orders and receipts are by their numbers.
    """

    granted: BenefitGranted
    ledger: Ledger
    reviewed: BenefitReviewed | None = None
    review_missed: bool = False
    orders: Mapping[str, RecoveryOrdered] = field(default_factory=dict)
    receipts: Mapping[str, Recovered] = field(default_factory=dict)

    @property
    def next_review_on(self) -> date | None:
        """The day on which the next review falls, as the grant or the last review said."""
        return (self.reviewed or self.granted).next_review_on


@dataclass(frozen=True, slots=True)
class NotGranted:
    """No decision has granted a benefit under this id."""


@dataclass(frozen=True, slots=True)
class Running:
    """Nobody has said yet from when nothing is due."""

    book: Book


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing is due from a day on, which may be still to come; what was due before is paid and settled yet."""

    book: Book
    stopped: BenefitStopped


Granted = Running | Stopped
Benefit = NotGranted | Granted


def evolve(benefit: Benefit, event: BenefitEvent) -> Benefit:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, benefit:
        case BenefitGranted(), NotGranted():
            return Running(Book(event, Ledger((Rate(event.from_on, event.amount.amount),))))
        case BenefitReviewed(), Running(book):
            return Running(replace(book, reviewed=event, review_missed=False))
        case BenefitReviewMissed(), Running(book):
            return Running(replace(book, review_missed=True))
        case BenefitStopped(), (Running(book) | Stopped(book)):
            return Stopped(replace(book, ledger=book.ledger.ending(event.from_on)), event)
        case (
            (AssistancePaid() | BenefitChanged() | RecoveryOrdered() | RecoveryReduced() | Recovered()),
            Running(book),
        ):
            return Running(_booked(book, event))
        case (
            (AssistancePaid() | BenefitChanged() | RecoveryOrdered() | RecoveryReduced() | Recovered()),
            Stopped(book, stopped),
        ):
            return Stopped(_booked(book, event), stopped)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a benefit that is {type(benefit).__name__}")


def _booked(book: Book, event: AssistancePaid | BenefitChanged | RecoveryOrdered | RecoveryReduced | Recovered) -> Book:
    ledger, fen = book.ledger, event.amount.amount
    match event:
        case AssistancePaid():
            span = span_of(event.instalment, book.granted.period, book.granted.from_on)
            if span is None:
                raise CorruptStream(f"{event.instalment} is no instalment of the benefit")
            return replace(book, ledger=ledger.with_payment(event.instalment, span.counts_on, fen))
        case BenefitChanged():
            return replace(book, ledger=ledger.with_rate(Rate(event.from_on, fen)))
        case RecoveryOrdered():
            orders = {**book.orders, event.order_ref: event}
            return replace(book, ledger=ledger.with_order(fen), orders=orders)
        case RecoveryReduced():
            return replace(book, ledger=ledger.with_order(-fen))
        case Recovered():
            receipts = {**book.receipts, event.receipt_ref: event}
            return replace(book, ledger=ledger.with_return(fen), receipts=receipts)
