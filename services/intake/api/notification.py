"""Who is told of what happens at the counter, in which words; and what nobody could be told of.

No notice tells a name: who reads over somebody's shoulder learns that an application has a number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, TypeAdapter

from services.intake.domain.application import APPLICATION
from shared.contracts.intake.application import (
    Applicant,
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationReceived,
    CorrectionRequested,
    ResultDelivered,
    ResultReceived,
    ResultRevoked,
)
from shared.contracts.intake.application_instant import WindowDecisionDeclined
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintAnswerMissed, ComplaintFiled
from shared.contracts.intake.progress import DueDatesKnown, ProgressCause
from shared.kernel.actors import Role
from shared.kernel.envelope import Recorded
from shared.kernel.refusals import Refusal
from shared.notices.port import Channel
from shared.runtime import notifying
from shared.runtime.desk import Desk
from shared.runtime.http import Query, Routes
from shared.runtime.notifying import Kind, Written
from shared.runtime.opening import Opened, opened
from shared.runtime.pages import cursor_of, next_after

APPLICANT = TypeAdapter(Applicant)
Words = tuple[str, str]
Say = Callable[[Any, str], tuple[Words, Words]]
"""What is said of an event and a voucher's number: title and body in Chinese, then in English."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom an application's notices go to, and under which number."""

    voucher_number: str
    phone: str | None


def addressed(events: Sequence[Opened]) -> Addressed | None:
    """The applicant's number as told last; none where it was not given or they were erased."""
    found: Addressed | None = None
    for each in events:
        event = each.recorded.event
        if isinstance(event, ApplicationReceived):
            applicant = each.value(event.applicant, APPLICANT)
            found = Addressed(event.voucher_number, applicant.phone if applicant else None)
    return found


def to_applicant(say: Say, application_of: Callable[[Recorded[Any]], str]) -> notifying.Write:
    """Write to the applicant of the application that an event is about."""

    async def write(desk: Desk, recorded: Recorded[Any]) -> Written | None:
        events = await opened(desk.executor, APPLICATION.ref(application_of(recorded)))
        told = addressed(events)
        return Written(*say(recorded.event, told.voucher_number), to=told.phone) if told else None

    return write


def to_staff(say: Callable[[Any], tuple[Words, Words]]) -> notifying.Write:
    """Write to the group of the staff."""

    async def write(_desk: Desk, recorded: Recorded[Any]) -> Written:
        return Written(*say(recorded.event), to="")

    return write


def _itself(recorded: Recorded[Any]) -> str:
    return recorded.aggregate.id


def _of_it(recorded: Recorded[Any]) -> str:
    application_id: str = recorded.event.application_id
    return application_id


# --- the templates ----------------------------------------------------------


def _received(event: ApplicationReceived, number: str) -> tuple[Words, Words]:
    return (
        ("收件回执", f"您的申请已收件，回执编号 {number}，收件日期 {event.received_on}。"),
        ("Received", f"Your application was received on {event.received_on} under {number}."),
    )


def _correct(event: CorrectionRequested, number: str) -> tuple[Words, Words]:
    papers = "、".join(defect.material for defect in event.defects)
    return (
        ("补正通知", f"申请 {number} 需补正：{papers}。请于 {event.due_on} 下班前提交。"),
        ("Papers missing", f"{number} lacks: {papers}. Hand them in by close of business on {event.due_on}."),
    )


def _accepted(event: ApplicationAccepted | ApplicationDeemedAccepted, number: str) -> tuple[Words, Words]:
    return (
        ("受理通知", f"申请 {number} 已于 {event.accepted_on} 受理。"),
        ("Accepted", f"{number} was accepted on {event.accepted_on}."),
    )


_MOVED: dict[ProgressCause, Words] = {
    ProgressCause.EXTENDED: ("经批准延期", "more time was granted"),
    ProgressCause.RECOMPUTED: ("工作日历或规则调整", "the calendar or a rule changed"),
    ProgressCause.RESUMED: ("时限恢复计算", "the clocks run on"),
    ProgressCause.REOPENED: ("经复议重新办理", "it is examined again"),
}


def _has_moved(event: DueDatesKnown) -> bool:
    """A first date stands on the notice of acceptance, and a stop has none."""
    return event.cause in _MOVED and (event.promised_due_on or event.statutory_due_on) is not None


def _moved(event: DueDatesKnown, number: str) -> tuple[Words, Words]:
    due_on = event.promised_due_on or event.statutory_due_on
    zh, en = _MOVED[event.cause]
    return (
        ("办结日期变更", f"申请 {number}：{zh}，办结期限现为 {due_on}。"),
        ("Due date", f"{number}: {en}; it is now due on {due_on}."),
    )


