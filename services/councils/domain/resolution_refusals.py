"""What stands in the way of a resolution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class ResolutionUnknown(Unknown):
    """There is no such resolution."""

    slug: ClassVar[str] = "resolution-unknown"
    zh: ClassVar[str] = "决议不存在"
    en: ClassVar[str] = "There is no such resolution"


@dataclass(frozen=True, slots=True)
class TermsMissing(Unacceptable):
    """What is voted on for the first time names task, owner and last day."""

    slug: ClassVar[str] = "terms-missing"
    zh: ClassVar[str] = "未注明任务、责任主体和完成期限"
    en: ClassVar[str] = "What is to be resolved is not said"


@dataclass(frozen=True, slots=True)
class DueInThePast(Unacceptable):
    """It could not be carried out any more."""

    slug: ClassVar[str] = "due-in-the-past"
    zh: ClassVar[str] = "完成期限不得早于表决日"
    en: ClassVar[str] = "The last day lies in the past"


@dataclass(frozen=True, slots=True)
class RaisingIsForAssembly(Unacceptable):
    """Money is raised from residents by a resolution of their assembly alone (城市居民委员会组织法 §16)."""

    slug: ClassVar[str] = "raising-is-for-assembly"
    zh: ClassVar[str] = "向居民筹资应当由居民会议讨论决定"
    en: ClassVar[str] = "Only the residents' assembly has money raised"


@dataclass(frozen=True, slots=True)
class NothingToVoteOn(Conflict):
    """It stands, and neither a second vote nor a ratification is due."""

    slug: ClassVar[str] = "nothing-to-vote-on"
    zh: ClassVar[str] = "该决议无需再次表决"
    en: ClassVar[str] = "Nothing of the resolution is to be voted on"


@dataclass(frozen=True, slots=True)
class ResolutionStands(Conflict):
    """What stands is not discussed again."""

    slug: ClassVar[str] = "resolution-stands"
    zh: ClassVar[str] = "决议有效，不再讨论"
    en: ClassVar[str] = "The resolution stands"


@dataclass(frozen=True, slots=True)
class ResolutionIsPosted(Conflict):
    """It was posted before."""

    slug: ClassVar[str] = "resolution-posted"
    zh: ClassVar[str] = "决议已公示"
    en: ClassVar[str] = "The resolution was posted"


@dataclass(frozen=True, slots=True)
class ResolutionNotPosted(Conflict):
    """Nobody can see it, or its notice is over."""

    slug: ClassVar[str] = "resolution-not-posted"
    zh: ClassVar[str] = "决议不在公示期内"
    en: ClassVar[str] = "The resolution is not posted"


@dataclass(frozen=True, slots=True)
class NoticeStillRuns(Conflict):
    """Households may still object."""

    slug: ClassVar[str] = "resolution-notice-runs"
    zh: ClassVar[str] = "决议公示期尚未届满"
    en: ClassVar[str] = "The notice of the resolution is not over"


@dataclass(frozen=True, slots=True)
class NotASupervisionMember(Forbidden):
    """They do not sit on the supervision committee now."""

    slug: ClassVar[str] = "not-a-supervision-member"
    zh: ClassVar[str] = "不是居务监督委员会现任成员"
    en: ClassVar[str] = "They do not sit on the supervision committee"


@dataclass(frozen=True, slots=True)
class ReVoteIsHeld(Conflict):
    """It was voted on again and upheld."""

    slug: ClassVar[str] = "re-vote-held"
    zh: ClassVar[str] = "已重新表决并维持原决议"
    en: ClassVar[str] = "It was voted on again and upheld"


@dataclass(frozen=True, slots=True)
class ReVotePending(Conflict):
    """Execution waits for a second vote."""

    slug: ClassVar[str] = "re-vote-pending"
    zh: ClassVar[str] = "监督委员会要求重新表决，暂停执行"
    en: ClassVar[str] = "Execution waits for a second vote"


@dataclass(frozen=True, slots=True)
class NotRatified(Conflict):
    """The emergency was not ratified yet."""

    slug: ClassVar[str] = "not-ratified"
    zh: ClassVar[str] = "紧急决议尚未追认"
    en: ClassVar[str] = "The resolution was not ratified"


@dataclass(frozen=True, slots=True)
class ResolutionNotInForce(Conflict):
    """It is not in force, or no longer being carried out."""

    slug: ClassVar[str] = "resolution-not-in-force"
    zh: ClassVar[str] = "决议未生效或已不在执行中"
    en: ClassVar[str] = "The resolution is not being carried out"


@dataclass(frozen=True, slots=True)
class NotTheExecutor(Forbidden):
    """Another body carries it out."""

    slug: ClassVar[str] = "not-the-executor"
    zh: ClassVar[str] = "该决议由其他主体承办"
    en: ClassVar[str] = "Another body carries it out"


@dataclass(frozen=True, slots=True)
class NotDone(Conflict):
    """Nobody says that it is carried out."""

    slug: ClassVar[str] = "resolution-not-done"
    zh: ClassVar[str] = "决议尚未完成"
    en: ClassVar[str] = "Nobody says that it is carried out"


@dataclass(frozen=True, slots=True)
class NotAVerifier(Forbidden):
    """They neither raised it nor sit on the supervision committee."""

    slug: ClassVar[str] = "not-a-verifier"
    zh: ClassVar[str] = "不是提出人或居务监督委员会成员，无权验收"
    en: ClassVar[str] = "They are not among those who verify it"


@dataclass(frozen=True, slots=True)
class ResolutionNotVerified(Conflict):
    """What is not verified is not archived."""

    slug: ClassVar[str] = "resolution-not-verified"
    zh: ClassVar[str] = "决议尚未验收"
    en: ClassVar[str] = "The resolution was not verified"


@dataclass(frozen=True, slots=True)
class ResolutionNotDue(Conflict):
    """Its day has not passed."""

    slug: ClassVar[str] = "resolution-not-due"
    zh: ClassVar[str] = "期限尚未届满"
    en: ClassVar[str] = "The day has not passed"


@dataclass(frozen=True, slots=True)
class ReasonMissing(Unacceptable):
    """Who finds it not carried out says why."""

    slug: ClassVar[str] = "reason-missing"
    zh: ClassVar[str] = "未说明验收不通过的理由"
    en: ClassVar[str] = "It is not said why it was not accepted"
