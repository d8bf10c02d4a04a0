"""Calendar: decisions, one row each."""

from datetime import date

import pytest

from services.casework.domain.calendar import (
    CALENDAR,
    CalendarAlreadyPublished,
    CalendarVersionStale,
    PublishCalendarYear,
)
from shared.contracts.casework.calendar import CalendarYearPublished
from shared.kernel.working_days import CalendarYear, YearStatus
from shared.testing.decider import Spec, context

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
