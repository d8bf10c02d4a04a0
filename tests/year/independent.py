"""Due dates counted out day by day from the script alone, as a stranger would who distrusts the engine.

It reads the calendar from the seed and imports nothing of ours but the plain script. It is slow and straightforward on
purpose: each day is looked at, and asked whether it is worked and whether the clock runs. `Mistake` plants what a
careless stranger would get wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from tests.year.script import BEIJING, Edition, Item, Stages, after, midnight

DAY = timedelta(days=1)
STATUTORY, PROMISED = "STATUTORY", "PROMISED"
QUERY = "CROSS_DEPARTMENT_QUERY"
NOT_COUNTED = frozenset({"PUBLIC_NOTICE", "HEARING", "EXPERT_REVIEW", "INSPECTION", QUERY, "FORCE_MAJEURE"})
SEED = Path(__file__).parents[2] / "deploy" / "seed" / "calendar.yaml"


class Mistake(StrEnum):
    """What may be got wrong."""

    MAKE_UP_DAYS_FORGOTTEN = "make-up days forgotten"
    HOLIDAYS_FORGOTTEN = "holidays forgotten"
    STOPS_ADDED_UP = "overlapping stops added up"
    NOTHING_ROLLS = "nothing rolls on"
    MONTHS_OVERFLOW = "months run over"
    FIRST_DAY_COUNTED = "the first day counted"
    STOPPING_DAY_NOT_USED = "the day of a stop not used"
    QUERIES_WITHOUT_END = "queries stop for ever"
    SHORTENED = "what was told is shortened"
    NOTICE_OF_MAY_MISSED = "the notice of May missed"
    EXTENSION_FORGOTTEN = "the extension forgotten"


@dataclass(frozen=True, slots=True)
class Due:
    """The last day in time, the instant from which it is late, and whether an unpublished year was counted."""

    on: date
    at: datetime
    provisional: bool


@dataclass
class Table:
    """The calendar as known at one moment."""

    editions: dict[int, Edition] = field(default_factory=dict)
    mistake: Mistake | None = None

    def learn(self, edition: Edition) -> None:
        if self.mistake is Mistake.NOTICE_OF_MAY_MISSED and edition.version > 1:
            return
        self.editions[edition.year] = edition

    def works(self, day: date) -> bool:
        edition = self.editions.get(day.year)
        if edition and day in edition.make_up_days and self.mistake is not Mistake.MAKE_UP_DAYS_FORGOTTEN:
            return True
        if edition and day in edition.days_off and self.mistake is not Mistake.HOLIDAYS_FORGOTTEN:
            return False
        return day.weekday() < 5

    def nth_worked(self, start: date, n: int) -> date:
        day = start
        while n:
            day += DAY
            n -= self.works(day)
        return day

    def worked_from(self, day: date) -> date:
        while not self.works(day):
            day += DAY
        return day

    def published(self, first: date, last: date) -> bool:
        return all(year in self.editions for year in range(first.year, last.year + 1))


@dataclass(slots=True)
class Stop:
    """Why the clock stands still, after which day, and through which; nobody knows while `through` is None."""

    reason: str
    after: date
    through: date | None = None


@dataclass
class Clock:
    """What the clocks of one case run by."""

    item: Item
    started_at: datetime
    table: Table
    query_max: int
    mistake: Mistake | None
    stops: dict[str, Stop] = field(default_factory=dict)
    more: dict[str, int] = field(default_factory=lambda: {PROMISED: 0, STATUTORY: 0})

    def due(self, which: str) -> Due | None:
        """When one of the two limits is over, as things stand."""
        first_day = self.started_at.astimezone(BEIJING).date()
        if which == STATUTORY and self.item.cycle is not None:
            return self._of_cycle(first_day)
        stages = self.item.statutory if which == STATUTORY else self.item.promised
        started_at = self.started_at
        if which == PROMISED and self.item.cycle is not None:
            started_at = max(started_at, midnight(self._round(first_day)[0]))
        found = self._through(_longer(stages, self.more[which]), started_at) if stages else None
        if found is None or found.at > started_at:
            return found
        return Due(found.on, after(found.on), found.provisional)  # on the spot: in time while that day lasts

    def _through(self, stages: Stages, started_at: datetime) -> Due | None:
        at, on, provisional = started_at, started_at.astimezone(BEIJING).date(), False
        for n, unit in stages:
            if unit == "INSTANT":
                continue
            if unit == "HOUR":
                at += timedelta(hours=n)
                on = at.astimezone(BEIJING).date()
                continue
            last = self._last_day(on, n, unit)
            if last is None:
                return None
            asked_from = last if unit != "WORKING_DAY" else on + DAY
            ends = last if unit == "WORKING_DAY" else self._rolled(last)
            if ends is None:
                return None
            provisional |= not self.table.published(asked_from, ends) or not self._queries_known(on, ends)
            at, on = after(ends), ends
        return Due(on, at, provisional)

    def _last_day(self, start: date, n: int, unit: str) -> date | None:
        """The day on which the n-th counted day is over."""
        if unit == "MONTH":
            n, unit = (self._months_later(start, n) - start).days, "CALENDAR_DAY"
        day = start - DAY if self.mistake is Mistake.FIRST_DAY_COUNTED else start
        if self.mistake is Mistake.STOPS_ADDED_UP and all(stop.through for stop in self.stops.values()):
            n += sum(self._counts(day, unit) for stop in self.stops.values() for day in _days(start, *self._span(stop)))
            stops: Sequence[tuple[date, date | None]] = ()
        else:
            stops = [self._span(stop) for stop in self.stops.values()]
        while n:
            day += DAY
            state = _stands_still(day, stops)
            if state is None:
                return None
            n -= not state and self._counts(day, unit)
        return day

    def _counts(self, day: date, unit: str) -> bool:
        return unit == "CALENDAR_DAY" or self.table.works(day)

    def _rolled(self, day: date) -> date | None:
        if self.mistake is Mistake.NOTHING_ROLLS:
            return day
        stops = [self._span(stop) for stop in self.stops.values()]
        while (still := _stands_still(day, stops)) or not self.table.works(day):
            if still is None:
                return None
            day += DAY
        return day if still is not None else None

    def _months_later(self, day: date, n: int) -> date:
        month = day.month + n
        year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
        length = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
        if self.mistake is Mistake.MONTHS_OVERFLOW:
            return date(year, month, 1) + timedelta(days=day.day - 1)
        return date(year, month, min(day.day, length))

    def _span(self, stop: Stop) -> tuple[date, date | None]:
        """The days on which it stops: from the day after the first to the second, both told."""
        begins, ends = stop.after, stop.through
        if stop.reason == QUERY and ends is not None and self.mistake is not Mistake.QUERIES_WITHOUT_END:
            ends = min(ends, self.table.nth_worked(begins, self.query_max))
        if self.mistake is Mistake.STOPPING_DAY_NOT_USED:
            begins -= DAY
        return begins, ends

    def _queries_known(self, start: date, due_on: date) -> bool:
        """Whether the working days of the queries within a run are those of published years."""
        spans = [self._span(stop) for stop in self.stops.values() if stop.reason == QUERY and stop.through]
        return all(
            self.table.published(begins + DAY, ends)
            for begins, ends in spans
            if ends is not None and begins < ends and begins < due_on and ends > start
        )

    def _round(self, day: date) -> tuple[date, date, date, date]:
        """Apply by, decide by, each as rolled, and then as named."""
        (apply_month, apply_day), (decide_month, decide_day) = self.item.cycle or ((1, 1), (1, 1))
        year = day.year - 1
        while True:
            apply_by = date(year, apply_month, apply_day)
            decide_by = date(year + ((decide_month, decide_day) <= (apply_month, apply_day)), decide_month, decide_day)
            rolled = [each if self.mistake is Mistake.NOTHING_ROLLS else self.table.worked_from(each)
                      for each in (apply_by, decide_by)]  # fmt: skip
            if rolled[0] >= day:
                return rolled[0], rolled[1], apply_by, decide_by
            year += 1

    def _of_cycle(self, day: date) -> Due:
        apply_by, decide_by, first_named, last_named = self._round(day)
        known = self.table.published(first_named, apply_by) and self.table.published(last_named, decide_by)
        return Due(decide_by, after(decide_by), not known)


def _longer(stages: Stages, more: int) -> Stages:
    *others, (n, unit) = stages
    return (*others, (n + more, unit))


def _days(start: date, begins: date, ends: date | None) -> Iterator[date]:
    day = max(start, begins) + DAY
    while ends is not None and day <= ends:
        yield day
        day += DAY


def _stands_still(day: date, stops: Iterable[tuple[date, date | None]]) -> bool | None:
    """Whether the clock stands still on a day; None: it does, and nobody knows until when."""
    still = False
    for begins, ends in stops:
        if day > begins and ends is None:
            return None
        still = still or (ends is not None and begins < day <= ends)
    return still


@cache
def editions_of_the_seed() -> Mapping[int, tuple[frozenset[date], frozenset[date]]]:
    """Days off and make-up days by year, as the seed has them."""
    years = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    return {year["year"]: (frozenset(year["days_off"]), frozenset(year["make_up_days"])) for year in years}


def day_of(at: datetime) -> date:
    """The day in Beijing."""
    return at.astimezone(BEIJING).date()
