"""The proof of a due date: every day between start and end, counted or skipped and why.

It holds all that a stranger needs besides the calendar years that it names. `shared.kernel.proof_check` is such a
stranger.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Annotated

from pydantic import Field

from shared.kernel.deadlines import AnyLimit, ClockRules, Extension, Reckoning
from shared.kernel.instants import day_of
from shared.kernel.limits import DueDate, LimitUnit, StageRun
from shared.kernel.messages import Value
from shared.kernel.suspensions import Stop, Suspension, SuspensionReason
from shared.kernel.working_days import Calendar, YearStatus

_SATURDAY = 5


class Edition(Value):
    """A year as it was known: `version` 0, from no document, where nobody had told it and Monday to Friday counted."""

    year: int
    version: Annotated[int, Field(ge=0)]
    status: YearStatus
    source_document: str | None = None


class Why(StrEnum):
    """Why a day did not count; of several reasons the first in this order."""

    START_DAY = "START_DAY"
    SUSPENDED = "SUSPENDED"
    ROLLED = "ROLLED"
    """All days were counted, and the limit goes on to the end of a working day, which is the last of these."""

    WEEKEND = "WEEKEND"
    HOLIDAY = "HOLIDAY"
    """A weekday off by the edition of its year."""


class Span(Value):
    """Days in a row, both ends included."""

    first: date
    last: date


class Skipped(Span):
    """Days in a row that did not count, for one and the same reason.

    `edition` is the version of the year in which a HOLIDAY stands, `reasons` are those of the suspensions open on
    SUSPENDED days.
    """

    why: Why
    edition: int | None = None
    reasons: tuple[SuspensionReason, ...] = ()


class StageProof(Value):
    """A counted stage: `n` units with what was granted on top, on the clock of `body`.

    Hours and instants skip and count no days. `made_up` are the Saturdays and Sundays that counted because they were
    worked. Each day from the start through the due date stands in `counted` or in `skipped`; while the clock stands
    still, `due` is None, `remaining` days are left, and the list ends with the day on which it stopped.
    """

    name: str
    body: str
    n: int
    unit: LimitUnit
    started_at: datetime
    first_counted_on: date | None = None
    last_counted_on: date | None = None
    days_counted: int
    counted: tuple[Span, ...]
    made_up: tuple[date, ...]
    skipped: tuple[Skipped, ...]
    due: DueDate | None = None
    remaining: int


class Stopped(Value):
    """Days on which the clock stood still, after suspensions were united and a query ended by itself."""

    first: date
    last: date | None = None
    reasons: tuple[SuspensionReason, ...]


class RoundProof(Value):
    """The round of a yearly cycle; `decide_by` is as the rule names it, the due date where it rolled to."""

    apply_by: date
    decide_by: date


class Proof(Value):
    """Why a limit is due when it is. The same reckoning gives the same bytes."""

    limit: AnyLimit
    started_at: datetime
    rules: ClockRules
    suspensions: tuple[Suspension, ...]
    extensions: tuple[Extension, ...]
    calendar_version: int
    editions: tuple[Edition, ...]
    stopped: tuple[Stopped, ...]
    stages: tuple[StageProof, ...]
    round: RoundProof | None = None
    due: DueDate | None = None


def prove(reckoning: Reckoning) -> Proof:
    """The proof of a reckoning, without regard to the order in which its suspensions and extensions were given."""
    suspensions = sorted(reckoning.suspensions, key=Suspension.model_dump_json)
    diary = _Diary(reckoning)
    return Proof(
        limit=reckoning.limit,
        started_at=reckoning.started,
        rules=reckoning.rules,
        suspensions=tuple(suspensions),
        extensions=tuple(sorted(reckoning.extensions, key=Extension.model_dump_json)),
        calendar_version=reckoning.calendar.version,
        editions=tuple(_edition(reckoning.calendar, year) for year in sorted(diary.years())),
        stopped=tuple(diary.stopped(span) for span in reckoning.stops.spans),
        stages=tuple(map(diary.stage, reckoning.stages)),
        round=RoundProof(apply_by=found.apply_by, decide_by=found.named) if (found := reckoning.round) else None,
        due=reckoning.due,
    )


def _edition(calendar: Calendar, year: int) -> Edition:
    known = calendar.years.get(year)
    if known is None:
        return Edition(year=year, version=0, status=YearStatus.PROVISIONAL, source_document=None)
    return Edition(year=year, version=known.version, status=known.status, source_document=known.source_document)


# What is said of one day: None where it counted, else why it did not, with edition and reasons.
_Entry = tuple[Why, int | None, tuple[SuspensionReason, ...]] | None


class _Diary:
    """A reckoning, day by day."""

    def __init__(self, reckoning: Reckoning) -> None:
        self._reckoning = reckoning
        self._calendar = reckoning.calendar
        most = reckoning.rules.query_max_wd
        found = ((told.reason, told.stop(self._calendar, most)) for told in reckoning.suspensions)
        self._stops = tuple((reason, stop) for reason, stop in found if stop is not None)

    def years(self) -> set[int]:
        """The years of which the calendar may have been asked: of a cycle also the year of an earlier round."""
        last = self._reckoning.due.on if self._reckoning.due else self._listed_through(self._reckoning.stages[-1])
        started_in = day_of(self._reckoning.started).year
        years = set(range(started_in if self._reckoning.round is None else started_in - 1, last.year + 1))
        for stop in self._reckoning.stops.by_calendar:
            if stop.through is not None:
                years.update(range(stop.after.year, stop.through.year + 1))
        return years

    def stopped(self, span: Stop) -> Stopped:
        reasons = {
            reason
            for reason, stop in self._stops
            if not stop.ends_by(span.after) and (span.through is None or stop.after < span.through)
        }
        first = span.after + timedelta(days=1)
        return Stopped(first=first, last=span.through, reasons=tuple(sorted(reasons)))

    def stage(self, run: StageRun) -> StageProof:
        counts_days = run.stage.unit not in {LimitUnit.HOUR, LimitUnit.INSTANT}
        written = [(day, self._entry(day, run)) for day in self._days(run)] if counts_days else []
        counted = [day for day, entry in written if entry is None]
        spans = [([day for day, _ in days], entry) for (_, entry), days in groupby(written, key=_within_its_year)]
        return StageProof(
            name=run.stage.name,
            body=run.stage.body,
            n=run.stage.n,
            unit=run.stage.unit,
            started_at=run.started_at,
            first_counted_on=counted[0] if counted else None,
            last_counted_on=counted[-1] if counted else None,
            days_counted=len(counted),
            counted=tuple(Span(first=days[0], last=days[-1]) for days, entry in spans if entry is None),
            made_up=tuple(
                day for day in counted if run.stage.unit is LimitUnit.WORKING_DAY and day.weekday() >= _SATURDAY
            ),
            skipped=tuple(
                Skipped(first=days[0], last=days[-1], why=entry[0], edition=entry[1], reasons=entry[2])
                for days, entry in spans
                if entry is not None
            ),
            due=run.due,
            remaining=run.remaining,
        )

    def _days(self, run: StageRun) -> Iterator[date]:
        last = run.due.on if run.due else self._listed_through(run)
        return map(date.fromordinal, range(run.started_on.toordinal(), last.toordinal() + 1))

    def _listed_through(self, run: StageRun) -> date:
        """The day on which the clock of a stage stopped until further notice, or of its start where it never ran."""
        return max(run.started_on, self._reckoning.stops.spans[-1].after)

    def _entry(self, day: date, run: StageRun) -> _Entry:
        if day == run.started_on:
            return Why.START_DAY, None, ()
        reasons = tuple(sorted({reason for reason, stop in self._stops if stop.holds(day)}))
        if reasons:
            return Why.SUSPENDED, None, reasons
        if run.last_counted_on is not None and day > run.last_counted_on:
            return Why.ROLLED, None, ()
        if run.stage.unit is not LimitUnit.WORKING_DAY or self._calendar.is_working_day(day):
            return None
        if day.weekday() >= _SATURDAY:
            return Why.WEEKEND, None, ()
        return Why.HOLIDAY, self._calendar.years[day.year].version, ()


def _within_its_year(written: tuple[date, _Entry]) -> tuple[int, _Entry]:
    return written[0].year, written[1]
