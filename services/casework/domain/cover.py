"""Cover: how long nobody was on a post, the statistic "time at risk"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.kernel.instants import day_of, start_of
from shared.kernel.working_days import Calendar

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody was on the post from `from_at` on, before `until_at`; both aware."""

    from_at: datetime
    until_at: datetime

    def within(self, first: date, last: date) -> Gap | None:
        """The part of it in a period, whose two days belong to it."""
        part = Gap(max(self.from_at, start_of(first)), min(self.until_at, start_of(last + _DAY)))
        return part if part.from_at < part.until_at else None


@dataclass(frozen=True, slots=True)
class TimeAtRisk:
    """`working_days` on which nobody was on the post from midnight to midnight, and `hours` of further working days.

    Full hours of all those days together, by the clock on the wall: the post of a centre with a late window or a night
    duty is at risk outside of office hours as well. Days off are no risk.
    """

    working_days: int
    hours: int


def time_at_risk(gaps: Iterable[Gap], calendar: Calendar) -> TimeAtRisk:
    """Add up gaps that do not overlap."""
    by_day: dict[date, timedelta] = {}
    for gap in gaps:
        for day, time in _by_day(gap):
            by_day[day] = by_day.get(day, timedelta()) + time
    worked = [time for day, time in by_day.items() if calendar.is_working_day(day)]
    whole = sum(time == _DAY for time in worked)
    return TimeAtRisk(whole, sum((time for time in worked if time < _DAY), timedelta()) // _HOUR)


def _by_day(gap: Gap) -> Iterator[tuple[date, timedelta]]:
    begins = gap.from_at
    while begins < gap.until_at:
        day = day_of(begins)
        ends = min(start_of(day + _DAY), gap.until_at)
        yield day, ends - begins
        begins = ends
