"""Deadlines: until when a limit runs through suspensions and extensions, and what is told of it.

A `Reckoning` keeps all that it was made from; `shared.kernel.proof` shows it to a stranger day by day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated

from pydantic import Field

from shared.kernel.cycles import Round, YearlyCycle
from shared.kernel.instants import Day, day_of
from shared.kernel.limits import (
    DayEnd,
    DueDate,
    Limit,
    LimitStage,
    LimitUnit,
    NothingCounted,
    StageRun,
    Terms,
    stage_runs,
)
from shared.kernel.messages import Value
from shared.kernel.suspensions import Stops, Suspension, stops_of
from shared.kernel.working_days import Calendar

AnyLimit = Limit | YearlyCycle


class ClockRules(Value):
    """What policy says about clocks on the day by which it is asked; `policy_version` names that policy.

    `closes_at` is when the last day of a limit ends, None for 24:00. `query_max_wd` working days is the longest that a
    query to another department stops the clock.
    """

    closes_at: time | None = None
    roll_forward: bool = True
    query_max_wd: Annotated[int, Field(ge=0, le=3650)]
    policy_version: Annotated[int, Field(ge=0)]


class Extension(Value):
    """`n` more units, of the unit of the limit's last counted stage and on its clock."""

    n: Annotated[int, Field(ge=1, le=3650)]
    granted_on: Day


class NotExtendable(ValueError):
    """Time was added to what is not counted, an instant or a yearly cycle: a bug in the caller."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """When a limit is due, with all that it was reckoned from; None while the clock stands still.

    `stages` are those that have started, the applicant sees their sum; a yearly cycle has a `round` instead.
    """

    limit: AnyLimit
    started: datetime
    calendar: Calendar
    rules: ClockRules
    suspensions: tuple[Suspension, ...]
    extensions: tuple[Extension, ...]
    stops: Stops
    due: DueDate | None
    stages: tuple[StageRun, ...] = ()
    round: Round | None = None

    @property
    def remaining(self) -> int | None:
        """Days left in the stage that stands still, in its unit (of months: calendar days); None where it is due."""
        return None if self.due is not None else self.stages[-1].remaining


def reckon(
    limit: AnyLimit,
    started: datetime,
    calendar: Calendar,
    *,
    rules: ClockRules,
    suspensions: Iterable[Suspension] = (),
    extensions: Iterable[Extension] = (),
) -> Reckoning:
    """Until when `limit` runs from the aware instant `started`.

    Working days on which the clock stands still do not count; calendar days and months move by the days stopped within
    their run and then roll; hours and instants know no suspension (`limits.stage_runs`). The last day of a yearly cycle
    is named and not counted: no suspension moves it. Raises NothingCounted and NotExtendable.
    """
    told, more = tuple(suspensions), tuple(extensions)
    stops = stops_of(told, calendar, rules.query_max_wd)
    day_end = DayEnd(rules.closes_at)
    if isinstance(limit, YearlyCycle):
        if more:
            raise NotExtendable("a yearly cycle")
        found = limit.round_of(day_of(started), calendar, roll_forward=rules.roll_forward)
        due = DueDate(
            at=day_end.of(found.decide_by),
            on=found.decide_by,
            provisional=found.provisional,
            calendar_version=calendar.version,
        )
        return Reckoning(limit, started, calendar, rules, told, more, stops, due, round=found)
    runs = stage_runs(extended(limit, more), started, Terms(calendar, day_end, rules.roll_forward, stops))
    return Reckoning(limit, started, calendar, rules, told, more, stops, runs[-1].due, runs)


def reckon_each(
    limit: Limit,
    starts: Sequence[datetime],
    calendar: Calendar,
    *,
    rules: ClockRules,
    suspensions: Iterable[Suspension] = (),
    extensions: Iterable[Extension] = (),
) -> tuple[Reckoning, ...]:
    """A clock for each body: each counted stage on its own, from the instant at which its body got the case.

    `starts` are those instants so far, at most one a counted stage. Being early or late with one stage moves the start
    of the next, and never the due date that `reckon` gives the applicant. An extension is the last stage's.
    """
    told, more = tuple(suspensions), tuple(extensions)
    last = len(limit.counted_stages) - 1
    if len(starts) > last + 1:
        raise ValueError(f"{len(starts)} starts of {last + 1} counted stages")
    return tuple(
        reckon(
            Limit(stages=(limit.counted_stages[place],)),
            start,
            calendar,
            rules=rules,
            suspensions=told,
            extensions=more if place == last else (),
        )
        for place, start in enumerate(starts)
    )


def extended(limit: Limit, extensions: Sequence[Extension]) -> Limit:
    """The limit with what was granted added to its last counted stage. Raises NothingCounted and NotExtendable."""
    if not extensions:
        return limit
    if not limit.counted_stages:
        raise NothingCounted("no counted stage to extend")
    place = max(place for place, stage in enumerate(limit.stages) if stage.counted)
    last = limit.stages[place]
    if last.unit is LimitUnit.INSTANT:
        raise NotExtendable("an instant")
    more = sum(extension.n for extension in extensions)
    longer = LimitStage(name=last.name, body=last.body, n=last.n + more, unit=last.unit)
    return Limit(stages=(*limit.stages[:place], longer, *limit.stages[place + 1 :]))


def told(previous: DueDate | None, new: DueDate, never_shorten: bool) -> DueDate:
    """What the applicant is told now: where `never_shorten`, nothing earlier than what was told before.

    A date that is kept takes over from the new one whether it may still move, and the calendar it was confirmed by.
    """
    if previous is None or not never_shorten or new.at >= previous.at:
        return new
    return new.model_copy(update={"at": previous.at, "on": previous.on})
