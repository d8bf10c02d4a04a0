"""Why a rating is not taken, and why something is not done about a bad one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from shared.contracts.intake.rating import Indicator
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown

# --- of giving a rating -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class RatingNotOffered(Conflict):
    """The service is not done with, or was before there were ratings."""

    slug: ClassVar[str] = "rating-not-offered"
    zh: ClassVar[str] = "该事项尚不能评价"
    en: ClassVar[str] = "This service cannot be rated"


@dataclass(frozen=True, slots=True)
class AlreadyRated(Conflict):
    """One service, one rating (一次一评)."""

    slug: ClassVar[str] = "already-rated"
    zh: ClassVar[str] = "该事项已评价"
    en: ClassVar[str] = "This service has been rated"


@dataclass(frozen=True, slots=True)
class RatingClosed(Conflict):
    """It could be rated until the end of `rate_by_on`."""

    slug: ClassVar[str] = "rating-closed"
    zh: ClassVar[str] = "评价期限已过"
    en: ClassVar[str] = "The time to rate this service is over"
    rate_by_on: date


@dataclass(frozen=True, slots=True)
class RatingBoxClosed(Conflict):
    """The box of that day has been opened for the last time; the next one takes the rating."""

    slug: ClassVar[str] = "rating-box-closed"
    zh: ClassVar[str] = "当日评价箱已开启，请重新提交"
    en: ClassVar[str] = "The box of that day has been opened; send it again"


@dataclass(frozen=True, slots=True)
class RatingBoxNotDue(Conflict):
    """The box is not to be opened yet."""

    slug: ClassVar[str] = "rating-box-not-due"
    zh: ClassVar[str] = "评价箱尚未到开启时间"
    en: ClassVar[str] = "The box is not to be opened yet"


@dataclass(frozen=True, slots=True)
class IndicatorNotAsked(Unacceptable):
    """These are not rated where the service was given, or were rated twice."""

    slug: ClassVar[str] = "indicator-not-asked"
    zh: ClassVar[str] = "评价指标不适用于该渠道或重复"
    en: ClassVar[str] = "Indicators do not belong to this channel, or are told twice"
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class OverallDiffers(Unacceptable):
    """The level and the overall indicator are one and the same."""

    slug: ClassVar[str] = "overall-differs"
    zh: ClassVar[str] = "总体评价与评价等级不一致"
    en: ClassVar[str] = "The overall indicator differs from the level"


# --- of bad ratings ---------------------------------------------------------


class NextStep(StrEnum):
    """What a bad rating waits for."""

    CONTACT = "CONTACT"
    VERIFICATION = "VERIFICATION"
    APPEAL = "APPEAL"
    RECHECK = "RECHECK"
    CORRECTION = "CORRECTION"
    SECOND_CONTACT = "SECOND_CONTACT"
    NOTHING = "NOTHING"


@dataclass(frozen=True, slots=True)
class RatingUnknown(Unknown):
    """There is no such rating, or it is none to be followed up."""

    slug: ClassVar[str] = "rating-unknown"
    zh: ClassVar[str] = "差评不存在"
    en: ClassVar[str] = "There is no such bad rating"


@dataclass(frozen=True, slots=True)
class RatingOfOtherCentre(Forbidden):
    """Another centre follows it up."""

    slug: ClassVar[str] = "rating-of-other-centre"
    zh: ClassVar[str] = "该差评由其他中心处理"
    en: ClassVar[str] = "Another centre follows up this rating"


@dataclass(frozen=True, slots=True)
class OwnRating(Forbidden):
    """Whoever is complained about neither calls back, nor verifies, nor rechecks."""

    slug: ClassVar[str] = "own-rating"
    zh: ClassVar[str] = "不得回访、核实或复核对本人的差评"
    en: ClassVar[str] = "Nobody follows up the rating of their own service"


@dataclass(frozen=True, slots=True)
class SamePersonRechecks(Forbidden):
    """Another than who verified it looks into it again."""

    slug: ClassVar[str] = "same-person-rechecks"
    zh: ClassVar[str] = "复核人不得为原核实人"
    en: ClassVar[str] = "Who verified the rating does not recheck it"


@dataclass(frozen=True, slots=True)
class NotNextStep(Conflict):
    """The bad rating waits for something else first."""

    slug: ClassVar[str] = "rating-not-next-step"
    zh: ClassVar[str] = "差评处理步骤不符，下一步应为 {next_step}"
    en: ClassVar[str] = "Not the next step of this bad rating, which is {next_step}"
    next_step: NextStep


@dataclass(frozen=True, slots=True)
class ContactDiffers(Unacceptable):
    """A number was left, or none was; the result says otherwise."""

    slug: ClassVar[str] = "contact-differs"
    zh: ClassVar[str] = "回访结果与是否留有联系方式不符"
    en: ClassVar[str] = "The result does not fit whether a number was left"


@dataclass(frozen=True, slots=True)
class PlanMissing(Unacceptable):
    """What is complex has a plan, and a day from today on by which it is carried out; nothing else has."""

    slug: ClassVar[str] = "plan-missing"
    zh: ClassVar[str] = "复杂问题须有整改计划和完成日期，其他情形不填"
    en: ClassVar[str] = "A complex rating needs a plan with a day from today on, any other none"


@dataclass(frozen=True, slots=True)
class RatingAlreadyRechecked(Conflict):
    """A recheck has said that it counts."""

    slug: ClassVar[str] = "rating-already-rechecked"
    zh: ClassVar[str] = "该差评已经复核认定有效"
    en: ClassVar[str] = "A recheck has said that this rating counts"


@dataclass(frozen=True, slots=True)
class EscalationNotDue(Conflict):
    """Nothing is overdue that nobody above has heard of."""

    slug: ClassVar[str] = "escalation-not-due"
    zh: ClassVar[str] = "尚无须上报的逾期事项"
    en: ClassVar[str] = "Nothing is overdue that was not told above"
