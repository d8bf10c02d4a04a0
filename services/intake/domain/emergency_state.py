"""Where an emergency service stands, and which of its limits is missed when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.domain.application_state import Application, Delivered, Ended, ResultHeld, Revoked, Withdrawn
from shared.contracts.casework.case import Outcome
from shared.contracts.intake.emergency import (
    EmergencyEvent,
    EmergencyLimit,
    EmergencyLimitMissed,
    EmergencyPapersSubmitted,
    EmergencyPaymentKnown,
    EmergencyResponded,
    EmergencyServiceCompleted,
    EmergencyServiceOpened,
)
from shared.kernel.refusals import CorruptStream


@dataclass(frozen=True, slots=True)
class NoEmergency:
    """Nothing was opened for the application."""


@dataclass(frozen=True, slots=True)
class InService:
    """Opened; answer, payment and papers each come when they come, in whatever order, and in time or late."""

    opened: EmergencyServiceOpened
    responded: EmergencyResponded | None = None
    paid: EmergencyPaymentKnown | None = None
    papers: frozenset[str] = frozenset()
    completed: EmergencyServiceCompleted | None = None
    missed: frozenset[EmergencyLimit] = frozenset()

    @property
    def payment_due_at(self) -> datetime | None:
        """The statutory time for the payment, or the promised one where the law sets none."""
        return self.opened.statutory_paid_due_at or self.opened.promised_paid_due_at

    def lacks(self, papers: frozenset[str]) -> bool:
        """Whether papers of the item are still missing once these are in."""
        return not set(self.opened.papers) <= self.papers | papers


Emergency = NoEmergency | InService


def evolve(emergency: Emergency, event: EmergencyEvent) -> Emergency:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, emergency:
        case EmergencyServiceOpened(), NoEmergency():
            return InService(event)
        case EmergencyResponded(), InService():
            return replace(emergency, responded=event)
        case EmergencyPaymentKnown(), InService():
            return replace(emergency, paid=event)
        case EmergencyPapersSubmitted(), InService():
            return replace(emergency, papers=emergency.papers | set(event.materials))
        case EmergencyServiceCompleted(), InService():
            return replace(emergency, completed=event)
        case EmergencyLimitMissed(), InService():
            return replace(emergency, missed=emergency.missed | {event.limit})
        case _:
            raise CorruptStream(f"{type(event).__name__} of an emergency that is {type(emergency).__name__}")


# --- limits -----------------------------------------------------------------


def unkept(emergency: InService, application: Application) -> list[tuple[datetime, EmergencyLimit]]:
    """The limits that are not told to be kept, nor recorded as missed, with when each is over, the first one first."""
    found = ((at, limit) for at, limit in _unkept(emergency, application) if limit not in emergency.missed)
    return sorted(found)


def _unkept(emergency: InService, application: Application) -> Iterator[tuple[datetime, EmergencyLimit]]:
    opened, responded, paid, completed = emergency.opened, emergency.responded, emergency.paid, emergency.completed
    if responded is None or not responded.within:
        yield opened.respond_due_at, EmergencyLimit.RESPONSE
    if _over(application):
        return
    due_at = emergency.payment_due_at
    if due_at is not None and (paid is None or paid.paid_at >= due_at):
        yield due_at, EmergencyLimit.PAYMENT
    if completed is None or not completed.within:
        yield opened.papers_due_at, EmergencyLimit.PAPERS


def _over(application: Application) -> bool:
    """Whether nothing is to be paid and no papers are asked for any more."""
    refused = isinstance(application, ResultHeld | Delivered) and application.result.outcome is Outcome.REFUSE
    return refused or isinstance(application, Withdrawn | Ended | Revoked)
