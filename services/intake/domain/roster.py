"""Duty roster (值班表): who is at which window of a hall when, one aggregate for each hall and month.

Invariants: what is published keeps every rule of `roster_rules` · an edition follows the last one and says the same of
the days that are over · the duty of a day of rest ends once, and earns leave then · a director publishes for the own
hall only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.intake.domain.hall import HALL, Hall, HallUnknown
from services.intake.domain.opening import Opening, opening, span_of
from services.intake.domain.roster_rules import Draft, RosterUnsound, broken_rules
from services.intake.domain.types import HallId
from shared.contracts.intake.roster import (
    DutyDayEnded,
    DutyRosterPublished,
    Month,
    RosterEvent,
    Shift,
    ShiftKind,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Forbidden, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unpublished:
    """Nobody has said who works in this month."""


@dataclass(frozen=True, slots=True)
class Published:
    """The newest edition; `ended` are the days of rest whose duty is over and has earned leave."""

    newest: DutyRosterPublished
    ended: frozenset[date] = frozenset()

    def over(self, day: date, today: date) -> bool:
        """Whether a day's shifts stay as they are."""
        return day < today or day in self.ended

    def duty_on(self, day: date) -> tuple[Shift, ...]:
        """The shifts on duty on a day."""
        return tuple(shift for shift in self.newest.shifts if shift.day == day and shift.kind is ShiftKind.DUTY)


Roster = Unpublished | Published


def evolve(roster: Roster, event: RosterEvent) -> Roster:
    """Apply one recorded fact."""
    match event, roster:
        case DutyRosterPublished(), Unpublished():
            return Published(event)
        case DutyRosterPublished(), Published():
            return replace(roster, newest=event)
        case DutyDayEnded(), Published():
            return replace(roster, ended=roster.ended | {event.day})
        case _:
            raise CorruptStream("the duty of a roster that nobody published")


# --- commands and refusals --------------------------------------------------


class PublishRoster(Command):
    """Publish who is at the hall's windows in a month; the decision is given the hall."""

    hall_id: HallId
    month: Month
    shifts: Annotated[tuple[Shift, ...], Field(max_length=400)]


class EndDutyDay(Command):
    """The duty of a day of rest is over."""

    day: date


RosterCommand = PublishRoster | EndDutyDay


@dataclass(frozen=True, slots=True)
class HallOfOtherCentre(Forbidden):
    """The hall belongs to another centre than the director's."""

    slug: ClassVar[str] = "hall-of-other-centre"
    zh: ClassVar[str] = "该大厅属于其他中心"
    en: ClassVar[str] = "The hall belongs to another centre"


@dataclass(frozen=True, slots=True)
class DutyNotOver(Conflict):
    """Nobody is on duty on that day, or it is not over."""

    slug: ClassVar[str] = "duty-not-over"
    zh: ClassVar[str] = "当日值班尚未结束"
    en: ClassVar[str] = "The day's duty is not over"


# --- decisions --------------------------------------------------------------


def decide(command: RosterCommand, roster: Roster, context: Context) -> list[RosterEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case PublishRoster():
            return _publish(command, roster, context)
        case EndDutyDay():
            return _end_duty_day(command, roster, context)
        case _:
            assert_never(command)


def _publish(command: PublishRoster, roster: Roster, context: Context) -> list[RosterEvent] | Refusal:
    hall = context.look(HALL, command.hall_id)
    if not isinstance(hall, Hall):
        return HallUnknown()
    if context.actor.role is Role.CENTRE_DIRECTOR and context.actor.org != hall.centre_id:
        return HallOfOtherCentre()
    published = DutyRosterPublished(
        hall_id=command.hall_id,
        centre_id=hall.centre_id,
        month=command.month,
        edition=roster.newest.edition + 1 if isinstance(roster, Published) else 1,
        shifts=command.shifts,
    )
    if isinstance(roster, Published) and frozenset(command.shifts) == frozenset(roster.newest.shifts):
        return []
    broken = broken_rules(_draft(command, roster, hall, context))
    return RosterUnsound(broken=broken) if broken else [published]


def _draft(command: PublishRoster, roster: Roster, hall: Hall, context: Context) -> Draft:
    last = roster if isinstance(roster, Published) else None

    def over(day: date) -> bool:
        return last.over(day, context.today) if last else day < context.today

    fixed = frozenset(shift for shift in last.newest.shifts if over(shift.day)) if last else frozenset[Shift]()
    return Draft(command.month, command.shifts, fixed, over, hall, context)


def duty_over(roster: Roster, context: Context) -> tuple[date, datetime] | None:
    """The first day of rest whose duty has not been recorded as over, and when it is over."""
    if not isinstance(roster, Published):
        return None
    days = sorted({shift.day for shift in roster.newest.shifts if shift.kind is ShiftKind.DUTY} - roster.ended)
    day = next((day for day in days if not context.calendar.is_working_day(day)), None)
    if day is None:
        return None
    return day, datetime.combine(day, max(span_of(shift).ends for shift in roster.duty_on(day)), SHANGHAI)


def _end_duty_day(command: EndDutyDay, roster: Roster, context: Context) -> list[RosterEvent] | Refusal:
    if isinstance(roster, Published) and command.day in roster.ended:
        return []
    due = duty_over(roster, context)
    if not isinstance(roster, Published) or due is None or due[0] != command.day or due[1] > context.now:
        return DutyNotOver()
    staff = tuple(sorted({shift.staff for shift in roster.duty_on(command.day)}))
    return [DutyDayEnded(day=command.day, staff=staff, over_at=due[1])]


ROSTER = Decider[Roster, RosterCommand, RosterEvent]("roster", Unpublished(), evolve, decide, RosterEvent)


# --- what other decisions ask -----------------------------------------------


def roster_id(hall_id: str, day: date) -> str:
    """The roster of a hall that says who works on a day."""
    return f"{hall_id}-{day:%Y-%m}"


def opening_refs(hall_id: str, day: date) -> tuple[AggregateRef, ...]:
    """What a decision must be given that asks the questions below about a day."""
    return HALL.ref(hall_id), ROSTER.ref(roster_id(hall_id, day))


def shifts_on(hall_id: str, day: date, context: Context) -> tuple[Shift, ...]:
    """Who is rostered at the hall's windows on a day; nobody at one that was closed since."""
    hall, roster = context.look(HALL, hall_id), context.look(ROSTER, roster_id(hall_id, day))
    if not isinstance(hall, Hall) or not isinstance(roster, Published):
        return ()
    return tuple(shift for shift in roster.newest.shifts if shift.day == day and hall.serves(shift.window_id))


def duty_on(hall_id: str, day: date, context: Context) -> tuple[Shift, ...]:
    """Who is on duty on a day, at which window and when; nobody on a working day."""
    if context.calendar.is_working_day(day):
        return ()
    return tuple(shift for shift in shifts_on(hall_id, day, context) if shift.kind is ShiftKind.DUTY)


def opening_on(hall_id: str, day: date, context: Context) -> Opening:
    """When the hall receives on a day; never where there is none."""
    if not isinstance(context.look(HALL, hall_id), Hall):
        return Opening(day, context.calendar.is_working_day(day), ())
    return opening(day, shifts_on(hall_id, day, context), context.policy, context.calendar)


def is_open_at(hall_id: str, instant: datetime, context: Context) -> bool:
    """Whether the hall receives at an aware instant."""
    return opening_on(hall_id, instant.astimezone(SHANGHAI).date(), context).at(instant) is not None
