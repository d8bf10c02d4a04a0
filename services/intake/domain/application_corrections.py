"""Correction (补正): what is missing is told once, and comes in until the last day is over for a resident.

Invariants: everything that is wrong is told in one notice; a further one lists only papers that came in after the last
· what comes in after close of business on the last day is late · a notice that is answered in time is answered whole,
by one act or paper by paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from services.intake.domain.application_check import TakenAsAccepted, check_is_over
from services.intake.domain.application_commands import RequestCorrection, SubmitCorrection
from services.intake.domain.application_household import AUTHORISATION, missing_authorisation
from services.intake.domain.application_mending import AnnulmentNotConfirmed
from services.intake.domain.application_refusals import (
    ApplicationNotReceived,
    CorrectionIncomplete,
    MaterialNotListed,
    NothingToCorrect,
    OnceOnly,
)
from services.intake.domain.application_state import (
    Application,
    AwaitingCorrection,
    Events,
    Lapsed,
    Received,
    materials_of,
)
from services.intake.domain.window_post import OnPost
from shared.contracts.intake.application import CorrectionRequested, CorrectionSubmitted, Name
from shared.contracts.intake.application_corrections import MaterialHandedIn
from shared.contracts.intake.application_endings import ApplicationLapsed
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY, DayEnd
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal

CORRECTION_DAYS = "correction.days"
DUE_TIME = "clock.due_time.resident"
CLOSE_OF_BUSINESS = "intake.close_of_business"
CUTOFF = "intake.cutoff"

# --- commands and refusals --------------------------------------------------


class HandInMaterial(Command):
    """Hand in one of the papers that the notice listed, without coming to the hall."""

    material: Name


class LapseApplication(Command):
    """The last day to answer the notice is over."""


@dataclass(frozen=True, slots=True)
class CorrectionTooLate(Conflict):
    """The last day to answer the notice, `due_on`, is over: the hall has closed."""

    slug: ClassVar[str] = "correction-too-late"
    zh: ClassVar[str] = "补正期限已过"
    en: ClassVar[str] = "It is too late to answer the correction notice"
    due_on: date


@dataclass(frozen=True, slots=True)
class CorrectionNotDue(Conflict):
    """The applicant still has time to answer the notice."""

    slug: ClassVar[str] = "correction-not-due"
    zh: ClassVar[str] = "补正期限尚未届满"
    en: ClassVar[str] = "The applicant still has time to answer the notice"


# --- until when -------------------------------------------------------------


def closes_at(day: date, context: Context) -> datetime:
    """When a day is over for what a resident has to hand in."""
    if context.policy.text(DUE_TIME, day) != "CLOSE_OF_BUSINESS":
        return END_OF_DAY.of(day)
    return _close_of_business(day, context)


def _close_of_business(day: date, context: Context) -> datetime:
    return DayEnd(time.fromisoformat(context.policy.text(CLOSE_OF_BUSINESS, day))).of(day)


def counted_from(context: Context) -> date:
    """From which day the check of what comes in online now counts: out of hours from the next working day."""
    today = context.today
    if context.policy.text(CUTOFF, today) != "CLOSE_OF_BUSINESS":
        return today
    in_hours = context.calendar.is_working_day(today) and context.now < _close_of_business(today, context)
    return today if in_hours else context.calendar.nth_working_day_after(today, 1)


def correction_due(application: Application, context: Context) -> datetime | None:
    """When the last day to answer the notice is over; None where no notice is open."""
    return closes_at(application.due_on, context) if isinstance(application, AwaitingCorrection) else None


# --- decisions --------------------------------------------------------------


def request_correction(
    command: RequestCorrection, application: Application, on: OnPost, context: Context
) -> Events | Refusal:
    """Give the one notice, or a further one of new material alone."""
    match application:
        case AwaitingCorrection() if application.materials == materials_of(command):
            return []
        case AwaitingCorrection():
            return OnceOnly()
        case Received() if application.annulling:
            return AnnulmentNotConfirmed()
        case Received() if application.corrected and not _of_new_material(command, application):
            return OnceOnly()
        case Received() if check_is_over(application, context):
            return TakenAsAccepted()
        case Received():
            return [_requested(command, application, on, context)]
        case _:
            return ApplicationNotReceived()


def _of_new_material(command: RequestCorrection, application: Received) -> bool:
    return command.of_new_material and set(materials_of(command)) <= set(application.submitted)


def _requested(command: RequestCorrection, application: Received, on: OnPost, context: Context) -> CorrectionRequested:
    days = context.policy.whole(CORRECTION_DAYS, context.today)
    return CorrectionRequested(
        defects=command.defects,
        due_on=context.calendar.nth_working_day_after(context.today, days),
        post_id=on.post_id,
        acted_as=on.acted_as,
        of_new_material=application.corrected or None,
    )


def submit_correction(
    command: SubmitCorrection, application: Application, on: OnPost, context: Context
) -> Events | Refusal:
    """Take in at the window all that the notice listed and that is not in already."""
    if isinstance(application, Received) and application.corrected:
        return []
    if (closed := _closed(application, context)) is not None or not isinstance(application, AwaitingCorrection):
        return closed or NothingToCorrect()
    if missing := tuple(material for material in application.missing if material not in command.materials):
        return CorrectionIncomplete(missing=missing)
    if extra := tuple(material for material in command.materials if material not in application.materials):
        return MaterialNotListed(materials=extra)
    if AUTHORISATION in application.missing and (unsigned := missing_authorisation(application.facts.people, context)):
        return unsigned
    return [
        CorrectionSubmitted(
            materials=tuple(dict.fromkeys((*application.handed_in, *command.materials))),
            received_on=context.today,
            post_id=on.post_id,
            acted_as=on.acted_as,
        )
    ]


def hand_in(command: HandInMaterial, application: Application, context: Context) -> Events | Refusal:
    """Take one paper in; with the last of them the whole correction is in."""
    if isinstance(application, Received) and command.material in application.submitted:
        return []
    if (closed := _closed(application, context)) is not None or not isinstance(application, AwaitingCorrection):
        return closed or NothingToCorrect()
    if command.material not in application.materials:
        return MaterialNotListed(materials=(command.material,))
    if command.material in application.handed_in:
        return []
    unsigned = missing_authorisation(application.facts.people, context)
    if command.material == AUTHORISATION and unsigned is not None:
        return unsigned
    missing = tuple(material for material in application.missing if material != command.material)
    arrived = MaterialHandedIn(material=command.material, received_on=context.today, still_missing=missing)
    if missing:
        return [arrived]
    since = counted_from(context)
    all_in = CorrectionSubmitted(
        materials=(*application.handed_in, command.material),
        received_on=context.today,
        counted_from_on=None if since == context.today else since,
    )
    return [arrived, all_in]


def _closed(application: Application, context: Context) -> CorrectionTooLate | None:
    if isinstance(application, Lapsed):
        return CorrectionTooLate(due_on=application.due_on)
    if isinstance(application, AwaitingCorrection) and closes_at(application.due_on, context) <= context.now:
        return CorrectionTooLate(due_on=application.due_on)
    return None


def lapse(application: Application, context: Context) -> Events | Refusal:
    """End an application whose notice nobody answered."""
    if not isinstance(application, AwaitingCorrection):
        return []
    due_at = closes_at(application.due_on, context)
    if due_at > context.now:
        return CorrectionNotDue()
    return [ApplicationLapsed(due_on=application.due_on, missing=application.missing, fell_due_at=due_at)]
