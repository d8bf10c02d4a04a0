"""Events of appointments (预约): the book of one hall and day, and the bookers who did not come."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, SubjectRef


class WindowKind(StrEnum):
    """At what kind of window somebody is received."""

    COMPREHENSIVE = "COMPREHENSIVE"
    INTERMEDIARY = "INTERMEDIARY"


class BookingChannel(StrEnum):
    """How an appointment was made: at the hall or by a call to it, which a clerk enters, or by the resident alone."""

    ON_SITE = "ON_SITE"
    PHONE = "PHONE"
    WEB = "WEB"
    APP = "APP"


class CancelledBy(StrEnum):
    """Who called an appointment off; neither is a missed appointment."""

    RESIDENT = "RESIDENT"
    HALL = "HALL"


class Contact(Value):
    """How to reach somebody: a telephone number as E.164, and a name where one was given."""

    phone: Annotated[str, Field(max_length=20)]
    name: Annotated[str, Field(min_length=1, max_length=50)] | None = None


class AppointmentBooked(Event):
    """A place in a slot (预约时段) of a hall was booked; `booked_by` refers to who will come.

    Post and A or B are those of the clerk who booked it on site or by phone, where the hall's windows have posts.
    """

    appointment_id: str
    hall_id: str
    window_kind: WindowKind
    from_at: datetime
    until_at: datetime
    item_code: str | None = None
    channel: BookingChannel
    booked_by: SubjectRef
    contact: Personal[Contact]
    post_id: str | None = None
    acted_as: ActedAs | None = None


class AppointmentCancelled(Event):
    """An appointment was called off, and its place in the slot is free again; recorded before the day's close."""

    appointment_id: str
    by: CancelledBy
    post_id: str | None = None
    acted_as: ActedAs | None = None


class AppointmentKept(Event):
    """Who had an appointment came to a window on its day; recorded there."""

    appointment_id: str
    window_id: str
    post_id: str | None = None
    acted_as: ActedAs | None = None


class AppointmentMissed(Event):
    """Nobody had come or called off when the appointment's day closed, at `fell_due_at`; recorded then."""

    appointment_id: str
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The close of business of the appointment's day."""
        return self.fell_due_at


class NoShowCounted(Event):
    """A booker's missed appointment was counted; recorded together with it."""

    appointment_id: str
    missed_on: date


class BookingBlocked(Event):
    """A booker had missed so many appointments that they book none through `until_on`; recorded with the last of
    them, and what led to it counts no more towards the next.
    """

    until_on: date


AppointmentsEvent = AppointmentBooked | AppointmentCancelled | AppointmentKept | AppointmentMissed
BookerEvent = NoShowCounted | BookingBlocked
