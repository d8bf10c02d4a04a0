"""Limits: how long an office or a resident has, and until when that is (民法典 §§201-204, 行政许可法 §82)."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Self, assert_never

from pydantic import Field, model_validator

from shared.kernel.instants import SHANGHAI, start_of
from shared.kernel.messages import Value
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


def due(
    limit: Limit,
    started: datetime,
    calendar: Calendar,
    *,
    day_end: DayEnd = END_OF_DAY,
    roll_forward: bool = True,
) -> DueDate:
    """Until when `limit` runs from the aware instant `started`; the day of the start is not counted.

    Hours run from the minute, through nights and holidays. Calendar days and months that end on a day of rest go on
    to the next working day where `roll_forward`; the 31st clamps to the end of a shorter month. An instant is due at
    once, on the same day. Each stage starts when the one before it is due. Raises NothingCounted.
    """
    if started.tzinfo is None:
        raise ValueError("a limit starts at an aware instant")
    if not limit.counted_stages:
        raise NothingCounted("no counted stage")
    run = _Run(calendar, day_end, roll_forward, at=started.astimezone(SHANGHAI))
    for stage in limit.counted_stages:
        run = run.through(stage)
    return DueDate(at=run.at, on=run.on, provisional=run.provisional, calendar_version=calendar.version)


@dataclass(frozen=True, slots=True)
class _Run:
    """How far the stages have run; `last_day` is set where the stage ended with a day."""

    calendar: Calendar
    day_end: DayEnd
    roll_forward: bool
    at: datetime
    last_day: date | None = None
    provisional: bool = False

    @property
    def on(self) -> date:
        return self.last_day or self.at.date()

    def through(self, stage: LimitStage) -> _Run:
        match stage.unit:
            case LimitUnit.INSTANT:
                return self
            case LimitUnit.HOUR:
                return replace(self, at=self.at + timedelta(hours=stage.n), last_day=None)
            case LimitUnit.WORKING_DAY:
                last = self.calendar.nth_working_day_after(self.on, stage.n)
                return self._until(last, counted_from=self.on + timedelta(days=1))
            case LimitUnit.CALENDAR_DAY:
                return self._rolled(self.on + timedelta(days=stage.n))
            case LimitUnit.MONTH:
                return self._rolled(_months_after(self.on, stage.n))
            case _:
                assert_never(stage.unit)

    def _rolled(self, last: date) -> _Run:
        if not self.roll_forward:
            return replace(self, at=self.day_end.of(last), last_day=last)
        return self._until(self.calendar.next_working_day_on_or_after(last), counted_from=last)

    def _until(self, last: date, counted_from: date) -> _Run:
        provisional = self.provisional or not self.calendar.covers_all(counted_from, last)
        return replace(self, at=self.day_end.of(last), last_day=last, provisional=provisional)


def _months_after(day: date, n: int) -> date:
    years, month = divmod(day.month - 1 + n, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


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
