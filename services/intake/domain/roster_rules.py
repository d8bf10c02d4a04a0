"""What a roster must be like before it is published: named rules, of which one answer lists all that it breaks.

Those of cover bind from today on: of what is over nothing can be said any more than was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations, groupby
from typing import ClassVar

from services.intake.domain.hall import Hall
from services.intake.domain.opening import DUTY_OPENING, STAGGERED_OPENING, covered, span_of, spans_of
from shared.contracts.intake.roster import Shift, ShiftKind
from shared.kernel.decider import Context
from shared.kernel.refusals import Unacceptable

DUTY_WINDOWS = "duty.min_windows"
STAGGERED_WINDOWS = "hall.staggered_windows"
_DAY = timedelta(days=1)


def days_of(month: str) -> tuple[date, ...]:
    """The days of a month (`2015-09`)."""
    first = date.fromisoformat(f"{month}-01")
    return tuple(day for n in range(31) if (day := first + n * _DAY).month == first.month)


@dataclass(frozen=True, slots=True)
class Draft:
    """A roster before it is published, and what it has to agree with. `fixed` are shifts of days that are over."""

    month: str
    shifts: tuple[Shift, ...]
    fixed: frozenset[Shift]
    over: Callable[[date], bool]
    hall: Hall
    context: Context

    def ahead(self, *, working: bool) -> Iterator[date]:
        """The days of the month from today on that are working days, or those that are none."""
        days = (day for day in days_of(self.month) if day >= self.context.today)
        return (day for day in days if self.context.calendar.is_working_day(day) is working)


class RosterRule(StrEnum):
    """A rule for rosters by its name."""

    WITHIN_MONTH = "WITHIN_MONTH"
    """Each shift is on a day of the month."""

    BEGINS_BEFORE_IT_ENDS = "BEGINS_BEFORE_IT_ENDS"
    """Each shift has a time."""

    STANDING_WINDOWS = "STANDING_WINDOWS"
    """Each shift is at a comprehensive window that was not closed."""

    ONE_PLACE_AT_A_TIME = "ONE_PLACE_AT_A_TIME"
    """Nobody has two shifts at one time."""

    DUTY_COVERED = "DUTY_COVERED"
    """On each day on which the offices rest enough windows are on duty, all the hours of the policy."""

    STAGGERED_COVERED = "STAGGERED_COVERED"
    """On each working day enough windows have staggered shifts, all the hours of the policy."""

    PAST_UNCHANGED = "PAST_UNCHANGED"
    """Days that are over stay as they were."""


def _outside(draft: Draft) -> Iterable[date]:
    inside = frozenset(days_of(draft.month))
    return (shift.day for shift in draft.shifts if shift.day not in inside)


def _reversed(draft: Draft) -> Iterable[date]:
    return (shift.day for shift in draft.shifts if shift.begins >= shift.ends)


def _nowhere(draft: Draft) -> Iterable[date]:
    changed = (shift for shift in draft.shifts if shift not in draft.fixed)
    return (shift.day for shift in changed if not draft.hall.serves(shift.window_id))


def _twice(draft: Draft) -> Iterable[date]:
    by_person = sorted(draft.shifts, key=lambda shift: (shift.staff, shift.day))
    for (_, day), theirs in groupby(by_person, key=lambda shift: (shift.staff, shift.day)):
        if any(span_of(one).meets(span_of(other)) for one, other in combinations(theirs, 2)):
            yield day


def _without_duty(draft: Draft) -> Iterable[date]:
    return _uncovered(draft, ShiftKind.DUTY, DUTY_OPENING, DUTY_WINDOWS)


def _without_staggered(draft: Draft) -> Iterable[date]:
    return _uncovered(draft, ShiftKind.STAGGERED, STAGGERED_OPENING, STAGGERED_WINDOWS)


def _uncovered(draft: Draft, kind: ShiftKind, hours: str, windows: str) -> Iterable[date]:
    of_kind = [shift for shift in draft.shifts if shift.kind is kind and draft.hall.serves(shift.window_id)]
    for day in draft.ahead(working=kind is ShiftKind.STAGGERED):
        least, worked = draft.context.policy.whole(windows, day), [shift for shift in of_kind if shift.day == day]
        if not all(covered(span, worked, least) for span in spans_of(draft.context.policy, hours, day)):
            yield day


def _past(draft: Draft) -> Iterable[date]:
    said = frozenset(shift for shift in draft.shifts if draft.over(shift.day))
    return (shift.day for shift in said ^ draft.fixed)


RULES: tuple[tuple[RosterRule, Callable[[Draft], Iterable[date]]], ...] = (
    (RosterRule.WITHIN_MONTH, _outside),
    (RosterRule.BEGINS_BEFORE_IT_ENDS, _reversed),
    (RosterRule.STANDING_WINDOWS, _nowhere),
    (RosterRule.ONE_PLACE_AT_A_TIME, _twice),
    (RosterRule.DUTY_COVERED, _without_duty),
    (RosterRule.STAGGERED_COVERED, _without_staggered),
    (RosterRule.PAST_UNCHANGED, _past),
)


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule, and the days on which the roster breaks it."""

    rule: RosterRule
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class RosterUnsound(Unacceptable):
    """The roster breaks rules: all of them, each with its days."""

    slug: ClassVar[str] = "roster-unsound"
    zh: ClassVar[str] = "值班表不符合排班规则"
    en: ClassVar[str] = "The roster breaks rules"
    broken: tuple[BrokenRule, ...]


def broken_rules(draft: Draft) -> tuple[BrokenRule, ...]:
    """Every rule that the draft breaks."""
    found = ((rule, tuple(sorted(set(days(draft))))) for rule, days in RULES)
    return tuple(BrokenRule(rule, days) for rule, days in found if days)
