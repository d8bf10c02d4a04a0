"""Suspensions: when a clock stands still, and the days that several of them take together.

The day on which a clock stops still counts, the day on which it resumes does not yet: nothing is counted after
`stopped_on` up to and including `resumed_on`. Only whole days are lost, and each only once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.kernel.instants import Day
from shared.kernel.messages import Value
from shared.kernel.working_days import Calendar


class SuspensionReason(StrEnum):
    """Why a clock stands still (行政许可法 §45, the last four by district policy or by the item)."""

    HEARING = "HEARING"
    EXPERT_REVIEW = "EXPERT_REVIEW"
    INSPECTION = "INSPECTION"
    """Also a test, an appraisal, an assessment."""

    PUBLIC_NOTICE = "PUBLIC_NOTICE"
    CROSS_DEPARTMENT_QUERY = "CROSS_DEPARTMENT_QUERY"
    """The clock runs again by itself when the query has taken as many working days as policy allows."""

    FORCE_MAJEURE = "FORCE_MAJEURE"
    SPECIAL_STEP = "SPECIAL_STEP"
    """Another step (特殊环节) that the item's guide names."""


class Suspension(Value):
    """One reason to stand still, until `resumed_on` or, where that is None, until somebody says so.

    `step` names the special step of the item, if it is one. Where the item counts the step (`counted`) the suspension
    is on record and stops nothing.
    """

    reason: SuspensionReason
    stopped_on: Day
    resumed_on: Day | None = None
    step: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    counted: bool = False

    @model_validator(mode="after")
    def _resumes_after_it_stopped(self) -> Self:
        if self.resumed_on is not None and self.resumed_on < self.stopped_on:
            raise ValueError(f"resumed on {self.resumed_on}, stopped on {self.stopped_on}")
        return self

    def stop(self, calendar: Calendar, query_max_wd: int) -> Stop | None:
        """The days that it takes; None where it takes none. A query takes at most `query_max_wd` working days."""
        through = self.resumed_on
        if self.reason is SuspensionReason.CROSS_DEPARTMENT_QUERY:
            at_most = calendar.nth_working_day_after(self.stopped_on, query_max_wd)
            through = at_most if through is None else min(through, at_most)
        return None if self.counted or through == self.stopped_on else Stop(self.stopped_on, through)


@dataclass(frozen=True, slots=True)
class Stop:
    """The days after `after`, up to and including `through`; None while the end is not known."""

    after: date
    through: date | None

    def holds(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.after < day and (self.through is None or day <= self.through)

    def ends_by(self, day: date) -> bool:
        """Whether none of its days lies after `day`."""
        return self.through is not None and self.through <= day


@dataclass(frozen=True, slots=True)
class Stops:
    """All days on which a clock stands still: `spans` in order, no two of them touching.

    `by_calendar` are those whose end was counted in working days: it may move when a year is published.
    """

    spans: tuple[Stop, ...] = ()
    by_calendar: tuple[Stop, ...] = ()


NEVER_STOPPED = Stops()


def stops_of(suspensions: Iterable[Suspension], calendar: Calendar, query_max_wd: int) -> Stops:
    """The union of the days that suspensions take, in whatever order they are given."""
    found: list[Stop] = []
    by_calendar: list[Stop] = []
    for suspension in suspensions:
        stop = suspension.stop(calendar, query_max_wd)
        if stop is not None:
            found.append(stop)
            if suspension.reason is SuspensionReason.CROSS_DEPARTMENT_QUERY:
                by_calendar.append(stop)
    return Stops(_union(found), tuple(by_calendar)) if found else NEVER_STOPPED


def _union(stops: list[Stop]) -> tuple[Stop, ...]:
    spans: list[Stop] = []
    for stop in sorted(stops, key=attrgetter("after")):
        last = spans[-1] if spans else None
        if last is None or (last.through is not None and last.through < stop.after):
            spans.append(stop)
        elif last.through is not None and not stop.ends_by(last.through):
            spans[-1] = Stop(last.after, stop.through)
    return tuple(spans)
