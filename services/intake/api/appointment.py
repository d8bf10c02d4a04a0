"""Appointments over HTTP for the hall's clerks: booking, keeping, calling off, the list of a day, one contact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from services.intake.domain.application_refusals import PhoneInvalid
from services.intake.domain.appointment import (
    BOOK,
    ENTERED_BY_CLERKS,
    BookAppointment,
    CancelAppointment,
    KeepAppointment,
)
from services.intake.domain.appointment_refusals import AppointmentUnknown
from services.intake.domain.appointment_state import appointment_id, book_id, book_of, hall_of
from services.intake.domain.booker import BOOKER, AdmitBooking
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.types import AppointmentId, HallId, ItemCode, WindowId
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost, at_counter
from services.intake.views import appointment as view
from shared.contracts.access import Purpose
from shared.contracts.intake.appointment import AppointmentBooked, BookingChannel, CancelledBy, Contact, WindowKind
from shared.kernel.actors import Role
from shared.kernel.codes import CodeFault, phone_number
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Instant, day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.days import day_asked
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.opening import opened
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.receipts import ReceiptWithCode
from shared.runtime.refusals import PersonErased

COUNTER = (Role.CLERK,)
READERS = (Role.CLERK, Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN)
ON_POSTS = (WINDOW_POSTS.ref(DISTRICT),)
PHONE = "phone"
"""What a booker or asker is enrolled by in the vault."""
CODE = "appointment"
"""For what the code of an appointment is derived."""
_CONTACT = TypeAdapter(Contact)

GivenId = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
"""An id that who asks was told: a hall's, a window's, a colleague's."""


class ContactIn(BaseModel):
    """How to reach somebody."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    phone: Annotated[str, Field(max_length=20)]
    name: Annotated[str, Field(min_length=1, max_length=50)] | None = None

    def checked(self) -> Contact | Refusal:
        """The same with the number as E.164."""
        dialled = phone_number(self.phone)
        return PhoneInvalid() if isinstance(dialled, CodeFault) else Contact(phone=dialled, name=self.name)


class BookingIn(BaseModel):
    """Which slot is asked for, by who comes: the one of a hall that begins at `from_at`."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    hall_id: GivenId
    from_at: Instant
    window_kind: WindowKind = WindowKind.COMPREHENSIVE
    item_code: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z]{2}-\d{3}$")] | None = None
    contact: ContactIn
    channel: BookingChannel


class CounterBookingIn(BookingIn):
    """What a clerk enters for somebody who stands there or calls."""

    channel: Literal[BookingChannel.ON_SITE, BookingChannel.PHONE]


class AttendanceIn(BaseModel):
    """At which window somebody came."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    window_id: GivenId


class AppointmentOut(BaseModel):
    """An appointment; `window_id` where it was kept."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    hall_id: str
    window_kind: str
    from_at: datetime
    until_at: datetime
    item_code: str | None = None
    channel: str
    state: str
    window_id: str | None = None


class AppointmentPage(BaseModel):
    """Some appointments of a hall and day as they were booked; `next` continues after them."""

    appointments: tuple[AppointmentOut, ...]
    next: str | None = None