def _result(_event: ResultReceived, number: str) -> tuple[Words, Words]:
    return (
        ("办结通知", f"申请 {number} 已办结，请到原窗口领取办理结果。"),
        ("Done", f"{number} is done; its result waits for you at the counter."),
    )


async def _to_fetch(desk: Desk, recorded: Recorded[ResultReceived]) -> Written | None:
    """Nobody is called for what they were given since, or at once at the window."""
    events = await opened(desk.executor, APPLICATION.ref(recorded.aggregate.id))
    given = any(
        isinstance(each.recorded.event, ResultDelivered) and each.recorded.version > recorded.version for each in events
    )
    return None if given else await to_applicant(_result, _itself)(desk, recorded)


def _window_declined(_event: WindowDecisionDeclined, number: str) -> tuple[Words, Words]:
    return (
        ("窗口办理未生效", f"申请 {number} 当场作出的决定未生效，已转入一般程序办理，结果将另行通知。"),
        ("Not decided yet", f"What was decided at the window on {number} does not hold; it is being examined."),
    )


def _revoked(_event: ResultRevoked, number: str) -> tuple[Words, Words]:
    return (
        ("决定撤销", f"申请 {number} 的决定已被撤销，详情请咨询窗口。"),
        ("Revoked", f"The decision on {number} was revoked; please ask at the counter."),
    )


def _complaint_answered(_event: ComplaintAnswered, number: str) -> tuple[Words, Words]:
    return (
        ("投诉答复", f"您对申请 {number} 的投诉已有答复，可凭编号和查询码查看。"),
        ("Complaint answered", f"Your complaint about {number} was answered; read it with number and code."),
    )


def _complaint_filed(event: ComplaintFiled) -> tuple[Words, Words]:
    return (
        ("新投诉", f"事项 {event.item_code} 收到投诉，请于 {event.answer_due_on} 前答复。"),
        ("New complaint", f"A complaint about {event.item_code}; answer it by {event.answer_due_on}."),
    )


def _complaint_missed(event: ComplaintAnswerMissed) -> tuple[Words, Words]:
    return (
        ("投诉逾期未答复", f"应于 {event.due_on} 前答复的投诉已逾期。"),
        ("Complaint overdue", f"A complaint that was due on {event.due_on} has no answer."),
    )


async def _complainant(desk: Desk, recorded: Recorded[ComplaintAnswered]) -> Written | None:
    filed = next(iter(await opened(desk.executor, recorded.aggregate))).recorded.event
    told = addressed(await opened(desk.executor, APPLICATION.ref(filed.application_id)))
    return Written(*_complaint_answered(recorded.event, told.voucher_number), to=told.phone) if told else None


KINDS = (
    Kind("received", ApplicationReceived, Channel.SMS, to_applicant(_received, _itself)),
    Kind("correction", CorrectionRequested, Channel.SMS, to_applicant(_correct, _itself)),
    Kind("accepted", ApplicationAccepted, Channel.SMS, to_applicant(_accepted, _itself)),
    Kind("deemed-accepted", ApplicationDeemedAccepted, Channel.SMS, to_applicant(_accepted, _itself)),
    Kind("due-date-moved", DueDatesKnown, Channel.SMS, to_applicant(_moved, _of_it), worth_telling=_has_moved),
    Kind("result", ResultReceived, Channel.SMS, _to_fetch),
    Kind("window-declined", WindowDecisionDeclined, Channel.SMS, to_applicant(_window_declined, _itself)),
    Kind("result-revoked", ResultRevoked, Channel.SMS, to_applicant(_revoked, _itself)),
    Kind("complaint-answered", ComplaintAnswered, Channel.SMS, _complainant),
    Kind("complaint-filed", ComplaintFiled, Channel.WECOM, to_staff(_complaint_filed)),
    Kind("complaint-overdue", ComplaintAnswerMissed, Channel.MAIL, to_staff(_complaint_missed)),
)
VIEW = notifying.view_of(KINDS)
DUTY = notifying.duty_of(KINDS)

# --- what nobody was told ---------------------------------------------------


class FailureOut(BaseModel):
    """What nobody was told of: the event at `position` of this log, and why."""

    kind: str
    position: int
    cause: str


class FailurePage(BaseModel):
    """What nobody was told of, oldest first; `next` continues after it."""

    failures: tuple[FailureOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of notifications."""
    to = Routes(desk, "notifications")

    @to.query("/v1/notification-failures", Role.ADMIN, Role.CENTRE_DIRECTOR, answer=FailurePage,
              parameters=("after", "limit"))  # fmt: skip
    async def failures(query: Query) -> FailurePage | Refusal:
        """List what nobody could be told of, so that somebody calls."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(notifying.FAILURES, after=cursor.after, limit=cursor.limit)
        shown = tuple(FailureOut(kind=row.kind, position=row.position, cause=row.failed) for row in rows)
        return FailurePage(failures=shown, next=next_after(rows, cursor))

    return to.router
