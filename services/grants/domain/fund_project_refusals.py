"""Why a special-fund project cannot go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from services.grants.domain.fund_project_state import Stage
from shared.contracts.grants.fund_project import ReviewLevel
from shared.contracts.grants.fund_project_work import Capacity
from shared.kernel.money import Money
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


class ProposalFault(StrEnum):
    """What is wrong with a proposal, beside its uses."""

    TOO_FEW_RESIDENTS = "TOO_FEW_RESIDENTS"
    ENDS_BEFORE_IT_BEGINS = "ENDS_BEFORE_IT_BEGINS"
    CASH_ABOVE_CAP = "CASH_ABOVE_CAP"
    FOOD_ABOVE_CAP = "FOOD_ABOVE_CAP"


class ProcurementFault(StrEnum):
    """What is missing before a contract may be signed."""

    TOO_FEW_QUOTES = "TOO_FEW_QUOTES"
    NOT_OPENLY_COMPARED = "NOT_OPENLY_COMPARED"
    SUPPLIER_QUOTED_TWICE = "SUPPLIER_QUOTED_TWICE"
    PRICE_NOT_QUOTED = "PRICE_NOT_QUOTED"


@dataclass(frozen=True, slots=True)
class ProjectUnknown(Unknown):
    """Nobody has proposed such a project."""

    slug: ClassVar[str] = "fund-project-unknown"
    zh: ClassVar[str] = "没有该专项资金项目"
    en: ClassVar[str] = "There is no such project"


@dataclass(frozen=True, slots=True)
class StepOutOfTurn(Conflict):
    """The project stands elsewhere: another step comes first, or it is over."""

    slug: ClassVar[str] = "step-out-of-turn"
    zh: ClassVar[str] = "项目所处阶段不允许该操作"
    en: ClassVar[str] = "That is not the project's next step"
    stands: Stage


@dataclass(frozen=True, slots=True)
class ProposalFaulty(Unacceptable):
    """All that is wrong with the proposal."""

    slug: ClassVar[str] = "proposal-faulty"
    zh: ClassVar[str] = "项目申请不符合要求"
    en: ClassVar[str] = "The proposal is not in order"
    faults: tuple[ProposalFault, ...]


@dataclass(frozen=True, slots=True)
class DemandBelowThreshold(Unacceptable):
    """Too few of those asked are in favour: the project stops here."""

    slug: ClassVar[str] = "demand-below-threshold"
    zh: ClassVar[str] = "居民需求调查支持率不足"
    en: ClassVar[str] = "Too few residents are in favour"
    needed_percent: int


@dataclass(frozen=True, slots=True)
class DemandNotSurveyed(Conflict):
    """The residents concerned have not been asked."""

    slug: ClassVar[str] = "demand-not-surveyed"
    zh: ClassVar[str] = "尚未开展居民需求调查"
    en: ClassVar[str] = "The residents concerned have not been asked"


@dataclass(frozen=True, slots=True)
class NotSupervisionMember(Forbidden):
    """Whoever asks does not sit on the committee's supervision committee now."""

    slug: ClassVar[str] = "not-supervision-member"
    zh: ClassVar[str] = "不是该居委会现任居务监督委员会成员"
    en: ClassVar[str] = "Not on the supervision committee now"


@dataclass(frozen=True, slots=True)
class NotTheCommunity(Forbidden):
    """The committee belongs to another community."""

    slug: ClassVar[str] = "not-the-community"
    zh: ClassVar[str] = "该居委会不属于您所在社区"
    en: ClassVar[str] = "The committee belongs to another community"


@dataclass(frozen=True, slots=True)
class NoticeRunning(Conflict):
    """The project is up for all to see until the end of a day."""

    slug: ClassVar[str] = "project-notice-running"
    zh: ClassVar[str] = "公示期未满"
    en: ClassVar[str] = "The notice is not over"
    until_on: date


@dataclass(frozen=True, slots=True)
class NoticeOver(Conflict):
    """The last day for objections is over."""

    slug: ClassVar[str] = "project-notice-over"
    zh: ClassVar[str] = "公示期已满"
    en: ClassVar[str] = "The notice is over"
    until_on: date


@dataclass(frozen=True, slots=True)
class ObjectionsOpen(Conflict):
    """Somebody objected and has no answer."""

    slug: ClassVar[str] = "objections-open"
    zh: ClassVar[str] = "尚有异议未处理"
    en: ClassVar[str] = "Some objections have no answer"
    objections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HouseholdMissing(Unacceptable):
    """The counter objects for nobody of its own."""

    slug: ClassVar[str] = "household-missing"
    zh: ClassVar[str] = "未注明代哪一户提出异议"
    en: ClassVar[str] = "It is not said which household objects"


@dataclass(frozen=True, slots=True)
class ObjectionUnknown(Unknown):
    """Nobody has objected under this id."""

    slug: ClassVar[str] = "project-objection-unknown"
    zh: ClassVar[str] = "没有该项异议"
    en: ClassVar[str] = "There is no such objection"


