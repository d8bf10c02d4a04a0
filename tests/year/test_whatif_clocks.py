"""What if: cases whose clocks stand still, are lengthened, or run anew."""

from dataclasses import replace
from datetime import date

import pytest

from services.casework.domain.policy import POLICY, AdoptPolicy
from services.casework.domain.whatif import Change, OtherLimits, whatif
from shared.contracts.casework.case import CaseClosed
from shared.contracts.casework.case_aftermath import CaseReopened
from shared.contracts.casework.case_clocks import Clock, DueDates
from shared.kernel.decider import Step
from shared.kernel.instants import at, start_of
from shared.kernel.limits import DueDate
from tests.year.generator import QUERY_MAX
from tests.year.script import Act, What
from tests.year.small import (
    APPROVAL,
    THREE,
    WD,
    adopted,
    case,
    days,
    examiner,
    handled,
    instant,
    log,
    log_of,
)
from tests.year.work import limit

COUNTED = tuple(
    reason for reason in ("PUBLIC_NOTICE", "HEARING", "EXPERT_REVIEW", "INSPECTION", "CROSS_DEPARTMENT_QUERY")
)
MZ003 = "CD-MZ-003"

# --- what counted, and would have stopped the clock ---------------------------------

# Ten working days of promise, of which two are used before five days with a hearing or a query.
HEARD = case(
    "heard",
    "CD-MZ-003",
    "2015-03-16T10:00",
    examiner("2015-03-18T10:00", What.STEP, id="h", reason="HEARING"),
    examiner("2015-03-25T10:00", What.STEP_OVER, id="h", on=date(2015, 3, 25)),
)
QUERIED = case(
    "queried",
    "CD-MZ-003",
    "2015-03-16T10:00",
    examiner("2015-03-18T10:00", What.ASK_DEPARTMENT, id="q", reason="department-1"),
    Act(instant("2015-03-25T10:00"), What.DEPARTMENT_ANSWERS, id="q", reason="department-1"),
)


@pytest.mark.parametrize("counted", [HEARD, QUERIED], ids=["a hearing", "a query"])
def test_what_counted_would_have_stopped_the_clock(counted):
    (nothing,) = adopted("clock.not_counted", ()).entries
    log = log_of((counted,), Step(POLICY, "clock", AdoptPolicy(entry=nothing)))
    report = whatif(log, adopted("clock.not_counted", COUNTED))
    (moved,) = (each for each in report.moved.first if each.clock is Clock.PROMISED)
    assert moved.old is not None
    assert moved.new is not None
    assert (moved.old.on, moved.new.on) == (date(2015, 3, 30), date(2015, 4, 7))


def test_a_case_that_is_examined_again_runs_anew_and_nothing_is_promised():
    """Fifteen working days from 2014-11-03 end on 11-24, fourteen on 11-21."""
    again_at = at(date(2014, 11, 3), 10)
    due = DueDate(at=start_of(date(2014, 11, 25)), on=date(2014, 11, 24), provisional=False, calendar_version=2)
    ours = [each for each in log() if each.aggregate.id in ("in-time", "CD-MZ-003") or each.aggregate.kind in RULES_OF]
    last = next(each for each in reversed(ours) if each.aggregate.id == "in-time")
    event = CaseReopened(application_id="application-1", started_at=again_at, due=DueDates(statutory=due))
    reopened = replace(last, document=last.document.model_copy(update={"data": event, "time": again_at}))
    before = [each for each in ours if each.document.time < again_at]
    assert not whatif([*before, reopened], Change()).changes
    report = whatif([*before, reopened], Change(limits={MZ003: OtherLimits(limit(((14, WD),)), limit(((1, WD),)))}))
    moved = {each.clock: (each.old and each.old.on, each.new and each.new.on) for each in report.moved.first}
    assert moved == {Clock.STATUTORY: (date(2014, 11, 24), date(2014, 11, 21))}


RULES_OF = ("policy", "calendar")


# --- queries, extensions, closures ------------------------------------------------

ASKED = examiner("2015-03-04T10:00", What.ASK_DEPARTMENT, id="q", reason="department-1")
UNANSWERED = case("unanswered", MZ003, "2015-03-02T10:00", ASKED)


QUERIES = {
    "eight days, as it was": (8, None),
    "three days": (3, "2015-03-19"),
    "none at all": (0, "2015-03-16"),
}


@pytest.mark.parametrize(("most", "due_on"), QUERIES.values(), ids=QUERIES.keys())
def test_a_query_that_nobody_answers_ends_by_itself(most, due_on):
    report = whatif(log_of((UNANSWERED,)), adopted("clock.query_max_wd", most, *(day for day, _ in QUERY_MAX)))
    new = [str(each.new.on) for each in report.moved.first if each.clock is Clock.PROMISED and each.new]
    assert new == ([due_on] if due_on else [])


LENGTHENED = case(
    "lengthened",
    MZ003,
    "2015-03-02T10:00",
    examiner("2015-03-09T10:00", What.ASK_MORE, n=5),
    Act(instant("2015-03-10T10:00"), What.GRANT_MORE, APPROVAL, THREE),
)
EXTENSIONS = {
    "a limit that is not over is lengthened": (8, "2015-03-19"),
    "so is one on its last day": (6, "2015-03-17"),
    "one that was over the day before is not": (5, "2015-03-09"),
}


@pytest.mark.parametrize(("promised", "due_on"), EXTENSIONS.values(), ids=EXTENSIONS.keys())
def test_an_extension_lengthens_what_it_could_have_lengthened(promised, due_on):
    report = whatif(log_of((LENGTHENED,)), Change(limits={MZ003: days(promised)}))
    (moved,) = (each for each in report.moved.first if each.clock is Clock.PROMISED)
    assert (moved.old and str(moved.old.on), moved.new and str(moved.new.on)) == ("2015-03-23", due_on)


PROPOSE, DECIDE, CLOSE = handled("2014-10-08T10:00", "2014-10-08T16:00", "2014-10-16T10:00")
STOP = examiner("2014-10-09T09:30", What.STOP, id="f")
STOPPED = case("stopped", MZ003, "2014-09-26T10:00", PROPOSE, DECIDE, STOP, CLOSE)


def test_closed_while_the_clock_stands_still_is_not_late():
    log = log_of((STOPPED,))
    (closed,) = (each.event for each in log if isinstance(each.event, CaseClosed))
    (line,) = whatif(log, Change()).lines
    assert line.within_promise.was == line.within_promise.would == int(closed.within_promise is True) == 1
    (other,) = whatif(log, Change(limits={MZ003: days(3)})).lines
    assert (other.within_promise.was, other.within_promise.would) == (1, 0)
