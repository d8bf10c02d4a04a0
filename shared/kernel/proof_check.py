"""What a stranger does with a proof: count again, a day at a time, by the calendar years alone.

Of the engine nothing is used but the shape of the document. Slow and plain on purpose.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.kernel.cycles import YearlyCycle
from shared.kernel.limits import LimitStage
from shared.kernel.proof import Proof, StageProof
from shared.kernel.suspensions import Suspension
from shared.kernel.working_days import CalendarYear

_ZONE = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)
_SATURDAY = 5
_COUNTED = ("COUNTED",)
_START = ("START_DAY",)


def check(proof: Proof, calendar_years: Iterable[CalendarYear]) -> list[str]:
    """Every disagreement found, in words; none where the proof holds. All editions of a year may be given."""
    return _Stranger(proof, calendar_years).disagreements()


class _Found(NamedTuple):
    """Where a stage came out; `on` is None where it stands still."""

    at: datetime
    on: date | None
    remaining: int
    days: dict[date, tuple[object, ...]]
    unpublished: bool


class _Stranger:
    def __init__(self, proof: Proof, calendar_years: Iterable[CalendarYear]) -> None:
        self.proof = proof
        self.known = {(year.year, year.version): year for year in calendar_years}
        self.editions = {edition.year: edition for edition in proof.editions}
        self.found: list[str] = []
        for told in proof.editions:
            known = self.known.get((told.year, told.version))
            if told.version and (
                known is None or (known.status, known.source_document) != (told.status, told.source_document)
            ):
                self.found.append(f"there is no edition {told.version} of {told.year} as told")
        self.open_days = [(told, self.last_day_of(told)) for told in proof.suspensions if not told.counted]

    def disagreements(self) -> list[str]:
        self.stopped()
        if isinstance(self.proof.limit, YearlyCycle):
            self.cycle(self.proof.limit)
        else:
            self.stages([stage for stage in self.proof.limit.stages if stage.counted])
        return self.found

    def same(self, what: str, told: object, found: object) -> None:
        if told != found:
            self.found.append(f"{what}: told {told}, found {found}")

    # --- days ---------------------------------------------------------------

    def why_of_rest(self, day: date) -> tuple[object, ...] | None:
        """None on a working day."""
        if day.year not in self.editions:
            self.same("editions", sorted(self.editions), f"{day.year} needed")
        told = self.editions.get(day.year)
        year = self.known.get((day.year, told.version)) if told else None
        if day.weekday() >= _SATURDAY:
            return None if year and day in year.make_up_days else ("WEEKEND",)
        return ("HOLIDAY", year.version) if year and day in year.days_off else None

    def is_published(self, day: date) -> bool:
        return day.year in self.editions and self.editions[day.year].status == "PUBLISHED"

    def last_day_of(self, told: Suspension) -> date | None:
        if told.reason != "CROSS_DEPARTMENT_QUERY":
            return told.resumed_on
        day, worked = told.stopped_on, 0
        while worked < self.proof.rules.query_max_wd and day != told.resumed_on:
            day += _DAY
            worked += self.why_of_rest(day) is None
        return day

    def reasons_on(self, day: date) -> tuple[str, ...]:
        return tuple(
            sorted({told.reason for told, last in self.open_days if told.stopped_on < day and not (last and day > last)})
        )

    def for_ever(self, day: date) -> bool:
        return any(last is None and told.stopped_on < day for told, last in self.open_days)

    def stopped(self) -> None:
        """Compare the united days with the suspensions, up to the day after which nothing changes any more."""
        ends = [last or told.stopped_on for told, last in self.open_days] or [date(2000, 1, 1)]
        day = min([told.stopped_on for told, _ in self.open_days], default=max(ends))
        listed: dict[date, set[str]] = {}
        while day <= max(ends) + _DAY:
            for number, told in enumerate(self.proof.stopped):
                if told.first <= day and not (told.last and day > told.last):
                    listed.setdefault(date.fromordinal(number + 1), set()).update(self.reasons_on(day))
                    break
            else:
                self.same(f"stopped on {day}", (), self.reasons_on(day))
            day += _DAY
        for number, told in enumerate(self.proof.stopped):
            self.same(f"reasons from {told.first}", set(told.reasons), listed.get(date.fromordinal(number + 1)))
        self.same("until further notice", [s.last for s in self.proof.stopped].count(None), int(self.for_ever(date.max)))

    # --- stages -------------------------------------------------------------

    def stages(self, stages: list[LimitStage]) -> None:
        at, on, unpublished = self.proof.started_at.astimezone(_ZONE), None, False
        told_due = self.proof.due
        for number, stage in enumerate(stages):
            more = sum(extension.n for extension in self.proof.extensions) if number == len(stages) - 1 else 0
            if number >= len(self.proof.stages):
                self.found.append(f"stage {number} is missing")
                return
            told = self.proof.stages[number]
            found = self.count(stage.unit, stage.n + more, at, on or at.date())
            self.same(f"stage {number}", (told.name, told.body, told.n), (stage.name, stage.body, stage.n + more))
            unpublished = unpublished or found.unpublished
            self.compare(told, at, found, unpublished, f"stage {number}")
            if found.on is None:
                self.same("stages", len(self.proof.stages), number + 1)
                self.same("due", told_due, None)
                return
            at, on = found.at, found.on
        self.same("stages", len(self.proof.stages), len(stages))
        self.same("due", told_due, self.proof.stages[-1].due)

    def count(self, unit: str, n: int, at: datetime, start: date) -> _Found:
        if unit in {"INSTANT", "HOUR"}:
            at += timedelta(hours=n)
            return _Found(at, at.date(), 0, {}, unpublished=False)
        if unit == "MONTH":
            year, month = start.year, start.month
            for _ in range(n):
                year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - months of a year
            n = (date(year, month, min(start.day, monthrange(year, month)[1])) - start).days
        day, days, asked, rolling = start, {start: _START}, list[date](), False
        ...
