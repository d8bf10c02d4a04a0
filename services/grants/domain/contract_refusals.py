"""Why nothing more can be done with a purchase contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from shared.kernel.money import Money
from shared.kernel.refusals import Conflict, Unacceptable, Unknown


class Remaining(StrEnum):
    """What keeps a contract open."""

    PERIOD = "PERIOD"
    VERIFICATION = "VERIFICATION"
    SETTLEMENT = "SETTLEMENT"
    PAYMENT = "PAYMENT"


@dataclass(frozen=True, slots=True)
class ContractUnknown(Unknown):
    """Nobody signed such a contract."""

    slug: ClassVar[str] = "contract-unknown"
    zh: ClassVar[str] = "没有该合同"
    en: ClassVar[str] = "There is no such contract"


@dataclass(frozen=True, slots=True)
class ContractAlreadySigned(Conflict):
    """The contract is signed, and otherwise than is said now."""

    slug: ClassVar[str] = "contract-already-signed"
    zh: ClassVar[str] = "该合同已经签订"
    en: ClassVar[str] = "The contract is signed already"


@dataclass(frozen=True, slots=True)
class ContractEnded(Conflict):
    """The contract was terminated or completed."""

    slug: ClassVar[str] = "contract-ended"
    zh: ClassVar[str] = "合同已经终止或者履行完毕"
    en: ClassVar[str] = "The contract has ended"


@dataclass(frozen=True, slots=True)
class WageLine(Unacceptable):
    """A line pays for people instead of results (养事不养人)."""

    slug: ClassVar[str] = "wage-line"
    zh: ClassVar[str] = "合同不得列支工资、岗位、人头费用"
    en: ClassVar[str] = "A contract pays for results, not for wages or posts"
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskTwice(Unacceptable):
    """A task stands in more than one line."""

    slug: ClassVar[str] = "task-twice"
    zh: ClassVar[str] = "同一事项在合同中重复"
    en: ClassVar[str] = "A task stands in more than one line"
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskNotAdmitted(Unacceptable):
    """A task was not admitted for the buyer; unadmitted tasks may be refused."""

    slug: ClassVar[str] = "task-not-admitted"
    zh: ClassVar[str] = "事项未经准入，不得购买"
    en: ClassVar[str] = "A task was not admitted for this department"
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AboveAdmittedBudget(Unacceptable):
    """A line costs more than the money with which its task was admitted."""

    slug: ClassVar[str] = "above-admitted-budget"
    zh: ClassVar[str] = "超出准入时核定的经费"
    en: ClassVar[str] = "A line costs more than its task was admitted with"
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContractDaysReversed(Unacceptable):
    """The last day is before the first."""

    slug: ClassVar[str] = "contract-days-reversed"
    zh: ClassVar[str] = "合同截止日期早于起始日期"
    en: ClassVar[str] = "The contract would end before it begins"


@dataclass(frozen=True, slots=True)
class ContractTooLong(Unacceptable):
    """More quarters than a contract may have settlements."""

    slug: ClassVar[str] = "contract-too-long"
    zh: ClassVar[str] = "合同期限过长"
    en: ClassVar[str] = "The contract is too long"
    settlements: int


@dataclass(frozen=True, slots=True)
class EntryTaken(Conflict):
    """The number stands in the contract's book already, with other words."""

    slug: ClassVar[str] = "entry-taken"
    zh: ClassVar[str] = "该编号已用于其他记录"
    en: ClassVar[str] = "The number is taken by another entry"
    reference: str


@dataclass(frozen=True, slots=True)
class FundsNotTransferred(Conflict):
    """Money follows the task: no work before the buyer's money has come in (费随事转)."""

    slug: ClassVar[str] = "funds-not-transferred"
    zh: ClassVar[str] = "费随事转：经费未到位，不得开展工作"
    en: ClassVar[str] = "The money for the tasks has not come in"
    missing: Money


@dataclass(frozen=True, slots=True)
class TaskNotInContract(Unacceptable):
    """The contract has no line for the task."""

    slug: ClassVar[str] = "task-not-in-contract"
    zh: ClassVar[str] = "合同中没有该事项"
    en: ClassVar[str] = "The task is not in the contract"


