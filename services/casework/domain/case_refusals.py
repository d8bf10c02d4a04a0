"""Why a case cannot be taken further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.case import Outcome
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class CaseUnknown(Unknown):
    """There is no such case."""

    slug: ClassVar[str] = "case-unknown"
    zh: ClassVar[str] = "没有该办件"
    en: ClassVar[str] = "There is no such case"


@dataclass(frozen=True, slots=True)
class CaseNotOpen(Conflict):
    """The case is closed or terminated."""

    slug: ClassVar[str] = "case-not-open"
    zh: ClassVar[str] = "办件已办结或已终止"
    en: ClassVar[str] = "The case is closed or terminated"


@dataclass(frozen=True, slots=True)
class FilingHeardMeanwhile(Conflict):
    """What was decided on the filing was heard of while the opening of its case was drawn up: it is drawn up anew."""

    slug: ClassVar[str] = "filing-heard-meanwhile"
    zh: ClassVar[str] = "刚收到该备案的办理结果，请重试"
    en: ClassVar[str] = "The result of the filing has just been heard of: send it again"


@dataclass(frozen=True, slots=True)
class AlreadyProposed(Conflict):
    """Another decision is proposed already and waits for the approver."""

    slug: ClassVar[str] = "already-proposed"
    zh: ClassVar[str] = "已提出拟办意见，待审批"
    en: ClassVar[str] = "A decision is proposed already and waits for the approver"


@dataclass(frozen=True, slots=True)
class AlreadyDecided(Conflict):
    """The decision is made; only an authority above may revoke or correct it."""

    slug: ClassVar[str] = "already-decided"
    zh: ClassVar[str] = "决定已作出"
    en: ClassVar[str] = "The decision is made"


@dataclass(frozen=True, slots=True)
class NoProposal(Conflict):
    """The case is still being examined: there is nothing to decide on or to return."""

    slug: ClassVar[str] = "no-proposal"
    zh: ClassVar[str] = "尚无拟办意见"
    en: ClassVar[str] = "No decision is proposed yet"


@dataclass(frozen=True, slots=True)
class OutcomeNotProposed(Conflict):
    """The approver would decide otherwise than proposed; then the case is returned with reasons."""

    slug: ClassVar[str] = "outcome-not-proposed"
    zh: ClassVar[str] = "与拟办意见不一致的，应退回审查"
    en: ClassVar[str] = "Where the approver sees it otherwise, the case is returned to the examiner"
    proposed: Outcome


@dataclass(frozen=True, slots=True)
class NotDecided(Conflict):
    """The decision is still to be made."""

    slug: ClassVar[str] = "not-decided"
    zh: ClassVar[str] = "尚未作出决定"
    en: ClassVar[str] = "The decision is still to be made"


@dataclass(frozen=True, slots=True)
class NotTheExaminersPost(Forbidden):
    """The case is closed on the post on which it was examined."""

    slug: ClassVar[str] = "not-the-examiners-post"
    zh: ClassVar[str] = "应由审查本案的岗位办结"
    en: ClassVar[str] = "The case is closed on the post on which it was examined"


@dataclass(frozen=True, slots=True)
class ReasonsMissing(Unacceptable):
    """It is proposed to refuse, and not said why."""

    slug: ClassVar[str] = "reasons-missing"
    zh: ClassVar[str] = "拟不予批准的，应当说明理由"
    en: ClassVar[str] = "A proposal to refuse states its reasons"


@dataclass(frozen=True, slots=True)
class ClockStopped(Conflict):
    """The clocks stand still for what is still under way: nothing is decided before it is over."""

    slug: ClassVar[str] = "clock-stopped"
    zh: ClassVar[str] = "期限中止期间不作决定"
    en: ClassVar[str] = "Nothing is decided while the clock stands still"
    suspensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoBenefit(Unacceptable):
    """Something would be granted by a refusal, or a benefit on an item that is none."""

    slug: ClassVar[str] = "no-benefit"
    zh: ClassVar[str] = "该决定不产生待遇"
    en: ClassVar[str] = "Such a decision grants no benefit"


@dataclass(frozen=True, slots=True)
class AmountMissing(Unacceptable):
    """It is not said how much is granted, by which a benefit or the cap of a delegation is measured."""

    slug: ClassVar[str] = "amount-missing"
    zh: ClassVar[str] = "应当写明批准的金额"
    en: ClassVar[str] = "The decision says how much is granted"


@dataclass(frozen=True, slots=True)
class CapNotOfDelegation(Conflict):
    """The benefit would be granted under another cap than that of the delegation as it is now."""

    slug: ClassVar[str] = "cap-not-of-delegation"
    zh: ClassVar[str] = "限额与现行授权不一致"
    en: ClassVar[str] = "The cap is not that of the delegation"
    cap_amount: Amount | None


@dataclass(frozen=True, slots=True)
class NotInstant(Unacceptable):
    """Only an instant item is proposed, decided and closed by one act."""

    slug: ClassVar[str] = "not-instant"
    zh: ClassVar[str] = "该事项不是即办件"
    en: ClassVar[str] = "The item is not an instant one"


@dataclass(frozen=True, slots=True)
class RefusalNotPublished(Conflict):
    """Only what was granted is published; a refusal is told to the applicant alone."""

    slug: ClassVar[str] = "refusal-not-published"
    zh: ClassVar[str] = "不予批准的决定不予公示，仅告知申请人"
    en: ClassVar[str] = "Only what was granted is published"
