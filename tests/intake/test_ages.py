"""Ages: on which day somebody needs a guardian no more."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.application_people import age_on, protection_of
from shared.contracts.intake.application_people import Protection
from tests.intake.people import DAY

AGES = {
    "the day before the 14th birthday": (date(2000, 10, 2), Protection.UNDER_14),
    "the 14th birthday": (date(2000, 10, 1), Protection.MINOR),
    "the day before the 18th birthday": (date(1996, 10, 2), Protection.MINOR),
    "the 18th birthday": (date(1996, 10, 1), None),
    "born today": (date(2014, 10, 1), Protection.UNDER_14),
    "not told": (None, None),
}


@pytest.mark.parametrize(("born_on", "expected"), AGES.values(), ids=AGES.keys())
def test_who_needs_a_guardian(born_on, expected):
    assert protection_of(born_on, without_capacity=False, today=date(2014, 10, 1)) is expected


@pytest.mark.parametrize("born_on", [date(1945, 3, 12), None])
def test_an_adult_without_full_capacity_needs_a_guardian(born_on):
    assert protection_of(born_on, without_capacity=True, today=DAY) is Protection.WITHOUT_CAPACITY


def test_a_minor_without_full_capacity_is_a_minor():
    assert protection_of(date(2010, 1, 1), without_capacity=True, today=DAY) is Protection.UNDER_14


LEAPLINGS = {"on 28 February of a common year": (28, 2, 17), "on 1 March": (1, 3, 18)}


@pytest.mark.parametrize(("day", "month", "age"), LEAPLINGS.values(), ids=LEAPLINGS.keys())
def test_who_was_born_on_29_february_is_a_year_older(day, month, age):
    assert age_on(date(1996, 2, 29), date(2014, month, day)) == age


@given(st.dates(date(1900, 1, 1), date(2014, 1, 1)), st.integers(0, 40_000))
def test_nobody_grows_younger(born_on, days):
    day = born_on + timedelta(days=days)
    assert 0 <= age_on(born_on, day) <= age_on(born_on, day + timedelta(days=1)) <= age_on(born_on, day) + 1
