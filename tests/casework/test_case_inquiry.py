"""The inquiries of a case: special steps and visits, and what the clocks make of them."""

from datetime import date

import pytest

from services.casework.domain.case_inquiry_acts import (
    RecordVisit,
    StartStep,
    Takes,
)
from services.casework.domain.case_inquiry_refusals import (
    DayOutsideStep,
    NotExamining,
    StepNotInGuide,
    StepOpen,
    StepTimeMissing,
    StepUnknown,
    VisitToCome,
)
from services.casework.domain.case_notice_acts import EndNotice
from services.casework.domain.rules import PostOfOtherKind
from services.casework.domain.types import PostId
from shared.contracts.casework.case import DecisionProposed
from shared.contracts.casework.case_clocks import ClockResumed, ClockSuspended
from shared.contracts.casework.case_inquiry import (
    ExpertReviewed,
    HearingHeld,
    HouseholdVisitDone,
    StepCompleted,
    StepKind,
    StepStarted,
)
from shared.kernel.messages import Event
from shared.kernel.suspensions import SuspensionReason
from tests.casework.district import POLICY, policy_with
from tests.casework.inquiries import (
    EXAMINATION,
    FOUND,
    WD,
    Inquired,
    complete,
    notice_of,
    post_notice,
    start,
    step_of,
)
from tests.casework.stories import propose

HEARING, EXPERTS, INSPECTION, SPECIAL = StepKind
WEEK = Takes(n=5, unit=WD)
ASSESSED = step_of(SuspensionReason.SPECIAL_STEP, "劳动能力鉴定", 20, WD)
DELIVERED = step_of(SuspensionReason.SPECIAL_STEP, "公告送达", 10, WD, counted=True)
UNTOUCHED = ("2015-04-14", "2015-04-28")
VECTOR = ("2015-04-22", "2015-05-07")
"""Stopped on 2015-03-25 and resumed on 2015-04-02, as the domain model has it."""


def hearing(step_id: str = "hearing-1") -> StartStep:
    return start(HEARING, step_id, takes=WEEK)


def visit(day: str, visit_id: str = "visit-1") -> RecordVisit:
    return RecordVisit(post_id=EXAMINATION, visit_id=visit_id, visited_on=date.fromisoformat(day), finding=FOUND)


# --- special steps ----------------------------------------------------------

KINDS: dict[str, tuple[StartStep, type[Event]]] = {
    "a hearing": (hearing("step-1"), HearingHeld),
    "a review by experts": (start(EXPERTS, "step-1", takes=WEEK), ExpertReviewed),
    "an inspection": (start(INSPECTION, "step-1", takes=WEEK), StepCompleted),
    "a step of the guide": (start(SPECIAL, "step-1", "劳动能力鉴定"), StepCompleted),
}


@pytest.mark.parametrize(("begin", "ends_as"), KINDS.values(), ids=KINDS.keys())
def test_a_step_that_does_not_count_stops_the_clocks_until_its_end(begin, ends_as):
    told = Inquired(ASSESSED).does("2015-03-25", begin)
    assert told.facts == [StepStarted, ClockSuspended]
    assert told.last[1].suspension_id == "step-1"
    assert told.due == (None, None)
    told.does("2015-04-02", complete("step-1", "2015-04-02"))
    assert told.facts == [ends_as, ClockResumed]
    assert told.due == VECTOR


def test_a_step_that_was_over_before_it_was_recorded_gives_back_no_day():
    told = Inquired().does("2015-03-25", hearing()).does("2015-04-09", complete("hearing-1", "2015-04-02"))
    assert told.last[1].resumed_on == date(2015, 4, 2)
    assert told.due == VECTOR


COUNTED = {
    "a step that the guide counts": ((DELIVERED,), POLICY, start(SPECIAL, "step-1", "公告送达")),
    "of two steps of the guide the one that counts": (
        (ASSESSED, DELIVERED),
        POLICY,
        start(SPECIAL, "step-1", "公告送达"),
    ),
    "a hearing that the guide counts, whatever policy says": (
        (step_of(SuspensionReason.HEARING, "听证", counted=True),),
        POLICY,
        hearing("step-1"),
    ),
    "a hearing where policy counts hearings": (
        (),
        policy_with("clock.not_counted", ("PUBLIC_NOTICE",)),
        start(HEARING, "step-1"),
    ),
}


@pytest.mark.parametrize(("guide", "policy", "begin"), COUNTED.values(), ids=COUNTED.keys())
def test_what_counts_stops_nothing(guide, policy, begin):
    told = Inquired(*guide, policy=policy).does("2015-03-25", begin)
    assert told.facts == [StepStarted]
    assert told.due == UNTOUCHED
    assert len(told.does("2015-04-02", complete("step-1", "2015-04-02")).facts) == 1
    assert told.due == UNTOUCHED


def test_of_two_steps_of_the_guide_the_one_that_does_not_count_stops():
    told = Inquired(DELIVERED, ASSESSED).does("2015-03-25", start(SPECIAL, "step-1", "劳动能力鉴定"))
    assert told.facts == [StepStarted, ClockSuspended]
    assert told.last[1].step == "劳动能力鉴定"


