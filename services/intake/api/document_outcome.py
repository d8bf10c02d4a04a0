"""What is handed over of what became of an application: accepted or not, sent elsewhere, and its result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pydantic import TypeAdapter

from services.intake.api.document_about import About, Told, numbered, signed
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.reasons import Reasons
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    DeliveryMode,
    ResultDelivered,
    ResultRecalled,
    ResultReceived,
    ResultRevoked,
)
from shared.contracts.intake.application_endings import ApplicationNotAccepted, ApplicationTransferred
from shared.contracts.intake.application_mending import AcceptanceWithdrawn
from shared.documents.document import Document, Line, Table
from shared.kernel.instants import day_of
from shared.kernel.policy import Policy
from shared.runtime.opening import Opened

RECONSIDERATION_DAYS = "remedies.reconsideration_cd"
LITIGATION_MONTHS = "remedies.litigation_months"
OUTCOMES: Mapping[Outcome, tuple[str, str]] = {
    Outcome.GRANT: ("准予（同意）", "Granted"),
    Outcome.REFUSE: ("不予（不同意）", "Refused"),
}
_MODES: Mapping[DeliveryMode, tuple[str, str]] = {
    DeliveryMode.WINDOW: ("窗口领取", "Handed over at the window"),
    DeliveryMode.POST: ("邮寄送达", "By post"),
    DeliveryMode.HOME_VISIT: ("上门送达", "Brought home"),
}
_TEXTS: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...])


def acceptance_notice(about: About, told: Told) -> Document | None:
    """The acceptance notice (受理通知书), also of what counts as accepted because nobody said anything in time."""
    found = told.last(ApplicationAccepted, ApplicationDeemedAccepted, AcceptanceWithdrawn)
    if found is None or isinstance(found.recorded.event, AcceptanceWithdrawn):
        return None
    say, speech, event = about.speech.say, about.speech, found.recorded.event
    title, told_on = say("受理通知书", "Acceptance notice"), day_of(found.recorded.document.time)
    lines = [
        Line(say("受理日期", "Accepted on"), speech.day(event.accepted_on)),
        Line(say("承诺办结时限", "Promised limit"), speech.limit(about.item.promised)),
        Line(say("法定办结时限", "Statutory limit"), speech.limit(about.item.statutory_limit)),
    ]
    return replace(
        about.document("SL", title, told_on, lines=lines, signatures=signed(about)),
        before=(_accepted(about, event),),
        after=(
            say(
                "办结时限自受理次日起算。听证、公示、检验、鉴定、专家评审等特殊环节依规定不计入时限的，"
                "另行书面告知所需时间。",
                "The limits run from the day after the acceptance. For steps that do not count by the rules, such as "
                "hearings, public notices, inspections or expert reviews, you will be told in writing how long they "
                "take.",
            ),
        ),
    )


def _accepted(about: About, event: ApplicationAccepted | ApplicationDeemedAccepted) -> str:
    on = about.speech.day(event.accepted_on)
    if isinstance(event, ApplicationDeemedAccepted):
        return about.speech.say(
            f"因逾期未告知，您的申请自{on}收到申请材料之日起视为受理。",
            f"As you were told nothing within the limit, your application counts as accepted on {on}, the day of its "
            "receipt.",
        )
    return about.speech.say(
        f"经审查，您的申请材料齐全、符合要求，决定自{on}起予以受理。",
        f"Your papers are complete and as they should be; the application is accepted as of {on}.",
    )


def withdrawal_notice(about: About, told: Told) -> Document | None:
    """The notice that the hall takes its acceptance back (撤回受理告知书), and why."""
    found = told.last(ApplicationAccepted, ApplicationDeemedAccepted, AcceptanceWithdrawn)
    if found is None or not isinstance(event := found.recorded.event, AcceptanceWithdrawn):
        return None
    say, title = about.speech.say, about.speech.say("撤回受理告知书", "Notice that an acceptance is taken back")
    return replace(
        about.document("CH", title, event.withdrawn_on, signatures=signed(about)),
        before=(
            say(
                "本大厅对您的申请所作的受理有误，现予撤回；申请仍由窗口审查，受理审查期限重新起算。",
                "Your application was accepted by mistake, and the acceptance is taken back. The window still has the "
                "application; the limit for telling you whether it is accepted runs anew.",
            ),
        ),
        table=reasons_table(about, reasons_said(found, event.reasons)),
    )


def non_acceptance_notice(about: About, told: Told) -> Document | None:
    """The notice of non-acceptance (不予受理通知书): why, and what can be done against it."""
    found = told.last(ApplicationNotAccepted)
    if found is None:
        return None
    say, event = about.speech.say, found.recorded.event
    title = say("不予受理通知书", "Notice of non-acceptance")
    return replace(
        about.document("BS", title, event.not_accepted_on, signatures=signed(about)),
        before=(say("经审查，决定对您的申请不予受理。", "Your application is not accepted."),),
        table=reasons_table(about, reasons_said(found, event.reasons)),
        after=(*event.remedies, remedies(about, told.policy, event.not_accepted_on)),
    )


def transfer_note(about: About, told: Told) -> Document | None:
    """The transfer note (移送告知书): the application is another body's, and which."""
    found = told.last(ApplicationTransferred)
    if found is None:
        return None
    say, event = about.speech.say, found.recorded.event
    lines = [Line(say("有权办理的机关", "Competent body"), event.body_name)]
    title = say("移送告知书", "Transfer note")
    return replace(
        about.document("YS", title, event.transferred_on, lines=lines, signatures=signed(about)),
        before=(
            say(
                "您申请的事项不属于本机关职权范围，现移送上列机关。",
                "What you apply for is not within the powers of this body. It was handed on to the body named above.",
            ),
        ),
        table=reasons_table(about, reasons_said(found, event.reasons)),
    )


