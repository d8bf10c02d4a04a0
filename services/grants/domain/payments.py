"""Payments that may come back: what the bank sent back is owed again, and paid under another number.

The same for contracts, rewards and stipends; the special fund asks its ledger what a payment left behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Generic, Protocol, TypeVar

from shared.kernel.decider import Context
from shared.kernel.refusals import Conflict, Refusal, Unacceptable


class Made(Protocol):
    """What a payment says, whatever it is for."""

    @property
    def paid_on(self) -> date:
        """The day on which the money went out."""


M = TypeVar("M", bound=Made)
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Payment(Generic[M, U]):
    """A payment, and what undid it."""

    paid: M
    undone: U | None = None


@dataclass(frozen=True, slots=True)
class PaidAhead(Unacceptable):
    """The money is said to move on a day to come."""

    slug: ClassVar[str] = "paid-ahead"
    zh: ClassVar[str] = "付款日期晚于今天"
    en: ClassVar[str] = "The day of the payment is still to come"


@dataclass(frozen=True, slots=True)
class ReturnedBeforePaid(Unacceptable):
    """Nothing comes back before it was paid."""

    slug: ClassVar[str] = "returned-before-paid"
    zh: ClassVar[str] = "退回日期早于付款日期"
    en: ClassVar[str] = "Nothing comes back before it was paid"
    paid_on: date


@dataclass(frozen=True, slots=True)
class PaymentNotMade(Conflict):
    """There is no such payment, or it came back already."""

    slug: ClassVar[str] = "payment-not-made"
    zh: ClassVar[str] = "没有该笔付款，或已退回"
    en: ClassVar[str] = "There is no such payment, or it came back already"


def not_to_be_returned(payment: Payment[M, U] | None, returned_on: date, context: Context) -> Refusal | None:
    """Why a payment cannot have come back on a day."""
    if payment is None or payment.undone is not None:
        return PaymentNotMade()
    if returned_on < payment.paid.paid_on:
        return ReturnedBeforePaid(payment.paid.paid_on)
    return PaidAhead() if returned_on > context.today else None
