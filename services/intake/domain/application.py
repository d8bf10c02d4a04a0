"""Application (申请): what one resident asked for, from the receipt at a window until the result is in their hands.

Invariants: everything that is wrong is told once (一次性告知) · acceptance happens once, by a person or by the passing
of the limit (行政许可法 §32) · a result is delivered once, and only after the back office closed the case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import assert_never

from services.intake.domain.application_commands import (
    AcceptApplication,
    ApplicationCommand,
    DeemAccepted,
    DeliverResult,
    HoldResult,
    ReceiveApplication,
    RequestCorrection,
    SubmitCorrection,
    WithdrawApplication,
)
from services.intake.domain.application_refusals import (
    AcceptanceNotDue,
    ApplicationNotReceived,
    ApplicationUnknown,
    CorrectionIncomplete,
    ItemNotOffered,
    MaterialNotListed,
    NothingToCorrect,
    OnceOnly,
    ResultNotHere,
)
from services.intake.domain.hall import HALL, Hall, HallUnknown, WindowNotOpen
from services.intake.domain.item import ITEM
from services.intake.domain.voucher import VOUCHERS, series_id
from shared.contracts.casework.case import Outcome
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationEvent,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
    ResultDelivered,
    ResultReceived,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream, Refusal

CHECK_DAYS = "intake.acceptance_check_working_days"
CORRECTION_DAYS = "correction.days"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facts:
    """What does not change after the receipt. `subject` refers to the applicant."""

    hall_id: str
    centre_id: str
    item_code: str
    item_version: int
    subject: str


@dataclass(frozen=True, slots=True)
class NotReceived:
    """Before the receipt."""


@dataclass(frozen=True, slots=True)
class Received:
    """To be accepted or corrected; `corrected` when the one notice has been used."""

    facts: Facts
    received_on: date
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class AwaitingCorrection:
    """The notice is with the applicant; `materials` are the papers that it lists, in its order."""

    facts: Facts
    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """With the back office."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class ResultHeld:
    """The result lies at the counter."""

    facts: Facts
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Delivered:
    """Terminal: the applicant has the result."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Terminal: taken back."""

    facts: Facts


Application = NotReceived | Received | AwaitingCorrection | Accepted | ResultHeld | Delivered | Withdrawn


def evolve(application: Application, event: ApplicationEvent) -> Application:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, application:
        case ApplicationReceived(), NotReceived():
            facts = Facts(event.hall_id, event.centre_id, event.item_code, event.item_version, event.applicant.subject)
            return Received(facts, event.received_on)
        case CorrectionRequested(), Received():
            return AwaitingCorrection(application.facts, _materials(event))
        case CorrectionSubmitted(), AwaitingCorrection():
            return Received(application.facts, event.received_on, corrected=True)
        case ((ApplicationAccepted() | ApplicationDeemedAccepted()), Received()):
            return Accepted(replace(application.facts, item_version=event.item_version))
        case ResultReceived(), Accepted():
            return ResultHeld(application.facts, event.outcome)
        case ResultDelivered(), ResultHeld():
            return Delivered(application.facts)
        case ApplicationWithdrawn(), (Received() | AwaitingCorrection() | Accepted()):
            return Withdrawn(application.facts)
        case _:
            raise CorruptStream(f"{type(event).__name__} of an application that is {type(application).__name__}")


def _materials(notice: CorrectionRequested | RequestCorrection) -> tuple[str, ...]:
    return tuple(defect.material for defect in notice.defects)


# --- decisions --------------------------------------------------------------


def decide(command: ApplicationCommand, application: Application, context: Context) -> list[ApplicationEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, ReceiveApplication):
        return _receive(command, application, context)
    if isinstance(application, NotReceived):
        return ApplicationUnknown()
    match command:
        case RequestCorrection():
            return _request_correction(command, application, context)
        case SubmitCorrection():
            return _submit_correction(command, application, context)
        case AcceptApplication():
            return _accept(application, context)
        case DeemAccepted():
            return _deem_accepted(application, context)
        case WithdrawApplication():
            return _withdraw(command, application)
        case HoldResult():
            return _hold_result(command, application)
        case DeliverResult():
            return _deliver(command, application, context)
        case _:
            assert_never(command)


def _receive(
    command: ReceiveApplication, application: Application, context: Context
) -> list[ApplicationEvent] | Refusal:
    if not isinstance(application, NotReceived):
        return []
    hall = context.look(HALL, command.hall_id)
    if not isinstance(hall, Hall):
        return HallUnknown()
    if not hall.takes(command.window_id):
        return WindowNotOpen()
    item = context.look(ITEM, command.item_code).on(context.today)
    if item is None:
        return ItemNotOffered()
    year = context.today.year
    vouchers = context.look(VOUCHERS, series_id(command.hall_id, year))
    return [
        ApplicationReceived(
            hall_id=command.hall_id,
            window_id=command.window_id,
            centre_id=hall.centre_id,
            item_code=command.item_code,
            item_version=item.version,
            voucher_number=vouchers.next_number(hall.code, year),
            applicant=command.applicant,
            materials=command.materials,
            received_on=context.today,
        )
    ]


def _request_correction(
    command: RequestCorrection, application: Application, context: Context
) -> list[ApplicationEvent] | Refusal:
    match application:
        case Received(corrected=False):
            days = context.policy.whole(CORRECTION_DAYS, context.today)
            due_on = context.calendar.nth_working_day_after(context.today, days)
            return [CorrectionRequested(defects=command.defects, due_on=due_on)]
        case AwaitingCorrection() if application.materials == _materials(command):
            return []
        case Received() | AwaitingCorrection():
            return OnceOnly()
        case _:
            return ApplicationNotReceived()


def _submit_correction(
    command: SubmitCorrection, application: Application, context: Context
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
    return [CorrectionSubmitted(materials=command.materials, received_on=context.today)]


def _accept(application: Application, context: Context) -> list[ApplicationEvent] | Refusal:
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
                )
            ]
        case Accepted() | ResultHeld() | Delivered():
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


def _withdraw(command: WithdrawApplication, application: Application) -> list[ApplicationEvent] | Refusal:
    match application:
        case Received() | AwaitingCorrection() | Accepted():
            return [ApplicationWithdrawn(reason=command.reason)]
        case Withdrawn():
            return []
        case _:
            return ApplicationNotReceived()


def _hold_result(command: HoldResult, application: Application) -> list[ApplicationEvent] | Refusal:
    # A case may close while the applicant withdraws: then there is nobody to hold the result for.
    if not isinstance(application, Accepted):
        return []
    return [ResultReceived(case_id=command.case_id, outcome=command.outcome, source_position=command.source_position)]


def _deliver(command: DeliverResult, application: Application, context: Context) -> list[ApplicationEvent] | Refusal:
    match application:
        case ResultHeld():
            return [ResultDelivered(mode=command.mode, delivered_on=context.today)]
        case Delivered():
            return []
        case _:
            return ResultNotHere()


APPLICATION: Decider[Application, ApplicationCommand, ApplicationEvent] = Decider(
    "application", NotReceived(), evolve, decide, ApplicationEvent
)