def held_result(told: Told) -> Opened | None:
    """The `ResultReceived` that the counter holds or has handed over; none when it was recalled or revoked."""
    found = told.last(ResultReceived, ResultRecalled, ResultRevoked)
    return found if found is not None and isinstance(found.recorded.event, ResultReceived) else None


def delivery_receipt(about: About, told: Told) -> Document | None:
    """The receipt for the result (送达回证), signed by who gets it; dated by hand until it is handed over."""
    found = held_result(told)
    if found is None:
        return None
    result: ResultReceived = found.recorded.event
    say, newest = about.speech.say, told.last(ResultReceived, ResultDelivered)
    lines, on = [Line(say("办理结果", "Result"), say(*OUTCOMES[result.outcome]))], None
    if newest and isinstance(handed := newest.recorded.event, ResultDelivered):
        on = handed.delivered_on
        lines.append(Line(say("送达方式", "How"), say(*_MODES[handed.mode])))
        lines.append(Line(say("送达日期", "Delivered on"), about.speech.day(on)))
    against = remedies(about, told.policy, on or day_of(found.recorded.document.time))
    title, by = say("送达回证", "Receipt for the result"), say("受送达人", "Received by")
    return replace(
        about.document("SD", title, on, lines=lines, signatures=signed(about, by)),
        before=(say("上述申请的办理结果已送达受送达人。", "The result of this application was handed over."),),
        after=(against,) if result.outcome is Outcome.REFUSE else (),
    )


def reasons_said(told: Opened, reasons: Reasons) -> tuple[str, ...]:
    """The reasons of an event in plain words; none of somebody who was erased."""
    said = told.value(reasons, _TEXTS)
    return said or ()


def reasons_table(about: About, reasons: Sequence[str]) -> Table:
    """Why something was told or decided, one reason after another."""
    say = about.speech.say
    columns = (say("序号", "No."), say("理由", "Reason"))
    return Table(say("理由", "Reasons"), columns, (1, 12), numbered((each,) for each in reasons))


def remedies(about: About, policy: Policy, on: date) -> str:
    """What can be done against what was told or decided on a day, and until when."""
    days, months = policy.whole(RECONSIDERATION_DAYS, on), policy.whole(LITIGATION_MONTHS, on)
    return about.speech.say(
        f"如不服，可以自收到之日起{days}日内申请行政复议，或者在{months}个月内向人民法院提起行政诉讼。",
        f"Against this you may ask for administrative reconsideration within {days} days after you received it, or "
        f"bring a suit before the people's court within {months} months.",
    )
