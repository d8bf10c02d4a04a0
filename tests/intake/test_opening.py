"""Opening hours: what a day has by policy, calendar and roster; an open hall on a holiday makes no working day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.hall import HALL
from services.intake.domain.opening import Span, covered, merged, opening, without
from services.intake.domain.roster import ROSTER, duty_on, is_open_at, opening_on, opening_refs, roster_id
from shared.contracts.intake.hall import WindowClosed
from shared.contracts.intake.roster import ShiftKind
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from shared.testing.decider import known
from tests.intake.rosters import HALLS, VICTORY_DAY, by_director, published, rostered, shift, staggered
from tests.intake.samples import CALENDAR, OPENED, POLICY, W1

WEDNESDAY = date(2015, 9, 2)
MAKE_UP = date(2015, 9, 6)
DUTY = shift("s-ma", VICTORY_DAY)
CORE = ["08:30-12:00 CORE", "14:30-18:00 CORE"]
DAYS = {
    "a working day has the core hours without any roster": (WEDNESDAY, [], CORE),
    "noon and evening are open where somebody is there": (
        WEDNESDAY,
        [staggered("s-ma", WEDNESDAY, "12:00-14:30"), staggered("s-li", WEDNESDAY, "18:00-19:00")],
        ["08:30-12:00 CORE", "12:00-14:30 STAGGERED", "14:30-18:00 CORE", "18:00-19:00 STAGGERED"],
    ),
    "two who relieve each other at noon make one time": (
        WEDNESDAY,
        [staggered("s-ma", WEDNESDAY, "12:00-13:00"), staggered("s-li", WEDNESDAY, "13:00-14:30")],
        ["08:30-12:00 CORE", "12:00-14:30 STAGGERED", "14:30-18:00 CORE"],
    ),
    "a staggered shift within the core hours adds what is outside of them": (
        WEDNESDAY,
        [staggered("s-ma", WEDNESDAY, "11:00-15:00")],
        ["08:30-12:00 CORE", "12:00-14:30 STAGGERED", "14:30-18:00 CORE"],
    ),
    "duty opens no working day": (WEDNESDAY, [shift("s-ma", WEDNESDAY, "19:00-21:00")], CORE),
    "the shifts of another day open nothing": (WEDNESDAY, [staggered("s-ma", MAKE_UP, "12:00-14:30")], CORE),
    "a holiday without anybody on duty is closed": (VICTORY_DAY, [], []),
    "a holiday is open while somebody is on duty": (VICTORY_DAY, [DUTY], ["09:00-12:00 DUTY"]),
    "a staggered shift opens no holiday": (VICTORY_DAY, [staggered("s-ma", VICTORY_DAY, "12:00-14:30")], []),
    "a Sunday that is worked for a holiday has core hours": (MAKE_UP, [], CORE),
}


@pytest.mark.parametrize(("day", "shifts", "then"), DAYS.values(), ids=DAYS.keys())
def test_opening(day, shifts, then):
    told = opening(day, shifts, POLICY, CALENDAR).times
    assert [f"{each.span.begins:%H:%M}-{each.span.ends:%H:%M} {each.kind.value}" for each in told] == then


def test_an_open_hall_on_the_holiday_of_3_september_2015_makes_no_working_day():
    told = opening(VICTORY_DAY, [DUTY], POLICY, CALENDAR)
    assert told.times
    assert not told.working_day
    assert not CALENDAR.is_working_day(VICTORY_DAY)
    assert CALENDAR.nth_working_day_after(VICTORY_DAY, 1) == MAKE_UP


def related(states: Mapping[AggregateRef, object]) -> Context:
    """What another decision was given that asks about the hall."""
    return replace(by_director("2015-09-01T10:00"), related=states)


def at(day: date, hours: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hours), SHANGHAI)


@pytest.mark.parametrize(
    ("instant", "open_"),
    [
        (at(VICTORY_DAY, "08:59"), False),
        (at(VICTORY_DAY, "09:00"), True),
        (at(VICTORY_DAY, "11:59"), True),
        (at(VICTORY_DAY, "12:00"), False),
        (at(WEDNESDAY, "08:30"), True),
        (at(WEDNESDAY, "12:30"), False),
        (at(WEDNESDAY, "23:00"), False),
    ],
)
def test_a_hall_is_open_from_the_first_minute_until_before_the_last(instant, open_):
    assert is_open_at("hall-qzx", instant, related(rostered(DUTY))) is open_


def test_a_hall_that_is_not_there_is_never_open_and_asks_for_no_roster():
    asked = related(HALLS | known(ROSTER, roster_id("hall-none", WEDNESDAY)))
    assert opening_on("hall-none", WEDNESDAY, asked).times == ()
    assert not is_open_at("hall-none", at(WEDNESDAY, "10:00"), asked)


def test_another_decision_learns_who_is_on_duty_at_which_window():
    assert set(opening_refs("hall-qzx", VICTORY_DAY)) == set(rostered(DUTY)) - {HALL.ref("hall-none")}
    assert duty_on("hall-qzx", VICTORY_DAY, related(rostered(DUTY))) == (DUTY,)
    assert duty_on("hall-qzx", WEDNESDAY, related(rostered(shift("s-ma", WEDNESDAY)))) == ()


def test_nobody_is_on_duty_at_a_window_that_was_closed_since():
    hall = known(HALL, "hall-qzx", OPENED, W1, WindowClosed(window_id="W1"))
    asked = related(hall | known(ROSTER, roster_id("hall-qzx", VICTORY_DAY), published((DUTY,))))
    assert duty_on("hall-qzx", VICTORY_DAY, asked) == ()
    assert opening_on("hall-qzx", VICTORY_DAY, asked).times == ()


# --- spans ------------------------------------------------------------------

DAY = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
TIMES = st.sampled_from(DAY)
SPANS = st.tuples(TIMES, TIMES).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))


def moments(spans) -> set[time]:
    spans = list(spans)
    return {moment for moment in DAY if any(span.holds(moment) for span in spans)}


@given(spans=st.lists(SPANS, max_size=5))
def test_merged_spans_hold_the_same_moments_and_do_not_touch(spans):
    told = merged(spans)
    assert moments(told) == moments(spans)
    assert all(one.ends < other.begins for one, other in pairwise(told))


@given(span=SPANS, others=st.lists(SPANS, max_size=4))
def test_what_is_left_of_a_span_is_in_it_and_in_none_of_the_others(span, others):
    assert moments(without(span, others)) == moments([span]) - moments(others)


@given(span=SPANS, hours=st.lists(st.tuples(st.sampled_from(["W1", "W2", "W3"]), SPANS), max_size=6))
def test_cover_is_counted_by_window_at_each_moment(span, hours):
    shifts = [
        shift(f"s-{n}", VICTORY_DAY, f"{each.begins:%H:%M}-{each.ends:%H:%M}", window, ShiftKind.DUTY)
        for n, (window, each) in enumerate(hours)
    ]
    fewest = min(len({window for window, each in hours if each.holds(moment)}) for moment in moments([span]))
    assert covered(span, shifts, fewest)
    assert not covered(span, shifts, fewest + 1)
