"""Absences: days add up as a union, a return cuts what has begun, and the day on which somebody is back is found."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.casework.domain.absences import PRESENT, Absence, Absences
from shared.contracts.casework.post import AwayReason

OCTOBER = date(2014, 10, 1)


def day(n: int) -> date:
    return OCTOBER + timedelta(days=n - 1)


def absence(first: int, last: int | None, reason: AwayReason = AwayReason.LEAVE) -> Absence:
    return Absence(reason, day(first), None if last is None else day(last))


def absences(*spans: tuple[int, int | None]) -> Absences:
    return Absences(tuple(absence(*span) for span in spans))


BACK = {
    "who is not absent is back on the day itself": (absences((5, 6)), 4, 4),
    "who is absent is back on the day after the last": (absences((5, 6)), 5, 7),
    "the last day is a day of absence": (absences((5, 6)), 6, 7),
    "the day after it is none": (absences((5, 6)), 7, 7),
    "what follows without a day between goes on": (absences((5, 6), (7, 9)), 5, 10),
    "what overlaps is not counted twice": (absences((5, 8), (6, 9)), 5, 10),
    "a day between is a day back": (absences((5, 6), (8, 9)), 5, 7),
    "without an end nobody knows": (absences((5, None)), 5, None),
    "an end that another absence takes away is none": (absences((5, 6), (7, None)), 5, None),
}


@pytest.mark.parametrize(("away", "on", "back"), BACK.values(), ids=BACK.keys())
def test_when_somebody_is_back(away, on, back):
    assert away.back_on(day(on)) == (None if back is None else day(back))


RETURNS = {
    "a return ends what has begun the day before": (absences((5, 9)), 7, absences((5, 6))),
    "a return on the first day calls it off": (absences((5, 9)), 5, PRESENT),
    "a return ends what had no end": (absences((5, None)), 7, absences((5, 6))),
    "what begins later stays": (absences((5, 9), (12, 13)), 7, absences((5, 6), (12, 13))),
    "what is over stays as it was": (absences((1, 2), (5, 9)), 7, absences((1, 2), (5, 6))),
    "a return the day after the last changes nothing": (absences((5, 9)), 10, absences((5, 9))),
    "a return on the last day gives that day back": (absences((5, 9)), 9, absences((5, 8))),
}


@pytest.mark.parametrize(("away", "on", "left"), RETURNS.values(), ids=RETURNS.keys())
def test_what_a_return_leaves(away, on, left):
    assert away.returned(day(on)) == left


KNOWN = {
    "the same again is known": ((5, 9), (5, 9), True),
    "part of it is known": ((5, 9), (6, 8), True),
    "a longer one is news": ((5, 9), (5, 10), False),
    "an earlier one is news": ((5, 9), (4, 9), False),
    "one without an end is news": ((5, 9), (5, None), False),
    "what has no end holds what has one": ((5, None), (6, 8), True),
    "what has no end is known by what has none": ((5, None), (6, None), True),
}


@pytest.mark.parametrize(("recorded", "told", "known"), KNOWN.values(), ids=KNOWN.keys())
def test_what_is_known(recorded, told, known):
    assert absences(recorded).know(absence(*told)) is known


def test_the_same_days_for_another_reason_are_news():
    assert not absences((5, 9)).know(absence(5, 9, AwayReason.SICK))


SPANS = st.lists(st.tuples(st.integers(1, 20), st.none() | st.integers(0, 6)), max_size=5)


@given(SPANS, st.integers(1, 25))
def test_days_add_up_and_turn_only_where_something_begins_or_ends(lengths, asked):
    spans = [(first, None if more is None else first + more) for first, more in lengths]
    away = absences(*spans)
    absent = {n for n in range(1, 40) for first, last in spans if first <= n <= (last or 99)}
    assert {n for n in range(1, 40) if away.on(day(n)) is not None} == absent
    turned = {n for n in range(2, 40) if (n in absent) is not (n - 1 in absent)}
    assert {day(n) for n in turned} <= set(away.turns())
    back = next((n for n in range(asked, 60) if n not in absent and n < 40), None)
    assert away.back_on(day(asked)) == (None if back is None else day(back))


@given(SPANS, st.integers(1, 25))
def test_after_a_return_only_what_begins_later_is_left(lengths, on):
    spans = [(first, None if more is None else first + more) for first, more in lengths]
    left = absences(*spans).returned(day(on))
    later = absences(*(span for span in spans if span[0] > on))
    for n in range(1, 40):
        expected = absences(*spans).on(day(n)) if n < on else later.on(day(n))
        assert (left.on(day(n)) is None) is (expected is None), n
