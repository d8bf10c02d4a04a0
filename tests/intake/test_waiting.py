"""Waiting: what a list of numbers adds up to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.waiting import Ended, Waits, waits_of

ROWS = {
    "nobody came": ([], Waits(0, 0, 0, 0, None, None)),
    "one who was never called waited for nothing": ([Ended("LAPSED")], Waits(1, 0, 0, 1, None, None)),
    "one who was served": ([Ended("SERVED", 60)], Waits(1, 1, 0, 0, 60, 60)),
    "one who was skipped was called too": ([Ended("SKIPPED", 60), Ended("SERVED", 61)], Waits(2, 1, 1, 0, 61, 61)),
    "half a second is rounded up": ([Ended("SERVED", 0), Ended("SERVED", 1)], Waits(2, 2, 0, 0, 1, 1)),
    "nine of ten were called within the ninth wait": (
        [Ended("SERVED", n) for n in range(1, 11)],
        Waits(10, 10, 0, 0, 6, 9),
    ),
    "of eleven it is the tenth": ([Ended("SERVED", n) for n in range(1, 12)], Waits(11, 11, 0, 0, 6, 10)),
    "who still waits is issued and no more": ([Ended("WAITING"), Ended("AT_WINDOW", 5)], Waits(2, 0, 0, 0, 5, 5)),
}


@pytest.mark.parametrize(("tickets", "then"), ROWS.values(), ids=ROWS.keys())
def test_waits(tickets, then):
    assert waits_of(tickets) == then


@given(waits=st.lists(st.integers(0, 10_000), min_size=1))
def test_nine_of_ten_waited_no_longer_than_is_said_and_fewer_any_shorter(waits):
    told = waits_of(Ended("SERVED", each) for each in waits).p90_wait_seconds
    assert told is not None
    assert 10 * sum(each <= told for each in waits) >= 9 * len(waits)
    assert 10 * sum(each < told for each in waits) < 9 * len(waits)
