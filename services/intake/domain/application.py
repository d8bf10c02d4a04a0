"""Application (申请): what one resident asked for, from the receipt at a window until the result is in their hands.

Invariants: everything that is wrong is told once (一次性告知) · acceptance happens once, by a person or by the passing
of the limit (行政许可法 §32) · a result is delivered once, and only after the back office closed the case; one that
takes its place is delivered once too, and none after the decision was revoked · where the window, later the hall, has
a post, only who is on it acts, and each act says whether as its A or B (AB岗).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import reduce
from typing import assert_never

from services.intake.domain.application_commands import (
    AcceptApplication,
    ApplicationCommand,
    CounterCommand,
    DeemAccepted,
    DeliverResult,
    EndApplication,
    HearDecline,
    HoldCorrectedResult,
    HoldResult,
    OneActCommand,
    RecallResult,
    ReceiveApplication,
    ReceiveInEmergency,
    RequestCorrection,
    RevokeResult,
    SubmitCorrection,
    WithdrawApplication,
)
from services.intake.domain.application_instant import decided_at_window
from services.intake.domain.application_refusals import (
    AcceptanceNotDue,
    ApplicationNotReceived,
    ApplicationUnknown,
    CorrectionIncomplete,
    MaterialNotListed,
    NothingToCorrect,
    OnceOnly,
    ResultNotHere,
    ResultTakenBack,
)
from services.intake.domain.application_result import after_the_case
from services.intake.domain.application_state import (
    Accepted,
    Application,
    AwaitingCorrection,
    Delivered,
    Ended,
    Known,
    NotReceived,
    Received,
    ResultHeld,
    Revoked,
    Withdrawn,
    applicant_of,
    evolve,
    materials_of,
)
from services.intake.domain.hall import HALL, Hall, HallUnknown, WindowNotOpen
from services.intake.domain.item import ITEM
from services.intake.domain.voucher import VOUCHERS, series_id
from services.intake.domain.window_post import NotOnWindowPost, OnPost, at_counter, at_window, in_hall
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationEvent,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
    ResultDelivered,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.refusals import Refusal

CHECK_DAYS = "intake.acceptance_check_working_days"
CORRECTION_DAYS = "correction.days"

# --- decisions --------------------------------------------------------------


def decide(command: ApplicationCommand, application: Application, context: Context) -> list[ApplicationEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, ReceiveApplication):
        return _receive(command, application, context)
    if isinstance(command, OneActCommand):
        return _in_one_act(command, application, context)
    if isinstance(application, NotReceived):
        return ApplicationUnknown()
    match command:
        case DeemAccepted():
            return _deem_accepted(application, context)
        case HoldResult() | HoldCorrectedResult() | RecallResult() | RevokeResult() | EndApplication() | HearDecline():
            return after_the_case(command, application)
        case _:
            on = _by_whom(application, context)
            return on if isinstance(on, NotOnWindowPost) else _at_counter(command, application, on, context)


def _at_counter(
    command: CounterCommand, application: Application, on: OnPost, context: Context
) -> list[ApplicationEvent] | Refusal:
    match command:
        case RequestCorrection():
            return _request_correction(command, application, on, context)
        case SubmitCorrection():
            return _submit_correction(command, application, on, context)
        case AcceptApplication():
            return _accept(application, on, context)
        case WithdrawApplication():
            return _withdraw(command, application, on)
        case DeliverResult():
            return _deliver(command, application, on, context)
        case _:
            assert_never(command)


def _by_whom(application: Known, context: Context) -> OnPost | NotOnWindowPost:
    """The applicants themselves act on no post; everybody else for the hall."""
    if context.actor == applicant_of(application):
        return OnPost()
    return at_counter(application.facts.hall_id, context)


def _receive(
    command: ReceiveApplication, application: Application, context: Context
) -> list[ApplicationEvent] | Refusal:
    if not isinstance(application, NotReceived):
        return []
    hall = context.look(HALL, command.hall_id)
    if not isinstance(hall, Hall):
        return HallUnknown()
    on = _at_which(command, hall, context)
    if isinstance(on, Refusal):
        return on
    item = context.look(ITEM, command.item_code).receivable(context.today)
    if isinstance(item, Refusal):
        return item
    year = context.today.year
    vouchers = context.look(VOUCHERS, series_id(command.hall_id, year))
    return [
        ApplicationReceived(
            hall_id=command.hall_id,
            window_id=command.window_id or "",
            centre_id=hall.centre_id,
            item_code=command.item_code,
            item_version=item.version,
            voucher_number=vouchers.next_number(hall.code, year),
            applicant=command.applicant,
            materials=command.materials,
            received_on=context.today,
            post_id=on.post_id,
            acted_as=on.acted_as,
        )
    ]


def _at_which(command: ReceiveApplication, hall: Hall, context: Context) -> OnPost | Refusal:
    """On which post of which window it is received; outside of all windows on none."""
    if command.window_id is None:
        return in_hall(command.hall_id, hall.centre_id, context)
    on = at_window(command.hall_id, command.window_id, context)
    return on if isinstance(on, NotOnWindowPost) or hall.takes(command.window_id) else WindowNotOpen()


def _in_one_act(command: OneActCommand, application: Application, context: Context) -> list[ApplicationEvent] | Refusal:
    """Receipt and acceptance together, on one post, and what is decided with them."""
    facts = _receive(command.receipt, application, context)
    if isinstance(facts, Refusal) or not facts:
        return facts
    on = next(OnPost(fact.post_id, fact.acted_as) for fact in facts if isinstance(fact, ApplicationReceived))
    accepted = _accept(reduce(evolve, facts, application), on, context)
    if isinstance(accepted, Refusal):
        return accepted
    facts = [*facts, *accepted]
    taken = reduce(evolve, facts, application)
    if isinstance(command, ReceiveInEmergency) or not isinstance(taken, Accepted):
        return facts
    decided = decided_at_window(command, taken, on, context)
    return decided if isinstance(decided, Refusal) else [*facts, decided]


def _request_correction(
    command: RequestCorrection, application: Application, on: OnPost, context: Context
) -> list[ApplicationEvent] | Refusal:
    match application:
        case Received(corrected=False):
            days = context.policy.whole(CORRECTION_DAYS, context.today)
            due_on = context.calendar.nth_working_day_after(context.today, days)
            return [
                CorrectionRequested(defects=command.defects, due_on=due_on, post_id=on.post_id, acted_as=on.acted_as)
            ]
        case AwaitingCorrection() if application.materials == materials_of(command):
            return []
        case Received() | AwaitingCorrection():
            return OnceOnly()
        case _:
            return ApplicationNotReceived()


def _submit_correction(
    command: SubmitCorrection, application: Application, on: OnPost, context: Context
) -> list[ApplicationEvent] | Refusal:
    if isinstance(application, Received) and application.corrected:
        return []
    if not isinstance(application, AwaitingCorrection):
        return NothingToCorrect()
    asked = application.materials
    if missing := tuple(material for material in asked if material not in command.materials):
        return CorrectionIncomplete(missing=missing)
    if extra := tuple(material for material in command.materials if material not in asked):
        return MaterialNotListed(materials=extra)
    submitted = CorrectionSubmitted(
        materials=command.materials, received_on=context.today, post_id=on.post_id, acted_as=on.acted_as
    )
    return [submitted]


def _accept(application: Application, on: OnPost, context: Context) -> list[ApplicationEvent] | Refusal:
    match application:
        case Received():
            # After a correction the day on which everything was in is the day of acceptance.
            accepted_on = application.received_on if application.corrected else context.today
            facts = application.facts
            version = context.look(ITEM, facts.item_code).on(accepted_on)
            return [
                ApplicationAccepted(
                    subject=facts.subject,
                    centre_id=facts.centre_id,
                    item_code=facts.item_code,
                    item_version=version.version if version else facts.item_version,
                    accepted_on=accepted_on,
                    post_id=on.post_id,
                    acted_as=on.acted_as,
                )
            ]
        case Accepted() | ResultHeld() | Delivered() | Ended() | Revoked():
            return []
        case _:
            return ApplicationNotReceived()


def acceptance_due(application: Application, context: Context) -> datetime | None:
    """The first instant at which nobody has told the applicant anything in time; None where that cannot happen."""
    if not isinstance(application, Received):
        return None
    days = context.policy.whole(CHECK_DAYS, application.received_on)
    return start_of(context.calendar.nth_working_day_after(application.received_on, days) + timedelta(days=1))


def _deem_accepted(application: Application, context: Context) -> list[ApplicationEvent] | Refusal:
    if not isinstance(application, Received):
        return []
    due_at = acceptance_due(application, context)
    if due_at is None or due_at > context.now:
        return AcceptanceNotDue()
    facts = application.facts
    return [
        ApplicationDeemedAccepted(
            subject=facts.subject,
            centre_id=facts.centre_id,
            item_code=facts.item_code,
            item_version=facts.item_version,
            accepted_on=application.received_on,
            fell_due_at=due_at,
        )
    ]


def _withdraw(command: WithdrawApplication, application: Application, on: OnPost) -> list[ApplicationEvent] | Refusal:
    match application:
        case Received() | AwaitingCorrection() | Accepted(at_window=None):
            return [ApplicationWithdrawn(reason=command.reason, post_id=on.post_id, acted_as=on.acted_as)]
        case Withdrawn():
            return []
        case _:
            return ApplicationNotReceived()


def _deliver(
    command: DeliverResult, application: Application, on: OnPost, context: Context
) -> list[ApplicationEvent] | Refusal:
    match application:
        case ResultHeld():
            return [
                ResultDelivered(mode=command.mode, delivered_on=context.today, post_id=on.post_id, acted_as=on.acted_as)
            ]
        case Delivered():
            return []
        case Revoked():
            return ResultTakenBack()
        case _:
            return ResultNotHere()


APPLICATION: Decider[Application, ApplicationCommand, ApplicationEvent] = Decider(
    "application", NotReceived(), evolve, decide, ApplicationEvent
)
