"""Admission of tasks: decisions, one row each."""

from __future__ import annotations

import pytest

from services.grants.domain.parties import NotTheDepartment
from services.grants.domain.task_admission import (
    TASK_ADMISSION,
    AdmissionAnswered,
    AdmissionPending,
    ApproveTaskAdmission,
    OwnAdmission,
    RefuseTaskAdmission,
    TaskUnknown,
)
from shared.contracts.grants.task_admission import TaskAdmissionApproved, TaskAdmissionRefused
from shared.kernel.actors import Role
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.grants.purchases import BUYER, DEPARTMENT, admitted, applied, apply_for, asked

SPEC = Spec(TASK_ADMISSION)
LEADING = asked(Role.APPROVER, "leading-body")
approve, refuse = ApproveTaskAdmission(document="decision-1"), RefuseTaskAdmission(reason="属于部门自身职责")
refused = TaskAdmissionRefused(reason="属于部门自身职责")

ROWS = {
    "a department applies": ([], apply_for(), BUYER, [applied()]),
    "the same application again says nothing": ([applied()], apply_for(), BUYER, []),
    "nobody applies for another department": ([], apply_for(), asked(Role.DEPARTMENT, "other"), NotTheDepartment),
    "the counter takes it for a department": ([], apply_for(), asked(Role.CLERK), [applied()]),
    "what was applied for on paper is entered": ([], apply_for(), asked(Role.ADMIN), [applied()]),
    "another application waits for the first": (
        [applied()],
        apply_for(document="doc-2"),
        BUYER,
        AdmissionPending("doc-1"),
    ),
    "the leading body admits": ([applied()], approve, LEADING, [admitted]),
    "once": ([applied(), admitted], approve, LEADING, []),
    "an admitted task is not refused afterwards": ([applied(), admitted], refuse, LEADING, AdmissionAnswered),
    "nor applied for anew": ([applied(), admitted], apply_for(document="doc-2"), BUYER, AdmissionAnswered),
    "the leading body refuses": ([applied()], refuse, LEADING, [refused]),
    "what was refused stays refused under its number": ([applied(), refused], apply_for(), BUYER, AdmissionAnswered),
    "under another number it is applied for again": (
        [applied(), refused],
        apply_for(document="doc-2"),
        BUYER,
        [applied(document="doc-2")],
    ),
    "nobody answers for their own department": ([applied()], approve, asked(Role.APPROVER, DEPARTMENT), OwnAdmission),
    "what nobody applied for is not admitted": ([], approve, LEADING, TaskUnknown),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), ROWS.values(), ids=ROWS.keys())
def test_admission(given, when, context, then):
    SPEC.check(given, when, then, context)


def test_an_admission_before_the_application_is_no_history():
    with pytest.raises(CorruptStream):
        TASK_ADMISSION.fold([TaskAdmissionApproved(document="decision-1")])