TOLD_TIME = {
    "as the guide says": (start(SPECIAL, "step-1", "劳动能力鉴定"), 20),
    "as the guide says, whatever the examiner": (start(SPECIAL, "step-1", "劳动能力鉴定", takes=WEEK), 20),
    "as the examiner says, where there is nothing in the guide": (hearing("step-1"), 5),
}


@pytest.mark.parametrize(("begin", "n"), TOLD_TIME.values(), ids=TOLD_TIME.keys())
def test_the_applicant_is_told_how_long_a_step_takes(begin, n):
    started = Inquired(ASSESSED).does("2015-03-25", begin).last[0]
    assert (started.takes_n, started.takes_unit) == (n, WD)


NOT_STARTED = {
    "a second hearing while one is open": ([hearing()], hearing("hearing-2"), StepOpen),
    "a step that the guide does not name": ([], start(SPECIAL, "step-1", "技术鉴定", takes=WEEK), StepNotInGuide),
    "a special step without a name": ([], start(SPECIAL, "step-1", takes=WEEK), StepNotInGuide),
    "a hearing by a name of another kind": ([], start(HEARING, "step-1", "劳动能力鉴定", takes=WEEK), StepNotInGuide),
    "a hearing of which nobody says how long": ([], start(HEARING, "step-1"), StepTimeMissing),
    "when it is proposed what to decide": ([propose()], hearing(), NotExamining),
}


@pytest.mark.parametrize(("before", "begin", "refusal"), NOT_STARTED.values(), ids=NOT_STARTED.keys())
def test_no_step_is_begun(before, begin, refusal):
    told = Inquired(ASSESSED)
    for command in before:
        told.does("2015-03-25", command)
    assert isinstance(told.does("2015-03-25", begin).last, refusal)


def test_after_a_step_is_over_another_of_its_kind_may_begin():
    told = Inquired().does("2015-03-25", hearing()).does("2015-03-26", complete("hearing-1", "2015-03-26"))
    assert told.does("2015-03-26", hearing("hearing-2")).facts == [StepStarted, ClockSuspended]


NOT_COMPLETED = {
    "one that nobody began": (complete("hearing-9", "2015-03-26"), StepUnknown),
    "on the day before it began": (complete("hearing-1", "2015-03-24"), DayOutsideStep),
    "on a day to come": (complete("hearing-1", "2015-04-03"), DayOutsideStep),
}


@pytest.mark.parametrize(("command", "refusal"), NOT_COMPLETED.values(), ids=NOT_COMPLETED.keys())
def test_no_step_is_completed(command, refusal):
    told = Inquired().does("2015-03-25", hearing())
    assert isinstance(told.does("2015-04-02", command).last, refusal)


def test_what_was_completed_stays_so_after_the_case_has_moved_on():
    told = Inquired().does("2015-03-25", hearing()).does("2015-03-26", complete("hearing-1", "2015-03-26"))
    assert told.does("2015-03-27", propose()).facts == [DecisionProposed]
    assert told.does("2015-03-30", complete("hearing-1", "2015-03-26")).facts == []


def test_steps_are_the_examiners():
    told = Inquired().on("2015-03-25", "s-approver", hearing().model_copy(update={"post_id": PostId("approval")}))
    assert isinstance(told.last, PostOfOtherKind)


def test_overlapping_a_hearing_and_a_notice_take_their_days_once():
    told = Inquired(notice_of(9)).does("2015-03-25", hearing()).does("2015-03-30", post_notice())
    assert told.facts[1:] == [ClockSuspended]
    told.does("2015-04-02", complete("hearing-1", "2015-04-02"))
    assert told.due == (None, None), "the notice hangs"
    assert told.by_time("2015-04-09T00:00+08:00", EndNotice()).last[1].resumed_on == date(2015, 4, 8)
    assert told.due == ("2015-04-27", "2015-05-12"), "the vector of the domain model: the union, and not 04-30"


# --- visits -----------------------------------------------------------------

VISITS = {
    "today": (visit("2015-03-25"), [HouseholdVisitDone]),
    "some days ago": (visit("2015-03-20"), [HouseholdVisitDone]),
    "tomorrow": (visit("2015-03-26"), VisitToCome),
}


@pytest.mark.parametrize(("command", "then"), VISITS.values(), ids=VISITS.keys())
def test_a_visit_is_recorded_when_it_is_done_and_counts(command, then):
    told = Inquired().does("2015-03-25", command)
    assert (told.facts == then) if isinstance(then, list) else isinstance(told.last, then)
    assert told.due == UNTOUCHED


def test_two_visits_on_one_day_are_two():
    told = Inquired().does("2015-03-25", visit("2015-03-25"))
    assert told.does("2015-03-25", visit("2015-03-25", "visit-2")).facts == [HouseholdVisitDone]


def test_no_visit_is_recorded_after_the_proposal():
    told = Inquired().does("2015-03-25", propose()).does("2015-03-25", visit("2015-03-24"))
    assert told.last == NotExamining(phase="proposed")
