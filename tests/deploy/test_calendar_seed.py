"""The seeded calendar and the import of a year: every day is what both packages say, or somebody says why not."""

import json
from datetime import date, timedelta

import holidays
import pytest
from pydantic import ValidationError

from deploy.calendar_import import (
    MISSED_MAKE_UP_DAYS,
    SEED,
    YEARS,
    CannotImport,
    Difference,
    PackagesDiffer,
    calendar_years,
    checked,
    differences,
    imported,
    rendered,
)
from deploy.seeding import load
from services.casework.domain.calendar import CALENDAR, PublishCalendarYear
from shared.kernel.working_days import Calendar, CalendarYear, YearStatus
from shared.testing.decider import context

SHIPPED = {
    year.year: year for year in (CalendarYear.model_validate_json(json.dumps(each)) for each in load("calendar.yaml"))
}


def test_the_file_holds_the_years_from_2004_to_2026_each_once_and_published():
    assert [each["year"] for each in load("calendar.yaml")] == list(YEARS) == list(range(2004, 2027))
    assert {(year.status, year.version) for year in SHIPPED.values()} == {(YearStatus.PUBLISHED, 1)}


def test_the_file_is_what_the_import_writes():
    assert SEED.read_text(encoding="utf-8") == rendered()
    assert tuple(SHIPPED.values()) == calendar_years()


@pytest.mark.parametrize("year", YEARS)
def test_the_other_package_agrees_with_each_day_of_the_file(year):
    other = holidays.country_holidays("CN", years=range(year - 1, year + 2))
    ours, first = Calendar.of(SHIPPED.values()), date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    assert [day for day in days if ours.is_working_day(day) != other.is_working_day(day)] == []
    assert differences(SHIPPED[year]) == []


@pytest.mark.parametrize("year", YEARS)
def test_the_service_takes_each_year_as_its_first_edition(year):
    assert isinstance(CALENDAR.decide(PublishCalendarYear(edition=SHIPPED[year]), CALENDAR.initial, context()), list)


def test_the_make_up_days_of_the_packages_are_as_many_as_were_counted_and_the_missed_one():
    assert sum(len(year.make_up_days) for year in SHIPPED.values()) == 150 + len(MISSED_MAKE_UP_DAYS)


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2003, 12, 31)])
def test_what_reaches_beyond_the_file_is_provisional(day):
    calendar = Calendar.of(SHIPPED.values())
    assert not calendar.covers(day)
    assert calendar.covers(min(max(day, date(2004, 1, 1)), date(2026, 12, 31)))


# --- importing a year -----------------------------------------------------------


def test_a_year_is_imported_as_the_next_edition():
    assert imported(2015, version=3) == SHIPPED[2015].model_copy(update={"version": 3})


@pytest.mark.parametrize("year", [2003, 2027])
def test_a_year_that_the_package_does_not_know_is_not_made_up(year):
    with pytest.raises(CannotImport, match=str(year)):
        imported(year)


V_DAY, MADE_UP = date(2015, 9, 3), date(2015, 9, 6)


def without(days_off: tuple[date, ...] = (), make_up_days: tuple[date, ...] = ()) -> CalendarYear:
    """The year 2015 as it would be without these days."""
    year = SHIPPED[2015]
    return year.model_copy(
        update={
            "days_off": tuple(day for day in year.days_off if day not in days_off),
            "make_up_days": tuple(day for day in year.make_up_days if day not in make_up_days),
        }
    )


PLANTED = {
    "a holiday left out": (without(days_off=(V_DAY,)), [Difference(V_DAY, worked=True)]),
    "a make-up day left out": (without(make_up_days=(MADE_UP,)), [Difference(MADE_UP, worked=False)]),
    "both": (without((V_DAY,), (MADE_UP,)), [Difference(V_DAY, worked=True), Difference(MADE_UP, worked=False)]),
}


@pytest.mark.parametrize(("edition", "found"), PLANTED.values(), ids=PLANTED.keys())
def test_each_planted_difference_is_found_and_told_and_refused(edition, found):
    assert differences(edition) == found
    with pytest.raises(PackagesDiffer) as refused:
        checked(edition)
    assert refused.value.differences == found
    assert all(f"{difference.day}" in str(refused.value) for difference in found)


def test_a_difference_is_told_day_by_day_with_both_sides():
    assert str(Difference(V_DAY, worked=True)) == "2015-09-03 Thu: worked here, off in holidays"
    assert str(Difference(MADE_UP, worked=False)) == "2015-09-06 Sun: off here, worked in holidays"


def test_a_year_without_a_difference_is_taken_as_it_is():
    assert checked(SHIPPED[2015], accept="not needed") == SHIPPED[2015]


def test_the_reason_for_taking_a_differing_year_goes_on_record():
    edition = without(days_off=(V_DAY,))
    accepted = checked(edition, accept="the notice of the district")
    assert accepted.source_document.endswith(": the notice of the district")
    assert accepted.source_document.startswith(edition.source_document)
    assert accepted.model_copy(update={"source_document": edition.source_document}) == edition


def test_a_reason_that_does_not_fit_on_record_is_refused():
    with pytest.raises(ValidationError, match="source_document"):
        checked(without(days_off=(V_DAY,)), accept="x" * 200)
