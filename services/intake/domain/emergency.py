"""Emergency service (应急服务): help outside the hours or at once, whose papers follow: `emergency/<case id>`.

Only by its case is a payment heard of; the case's id derives from the application's (`emergency_id`).

Invariants: it is opened with the receipt and the acceptance of its application, once · outside the core hours of
working days, or for an item that counts in hours, and for a reason that policy calls urgent · each limit is missed
once at the most, and stays missed · it is complete when all papers of the item are in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, assert_never

from pydantic import Field

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import ItemNotOffered
from services.intake.domain.application_state import Application
from services.intake.domain.emergency_limits import offices_open, papers_due, payment_due, response_due, urgent
from services.intake.domain.emergency_refusals import (
    AlreadyResponded,
    EmergencyUnknown,
    InstantImpossible,
    NotUrgent,
    WithinOfficeHours,
)
from services.intake.domain.emergency_state import Emergency, InService, NoEmergency, evolve, unkept
from services.intake.domain.hall import HALL, Hall, HallUnknown
from services.intake.domain.item import ITEM
from services.intake.domain.types import ApplicationId, HallId, ItemCode
from services.intake.domain.window_post import NotOnWindowPost, OnPost, in_hall
from shared.contracts.intake.emergency import (
    EmergencyEvent,
    EmergencyLimitMissed,
    EmergencyPapersSubmitted,
    EmergencyPaymentKnown,
    EmergencyReason,
    EmergencyResponded,
    EmergencyServiceCompleted,
    EmergencyServiceOpened,
    Name,
)
from shared.contracts.intake.item import ItemVersion
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import by_trigger
from shared.kernel.instants import Instant, day_of
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

REASONS = "emergency.reasons"
_MILLISECOND = 1_000


def emergency_id(application_id: str) -> str:
    """The id of the emergency service of an application: that of the case to which its acceptance leads."""
    return by_trigger("case", application_id)


# --- commands ---------------------------------------------------------------


class OpenEmergencyService(Command):
    """Take somebody in an emergency on, in the act in which their application is received and accepted."""

    application_id: ApplicationId
    hall_id: HallId
    item_code: ItemCode
    reason: EmergencyReason
    called_at: Instant


class RecordResponse(Command):
    """Record when whoever was on duty answered the call."""

    responded_at: Instant


class SubmitPapers(Command):
    """Take in papers that were not there when help was needed."""

    materials: Annotated[tuple[Name, ...], Field(min_length=1, max_length=50)]


class HearPayment(Command):
    """Know that casework has recorded a payment of the case."""

    paid_at: datetime
    source_position: int


class MissLimits(Command):
    """Record the limits that are over and were not kept."""


HallCommand = RecordResponse | SubmitPapers
"""What people of the hall ask for after the opening."""
EmergencyCommand = OpenEmergencyService | HallCommand | HearPayment | MissLimits

# --- decisions --------------------------------------------------------------

Facts = list[EmergencyEvent] | Refusal


def decide(command: EmergencyCommand, emergency: Emergency, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case OpenEmergencyService():
            return _open(command, emergency, context)
        case HearPayment():
            # Most payments are of cases that were no emergency.
            return [] if isinstance(emergency, NoEmergency) else _hear_payment(command, emergency)
        case MissLimits():
            return [] if isinstance(emergency, NoEmergency) else _miss(emergency, context)
        case RecordResponse() | SubmitPapers():
            return EmergencyUnknown() if isinstance(emergency, NoEmergency) else _by_hall(command, emergency, context)
        case _:
            assert_never(command)


def _by_hall(command: HallCommand, emergency: InService, context: Context) -> Facts:
    on = in_hall(emergency.opened.hall_id, emergency.opened.centre_id, context)
    if isinstance(on, NotOnWindowPost):
        return on
    match command:
        case RecordResponse():
            return _respond(command, emergency, on, context)
        case SubmitPapers():
            return _submit(command, emergency, on, context)
        case _:
            assert_never(command)


# --- the opening ------------------------------------------------------------


def _open(command: OpenEmergencyService, emergency: Emergency, context: Context) -> Facts:
    if isinstance(emergency, InService):
        return []
    hall, item = context.look(HALL, command.hall_id), context.look(ITEM, command.item_code).on(context.today)
    if not isinstance(hall, Hall):
        return HallUnknown()
    if item is None:
        return ItemNotOffered()
    refusal = next((found for rule in _RULES if (found := rule(command, item, context)) is not None), None)
    return refusal or [_opened(command, hall.centre_id, item, context)]


def _was_called(command: OpenEmergencyService, _item: ItemVersion, context: Context) -> Refusal | None:
    return InstantImpossible(field="called_at") if command.called_at > context.now else None


def _is_urgent(command: OpenEmergencyService, _item: ItemVersion, context: Context) -> Refusal | None:
    reasons = context.policy.texts(REASONS, day_of(command.called_at))
    return None if command.reason.value in reasons else NotUrgent(reasons=reasons)


def _cannot_wait(command: OpenEmergencyService, item: ItemVersion, context: Context) -> Refusal | None:
    waits = offices_open(command.called_at, context) and not urgent(item)
    return WithinOfficeHours() if waits else None


_RULES: tuple[Callable[[OpenEmergencyService, ItemVersion, Context], Refusal | None], ...] = (
    _was_called,
    _is_urgent,
    _cannot_wait,
)


def _opened(
    command: OpenEmergencyService, centre_id: str, item: ItemVersion, context: Context
) -> EmergencyServiceOpened:
    # The case's clocks start at the acceptance as the log has it, to the millisecond.
    opened_at = context.now.replace(microsecond=context.now.microsecond // _MILLISECOND * _MILLISECOND)
    papers_due_on, papers_due_at = papers_due(context)
    return EmergencyServiceOpened(
        application_id=command.application_id,
        hall_id=command.hall_id,
        centre_id=centre_id,
        item_code=command.item_code,
        item_version=item.version,
        reason=command.reason,
        called_at=command.called_at,
        respond_due_at=response_due(command.called_at, context),
        promised_paid_due_at=payment_due(item.promised, opened_at, context),
        statutory_paid_due_at=payment_due(item.statutory, opened_at, context),
        papers=item.materials,
        papers_due_on=papers_due_on,
        papers_due_at=papers_due_at,
    )


# --- what follows -----------------------------------------------------------


def _respond(command: RecordResponse, emergency: InService, on: OnPost, context: Context) -> Facts:
    if emergency.responded is not None:
        before = emergency.responded.responded_at
        return [] if before == command.responded_at else AlreadyResponded(responded_at=before)
    if not emergency.opened.called_at <= command.responded_at <= context.now:
        return InstantImpossible(field="responded_at")
    within = command.responded_at < emergency.opened.respond_due_at
    return [
        EmergencyResponded(responded_at=command.responded_at, within=within, post_id=on.post_id, acted_as=on.acted_as)
    ]


def _hear_payment(command: HearPayment, emergency: InService) -> list[EmergencyEvent]:
    if emergency.paid is not None:
        return []
    opened = emergency.opened
    promise, statute = (
        None if due_at is None else command.paid_at < due_at
        for due_at in (opened.promised_paid_due_at, opened.statutory_paid_due_at)
    )
    return [
        EmergencyPaymentKnown(
            paid_at=command.paid_at,
            within_promise=promise,
            within_statute=statute,
            source_position=command.source_position,
        )
    ]


def _submit(command: SubmitPapers, emergency: InService, on: OnPost, context: Context) -> list[EmergencyEvent]:
    new = tuple(paper for paper in dict.fromkeys(command.materials) if paper not in emergency.papers)
    if not new:
        return []
    today = context.today
    submitted = EmergencyPapersSubmitted(materials=new, submitted_on=today, post_id=on.post_id, acted_as=on.acted_as)
    if emergency.completed is not None or emergency.lacks(frozenset(new)):
        return [submitted]
    within = context.now < emergency.opened.papers_due_at
    return [submitted, EmergencyServiceCompleted(completed_on=today, within=within)]


# --- limits -----------------------------------------------------------------


def limit_due(emergency: Emergency, context: Context) -> datetime | None:
    """When the next limit is missed; the context was given the application."""
    if isinstance(emergency, NoEmergency):
        return None
    return next((at for at, _ in unkept(emergency, _application_of(emergency, context))), None)


def _miss(emergency: InService, context: Context) -> list[EmergencyEvent]:
    limits = unkept(emergency, _application_of(emergency, context))
    return [EmergencyLimitMissed(limit=limit, fell_due_at=at) for at, limit in limits if at <= context.now]


def _application_of(emergency: InService, context: Context) -> Application:
    return context.look(APPLICATION, emergency.opened.application_id)


EMERGENCY: Decider[Emergency, EmergencyCommand, EmergencyEvent] = Decider(
    "emergency", NoEmergency(), evolve, decide, EmergencyEvent
)