class ContactOut(BaseModel):
    """How to reach who has an appointment."""

    phone: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment as it was booked, and how to reach who comes."""

    event: AppointmentBooked
    contact: Contact | None
    at: datetime


Booking = TypeVar("Booking", bound=BookingIn)


def routes(desk: Desk) -> APIRouter:
    """Register the routes of appointments."""
    to = Routes(desk, "appointments")

    @to.command("/v1/appointments", *COUNTER, body=CounterBookingIn, creates=True, answer=ReceiptWithCode)
    async def book_at_counter(call: Call[CounterBookingIn]) -> Done | Refusal:
        """Book an appointment for somebody at the hall or on the telephone (预约)."""
        return await book(call)

    @to.command("/v1/appointments/{id}/attendance", *COUNTER, body=AttendanceIn)
    async def keep(call: Call[AttendanceIn]) -> Done | Refusal:
        """Receive who has an appointment at a window (到场)."""
        command = KeepAppointment(appointment_id=AppointmentId(call.id), window_id=WindowId(call.body.window_id))
        hall = HALL.ref(hall_of(book_of(call.id)))
        return of(call.id, await call.execute(Step(BOOK, book_of(call.id), command, related=(hall, *ON_POSTS))))

    @to.command("/v1/appointments/{id}/cancellation", *COUNTER)
    async def cancel(call: Call[Empty]) -> Done | Refusal:
        """Call an appointment off for the hall; who booked it is told."""
        command = CancelAppointment(appointment_id=AppointmentId(call.id), by=CancelledBy.HALL)
        return of(call.id, await call.execute(Step(BOOK, book_of(call.id), command, related=ON_POSTS)))

    @to.query("/v1/appointments/{id}", *READERS, answer=AppointmentOut)
    async def appointment(query: Query) -> AppointmentOut | None:
        """Show an appointment."""
        row = desk.views.row(view.ONE, of=query.id)
        return AppointmentOut.model_validate(row) if row else None

    @to.query("/v1/halls/{id}/appointments", *READERS, answer=AppointmentPage, parameters=("on", "after", "limit"))
    async def appointments(query: Query) -> AppointmentPage | Refusal:
        """List the appointments of a hall on a day."""
        cursor, day = cursor_of(query), day_asked(query, "on")
        if isinstance(cursor, Refusal):
            return cursor
        if isinstance(day, Refusal):
            return day
        rows = desk.views.rows(view.OF_DAY, hall_id=query.id, day=day, after=cursor.after, limit=cursor.limit)
        listed = tuple(AppointmentOut.model_validate(row) for row in rows)
        return AppointmentPage(appointments=listed, next=next_after(rows, cursor))

    @to.query("/v1/appointments/{id}/contact", *COUNTER, answer=ContactOut, purpose=Purpose.SERVING)
    async def contact(query: Query) -> ContactOut | Refusal:
        """Open how to reach who has an appointment, for a clerk on a window's post of its hall."""
        found = await to_reach(query)
        return found if isinstance(found, Refusal) else ContactOut(**found[1].model_dump())

    return to.router


async def book(call: Call[Booking]) -> Done | Refusal:
    """Book what a call asks for, and give out the code of the appointment."""
    contact = call.body.contact.checked()
    if isinstance(contact, Refusal):
        return contact
    subject = await call.desk.vault.enrol(PHONE, contact.phone)
    day_book = book_id(call.body.hall_id, day_of(call.body.from_at))
    id_ = appointment_id(day_book, call.new_id("appointment"))
    command = _command(call.body, id_, Personal[Contact].of(subject, contact))
    result = await call.execute(
        Step(BOOK, day_book, command, related=_looked_at(call.body)), Step(BOOKER, subject, AdmitBooking())
    )
    return of(id_, result, call.desk.vault.code(CODE, id_))


def of(id_: str, result: Done | Refusal, code: str | None = None) -> Done | Refusal:
    """What an act on a book answers: it speaks of the appointment. The version stays the book's."""
    return result if isinstance(result, Refusal) else replace(result, id=id_, code=code)


async def to_reach(query: Query) -> tuple[Booked, Contact] | Refusal:
    """An appointment and how to reach who comes, for a clerk on a window's post of its hall."""
    found = await booked(query.desk, query.id)
    if found is None:
        return AppointmentUnknown()
    on = at_counter(found.event.hall_id, await query.desk.context(query.actor, *ON_POSTS))
    if isinstance(on, NotOnWindowPost):
        return on
    return PersonErased() if found.contact is None else (found, found.contact)


def _command(body: BookingIn, id_: AppointmentId, contact: Personal[Contact]) -> BookAppointment:
    return BookAppointment(
        appointment_id=id_,
        hall_id=HallId(body.hall_id),
        window_kind=body.window_kind,
        from_at=body.from_at,
        item_code=None if body.item_code is None else ItemCode(body.item_code),
        channel=body.channel,
        booked_by=contact.subject,
        contact=contact,
    )


def _looked_at(body: BookingIn) -> tuple[AggregateRef, ...]:
    item = () if body.item_code is None else (ITEM.ref(body.item_code),)
    return (HALL.ref(body.hall_id), *item, *(ON_POSTS if body.channel in ENTERED_BY_CLERKS else ()))


async def booked(desk: Desk, id_: str) -> Booked | None:
    """An appointment as it was booked; no contact of whoever was erased."""
    for each in await opened(desk.executor, BOOK.ref(book_of(id_))):
        event = each.recorded.event
        if isinstance(event, AppointmentBooked) and event.appointment_id == id_:
            return Booked(event, each.value(event.contact, _CONTACT), each.recorded.document.time)
    return None
