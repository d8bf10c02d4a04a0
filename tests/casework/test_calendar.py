"""Calendar: decisions, one row each."""

from datetime import date, datetime

import pytest

from services.casework.domain.calendar import (
    CALENDAR,
    CalendarAlreadyPublished,
    CalendarNotAnnounced,
    CalendarVersionStale,
    PublishCalendarYear,
)
from services.casework.views import calendar as calendar_view
from shared.contracts.casework.calendar import CalendarYearPublished
from shared.kernel.working_days import CalendarYear, YearStatus
from shared.testing.decider import Spec, context
from tests.casework.test_views import Shown

SPEC = Spec(CALENDAR)


def edition(version: int, status: YearStatus = YearStatus.PUBLISHED, *days_off: date) -> CalendarYear:
    return CalendarYear(
        year=2015, status=status, version=version, days_off=days_off, source_document="国办发明电〔2014〕28号"
    )


def publish(*edition_of) -> PublishCalendarYear:
    return PublishCalendarYear(edition=edition(*edition_of))


def published(*edition_of) -> CalendarYearPublished:
    return CalendarYearPublished(edition=edition(*edition_of))


V_DAY = date(2015, 9, 3)
ROWS = {
    "a year begins with its first edition": ([], publish(1), [published(1)]),
    "it does not begin with the second": ([], publish(2), CalendarVersionStale(next_version=1)),
    "the same edition records once": ([published(1)], publish(1), []),
    "the next edition may bring a holiday": (
        [published(1)],
        publish(2, YearStatus.PUBLISHED, V_DAY),
        [published(2, YearStatus.PUBLISHED, V_DAY)],
    ),
    "an edition is not left out": ([published(1)], publish(3), CalendarVersionStale(next_version=2)),
    "an edition of the same number with other days is stale": (
        [published(1)],
        publish(1, YearStatus.PUBLISHED, V_DAY),
        CalendarVersionStale(next_version=2),
    ),
    "an edition that was followed by another is stale": (
        [published(1), published(2, YearStatus.PUBLISHED, V_DAY)],
        publish(1),
        CalendarVersionStale(next_version=3),
    ),
    "a provisional year becomes published": (
        [published(1, YearStatus.PROVISIONAL)],
        publish(2),
        [published(2)],
    ),
    "a published year does not become provisional": (
        [published(1)],
        publish(2, YearStatus.PROVISIONAL),
        CalendarAlreadyPublished,
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_calendar(given, when, then):
    SPEC.check(given, when, then, context())


def announced(on: str) -> PublishCalendarYear:
    return PublishCalendarYear(edition=edition(1), announced_on=date.fromisoformat(on))


ANNOUNCED = {
    "a notice of the day itself is entered": (
        [],
        announced("2015-05-13"),
        [CalendarYearPublished(edition=edition(1), announced_on=date(2015, 5, 13))],
    ),
    "a notice of tomorrow is a slip of the pen": (
        [],
        announced("2015-05-14"),
        CalendarNotAnnounced(announced_on=date(2015, 5, 14)),
    ),
    "the edition that holds is not announced again": ([published(1)], announced("2015-05-14"), []),
}


@pytest.mark.parametrize(("given", "when", "then"), ANNOUNCED.values(), ids=ANNOUNCED.keys())
def test_the_day_of_a_notice(given, when, then):
    SPEC.check(given, when, then, context("2015-05-13T09:00+08:00"))


def test_a_year_counts_from_its_notice_where_that_is_told():
    told = CalendarYearPublished(edition=edition(1), announced_on=date(2015, 5, 13)).effective_at()
    assert told == datetime.fromisoformat("2015-05-13T00:00+08:00")
    assert published(1).effective_at() is None


def of_year(number: int, version: int = 1) -> CalendarYear:
    return CalendarYear(year=number, status=YearStatus.PUBLISHED, version=version, source_document="a notice")


def test_years_are_listed_in_their_order_page_by_page(tmp_path):
    shown = Shown(tmp_path)
    for number in (2016, 2014, 2015):
        shown.record(f"calendar/{number}", CalendarYearPublished(edition=of_year(number)))
    again = CalendarYearPublished(edition=of_year(2014, version=2), announced_on=date(2014, 5, 1))
    shown.record("calendar/2014", again)
    head = shown.views.rows(calendar_view.PAGE, after=0, limit=2)
    rest = shown.views.rows(calendar_view.PAGE, after=head[-1].year, limit=2)
    shown.views.close()
    assert [row.year for row in (*head, *rest)] == [2014, 2015, 2016]
    assert [row.announced_on for row in head] == [date(2014, 5, 1), None]
    assert CalendarYear.model_validate_json(head[0].edition).version == 2
