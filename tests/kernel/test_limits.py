"""Limits: the vectors of the domain, one row each, and what holds for every limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from deploy.calendar_import import calendar_years
from shared.kernel.instants import SHANGHAI, at, start_of
from shared.kernel.limits import (
    END_OF_DAY,
    DayEnd,
    Limit,
    LimitStage,
    LimitUnit,
    NothingCounted,
    due,
    promise_exceeds_statute,
)
from shared.kernel.working_days import Calendar

WD, CAL_DAY, MONTH = LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH
HOUR, INSTANT = LimitUnit.HOUR, LimitUnit.INSTANT

SEEDED = Calendar.of(calendar_years())
V_DAY = {date(2015, 9, 3), date(2015, 9, 4)}


def before_the_notice_of_2015() -> Calendar:
    year = SEEDED.years[2015]
    told = year.model_copy(
        update={
            "days_off": tuple(day for day in year.days_off if day not in V_DAY),
            "make_up_days": tuple(day for day in year.make_up_days if day != date(2015, 9, 6)),
        }
    )
    return Calendar({**SEEDED.years, 2015: told})


def stage(n: int, unit: LimitUnit, *, counted: bool = True, body: str = "centre") -> LimitStage:
    return LimitStage(name="examination", body=body, n=n, unit=unit, counted=counted)


def limit(*stages: tuple[int, LimitUnit]) -> Limit:
    return Limit(stages=tuple(stage(n, unit) for n, unit in stages))


def morning(day: date) -> datetime:
    return at(day, 10)


IN_TIME = Limit(stages=())
CLOSE_OF_BUSINESS = DayEnd(closes_at=time(18))

WORKING_DAY_VECTORS = {
    "a made-up Sunday before National Day": (date(2014, 9, 26), 5, date(2014, 10, 9)),
    "a made-up Sunday after New Year": (date(2014, 12, 29), 5, date(2015, 1, 6)),
    "a made-up Sunday before Spring Festival": (date(2015, 2, 13), 5, date(2015, 2, 26)),
    "Qingming": (date(2015, 3, 16), 30, date(2015, 4, 28)),
    "a Monday of rest": (date(2015, 4, 2), 5, date(2015, 4, 10)),
    "Dragon Boat": (date(2015, 6, 18), 5, date(2015, 6, 26)),
    "the one-off holiday of 2015": (date(2015, 8, 31), 10, date(2015, 9, 15)),
    "started on its eve": (date(2015, 9, 2), 3, date(2015, 9, 8)),
    "a made-up Saturday after National Day": (date(2015, 9, 28), 20, date(2015, 10, 30)),
    "sixty into the next year": (date(2015, 11, 2), 60, date(2016, 1, 26)),
    "two made-up days around Spring Festival": (date(2016, 1, 29), 10, date(2016, 2, 17)),
    "the last published year": (date(2026, 9, 30), 7, date(2026, 10, 15)),
    "joint handling": (date(2015, 3, 16), 45, date(2015, 5, 20)),
    "joint handling, extended": (date(2015, 3, 16), 60, date(2015, 6, 10)),
    "promised 25 after a correction": (date(2014, 9, 26), 25, date(2014, 11, 5)),
    "statutory 30 after a correction": (date(2014, 9, 26), 30, date(2014, 11, 12)),
    "a re-check of a single decision": (date(2015, 12, 7), 5, date(2015, 12, 14)),
}


@pytest.mark.parametrize(("start", "n", "last"), WORKING_DAY_VECTORS.values(), ids=WORKING_DAY_VECTORS.keys())
def test_working_days_for_the_office_end_at_midnight(start, n, last):
    found = due(limit((n, WD)), morning(start), SEEDED)
    assert (found.on, found.at, found.provisional) == (last, start_of(last + timedelta(days=1)), False)


@dataclass(frozen=True)
class Row:
    started: datetime
    stages: tuple[tuple[int, LimitUnit], ...]
    on: date
    at: datetime | None = None
    day_end: DayEnd = END_OF_DAY
    roll_forward: bool = True


ROWS = {
    "a day of hours runs into the holiday": Row(
        morning(date(2015, 9, 3)), ((24, HOUR),), date(2015, 9, 4), morning(date(2015, 9, 4))
    ),
    "two days of hours end on a Saturday": Row(
        morning(date(2015, 9, 3)), ((48, HOUR),), date(2015, 9, 5), morning(date(2015, 9, 5))
    ),
    "hours run from the minute": Row(
        at(date(2015, 3, 16), 23, 59), ((1, HOUR),), date(2015, 3, 17), at(date(2015, 3, 17), 0, 59)
    ),
    "sixty calendar days end on New Year and roll": Row(
        morning(date(2015, 11, 2)), ((60, CAL_DAY),), date(2016, 1, 4), start_of(date(2016, 1, 5))
    ),
    "or stay where policy does not roll": Row(
        morning(date(2015, 11, 2)), ((60, CAL_DAY),), date(2016, 1, 1), start_of(date(2016, 1, 2)), roll_forward=False
    ),
    "forty-five calendar days": Row(morning(date(2015, 3, 16)), ((45, CAL_DAY),), date(2015, 4, 30)),
    "the last day of January clamps": Row(morning(date(2014, 1, 31)), ((1, MONTH),), date(2014, 2, 28)),
    "to the 29th in a leap year": Row(morning(date(2012, 1, 31)), ((1, MONTH),), date(2012, 2, 29)),
    "December goes on into the next year": Row(morning(date(2014, 12, 15)), ((1, MONTH),), date(2015, 1, 15)),
    "twelve months are a year": Row(morning(date(2014, 3, 17)), ((12, MONTH),), date(2015, 3, 17)),
    "a month that ends on a Sunday rolls": Row(morning(date(2015, 2, 15)), ((1, MONTH),), date(2015, 3, 16)),
    "an instant is due at once": Row(
        morning(date(2015, 3, 16)), ((0, INSTANT),), date(2015, 3, 16), morning(date(2015, 3, 16))
    ),
    "even on a Sunday": Row(morning(date(2015, 3, 15)), ((0, INSTANT),), date(2015, 3, 15), morning(date(2015, 3, 15))),
    "the resident has until close of business": Row(
        morning(date(2014, 9, 26)), ((5, WD),), date(2014, 10, 9), at(date(2014, 10, 9), 18), CLOSE_OF_BUSINESS
    ),
    "hours know no close of business": Row(
        morning(date(2015, 9, 3)), ((10, HOUR),), date(2015, 9, 3), at(date(2015, 9, 3), 20), CLOSE_OF_BUSINESS
    ),
    "centre, then department": Row(morning(date(2015, 3, 16)), ((15, WD), (15, WD)), date(2015, 4, 28)),
    "help in 48 hours, papers in 5 working days from a made-up Sunday on": Row(
        morning(date(2015, 9, 3)), ((48, HOUR), (5, WD)), date(2015, 9, 10)
    ),
    "hours after days run from midnight": Row(
        morning(date(2015, 3, 16)), ((1, WD), (24, HOUR)), date(2015, 3, 19), start_of(date(2015, 3, 19))
    ),
    "the next stage starts where the rolled one ends": Row(
        morning(date(2015, 11, 2)), ((60, CAL_DAY), (1, WD)), date(2016, 1, 5)
    ),
    "received on a duty holiday, day 1 is the next working day": Row(
        morning(date(2015, 10, 3)), ((1, WD),), date(2015, 10, 8)
    ),
    "the local day counts, not that of Greenwich": Row(
        datetime(2015, 3, 15, 16, 30, tzinfo=UTC), ((1, WD),), date(2015, 3, 17)
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_due(row):
    found = due(limit(*row.stages), row.started, SEEDED, day_end=row.day_end, roll_forward=row.roll_forward)
    assert found.on == row.on
    assert found.at == (row.at or start_of(row.on + timedelta(days=1)))
    assert found.at.tzinfo is SHANGHAI


def test_a_stage_that_is_not_counted_moves_nothing():
    notice = stage(7, CAL_DAY, counted=False)
    with_notice = Limit(stages=(stage(15, WD), notice, stage(10, WD, body="department")))
    started = morning(date(2015, 3, 16))
    assert due(with_notice, started, SEEDED) == due(limit((25, WD)), started, SEEDED)


ANNOUNCED_LATER = {
    "85 days from 05-11": (date(2015, 5, 11), 85, date(2015, 9, 8), date(2015, 9, 9)),
    "100 days from 04-20": (date(2015, 4, 20), 100, date(2015, 9, 9), date(2015, 9, 10)),
    "90 days from 05-04": (date(2015, 5, 4), 90, date(2015, 9, 8), date(2015, 9, 9)),
}


@pytest.mark.parametrize(("start", "n", "told", "moved"), ANNOUNCED_LATER.values(), ids=ANNOUNCED_LATER.keys())
def test_a_holiday_announced_later_moves_what_was_told(start, n, told, moved):
    before = before_the_notice_of_2015()
    after = before.with_year(SEEDED.years[2015].model_copy(update={"version": 2}))
    first, second = (due(limit((n, WD)), morning(start), calendar) for calendar in (before, after))
    assert (first.on, second.on) == (told, moved)
    assert second.calendar_version == first.calendar_version + 1


PROVISIONAL = {
    "working days within a published year": (date(2026, 9, 30), (7, WD), False),
    "working days into the year after it": (date(2026, 12, 30), (7, WD), True),
    "the last working day of the published year": (date(2026, 12, 30), (1, WD), False),
    "calendar days that end in the year after it": (date(2026, 12, 1), (60, CAL_DAY), True),
    "the day of the start is not asked": (date(2003, 12, 31), (1, WD), False),
    "nor are calendar days before the last": (date(2003, 12, 15), (30, CAL_DAY), False),
    "hours ask no calendar": (date(2026, 12, 31), (48, HOUR), False),
    "an instant neither": (date(2027, 3, 1), (0, INSTANT), False),
}


@pytest.mark.parametrize(("start", "only", "provisional"), PROVISIONAL.values(), ids=PROVISIONAL.keys())
def test_a_due_date_that_counted_an_unpublished_year_is_provisional(start, only, provisional):
    assert due(limit(only), morning(start), SEEDED).provisional is provisional


def test_a_stage_in_an_unpublished_year_makes_what_follows_provisional():
    assert due(limit((1, WD), (1, HOUR)), morning(date(2026, 12, 31)), SEEDED).provisional
    assert due(limit((1, WD), (60, CAL_DAY)), morning(date(2003, 12, 1)), SEEDED).provisional


def test_a_limit_that_counts_nothing_has_no_due_date():
    for nothing in (IN_TIME, Limit(stages=(stage(7, CAL_DAY, counted=False),))):
        with pytest.raises(NothingCounted):
            due(nothing, morning(date(2015, 3, 16)), SEEDED)


def test_a_naive_start_is_a_bug():
    with pytest.raises(ValueError, match="aware"):
        due(limit((1, WD)), datetime(2015, 3, 16, 10), SEEDED)  # noqa: DTZ001 - the naive instant is the point


@pytest.mark.parametrize(("n", "unit"), [(0, WD), (0, HOUR), (1, INSTANT), (-1, WD), (3651, MONTH)])
def test_a_stage_that_lasts_nothing_or_for_ever_is_refused(n, unit):
    with pytest.raises(ValidationError):
        stage(n, unit)


def test_totals_are_derived_by_unit():
    stages = (stage(15, WD), stage(7, CAL_DAY, counted=False), stage(10, WD), stage(48, HOUR))
    assert Limit(stages=stages).totals == {WD: 25, HOUR: 48}


TWO_BODIES = limit((15, WD), (15, WD))
MIXED = limit((10, WD), (5, CAL_DAY))
PROMISES = {
    "as much as the rule gives": (limit((30, WD)), limit((30, WD)), False),
    "one day more": (limit((31, WD)), limit((30, WD)), True),
    "one stage against the total": (limit((30, WD)), TWO_BODIES, False),
    "one day more than the total": (limit((31, WD)), TWO_BODIES, True),
    "each stage within its own": (limit((15, WD), (15, WD)), TWO_BODIES, False),
    "one stage longer, the sum the same": (limit((16, WD), (14, WD)), TWO_BODIES, True),
    "hours and days, each within": (limit((24, HOUR), (5, WD)), limit((48, HOUR), (5, WD)), False),
    "another unit": (limit((1, CAL_DAY)), limit((30, WD)), True),
    "another unit in one stage": (limit((1, HOUR), (1, WD)), TWO_BODIES, True),
    "another number of stages": (limit((1, WD), (1, WD), (1, WD)), TWO_BODIES, True),
    "the total of its own unit": (limit((10, WD)), MIXED, False),
    "more than the total of its own unit": (limit((11, WD)), MIXED, True),
    "an instant fits days": (limit((0, INSTANT)), limit((15, WD)), False),
    "an instant fits an instant": (limit((0, INSTANT)), limit((0, INSTANT)), False),
    "an instant fits two stages": (limit((0, INSTANT)), TWO_BODIES, False),
    "an instant for one of two stages": (limit((0, INSTANT), (15, WD)), TWO_BODIES, False),
    "a day where the rule wants it at once": (limit((1, WD)), limit((0, INSTANT)), True),
    "a rule that says in time": (limit((1, WD)), IN_TIME, False),
    "no promise": (IN_TIME, limit((30, WD)), False),
}


@pytest.mark.parametrize(("promised", "statutory", "exceeds"), PROMISES.values(), ids=PROMISES.keys())
def test_promise(promised, statutory, exceeds):
    assert promise_exceeds_statute(promised, statutory) is exceeds


def test_a_notice_that_is_not_counted_adds_nothing_to_the_total():
    statutory = Limit(stages=(stage(15, WD), stage(7, WD, counted=False), stage(10, WD)))
    assert not promise_exceeds_statute(limit((25, WD)), statutory)
    assert promise_exceeds_statute(limit((26, WD)), statutory)


starts = st.datetimes(datetime(2004, 1, 1), datetime(2028, 12, 31), timezones=st.just(SHANGHAI))  # noqa: DTZ001 - hypothesis adds the zone
timed = st.tuples(st.integers(1, 300), st.sampled_from([WD, CAL_DAY, HOUR])) | st.tuples(
    st.integers(1, 40), st.just(MONTH)
)
limits = st.lists(timed, min_size=1, max_size=4).map(lambda stages: limit(*stages))


@given(limits, starts, starts)
def test_a_later_start_is_never_due_earlier(some, one, other):
    earlier, later = sorted((one, other))
    assert due(some, earlier, SEEDED).at <= due(some, later, SEEDED).at


@given(timed, starts)
def test_one_unit_more_is_never_due_earlier(only, started):
    n, unit = only
    assert due(limit(only), started, SEEDED).at <= due(limit((n + 1, unit)), started, SEEDED).at


@given(limits, starts)
def test_a_due_date_lies_after_the_start_and_within_its_day(some, started):
    found = due(some, started, SEEDED)
    assert started < found.at
    assert start_of(found.on) <= found.at <= start_of(found.on + timedelta(days=1))


@given(st.integers(1, 150), st.integers(1, 150), starts)
def test_working_day_stages_add_up(a, b, started):
    assert due(limit((a, WD), (b, WD)), started, SEEDED) == due(limit((a + b, WD)), started, SEEDED)


@given(limits, starts)
def test_close_of_business_is_no_later_than_midnight(some, started):
    resident = due(some, started, SEEDED, day_end=CLOSE_OF_BUSINESS)
    assert resident.at <= due(some, started, SEEDED).at
