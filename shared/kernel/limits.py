"""Limits: how long an office or a resident has, and until when that is (民法典 §§201-204, 行政许可法 §82)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Self, assert_never

from pydantic import Field, model_validator

from shared.kernel.counting import EVERY_DAY, Days, months_after, nth_running_day_after, running_day_on_or_after
from shared.kernel.instants import SHANGHAI, start_of
from shared.kernel.messages import Value
from shared.kernel.suspensions import NEVER_STOPPED, Stops
from shared.kernel.working_days import Calendar


class LimitUnit(StrEnum):
    """What a stage is counted in. INSTANT is on the spot (即办) and counts nothing."""

    INSTANT = "INSTANT"
    HOUR = "HOUR"
    WORKING_DAY = "WORKING_DAY"
    CALENDAR_DAY = "CALENDAR_DAY"
    MONTH = "MONTH"


class LimitStage(Value):
    """One stretch of a limit: `n` units on the clock of `body`; n is 0 for INSTANT and only there.

    A stage that is not `counted` (a special step, 特殊环节) names time that stops the clock when it comes.
    """

    name: Annotated[str, Field(min_length=1, max_length=100)]
    body: Annotated[str, Field(min_length=1, max_length=100)]
    n: Annotated[int, Field(ge=0, le=3650)]
    unit: LimitUnit
    counted: bool = True

    @model_validator(mode="after")
    def _only_an_instant_lasts_nothing(self) -> Self:
        if (self.n == 0) is not (self.unit is LimitUnit.INSTANT):
            raise ValueError(f"{self.n} {self.unit}")
        return self


class Limit(Value):
    """Stages that run one after another; none where the rule only says "in time" (及时)."""

    stages: Annotated[tuple[LimitStage, ...], Field(max_length=20)]

    @property
    def counted_stages(self) -> tuple[LimitStage, ...]:
        """The stages that the clock runs through."""
        return tuple(stage for stage in self.stages if stage.counted)

    @property
    def totals(self) -> Mapping[LimitUnit, int]:
        """The sum of the counted stages, by unit."""
        totals: Counter[LimitUnit] = Counter()
        for stage in self.counted_stages:
            totals[stage.unit] += stage.n
        return totals


class DueDate(Value):
    """The instant that ends a limit (`at`) and the last day that belongs to it (`on`).

    What is done at `at` or later is late; an instant item is met by the very act that starts its limit. `provisional`
    says that a year which is not published yet was counted.
    """

    at: datetime
    on: date
    provisional: bool
    calendar_version: int


@dataclass(frozen=True, slots=True)
class DayEnd:
    """When the last day of a limit ends: at `closes_at`, the hall's close of business, or at 24:00."""

    closes_at: time | None = None

    def of(self, day: date) -> datetime:
        """The instant at which `day` ends."""
        if self.closes_at is None:
            return start_of(day + timedelta(days=1))
        return datetime.combine(day, self.closes_at, SHANGHAI)


END_OF_DAY = DayEnd()
"""For what the office must do; a resident hands in until close of business (民法典 §203)."""


class NothingCounted(ValueError):
    """A due date was asked of a limit without a counted stage: a bug in the caller."""


@dataclass(frozen=True, slots=True)
class Terms:
    """By what a limit is counted."""

    calendar: Calendar
    day_end: DayEnd = END_OF_DAY
    roll_forward: bool = True
    stops: Stops = NEVER_STOPPED


@dataclass(frozen=True, slots=True)
class StageRun:
    """How a counted stage ran from `started_at`; `started_on`, the day of its start, is not counted.

    `due` is None while the clock stands still before the end. `remaining` then says how many days are left, working
    days or calendar days by the unit (of months too); 0 where the last day was counted but rolls on.
    """

    stage: LimitStage
    started_at: datetime
    started_on: date
    due: DueDate | None
    last_counted_on: date | None = None
    remaining: int = 0


def due(
    limit: Limit,
    started: datetime,
    calendar: Calendar,
    *,
    day_end: DayEnd = END_OF_DAY,
    roll_forward: bool = True,
) -> DueDate:
    """Until when `limit` runs from the aware instant `started` if nothing stops it; see `stage_runs`."""
    found = stage_runs(limit, started, Terms(calendar, day_end, roll_forward))[-1].due
    if found is None:
        raise AssertionError("stopped without a suspension")
    return found


