"""Booker (预约人): who books appointments, by their reference, and whether they may (爽约限制).

Invariants: an appointment that was missed is counted once, in the act that records it · so many within so many days
block for some days · what led to a block counts no more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never

from services.intake.domain.appointment import BOOK
from services.intake.domain.appointment_refusals import BookerBlocked
from services.intake.domain.types import AppointmentId
from shared.contracts.intake.appointment import BookerEvent, BookingBlocked, NoShowCounted
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

NO_SHOWS_MAX = "appointment.no_shows_max"
NO_SHOWS_WITHIN_DAYS = "appointment.no_shows_within_cd"
BLOCK_DAYS = "appointment.block_cd"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Booker:
    """What was counted, by appointment; the days on which appointments were missed since the last block."""

    counted: frozenset[str] = frozenset()
    missed_on: tuple[date, ...] = ()
    blocked_until: date | None = None


def evolve(booker: Booker, event: BookerEvent) -> Booker:
    """Apply one recorded fact."""
    match event:
        case NoShowCounted():
            counted = booker.counted | {event.appointment_id}
            return replace(booker, counted=counted, missed_on=(*booker.missed_on, event.missed_on))
        case BookingBlocked():
            return replace(booker, missed_on=(), blocked_until=event.until_on)
        case _:
            assert_never(event)


# --- commands ---------------------------------------------------------------


class AdmitBooking(Command):
    """Let an appointment be booked, unless bookings are blocked; nothing of it is recorded here."""


class CountNoShow(Command):
    """Count an appointment that its book, in the same act, records as missed."""

    book_id: str
    appointment_id: AppointmentId


BookerCommand = AdmitBooking | CountNoShow

# --- decisions --------------------------------------------------------------


def decide(command: BookerCommand, booker: Booker, context: Context) -> list[BookerEvent] | Refusal:
    """Answer a command with facts or a refusal."""
    match command:
        case AdmitBooking():
            until = booker.blocked_until
            return BookerBlocked(until=until) if until is not None and context.today <= until else []
        case CountNoShow():
            return _count(command, booker, context)
        case _:
            assert_never(command)


def _count(command: CountNoShow, booker: Booker, context: Context) -> list[BookerEvent]:
    # It may have been called off since somebody looked which are open; then its book records nothing of it either.
    appointment = context.look(BOOK, command.book_id).open.get(command.appointment_id)
    if appointment is None or command.appointment_id in booker.counted:
        return []
    today = appointment.slot.on
    within = timedelta(days=context.policy.whole(NO_SHOWS_WITHIN_DAYS, today))
    # The day itself is the last of them.
    missed = [day for day in (*booker.missed_on, today) if day > today - within]
    counted = NoShowCounted(appointment_id=command.appointment_id, missed_on=today)
    if len(missed) < context.policy.whole(NO_SHOWS_MAX, today):
        return [counted]
    until_on = today + timedelta(days=context.policy.whole(BLOCK_DAYS, today))
    return [counted, BookingBlocked(until_on=until_on)]


BOOKER: Decider[Booker, BookerCommand, BookerEvent] = Decider("booker", Booker(), evolve, decide, BookerEvent)
