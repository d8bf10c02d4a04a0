"""The check of an application (收件审查): what the hall has to say within the limit, and what its silence means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from services.intake.domain.application_refusals import AcceptanceNotDue
from services.intake.domain.application_state import Application, Events, Received
from shared.contracts.intake.application import ApplicationDeemedAccepted
from shared.kernel.decider import Context
from shared.kernel.instants import start_of
from shared.kernel.policy import Policy
from shared.kernel.refusals import Conflict, Refusal
from shared.kernel.working_days import Calendar

CHECK_DAYS = "intake.acceptance_check_working_days"


@dataclass(frozen=True, slots=True)
class TakenAsAccepted(Conflict):
    """Nobody told the applicant anything within the limit: the law takes the application as accepted."""

    slug: ClassVar[str] = "taken-as-accepted"
    zh: ClassVar[str] = "审查期限已过，申请自收到之日起视为受理"
    en: ClassVar[str] = "The limit for telling the applicant has run out, and the application is taken as accepted"


def check_ends_on(counted_from: date, policy: Policy, calendar: Calendar) -> date:
    """The last day on which the hall can tell the applicant something of what counts as received on a day."""
    return calendar.nth_working_day_after(counted_from, policy.whole(CHECK_DAYS, counted_from))


def acceptance_due(application: Application, context: Context) -> datetime | None:
    """The first instant at which nobody has told the applicant anything in time; None where that cannot happen."""
    if not isinstance(application, Received):
        return None
    last = check_ends_on(application.counted_from_on, context.policy, context.calendar)
    return start_of(last + timedelta(days=1))


def check_is_over(application: Received, context: Context) -> bool:
    """Whether the limit has run out, be it recorded or not."""
    due_at = acceptance_due(application, context)
    return due_at is not None and due_at <= context.now


def deem_accepted(application: Application, context: Context) -> Events | Refusal:
    """Record what the silence of the hall means."""
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