def stage_runs(limit: Limit, started: datetime, terms: Terms) -> tuple[StageRun, ...]:
    """The counted stages from the aware instant `started`, each from where the one before it is due.

    The day of a start is not counted, nor is a day on which the clock stands still. Hours run from the minute, through
    nights, holidays and suspensions, since those take whole days only. Calendar days and months that end on a day of
    rest go on to the next working day on which the clock runs, where `roll_forward`; the 31st clamps to the end of a
    shorter month, and a month lasts its calendar days. An instant is due at once, on the same day. A stage that stands
    still is the last. Raises NothingCounted.
    """
    if started.tzinfo is None:
        raise ValueError("a limit starts at an aware instant")
    if not limit.counted_stages:
        raise NothingCounted("no counted stage")
    at = started.astimezone(SHANGHAI)
    start = _Start(terms, at, at.date(), provisional=False, calendar_version=terms.calendar.version)
    runs: list[StageRun] = []
    for stage in limit.counted_stages:
        run = start.through(stage)
        runs.append(run)
        if run.due is None:
            break
        start = replace(start, at=run.due.at, on=run.due.on, provisional=run.due.provisional)
    return tuple(runs)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a stage starts, and whether what came before it was provisional."""

    terms: Terms
    at: datetime
    on: date
    provisional: bool
    calendar_version: int

    def through(self, stage: LimitStage) -> StageRun:
        match stage.unit:
            case LimitUnit.INSTANT:
                return self._run(stage, self._due(self.at, self.on))
            case LimitUnit.HOUR:
                at = self.at + timedelta(hours=stage.n)
                return self._run(stage, self._due(at, at.date()))
            case LimitUnit.WORKING_DAY:
                return self._counted(stage, stage.n, self.terms.calendar)
            case LimitUnit.CALENDAR_DAY:
                return self._counted(stage, stage.n, EVERY_DAY)
            case LimitUnit.MONTH:
                return self._counted(stage, (months_after(self.on, stage.n) - self.on).days, EVERY_DAY)
            case _:
                assert_never(stage.unit)

    def _counted(self, stage: LimitStage, n: int, days: Days) -> StageRun:
        calendar, stops = self.terms.calendar, self.terms.stops
        last, left = nth_running_day_after(self.on, n, days, stops)
        if last is None:
            return self._run(stage, None, remaining=left)
        if days is calendar:
            return self._ends(stage, last, last, asked_from=self.on + timedelta(days=1))
        if not self.terms.roll_forward:
            return self._ends(stage, last, last, asked_from=None)
        rolled = running_day_on_or_after(last, calendar, stops)
        return self._run(stage, None, last) if rolled is None else self._ends(stage, last, rolled, asked_from=last)

    def _ends(self, stage: LimitStage, last: date, on: date, asked_from: date | None) -> StageRun:
        """`asked_from` is the first day of which the calendar was asked whether it is worked."""
        covered = asked_from is None or self.terms.calendar.covers_all(asked_from, on)
        provisional = not covered or not self._stops_are_covered(on)
        return self._run(stage, self._due(self.terms.day_end.of(on), on, provisional), last)

    def _stops_are_covered(self, through: date) -> bool:
        return all(
            stop.through is not None and self.terms.calendar.covers_all(stop.after + timedelta(days=1), stop.through)
            for stop in self.terms.stops.by_calendar
            if stop.after < through and not stop.ends_by(self.on)
        )

    def _due(self, at: datetime, on: date, provisional: bool = False) -> DueDate:
        marked = self.provisional or provisional
        return DueDate(at=at, on=on, provisional=marked, calendar_version=self.calendar_version)

    def _run(
        self, stage: LimitStage, due: DueDate | None, last_counted_on: date | None = None, remaining: int = 0
    ) -> StageRun:
        return StageRun(stage, self.at, self.on, due, last_counted_on, remaining)


def promise_exceeds_statute(promised: Limit, statutory: Limit) -> bool:
    """Whether a service guide promises more time than the rule gives, or what cannot be compared with it.

    Counted stages are compared one by one; a promise of a single stage with the statutory total of its unit. Units
    and, for several stages, their number must match. An instant fits every limit; a rule without a stage sets none.
    """
    promises, allowed = promised.counted_stages, statutory.counted_stages
    if not allowed or all(promise.unit is LimitUnit.INSTANT for promise in promises):
        return False
    if len(promises) == 1:
        return promises[0].n > statutory.totals.get(promises[0].unit, 0)
    return len(promises) != len(allowed) or any(map(_stage_exceeds, promises, allowed))


def _stage_exceeds(promise: LimitStage, allowed: LimitStage) -> bool:
    if promise.unit is LimitUnit.INSTANT:
        return False
    return promise.unit is not allowed.unit or promise.n > allowed.n
