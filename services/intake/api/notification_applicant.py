"""What the applicant is told, in which words: of their application, their complaint, and that they may rate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from services.intake.api.application_mending import ENTERED
from services.intake.api.rating_cast import TOKEN
from services.intake.domain.application import APPLICATION
from services.intake.domain.rating_rules import INVITE_AFTER_CD
from services.intake.domain.rating_token import RATING_TOKEN
from shared.contracts.intake.application import (
    Applicant,
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationEnded,
    ApplicationReceived,
    CorrectionRequested,
    EndingCause,
    ResultDelivered,
    ResultRecalled,
    ResultReceived,
    ResultRevoked,
)
from shared.contracts.intake.application_duplicates import ApplicationMerged
from shared.contracts.intake.application_endings import (
    ApplicationLapsed,
    ApplicationNotAccepted,
    ApplicationTransferred,
)
from shared.contracts.intake.application_instant import WindowDecisionDeclined
from shared.contracts.intake.application_mending import AcceptanceWithdrawn, ApplicantCorrected
from shared.contracts.intake.complaint import ComplaintAnswered
from shared.contracts.intake.progress import DueDatesKnown, ProgressCause
from shared.contracts.intake.rating import RatingOffered
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.notices.port import Channel
from shared.runtime import notifying
from shared.runtime.desk import Desk
from shared.runtime.notifying import Kind, Words, Written
from shared.runtime.opening import Opened, opened

APPLICANT = TypeAdapter(Applicant)
Say = Callable[[Any, str], tuple[Words, Words]]
"""What is said of an event and a voucher's number: title and body in Chinese, then in English."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom an application's notices go to, and under which number."""

    voucher_number: str
    phone: str | None


def addressed(events: Sequence[Opened]) -> Addressed | None:
    """The applicant's number as it is entered now; none where it was not given or they were erased."""
    received = next((each for each in events if isinstance(each.recorded.event, ApplicationReceived)), None)
    if received is None:
        return None
    entered = next(each for each in reversed(events) if isinstance(each.recorded.event, ENTERED))
    applicant = entered.value(entered.recorded.event.applicant, APPLICANT)
    return Addressed(received.recorded.event.voucher_number, applicant.phone if applicant else None)


def to_applicant(say: Say, application_of: Callable[[Recorded[Any]], str]) -> notifying.Write:
    """Write to the applicant of the application that an event is about."""

    async def write(desk: Desk, recorded: Recorded[Any]) -> Written | None:
        events = await opened(desk.executor, APPLICATION.ref(application_of(recorded)))
        told = addressed(events)
        return Written(*say(recorded.event, told.voucher_number), to=told.phone) if told else None

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


def _not_accepted(event: ApplicationNotAccepted, number: str) -> tuple[Words, Words]:
    first, then = event.reconsideration_due_on, event.litigation_due_on
    return (
        (
            "不予受理通知",
            f"申请 {number} 不予受理，理由见书面通知；不服的，最迟 {first} 申请行政复议，或最迟 {then} 提起行政诉讼。",
        ),
        (
            "Not accepted",
            f"{number} was not accepted; the written notice says why. You may ask for reconsideration until {first} "
            f"and sue until {then}.",
        ),
    )


def _transferred(event: ApplicationTransferred, number: str) -> tuple[Words, Words]:
    return (
        ("移送通知", f"申请 {number} 已于 {event.transferred_on} 移送{event.body_name}办理。"),
        ("Handed on", f"{number} was handed on to {event.body_name} on {event.transferred_on}."),
    )


def _lapsed(event: ApplicationLapsed, number: str) -> tuple[Words, Words]:
    papers = "、".join(event.missing)
    return (
        ("申请终结", f"申请 {number} 至 {event.due_on} 下班仍缺：{papers}，已终结；备齐后可重新申请。"),
        ("Lapsed", f"{number} ended: {papers} did not come in by {event.due_on}. You may apply again."),
    )


def _taken_back(_event: AcceptanceWithdrawn, number: str) -> tuple[Words, Words]:
    return (
        ("撤回受理", f"申请 {number} 的受理有误，已撤回并由窗口重新审查，结果将另行通知，详情请咨询窗口。"),
        ("Acceptance withdrawn", f"{number} was accepted by mistake; the window checks it anew, please ask there."),
    )


