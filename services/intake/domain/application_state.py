"""State of an application: what does not change after the receipt, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from services.intake.domain.application_commands import RequestCorrection
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationEnded,
    ApplicationEvent,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
    ResultDelivered,
    ResultRecalled,
    ResultReceived,
    ResultRevoked,
)
from shared.contracts.intake.application_instant import DecidedAtWindow, WindowDecisionDeclined
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.refusals import CorruptStream


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
class AtWindow:
    """On which post somebody decided and handed over at once, as what, and when."""

    post_id: str
    acted_as: ActedAs
    decided_on: date


@dataclass(frozen=True, slots=True)
class Accepted:
    """With the back office; `at_window` where it was decided at the window, unless that was declined."""

    facts: Facts
    at_window: AtWindow | None = None


@dataclass(frozen=True, slots=True)
class ResultHeld:
    """The newest result lies at the counter."""

    facts: Facts
    result: ResultReceived


@dataclass(frozen=True, slots=True)
class Delivered:
    """The applicant has the result; a new one may yet take its place."""

    facts: Facts
    result: ResultReceived


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Terminal: taken back."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Ended:
    """Terminal: the back office ended the case without a decision."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class Revoked:
    """Terminal: an authority above took the decision back, delivered or not."""

    facts: Facts


Known = Received | AwaitingCorrection | Accepted | ResultHeld | Delivered | Withdrawn | Ended | Revoked
Application = NotReceived | Known


def applicant_of(application: Known) -> Actor:
    """The applicants acting for themselves, as whoever has the voucher's code does."""
    return Actor(ActorId(application.facts.subject), Role.RESIDENT)


def evolve(application: Application, event: ApplicationEvent) -> Application:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, application:
        case ApplicationReceived(), NotReceived():
            facts = Facts(event.hall_id, event.centre_id, event.item_code, event.item_version, event.applicant.subject)
            return Received(facts, event.received_on)
        case CorrectionRequested(), Received():
            return AwaitingCorrection(application.facts, materials_of(event))
        case CorrectionSubmitted(), AwaitingCorrection():
            return Received(application.facts, event.received_on, corrected=True)
        case ((ApplicationAccepted() | ApplicationDeemedAccepted()), Received()):
            return Accepted(replace(application.facts, item_version=event.item_version))
        case DecidedAtWindow(), Accepted():
            return Accepted(application.facts, AtWindow(event.post_id, event.acted_as, event.decided_on))
        case WindowDecisionDeclined(), Accepted():
            return Accepted(application.facts)
        case ResultReceived(), (Accepted() | ResultHeld() | Delivered()):
            return ResultHeld(application.facts, event)
        case ResultDelivered(), ResultHeld():
            return Delivered(application.facts, application.result)
        case ResultRecalled(), (ResultHeld() | Delivered()):
            return Accepted(application.facts)
        case ResultRevoked(), (Accepted() | ResultHeld() | Delivered()):
            return Revoked(application.facts)
        case ApplicationEnded(), Accepted():
            return Ended(application.facts)
        case ApplicationWithdrawn(), (Received() | AwaitingCorrection() | Accepted()):
            return Withdrawn(application.facts)
        case _:
            raise CorruptStream(f"{type(event).__name__} of an application that is {type(application).__name__}")


def materials_of(notice: CorrectionRequested | RequestCorrection) -> tuple[str, ...]:
    """The papers that a notice lists, in its order."""
    return tuple(defect.material for defect in notice.defects)
