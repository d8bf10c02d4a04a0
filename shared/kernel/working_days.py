"""Working days: which days the offices of China work, year by year as the State Council publishes them.

A year that nobody has published counts Monday to Friday and is provisional: what reaches into it may still move.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.kernel.messages import Value

_SATURDAY = 5


class YearStatus(StrEnum):
    """Whether the State Council's notice for the year is in the table."""

    PUBLISHED = "PUBLISHED"
    PROVISIONAL = "PROVISIONAL"


class CalendarYear(Value):
    """One edition of a year: how it differs from Monday to Friday.

    `days_off` are weekdays on which the offices rest, `make_up_days` Saturdays and Sundays on which they work
    (调休上班); both are sorted and of this year. `version` counts the editions of the year from 1.
    """

    year: Annotated[int, Field(ge=1949, le=9000)]
    status: YearStatus
    version: Annotated[int, Field(ge=1)]
    days_off: tuple[date, ...] = ()
    make_up_days: tuple[date, ...] = ()
    source_document: Annotated[str, Field(min_length=1, max_length=200)]

    @model_validator(mode="after")
    def _days_are_of_their_kind(self) -> Self:
        for days, weekend in ((self.days_off, False), (self.make_up_days, True)):
            if any(later <= earlier for earlier, later in pairwise(days)):
                raise ValueError("days must be sorted and differ")
            for day in days:
                if day.year != self.year or (day.weekday() >= _SATURDAY) is not weekend:
                    raise ValueError(f"{day} is not a {'weekend day' if weekend else 'weekday'} of {self.year}")
        return self


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years as known at one moment, by year."""

    years: Mapping[int, CalendarYear] = field(default_factory=dict)
    # Ordinals of the working days of the years asked for so far, sorted: counting is a bisection.
    _worked: dict[int, tuple[int, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, years: Iterable[CalendarYear]) -> Calendar:
        """A calendar of one edition of each year."""
        return cls({year.year: year for year in years})

    @property
    def version(self) -> int:
        """The number of editions it has seen, all years together; it grows with each `with_year`."""
        return sum(year.version for year in self.years.values())

    def with_year(self, year: CalendarYear) -> Calendar:
        """The calendar after `year` was published or published again.

        Raises ValueError for an edition older than the one it would replace.
        """
        known = self.years.get(year.year)
        if known is not None and year.version < known.version:
            raise ValueError(f"edition {year.version} of {year.year} is older than {known.version}")
        return Calendar({**self.years, year.year: year})

    def covers(self, day: date) -> bool:
        """Whether the year of `day` is published."""
        year = self.years.get(day.year)
        return year is not None and year.status is YearStatus.PUBLISHED

    def covers_all(self, first: date, last: date) -> bool:
        """Whether every year from `first` to `last` is published."""
        return all(self.covers(date(year, 1, 1)) for year in range(first.year, last.year + 1))

    def is_working_day(self, day: date) -> bool:
        """Whether the offices work on `day`; an open duty window on a holiday makes no working day."""
        return self.next_working_day_on_or_after(day) == day

    def next_working_day_on_or_after(self, day: date) -> date:
        """`day` itself where it is worked."""
        return self.nth_working_day_after(day - timedelta(days=1), 1)

    def nth_working_day_after(self, start: date, n: int) -> date:
        """The day on which `n` working days have passed; `start` does not count, and n = 0 is `start` itself.

        Raises ValueError for n < 0 and past the year 9999.
        """
        if n < 0:
            raise ValueError(f"{n} working days")
        if n == 0:
            return start
        year, worked = start.year, self._working_days(start.year)
        last = bisect_right(worked, start.toordinal()) + n - 1
        while last >= len(worked):
            last -= len(worked)
            year += 1
            worked = self._working_days(year)
        return date.fromordinal(worked[last])

    def working_days_after(self, start: date, through: date) -> int:
        """How many working days lie after `start`, up to and including `through`; none where `through` is earlier."""
        if through <= start:
            return 0
        whole_years = sum(len(self._working_days(year)) for year in range(start.year, through.year))
        return whole_years + self._place(through) - self._place(start)

    def _place(self, day: date) -> int:
        return bisect_right(self._working_days(day.year), day.toordinal())

    def _working_days(self, year: int) -> tuple[int, ...]:
        worked = self._worked.get(year)
        if worked is None:
            worked = self._worked[year] = self._count_out(year)
        return worked

    def _count_out(self, year: int) -> tuple[int, ...]:
        edition = self.years.get(year)
        if edition is None:
            return _weekdays(year)
        rested = {day.toordinal() for day in edition.days_off}
        made_up = [day.toordinal() for day in edition.make_up_days]
        return tuple(sorted([day for day in _weekdays(year) if day not in rested] + made_up))


@lru_cache(maxsize=64)
def _weekdays(year: int) -> tuple[int, ...]:
    first = date(year, 1, 1)
    days = range(first.toordinal(), date(year, 12, 31).toordinal() + 1)
    return tuple(day for offset, day in enumerate(days) if (first.weekday() + offset) % 7 < _SATURDAY)
