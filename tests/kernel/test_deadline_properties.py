"""Deadlines: what holds for every clock, however it is stopped."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.deadlines import Extension, Reckoning, reckon
from shared.kernel.instants import start_of
from shared.kernel.limits import Limit, due
from shared.kernel.suspensions import Suspension, SuspensionReason, stops_of
from shared.kernel.working_days import Calendar
from tests.kernel import clocks
from tests.kernel.clocks import MONTH, NOTICE, QUERY, RULES, SEEDED, WD, limit

UNCAPPED = tuple(reason for reason in SuspensionReason if reason is not QUERY)


def instant(found: Reckoning) -> datetime:
    """While it stands still it is due later than anything."""
    return found.due.at if found.due else start_of(date(9000, 1, 1))


def month_limit(n: int) -> Limit:
    return limit((n, MONTH))


@given(clocks.limits, clocks.starts, clocks.calendars())
def test_without_suspensions_it_is_what_due_says(some, started, calendar):
    assert reckon(some, started, calendar, rules=RULES).due == due(some, started, calendar)


@given(clocks.timed | clocks.months, clocks.starts, clocks.suspensions(), clocks.calendars(), clocks.rules)
def test_one_unit_more_is_never_due_earlier(only, started, stops, calendar, rules):
    n, unit = only
    less, more = (
        reckon(limit((units, unit)), started, calendar, rules=rules, suspensions=stops) for units in (n, n + 1)
    )
    assert instant(less) <= instant(more)


@given(clocks.chains, clocks.starts, clocks.starts, clocks.suspensions(), clocks.calendars(), clocks.rules)
def test_a_later_start_is_never_due_earlier(some, one, other, stops, calendar, rules):
    earlier, later = (
        reckon(some, started, calendar, rules=rules, suspensions=stops) for started in sorted((one, other))
    )
    assert instant(earlier) <= instant(later)


@given(clocks.starts, clocks.starts, st.integers(1, 14), st.data())
def test_nor_with_months_unless_the_clock_stood_still_between_the_starts(one, other, n, data):
    # With it standing still the clamp may beat the move: 01-29 and two lost days give 03-02, 01-31 gives 02-28.
    earlier, later = sorted((one, other))
    stops = data.draw(clocks.suspensions(*UNCAPPED, from_on=later.date()))
    first, second = (reckon(month_limit(n), at, SEEDED, rules=RULES, suspensions=stops) for at in (earlier, later))
    assert instant(first) <= instant(second)


@given(
    clocks.chains | st.builds(month_limit, st.integers(1, 14)),
    clocks.starts,
    clocks.suspensions(),
    clocks.suspensions(),
    clocks.calendars(),
)
def test_one_suspension_more_is_never_due_earlier(some, started, stops, more, calendar):
    without = reckon(some, started, calendar, rules=RULES, suspensions=stops)
    with_more = reckon(some, started, calendar, rules=RULES, suspensions=stops + more)
    assert instant(without) <= instant(with_more)


@given(st.integers(1, 90), st.integers(1, 90), clocks.starts, clocks.suspensions(), clocks.calendars())
def test_working_day_stages_add_up(a, b, started, stops, calendar):
    two = reckon(limit((a, WD), (b, WD)), started, calendar, rules=RULES, suspensions=stops)
    one = reckon(limit((a + b, WD)), started, calendar, rules=RULES, suspensions=stops)
    grown = reckon(
        limit((a, WD)),
        started,
        calendar,
        rules=RULES,
        suspensions=stops,
        extensions=(Extension(n=b, granted_on=started.date()),),
    )
    assert two.due == one.due == grown.due
    assert sum(run.remaining for run in two.stages) + (b if len(two.stages) == 1 else 0) == (one.remaining or 0)


def held(stops: list[Suspension], calendar: Calendar, day: date) -> bool:
    """A day at a time, by each suspension on its own."""
    found = [told.stop(calendar, RULES.query_max_wd) for told in stops]
    return any(span.after < day and (span.through is None or day <= span.through) for span in found if span)


@given(st.integers(1, 90), clocks.starts, clocks.suspensions(closed=True), clocks.calendars())
def test_a_suspension_never_loses_or_gains_a_day(n, started, stops, calendar):
    found = reckon(limit((n, WD)), started, calendar, rules=RULES, suspensions=stops)
    assert found.due
    run = [started.date() + timedelta(days=k) for k in range(1, (found.due.on - started.date()).days + 1)]
    counted = [day for day in run if calendar.is_working_day(day) and not held(stops, calendar, day)]
    assert len(counted) == n
    assert counted[-1] == found.due.on


@given(clocks.suspensions(), clocks.calendars())
def test_spans_are_in_order_and_never_touch(stops, calendar):
    spans = stops_of(stops, calendar, 10).spans
    assert all(one.through is not None and one.through < other.after for one, other in pairwise(spans))


@given(clocks.limits, clocks.starts, clocks.suspensions(*UNCAPPED), clocks.calendars(), st.data())
def test_order_and_splitting_of_suspensions_do_not_matter(some, started, stops, calendar, data):
    pieces = []
    for told_stop in data.draw(st.permutations(stops)):
        latest = told_stop.resumed_on or told_stop.stopped_on + timedelta(days=40)
        cut = data.draw(st.dates(told_stop.stopped_on, latest))
        overlap = data.draw(st.integers(0, 3))
        until = min(cut + timedelta(days=overlap), latest)
        pieces += [
            told_stop.model_copy(update={"resumed_on": until}),
            told_stop.model_copy(update={"stopped_on": cut, "reason": NOTICE}),
        ]
    whole = reckon(some, started, calendar, rules=RULES, suspensions=stops)
    split = reckon(some, started, calendar, rules=RULES, suspensions=pieces)
    assert (split.due, split.remaining, split.stops) == (whole.due, whole.remaining, whole.stops)
