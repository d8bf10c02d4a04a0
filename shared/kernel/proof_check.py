"""What a stranger does with a proof: count again, a day at a time, by the calendar years alone.

Of the engine nothing is used but the shape of the document. Slow and plain on purpose.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from zoneinfo import ZoneInfo

from shared.kernel.cycles import YearlyCycle
from shared.kernel.limits import DueDate, Limit, LimitUnit
from shared.kernel.proof import Proof, StageProof
from shared.kernel.suspensions import Suspension, SuspensionReason
from shared.kernel.working_days import CalendarYear, YearStatus

_ZONE = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)
_SATURDAY, _DECEMBER = 5, 12

# Of a day: what it is, by which edition, suspended for which reasons.
_Entry = tuple[str, int | None, tuple[str, ...]]


def check(proof: Proof, calendar_years: Iterable[CalendarYear]) -> list[str]:
    """Every disagreement in words; none where the proof holds. All editions of a year may be given."""
    stranger = _Stranger(proof, {(year.year, year.version): year for year in calendar_years})
    stranger.check_editions()
    stranger.check_stopped()
    if isinstance(proof.limit, YearlyCycle):
        stranger.check_cycle(proof.limit)
    else:
        stranger.check_stages(proof.limit)
    return stranger.disagreements


@dataclass
class _Stranger:
    proof: Proof
    known: dict[tuple[int, int], CalendarYear]
    disagreements: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.editions = {edition.year: edition for edition in self.proof.editions}
        self.stops = [(told, self.last_day_of(told)) for told in self.proof.suspensions if not told.counted]

    def same(self, what: str, told: object, found: object) -> None:
        if told != found:
            self.disagreements.append(f"{what}: told {told}, found {found}")

    # --- what a day is ------------------------------------------------------

    def rest(self, day: date) -> _Entry | None:
        """Why nobody works on a day; None where they do."""
        told = self.editions.get(day.year)
        if told is None:
            self.disagreements.append(f"{day} was asked, but no edition of {day.year} is told")
        year = self.known.get((day.year, told.version)) if told else None
        if day.weekday() >= _SATURDAY:
            return None if year and day in year.make_up_days else ("WEEKEND", None, ())
        return ("HOLIDAY", year.version, ()) if year and day in year.days_off else None

    def unpublished(self, first: date, last: date) -> bool:
        """Whether any year from the first day to the last is not published."""
        years = [self.editions.get(year) for year in range(first.year, last.year + 1)] if first <= last else []
        return any(year is None or year.status is not YearStatus.PUBLISHED for year in years)

    def last_day_of(self, told: Suspension) -> date | None:
        if told.reason is not SuspensionReason.CROSS_DEPARTMENT_QUERY:
            return told.resumed_on
        day, worked = told.stopped_on, 0
        while worked < self.proof.rules.query_max_wd and day != told.resumed_on:
            day += _DAY
            worked += self.rest(day) is None
        return day

    def reasons_on(self, day: date) -> tuple[str, ...]:
        open_then = (told for told, last in self.stops if told.stopped_on < day and (last is None or day <= last))
        return tuple(sorted({told.reason.value for told in open_then}))

    def stands_for_ever(self, day: date) -> bool:
        return any(last is None and told.stopped_on < day for told, last in self.stops)

    # --- what is told beside the days ---------------------------------------

    def check_editions(self) -> None:
        for told in self.proof.editions:
            known = self.known.get((told.year, told.version))
            if told.version:
                found = known and (known.status, known.source_document)
                self.same(f"edition {told.version} of {told.year}", (told.status, told.source_document), found)
            else:
                self.same(f"untold {told.year}", (told.status, told.source_document), (YearStatus.PROVISIONAL, None))

    def check_stopped(self) -> None:
        """Against the suspensions, until a day after which nothing changes any more."""
        turns = [day for told, last in self.stops for day in (told.stopped_on, last) if day]
        turns += [day for span in self.proof.stopped for day in (span.first, span.last) if day]
        reasons: list[set[str]] = [set() for _ in self.proof.stopped]
        for day in _from(min(turns), max(turns) + _DAY) if turns else []:
            found = self.reasons_on(day)
            spans = [span.first <= day and (span.last is None or day <= span.last) for span in self.proof.stopped]
            self.same(f"spans stopped on {day}", sum(spans), 1 if found else 0)
            for holds, so_far in zip(spans, reasons, strict=True):
                so_far.update(found if holds else ())
        self.same("reasons of spans", [set(span.reasons) for span in self.proof.stopped], reasons)

    # --- stages -------------------------------------------------------------

    def check_stages(self, limit: Limit) -> None:
        stages = [stage for stage in limit.stages if stage.counted]
        at = self.proof.started_at.astimezone(_ZONE)
        on, provisional = at.date(), False
        for number, (stage, told) in enumerate(zip(stages, self.proof.stages, strict=False)):
            more = sum(extension.n for extension in self.proof.extensions) if number == len(stages) - 1 else 0
            heading = (stage.name, stage.body, stage.unit, stage.n + more, at)
            self.same(f"stage {number}", (told.name, told.body, told.unit, told.n, told.started_at), heading)
            if stage.unit in {LimitUnit.HOUR, LimitUnit.INSTANT}:
                if stage.unit is LimitUnit.HOUR:
                    at += timedelta(hours=stage.n + more)
                    on = at.date()
                self.check_days(told, {}, 0)
            else:
                last, remaining, days = self.count(stage.unit, stage.n + more, on)
                self.check_days(told, days, remaining)
                if last is None:
                    self.same("due while it stands still", (told.due, self.proof.due), (None, None))
                    self.same("stages", len(self.proof.stages), number + 1)
                    return
                provisional = provisional or self.is_provisional(stage.unit, on, last, days)
                at, on = self.end_of(last), last
            self.same(f"due of stage {number}", told.due, self.due(at, on, provisional))
        self.same("stages", len(self.proof.stages), len(stages))
        self.same("due", self.proof.due, self.due(at, on, provisional))

    def count(self, unit: LimitUnit, n: int, start: date) -> tuple[date | None, int, dict[date, _Entry]]:
        """The last day or None, how many are left, and what each day was."""
        works = unit is LimitUnit.WORKING_DAY
        left = (self.months_later(start, n) - start).days if unit is LimitUnit.MONTH else n
        days: dict[date, _Entry] = {start: ("START_DAY", None, ())}
        day = start
        rolls = not works and self.proof.rules.roll_forward
        while left or (rolls and (self.reasons_on(day) or self.rest(day))):
            day += _DAY
            if self.stands_for_ever(day):
                while days[max(days)][0] == "SUSPENDED":
                    del days[max(days)]
                return None, left, days
            if reasons := self.reasons_on(day):
                days[day] = ("SUSPENDED", None, reasons)
            elif not left:
                days[day] = ("ROLLED", None, ())
            elif works and (rest := self.rest(day)):
                days[day] = rest
            else:
                days[day] = ("COUNTED", None, ())
                left -= 1
        return day, 0, days

    def months_later(self, day: date, n: int) -> date:
        year, month = day.year, day.month
        for _ in range(n):
            year, month = (year, month + 1) if month < _DECEMBER else (year + 1, 1)
        return date(year, month, min(day.day, monthrange(year, month)[1]))

    def check_days(self, told: StageProof, days: dict[date, _Entry], remaining: int) -> None:
        listed: list[tuple[date, _Entry]] = []
        for span in told.counted:
            listed += [(day, ("COUNTED", None, ())) for day in _from(span.first, span.last)]
        for skip in told.skipped:
            entry = (skip.why.value, skip.edition, tuple(reason.value for reason in skip.reasons))
            listed += [(day, entry) for day in _from(skip.first, skip.last)]
        self.same(f"days of {told.name}", sorted(listed, key=itemgetter(0)), list(days.items()))
        counted = [day for day, entry in days.items() if entry[0] == "COUNTED"]
        ends = (counted[0], counted[-1]) if counted else (None, None)
        self.same(f"first and last of {told.name}", (told.first_counted_on, told.last_counted_on), ends)
        self.same(f"how many of {told.name}", (told.days_counted, told.remaining), (len(counted), remaining))
        made_up = [day for day in counted if day.weekday() >= _SATURDAY and told.unit is LimitUnit.WORKING_DAY]
        self.same(f"made up in {told.name}", list(told.made_up), made_up)

    def is_provisional(self, unit: LimitUnit, start: date, last: date, days: dict[date, _Entry]) -> bool:
        """Working days ask for every day, other days only where they roll, a query until it ends by itself."""
        if unit is LimitUnit.WORKING_DAY:
            asked = [(start + _DAY, last)]
        else:
            counted = max(day for day, entry in days.items() if entry[0] == "COUNTED")
            asked = [(counted, last)] if self.proof.rules.roll_forward else []
        for told, end in self.stops:
            is_query = told.reason is SuspensionReason.CROSS_DEPARTMENT_QUERY
            if is_query and end and told.stopped_on < last and start < end:
                asked.append((told.stopped_on + _DAY, end))
        return any(self.unpublished(first, through) for first, through in asked)

    def end_of(self, day: date) -> datetime:
        closes_at = self.proof.rules.closes_at
        if closes_at is None:
            return datetime.combine(day + _DAY, time(), _ZONE)
        return datetime.combine(day, closes_at, _ZONE)

    def due(self, at: datetime, on: date, provisional: bool) -> DueDate:
        return DueDate(at=at, on=on, provisional=provisional, calendar_version=self.proof.calendar_version)

    # --- cycles -------------------------------------------------------------

    def check_cycle(self, cycle: YearlyCycle) -> None:
        year = self.proof.started_at.astimezone(_ZONE).year - 1
        while self.rolled(self.day_in(year, cycle.apply_by)) < self.proof.started_at.astimezone(_ZONE).date():
            year += 1
        apply_by, decide_by = self.day_in(year, cycle.apply_by), self.day_in(year, cycle.decide_by)
        if decide_by <= apply_by:
            decide_by = self.day_in(year + 1, cycle.decide_by)
        told, last = self.proof.round, self.rolled(decide_by)
        self.same("round", told and (told.apply_by, told.decide_by), (self.rolled(apply_by), decide_by))
        asked = self.unpublished(apply_by, self.rolled(apply_by)) or self.unpublished(decide_by, last)
        provisional = self.proof.rules.roll_forward and asked
        self.same("due", self.proof.due, self.due(self.end_of(last), last, provisional))
        self.same("stages", len(self.proof.stages), 0)

    def day_in(self, year: int, month_day: str) -> date:
        return date.fromisoformat(f"{year}-{month_day}")

    def rolled(self, day: date) -> date:
        while self.proof.rules.roll_forward and self.rest(day) is not None:
            day += _DAY
        return day


def _from(first: date, last: date) -> list[date]:
    return [first + n * _DAY for n in range((last - first).days + 1)]
