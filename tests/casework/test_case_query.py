"""The inquiries of a case: what other bodies are asked, what holds a proposal up, and what the clocks make of it."""

from datetime import date, datetime, timedelta

import pytest

from services.casework.domain.case import CASE
from services.casework.domain.case_clock_acts import EndQuery
from services.casework.domain.case_inquiry_refusals import (
    AlreadyQueried,
    FinanceCheckOpen,
    InquiryOpen,
    NotExamining,
    QueryOpen,
)
from services.casework.domain.case_refusals import CaseNotOpen
from services.casework.timers import QUERY_OVER
from shared.contracts.casework.case import DecisionProposed
from shared.contracts.casework.case_clocks import ClockResumed, ClockSuspended
from shared.contracts.casework.case_inquiry import (
    DepartmentQueried,
    DepartmentReplied,
    FinanceCheckRequested,
    FinanceResult,
    StepStarted,
)
from shared.kernel.refusals import CorruptStream
from tests.casework.inquiries import (
    FINANCE,
    HOUSING,
    TRAFFIC,
    Inquired,
    check_means,
    complete,
    notice_of,
    post_notice,
    query,
    reply,
    result,
    start,
)
from tests.casework.stories import propose, terminate
from tests.casework.test_case_inquiry import EXPERTS, UNTOUCHED, VECTOR, WEEK, hearing, visit


def test_a_query_stops_the_clocks_until_its_answer():
    told = Inquired().does("2015-03-25", query())
    assert told.facts == [DepartmentQueried, ClockSuspended]
    told.on("2015-04-02", TRAFFIC, reply())
    assert told.facts == [DepartmentReplied, ClockResumed]
    assert told.due == VECTOR


def test_after_its_longest_time_a_query_runs_on_by_itself():
    told = Inquired().does("2015-03-25", query())
    assert QUERY_OVER.due(told.state, told.context("2015-03-25", "timer")) == _midnight_after("2015-04-09")
    told.by_time("2015-04-10T00:00+08:00", EndQuery())
    assert told.facts == [ClockResumed]
    assert (told.last[0].resumed_on, told.last[0].by_itself) == (date(2015, 4, 9), True)
    by_itself = told.due
    assert by_itself == ("2015-04-28", "2015-05-13"), "10 working days later"
    assert told.on("2015-04-15", TRAFFIC, reply()).facts == [DepartmentReplied]
    assert told.due == by_itself


def test_an_answer_that_comes_before_the_late_timer_gives_no_more_time_than_it_would():
    told = Inquired().does("2015-03-25", query()).on("2015-04-15", TRAFFIC, reply())
    assert told.facts == [DepartmentReplied, ClockResumed]
    assert (told.last[1].resumed_on, told.last[1].by_itself) == (date(2015, 4, 9), True)
    assert told.due == ("2015-04-28", "2015-05-13")


def _midnight_after(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T00:00+08:00") + timedelta(days=1)


def test_a_second_query_gains_no_time():
    told = Inquired().does("2015-03-25", query()).on("2015-04-02", TRAFFIC, reply())
    assert told.does("2015-04-03", query("query-2", HOUSING)).facts == [DepartmentQueried]
    assert told.due == VECTOR
    assert told.on("2015-04-10", HOUSING, reply("query-2")).facts == [DepartmentReplied]
    assert told.due == VECTOR


BESIDE = {
    "a second department while the first has not answered": ([query()], query("query-2", HOUSING), QueryOpen),
    "the same department while it has not answered": ([query()], query("query-2"), AlreadyQueried),
    "a second check while the first has no result": ([check_means()], check_means("check-2"), FinanceCheckOpen),
    "a check beside a query": ([query()], check_means(), [FinanceCheckRequested]),
    "a query beside a hearing": ([hearing()], query(), [DepartmentQueried, ClockSuspended]),
    "a review by experts beside a hearing": (
        [hearing()],
        start(EXPERTS, "experts-1", takes=WEEK),
        [StepStarted, ClockSuspended],
    ),
    "a query after the proposal": ([propose()], query(), NotExamining),
    "a check after the proposal": ([propose()], check_means(), NotExamining),
    "a check on a case that was taken back": ([check_means(), terminate], check_means("check-2"), CaseNotOpen),
}


@pytest.mark.parametrize(("before", "command", "then"), BESIDE.values(), ids=BESIDE.keys())
def test_one_inquiry_beside_or_after_another(before, command, then):
    told = Inquired()
    for each in before:
        told.does("2015-03-25", each)
    told.does("2015-03-26", command)
    assert (told.facts == then) if isinstance(then, list) else isinstance(told.last, then)


def test_a_department_that_has_answered_is_not_asked_again():
    told = Inquired().does("2015-03-25", query()).on("2015-03-26", TRAFFIC, reply())
    assert told.does("2015-03-27", query("query-2")).last == AlreadyQueried(request_id="query-1")


def test_a_check_of_the_means_counts():
    told = Inquired().does("2015-03-25", check_means())
    assert told.due == UNTOUCHED


def test_after_an_incomplete_check_there_may_be_another():
    told = Inquired().does("2015-03-25", check_means()).on("2015-03-26", FINANCE, result(gave=FinanceResult.INCOMPLETE))
    assert told.does("2015-03-27", check_means("check-2")).facts == [FinanceCheckRequested]


# --- what holds a proposal up -----------------------------------------------

HOLDS = {
    "a hearing": (hearing(), "hearing-1"),
    "a check": (check_means(), "check-1"),
    "a query": (query(), "query-1"),
    "a notice": (post_notice(), "notice-1"),
}


@pytest.mark.parametrize(("command", "id_"), HOLDS.values(), ids=HOLDS.keys())
def test_nothing_is_proposed_while_something_is_open(command, id_):
    told = Inquired(notice_of()).does("2015-03-25", command)
    assert told.does("2015-03-25", propose()).last == InquiryOpen(open=(id_,))


def test_all_that_is_open_is_told_at_once():
    told = Inquired(notice_of())
    for command in (query(), hearing(), check_means(), post_notice()):
        told.does("2015-03-25", command)
    assert told.does("2015-03-25", propose()).last == InquiryOpen(open=("hearing-1", "check-1", "query-1", "notice-1"))


def test_when_all_is_over_it_may_be_proposed():
    told = Inquired().does("2015-03-25", check_means()).does("2015-03-25", query()).does("2015-03-25", hearing())
    told.on("2015-03-26", FINANCE, result()).on("2015-03-27", TRAFFIC, reply())
    told.does("2015-03-30", complete("hearing-1", "2015-03-30")).does("2015-03-30", visit("2015-03-30"))
    assert told.does("2015-03-30", propose()).facts == [DecisionProposed]


TWICE = {
    "a step": (hearing(), complete("hearing-1", "2015-03-25"), "s-examiner"),
    "a result": (check_means(), result(), FINANCE),
    "an answer": (query(), reply(), TRAFFIC),
}


@pytest.mark.parametrize(("begin", "finish", "by"), TWICE.values(), ids=TWICE.keys())
def test_a_second_end_in_the_log_is_corruption(begin, finish, by):
    told = Inquired().does("2015-03-25", begin).on("2015-03-25", by, finish)
    with pytest.raises(CorruptStream):
        CASE.fold([told.last[0]], told.state)
