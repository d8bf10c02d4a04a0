"""Endings at the window: an application is not accepted (不予受理), or is another body's and handed on to it (移送).

Invariants: it ends once, and only while it is at the window and the limit for telling the applicant runs · who is not
accepted is told why and what can be done about it · nothing ends here while the back office may bring a result.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from services.intake.domain.application_check import TakenAsAccepted, check_is_over
from services.intake.domain.application_mending import AnnulmentNotConfirmed
from services.intake.domain.application_refusals import ApplicationNotReceived, NothingToCorrect
from services.intake.domain.application_state import Application, Events, NotAccepted, Received, Transferred
from services.intake.domain.window_post import OnPost
from shared.contracts.casework.reasons import Reasons, Texts
from shared.contracts.intake.application import Name
from shared.contracts.intake.application_endings import (
    ApplicationNotAccepted,
    ApplicationTransferred,
    BodyRef,
    NotAcceptedCause,
)
from shared.kernel.decider import Context
from shared.kernel.instants import start_of
from shared.kernel.limits import Limit, LimitStage, LimitUnit, due
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal, Unacceptable

RECONSIDERATION_CD = "remedies.reconsideration_cd"
LITIGATION_MONTHS = "remedies.litigation_months"
ROLL_FORWARD = "clock.roll_forward"

# --- commands and refusals --------------------------------------------------


class DeclineApplication(Command):
    """Do not accept the application; `remedies` are the law's words."""

    cause: NotAcceptedCause
    reasons: Reasons
    remedies: Texts = ()


class TransferApplication(Command):
    """Hand the application on to the body whose matter it is."""

    to_body: BodyRef
    body_name: Name
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class RemediesNotTold(Unacceptable):
    """Who is not accepted is told where that can be challenged: reconsideration, litigation."""

    slug: ClassVar[str] = "remedies-not-told"
    zh: ClassVar[str] = "不予受理的，应当告知行政复议、行政诉讼等救济途径"
    en: ClassVar[str] = "Who is not accepted is told the remedies against it"


# --- decisions --------------------------------------------------------------


def end_at_the_window(
    command: DeclineApplication | TransferApplication, application: Application, on: OnPost, context: Context
) -> Events | Refusal:
    """End an application that is at the window and was answered in time."""
    if isinstance(application, NotAccepted) and isinstance(command, DeclineApplication):
        return []
    if isinstance(application, Transferred) and isinstance(command, TransferApplication):
        return []
    if not isinstance(application, Received):
        return ApplicationNotReceived()
    if application.annulling:
        return AnnulmentNotConfirmed()
    if check_is_over(application, context):
        return TakenAsAccepted()
    if isinstance(command, TransferApplication):
        return [_transferred(command, on, context)]
    return _declined(command, application, on, context)


def _declined(command: DeclineApplication, application: Received, on: OnPost, context: Context) -> Events | Refusal:
    if command.cause is NotAcceptedCause.CORRECTION_INCOMPLETE and not application.corrected:
        return NothingToCorrect()
    if not command.remedies:
        return RemediesNotTold()
    return [
        ApplicationNotAccepted(
            cause=command.cause,
            reasons=command.reasons,
            remedies=command.remedies,
            not_accepted_on=context.today,
            reconsideration_due_on=_within(RECONSIDERATION_CD, LimitUnit.CALENDAR_DAY, context),
            litigation_due_on=_within(LITIGATION_MONTHS, LimitUnit.MONTH, context),
            post_id=on.post_id,
            acted_as=on.acted_as,
        )
    ]


def _within(key: str, unit: LimitUnit, context: Context) -> date:
    """The last day of a remedy that runs from today."""
    stage = LimitStage(name=key, body="APPLICANT", n=context.policy.whole(key, context.today), unit=unit)
    rolls = context.policy.flag(ROLL_FORWARD, context.today)
    return due(Limit(stages=(stage,)), start_of(context.today), context.calendar, roll_forward=rolls).on


def _transferred(command: TransferApplication, on: OnPost, context: Context) -> ApplicationTransferred:
    return ApplicationTransferred(
        to_body=command.to_body,
        body_name=command.body_name,
        reasons=command.reasons,
        transferred_on=context.today,
        post_id=on.post_id,
        acted_as=on.acted_as,
    )
