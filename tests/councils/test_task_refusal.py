"""Refused tasks, and what is known of admissions: decisions, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.task_refusal import (
    KNOWN_ADMISSION,
    TASK_REFUSAL,
    RecordAdmission,
    RefuseTask,
    TaskAdmitted,
    TaskRefusedOtherwise,
    refusal_id,
)
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.task_refusal import TaskAdmissionKnown, TaskRefused
from shared.kernel.actors import Actor, ActorId, Role
from shared.testing.decider import CLERK, Spec, context, known
from tests.councils.appraisals import CIYOU, ELSEWHERE, M1, RELATED, here

SPEC = Spec(TASK_REFUSAL)
FOREIGN = Actor(ActorId("x"), Role.COMMITTEE, ELSEWHERE)
admission = TaskAdmissionKnown(source_position=9)
GIVEN = RELATED | known(KNOWN_ADMISSION, "census") | known(KNOWN_ADMISSION, "visit", admission)


def refuse(code: str = "census", reason: str = "未经准入", committee_id: str = CIYOU) -> RefuseTask:
    return RefuseTask(committee_id=CommitteeId(committee_id), task_code=code, reason=reason)


refused = TaskRefused(committee_id=CIYOU, task_code="census", reason="未经准入", refused_on=date(2014, 12, 22))

ROWS = {
    "a committee refuses what was not admitted": ([], refuse(), M1, [refused]),
    "and refuses it once": ([refused], refuse(), M1, []),
    "for one reason": ([refused], refuse(reason="x"), M1, TaskRefusedOtherwise(date(2014, 12, 22))),
    "not what was admitted": ([], refuse("visit"), M1, TaskAdmitted("visit")),
    "another committee does not for it": ([], refuse(), FOREIGN, OfAnotherCommittee),
    "nor one that is not entered": ([], refuse(committee_id="nobody"), CLERK, CommitteeUnknown),
}


@pytest.mark.parametrize(("given_", "when", "actor", "then"), ROWS.values(), ids=ROWS.keys())
def test_task_refusal(given_, when, actor, then):
    SPEC.check(given_, when, then, here(actor=actor), GIVEN)


def test_an_admission_is_known_once():
    spec = Spec(KNOWN_ADMISSION)
    spec.check([], RecordAdmission(source_position=9), [admission], context())
    spec.check([admission], RecordAdmission(source_position=12), [], context())


def test_a_committee_has_one_refusal_of_a_task():
    assert refusal_id(CIYOU, "census") == refusal_id(CIYOU, "census")
    assert len({refusal_id(CIYOU, "census"), refusal_id(CIYOU, "visit"), refusal_id(ELSEWHERE, "census")}) == 3
