"""What may speak against an act about an activity, or against rating it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class ActivityUnknown(Unknown):
    """There is no such activity."""

    slug: ClassVar[str] = "activity-unknown"
    zh: ClassVar[str] = "活动不存在"
    en: ClassVar[str] = "There is no such activity"


@dataclass(frozen=True, slots=True)
class ActivityKindUnknown(Unacceptable):
    """The policy knows these kinds."""

    slug: ClassVar[str] = "activity-kind-unknown"
    zh: ClassVar[str] = "无此活动类别"
    en: ClassVar[str] = "There is no such kind of activity"
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssociationNotStanding(Conflict):
    """Only who is filed or registered, and does not wind up, holds activities."""

    slug: ClassVar[str] = "association-not-standing"
    zh: ClassVar[str] = "社团未备案或登记，或已终止"
    en: ClassVar[str] = "The association is neither filed nor registered"


@dataclass(frozen=True, slots=True)
class AssociationSuspended(Conflict):
    """Its activities are suspended through `until_on`."""

    slug: ClassVar[str] = "association-suspended"
    zh: ClassVar[str] = "社团处于限期停止活动期间"
    en: ClassVar[str] = "The activities of the association are suspended"
    until_on: date


@dataclass(frozen=True, slots=True)
class PlannedInPast(Unacceptable):
    """What was held already is told, not announced."""

    slug: ClassVar[str] = "activity-planned-in-past"
    zh: ClassVar[str] = "计划日期不得早于今日"
    en: ClassVar[str] = "An activity is announced for today or later"


@dataclass(frozen=True, slots=True)
class ActivityBeforeEntry(Unacceptable):
    """Before `stands_from_on` there is nothing but preparation."""

    slug: ClassVar[str] = "activity-before-entry"
    zh: ClassVar[str] = "备案或登记前不得开展筹备以外的活动"
    en: ClassVar[str] = "There was no association yet"
    stands_from_on: date


@dataclass(frozen=True, slots=True)
class MoreResidentsThanPeople(Unacceptable):
    """The residents are among those who attended."""

    slug: ClassVar[str] = "more-residents-than-people"
    zh: ClassVar[str] = "参加居民人数多于参加总人数"
    en: ClassVar[str] = "More residents than people attended"


@dataclass(frozen=True, slots=True)
class ActivityIsOver(Conflict):
    """It was told, or called off."""

    slug: ClassVar[str] = "activity-over"
    zh: ClassVar[str] = "该活动已报告或已取消"
    en: ClassVar[str] = "The activity was told or called off"


@dataclass(frozen=True, slots=True)
class ActivityNotHeld(Conflict):
    """What was not told is not rated."""

    slug: ClassVar[str] = "activity-not-held"
    zh: ClassVar[str] = "活动尚未举办或尚未报告"
    en: ClassVar[str] = "The activity was not told yet"


@dataclass(frozen=True, slots=True)
class TooManyCodes(Unacceptable):
    """Residents who attended need `at_most` codes."""

    slug: ClassVar[str] = "too-many-rating-codes"
    zh: ClassVar[str] = "评价码数量超过参加活动的居民人数"
    en: ClassVar[str] = "There are more codes than residents who attended"
    at_most: int


@dataclass(frozen=True, slots=True)
class ActivityRatedBefore(Conflict):
    """The code was used."""

    slug: ClassVar[str] = "activity-rated-before"
    zh: ClassVar[str] = "该评价码已使用"
    en: ClassVar[str] = "The code was used"


@dataclass(frozen=True, slots=True)
class RatingsOver(Conflict):
    """The activity was to be rated by the end of `rate_by_on`."""

    slug: ClassVar[str] = "activity-ratings-over"
    zh: ClassVar[str] = "该活动的评价期限已过"
    en: ClassVar[str] = "The time to rate the activity is over"
    rate_by_on: date


@dataclass(frozen=True, slots=True)
class BoxNotDue(Conflict):
    """The box is opened when the time to rate is over."""

    slug: ClassVar[str] = "activity-box-not-due"
    zh: ClassVar[str] = "评价期限未满，不得开启评价箱"
    en: ClassVar[str] = "The time to rate is not over"
