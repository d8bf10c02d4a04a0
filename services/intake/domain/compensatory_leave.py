"""Compensatory leave (补休) of one person: what duty on days of rest has earned, and what was taken of it.

Invariants: a duty earns once · never more is taken than was earned · what is taken fits the working days that it is
taken on, which are to come and were not taken before · a director gives leave where the person had duty last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.intake.domain.opening import Span, span_of
from services.intake.domain.types import StaffId
from shared.contracts.intake.compensatory_leave import (
    CompensatoryLeaveEarned,
    CompensatoryLeaveEvent,
    CompensatoryLeaveTaken,
)
from shared.contracts.intake.roster import Shift
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Forbidden, Refusal, Unacceptable

LEAVE_FOR_DUTY = "duty.compensatory_leave"
_NOON = time(12)
_HALVES = (Span(time.min, _NOON), Span(_NOON, time.max))
_HALVES_OF_A_DAY = len(_HALVES)

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CompensatoryLeave:
    """Half days earned by hall and day, and what was taken; `centre_id` is where the person was on duty last."""

    centre_id: str = ""
    earned: Mapping[tuple[str, date], int] = field(default_factory=dict)
    taken: tuple[CompensatoryLeaveTaken, ...] = ()

    @property
    def left(self) -> int:
        """Half days earned and not taken."""
        return sum(self.earned.values()) - sum(leave.half_days for leave in self.taken)


def evolve(leave: CompensatoryLeave, event: CompensatoryLeaveEvent) -> CompensatoryLeave:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case CompensatoryLeaveEarned():
            earned = {**leave.earned, (event.hall_id, event.day): event.half_days}
            return replace(leave, centre_id=event.centre_id, earned=earned)
        case CompensatoryLeaveTaken():
            return replace(leave, taken=(*leave.taken, event))
        case _:
            assert_never(event)


def half_days_of(shifts: tuple[Shift, ...]) -> int:
    """How many half days somebody's shifts of one day are: the morning and the afternoon, parted at noon."""
    return sum(any(half.meets(span_of(shift)) for shift in shifts) for half in _HALVES)


# --- commands and refusals --------------------------------------------------


class EarnLeave(Command):
    """Enter what the duty of a day has earned; it was over."""

    staff: StaffId
    centre_id: str
    hall_id: str
    day: date
    half_days: int


class TakeLeave(Command):
    """Give leave on days to come, both included."""

    staff: StaffId
    from_on: Day
    until_on: Day
    half_days: Annotated[int, Field(ge=1, le=200)]


CompensatoryLeaveCommand = EarnLeave | TakeLeave


@dataclass(frozen=True, slots=True)
class LeaveNotEarned(Conflict):
    """More would be taken than is `left` of what was earned, in half days."""

    slug: ClassVar[str] = "leave-not-earned"
    zh: ClassVar[str] = "补休余额不足"
    en: ClassVar[str] = "Not so much compensatory leave is left"
    left: int


@dataclass(frozen=True, slots=True)
class LeaveOfOtherCentre(Forbidden):
    """The person was on duty at another centre than the director's."""

    slug: ClassVar[str] = "leave-of-other-centre"
    zh: ClassVar[str] = "该人员的值班属于其他中心"
    en: ClassVar[str] = "The person was on duty at another centre"


@dataclass(frozen=True, slots=True)
class LeaveInThePast(Unacceptable):
    """The leave begins before today, or ends before it begins."""

    slug: ClassVar[str] = "leave-in-the-past"
    zh: ClassVar[str] = "补休须自今日起，且结束日不早于开始日"
    en: ClassVar[str] = "Leave begins today at the earliest, and does not end before it begins"


@dataclass(frozen=True, slots=True)
class LeaveNotOfItsDays(Unacceptable):
    """So many working days are two half days each, or one half day fewer; days of rest need no leave."""

    slug: ClassVar[str] = "leave-not-of-its-days"
    zh: ClassVar[str] = "补休半天数与所含工作日不符"
    en: ClassVar[str] = "The half days do not fit the working days"
    working_days: int


@dataclass(frozen=True, slots=True)
class LeaveOverlaps(Conflict):
    """Some of the days are leave already."""

    slug: ClassVar[str] = "leave-overlaps"
    zh: ClassVar[str] = "所选日期已安排补休"
    en: ClassVar[str] = "Some of the days are leave already"
    from_on: date
    until_on: date


# --- decisions --------------------------------------------------------------


def decide(
    command: CompensatoryLeaveCommand, leave: CompensatoryLeave, context: Context
) -> list[CompensatoryLeaveEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case EarnLeave():
            known = (command.hall_id, command.day) in leave.earned
            return [] if known else [CompensatoryLeaveEarned(**command.model_dump())]
        case TakeLeave():
            return _take(command, leave, context)
        case _:
            assert_never(command)


def _take(command: TakeLeave, leave: CompensatoryLeave, context: Context) -> list[CompensatoryLeaveEvent] | Refusal:
    if context.actor.role is Role.CENTRE_DIRECTOR and leave.centre_id not in ("", context.actor.org):
        return LeaveOfOtherCentre()
    taken = CompensatoryLeaveTaken(centre_id=leave.centre_id, **command.model_dump())
    if taken in leave.taken:
        return []
    if not context.today <= command.from_on <= command.until_on:
        return LeaveInThePast()
    overlapping = (each for each in leave.taken if _overlap(each, command))
    if (other := next(overlapping, None)) is not None:
        return LeaveOverlaps(from_on=other.from_on, until_on=other.until_on)
    working_days = context.calendar.working_days_after(_day_before(command.from_on), command.until_on)
    if not 0 <= _HALVES_OF_A_DAY * working_days - command.half_days < _HALVES_OF_A_DAY:
        return LeaveNotOfItsDays(working_days=working_days)
    return [taken] if command.half_days <= leave.left else LeaveNotEarned(left=leave.left)


def _overlap(taken: CompensatoryLeaveTaken, asked: TakeLeave) -> bool:
    return taken.from_on <= asked.until_on and asked.from_on <= taken.until_on


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


COMPENSATORY_LEAVE = Decider[CompensatoryLeave, CompensatoryLeaveCommand, CompensatoryLeaveEvent](
    "compensatory-leave", CompensatoryLeave(), evolve, decide, CompensatoryLeaveEvent
)
