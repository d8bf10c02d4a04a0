"""Yearly cycles: applications until one day of the year, decisions until another, the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from shared.kernel.instants import day_of, start_of
from shared.kernel.messages import Value
from shared.kernel.working_days import Calendar

_COMMON_YEAR = 2001


def _of_every_year(month_day: str) -> str:
    date.fromisoformat(f"{_COMMON_YEAR}-{month_day}")
    return month_day


MonthDay = Annotated[str, Field(pattern=r"^[0-9]{2}-[0-9]{2}$"), AfterValidator(_of_every_year)]
"""A day that every year has, as in 03-31; 02-29 is none."""


class YearlyCycle(Value):
    """Who applies by `apply_by` gets the decision by `decide_by` after it, of the same year or of the next."""

    apply_by: MonthDay
    decide_by: MonthDay

    def round_of(self, day: date, calendar: Calendar, *, roll_forward: bool = True) -> Round:
        """The round to which an application of `day` belongs: the first whose last day for it is not over.

        Both days of a round go on to the next working day where `roll_forward` (民法典 §203).
        """
        return next(
            found
            for year in (day.year - 1, day.year, day.year + 1)
            if (found := self._round(year, calendar, roll_forward)).apply_by >= day
        )

    def promise_starts_at(self, started: datetime, calendar: Calendar, *, roll_forward: bool = True) -> datetime:
        """When the promised limit of an application of the aware instant `started` begins: on `apply_by`."""
        return promise_starts_at(self.apply_by, started, calendar, roll_forward=roll_forward)

    def _round(self, year: int, calendar: Calendar, roll_forward: bool) -> Round:
        apply_by = date.fromisoformat(f"{year}-{self.apply_by}")
        decide_by = date.fromisoformat(f"{year + (self.decide_by <= self.apply_by)}-{self.decide_by}")
        if not roll_forward:
            return Round(apply_by, decide_by, decide_by, provisional=False)
        rolled = tuple(calendar.next_working_day_on_or_after(day) for day in (apply_by, decide_by))
        covered = all(map(calendar.covers_all, (apply_by, decide_by), rolled))
        return Round(rolled[0], rolled[1], decide_by, provisional=not covered)


def promise_starts_at(
    apply_by: MonthDay, started: datetime, calendar: Calendar, *, roll_forward: bool = True
) -> datetime:
    """When the promised limit begins of an application of the aware instant `started`: on the last day to apply.

    It asks for no day of decision: of some rules nobody knows it.
    """
    day = day_of(started)
    named = (date.fromisoformat(f"{year}-{apply_by}") for year in (day.year - 1, day.year, day.year + 1))
    rolled = (calendar.next_working_day_on_or_after(each) if roll_forward else each for each in named)
    return max(started, start_of(next(each for each in rolled if each >= day)))


@dataclass(frozen=True, slots=True)
class Round:
    """One year's round. `named` is the day of the rule, `decide_by` where it rolled to."""

    apply_by: date
    decide_by: date
    named: date
    provisional: bool