@dataclass(frozen=True, slots=True)
class DoneOutsidePeriod(Unacceptable):
    """The work was done before or after the contract, or is said to be done on a day to come."""

    slug: ClassVar[str] = "done-outside-period"
    zh: ClassVar[str] = "完成日期不在合同期内"
    en: ClassVar[str] = "The work was not done within the contract"
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class AboveQuantityCap(Unacceptable):
    """More than the line has left."""

    slug: ClassVar[str] = "above-quantity-cap"
    zh: ClassVar[str] = "超出合同约定的数量上限"
    en: ClassVar[str] = "More than the contract buys"
    left: int


@dataclass(frozen=True, slots=True)
class ReportUnknown(Unknown):
    """The provider reported nothing under this id."""

    slug: ClassVar[str] = "report-unknown"
    zh: ClassVar[str] = "没有该工作报告"
    en: ClassVar[str] = "There is no such report of work"


@dataclass(frozen=True, slots=True)
class AcceptedAboveReported(Unacceptable):
    """More would be accepted than was reported."""

    slug: ClassVar[str] = "accepted-above-reported"
    zh: ClassVar[str] = "核实数量超过申报数量"
    en: ClassVar[str] = "No more can be accepted than was reported"
    reported: int


@dataclass(frozen=True, slots=True)
class DeductionUnexplained(Unacceptable):
    """Less is accepted than was reported, and nobody says why."""

    slug: ClassVar[str] = "deduction-unexplained"
    zh: ClassVar[str] = "核减数量应当说明理由"
    en: ClassVar[str] = "Why not all of the work is accepted is not said"


@dataclass(frozen=True, slots=True)
class WorkAlreadyVerified(Conflict):
    """The report was verified, and otherwise than is said now."""

    slug: ClassVar[str] = "work-already-verified"
    zh: ClassVar[str] = "该工作报告已经核实"
    en: ClassVar[str] = "The report is verified already"


@dataclass(frozen=True, slots=True)
class SettlementOutOfOrder(Conflict):
    """Settlements follow one another; that one was made with another score, or is not the next."""

    slug: ClassVar[str] = "settlement-out-of-order"
    zh: ClassVar[str] = "结算顺序不符"
    en: ClassVar[str] = "Settlements follow one another"
    next: int


@dataclass(frozen=True, slots=True)
class SettlementsDone(Conflict):
    """The contract has no more settlements, so that nothing more is reported either."""

    slug: ClassVar[str] = "settlements-done"
    zh: ClassVar[str] = "合同已全部结算"
    en: ClassVar[str] = "All settlements are made"


@dataclass(frozen=True, slots=True)
class SettlementTooEarly(Conflict):
    """The days that the settlement is for are not over."""

    slug: ClassVar[str] = "settlement-too-early"
    zh: ClassVar[str] = "结算期尚未届满"
    en: ClassVar[str] = "What is to be settled is not over"
    after: date


@dataclass(frozen=True, slots=True)
class WorkUnverified(Conflict):
    """The last settlement leaves nothing behind."""

    slug: ClassVar[str] = "work-unverified"
    zh: ClassVar[str] = "尚有未核实的工作报告，不得作最后结算"
    en: ClassVar[str] = "The last settlement waits until all work is verified"
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AboveDue(Unacceptable):
    """More than has fallen due and is not paid."""

    slug: ClassVar[str] = "above-due"
    zh: ClassVar[str] = "超出应付未付的金额"
    en: ClassVar[str] = "More than is due"
    due: Money


@dataclass(frozen=True, slots=True)
class PeriodNotOver(Conflict):
    """The contract's last day is not over."""

    slug: ClassVar[str] = "period-not-over"
    zh: ClassVar[str] = "合同期未满"
    en: ClassVar[str] = "The contract's last day is not over"
    until_on: date


@dataclass(frozen=True, slots=True)
class ContractStillOpen(Conflict):
    """Something is left to do."""

    slug: ClassVar[str] = "contract-still-open"
    zh: ClassVar[str] = "合同尚有未完成事项"
    en: ClassVar[str] = "Something of the contract is left to do"
    remaining: tuple[Remaining, ...]
