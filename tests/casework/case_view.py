"""Events of a case that has much happen to it, one builder each: words for the tables of its views."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from shared.contracts.casework.case import CaseOpened, Outcome
from shared.contracts.casework.case_aftermath import (
    CaseReopened,
    CaseTerminatedV2,
    DecisionCorrected,
    DecisionRevoked,
    ReconsiderationConcluded,
    ReconsiderationResult,
    RevocationReason,
    TerminationCauseV2,
)
from shared.contracts.casework.case_assignment import AssignedBy, CaseReassigned
from shared.contracts.casework.case_body import BodyAnswered, CaseSentToBody
from shared.contracts.casework.case_clocks import (
    Clock,
    ClockResumed,
    ClockSuspended,
    DueDateRecomputed,
    DueDates,
    ExtensionApproved,
    ExtensionDenied,
    ExtensionRequested,
    PromisedLimitBreached,
    StatutoryLimitBreached,
)
from shared.contracts.casework.case_inquiry import (
    DepartmentQueried,
    DepartmentReplied,
    FinanceCheckRequested,
    FinanceCheckReturned,
    FinanceResult,
    Finding,
    HearingHeld,
    StepKind,
    StepStarted,
)
from shared.contracts.casework.case_notice import NoticeEnded, ObjectionFiled, ObjectionResolved, PublicNoticePosted
from shared.kernel.instants import start_of
from shared.kernel.limits import DueDate, LimitUnit
from shared.kernel.suspensions import SuspensionReason
from tests.casework.district import CENTRE, ITEM_CODE
from tests.casework.stories import SUBJECT, WHY, A, opened

DAY = date(2014, 10, 13)
FOUND = Finding.of(SUBJECT, ("与申请一致",))
ON_POST: dict[str, Any] = {"post_id": "examination", "acted_as": A, "officer": "s-examiner"}
APPROVING: dict[str, Any] = {"post_id": "approval", "acted_as": A, "officer": "s-approver"}
HEARING, MAJEURE = SuspensionReason.HEARING, SuspensionReason.FORCE_MAJEURE
DEPARTMENT, GOVERNMENT = "dept-civil-affairs", "district-government"


def due(on: date | None, provisional: bool = False) -> DueDate | None:
    if on is None:
        return None
    return DueDate(at=start_of(on + timedelta(days=1)), on=on, provisional=provisional, calendar_version=24)


def dues(promised: date | None = None, statutory: date | None = None, *, provisional: bool = False) -> DueDates:
    return DueDates(promised=due(promised, provisional), statutory=due(statutory, provisional))


def case(
    number: int, promised: date | None, statutory: date | None, centre: str = CENTRE, item: str = ITEM_CODE
) -> CaseOpened:
    """One of several cases, due until two days; None where its item sets no such limit."""
    first, second = due(promised), due(statutory)
    return opened.model_copy(
        update={
            "application_id": f"a-{number}",
            "subject": f"subject-{number}",
            "centre_id": centre,
            "item_code": item,
            "promised_due_on": promised,
            "promised_due_at": first.at if first else None,
            "statutory_due_on": statutory,
            "statutory_due_at": second.at if second else None,
        }
    )


def stopped(id_: str, reason: SuspensionReason = HEARING, step: str | None = None) -> ClockSuspended:
    return ClockSuspended(suspension_id=id_, reason=reason, step=step, stopped_on=DAY, due=DueDates())


def runs(id_: str, *told: date) -> ClockResumed:
    return ClockResumed(suspension_id=id_, resumed_on=DAY, due=dues(*told))


def missed_promise(on: date = date(2014, 11, 5)) -> PromisedLimitBreached:
    return PromisedLimitBreached(due_on=on, due_at=start_of(on + timedelta(days=1)), body=CENTRE)


def missed_statute(on: date = date(2014, 11, 12)) -> StatutoryLimitBreached:
    return StatutoryLimitBreached(due_on=on, due_at=start_of(on + timedelta(days=1)), body=CENTRE)


asked_for_time = ExtensionRequested(**ON_POST, n=10, reasons=WHY)
denied = ExtensionDenied(**APPROVING, reasons=WHY)


def extended(*told: date) -> ExtensionApproved:
    return ExtensionApproved(
        **APPROVING, n=10, clocks=(Clock.PROMISED, Clock.STATUTORY), reasons=WHY, granted_on=DAY, due=dues(*told)
    )


def recomputed(*told: date, provisional: bool = False) -> DueDateRecomputed:
    return DueDateRecomputed(old=DueDates(), new=dues(*told, provisional=provisional), calendar_version=24)


def assigned(post_id: str, body: str = CENTRE) -> CaseReassigned:
    return CaseReassigned(post_id=post_id, body=body, officer="s-director", assigned_by=AssignedBy.DIRECTOR)


sent = CaseSentToBody(body=DEPARTMENT, sent_on=DAY, started_at=start_of(DAY), **ON_POST)
came_back = BodyAnswered(body=DEPARTMENT, answered_on=DAY, answered_by="s-dept")
hearing = StepStarted(step_id="step-1", kind=StepKind.HEARING, started_on=DAY, **ON_POST)
heard = HearingHeld(step_id="step-1", held_on=DAY, finding=FOUND, **ON_POST)
check = FinanceCheckRequested(request_id="check-1", of="dept-finance", **ON_POST)
checked = FinanceCheckReturned(request_id="check-1", result=FinanceResult.CLEAR, returned_by="machine-1")
query = DepartmentQueried(request_id="query-1", department="dept-housing", question=FOUND, **ON_POST)
replied = DepartmentReplied(request_id="query-1", answer=FOUND, replied_by="s-dept")
posted = PublicNoticePosted(
    notice_id="notice-1", n=7, unit=LimitUnit.CALENDAR_DAY, posted_on=DAY, ends_on=DAY, counted=True, **ON_POST
)
objected = ObjectionFiled(
    notice_id="notice-1", objection_id="objection-1", text=WHY, filed_on=DAY, answer_due_on=DAY, **ON_POST
)
resolved = ObjectionResolved(
    notice_id="notice-1", objection_id="objection-1", upheld=False, reasons=WHY, resolved_on=DAY, **APPROVING
)
notice_over = NoticeEnded(notice_id="notice-1", ended_on=DAY, objections=1, upheld=0)
redo = ReconsiderationConcluded(by_body=GOVERNMENT, result=ReconsiderationResult.REDO, concluded_on=DAY)


def reopened(on: date) -> CaseReopened:
    return CaseReopened(application_id="application-1", started_at=start_of(DAY), due=dues(None, on))


def corrected(outcome: Outcome | None) -> DecisionCorrected:
    return DecisionCorrected(
        application_id="application-1", by_body=DEPARTMENT, outcome=outcome, reasons=WHY, effective_on=DAY
    )


revoked = DecisionRevoked(
    application_id="application-1",
    by_body=DEPARTMENT,
    reason=RevocationReason.FACTS_WRONG,
    reasons=WHY,
    effective_on=DAY,
)
died = CaseTerminatedV2(application_id="application-1", cause=TerminationCauseV2.DIED, **APPROVING)
