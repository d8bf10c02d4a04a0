"""State of a book of appointments: who comes when, and what became of it; and the ids that name book and entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.intake.domain.appointment_slot import Slot
from services.intake.domain.types import AppointmentId
from shared.contracts.intake.appointment import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentKept,
    AppointmentMissed,
    AppointmentsEvent,
)
from shared.kernel.refusals import CorruptStream


class AppointmentState(StrEnum):
    """Only an open appointment changes."""

    OPEN = "OPEN"
    CANCELLED = "CANCELLED"
    KEPT = "KEPT"
    MISSED = "MISSED"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry of the book; `booked_by` refers to who comes."""

    slot: Slot
    booked_by: str
    item_code: str | None
    state: AppointmentState = AppointmentState.OPEN


@dataclass(frozen=True, slots=True)
class Book:
    """The appointments of one hall and day by id, oldest first; without a hall as long as it is empty."""

    hall_id: str = ""
    by_id: Mapping[str, Appointment] = field(default_factory=dict)

    @property
    def open(self) -> Mapping[str, Appointment]:
        """What was neither called off nor kept nor missed."""
        return {id_: each for id_, each in self.by_id.items() if each.state is AppointmentState.OPEN}

    def taken(self, slot: Slot) -> int:
        """How many places of a slot are taken."""
        held = (each for each in self.by_id.values() if each.state is not AppointmentState.CANCELLED)
        return sum(each.slot.meets(slot) for each in held)


def evolve(book: Book, event: AppointmentsEvent) -> Book:
    """Apply one recorded fact."""
    match event:
        case AppointmentBooked():
            slot = Slot(event.window_kind, event.from_at, event.until_at)
            booked = Appointment(slot, event.booked_by, event.item_code)
            return Book(event.hall_id, {**book.by_id, event.appointment_id: booked})
        case AppointmentCancelled():
            return _with(book, event.appointment_id, AppointmentState.CANCELLED)
        case AppointmentKept():
            return _with(book, event.appointment_id, AppointmentState.KEPT)
        case AppointmentMissed():
            return _with(book, event.appointment_id, AppointmentState.MISSED)
        case _:
            assert_never(event)


def _with(book: Book, appointment_id: str, state: AppointmentState) -> Book:
    if appointment_id not in book.open:
        raise CorruptStream(f"an appointment that is not open became {state}")
    return replace(book, by_id={**book.by_id, appointment_id: replace(book.by_id[appointment_id], state=state)})


def book_id(hall_id: str, on: date) -> str:
    """The book of a hall and day."""
    return f"{hall_id}-{on.isoformat()}"


def hall_of(book: str) -> str:
    """The hall that a book's id names."""
    return book[: -len("-2014-09-24")]


def appointment_id(book: str, derived: str) -> AppointmentId:
    """An id that names its book, so that who knows an appointment finds it: `<hall>-<day>.<16 digits>`."""
    return AppointmentId(f"{book}.{derived.replace('-', '')[:16]}")


def book_of(appointment: str) -> str:
    """The book that an appointment's id names; of an id that nobody gave, one that is empty."""
    return appointment.rpartition(".")[0]
