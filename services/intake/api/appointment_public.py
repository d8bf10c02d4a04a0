"""Appointments for residents without an account: free slots, booking by telephone number, and by the code given then
looking up and calling off.
"""

from __future__ import annotations

from datetime import date, datetime
from hmac import compare_digest
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.api.appointment import CODE, PHONE, BookingIn, book, of
from services.intake.domain.appointment import BOOK, CancelAppointment, free_on
from services.intake.domain.appointment_state import Appointment, book_id, book_of, hall_of
from services.intake.domain.hall import HALL, Hall, HallUnknown
from services.intake.domain.types import AppointmentId
from shared.contracts.intake.appointment import BookingChannel, CancelledBy
from shared.kernel.codes import CodeFault, phone_number
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.days import day_asked
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.public import PublicRoutes
from shared.runtime.receipts import ReceiptWithCode
from shared.runtime.tries import CodeWrong

Code = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{8}$")]


class PublicBookingIn(BookingIn):
    """What a resident asks for alone."""

    channel: Literal[BookingChannel.WEB, BookingChannel.APP] = BookingChannel.WEB


class ProofIn(BaseModel):
    """The telephone number by which an appointment was booked, and the code that was given for it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    phone: Annotated[str, Field(max_length=20)]
    code: Code


class LookupIn(ProofIn):
    """The same, with the appointment's id."""

    id: Annotated[str, Field(min_length=1, max_length=80)]


class SlotOut(BaseModel):
    """A slot that can be booked, and how many places are left."""

    window_kind: str
    from_at: datetime
    until_at: datetime
    free: int


class SlotsOut(BaseModel):
    """The slots of a hall and day that can be booked now."""

    hall_id: str
    on: date
    slots: tuple[SlotOut, ...]


class OwnAppointment(BaseModel):
    """An appointment as who booked it may see it."""

    id: str
    hall_id: str
    window_kind: str
    from_at: datetime
    until_at: datetime
    item_code: str | None = None
    state: str


def routes(desk: Desk) -> APIRouter:
    """Register the routes of appointments that need no token."""
    to = PublicRoutes(desk, "appointments")

    @to.public("/v1/public/halls/{id}/slots", answer=SlotsOut, parameters=("on",))
    async def slots(query: Query) -> SlotsOut | Refusal:
        """List the free slots of a hall on a day (可预约时段)."""
        day = day_asked(query, "on")
        if isinstance(day, Refusal):
            return day
        id_ = book_id(query.id, day)
        context = await desk.context(query.actor, HALL.ref(query.id), BOOK.ref(id_))
        if not isinstance(context.look(HALL, query.id), Hall):
            return HallUnknown()
        free = free_on(day, context.look(BOOK, id_), context)
        listed = (SlotOut(window_kind=s.window_kind, from_at=s.from_at, until_at=s.until_at, free=n) for s, n in free)
        return SlotsOut(hall_id=query.id, on=day, slots=tuple(listed))

    @to.act("/v1/public/appointments", body=PublicBookingIn, creates=True, answer=ReceiptWithCode)
    async def book_alone(call: Call[PublicBookingIn]) -> Done | Refusal:
        """Book an appointment by telephone number; the code in the answer opens it."""
        return await book(call)

    @to.act("/v1/public/appointments/{id}/cancellation", body=ProofIn)
    async def cancel(call: Call[ProofIn]) -> Done | Refusal:
        """Call one's own appointment off, by telephone number and code."""
        proven = await _proven(desk, call.id, call.body)
        if isinstance(proven, Refusal):
            return proven
        command = CancelAppointment(appointment_id=AppointmentId(call.id), by=CancelledBy.RESIDENT)
        return of(call.id, await call.execute(Step(BOOK, book_of(call.id), command)))

    @to.search("/v1/public/appointments/lookup", body=LookupIn, answer=OwnAppointment)
    async def look_up(_query: Query, said: LookupIn) -> OwnAppointment | Refusal:
        """Show one's own appointment, by telephone number and code."""
        proven = await _proven(desk, said.id, said)
        return proven if isinstance(proven, Refusal) else _own(said.id, proven)

    return to.router


async def _proven(desk: Desk, id_: str, said: ProofIn) -> Appointment | Refusal:
    """The appointment of who has number and code; a wrong number, a wrong code and no such id are told alike."""
    appointment = (await desk.state(BOOK, book_of(id_))).by_id.get(id_)
    right = appointment is not None and await _is_right(desk, id_, appointment, said)
    refusal = await desk.tries.judge((CODE, id_), right)
    return refusal or appointment or CodeWrong()


async def _is_right(desk: Desk, id_: str, appointment: Appointment, said: ProofIn) -> bool:
    phone = phone_number(said.phone)
    subject = None if isinstance(phone, CodeFault) else await desk.vault.find(PHONE, phone)
    return compare_digest(desk.vault.code(CODE, id_), said.code.upper()) and subject == appointment.booked_by


def _own(id_: str, appointment: Appointment) -> OwnAppointment:
    slot = appointment.slot
    return OwnAppointment(
        id=id_,
        hall_id=hall_of(book_of(id_)),
        window_kind=slot.window_kind,
        from_at=slot.from_at,
        until_at=slot.until_at,
        item_code=appointment.item_code,
        state=appointment.state,
    )
