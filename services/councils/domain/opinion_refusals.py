"""What stands in the way of an opinion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class OpinionUnknown(Unknown):
    """There is no such opinion."""

    slug: ClassVar[str] = "opinion-unknown"
    zh: ClassVar[str] = "意见不存在"
    en: ClassVar[str] = "There is no such opinion"


@dataclass(frozen=True, slots=True)
class ChannelNotOpen(Unacceptable):
    """Policy does not list the way it came in."""

    slug: ClassVar[str] = "channel-not-open"
    zh: ClassVar[str] = "该意见收集渠道未开通"
    en: ClassVar[str] = "Opinions do not come in this way"


@dataclass(frozen=True, slots=True)
class OpinionOfOtherCommittee(Conflict):
    """It was raised with another committee."""

    slug: ClassVar[str] = "opinion-of-other-committee"
    zh: ClassVar[str] = "该意见不属于本居委会"
    en: ClassVar[str] = "It was raised with another committee"


@dataclass(frozen=True, slots=True)
class OpinionNotClustered(Conflict):
    """It was not put together with others about the same matter."""

    slug: ClassVar[str] = "opinion-not-clustered"
    zh: ClassVar[str] = "意见尚未归类"
    en: ClassVar[str] = "The opinion was not put to its matter yet"


@dataclass(frozen=True, slots=True)
class RecipientMissing(Unacceptable):
    """Who goes on with it is not named."""

    slug: ClassVar[str] = "recipient-missing"
    zh: ClassVar[str] = "未注明承办主体"
    en: ClassVar[str] = "It is not said who goes on with it"


@dataclass(frozen=True, slots=True)
class OpinionNotRouted(Conflict):
    """Nobody was named who goes on with it, or that nobody does."""

    slug: ClassVar[str] = "opinion-not-routed"
    zh: ClassVar[str] = "意见尚未分办"
    en: ClassVar[str] = "It is not said yet who goes on with the opinion"


@dataclass(frozen=True, slots=True)
class OpinionSettled(Conflict):
    """What is part of a topic or answered goes nowhere else."""

    slug: ClassVar[str] = "opinion-settled"
    zh: ClassVar[str] = "意见已列入议题或已答复"
    en: ClassVar[str] = "The opinion is part of a topic or answered"


@dataclass(frozen=True, slots=True)
class OpinionNotAnswered(Conflict):
    """There is no answer to rate."""

    slug: ClassVar[str] = "opinion-not-answered"
    zh: ClassVar[str] = "意见尚未答复"
    en: ClassVar[str] = "The opinion was not answered"


@dataclass(frozen=True, slots=True)
class OpinionIsRated(Conflict):
    """The answer was rated, and otherwise."""

    slug: ClassVar[str] = "opinion-rated"
    zh: ClassVar[str] = "答复已评价"
    en: ClassVar[str] = "The answer was rated"


@dataclass(frozen=True, slots=True)
class NotTheProposer(Forbidden):
    """Only who raised it may do this."""

    slug: ClassVar[str] = "not-the-proposer"
    zh: ClassVar[str] = "仅提出人可办理"
    en: ClassVar[str] = "Only who raised it may do this"


@dataclass(frozen=True, slots=True)
class AnswerNotMissed(Conflict):
    """There is still time to answer."""

    slug: ClassVar[str] = "opinion-answer-not-missed"
    zh: ClassVar[str] = "意见答复期限尚未届满"
    en: ClassVar[str] = "There is still time to answer"


@dataclass(frozen=True, slots=True)
class TopicNotRoutedTo(Unacceptable):
    """An opinion becomes part of a topic where the topic is opened or takes it in."""

    slug: ClassVar[str] = "topic-not-routed-to"
    zh: ClassVar[str] = "列入议题应通过设立或并入议题办理"
    en: ClassVar[str] = "An opinion becomes part of a topic where that is opened"