def _replaced(_event: ApplicantCorrected, number: str) -> tuple[Words, Words]:
    return (
        ("申请人更正", f"申请 {number} 的申请人登记有误，已更正为您，自收件之日起有效。"),
        ("Applicant corrected", f"{number} had been entered for somebody else; it is yours, from the receipt on."),
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


def _recalled(_event: ResultRecalled, number: str) -> tuple[Words, Words]:
    return (
        ("重新办理", f"申请 {number} 的决定经复议重新办理，此前的结果不再有效，新的结果将另行通知。"),
        ("Examined again", f"The decision on {number} fell and is made anew; its result does not hold any more."),
    )


def _is_told_to_the_living(event: ApplicationEnded) -> bool:
    return event.cause is not EndingCause.DIED


def _ended(_event: ApplicationEnded, number: str) -> tuple[Words, Words]:
    return (
        ("办理终止", f"申请 {number} 所申请的事项已无法或无须办理，办理终止，详情请咨询窗口。"),
        ("Ended", f"{number} ended: it cannot be granted any more or is not needed; please ask at the counter."),
    )


def _merged(event: ApplicationMerged, number: str) -> tuple[Words, Words]:
    return (
        ("申请合并", f"申请 {number} 与同一事项的另一申请重复，已于 {event.merged_on} 并入该申请继续办理。"),
        ("Merged", f"{number} repeats another application for the same, which goes on alone since {event.merged_on}."),
    )


def _complaint_answered(_event: ComplaintAnswered, number: str) -> tuple[Words, Words]:
    return (
        ("投诉答复", f"您对申请 {number} 的投诉已有答复，可凭编号和查询码查看。"),
        ("Complaint answered", f"Your complaint about {number} was answered; read it with number and code."),
    )


async def _complainant(desk: Desk, recorded: Recorded[ComplaintAnswered]) -> Written | None:
    filed = next(iter(await opened(desk.executor, recorded.aggregate))).recorded.event
    told = addressed(await opened(desk.executor, APPLICATION.ref(filed.application_id)))
    return Written(*_complaint_answered(recorded.event, told.voucher_number), to=told.phone) if told else None


def _rate(event: RatingOffered, number: str) -> tuple[Words, Words]:
    return (
        ("邀请评价", f"申请 {number} 的服务如何？{event.rate_by_on} 前可凭编号和查询码评价，自愿参加，为您保密。"),
        (
            "Rate the service",
            f"How were you served with {number}? Until {event.rate_by_on} you may say so with number and code.",
        ),
    )


async def _to_rate(desk: Desk, recorded: Recorded[RatingOffered]) -> Written | None:
    """Nobody is asked who has rated, nor when it is too late."""
    token = await desk.state(RATING_TOKEN, desk.vault.token(TOKEN, recorded.aggregate.id))
    over = day_of(await desk.executor.clock.now()) > recorded.event.rate_by_on
    return None if token.spent or over else await to_applicant(_rate, _itself)(desk, recorded)


KINDS = (
    Kind("received", ApplicationReceived, Channel.SMS, to_applicant(_received, _itself)),
    Kind("correction", CorrectionRequested, Channel.SMS, to_applicant(_correct, _itself)),
    Kind("accepted", ApplicationAccepted, Channel.SMS, to_applicant(_accepted, _itself)),
    Kind("deemed-accepted", ApplicationDeemedAccepted, Channel.SMS, to_applicant(_accepted, _itself)),
    Kind("not-accepted", ApplicationNotAccepted, Channel.SMS, to_applicant(_not_accepted, _itself)),
    Kind("transferred", ApplicationTransferred, Channel.SMS, to_applicant(_transferred, _itself)),
    Kind("lapsed", ApplicationLapsed, Channel.SMS, to_applicant(_lapsed, _itself)),
    Kind("acceptance-withdrawn", AcceptanceWithdrawn, Channel.SMS, to_applicant(_taken_back, _itself)),
    Kind("applicant-corrected", ApplicantCorrected, Channel.SMS, to_applicant(_replaced, _itself)),
    Kind("due-date-moved", DueDatesKnown, Channel.SMS, to_applicant(_moved, _of_it), worth_telling=_has_moved),
    Kind("result", ResultReceived, Channel.SMS, _to_fetch),
    Kind("window-declined", WindowDecisionDeclined, Channel.SMS, to_applicant(_window_declined, _itself)),
    Kind("result-revoked", ResultRevoked, Channel.SMS, to_applicant(_revoked, _itself)),
    Kind("result-recalled", ResultRecalled, Channel.SMS, to_applicant(_recalled, _itself)),
    Kind("ended", ApplicationEnded, Channel.SMS, to_applicant(_ended, _itself), worth_telling=_is_told_to_the_living),
    Kind("merged", ApplicationMerged, Channel.SMS, to_applicant(_merged, _itself)),
    Kind("complaint-answered", ComplaintAnswered, Channel.SMS, _complainant),
    Kind("rating-invitation", RatingOffered, Channel.SMS, _to_rate, after_cd=INVITE_AFTER_CD, discreet=True),
)
