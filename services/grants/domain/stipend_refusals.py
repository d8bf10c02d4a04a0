"""Why a part of working funds or stipends is not paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.kernel.money import Money
from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class StipendNotStated(Unknown):
    """Councils has not stated that this part is due to them for the year, as far as is known."""

    slug: ClassVar[str] = "stipend-not-stated"
    zh: ClassVar[str] = "尚未核定该年度的该项经费或者补助"
    en: ClassVar[str] = "Nothing of the kind was stated to be due for the year"


@dataclass(frozen=True, slots=True)
class PerformanceNotReleased(Conflict):
    """The performance part waits for a satisfactory appraisal; `withheld` where the appraisal was another."""

    slug: ClassVar[str] = "performance-not-released"
    zh: ClassVar[str] = "绩效补助须经考评合格方可发放"
    en: ClassVar[str] = "The performance part is paid after a satisfactory appraisal only"
    withheld: bool


@dataclass(frozen=True, slots=True)
class StipendAlreadyPaid(Conflict):
    """The part was paid; it is paid once a year."""

    slug: ClassVar[str] = "stipend-already-paid"
    zh: ClassVar[str] = "该项经费或者补助已经发放"
    en: ClassVar[str] = "The part was paid already"


@dataclass(frozen=True, slots=True)
class StipendAmountDiffers(Unacceptable):
    """A part is paid whole: no less and no more than is due."""

    slug: ClassVar[str] = "stipend-amount-differs"
    zh: ClassVar[str] = "发放金额与核定金额不符"
    en: ClassVar[str] = "A part is paid exactly as due"
    due: Money


@dataclass(frozen=True, slots=True)
class StipendReceiptTaken(Conflict):
    """The number stands for another payment; also one that came back or was undone keeps its number."""

    slug: ClassVar[str] = "stipend-receipt-taken"
    zh: ClassVar[str] = "该凭证号已用于其他付款"
    en: ClassVar[str] = "The number stands for another payment"


@dataclass(frozen=True, slots=True)
class StipendPaymentUnknown(Unknown):
    """No payment has this number."""

    slug: ClassVar[str] = "stipend-payment-unknown"
    zh: ClassVar[str] = "没有该笔付款"
    en: ClassVar[str] = "There is no such payment"


@dataclass(frozen=True, slots=True)
class StipendPaymentUndone(Conflict):
    """The payment came back or was undone already, otherwise than is said now."""

    slug: ClassVar[str] = "stipend-payment-undone"
    zh: ClassVar[str] = "该笔付款已退回或者冲销"
    en: ClassVar[str] = "The payment came back or was undone already"
