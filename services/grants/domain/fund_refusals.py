"""Why money of a fund does not move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.contracts.grants.fund import UseCategory
from shared.kernel.money import Money
from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class FundUnknown(Unknown):
    """Nothing was allocated, withheld or carried in."""

    slug: ClassVar[str] = "fund-unknown"
    zh: ClassVar[str] = "该居委会本期没有专项资金账户"
    en: ClassVar[str] = "The committee has no fund of that period"


@dataclass(frozen=True, slots=True)
class FundYearOver(Conflict):
    """The period is over; nothing is allocated or reserved in it any more."""

    slug: ClassVar[str] = "fund-year-over"
    zh: ClassVar[str] = "该年度资金已经结账"
    en: ClassVar[str] = "The fund's year is over"


@dataclass(frozen=True, slots=True)
class AlreadyAllocated(Conflict):
    """The committee has its allocation; to take it back, the entry is reversed."""

    slug: ClassVar[str] = "already-allocated"
    zh: ClassVar[str] = "该居委会本期资金已经拨付"
    en: ClassVar[str] = "The committee has its allocation already"


@dataclass(frozen=True, slots=True)
class InsufficientFunds(Unacceptable):
    """Less is available than is asked for; a fund has no overdraft."""

    slug: ClassVar[str] = "insufficient-funds"
    zh: ClassVar[str] = "专项资金余额不足"
    en: ClassVar[str] = "The fund has less than that"
    available: Money


@dataclass(frozen=True, slots=True)
class NothingReserved(Conflict):
    """Nothing is reserved for the project: it lapsed when the year was over, or was released."""

    slug: ClassVar[str] = "nothing-reserved"
    zh: ClassVar[str] = "该项目没有有效的资金预留"
    en: ClassVar[str] = "Nothing is reserved for the project"


@dataclass(frozen=True, slots=True)
class AboveReservation(Unacceptable):
    """The price is higher than what was approved."""

    slug: ClassVar[str] = "above-reservation"
    zh: ClassVar[str] = "合同价超出批准金额"
    en: ClassVar[str] = "The price is above what was approved"
    reserved: Money


@dataclass(frozen=True, slots=True)
class AboveCommitment(Unacceptable):
    """More than is owed for the project."""

    slug: ClassVar[str] = "above-commitment"
    zh: ClassVar[str] = "付款超出合同未付金额"
    en: ClassVar[str] = "More than is still owed for the project"
    committed: Money


@dataclass(frozen=True, slots=True)
class PaperUsed(Conflict):
    """Another entry stands on the payment or receipt: of another project, or of another amount."""

    slug: ClassVar[str] = "paper-used"
    zh: ClassVar[str] = "该凭证号已用于另一笔账目"
    en: ClassVar[str] = "Another entry stands on that number"


@dataclass(frozen=True, slots=True)
class AbovePaid(Unacceptable):
    """More than was paid for the project and has not come back."""

    slug: ClassVar[str] = "above-paid"
    zh: ClassVar[str] = "超出该项目已支付金额"
    en: ClassVar[str] = "More than was paid for the project"
    paid: Money


@dataclass(frozen=True, slots=True)
class EntryUnknown(Unknown):
    """The ledger has no entry of that number."""

    slug: ClassVar[str] = "entry-unknown"
    zh: ClassVar[str] = "账册中没有该笔记录"
    en: ClassVar[str] = "The ledger has no such entry"


@dataclass(frozen=True, slots=True)
class EntryNotReversible(Conflict):
    """Allocations and payments are put right by a reversal; all else by the act that follows from it."""

    slug: ClassVar[str] = "entry-not-reversible"
    zh: ClassVar[str] = "该笔记录不得直接冲销"
    en: ClassVar[str] = "Such an entry is put right by another act"


@dataclass(frozen=True, slots=True)
class NegativeList(Unacceptable):
    """The fund may not pay for these uses."""

    slug: ClassVar[str] = "negative-list"
    zh: ClassVar[str] = "列入负面清单或不属于允许用途"
    en: ClassVar[str] = "The fund may not pay for that"
    categories: tuple[UseCategory, ...]
