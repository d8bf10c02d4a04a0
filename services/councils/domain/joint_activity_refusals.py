"""Why a joint activity does not go on so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable, Unknown


class HoldingRule(StrEnum):
    """A rule for what was held, by its name."""

    ENOUGH_UNITS = "ENOUGH_UNITS"
    """As many units took part as the policy asks for."""

    EACH_ACCEPTED = "EACH_ACCEPTED"
    """Each unit that took part had accepted."""

    EACH_ONCE = "EACH_ONCE"
    """Each unit is named once."""

    DAY_HAS_COME = "DAY_HAS_COME"
    """The day is not ahead."""


@dataclass(frozen=True, slots=True)
class ActivityUnknown(Unknown):
    """There is no such activity."""

    slug: ClassVar[str] = "joint-activity-unknown"
    zh: ClassVar[str] = "共建活动不存在"
    en: ClassVar[str] = "There is no such joint activity"


@dataclass(frozen=True, slots=True)
class ActivityOver(Conflict):
    """It was held or cancelled."""

    slug: ClassVar[str] = "joint-activity-over"
    zh: ClassVar[str] = "共建活动已举办或已取消"
    en: ClassVar[str] = "The activity was held or cancelled"


@dataclass(frozen=True, slots=True)
class NotInvited(Conflict):
    """The unit was not invited."""

    slug: ClassVar[str] = "not-invited"
    zh: ClassVar[str] = "该单位未受邀参加"
    en: ClassVar[str] = "The unit was not invited"


@dataclass(frozen=True, slots=True)
class ActivityNotHeld(Conflict):
    """What was not held has no result."""

    slug: ClassVar[str] = "joint-activity-not-held"
    zh: ClassVar[str] = "共建活动尚未举办"
    en: ClassVar[str] = "The activity was not held"


@dataclass(frozen=True, slots=True)
class ResultPublished(Conflict):
    """Another result was published."""

    slug: ClassVar[str] = "result-published"
    zh: ClassVar[str] = "活动结果已公布"
    en: ClassVar[str] = "A result was published"
    published_on: date


@dataclass(frozen=True, slots=True)
class HoldingRulesBroken(Unacceptable):
    """What took place was no joint activity by these rules."""

    slug: ClassVar[str] = "holding-rules-broken"
    zh: ClassVar[str] = "不符合共建活动要求"
    en: ClassVar[str] = "It was no joint activity by these rules"
    broken: tuple[HoldingRule, ...]
