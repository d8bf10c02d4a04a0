"""Appointments (预约): the book of one hall and day, which guards what a slot takes.

Invariants: a slot never has more appointments than the policy allows, those called off not counted · a booker has at
most one open appointment in a hall on a day · each is called off, kept or missed, once: a resident calls off some hours
before the slot, the hall until the day closes, and what is open then is missed.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from services.intake.domain.application_refusals import ItemNotOffered
from services.intake.domain.appointment_refusals import (
    AppointmentNotToday,
    AppointmentOpenThatDay,
    AppointmentOver,
    AppointmentUnknown,
    CancellationTooLate,
    ChannelNotOffered,
    DayNotOver,
    SlotFull,
    SlotNotOffered,
    SlotPast,
    SlotTooFarAhead,
)
from services.intake.domain.appointment_slot import Slot, capacity_of, closes_at, last_bookable_on, slots_on
from services.intake.domain.appointment_state import Appointment, AppointmentState, Book, evolve
from services.intake.domain.hall import HALL, Hall, HallUnknown, WindowNotOpen
from services.intake.domain.item import ITEM
from services.intake.domain.types import AppointmentId, HallId, ItemCode, WindowId
from services.intake.domain.window_post import NotOnWindowPost, OnPost, at_counter, at_window
from shared.contracts.intake.appointment import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentKept,
    AppointmentMissed,
    AppointmentsEvent,
    BookingChannel,
    CancelledBy,
    Contact,
    WindowKind,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Instant, day_of
from shared.kernel.messages import Command
from shared.kernel.personal import Personal, SubjectRef
from shared.kernel.refusals import Refusal

CANCEL_BEFORE_HOURS = "appointment.cancel_before_hours"
CHANNELS = "appointment.channels"
ENTERED_BY_CLERKS = frozenset({BookingChannel.ON_SITE, BookingChannel.PHONE})

# --- commands ---------------------------------------------------------------


class BookAppointment(Command):
    """Take a place in the slot that begins at `from_at`."""

    appointment_id: AppointmentId
    hall_id: HallId
    window_kind: WindowKind
    from_at: Instant
    item_code: ItemCode | None = None
    channel: BookingChannel
    booked_by: SubjectRef
    contact: Personal[Contact]


class CancelAppointment(Command):
    """Call an appointment off."""

    appointment_id: AppointmentId
    by: CancelledBy


class KeepAppointment(Command):
    """Receive who has an appointment at a window."""

    appointment_id: AppointmentId
    window_id: WindowId


class MissAppointments(Command):
    """The day is over: what is open was missed."""


AppointmentCommand = BookAppointment | CancelAppointment | KeepAppointment | MissAppointments

# --- decisions --------------------------------------------------------------


def decide(command: AppointmentCommand, book: Book, context: Context) -> list[AppointmentsEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case BookAppointment():
            return _book(command, book, context)
        case CancelAppointment():
            return _cancel(command, book, context)
        case KeepAppointment():
            return _keep(command, book, context)
        case MissAppointments():
            return _miss(book, context)
        case _:
            assert_never(command)


def _book(command: BookAppointment, book: Book, context: Context) -> list[AppointmentsEvent] | Refusal:
    if command.appointment_id in book.by_id:
        return []
    if not isinstance(context.look(HALL, command.hall_id), Hall):
        return HallUnknown()
    entered = command.channel in ENTERED_BY_CLERKS
    on = at_counter(command.hall_id, context) if entered else OnPost()
    if isinstance(on, NotOnWindowPost):
        return on
    slot = _offered(command, context)
    if isinstance(slot, Refusal):
        return slot
    return _unfit(command, slot, context) or _taken(command, slot, book, context) or [_booked(command, slot, on)]


def _offered(command: BookAppointment, context: Context) -> Slot | Refusal:
    if command.from_at <= context.now:
        return SlotPast()
    day, last_on = day_of(command.from_at), last_bookable_on(context)
    if day > last_on:
        return SlotTooFarAhead(last_on=last_on)
    asked = (command.window_kind, command.from_at)
    offered = (slot for slot in slots_on(day, context) if (slot.window_kind, slot.from_at) == asked)
    return next(offered, SlotNotOffered())


def _unfit(command: BookAppointment, slot: Slot, context: Context) -> Refusal | None:
    channels = context.policy.texts(CHANNELS, context.today)
    if command.channel not in channels:
        return ChannelNotOffered(channels=channels)
    if command.item_code is not None and context.look(ITEM, command.item_code).on(slot.on) is None:
        return ItemNotOffered()
    return None


def _taken(command: BookAppointment, slot: Slot, book: Book, context: Context) -> Refusal | None:
    if any(each.booked_by == command.booked_by for each in book.open.values()):
        return AppointmentOpenThatDay()
    capacity = capacity_of(slot, context.policy)
    return SlotFull(capacity=capacity) if book.taken(slot) >= capacity else None


def _booked(command: BookAppointment, slot: Slot, on: OnPost) -> AppointmentBooked:
    return AppointmentBooked(
        appointment_id=command.appointment_id,
        hall_id=command.hall_id,
        window_kind=slot.window_kind,
        from_at=slot.from_at,
        until_at=slot.until_at,
        item_code=command.item_code,
        channel=command.channel,
        booked_by=command.booked_by,
        contact=command.contact,
        post_id=on.post_id,
        acted_as=on.acted_as,
    )


def _cancel(command: CancelAppointment, book: Book, context: Context) -> list[AppointmentsEvent] | Refusal:
    appointment = book.by_id.get(command.appointment_id)
    if appointment is None:
        return AppointmentUnknown()
    on = at_counter(book.hall_id, context) if command.by is CancelledBy.HALL else OnPost()
    if isinstance(on, NotOnWindowPost):
        return on
    if appointment.state is AppointmentState.CANCELLED:
        return []
    if barred := _over(appointment, context) or _too_late(command, appointment, context):
        return barred
    id_ = command.appointment_id
    return [AppointmentCancelled(appointment_id=id_, by=command.by, post_id=on.post_id, acted_as=on.acted_as)]


def _too_late(command: CancelAppointment, appointment: Appointment, context: Context) -> Refusal | None:
    hours = context.policy.whole(CANCEL_BEFORE_HOURS, appointment.slot.on)
    latest_at = appointment.slot.from_at - timedelta(hours=hours)
    if command.by is CancelledBy.HALL or context.now <= latest_at:
        return None
    return CancellationTooLate(latest_at=latest_at)


def _keep(command: KeepAppointment, book: Book, context: Context) -> list[AppointmentsEvent] | Refusal:
    appointment = book.by_id.get(command.appointment_id)
    if appointment is None:
        return AppointmentUnknown()
    on = at_window(book.hall_id, command.window_id, context)
    if isinstance(on, NotOnWindowPost):
        return on
    if appointment.state is AppointmentState.KEPT:
        return []
    if barred := _over(appointment, context) or _not_received(command, appointment, book, context):
        return barred
    id_, window_id = command.appointment_id, command.window_id
    return [AppointmentKept(appointment_id=id_, window_id=window_id, post_id=on.post_id, acted_as=on.acted_as)]


def _not_received(command: KeepAppointment, appointment: Appointment, book: Book, context: Context) -> Refusal | None:
    if context.today < appointment.slot.on:
        return AppointmentNotToday(on=appointment.slot.on)
    hall = context.look(HALL, book.hall_id)
    return None if isinstance(hall, Hall) and hall.takes(command.window_id) else WindowNotOpen()


def _over(appointment: Appointment, context: Context) -> Refusal | None:
    """Also before the timer has looked at the day: when it does must make no difference."""
    over = context.now >= closes_at(appointment.slot.on, context.policy)
    return AppointmentOver() if over or appointment.state is not AppointmentState.OPEN else None


def free_on(day: date, book: Book, context: Context) -> tuple[tuple[Slot, int], ...]:
    """The slots of a day that can be booked now, each with the places left; `book` is that of the hall and day."""
    if not context.today <= day <= last_bookable_on(context):
        return ()
    slots = (slot for slot in slots_on(day, context) if slot.from_at > context.now)
    left = ((slot, capacity_of(slot, context.policy) - book.taken(slot)) for slot in slots)
    return tuple((slot, places) for slot, places in left if places > 0)


def day_over_at(book: Book, context: Context) -> datetime | None:
    """When those who have an open appointment have not come; None where nobody has one."""
    return next((closes_at(each.slot.on, context.policy) for each in book.open.values()), None)


def _miss(book: Book, context: Context) -> list[AppointmentsEvent] | Refusal:
    over_at = day_over_at(book, context)
    if over_at is None:
        return []
    if over_at > context.now:
        return DayNotOver()
    return [AppointmentMissed(appointment_id=id_, fell_due_at=over_at) for id_ in book.open]


BOOK: Decider[Book, AppointmentCommand, AppointmentsEvent] = Decider(
    "appointments", Book(), evolve, decide, AppointmentsEvent
)
