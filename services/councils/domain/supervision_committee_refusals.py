"""Why nothing was recorded of a supervision committee."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from services.councils.domain.exclusions import Exclusion
from shared.contracts.councils.supervision_committee_acts import Size
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable


@dataclass(frozen=True, slots=True)
class ExcludedRelative(Unacceptable):
    """They are kin to somebody whom they would supervise; all grounds are named."""

    slug: ClassVar[str] = "excluded-relative"
    zh: ClassVar[str] = "该人员与“两委”成员有应当回避的亲属关系，不得担任居务监督委员会成员"
    en: ClassVar[str] = "They are kin to somebody whom they would supervise"
    grounds: tuple[Exclusion, ...]


@dataclass(frozen=True, slots=True)
class ExcludedOffice(Unacceptable):
    """They hold an office that the committee supervises; all grounds are named."""

    slug: ClassVar[str] = "excluded-office"
    zh: ClassVar[str] = "该人员现任职务与居务监督委员会成员不得兼任"
    en: ClassVar[str] = "They hold an office that the committee supervises"
    grounds: tuple[Exclusion, ...]


@dataclass(frozen=True, slots=True)
class ExclusionNotReviewed(Unacceptable):
    """That somebody may not sit is found by the review of the working committee alone."""

    slug: ClassVar[str] = "exclusion-not-reviewed"
    zh: ClassVar[str] = "应当回避的认定须经社区党工委审核"
    en: ClassVar[str] = "Only a review finds that somebody may not sit"


@dataclass(frozen=True, slots=True)
class NotARepresentative(Unacceptable):
    """Only representatives are nominated."""

    slug: ClassVar[str] = "not-a-representative"
    zh: ClassVar[str] = "该人员不是居民代表"
    en: ClassVar[str] = "They are not on the register of representatives"


@dataclass(frozen=True, slots=True)
class SitsAlready(Conflict):
    """They sit on the committee."""

    slug: ClassVar[str] = "sits-already"
    zh: ClassVar[str] = "该人员已是居务监督委员会成员"
    en: ClassVar[str] = "They sit on the committee already"


@dataclass(frozen=True, slots=True)
class NobodySits(Conflict):
    """Nobody sits on the committee today."""

    slug: ClassVar[str] = "nobody-sits"
    zh: ClassVar[str] = "居务监督委员会尚无成员"
    en: ClassVar[str] = "Nobody sits on the committee"


@dataclass(frozen=True, slots=True)
class MembersChanged(Conflict):
    """Somebody came to sit or left while they were looked at; ask again."""

    slug: ClassVar[str] = "members-changed"
    zh: ClassVar[str] = "审核期间成员有变动，请重新提交"
    en: ClassVar[str] = "The members changed meanwhile; ask again"


@dataclass(frozen=True, slots=True)
class NotReviewed(Conflict):
    """Who sits has not been reviewed since the election."""

    slug: ClassVar[str] = "not-reviewed"
    zh: ClassVar[str] = "选举后尚未审核"
    en: ClassVar[str] = "The members have not been reviewed since the election"


@dataclass(frozen=True, slots=True)
class CommitteeIncomplete(Conflict):
    """It has no chair, or fewer members than it needs."""

    slug: ClassVar[str] = "committee-incomplete"
    zh: ClassVar[str] = "居务监督委员会缺主任或人数不足"
    en: ClassVar[str] = "It has no chair or too few members"
    members: int
    needed: int
    chair: bool


@dataclass(frozen=True, slots=True)
class DoesNotSit(Conflict):
    """They do not sit on the committee on that day."""

    slug: ClassVar[str] = "does-not-sit"
    zh: ClassVar[str] = "该人员当日不是居务监督委员会成员"
    en: ClassVar[str] = "They do not sit on the committee on that day"


@dataclass(frozen=True, slots=True)
class TooFewDemand(Unacceptable):
    """Too few residents demand it; `needed` are the fewest who suffice."""

    slug: ClassVar[str] = "too-few-demand"
    zh: ClassVar[str] = "联名居民人数不足"
    en: ClassVar[str] = "Too few residents demand it"
    joined: int
    needed: int


@dataclass(frozen=True, slots=True)
class RecallNotDemanded(Conflict):
    """Nobody has demanded the recall, or it was voted on."""

    slug: ClassVar[str] = "recall-not-demanded"
    zh: ClassVar[str] = "没有待表决的罢免要求"
    en: ClassVar[str] = "No recall of theirs waits for a vote"


@dataclass(frozen=True, slots=True)
class NotASupervisor(Forbidden):
    """Who acts does not sit on the committee today."""

    slug: ClassVar[str] = "not-a-supervisor"
    zh: ClassVar[str] = "您现在不是该居务监督委员会成员"
    en: ClassVar[str] = "Who acts does not sit on the committee today"


@dataclass(frozen=True, slots=True)
class CountersignedAlready(Conflict):
    """What was countersigned is not refused any more."""

    slug: ClassVar[str] = "countersigned-already"
    zh: ClassVar[str] = "该事项已经联签"
    en: ClassVar[str] = "It was countersigned"


@dataclass(frozen=True, slots=True)
class YearNotBegun(Unacceptable):
    """The year has not begun."""

    slug: ClassVar[str] = "year-not-begun"
    zh: ClassVar[str] = "该年度尚未开始"
    en: ClassVar[str] = "The year has not begun"


@dataclass(frozen=True, slots=True)
class ReportNotMissed(Conflict):
    """There is still time for the report."""

    slug: ClassVar[str] = "report-not-missed"
    zh: ClassVar[str] = "年度报告期限尚未届满"
    en: ClassVar[str] = "There is still time for the report"


@dataclass(frozen=True, slots=True)
class EntitlementReviewed(Conflict):
    """The year was reviewed with another size; what is due is stated once."""

    slug: ClassVar[str] = "entitlement-reviewed"
    zh: ClassVar[str] = "该年度经费和补助已经核定"
    en: ClassVar[str] = "What is due for that year was stated"
    size: Size


@dataclass(frozen=True, slots=True)
class ExcludingPostNotHeld(Conflict):
    """They do not hold the post on that day."""

    slug: ClassVar[str] = "excluding-post-not-held"
    zh: ClassVar[str] = "该人员当日未担任此职务"
    en: ClassVar[str] = "They do not hold the post on that day"
