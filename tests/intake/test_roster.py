"""Duty rosters: decisions, one row each; each rule broken alone and all of them told together."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from services.intake.domain.hall import HALL, HallUnknown
from services.intake.domain.roster import (
    ROSTER,
    DutyNotOver,
    EndDutyDay,
    HallOfOtherCentre,
    PublishRoster,
    duty_over,
)
from services.intake.domain.roster_rules import RULES, BrokenRule, RosterRule, RosterUnsound, days_of
from services.intake.domain.types import HallId
from services.intake.timers import DUTY_OVER
from shared.contracts.intake.hall import WindowClosed, WindowKind, WindowOpened
from shared.contracts.intake.roster import DutyDayEnded, ShiftKind
from shared.kernel.instants import SHANGHAI
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.intake.rosters import (
    HALLS,
    MONTH,
    VICTORY_DAY,
    WHOLE,
    by_director,
    publish,
    published,
    shift,
    shifts_of,
    staggered,
)
from tests.intake.samples import OPENED, W1, W2, W3

BEFORE = by_director("2015-08-31T10:00")
WEDNESDAY, FRIDAY, SATURDAY = date(2015, 9, 2), date(2015, 9, 4), date(2015, 9, 5)
OWN = next(each for each in WHOLE if each.day == VICTORY_DAY)


def unsound(*broken: tuple[RosterRule, date]) -> RosterUnsound:
    return RosterUnsound(broken=tuple(BrokenRule(rule, (day,)) for rule, day in broken))


def but(day: date, *instead) -> tuple:
    """The roster with other shifts on one day."""
    return (*(each for each in WHOLE if each.day != day), *instead)


NOON, EVENING = (staggered("s-ma", WEDNESDAY, hours) for hours in ("12:00-14:30", "18:00-19:00"))
PUBLISHED = {
    "a month's roster is published": ([], publish(WHOLE), [published(WHOLE)]),
    "publishing the same twice records once": ([published(WHOLE)], publish(WHOLE), []),
    "the same shifts in another order are the same": ([published(WHOLE)], publish(WHOLE[::-1]), []),
    "what changes is a new edition": (
        [published(WHOLE)],
        publish(but(VICTORY_DAY, shift("s-wang", VICTORY_DAY))),
        [published(but(VICTORY_DAY, shift("s-wang", VICTORY_DAY)), edition=2)],
    ),
    "more windows on duty than need be are welcome": (
        [],
        publish((*WHOLE, shift("s-wang", VICTORY_DAY, window_id="W2"))),
        [published((*WHOLE, shift("s-wang", VICTORY_DAY, window_id="W2")))],
    ),
    "core shifts may stand in it": (
        [],
        publish((*WHOLE, shift("s-wang", WEDNESDAY, "08:30-12:00", kind=ShiftKind.CORE))),
        [published((*WHOLE, shift("s-wang", WEDNESDAY, "08:30-12:00", kind=ShiftKind.CORE)))],
    ),
    "a holiday without anybody on duty is refused": (
        [],
        publish(but(VICTORY_DAY)),
        unsound((RosterRule.DUTY_COVERED, VICTORY_DAY)),
    ),
    "a duty that ends a minute early is refused": (
        [],
        publish(but(VICTORY_DAY, shift("s-ma", VICTORY_DAY, "09:00-11:59"))),
        unsound((RosterRule.DUTY_COVERED, VICTORY_DAY)),
    ),
    "a duty that two share covers the day": (
        [],
        publish(but(SATURDAY, shift("s-ma", SATURDAY, "09:00-10:30"), shift("s-li", SATURDAY, "10:30-12:00"))),
        [published(but(SATURDAY, shift("s-ma", SATURDAY, "09:00-10:30"), shift("s-li", SATURDAY, "10:30-12:00")))],
    ),
    "staggered shifts are no duty": (
        [],
        publish(but(SATURDAY, staggered("s-ma", SATURDAY, "09:00-12:00"))),
        unsound((RosterRule.DUTY_COVERED, SATURDAY)),
    ),
    "a working day without a staggered evening is refused": (
        [],
        publish(but(WEDNESDAY, NOON)),
        unsound((RosterRule.STAGGERED_COVERED, WEDNESDAY)),
    ),
    "a Sunday that is worked needs noon and evening": (
        [],
        publish(but(date(2015, 9, 6), shift("s-ma", date(2015, 9, 6)))),
        unsound((RosterRule.STAGGERED_COVERED, date(2015, 9, 6))),
    ),
    "nobody is at two windows at once": (
        [],
        publish((*WHOLE, shift(OWN.staff, VICTORY_DAY, "11:00-13:00", "W2"))),
        unsound((RosterRule.ONE_PLACE_AT_A_TIME, VICTORY_DAY)),
    ),
    "somebody goes on at another window the same minute": (
        [],
        publish((*WHOLE, shift(OWN.staff, VICTORY_DAY, "12:00-13:00", "W2"))),
        [published((*WHOLE, shift(OWN.staff, VICTORY_DAY, "12:00-13:00", "W2")))],
    ),
    "a shift twice is one too many": (
        [],
        publish((*WHOLE, OWN)),
        unsound((RosterRule.ONE_PLACE_AT_A_TIME, VICTORY_DAY)),
    ),
    "a shift is at a window that is there": (
        [],
        publish((*WHOLE, shift("s-wang", VICTORY_DAY, window_id="W9"))),
        unsound((RosterRule.STANDING_WINDOWS, VICTORY_DAY)),
    ),
    "a shift is within the month": (
        [],
        publish((*WHOLE, shift("s-wang", date(2015, 10, 1)))),
        unsound((RosterRule.WITHIN_MONTH, date(2015, 10, 1))),
    ),
    "a shift ends after it begins": (
        [],
        publish((*WHOLE, shift("s-wang", VICTORY_DAY, "12:00-12:00"))),
        unsound((RosterRule.BEGINS_BEFORE_IT_ENDS, VICTORY_DAY)),
    ),
    "all that is wrong is told at once": (
        [],
        publish((*but(WEDNESDAY, NOON), shift(OWN.staff, VICTORY_DAY, window_id="W9"))),
        RosterUnsound(
            broken=(
                BrokenRule(RosterRule.STANDING_WINDOWS, (VICTORY_DAY,)),
                BrokenRule(RosterRule.ONE_PLACE_AT_A_TIME, (VICTORY_DAY,)),
                BrokenRule(RosterRule.STAGGERED_COVERED, (WEDNESDAY,)),
            )
        ),
    ),
    "a hall that is not there has no roster": (
        [],
        PublishRoster(hall_id=HallId("hall-none"), month=MONTH, shifts=()),
        HallUnknown,
    ),
}


@pytest.mark.parametrize(("given_", "when", "then"), PUBLISHED.values(), ids=PUBLISHED.keys())
def test_publishing(given_, when, then):
    Spec(ROSTER).check(given_, when, then, BEFORE, HALLS)


def test_each_rule_has_a_name_and_a_function():
    assert [rule for rule, _ in RULES] == list(RosterRule)


def test_the_director_of_another_centre_publishes_nothing_here():
    Spec(ROSTER).check([], publish(WHOLE), HallOfOtherCentre, by_director("2015-08-31T10:00", "centre-dg"), HALLS)


def test_a_window_for_intermediaries_or_one_that_was_closed_is_nobodys_place():
    windows = (W1, W2, W3, WindowClosed(window_id="W2"))
    more = WindowOpened(window_id="I1", number=4, kind=WindowKind.INTERMEDIARY)
    related = HALLS | known(HALL, "hall-qzx", OPENED, *windows, more)
    for window in ("W2", "I1"):
        asked = publish((*WHOLE, shift("s-wang", VICTORY_DAY, window_id=window)))
        Spec(ROSTER).check([], asked, unsound((RosterRule.STANDING_WINDOWS, VICTORY_DAY)), BEFORE, related)


# --- days that are over -----------------------------------------------------

ON_FRIDAY = by_director("2015-09-04T10:00")
LAST_WEDNESDAY = but(WEDNESDAY, staggered("s-wang", WEDNESDAY, "12:00-14:30"), EVENING)
OVER = {
    "what is to come changes": (
        [published(WHOLE)],
        publish(but(SATURDAY, shift("s-wang", SATURDAY))),
        [published(but(SATURDAY, shift("s-wang", SATURDAY)), edition=2)],
    ),
    "today changes while its duty goes on": (
        [published(WHOLE)],
        publish(but(FRIDAY, shift("s-wang", FRIDAY))),
        [published(but(FRIDAY, shift("s-wang", FRIDAY)), edition=2)],
    ),
    "today does not change once its duty is over": (
        [published(WHOLE), DutyDayEnded(day=FRIDAY, staff=("s-ma",), over_at=datetime(2015, 9, 4, 9, tzinfo=SHANGHAI))],
        publish(but(FRIDAY, shift("s-wang", FRIDAY))),
        unsound((RosterRule.PAST_UNCHANGED, FRIDAY)),
    ),
    "yesterday does not change": (
        [published(WHOLE)],
        publish(but(VICTORY_DAY, shift("s-wang", VICTORY_DAY))),
        unsound((RosterRule.PAST_UNCHANGED, VICTORY_DAY)),
    ),
    "a shift of a past day is not taken out": (
        [published(WHOLE)],
        publish(but(WEDNESDAY, NOON)),
        unsound((RosterRule.PAST_UNCHANGED, WEDNESDAY)),
    ),
    "a first roster of the running month says nothing of the days before": (
        [],
        publish(WHOLE),
        RosterUnsound(
            broken=(BrokenRule(RosterRule.PAST_UNCHANGED, (date(2015, 9, 1), WEDNESDAY, VICTORY_DAY)),),
        ),
    ),
    "a first roster of the running month covers the rest of it": (
        [],
        publish(shifts_of(first=FRIDAY)),
        [published(shifts_of(first=FRIDAY))],
    ),
}


@pytest.mark.parametrize(("given_", "when", "then"), OVER.values(), ids=OVER.keys())
def test_days_that_are_over(given_, when, then):
    Spec(ROSTER).check(given_, when, then, ON_FRIDAY, HALLS)


def test_the_past_may_name_a_window_that_was_closed_since():
    related = HALLS | known(HALL, "hall-qzx", OPENED, W1, W2, W3, WindowClosed(window_id="W1"))
    instead = tuple(each if each.day < FRIDAY else each.model_copy(update={"window_id": "W2"}) for each in WHOLE)
    Spec(ROSTER).check([published(WHOLE)], publish(instead), [published(instead, edition=2)], ON_FRIDAY, related)


# --- the end of a duty ------------------------------------------------------


def ended(day: date, staff: str, hour: int = 12) -> DutyDayEnded:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
    return DutyDayEnded(day=day, staff=(staff,), over_at=at)


FIRST = ended(VICTORY_DAY, OWN.staff)
ENDED = {
    "the duty ends with its last shift": ("2015-09-03T12:00", [published(WHOLE)], VICTORY_DAY, [FIRST]),
    "a minute before it is not over": ("2015-09-03T11:59", [published(WHOLE)], VICTORY_DAY, DutyNotOver),
    "it ends once": ("2015-09-03T13:00", [published(WHOLE), FIRST], VICTORY_DAY, []),
    "a working day has no duty to end": ("2015-09-03T13:00", [published(WHOLE)], WEDNESDAY, DutyNotOver),
    "one day after another ends": ("2015-09-05T13:00", [published(WHOLE)], SATURDAY, DutyNotOver),
    "nobody is on duty without a roster": ("2015-09-03T13:00", [], VICTORY_DAY, DutyNotOver),
}


@pytest.mark.parametrize(("at", "given_", "day", "then"), ENDED.values(), ids=ENDED.keys())
def test_the_end_of_a_duty(at, given_, day, then):
    Spec(ROSTER).check(given_, EndDutyDay(day=day), then, by_director(at), HALLS)


def test_each_day_of_rest_with_duty_falls_due_once_and_no_working_day_does():
    roster, due = ROSTER.fold([published((*WHOLE, shift("s-wang", WEDNESDAY, "19:00-21:00")))]), []
    while (over := duty_over(roster, BEFORE)) is not None:
        due.append(over[0])
        roster = ROSTER.fold([ended(over[0], "s-ma")], roster)
    assert due == [day for day in days_of(MONTH) if not BEFORE.calendar.is_working_day(day)]
    assert VICTORY_DAY in due
    assert date(2015, 9, 6) not in due


def test_a_timer_that_another_replica_was_faster_than_records_nothing():
    roster = ROSTER.fold([published((OWN,)), FIRST])
    for at, then in (("2015-09-03T12:00", []), ("2015-09-04T12:00", DutyNotOver())):
        (step,) = DUTY_OVER.steps("hall-qzx-2015-09", roster, by_director(at))
        assert isinstance(step.command, EndDutyDay)
        assert ROSTER.decide(step.command, roster, by_director(at)) == then


def test_a_duty_without_its_roster_is_a_corrupt_stream():
    with pytest.raises(CorruptStream):
        ROSTER.fold([FIRST])


@pytest.mark.parametrize(("month", "n"), [("2015-02", 28), ("2016-02", 29), ("2015-09", 30), ("2015-12", 31)])
def test_a_month_has_its_days(month, n):
    days = days_of(month)
    assert len(days) == n
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))
