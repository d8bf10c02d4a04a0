"""The clocks of a case: stopped, lengthened, told anew, missed; one row each, with the vectors of the domain model."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.casework.domain.case_clock_acts import (
    RecordBreach,
    RecountClocks,
    StepCounts,
    next_breach,
)
from services.casework.domain.case_clocks import within
from services.casework.timers import BREACH, RECOUNT
from shared.contracts.casework.case_clocks import (
    Clock,
    ClockResumed,
    ClockSuspended,
    DueDateRecomputed,
    PromisedLimitBreached,
    StatutoryLimitBreached,
)
from shared.kernel.limits import LimitUnit
from shared.kernel.working_days import Calendar
from tests.casework.clocks import AFTER, BEFORE, A, Told, approve, ask, case, resume, suspend
from tests.casework.district import CALENDAR, CENTRE, limit, policy_with


def test_a_suspended_case_tells_no_date_and_the_day_of_the_stop_still_counts():
    told = case().on("2015-03-25", "s-examiner", suspend)
    assert told.facts == [ClockSuspended]
    assert told.due == (None, None)
    told.on("2015-04-02", "s-examiner", resume)
    assert told.facts == [ClockResumed]
    assert told.due == ("2015-04-22", "2015-05-07"), "the vector of the domain model: 7 used, 13 left after 04-02"


def test_acts_on_the_clock_say_on_which_post_and_as_what():
    told = case().on("2015-03-25", "s-examiner", suspend)
    (stopped,) = told.last
    assert (stopped.post_id, stopped.acted_as, stopped.stopped_on) == ("examination", A, date(2015, 3, 25))


REPEATED = {
    "stopping what stands still": (suspend, suspend),
    "resuming what runs": (None, resume),
}


@pytest.mark.parametrize(("first", "again"), REPEATED.values(), ids=REPEATED.keys())
def test_an_act_that_took_effect_records_nothing_again(first, again):
    told = case()
    if first:
        told.on("2015-03-25", "s-examiner", first)
    assert told.on("2015-03-26", "s-examiner", again).facts == []


def test_stopped_and_resumed_on_one_day_takes_no_day():
    told = case()
    before = told.due
    told.on("2015-03-25", "s-examiner", suspend).on("2015-03-25", "s-examiner", resume)
    assert told.due == before


def test_where_policy_counts_force_majeure_nothing_stops():
    told = case(policy=policy_with("clock.not_counted", ("HEARING",)))
    assert isinstance(told.on("2015-03-25", "s-examiner", suspend).last, StepCounts)


def test_hours_run_through_a_suspension_as_they_run_through_holidays():
    told = Told("2015-09-03", limit(48, LimitUnit.HOUR), limit(5)).on("2015-09-03", "s-examiner", suspend)
    assert told.due == (None, "2015-09-05")


# --- told anew --------------------------------------------------------------

ANNOUNCED = {
    "accepted 2015-05-11, 85 working days": ("2015-05-11", 85, "2015-09-08", "2015-09-09"),
    "accepted 2015-04-20, 100 working days": ("2015-04-20", 100, "2015-09-09", "2015-09-10"),
    "accepted 2015-05-04, 90 working days": ("2015-05-04", 90, "2015-09-08", "2015-09-09"),
}


@pytest.mark.parametrize(("accepted", "n", "old", "new"), ANNOUNCED.values(), ids=ANNOUNCED.keys())
def test_a_holiday_announced_later_moves_what_was_told_exactly_once(accepted, n, old, new):
    told = case(accepted, promised=None, statutory=n, calendar=BEFORE)
    assert told.due == (None, old)
    told.calendar = AFTER
    assert RECOUNT.due(told.state, told.context("2015-05-13", "timer")) is not None
    told.by_time("2015-05-13", RecountClocks())
    assert told.facts == [DueDateRecomputed]
    assert (told.last[0].old.statutory.on.isoformat(), told.last[0].calendar_version) == (old, AFTER.version)
    assert told.due == (None, new)
    assert told.by_time("2015-05-13", RecountClocks()).facts == []
    assert RECOUNT.due(told.state, told.context("2015-05-13", "timer")) is None


def test_a_calendar_that_moves_nothing_tells_nothing():
    told = case("2015-05-11", statutory=5, promised=3, calendar=BEFORE)
    told.calendar = AFTER
    assert told.by_time("2015-05-13", RecountClocks()).facts == []


def test_what_was_told_is_not_shortened_when_a_holiday_is_taken_back():
    told = case("2015-05-11", promised=None, statutory=85, calendar=AFTER)
    told.calendar = Calendar({**BEFORE.years, 2015: BEFORE.years[2015].model_copy(update={"version": 3})})
    assert told.by_time("2015-05-13", RecountClocks()).facts == []
    assert told.due == (None, "2015-09-09")


def test_where_policy_allows_it_what_was_told_is_shortened():
    told = case(
        "2015-05-11", promised=None, statutory=85, calendar=AFTER, policy=policy_with("clock.never_shorten", False)
    )
    told.calendar = BEFORE
    assert told.by_time("2015-05-13", RecountClocks()).facts == [DueDateRecomputed]
    assert told.due == (None, "2015-09-08")


def test_a_year_that_is_published_settles_what_was_provisional():
    unknown = Calendar({year: edition for year, edition in CALENDAR.years.items() if year < 2016})
    told = case("2015-12-28", promised=5, statutory=5, calendar=unknown)
    assert told.state.file.clocks.due.promised.provisional
    told.calendar = CALENDAR
    assert told.by_time("2015-12-28", RecountClocks()).facts == [DueDateRecomputed]
    assert not told.last[0].new.promised.provisional


def test_while_the_clocks_stand_still_a_new_calendar_is_taken_in_when_they_run_on():
    told = case("2015-05-11", promised=None, statutory=85, calendar=BEFORE)
    told.on("2015-05-12", "s-examiner", suspend)
    told.calendar = AFTER
    assert told.by_time("2015-05-13", RecountClocks()).facts == []
    told.on("2015-05-13", "s-examiner", resume)
    assert told.due == (None, "2015-09-10")


def test_where_one_clock_reaches_into_an_unpublished_year_only_that_one_is_provisional():
    unknown = Calendar({year: edition for year, edition in CALENDAR.years.items() if year < 2016})
    told = case("2015-12-01", promised=5, statutory=30, calendar=unknown)
    due = told.state.file.clocks.due
    assert (due.promised.provisional, due.statutory.provisional) == (False, True)
    assert told.by_time("2015-12-01", RecountClocks()).facts == [], "nothing has changed since the opening"


# --- missed -----------------------------------------------------------------


def test_what_is_missed_is_recorded_at_its_instant_and_once():
    told = case()
    midnight = datetime.fromisoformat("2015-04-15T00:00+08:00")
    assert BREACH.due(told.state, told.context("2015-03-17", "timer")) == midnight
    assert told.by_time("2015-04-14T23:59:59+08:00", RecordBreach()).facts == []
    told.by_time("2015-04-15T00:00+08:00", RecordBreach())
    assert told.last == [PromisedLimitBreached(due_on=date(2015, 4, 14), due_at=midnight, body=CENTRE)]
    assert told.by_time("2015-04-15T00:00+08:00", RecordBreach()).facts == []
    assert told.by_time("2015-04-29T00:00+08:00", RecordBreach()).facts == [StatutoryLimitBreached]
    assert next_breach(told.state.file.clocks) is None


def test_a_case_that_is_late_when_it_is_opened_has_missed_both_at_once():
    told = case("2015-02-13", statutory=3, promised=3)
    assert told.by_time("2015-02-27T00:00+08:00", RecordBreach()).facts == [
        PromisedLimitBreached,
        StatutoryLimitBreached,
    ]


def test_nothing_is_missed_while_the_clocks_stand_still():
    told = case().on("2015-03-25", "s-examiner", suspend)
    assert BREACH.due(told.state, told.context("2015-05-20", "timer")) is None
    assert told.by_time("2015-05-20", RecordBreach()).facts == []


def test_a_breach_stays_when_time_is_granted_or_the_clock_stops():
    told = case().by_time("2015-04-15T00:00+08:00", RecordBreach())
    told.on("2015-04-16", "s-examiner", ask()).on("2015-04-16", "s-approver", approve)
    told.on("2015-04-17", "s-examiner", suspend).on("2015-04-20", "s-examiner", resume)
    assert told.state.file.clocks.breached == {Clock.PROMISED}


KEPT = {
    "before the promise ends": ([], "2015-04-14T23:59+08:00", True),
    "after it": ([], "2015-04-15T00:00+08:00", False),
    "while the clock stands still, though the last date that was told is over": (
        [("2015-03-25", suspend)],
        "2015-05-04T09:00+08:00",
        True,
    ),
    "while the clock stands still after it was missed": (
        [("2015-04-15T09:00+08:00", RecordBreach()), ("2015-04-16", suspend)],
        "2015-05-04T09:00+08:00",
        False,
    ),
}


@pytest.mark.parametrize(("acts", "at", "kept"), KEPT.values(), ids=KEPT.keys())
def test_what_is_done_keeps_the_promise(acts, at, kept):
    told = case()
    for day, command in acts:
        told.on(day, "s-examiner", command)
    assert within(Clock.PROMISED, told.state.file.clocks, datetime.fromisoformat(at)) is kept


STOPS = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 8)), max_size=5)


@settings(max_examples=300)
@given(st.dates(date(2014, 1, 1), date(2015, 12, 31)), st.integers(1, 40), STOPS)
def test_a_resumed_clock_has_lost_and_gained_no_day(accepted, n, stops):
    """Counting by hand the working days on which it ran gives the limit, however it was stopped."""
    told = case(accepted.isoformat(), statutory=n, promised=None)
    day, stopped = accepted, set()
    for wait, length in stops:
        day = date.fromordinal(day.toordinal() + wait)
        if told.due[1] is not None and day > date.fromisoformat(told.due[1]):
            break
        until = date.fromordinal(day.toordinal() + length)
        told.on(day.isoformat(), "s-examiner", suspend).on(until.isoformat(), "s-examiner", resume)
        stopped |= {date.fromordinal(one) for one in range(day.toordinal() + 1, until.toordinal() + 1)}
        day = until
    due = date.fromisoformat(told.due[1])
    run = [date.fromordinal(one) for one in range(accepted.toordinal() + 1, due.toordinal() + 1)]
    assert sum(CALENDAR.is_working_day(one) and one not in stopped for one in run) == n
    assert CALENDAR.is_working_day(due)
    assert due not in stopped
