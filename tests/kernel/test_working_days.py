"""Working days: the seeded years day by day, and counting in them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from deploy.calendar_import import MISSED_MAKE_UP_DAYS, SEED, calendar_years
from shared.kernel.working_days import Calendar, CalendarYear, YearStatus


def read_calendar(seed: Path) -> Calendar:
    years = json.dumps(yaml.safe_load(seed.read_text(encoding="utf-8")), default=str)
    return Calendar.of(TypeAdapter(list[CalendarYear]).validate_json(years))


SEEDED = read_calendar(SEED)
EVERY_DAY = [date(2004, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(2004, 1, 1)).days)]

days = st.dates(date(2003, 1, 1), date(2029, 12, 31))
counts = st.integers(0, 400)


def edition(year: int = 2015, version: int = 1, **differences: object) -> CalendarYear:
    return CalendarYear.model_validate(
        {
            "year": year,
            "status": YearStatus.PUBLISHED,
            "version": version,
            "source_document": "a notice",
            **differences,
        }
    )


def test_the_seed_is_what_the_import_writes():
    def days_of(year: CalendarYear) -> tuple[object, ...]:
        return year.year, year.status, year.version, year.days_off, year.make_up_days

    assert [days_of(year) for year in SEEDED.years.values()] == [days_of(year) for year in calendar_years()]


def test_every_seeded_day_agrees_with_the_other_package():
    other = holidays.country_holidays("CN", years=range(2003, 2028))
    assert [day for day in EVERY_DAY if SEEDED.is_working_day(day) != other.is_working_day(day)] == []


def test_the_source_package_misses_one_day_which_a_notice_names():
    # 国办发明电〔2005〕35号, New Year: 12月31日上班.
    missed = [day for day in EVERY_DAY if SEEDED.is_working_day(day) != chinese_calendar.is_workday(day)]
    assert missed == list(MISSED_MAKE_UP_DAYS) == [date(2005, 12, 31)]


def test_all_seeded_years_are_published():
    assert list(SEEDED.years) == list(range(2004, 2027))
    assert SEEDED.covers_all(date(2004, 1, 1), date(2026, 12, 31))
    assert SEEDED.version == 23


WORKED = {
    "an ordinary Monday": (date(2015, 3, 16), True),
    "an ordinary Saturday": (date(2015, 3, 14), False),
    "a Saturday made up for National Day": (date(2015, 10, 10), True),
    "the one-off holiday of 2015": (date(2015, 9, 3), False),
    "the Sunday made up for it": (date(2015, 9, 6), True),
    "a holiday of a year that nobody has published, taken for a weekday": (date(2027, 10, 1), True),
    "a Sunday of such a year": (date(2027, 10, 3), False),
}


@pytest.mark.parametrize(("day", "worked"), WORKED.values(), ids=WORKED.keys())
def test_working_day(day, worked):
    assert SEEDED.is_working_day(day) is worked


NEXT = {
    "a working day is its own": (date(2015, 3, 16), date(2015, 3, 16)),
    "a holiday goes on past the weekend": (date(2016, 1, 1), date(2016, 1, 4)),
    "a week of rest ends at the made-up Sunday": (date(2015, 2, 18), date(2015, 2, 25)),
    "the last day of a year may go on into the next": (date(2023, 12, 31), date(2024, 1, 2)),
}


@pytest.mark.parametrize(("day", "expected"), NEXT.values(), ids=NEXT.keys())
def test_next_working_day(day, expected):
    assert SEEDED.next_working_day_on_or_after(day) == expected


def test_an_absent_or_provisional_year_is_not_covered():
    forecast = edition(2027, status=YearStatus.PROVISIONAL)
    assert SEEDED.covers(date(2026, 12, 31))
    assert not SEEDED.covers(date(2027, 1, 1))
    assert not SEEDED.with_year(forecast).covers(date(2027, 1, 1))
    assert not SEEDED.covers_all(date(2026, 12, 31), date(2027, 1, 1))


def test_publishing_a_year_again_replaces_it_and_raises_the_version():
    first = Calendar.of([edition(2014), edition(2015)])
    again = first.with_year(edition(2015, version=2, days_off=(date(2015, 9, 3),)))
    assert first.is_working_day(date(2015, 9, 3))
    assert not again.is_working_day(date(2015, 9, 3))
    assert (first.version, again.version) == (2, 3)


def test_publishing_the_same_edition_twice_changes_nothing():
    assert SEEDED.with_year(SEEDED.years[2015]) == SEEDED


def test_an_older_edition_never_comes_back():
    with pytest.raises(ValueError, match="older"):
        Calendar.of([edition(2015, version=2)]).with_year(edition(2015, version=1))


def test_less_than_no_working_days_is_a_bug():
    with pytest.raises(ValueError, match="-1"):
        SEEDED.nth_working_day_after(date(2015, 3, 16), -1)


UNREADABLE = {
    "a Saturday is no day off": {"days_off": (date(2015, 3, 14),)},
    "a Monday is not made up": {"make_up_days": (date(2015, 3, 16),)},
    "a day of another year": {"days_off": (date(2016, 1, 1),)},
    "days out of order": {"days_off": (date(2015, 9, 4), date(2015, 9, 3))},
    "a day twice": {"days_off": (date(2015, 9, 3), date(2015, 9, 3))},
    "no source": {"source_document": ""},
    "no edition": {"version": 0},
}


@pytest.mark.parametrize("differences", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_year_is_refused_with(differences):
    with pytest.raises(ValidationError):
        edition(**differences)


def test_a_suspended_limit_is_counted_in_two_runs():
    # Accepted 2015-03-16, 20 working days, stopped on 03-25, resumed on 04-02.
    used = SEEDED.working_days_after(date(2015, 3, 16), date(2015, 3, 25))
    assert used == 7
    assert SEEDED.nth_working_day_after(date(2015, 4, 2), 20 - used) == date(2015, 4, 22)


@given(days, counts)
def test_counting_a_day_that_was_counted_to_gives_the_number(start, n):
    assert SEEDED.working_days_after(start, SEEDED.nth_working_day_after(start, n)) == n


@given(days, st.integers(1, 200))
def test_the_last_day_is_the_first_on_which_the_number_is_reached(start, n):
    last = SEEDED.nth_working_day_after(start, n)
    assert SEEDED.is_working_day(last)
    assert SEEDED.working_days_after(start, last - timedelta(days=1)) == n - 1


@given(days, counts, counts)
def test_working_days_add_up(start, a, b):
    in_two_runs = SEEDED.nth_working_day_after(SEEDED.nth_working_day_after(start, a), b)
    assert in_two_runs == SEEDED.nth_working_day_after(start, a + b)


@given(days, days, counts)
def test_a_later_start_is_never_due_earlier(one, other, n):
    earlier, later = sorted((one, other))
    assert SEEDED.nth_working_day_after(earlier, n) <= SEEDED.nth_working_day_after(later, n)


@given(days, counts)
def test_one_working_day_more_ends_later(start, n):
    assert SEEDED.nth_working_day_after(start, n) < SEEDED.nth_working_day_after(start, n + 1)


@given(days, st.integers(0, 900))
def test_counting_agrees_with_walking_day_by_day(start, length):
    walked = sum(SEEDED.is_working_day(start + timedelta(days=n)) for n in range(1, length + 1))
    assert SEEDED.working_days_after(start, start + timedelta(days=length)) == walked


@given(days, days)
def test_nothing_lies_after_a_day_up_to_an_earlier_one(one, other):
    earlier, later = sorted((one, other))
    assert SEEDED.working_days_after(later, earlier) == 0
    assert SEEDED.working_days_after(later, later - timedelta(days=1)) == 0
