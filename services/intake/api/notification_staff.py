"""What the staff are told, in which words: of complaints, bad ratings and limits that were missed.

Nobody of them has an address here: who is meant is said by their office.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.intake.api.notification_applicant import addressed
from services.intake.domain.application import APPLICATION
from services.intake.domain.emergency import EMERGENCY
from services.intake.domain.emergency_state import NoEmergency
from services.intake.domain.hall import HALL, Hall
from shared.contracts.intake.bad_rating import BadRatingAssigned, BadRatingEscalated, EscalatedTo, Overdue
from shared.contracts.intake.complaint import ComplaintAnswerMissed, ComplaintFiled
from shared.contracts.intake.emergency import EmergencyLimit, EmergencyLimitMissed
from shared.kernel.envelope import Recorded
from shared.notices.port import Channel
from shared.runtime import notifying
from shared.runtime.desk import Desk
from shared.runtime.notifying import Kind, Words, Written
from shared.runtime.opening import opened

GROUP = ""
"""The address of whoever reads a channel of the staff."""


def to_staff(say: Callable[[Any], tuple[Words, Words]]) -> notifying.Write:
    """Write to the group of the staff."""

    async def write(_desk: Desk, recorded: Recorded[Any]) -> Written:
        return Written(*say(recorded.event), to=GROUP)

    return write


# --- complaints -------------------------------------------------------------


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


# --- bad ratings ------------------------------------------------------------


def of_service(say: Callable[[Any, str], tuple[Words, Words]]) -> notifying.Write:
    """Write to the group about a bad rating, and say of which hall and item the service was."""

    async def write(desk: Desk, recorded: Recorded[Any]) -> Written:
        rated = (await opened(desk.executor, recorded.aggregate))[0].recorded.event
        hall = await desk.state(HALL, rated.hall_id)
        code = hall.code if isinstance(hall, Hall) else rated.hall_id
        return Written(*say(recorded.event, f"{code} · {rated.item_code}"), to=GROUP)

    return write


def _bad_rating(event: BadRatingAssigned, service: str) -> tuple[Words, Words]:
    call, fix = event.contact_due_on, event.fix_due_on
    return (
        ("新差评", f"{service} 收到差评，请中心主任安排于 {call} 前回访、{fix} 前整改。"),
        ("Bad rating", f"A bad rating of {service}; the director has it called back by {call}, put right by {fix}."),
    )


_ABOVE: dict[EscalatedTo, Words] = {
    EscalatedTo.CENTRE_DIRECTOR: ("中心主任", "the centre's director"),
    EscalatedTo.DISTRICT: ("区级主管部门", "the district"),
}
_OVERDUE: dict[Overdue, Words] = {
    Overdue.CONTACT: ("回访", "called back"),
    Overdue.REMEDY: ("整改", "put right"),
}


def _escalated(event: BadRatingEscalated, service: str) -> tuple[Words, Words]:
    (who_zh, who_en), (what_zh, what_en) = _ABOVE[event.to], _OVERDUE[event.overdue]
    return (
        ("差评逾期", f"{service} 的差评应于 {event.due_on} 前{what_zh}，已逾期，现报{who_zh}。"),
        ("Bad rating overdue", f"To {who_en}: a bad rating of {service} was to be {what_en} by {event.due_on}."),
    )


# --- emergencies ------------------------------------------------------------

_MISSED: dict[EmergencyLimit, Words] = {
    EmergencyLimit.RESPONSE: ("尚无人响应", "the call was answered"),
    EmergencyLimit.PAYMENT: ("救助金尚未支付", "the help was paid"),
    EmergencyLimit.PAPERS: ("材料尚未补齐", "the papers were in"),
}


def _emergency_missed(event: EmergencyLimitMissed, number: str) -> tuple[Words, Words]:
    zh, en = _MISSED[event.limit]
    return (
        ("应急服务逾时", f"应急服务 {number} 时限已过，届时{zh}，请值班人员和中心主任立即处理。"),
        (
            "Emergency overdue",
            f"{number}: when the time was over nobody had said that {en}; for who is on duty, and the director.",
        ),
    )


async def _of_emergency(desk: Desk, recorded: Recorded[EmergencyLimitMissed]) -> Written | None:
    emergency = await desk.state(EMERGENCY, recorded.aggregate.id)
    if isinstance(emergency, NoEmergency):
        return None
    told = addressed(await opened(desk.executor, APPLICATION.ref(emergency.opened.application_id)))
    return Written(*_emergency_missed(recorded.event, told.voucher_number), to=GROUP) if told else None


def _nobody_answers(event: EmergencyLimitMissed) -> bool:
    """Whoever calls at night is not left until the morning."""
    return event.limit is EmergencyLimit.RESPONSE


def _is_late(event: EmergencyLimitMissed) -> bool:
    return not _nobody_answers(event)


KINDS = (
    Kind("complaint-filed", ComplaintFiled, Channel.WECOM, to_staff(_complaint_filed)),
    Kind("complaint-overdue", ComplaintAnswerMissed, Channel.MAIL, to_staff(_complaint_missed)),
    Kind("bad-rating", BadRatingAssigned, Channel.WECOM, of_service(_bad_rating)),
    Kind("bad-rating-overdue", BadRatingEscalated, Channel.MAIL, of_service(_escalated)),
    Kind("emergency-unanswered", EmergencyLimitMissed, Channel.WECOM, _of_emergency, _nobody_answers, urgent=True),
    Kind("emergency-overdue", EmergencyLimitMissed, Channel.WECOM, _of_emergency, _is_late),
)
