"""The proof of a due date: what it says, that a stranger agrees, and that no untruth gets past the stranger."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.kernel.cycles import YearlyCycle
from shared.kernel.deadlines import Extension, Reckoning, reckon
from shared.kernel.limits import Limit
from shared.kernel.proof import Edition, Proof, Skipped, Span, Stopped, Why, prove
from shared.kernel.proof_check import check
from shared.kernel.working_days import Calendar, YearStatus
from tests.kernel import clocks
from tests.kernel.clocks import (
    CAL_DAY,
    HEARING,
    HOUR,
    INSTANT,
    MONTH,
    NOTICE,
    QUERY,
    RULES,
    SEEDED,
    WD,
    after_the_notice_of_2015,
    before_the_notice_of_2015,
    limit,
    morning,
    stage,
    stop,
)

MARCH = "2015-03-16"
OVERLAP = (stop("2015-03-25", "2015-04-02"), stop("2015-03-30", "2015-04-08", HEARING))


def proof_of(
    some: Limit | YearlyCycle, started: str, *stops, calendar: Calendar = SEEDED, more=(), rules=RULES
) -> Proof:
    return prove(reckon(some, morning(started), calendar, rules=rules, suspensions=stops, extensions=more))


def span(first: str, last: str | None = None) -> Span:
    return Span(first=date.fromisoformat(first), last=date.fromisoformat(last or first))


def skipped(why: Why, first: str, last: str | None = None, **more) -> Skipped:
    return Skipped(first=date.fromisoformat(first), last=date.fromisoformat(last or first), why=why, **more)


# --- what it says -----------------------------------------------------------


def test_each_day_of_s2_is_counted_or_skipped_for_a_reason():
    (only,) = proof_of(limit((10, WD)), "2014-09-26", stop("2014-10-13", "2014-10-20")).stages
    assert only.counted == (
        span("2014-09-28", "2014-09-30"),
        span("2014-10-08", "2014-10-11"),
        span("2014-10-13"),
        span("2014-10-21", "2014-10-22"),
    )
    assert only.made_up == (date(2014, 9, 28), date(2014, 10, 11))
    assert only.skipped == (
        skipped(Why.START_DAY, "2014-09-26"),
        skipped(Why.WEEKEND, "2014-09-27"),
        skipped(Why.HOLIDAY, "2014-10-01", "2014-10-03", edition=1),
        skipped(Why.WEEKEND, "2014-10-04", "2014-10-05"),
        skipped(Why.HOLIDAY, "2014-10-06", "2014-10-07", edition=1),
        skipped(Why.WEEKEND, "2014-10-12"),
        skipped(Why.SUSPENDED, "2014-10-14", "2014-10-20", reasons=(NOTICE,)),
    )
    assert (only.first_counted_on, only.last_counted_on) == (date(2014, 9, 28), date(2014, 10, 22))
    assert only.days_counted == 10


def test_suspensions_stand_as_told_and_united():
    proof = proof_of(limit((20, WD)), MARCH, *OVERLAP)
    assert proof.suspensions == tuple(sorted(OVERLAP, key=lambda told: told.model_dump_json()))
    assert proof.stopped == (Stopped(first=date(2015, 3, 26), last=date(2015, 4, 8), reasons=(HEARING, NOTICE)),)
    suspended = [days for days in proof.stages[0].skipped if days.why is Why.SUSPENDED]
    assert [(days.first.day, days.last.day, days.reasons) for days in suspended] == [
        (26, 30, (NOTICE,)),
        (31, 2, (HEARING, NOTICE)),
        (3, 8, (HEARING,)),
    ]


def test_a_query_without_answer_shows_where_it_ended_by_itself():
    proof = proof_of(limit((20, WD)), MARCH, stop("2015-03-25", None, QUERY))
    assert proof.suspensions[0].resumed_on is None
    assert proof.stopped[0].last == date(2015, 4, 9)


def test_calendar_days_roll_and_say_so():
    (only,) = proof_of(limit((60, CAL_DAY)), "2015-11-02").stages
    assert only.counted == (span("2015-11-03", "2015-12-31"), span("2016-01-01"))
    assert only.skipped[-1] == skipped(Why.ROLLED, "2016-01-02", "2016-01-04")
    assert only.last_counted_on == date(2016, 1, 1)


def test_the_editions_used_are_named_and_an_untold_year_is_provisional():
    proof = proof_of(limit((5, WD)), "2026-12-30")
    assert proof.editions == (
        Edition(
            year=2026, version=1, status=YearStatus.PUBLISHED, source_document=SEEDED.years[2026].source_document
        ),
        Edition(year=2027, version=0, status=YearStatus.PROVISIONAL, source_document=None),
    )  # fmt: skip
    assert proof.due
    assert proof.due.provisional
    assert proof.rules.policy_version == 7


def test_while_it_stands_still_the_days_end_where_it_stopped():
    proof = proof_of(limit((20, WD), (5, WD)), MARCH, stop("2015-03-25"))
    (only,) = proof.stages
    assert (proof.due, only.due, only.remaining, only.days_counted) == (None, None, 13, 7)
    assert only.counted[-1].last == date(2015, 3, 25)
    assert proof.stopped == (Stopped(first=date(2015, 3, 26), last=None, reasons=(NOTICE,)),)


def test_two_bodies_each_have_their_days():
    two = Limit(stages=(stage(15, body="centre"), stage(15, body="department")))
    centre, department = proof_of(two, MARCH).stages
    assert (centre.body, centre.last_counted_on) == ("centre", date(2015, 4, 7))
    assert (department.body, department.skipped[0]) == ("department", skipped(Why.START_DAY, "2015-04-07"))
    assert department.first_counted_on == date(2015, 4, 8)


CASES = {
    "a notice": (limit((25, WD)), "2014-09-26", (stop("2014-10-13", "2014-10-20"),)),
    "an overlap": (limit((20, WD)), MARCH, OVERLAP),
    "nothing stopped it": (limit((45, WD)), MARCH, ()),
    "calendar days that roll": (limit((60, CAL_DAY)), "2015-11-02", ()),
    "a roll into a stop": (limit((5, CAL_DAY)), MARCH, (stop("2015-03-21", "2015-03-24"),)),
    "a month": (limit((1, MONTH)), "2014-01-31", (stop("2014-02-10", "2014-02-17"),)),
    "hours": (limit((48, HOUR), (5, WD)), "2015-09-03", ()),
    "an instant after a day that ends at midnight": (limit((1, WD), (0, INSTANT)), MARCH, ()),
    "open": (limit((20, WD)), MARCH, (stop("2015-03-25"),)),
    "open where only the roll is left": (limit((5, CAL_DAY)), MARCH, (stop("2015-03-21"),)),
    "a query": (limit((20, WD)), MARCH, (stop("2015-03-25", None, QUERY),)),
    "into an untold year": (limit((5, WD)), "2026-12-30", ()),
    "two bodies": (limit((15, WD), (15, WD)), MARCH, ()),
    "a cycle": (YearlyCycle(apply_by="03-15", decide_by="08-30"), "2015-03-16", ()),
}


@pytest.mark.parametrize(("some", "started", "stops"), CASES.values(), ids=CASES.keys())
def test_a_stranger_agrees_with_what_was_read_back(some, started, stops):
    proof = proof_of(some, started, *stops)
    written = proof.model_dump_json()
    assert check(Proof.model_validate_json(written), SEEDED.years.values()) == []
    assert Proof.model_validate_json(written).model_dump_json() == written


def test_an_extension_is_in_the_proof():
    more = (Extension(n=15, granted_on=date(2015, 4, 30)),)
    proof = proof_of(limit((45, WD)), MARCH, more=more)
    assert (proof.extensions, proof.stages[0].n, proof.stages[0].days_counted) == (more, 60, 60)
    assert check(proof, SEEDED.years.values()) == []


def test_each_edition_proves_its_own_date_and_the_stranger_may_have_both():
    before, after = before_the_notice_of_2015(), after_the_notice_of_2015()
    both = [*before.years.values(), after.years[2015]]
    for calendar, told in ((before, date(2015, 9, 8)), (after, date(2015, 9, 9))):
        proof = proof_of(limit((85, WD)), "2015-05-11", calendar=calendar)
        assert proof.due
        assert proof.due.on == told
        assert check(proof, both) == []
    assert check(proof_of(limit((85, WD)), "2015-05-11", calendar=after), before.years.values()) != []


# --- no untruth gets past ---------------------------------------------------


def forged(proof: Proof, *path: str | int, value: object) -> Proof:
    """The same document with one place written over."""
    document = json.loads(proof.model_dump_json())
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return Proof.model_validate_json(json.dumps(document))


HONEST = proof_of(limit((20, WD), (60, CAL_DAY)), MARCH, *OVERLAP)
OPEN = proof_of(limit((20, WD)), MARCH, stop("2015-03-25"))
CYCLE = proof_of(YearlyCycle(apply_by="03-31", decide_by="09-30"), "2015-02-02")
FORGED = {
    "the due day": (HONEST, ("due", "on"), "2015-06-27"),
    "the due instant": (HONEST, ("due", "at"), "2015-06-27T01:00:00+08:00"),
    "its mark": (HONEST, ("due", "provisional"), True),
    "the calendar's version": (HONEST, ("calendar_version",), 99),
    "the start": (HONEST, ("started_at",), "2015-03-17T10:00:00+08:00"),
    "how many units": (HONEST, ("limit", "stages", 0, "n"), 21),
    "the unit": (HONEST, ("limit", "stages", 0, "unit"), "CALENDAR_DAY"),
    "a stage less": (HONEST, ("stages",), []),
    "a body": (HONEST, ("stages", 0, "body"), "department"),
    "when a stage starts": (HONEST, ("stages", 1, "started_at"), "2015-04-29T00:00:00+08:00"),
    "the due day of a stage": (HONEST, ("stages", 0, "due", "on"), "2015-04-28"),
    "a counted day left out": (HONEST, ("stages", 0, "counted", 0, "last"), "2015-03-19"),
    "a day listed twice": (HONEST, ("stages", 0, "counted", 1, "first"), "2015-03-22"),
    "the first day": (HONEST, ("stages", 0, "first_counted_on"), "2015-03-18"),
    "the last day": (HONEST, ("stages", 0, "last_counted_on"), "2015-04-26"),
    "how many days": (HONEST, ("stages", 0, "days_counted"), 19),
    "a made-up day": (HONEST, ("stages", 0, "made_up"), ["2015-03-21"]),
    "why a day was skipped": (HONEST, ("stages", 0, "skipped", 1, "why"), "HOLIDAY"),
    "for which reasons": (HONEST, ("stages", 0, "skipped", 2, "reasons"), ["HEARING"]),
    "a suspension": (HONEST, ("suspensions", 0, "resumed_on"), "2015-04-09"),
    "a suspension made counted": (HONEST, ("suspensions", 0, "counted"), True),
    "a united span": (HONEST, ("stopped", 0, "last"), "2015-04-09"),
    "the reasons of a span": (HONEST, ("stopped", 0, "reasons"), ["HEARING"]),
    "the source of an edition": (HONEST, ("editions", 0, "source_document"), "hearsay"),
    "the version of an edition": (HONEST, ("editions", 0, "version"), 2),
    "the status of an edition": (HONEST, ("editions", 0, "status"), "PROVISIONAL"),
    "no edition": (HONEST, ("editions",), []),
    "an edition untold": (HONEST, ("editions", 0, "version"), 0),
    "an extension that nobody counted": (HONEST, ("extensions",), [{"n": 1, "granted_on": "2015-04-01"}]),
    "that it rolls": (proof_of(limit((60, CAL_DAY)), "2015-11-02"), ("rules", "roll_forward"), False),
    "when the day ends": (HONEST, ("rules", "closes_at"), "18:00:00"),
    "how long a query may take": (
        proof_of(limit((20, WD)), MARCH, stop("2015-03-25", None, QUERY)),
        ("rules", "query_max_wd"),
        9,
    ),
    "what is left": (OPEN, ("stages", 0, "remaining"), 12),
    "a date while it stands still": (OPEN, ("due",), json.loads(HONEST.model_dump_json())["due"]),
    "that it stands still": (OPEN, ("stopped", 0, "last"), "2015-04-02"),
    "a round": (CYCLE, ("round", "apply_by"), "2015-04-01"),
    "no round": (CYCLE, ("round",), None),
    "the day of a cycle": (CYCLE, ("due", "on"), "2015-10-08"),
}


@pytest.mark.parametrize(("proof", "path", "value"), FORGED.values(), ids=FORGED.keys())
def test_the_stranger_finds_the_place_written_over(proof, path, value):
    assert check(proof, SEEDED.years.values()) == []
    assert check(forged(proof, *path, value=value), SEEDED.years.values()) != []


def test_a_holiday_that_no_edition_knows_is_found():
    without = before_the_notice_of_2015()
    proof = proof_of(limit((5, WD)), "2015-08-31")
    assert check(proof, without.years.values()) != []


# --- for every clock --------------------------------------------------------


@st.composite
def reckonings(draw: st.DrawFn) -> Reckoning:
    calendar = draw(clocks.calendars())
    some = draw(clocks.limits | clocks.cycles)
    counted = isinstance(some, Limit) and some.stages[-1].n > 0
    return reckon(
        some,
        draw(clocks.starts),
        calendar,
        rules=draw(clocks.rules),
        suspensions=draw(clocks.suspensions()),
        extensions=draw(clocks.extensions) if counted else (),
    )


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(reckonings())
def test_engine_and_stranger_agree(found):
    assert check(prove(found), found.calendar.years.values()) == []


@given(reckonings(), st.randoms(use_true_random=False))
def test_the_order_in_which_it_was_told_leaves_the_proof_as_it_is(found, random):
    suspensions, extensions = list(found.suspensions), list(found.extensions)
    random.shuffle(suspensions)
    random.shuffle(extensions)
    again = reckon(
        found.limit,
        found.started,
        found.calendar,
        rules=found.rules,
        suspensions=suspensions,
        extensions=extensions,
    )
    assert prove(again).model_dump_json() == prove(found).model_dump_json()


@given(reckonings())
def test_every_day_from_start_to_end_stands_in_the_proof_once(found):
    for told in prove(found).stages:
        ordinals = [
            day
            for days in (*told.counted, *told.skipped)
            for day in range(days.first.toordinal(), days.last.toordinal() + 1)
        ]
        first, last = min(ordinals, default=0), max(ordinals, default=-1)
        assert sorted(ordinals) == list(range(first, last + 1))
