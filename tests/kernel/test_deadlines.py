"""Deadlines: suspensions, extensions, clocks of bodies and yearly cycles, one row each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from pydantic import ValidationError

from shared.kernel.cycles import YearlyCycle, promise_starts_at
from shared.kernel.deadlines import (
    ClockRules,
    Extension,
    NotExtendable,
    extended,
    reckon,
    reckon_each,
)
from shared.kernel.instants import start_of
from shared.kernel.limits import Limit, LimitUnit, NothingCounted
from shared.kernel.suspensions import Stop, Suspension, stops_of
from tests.kernel.clocks import (
    CAL_DAY,
    HEARING,
    HOUR,
    INSTANT,
    MONTH,
    QUERY,
    RULES,
    SEEDED,
    WD,
    limit,
    morning,
    stage,
    stop,
)

Units = tuple[tuple[int, LimitUnit], ...]


@dataclass(frozen=True)
class Row:
    started: str
    units: Units
    due: str | None
    stops: tuple[Suspension, ...] = ()
    more: int = 0
    remaining: int | None = None
    rules: ClockRules = RULES


MARCH = "2015-03-16"
NO_ROLL = RULES.model_copy(update={"roll_forward": False})

ROWS = {
    # The vectors of the domain model.
    "suspended with 7 of 20 used, 13 are left": Row(
        MARCH, ((20, WD),), "2015-04-22", (stop("2015-03-25", "2015-04-02"),)
    ),
    "two that overlap take their union": Row(
        MARCH, ((20, WD),), "2015-04-27", (stop("2015-03-25", "2015-04-02"), stop("2015-03-30", "2015-04-08"))
    ),
    "joint handling": Row(MARCH, ((45, WD),), "2015-05-20"),
    "joint handling, extended by 15": Row(MARCH, ((45, WD),), "2015-06-10", more=15),
    "S2: the promise after a notice posted with 8 used": Row(
        "2014-09-26", ((25, WD),), "2014-11-12", (stop("2014-10-13", "2014-10-20"),)
    ),
    "S2: the statute after it": Row("2014-09-26", ((30, WD),), "2014-11-19", (stop("2014-10-13", "2014-10-20"),)),
    "S2: no notice": Row("2014-09-26", ((25, WD),), "2014-11-05"),
    "S3: the last day to tell": Row("2015-02-13", ((5, WD),), "2015-02-26"),
    # Where a stop begins and ends.
    "a notice that the item counts stops nothing": Row(
        MARCH, ((20, WD),), "2015-04-14", (stop("2015-03-25", "2015-04-02", counted=True),)
    ),
    "stopped and resumed on one day, no whole day is lost": Row(
        MARCH, ((20, WD),), "2015-04-14", (stop("2015-03-25", "2015-03-25"),)
    ),
    "stopped on a Saturday, resumed on the holiday after": Row(
        MARCH, ((20, WD),), "2015-04-21", (stop("2015-03-28", "2015-04-06"),)
    ),
    "over days of rest alone": Row(MARCH, ((20, WD),), "2015-04-14", (stop("2015-04-03", "2015-04-06"),)),
    "over a Sunday that is worked": Row("2015-02-13", ((5, WD),), "2015-02-27", (stop("2015-02-14", "2015-02-15"),)),
    "over before the start": Row(MARCH, ((20, WD),), "2015-04-14", (stop("2015-03-02", "2015-03-16"),)),
    "stopped before the start, resumed a day after it": Row(
        MARCH, ((20, WD),), "2015-04-15", (stop("2015-03-02", "2015-03-17"),)
    ),
    "stopped on the day of the start": Row(MARCH, ((1, WD),), "2015-03-19", (stop(MARCH, "2015-03-18"),)),
    "stopped on the due day, which counts as used": Row(
        MARCH, ((20, WD),), "2015-04-14", (stop("2015-04-14", "2015-04-30"),)
    ),
    "stopped on the eve of the due day": Row(MARCH, ((20, WD),), "2015-05-04", (stop("2015-04-13", "2015-04-30"),)),
    "adjacent, the second stops where the first resumes": Row(
        MARCH, ((20, WD),), "2015-04-22", (stop("2015-03-25", "2015-03-27"), stop("2015-03-27", "2015-04-02"))
    ),
    "a day apart, the day between counts": Row(
        MARCH, ((20, WD),), "2015-04-21", (stop("2015-03-25", "2015-03-29"), stop("2015-03-30", "2015-04-02"))
    ),
    "nested": Row(
        MARCH, ((20, WD),), "2015-04-22", (stop("2015-03-25", "2015-04-02"), stop("2015-03-27", "2015-03-30"))
    ),
    "identical, by two reasons": Row(
        MARCH, ((20, WD),), "2015-04-22", (stop("2015-03-25", "2015-04-02"), stop("2015-03-25", "2015-04-02", HEARING))
    ),
    # Standing still.
    "an open notice: 13 are left": Row(MARCH, ((20, WD),), None, (stop("2015-03-25"),), remaining=13),
    "open while another was over long ago": Row(
        MARCH, ((20, WD),), None, (stop("2015-03-25"), stop("2015-03-27", "2015-03-30", HEARING)), remaining=13
    ),
    "open since before the start": Row(MARCH, ((20, WD),), None, (stop("2015-03-02"),), remaining=20),
    "open from the due day on": Row(MARCH, ((20, WD),), "2015-04-14", (stop("2015-04-14"),)),
    "open, calendar days": Row(MARCH, ((60, CAL_DAY),), None, (stop("2015-03-25"),), remaining=51),
    "open, a month": Row(MARCH, ((1, MONTH),), None, (stop("2015-03-25"),), remaining=22),
    "open where only the roll is left": Row(MARCH, ((5, CAL_DAY),), None, (stop("2015-03-21"),), remaining=0),
    "open in the first of two stages": Row(MARCH, ((5, WD), (5, WD)), None, (stop("2015-03-18"),), remaining=3),
    "open in the second": Row(MARCH, ((5, WD), (5, WD)), None, (stop("2015-03-25"),), remaining=3),
    # A query ends by itself.
    "a query that nobody answers takes 10 working days": Row(
        MARCH, ((20, WD),), "2015-04-28", (stop("2015-03-25", None, QUERY),)
    ),
    "a query answered earlier": Row(MARCH, ((20, WD),), "2015-04-22", (stop("2015-03-25", "2015-04-02", QUERY),)),
    "a query answered too late": Row(MARCH, ((20, WD),), "2015-04-28", (stop("2015-03-25", "2015-05-08", QUERY),)),
    "a query where policy allows none": Row(
        MARCH,
        ((20, WD),),
        "2015-04-14",
        (stop("2015-03-25", None, QUERY),),
        rules=RULES.model_copy(update={"query_max_wd": 0}),
    ),
    # Calendar days and months.
    "calendar days move by the days stopped": Row(
        MARCH, ((30, CAL_DAY),), "2015-04-23", (stop("2015-03-25", "2015-04-02"),)
    ),
    "and then roll": Row(MARCH, ((30, CAL_DAY),), "2015-04-27", (stop("2015-03-25", "2015-04-04"),)),
    "or do not, by policy": Row(
        MARCH, ((30, CAL_DAY),), "2015-04-25", (stop("2015-03-25", "2015-04-04"),), rules=NO_ROLL
    ),
    "moved into another stop, they move by that too": Row(
        MARCH, ((30, CAL_DAY),), "2015-04-30", (stop("2015-03-25", "2015-04-02"), stop("2015-04-20", "2015-04-27"))
    ),
    "a stop after their last day moves nothing": Row(
        MARCH, ((30, CAL_DAY),), "2015-04-15", (stop("2015-04-15", "2015-04-20"),)
    ),
    "what rolls onto a stopped Monday goes on to its end": Row(
        MARCH, ((5, CAL_DAY),), "2015-03-25", (stop("2015-03-21", "2015-03-24"),)
    ),
    "a month moves by the days stopped": Row(MARCH, ((1, MONTH),), "2015-04-24", (stop("2015-03-25", "2015-04-02"),)),
    "a month from the 31st clamps first and moves then": Row(
        "2014-01-31", ((1, MONTH),), "2014-03-07", (stop("2014-02-10", "2014-02-17"),)
    ),
    "a leap day is in its month": Row(
        "2016-01-31", ((1, MONTH),), "2016-03-01", (stop("2016-02-10", "2016-02-11"),)
    ),
    # Hours and instants.
    "hours run through a notice": Row("2015-09-03", ((48, HOUR),), "2015-09-05", (stop("2015-09-03", "2015-09-20"),)),
    "an instant is at once, whatever is open": Row("2015-09-03", ((0, INSTANT),), "2015-09-03", (stop("2015-09-01"),)),
    "days after hours stand still": Row(
        "2015-09-03", ((48, HOUR), (5, WD)), "2015-09-17", (stop("2015-09-06", "2015-09-11"),)
    ),
    "an extension of hours": Row("2015-09-03", ((24, HOUR),), "2015-09-05", more=24),
    "an extension is the last stage's": Row(MARCH, ((5, WD), (1, MONTH)), "2015-05-25", more=1),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_reckoning(row):
    more = (Extension(n=row.more, granted_on=date(2015, 3, 20)),) if row.more else ()
    found = reckon(
        limit(*row.units), morning(row.started), SEEDED, rules=row.rules, suspensions=row.stops, extensions=more
    )
    assert (found.due and found.due.on.isoformat(), found.remaining) == (row.due, row.remaining)


def test_the_union_is_what_takes_days_and_keeps_apart_what_does_not_touch():
    found = stops_of(
        (stop("2015-04-20", "2015-04-21"), stop("2015-03-30", "2015-04-08"), stop("2015-03-25", "2015-04-02")),
        SEEDED,
        10,
    )
    assert found.spans == (
        Stop(date(2015, 3, 25), date(2015, 4, 8)),
        Stop(date(2015, 4, 20), date(2015, 4, 21)),
    )


def test_a_query_ends_by_itself_on_the_tenth_working_day():
    asked = stop("2015-03-25", None, QUERY)
    assert asked.stop(SEEDED, 10) == Stop(date(2015, 3, 25), date(2015, 4, 9))
    assert SEEDED.working_days_after(date(2015, 3, 25), date(2015, 4, 9)) == 10


def test_nobody_resumes_before_stopping():
    with pytest.raises(ValidationError):
        stop("2015-03-25", "2015-03-24")


# --- bodies -----------------------------------------------------------------

TWO_BODIES = Limit(stages=(stage(15, body="centre"), stage(7, CAL_DAY, counted=False), stage(15, body="department")))


def test_s11_each_body_has_its_own_clock_and_the_applicant_the_sum():
    starts = (morning(MARCH), morning("2015-04-02"))
    centre, department = reckon_each(TWO_BODIES, starts, SEEDED, rules=RULES)
    assert centre.due
    assert department.due
    assert (centre.due.on, department.due.on) == (date(2015, 4, 7), date(2015, 4, 24))
    whole = reckon(TWO_BODIES, morning(MARCH), SEEDED, rules=RULES)
    assert whole.due
    assert whole.due.on == date(2015, 4, 28)
    assert [(run.stage.body, run.started_on) for run in whole.stages] == [
        ("centre", date(2015, 3, 16)),
        ("department", date(2015, 4, 7)),
    ]


def test_an_extension_gives_only_the_last_body_more_time():
    more = (Extension(n=5, granted_on=date(2015, 4, 1)),)
    starts = (morning(MARCH), morning("2015-04-02"))
    plain = reckon_each(TWO_BODIES, starts, SEEDED, rules=RULES)
    longer = reckon_each(TWO_BODIES, starts, SEEDED, rules=RULES, extensions=more)
    assert longer[0].due == plain[0].due
    assert longer[1].due
    assert longer[1].due.on == date(2015, 5, 4)
    assert extended(TWO_BODIES, more).totals == {WD: 35}


def test_a_body_that_has_not_got_the_case_has_no_clock_and_none_is_left_over():
    assert len(reckon_each(TWO_BODIES, (morning(MARCH),), SEEDED, rules=RULES)) == 1
    with pytest.raises(ValueError, match="3 starts"):
        reckon_each(TWO_BODIES, (morning(MARCH),) * 3, SEEDED, rules=RULES)


MORE = (Extension(n=1, granted_on=date(2015, 4, 1)),)
NO_TIME_TO_ADD_TO = {
    "an instant": (limit((5, WD), (0, INSTANT)), NotExtendable),
    "a yearly cycle": (YearlyCycle(apply_by="03-31", decide_by="09-30"), NotExtendable),
    "in time": (Limit(stages=()), NothingCounted),
}


@pytest.mark.parametrize(("some", "bug"), NO_TIME_TO_ADD_TO.values(), ids=NO_TIME_TO_ADD_TO.keys())
def test_time_is_added_to_nothing_but_counted_stages(some, bug):
    with pytest.raises(bug):
        reckon(some, morning(MARCH), SEEDED, rules=RULES, extensions=MORE)


# --- yearly cycles ----------------------------------------------------------

CYCLES = {
    "on the last day to apply": ("03-31", "09-30", "2015-03-31", "2015-03-31", "2015-09-30"),
    "the day after, the next year": ("03-31", "09-30", "2015-04-01", "2016-03-31", "2016-09-30"),
    "decided in the year after": ("10-31", "01-31", "2014-10-08", "2014-10-31", "2015-02-02"),
    "decided a year to the day later": ("03-31", "03-31", "2014-03-03", "2014-03-31", "2015-03-31"),
    "the last day rolls, and so may who applies": ("03-15", "08-31", "2015-03-16", "2015-03-16", "2015-08-31"),
    "the round of the old year is open on its rolled day": (
        "12-31",
        "06-30",
        "2017-01-03",
        "2017-01-03",
        "2017-06-30",
    ),
    "over New Year": ("12-31", "06-30", "2012-01-01", "2012-12-31", "2013-07-01"),
    "the round before is open on its rolled day": ("01-01", "06-30", "2016-01-04", "2016-01-04", "2016-06-30"),
}


@pytest.mark.parametrize(
    ("apply_by", "decide_by", "on", "promise_from", "decided_by"), CYCLES.values(), ids=CYCLES.keys()
)
def test_cycle(apply_by, decide_by, on, promise_from, decided_by):
    cycle = YearlyCycle(apply_by=apply_by, decide_by=decide_by)
    found = reckon(cycle, morning(on), SEEDED, rules=RULES, suspensions=(stop(on),))
    assert found.due
    assert found.due.on.isoformat() == decided_by
    begins = cycle.promise_starts_at(morning(on), SEEDED)
    assert begins == max(morning(on), start_of(date.fromisoformat(promise_from)))
    assert promise_starts_at(apply_by, morning(on), SEEDED) == begins, "and whoever does not know the day of decision"


def test_the_promise_of_a_cycle_is_counted_from_the_last_day_to_apply():
    cycle = YearlyCycle(apply_by="03-31", decide_by="09-30")
    begins = cycle.promise_starts_at(morning("2015-02-02"), SEEDED)
    promised = reckon(limit((30, WD)), begins, SEEDED, rules=RULES).due
    assert promised
    assert promised.on == date(2015, 5, 14)


@pytest.mark.parametrize("unreadable", ["02-29", "3-31", "13-01", "W13-1", "0331", "03-31T", "03-32"])
def test_a_cycle_names_days_that_every_year_has(unreadable):
    with pytest.raises(ValidationError):
        YearlyCycle(apply_by=unreadable, decide_by="09-30")
