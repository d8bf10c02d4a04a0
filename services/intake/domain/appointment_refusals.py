"""Why an appointment cannot be made, called off or kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class AppointmentUnknown(Unknown):
    """There is no such appointment."""

    slug: ClassVar[str] = "appointment-unknown"
    zh: ClassVar[str] = "预约不存在"
    en: ClassVar[str] = "There is no such appointment"


@dataclass(frozen=True, slots=True)
class SlotNotOffered(Unacceptable):
    """The hall has no slot that begins then, of that kind of window."""

    slug: ClassVar[str] = "slot-not-offered"
    zh: ClassVar[str] = "该时段不提供预约"
    en: ClassVar[str] = "No slot begins at that time"


@dataclass(frozen=True, slots=True)
class SlotTooFarAhead(Unacceptable):
    """The slot's day comes after the last one that can be booked today."""

    slug: ClassVar[str] = "slot-too-far-ahead"
    zh: ClassVar[str] = "超出可预约的日期范围"
    en: ClassVar[str] = "The day cannot be booked yet"
    last_on: date


@dataclass(frozen=True, slots=True)
class SlotPast(Conflict):
    """The slot has begun."""

    slug: ClassVar[str] = "slot-past"
    zh: ClassVar[str] = "该时段已开始或已过"
    en: ClassVar[str] = "The slot has begun"


@dataclass(frozen=True, slots=True)
class SlotFull(Conflict):
    """The slot takes no further appointment."""

    slug: ClassVar[str] = "slot-full"
    zh: ClassVar[str] = "该时段已约满"
    en: ClassVar[str] = "The slot is full"
    capacity: int


@dataclass(frozen=True, slots=True)
class ChannelNotOffered(Unacceptable):
    """Appointments are not made that way at present."""

    slug: ClassVar[str] = "channel-not-offered"
    zh: ClassVar[str] = "暂不提供该预约渠道"
    en: ClassVar[str] = "Appointments are not made that way at present"
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppointmentOpenThatDay(Conflict):
    """The booker has an open appointment in this hall on that day."""

    slug: ClassVar[str] = "appointment-open-that-day"
    zh: ClassVar[str] = "当日在该大厅已有未办理的预约"
    en: ClassVar[str] = "There is an open appointment in this hall on that day"


@dataclass(frozen=True, slots=True)
class BookerBlocked(Conflict):
    """The booker missed too many appointments and books none through `until`."""

    slug: ClassVar[str] = "booking-blocked"
    zh: ClassVar[str] = "因多次爽约，{until}（含）前不能预约"
    en: ClassVar[str] = "Too many appointments were missed: none can be booked through {until}"
    until: date


@dataclass(frozen=True, slots=True)
class CancellationTooLate(Conflict):
    """An appointment is called off until `latest_at`, some hours before its slot."""

    slug: ClassVar[str] = "cancellation-too-late"
    zh: ClassVar[str] = "已超过可取消预约的时间"
    en: ClassVar[str] = "It is too late to call the appointment off"
    latest_at: datetime


@dataclass(frozen=True, slots=True)
class AppointmentOver(Conflict):
    """The appointment was called off, kept or missed, or its day is over."""

    slug: ClassVar[str] = "appointment-over"
    zh: ClassVar[str] = "预约已取消、已到场或已过期"
    en: ClassVar[str] = "The appointment was called off or kept, or its day is over"


@dataclass(frozen=True, slots=True)
class AppointmentNotToday(Conflict):
    """The appointment is for a later day."""

    slug: ClassVar[str] = "appointment-not-today"
    zh: ClassVar[str] = "预约日期未到"
    en: ClassVar[str] = "The appointment is for a later day"
    on: date


@dataclass(frozen=True, slots=True)
class DayNotOver(Conflict):
    """Who has an appointment may still come."""

    slug: ClassVar[str] = "day-not-over"
    zh: ClassVar[str] = "当日营业时间尚未结束"
    en: ClassVar[str] = "The day's business is not over"
