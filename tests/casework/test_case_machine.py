"""What bodies hand in by themselves: results and answers, each only to what was asked of that very body."""

import pytest

from services.casework.domain.case import CASE
from services.casework.domain.case_inquiry_answers import ReplyToQuery
from services.casework.domain.case_inquiry_refusals import NotAsked, RequestClosed, RequestUnknown
from services.casework.domain.case_refusals import CaseNotOpen, CaseUnknown
from shared.contracts.casework.case_clocks import ClockResumed
from shared.contracts.casework.case_inquiry import DepartmentReplied, FinanceCheckReturned, FinanceResult, Finding
from tests.casework.district import CENTRE, asked
from tests.casework.inquiries import FINANCE, FOUND, TRAFFIC, Inquired, check_means, query, reply, result
from tests.casework.stories import SUBJECT, propose, terminate

CHECKED = [("s-examiner", check_means())]
QUERIED = [("s-examiner", query())]
CLEAR, ABOVE, INCOMPLETE = FinanceResult
OTHERWISE = Finding.of(SUBJECT, ("另有车辆",))

HANDED_IN = {
    "the body that was asked says that nothing was found": (CHECKED, FINANCE, result(), [FinanceCheckReturned]),
    "it says what it found": (CHECKED, FINANCE, result(gave=ABOVE, finding=FOUND), [FinanceCheckReturned]),
    "another body was not asked": (CHECKED, TRAFFIC, result(), NotAsked),
    "nor was the body asked of something else": ([*CHECKED, *QUERIED], TRAFFIC, result(), NotAsked),
    "nothing was asked under this id": (CHECKED, FINANCE, result("check-9"), RequestUnknown),
    "a query is no check": (QUERIED, TRAFFIC, result("query-1"), RequestUnknown),
    "the same result again": ([*CHECKED, (FINANCE, result())], FINANCE, result(), []),
    "the same finding in other words": (
        [*CHECKED, (FINANCE, result(gave=ABOVE, finding=FOUND))],
        FINANCE,
        result(gave=ABOVE, finding=OTHERWISE),
        [],
    ),
    "another result": ([*CHECKED, (FINANCE, result())], FINANCE, result(gave=INCOMPLETE), RequestClosed),
    "a finding where there was none": ([*CHECKED, (FINANCE, result())], FINANCE, result(finding=FOUND), RequestClosed),
    "a result again, of a case that has moved on": (
        [*CHECKED, (FINANCE, result()), ("s-examiner", propose())],
        FINANCE,
        result(),
        [],
    ),
    "a result of a case that was taken back": (
        [*CHECKED, ("reaction:intake", terminate)],
        FINANCE,
        result(),
        CaseNotOpen,
    ),
    "the department that was asked answers": (QUERIED, TRAFFIC, reply(), [DepartmentReplied, ClockResumed]),
    "another department was not asked": (QUERIED, FINANCE, reply(), NotAsked),
    "no department was asked under this id": (QUERIED, TRAFFIC, reply("query-9"), RequestUnknown),
    "a check is no query": (CHECKED, FINANCE, reply("check-1"), RequestUnknown),
    "the same answer again": ([*QUERIED, (TRAFFIC, reply())], TRAFFIC, reply(), []),
    "an answer of a case that was taken back": (
        [*QUERIED, ("reaction:intake", terminate)],
        TRAFFIC,
        reply(),
        CaseNotOpen,
    ),
}


@pytest.mark.parametrize(("before", "by", "command", "then"), HANDED_IN.values(), ids=HANDED_IN.keys())
def test_bodies_hand_in(before, by, command, then):
    told = Inquired()
    for who, act in before:
        told.on("2015-03-25", who, act)
    told.on("2015-03-26", by, command)
    assert (told.facts == then) if isinstance(then, list) else isinstance(told.last, then)


def test_a_result_names_who_handed_it_in():
    told = Inquired().does("2015-03-25", check_means()).on("2015-03-26", FINANCE, result(gave=ABOVE, finding=FOUND))
    (returned,) = told.last
    assert (returned.returned_by, returned.result, returned.finding) == (f"m-{FINANCE}", ABOVE, FOUND)


def test_somebody_else_of_the_department_does_not_answer_again():
    told = Inquired().does("2015-03-25", query()).on("2015-03-26", TRAFFIC, reply())
    decided = CASE.decide(reply(), told.state, asked("s-other", "2015-03-27T09:00+08:00", org=TRAFFIC))
    assert isinstance(decided, RequestClosed)


def test_who_works_for_the_centre_does_not_answer_for_the_department():
    told = Inquired().does("2015-03-25", query())
    decided = CASE.decide(reply(), told.state, asked("s-examiner", "2015-03-27T09:00+08:00", org=CENTRE))
    assert isinstance(decided, NotAsked)


def test_nobody_answers_for_a_case_that_is_none():
    answer = ReplyToQuery(request_id="query-1", answer=FOUND)
    assert isinstance(CASE.decide(answer, CASE.initial, asked("m-1", org=TRAFFIC)), CaseUnknown)
