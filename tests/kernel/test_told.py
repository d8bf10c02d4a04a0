"""Due dates that were told: what a publication moves, what is told then, and what may still move."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shared.kernel.deadlines import reckon, told
from shared.kernel.instants import start_of
from shared.kernel.limits import DueDate
from tests.kernel.clocks import (
    CAL_DAY,
    QUERY,
    RULES,
    SEEDED,
    WD,
    after_the_notice_of_2015,
    before_the_notice_of_2015,
    limit,
    morning,
    stop,
)

MARCH = "2015-03-16"

ANNOUNCED_LATER = {
    "85 days from 05-11": ("2015-05-11", 85, "2015-09-08", "2015-09-09"),
    "100 days from 04-20": ("2015-04-20", 100, "2015-09-09", "2015-09-10"),
    "90 days from 05-04": ("2015-05-04", 90, "2015-09-08", "2015-09-09"),
}


@pytest.mark.parametrize(("start", "n", "old", "new"), ANNOUNCED_LATER.values(), ids=ANNOUNCED_LATER.keys())
def test_a_holiday_announced_later_moves_what_was_told_once(start, n, old, new):
    before, after = (
        reckon(limit((n, WD)), morning(start), calendar, rules=RULES)
        for calendar in (before_the_notice_of_2015(), after_the_notice_of_2015())
    )
    assert before.due
    assert after.due
    assert (before.due.on.isoformat(), after.due.on.isoformat()) == (old, new)
    assert told(before.due, after.due, never_shorten=True) == after.due


def due_on(day: str, *, provisional: bool = False, version: int = 1) -> DueDate:
    on = date.fromisoformat(day)
    at = start_of(on + timedelta(days=1))
    return DueDate(at=at, on=on, provisional=provisional, calendar_version=version)


TOLD = {
    "nothing was told": (None, due_on("2015-09-08"), True, due_on("2015-09-08")),
    "later": (due_on("2015-09-08"), due_on("2015-09-09", version=2), True, due_on("2015-09-09", version=2)),
    "the same": (due_on("2015-09-08"), due_on("2015-09-08", version=2), True, due_on("2015-09-08", version=2)),
    "earlier is not told": (
        due_on("2027-02-08", provisional=True),
        due_on("2027-02-05", version=2),
        True,
        due_on("2027-02-08", version=2),
    ),
    "earlier, where policy allows it": (
        due_on("2015-09-08"), due_on("2015-09-07", version=2), False, due_on("2015-09-07", version=2)
    ),
}  # fmt: skip


@pytest.mark.parametrize(("previous", "new", "never_shorten", "expected"), TOLD.values(), ids=TOLD.keys())
def test_told(previous, new, never_shorten, expected):
    assert told(previous, new, never_shorten) == expected
    assert told(expected, new, never_shorten) == expected


PROVISIONAL = {
    "a query that ends by itself in an unpublished year": ((5, WD), (stop("2026-12-25", None, QUERY),), True),
    "a query over before the run": ((5, WD), (stop("2026-12-01", "2026-12-04", QUERY),), False),
    "a query that begins on the due day": ((5, WD), (stop("2026-12-29", None, QUERY),), False),
    "calendar days that a query moves, though none is asked": ((5, CAL_DAY), (stop("2026-12-25", None, QUERY),), True),
    "calendar days that end in a published year": ((5, CAL_DAY), (stop("2026-12-23", "2026-12-25", QUERY),), False),
}


@pytest.mark.parametrize(("only", "stops", "provisional"), PROVISIONAL.values(), ids=PROVISIONAL.keys())
def test_a_query_measured_by_an_unpublished_year_makes_it_provisional(only, stops, provisional):
    rules = RULES.model_copy(update={"roll_forward": False})
    found = reckon(limit(only), morning("2026-12-22"), SEEDED, rules=rules, suspensions=stops).due
    assert found
    assert found.provisional is provisional


def test_a_query_of_an_unpublished_year_that_was_over_before_the_run_does_not():
    query = stop("2003-12-01", "2003-12-04", QUERY)
    found = reckon(limit((5, WD)), morning("2004-03-01"), SEEDED, rules=RULES, suspensions=(query,)).due
    assert found
    assert not found.provisional