@dataclass(frozen=True, slots=True)
class AboveResolution(Unacceptable):
    """The lines cost more than the resolution lets the special fund pay."""

    slug: ClassVar[str] = "above-resolution"
    zh: ClassVar[str] = "项目预算超出决议金额"
    en: ClassVar[str] = "More than the resolution says"
    resolved: Money


@dataclass(frozen=True, slots=True)
class ReviewMissing(Conflict):
    """These have not found the project in order."""

    slug: ClassVar[str] = "review-missing"
    zh: ClassVar[str] = "审核尚未完成"
    en: ClassVar[str] = "A review is missing"
    levels: tuple[ReviewLevel, ...]


@dataclass(frozen=True, slots=True)
class AboveProposal(Unacceptable):
    """More than the lines cost."""

    slug: ClassVar[str] = "above-proposal"
    zh: ClassVar[str] = "批准金额超出申请金额"
    en: ClassVar[str] = "More than was proposed"
    proposed: Money


@dataclass(frozen=True, slots=True)
class ProcurementFaulty(Unacceptable):
    """All that is missing before a contract of this amount."""

    slug: ClassVar[str] = "procurement-faulty"
    zh: ClassVar[str] = "采购程序不符合要求"
    en: ClassVar[str] = "The procurement is not in order"
    faults: tuple[ProcurementFault, ...]


@dataclass(frozen=True, slots=True)
class RelatedParty(Unacceptable):
    """People behind the supplier sit on the committee or its supervision committee, or are kin to who does."""

    slug: ClassVar[str] = "related-party"
    zh: ClassVar[str] = "供应商与居委会成员存在关联关系"
    en: ClassVar[str] = "The supplier is related to the committee"
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdvanceAboveLimit(Unacceptable):
    """All advances together may not be more than this."""

    slug: ClassVar[str] = "advance-above-limit"
    zh: ClassVar[str] = "预付款超出比例上限"
    en: ClassVar[str] = "More than may be paid in advance"
    limit: Money


@dataclass(frozen=True, slots=True)
class SignaturesMissing(Unacceptable):
    """Handler, witness and approver sign, each for themselves."""

    slug: ClassVar[str] = "signatures-missing"
    zh: ClassVar[str] = "缺少经手、证明或审批签字"
    en: ClassVar[str] = "A signature is missing"
    needed: int


@dataclass(frozen=True, slots=True)
class AcceptorsMissing(Unacceptable):
    """So many have to look at the work, and somebody in each of these capacities."""

    slug: ClassVar[str] = "acceptors-missing"
    zh: ClassVar[str] = "验收人员不足或缺少应到方面"
    en: ClassVar[str] = "Too few looked at the work"
    needed: int
    missing: tuple[Capacity, ...]


@dataclass(frozen=True, slots=True)
class AcceptedOutsidePrice(Unacceptable):
    """Work is worth no more than its price, and no less than what was paid for it."""

    slug: ClassVar[str] = "accepted-outside-price"
    zh: ClassVar[str] = "验收金额应不低于已付款且不高于合同价"
    en: ClassVar[str] = "Not between what was paid and the price"
    paid: Money
    price: Money


@dataclass(frozen=True, slots=True)
class AboveAccepted(Unacceptable):
    """More than is left to pay of what was accepted."""

    slug: ClassVar[str] = "above-accepted"
    zh: ClassVar[str] = "付款超出验收未付金额"
    en: ClassVar[str] = "More than is left to pay"
    left: Money


@dataclass(frozen=True, slots=True)
class InvoicesBelowPayment(Unacceptable):
    """The invoices are for less than is paid."""

    slug: ClassVar[str] = "invoices-below-payment"
    zh: ClassVar[str] = "发票金额少于付款金额"
    en: ClassVar[str] = "The invoices are for less than that"
    invoiced: Money


@dataclass(frozen=True, slots=True)
class StillToPay(Conflict):
    """The supplier is not paid in full."""

    slug: ClassVar[str] = "still-to-pay"
    zh: ClassVar[str] = "尚有款项未付清"
    en: ClassVar[str] = "The supplier is not paid in full"
    left: Money


@dataclass(frozen=True, slots=True)
class ClawbackNotGrounded(Unacceptable):
    """The work has begun or is not late enough, or was not refused often enough."""

    slug: ClassVar[str] = "clawback-not-grounded"
    zh: ClassVar[str] = "不符合收回资金的条件"
    en: ClassVar[str] = "Nothing asks for a clawback on that basis"


@dataclass(frozen=True, slots=True)
class ClawbackNotDue(Conflict):
    """There are days left to pay back."""

    slug: ClassVar[str] = "clawback-not-due"
    zh: ClassVar[str] = "退还期限未满"
    en: ClassVar[str] = "There are days left to pay back"
    due_on: date
