"""Committee tasks: decisions, one row each. It is Monday 2015-12-21, and an examiner of the centre asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.casework.domain.case import CASE
from services.casework.domain.case_refusals import CaseUnknown
from services.casework.domain.committee_task import (
    COMMITTEE_TASK,
    MissRegularisation,
    RefuseTask,
    RegulariseTask,
    regularisation_due,
)
from services.casework.domain.committee_task_refusals import (
    CommitteeTaskUnknown,
    DoneOutsideTask,
    MoreThanAsked,
    NoContract,
    RefusalNotOpen,
    TaskOver,
    TaskUnderContract,
)
from services.casework.domain.contract import CONTRACT, Lack
from services.casework.timers import REGULARISATION, TIMERS
from shared.contracts.casework.committee_task import (
    CommitteeTaskRefused,
    CommitteeTaskRegularised,
    RegularisationMissed,
)
from shared.contracts.refusals import NotTheCommittee
from shared.kernel.actors import TIMER, Role
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.casework.contracts import (
    BUYER,
    CASE_ID,
    COMMITTEE,
    CONTRACT_ID,
    DUE,
    EMERGENCY,
    OTHER,
    REQUESTED,
    VISIT,
    at,
    day,
    funds,
    report,
    reported,
    request,
    requested,
    signed,
)
from tests.casework.district import policy_with
from tests.casework.stories import opened

SPEC = Spec(COMMITTEE_TASK)
UNPAID, UNKNOWN = "contract-unpaid", "contract-unknown"
AROUND = (
    known(CONTRACT, CONTRACT_ID, signed(until_on="2016-12-31"), funds())
    | known(CONTRACT, UNPAID, signed())
    | known(CONTRACT, UNKNOWN)
    | known(CASE, CASE_ID, opened)
    | known(CASE, "case-unknown")
)
NOBODY = "nobody is at home before the holidays"
EXAMINER, DEPARTMENT = at(), at(role=Role.DEPARTMENT, org=BUYER)
OF_COMMITTEE, COUNTER = at(role=Role.COMMITTEE, org=COMMITTEE), at(role=Role.CLERK)
IN_EMERGENCY = policy_with("separation.emergency_tasks_without_contract", True)
REGULARISED, MISSED = CommitteeTaskRegularised(contract_id=CONTRACT_ID), RegularisationMissed(due_on=day(DUE))
REFUSED = CommitteeTaskRefused(reason=NOBODY)
OVER = at("2016-01-06")


def check(given, when, then, context):
    SPEC.check(given, when, then, context, AROUND)


REQUESTS = {
    "under a contract a committee is asked": (request(), EXAMINER, [requested()]),
    "a department asks under its own": (request(), DEPARTMENT, [requested(by=BUYER)]),
    "for a case": (request(case_id=CASE_ID), EXAMINER, [requested(case_id=CASE_ID)]),
    "but not for one that is unknown": (request(case_id="case-unknown"), EXAMINER, CaseUnknown),
    "without a contract nobody is asked": (
        request(None),
        EXAMINER,
        NoContract(task=VISIT, lacks=(Lack.NONE_NAMED,)),
    ),
    "nor under one that casework has not heard of": (
        request(UNKNOWN),
        EXAMINER,
        NoContract(task=VISIT, lacks=(Lack.NOT_KNOWN,)),
    ),
    "nor before the money came": (
        request(UNPAID),
        EXAMINER,
        NoContract(task=VISIT, lacks=(Lack.FUNDS_NOT_TRANSFERRED,)),
    ),
    "nor under another department's": (
        request(),
        at(role=Role.DEPARTMENT, org="dept-health"),
        NoContract(task=VISIT, lacks=(Lack.OTHER_BUYER,)),
    ),
    "where policy says so an emergency does not wait": (
        request(None),
        replace(EXAMINER, policy=IN_EMERGENCY),
        [EMERGENCY],
    ),
    "but a contract that is named has to cover it": (
        request(UNPAID),
        replace(EXAMINER, policy=IN_EMERGENCY),
        NoContract,
    ),
}


@pytest.mark.parametrize(("when", "context", "then"), REQUESTS.values(), ids=REQUESTS.keys())
def test_requests(when, context, then):
    check([], when, then, context)


def test_a_request_that_is_sent_again_records_nothing():
    check([requested()], request(), [], EXAMINER)


ANSWERS = {
    "what was admitted is not refused": ([requested()], RefuseTask(reason=NOBODY), TaskUnderContract(CONTRACT_ID)),
    "what was not may be": ([EMERGENCY], RefuseTask(reason=NOBODY), [REFUSED]),
    "refusing twice records once": ([EMERGENCY, REFUSED], RefuseTask(reason=NOBODY), []),
    "another reason comes too late": ([EMERGENCY, REFUSED], RefuseTask(reason="other work"), TaskOver),
    "once a contract covers it, it was admitted": (
        [EMERGENCY, REGULARISED],
        RefuseTask(reason=NOBODY),
        TaskUnderContract,
    ),
    "what is done is not refused": ([EMERGENCY, reported()], RefuseTask(reason=NOBODY), TaskOver),
    "all of it is done": ([requested()], report(), [reported()]),
    "a part of it is": ([requested()], report(1), [reported(1)]),
    "one more was not asked for": ([requested()], report(121), MoreThanAsked(asked=120)),
    "nothing was done before it was asked for": ([requested()], report(done_on="2015-12-20"), DoneOutsideTask),
    "nor tomorrow": ([requested()], report(done_on="2015-12-22"), DoneOutsideTask(day(REQUESTED), day(REQUESTED))),
    "reporting twice records once": ([requested(), reported()], report(), []),
    "another number comes too late": ([requested(), reported()], report(119), TaskOver),
    "what is refused is not done": ([EMERGENCY, REFUSED], report(), TaskOver),
    "an emergency is done before its contract": ([EMERGENCY], report(), [reported()]),
    "nobody asked": ([], report(), CommitteeTaskUnknown),
}


@pytest.mark.parametrize(("given", "when", "then"), ANSWERS.values(), ids=ANSWERS.keys())
@pytest.mark.parametrize("context", [OF_COMMITTEE, COUNTER], ids=["the committee", "the counter for it"])
def test_what_the_committee_says(given, when, then, context):
    check(given, when, then, context)


@pytest.mark.parametrize("when", [report(), RefuseTask(reason=NOBODY)], ids=["reports", "refuses"])
def test_no_other_committee_says_it(when):
    check([EMERGENCY], when, NotTheCommittee, at(role=Role.COMMITTEE, org=OTHER))


def test_a_committee_refuses_where_policy_lets_it():
    strict = replace(OF_COMMITTEE, policy=policy_with("separation.task_may_be_refused", False))
    check([EMERGENCY], RefuseTask(reason=NOBODY), RefusalNotOpen, strict)


REGULARISATIONS = {
    "a contract follows": ([EMERGENCY], CONTRACT_ID, EXAMINER, [REGULARISED]),
    "also for what is done": ([EMERGENCY, reported()], CONTRACT_ID, EXAMINER, [REGULARISED]),
    "not for what was refused": ([EMERGENCY, REFUSED], CONTRACT_ID, EXAMINER, TaskOver),
    "one that is not paid for does not": ([EMERGENCY], UNPAID, EXAMINER, NoContract),
    "naming it twice records once": ([EMERGENCY, REGULARISED], CONTRACT_ID, EXAMINER, []),
    "a second contract is not named": ([EMERGENCY, REGULARISED], UNPAID, EXAMINER, TaskUnderContract(CONTRACT_ID)),
    "on the last day it is in time": ([EMERGENCY], CONTRACT_ID, at(DUE), [REGULARISED]),
    "on the day after it is late, and follows still": ([EMERGENCY], CONTRACT_ID, OVER, [MISSED, REGULARISED]),
    "that it is late is told once": ([EMERGENCY, MISSED], CONTRACT_ID, OVER, [REGULARISED]),
}


@pytest.mark.parametrize(
    ("given", "contract_id", "context", "then"), REGULARISATIONS.values(), ids=REGULARISATIONS.keys()
)
def test_a_contract_follows_an_emergency(given, contract_id, context, then):
    check(given, RegulariseTask(contract_id=contract_id), then, context)


MISSES = {
    "when the last day is over, it was missed": ([EMERGENCY], OVER, [MISSED]),
    "on the last day it was not": ([EMERGENCY], at(DUE), []),
    "nor where a contract followed": ([EMERGENCY, REGULARISED], OVER, []),
    "nor where the committee refused": ([EMERGENCY, REFUSED], OVER, []),
    "where it is done the contract is owed still": ([EMERGENCY, reported()], OVER, [MISSED]),
    "under a contract none is owed": ([requested()], OVER, []),
}


@pytest.mark.parametrize(("given", "context", "then"), MISSES.values(), ids=MISSES.keys())
def test_no_contract_followed(given, context, then):
    due_at = regularisation_due(COMMITTEE_TASK.fold(given), context)
    assert (due_at is not None and due_at <= context.now) is bool(then)
    check(given, MissRegularisation(), then, replace(context, actor=TIMER))


def test_the_timer_asks_the_task():
    assert REGULARISATION in TIMERS
    assert REGULARISATION.due(COMMITTEE_TASK.fold([EMERGENCY]), OVER) == MISSED.effective_at()


def test_a_report_of_nothing_contradicts():
    with pytest.raises(CorruptStream):
        COMMITTEE_TASK.fold([reported()])
