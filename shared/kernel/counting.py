"""Counting out days on a clock that may stand still."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Protocol

from shared.kernel.suspensions import Stops
from shared.kernel.working_days import Calendar


class Days(Protocol):
    """Which days count: those of a calendar, or all of them."""

    def nth_working_day_after(self, start: date, n: int) -> date: ...  # noqa: D102 - as Calendar says
    def working_days_after(self, start: date, through: date) -> int: ...  # noqa: D102 - as Calendar says


class _EveryDay:
    def nth_working_day_after(self, start: date, n: int) -> date:
        return start + timedelta(days=n)

    def working_days_after(self, start: date, through: date) -> int:
        return max(0, (through - start).days)


EVERY_DAY: Days = _EveryDay()
"""Calendar days: a calendar on which every day is worked."""


def nth_running_day_after(start: date, n: int, days: Days, stops: Stops) -> tuple[date | None, int]:
    """The last of `n` >= 1 days after `start` on which the clock runs.

    None, and how many days are left, where it stands still before that.
    """
    for stop in stops.spans:
        if stop.ends_by(start):
            continue
        before = days.working_days_after(start, stop.after)
        if n <= before:
            break
        n -= before
        if stop.through is None:
            return None, n
        start = stop.through
    return days.nth_working_day_after(start, n), 0


def running_day_on_or_after(day: date, calendar: Calendar, stops: Stops) -> date | None:
    """The first working day from `day` on that no stop holds; None if there will be none until one resumes."""
    found = calendar.next_working_day_on_or_after(day)
    for stop in stops.spans:
        if not stop.holds(found):
            continue
        if stop.through is None:
            return None
        found = calendar.next_working_day_on_or_after(stop.through + timedelta(days=1))
    return found


def months_after(day: date, n: int) -> date:
    """The same day `n` months later; a day that the month lacks is its last."""
    years, month = divmod(day.month - 1 + n, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
