"""Compensatory leave: decisions, one row each; then that never more is taken than was earned, as a property."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.compensatory_leave import (
    COMPENSATORY_LEAVE,
    CompensatoryLeave,
    CompensatoryLeaveCommand,
    EarnLeave,
    LeaveInThePast,
    LeaveNotEarned,
    LeaveNotOfItsDays,
    LeaveOfOtherCentre,
    LeaveOverlaps,
    TakeLeave,
    half_days_of,
)
from services.intake.domain.types import StaffId
from shared.contracts.intake.compensatory_leave import CompensatoryLeaveEarned, CompensatoryLeaveTaken
from shared.testing.decider import Spec
from tests.intake.rosters import CENTRE, VICTORY_DAY, by_director, shift

MA = StaffId("s-ma")
MONDAY, TUESDAY, WEDNESDAY = (date(2015, 9, day) for day in (7, 8, 9))
FRIDAY, NEXT_MONDAY = date(2015, 9, 11), date(2015, 9, 14)
NOW = by_director("2015-09-07T10:00")


def earn(day: date, half_days: int = 1, hall_id: str = "hall-qzx") -> EarnLeave:
    return EarnLeave(staff=MA, centre_id=CENTRE, hall_id=hall_id, day=day, half_days=half_days)


def earned(day: date, half_days: int = 1, hall_id: str = "hall-qzx") -> CompensatoryLeaveEarned:
    return CompensatoryLeaveEarned(staff=MA, centre_id=CENTRE, hall_id=hall_id, day=day, half_days=half_days)


def take(from_on: date, until_on: date, half_days: int) -> TakeLeave:
    return TakeLeave(staff=MA, from_on=from_on, until_on=until_on, half_days=half_days)


def taken(from_on: date, until_on: date, half_days: int) -> CompensatoryLeaveTaken:
    return CompensatoryLeaveTaken(staff=MA, centre_id=CENTRE, from_on=from_on, until_on=until_on, half_days=half_days)


FOUR = [earned(date(2015, 9, day)) for day in (3, 4, 5)] + [earned(date(2015, 8, 30))]
LEAVE = {
    "a duty earns": ([], earn(VICTORY_DAY), [earned(VICTORY_DAY)]),
    "a duty earns once": ([earned(VICTORY_DAY)], earn(VICTORY_DAY), []),
    "a day earns at each hall": (
        [earned(VICTORY_DAY)],
        earn(VICTORY_DAY, hall_id="hall-dg"),
        [earned(VICTORY_DAY, hall_id="hall-dg")],
    ),
    "a whole day is taken for two half days": (FOUR, take(TUESDAY, TUESDAY, 2), [taken(TUESDAY, TUESDAY, 2)]),
    "half a day is taken": (FOUR, take(TUESDAY, TUESDAY, 1), [taken(TUESDAY, TUESDAY, 1)]),
    "a day and a half are taken": (FOUR, take(MONDAY, TUESDAY, 3), [taken(MONDAY, TUESDAY, 3)]),
    "taking it twice records once": ([*FOUR, taken(TUESDAY, TUESDAY, 2)], take(TUESDAY, TUESDAY, 2), []),
    "all that is left may be taken": (FOUR, take(MONDAY, TUESDAY, 4), [taken(MONDAY, TUESDAY, 4)]),
    "one half day more may not": (FOUR, take(MONDAY, WEDNESDAY, 5), LeaveNotEarned(left=4)),
    "what was taken is not taken again": (
        [*FOUR, taken(TUESDAY, TUESDAY, 2)],
        take(WEDNESDAY, FRIDAY, 5),
        LeaveNotEarned(left=2),
    ),
    "nothing earned is nothing left": ([], take(TUESDAY, TUESDAY, 1), LeaveNotEarned(left=0)),
    "three half days do not fit one day": (FOUR, take(TUESDAY, TUESDAY, 3), LeaveNotOfItsDays(working_days=1)),
    "two half days do not fit two days": (FOUR, take(MONDAY, TUESDAY, 2), LeaveNotOfItsDays(working_days=2)),
    "a weekend between costs nothing": (
        FOUR,
        take(FRIDAY, NEXT_MONDAY, 4),
        [taken(FRIDAY, NEXT_MONDAY, 4)],
    ),
    "a day of rest needs no leave": (
        FOUR,
        take(date(2015, 9, 12), date(2015, 9, 13), 1),
        LeaveNotOfItsDays(working_days=0),
    ),
    "leave begins today at the earliest": (FOUR, take(date(2015, 9, 6), MONDAY, 4), LeaveInThePast),
    "leave does not end before it begins": (FOUR, take(WEDNESDAY, TUESDAY, 2), LeaveInThePast),
    "a day is not leave twice": (
        [*FOUR, taken(TUESDAY, TUESDAY, 1)],
        take(MONDAY, TUESDAY, 3),
        LeaveOverlaps(from_on=TUESDAY, until_on=TUESDAY),
    ),
}


@pytest.mark.parametrize(("given_", "when", "then"), LEAVE.values(), ids=LEAVE.keys())
def test_leave(given_, when, then):
    Spec(COMPENSATORY_LEAVE).check(given_, when, then, NOW)


def test_a_director_gives_no_leave_to_who_was_on_duty_elsewhere():
    elsewhere = by_director("2015-09-07T10:00", "centre-dg")
    Spec(COMPENSATORY_LEAVE).check(FOUR, take(TUESDAY, TUESDAY, 2), LeaveOfOtherCentre, elsewhere)


@pytest.mark.parametrize(
    ("hours", "n"),
    [
        (["09:00-12:00"], 1),
        (["09:00-12:01"], 2),
        (["12:00-15:00"], 1),
        (["09:00-10:30", "10:30-12:00"], 1),
        (["09:00-12:00", "14:30-18:00"], 2),
        (["09:00-18:00"], 2),
    ],
)
def test_the_morning_and_the_afternoon_are_a_half_day_each(hours, n):
    assert half_days_of(tuple(shift("s-ma", VICTORY_DAY, each) for each in hours)) == n


DAYS = st.dates(date(2015, 8, 1), date(2015, 10, 31))
EARNED = st.builds(earn, DAYS, st.integers(1, 2), st.sampled_from(["hall-qzx", "hall-dg"]))
TAKEN = st.builds(lambda first, n, half: take(first, date.fromordinal(first.toordinal() + n), half), DAYS,
                  st.integers(0, 6), st.integers(1, 12))  # fmt: skip


@given(asked=st.lists(EARNED | TAKEN, max_size=40))
def test_never_more_is_taken_than_was_earned(asked: list[CompensatoryLeaveCommand]):
    leave, earned_so_far, taken_so_far = CompensatoryLeave(), 0, 0
    for command in asked:
        events = COMPENSATORY_LEAVE.decide(command, leave, by_director("2015-08-01T10:00"))
        if not isinstance(events, list):
            continue
        for event in events:
            leave = COMPENSATORY_LEAVE.evolve(leave, event)
            earned_so_far += event.half_days if isinstance(event, CompensatoryLeaveEarned) else 0
            taken_so_far += event.half_days if isinstance(event, CompensatoryLeaveTaken) else 0
            assert leave.left == earned_so_far - taken_so_far >= 0
    days = [day for each in leave.taken for day in range(each.from_on.toordinal(), each.until_on.toordinal() + 1)]
    assert len(days) == len(set(days)), "no day is leave twice"
