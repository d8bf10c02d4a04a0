"""Time at risk: how long nobody was on a post, in whole working days and hours of others."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.casework.domain.cover import Gap, TimeAtRisk, time_at_risk
from shared.kernel.instants import SHANGHAI, start_of
from tests.casework.district import CALENDAR


def instant(text: str) -> datetime:
    return datetime.fromisoformat(f"2014-{text}").replace(tzinfo=SHANGHAI)


def gap(begun: str, ended: str) -> Gap:
    return Gap(instant(begun), instant(ended))


ROWS = {
    "nobody was missing": ([], TimeAtRisk(0, 0)),
    "a Wednesday from midnight to midnight": ([gap("09-24T00:00", "09-25T00:00")], TimeAtRisk(1, 0)),
    "a minute less is hours of a day": ([gap("09-24T00:01", "09-25T00:00")], TimeAtRisk(0, 23)),
    "an hour": ([gap("09-24T09:00", "09-24T10:00")], TimeAtRisk(0, 1)),
    "a minute less is no full hour": ([gap("09-24T09:00", "09-24T09:59")], TimeAtRisk(0, 0)),
    "parts of hours add up": (
        [gap("09-24T09:00", "09-24T09:30"), gap("09-25T09:00", "09-25T09:30")],
        TimeAtRisk(0, 1),
    ),
    "two halves of one day make it whole": (
        [gap("09-24T00:00", "09-24T12:00"), gap("09-24T12:00", "09-25T00:00")],
        TimeAtRisk(1, 0),
    ),
    "a weekend is no risk": ([gap("09-20T00:00", "09-22T00:00")], TimeAtRisk(0, 0)),
    "a Sunday that is worked is": ([gap("09-27T00:00", "09-29T00:00")], TimeAtRisk(1, 0)),
    "the National Day week is none": ([gap("09-30T20:00", "10-08T01:00")], TimeAtRisk(0, 5)),
    "whole days and hours of others are told apart": (
        [gap("09-23T15:00", "09-26T09:00")],
        TimeAtRisk(2, 18),
    ),
}


@pytest.mark.parametrize(("gaps", "risk"), ROWS.values(), ids=ROWS.keys())
def test_time_at_risk(gaps, risk):
    assert time_at_risk(gaps, CALENDAR) == risk


PERIODS = {
    "what lies within stays": (gap("09-24T09:00", "09-25T09:00"), gap("09-24T09:00", "09-25T09:00")),
    "what began before begins with the period": (gap("09-20T09:00", "09-25T09:00"), gap("09-23T00:00", "09-25T09:00")),
    "what ends after ends with the last day": (gap("09-24T09:00", "09-30T09:00"), gap("09-24T09:00", "09-27T00:00")),
    "what ended as the period begins is none of it": (gap("09-20T09:00", "09-23T00:00"), None),
    "what begins after the last day is none of it": (gap("09-27T00:00", "09-30T09:00"), None),
}


@pytest.mark.parametrize(("whole", "part"), PERIODS.values(), ids=PERIODS.keys())
def test_the_part_in_a_period(whole, part):
    assert whole.within(date(2014, 9, 23), date(2014, 9, 26)) == part


@settings(deadline=None)
@given(st.lists(st.integers(0, 60 * 24 * 20), min_size=2, max_size=2, unique=True).map(sorted), st.integers(0, 19))
def test_a_gap_cut_at_a_midnight_counts_the_same(ends, cut):
    first = start_of(date(2014, 9, 24))
    begun, ended = (first + timedelta(minutes=minutes) for minutes in ends)
    whole = time_at_risk([Gap(begun, ended)], CALENDAR)
    instants = sorted({begun, ended, min(max(begun, first + timedelta(days=cut)), ended)})
    assert time_at_risk([Gap(*part) for part in pairwise(instants)], CALENDAR) == whole
    worked = sum(
        CALENDAR.is_working_day((first + timedelta(minutes=minute)).date()) for minute in range(ends[0], ends[1])
    )
    partial = worked - whole.working_days * 24 * 60
    assert whole.hours * 60 <= partial < whole.hours * 60 + 60
