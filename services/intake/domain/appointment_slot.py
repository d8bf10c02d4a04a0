"""Slots (预约时段): when a hall can be visited by appointment, by the policy and the calendar alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shared.contracts.intake.appointment import WindowKind
from shared.kernel.decider import Context
from shared.kernel.instants import SHANGHAI, day_of
from shared.kernel.policy import Policy

CORE_OPENING = "hall.core_opening"
CLOSE_OF_BUSINESS = "intake.close_of_business"
SLOT_MINUTES = "appointment.slot_minutes"
PER_SLOT = "appointment.per_slot"
WINDOW_KINDS = "appointment.window_kinds"
BOOK_AHEAD_DAYS = "appointment.book_ahead_cd"


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of a hall's opening for one kind of window."""

    window_kind: WindowKind
    from_at: datetime
    until_at: datetime

    @property
    def on(self) -> date:
        """Its local day."""
        return day_of(self.from_at)

    def meets(self, other: Slot) -> bool:
        """Whether they take the same windows' time; two that differ do where the length was changed in between."""
        return self.window_kind is other.window_kind and self.from_at < other.until_at and other.from_at < self.until_at


def slots_on(day: date, context: Context) -> tuple[Slot, ...]:
    """All slots of a day, whether they can still be booked or not; none on a day that is no working day.

    A stretch of the core hours that is no multiple of the slot's length ends in time without appointments.
    """
    if not context.calendar.is_working_day(day):
        return ()
    length = timedelta(minutes=context.policy.whole(SLOT_MINUTES, day))
    return tuple(
        Slot(WindowKind(kind), from_at, from_at + length)
        for kind in context.policy.texts(WINDOW_KINDS, day)
        for hours in context.policy.texts(CORE_OPENING, day)
        for from_at in _starts(day, hours, length)
    )


def last_bookable_on(context: Context) -> date:
    """The last day that can be booked today."""
    return context.today + timedelta(days=context.policy.whole(BOOK_AHEAD_DAYS, context.today))


def capacity_of(slot: Slot, policy: Policy) -> int:
    """How many appointments a slot takes."""
    return policy.whole(PER_SLOT, slot.on)


def closes_at(day: date, policy: Policy) -> datetime:
    """When the business of a day is over: not before its last slot is."""
    ends = (hours.partition("-")[2] for hours in policy.texts(CORE_OPENING, day))
    return max(_at(day, clock) for clock in (policy.text(CLOSE_OF_BUSINESS, day), *ends))


def _starts(day: date, hours: str, length: timedelta) -> Iterator[datetime]:
    opens, _, closes = hours.partition("-")
    first = _at(day, opens)
    return (first + n * length for n in range((_at(day, closes) - first) // length))


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI)
