"""What if: a handful of hand-made cases, each row under one other rule."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from services.casework.domain.whatif import Change, OtherLimits, Scope, whatif
from services.casework.domain.whatif_roster import OtherRoster
from shared.contracts.casework.case_clocks import Clock
from shared.kernel.cycles import YearlyCycle
from shared.kernel.instants import at
from tests.year.generator import NOTICE_OF_MAY, QUERY_MAX
from tests.year.small import (
    CASES,
    CD,
    WD,
    adopted,
    days,
    edition,
    log,
)
from tests.year.work import limit

COUNTED = tuple(
    reason for reason in ("PUBLIC_NOTICE", "HEARING", "EXPERT_REVIEW", "INSPECTION", "CROSS_DEPARTMENT_QUERY")
)
MZ003 = "CD-MZ-003"
# Change, last due dates that move (case, clock, new last day), breaches gained, breaches lost.
RULES = {
    "a promise of eight days is due two working days earlier": (
        Change(limits={MZ003: days(8)}),
        {("in-time", "2014-10-13"), ("late", "2014-11-13"), ("asked", "2015-03-24"), ("storm", "2015-05-08")},
        {"storm"},
        set(),
    ),
    "a promise that ends on the day of the closure is kept": (
        Change(limits={MZ003: days(5)}),
        {("in-time", "2014-10-09"), ("late", "2014-11-10"), ("asked", "2015-03-19"), ("storm", "2015-05-05")},
        {"storm"},
        set(),
    ),
    "one that ends on the day before is missed": (
        Change(limits={MZ003: days(4)}),
        {("in-time", "2014-10-08"), ("late", "2014-11-07"), ("asked", "2015-03-18"), ("storm", "2015-05-04")},
        {"in-time", "storm"},
        set(),
    ),
    "a promise as long as the statute is kept where it was missed": (
        Change(limits={MZ003: days(15)}),
        {("in-time", "2014-10-22"), ("late", "2014-11-24"), ("asked", "2015-04-02"), ("storm", "2015-05-19")},
        set(),
        {"late", "asked"},
    ),
    "without a promise none is missed": (
        Change(limits={MZ003: days(None)}),
        {("in-time", None), ("late", None), ("asked", None), ("storm", None)},
        set(),
        {"late", "asked"},
    ),
    "a promise where there was one in other units": (
        Change(limits={"CD-MZ-010": days(5, CD)}),
        {("new-year", "2014-12-08")},
        {"new-year"},
        set(),
    ),
    "the same limit changes nothing": (Change(limits={MZ003: days(10)}), set(), set(), set()),
    "a limit of what nobody asked for changes nothing": (
        Change(limits={"CD-XX-001": days(1)}),
        set(),
        set(),
        set(),
    ),
    "a query that may stop the clock for ten working days": (
        adopted("clock.query_max_wd", 10, *(day for day, _ in QUERY_MAX)),
        {("asked", "2015-03-30")},
        set(),
        set(),
    ),
    "a query that may stop it for as long as it takes": (
        adopted("clock.query_max_wd", 60, *(day for day, _ in QUERY_MAX)),
        {("asked", "2015-04-10")},
        set(),
        {"asked"},
    ),
    "a query that may stop it for three": (
        adopted("clock.query_max_wd", 3, *(day for day, _ in QUERY_MAX)),
        {("asked", "2015-03-19")},
        set(),
        set(),
    ),
    "a query that counts": (
        adopted("clock.not_counted", ("FORCE_MAJEURE",)),
        {("asked", "2015-03-16")},
        set(),
        set(),
    ),
    "force majeure that counts": (
        adopted("clock.not_counted", COUNTED),
        {("storm", "2015-05-05")},
        {"storm"},
        set(),
    ),
    "nothing rolls on": (
        adopted("clock.roll_forward", False),
        {("new-year", "2015-01-01")},
        set(),
        set(),
    ),
    "a value that begins after the year changes nothing": (
        adopted("clock.query_max_wd", 1, date(2016, 1, 1)),
        set(),
        set(),
        set(),
    ),
    "the V-day holiday known from the beginning": (Change(editions=(edition(2015),)), set(), set(), set()),
    "one more day off within a limit": (
        Change(editions=(edition(2014, off=("2014-10-08",)),)),
        {("in-time", "2014-10-16")},
        set(),
        set(),
    ),
    "one more day worked within a limit that is told earlier": (
        Change(editions=(edition(2014, worked=("2014-11-08",)),)),
        {("late", "2014-11-14")},
        set(),
        set(),
    ),
    "a year that never changed in May": (
        Change(editions=(edition(2015, off=("2015-09-03", "2015-09-04"), worked=("2015-09-06",)),)),
        {("far", "2015-09-08")},
        set(),
        set(),
    ),
}


@pytest.mark.parametrize(("change", "moved", "gained", "lost"), RULES.values(), ids=RULES.keys())
def test_under_another_rule(change, moved, gained, lost):
    report = whatif(log(), change)
    of_promise = {(each.case_id, str(each.new.on) if each.new else None) for each in report.moved.first
                  if each.clock is Clock.PROMISED}  # fmt: skip
    assert of_promise == moved
    assert {each.case_id for each in report.gained.first if each.clock is Clock.PROMISED} == gained
    assert {each.case_id for each in report.lost.first if each.clock is Clock.PROMISED} == lost
    assert report.changes is bool(moved or gained or lost or report.moved.count)


STATUTES = {
    "a statute of fourteen days ends before the closure": (limit(((14, WD),)), "2014-11-21", {"late"}),
    "one of fifteen on its day": (limit(((15, WD),)), None, set()),
    "a statute that names a day of the year": (YearlyCycle(apply_by="11-30", decide_by="12-31"), "2014-12-31", set()),
}


@pytest.mark.parametrize(("statutory", "due_on", "gained"), STATUTES.values(), ids=STATUTES.keys())
def test_under_another_law(statutory, due_on, gained):
    report = whatif(log(), Change(limits={MZ003: OtherLimits(statutory=statutory)}))
    new = {each.case_id: str(each.new.on) for each in report.moved.first if each.clock is Clock.STATUTORY and each.new}
    assert new.get("late") == due_on
    assert {each.case_id for each in report.gained.first if each.clock is Clock.STATUTORY} >= gained
    assert ("late" in {each.case_id for each in report.gained.first}) is ("late" in gained)


def test_what_changes_nothing_reports_nothing():
    report = whatif(log(), Change(roster=OtherRoster()))
    assert not report.changes
    assert (report.moved.count, report.gained.count, report.lost.count, report.not_done.count) == (0, 0, 0, 0)
    assert sum(line.cases for line in report.lines) == report.cases == len(CASES)
    (line,) = (line for line in report.lines if line.item_code == MZ003)
    assert (line.within_promise.was, line.within_promise.would) == (2, 2)
    assert (line.within_statute.was, line.within_statute.would) == (4, 4)


def test_a_line_says_how_many_would_have_been_in_time():
    day = date(2014, 11, 3)
    (line,) = whatif(log(), Change(limits={MZ003: days(15)}), Scope(first=day, last=day)).lines
    assert (line.cases, line.moved) == (1, 1)
    assert (line.within_promise.was, line.within_promise.would) == (0, 1)
    assert (line.within_statute.was, line.within_statute.would) == (1, 1)


SCOPES = {
    "all": (Scope(), 4),
    "those that were accepted from a day on": (Scope(first=date(2014, 11, 3)), 3),
    "those after it": (Scope(first=date(2014, 11, 4)), 2),
    "those until a day": (Scope(last=date(2014, 11, 3)), 2),
    "those that are open": (Scope(open_only=True), 0),
}


@pytest.mark.parametrize(("scope", "moved"), SCOPES.values(), ids=SCOPES.keys())
def test_of_which_cases(scope, moved):
    assert whatif(log(), Change(limits={MZ003: days(8)}), scope).moved.count == moved


def test_a_list_is_shortened_and_its_count_is_not():
    moved = whatif(log(), Change(limits={MZ003: days(8)}), Scope(listed=3)).moved
    assert (moved.count, len(moved.first)) == (4, 3)


# --- known only from an instant on: a dry run ------------------------------------


def until(when: datetime):
    return [each for each in log() if each.document.time < when]


V_DAY_2 = edition(2015).model_copy(update={"version": 2})
KNOWN_FROM = {
    "a notice moves the open case": (NOTICE_OF_MAY, Change(editions=(V_DAY_2,)), {("far", "2015-09-09")}),
    "no closed case": (at(date(2015, 4, 1), 9), Change(editions=(edition(2015, off=("2015-03-10",)),)), set()),
    "what was told is not shortened": (
        NOTICE_OF_MAY,
        Change(editions=(edition(2015, off=("2015-05-13",), worked=("2015-05-16",)),)),
        {("far", "2015-09-09")},
    ),
    "a case keeps the limits of its acceptance": (
        NOTICE_OF_MAY,
        Change(limits={"CD-SB-001": days(5)}),
        set(),
    ),
    "other rules from the start of the case": (
        NOTICE_OF_MAY,
        adopted("clock.due_time.office", "CLOSE_OF_BUSINESS"),
        set(),
    ),
    "where what was told may be shortened it is": (
        NOTICE_OF_MAY,
        replace(adopted("clock.never_shorten", False), editions=(edition(2015, off=("2015-09-03", "2015-09-04")),)),
        {("far", "2015-09-07")},
    ),
}


@pytest.mark.parametrize(("now", "change", "moved"), KNOWN_FROM.values(), ids=KNOWN_FROM.keys())
def test_known_from_now_on(now, change, moved):
    report = whatif(until(now), replace(change, known_from=now), Scope(open_only=True))
    assert {
        (each.case_id, str(each.new.on)) for each in report.moved.first if each.clock is Clock.PROMISED and each.new
    } == moved
