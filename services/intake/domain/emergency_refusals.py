"""Why an emergency service cannot be opened or taken further."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class EmergencyUnknown(Unknown):
    """No emergency service was opened for the application."""

    slug: ClassVar[str] = "emergency-unknown"
    zh: ClassVar[str] = "没有该应急服务"
    en: ClassVar[str] = "There is no such emergency service"


@dataclass(frozen=True, slots=True)
class NotUrgent(Unacceptable):
    """What is asked for is none of the reasons that are urgent enough now."""

    slug: ClassVar[str] = "not-urgent"
    zh: ClassVar[str] = "该事由不属于应急服务范围"
    en: ClassVar[str] = "The reason is not urgent enough for the emergency service"
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithinOfficeHours(Conflict):
    """The offices work at that time, and the item is no urgent one: it is received at a window."""

    slug: ClassVar[str] = "within-office-hours"
    zh: ClassVar[str] = "当时为正常工作时间，该事项应到窗口办理"
    en: ClassVar[str] = "The offices were open then: the item is received at a window"


@dataclass(frozen=True, slots=True)
class InstantImpossible(Unacceptable):
    """An instant is told that is still to come, or an answer from before the call."""

    slug: ClassVar[str] = "instant-impossible"
    zh: ClassVar[str] = "时间不可能：{field}"
    en: ClassVar[str] = "It cannot have been then: {field}"
    field: str


@dataclass(frozen=True, slots=True)
class AlreadyResponded(Conflict):
    """The call was answered already, at another time."""

    slug: ClassVar[str] = "already-responded"
    zh: ClassVar[str] = "已登记响应时间"
    en: ClassVar[str] = "The call has been answered already"
    responded_at: datetime
