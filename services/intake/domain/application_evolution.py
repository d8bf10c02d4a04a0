"""What each fact makes of an application."""

from __future__ import annotations

from dataclasses import replace

from services.intake.domain import application_duplicates, application_people
from services.intake.domain.application_people import of_another, people_of
from services.intake.domain.application_state import (
    Accepted,
    AnyApplicationEvent,
    Application,
    AtWindow,
    AwaitingCorrection,
    Delivered,
    Ended,
    Facts,
    Lapsed,
    Merged,
    NotAccepted,
    NotReceived,
    Received,
    ResultHeld,
    Revoked,
    Transferred,
    Withdrawn,
    materials_of,
    was_delivered,
)
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationEnded,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
    ResultDelivered,
    ResultRecalled,
    ResultReceived,
    ResultRevoked,
)
from shared.contracts.intake.application_corrections import MaterialHandedIn
from shared.contracts.intake.application_duplicates import ApplicationDuplicateEvent, ApplicationMerged
from shared.contracts.intake.application_endings import (
    ApplicationEndingEvent,
    ApplicationLapsed,
    ApplicationNotAccepted,
    ApplicationTransferred,
)
from shared.contracts.intake.application_instant import DecidedAtWindow, WindowDecisionDeclined
from shared.contracts.intake.application_mending import (
    AcceptanceWithdrawn,
    AnnulmentConfirmed,
    ApplicantCorrected,
    ApplicationMendingEvent,
    EntryCorrected,
)
from shared.contracts.intake.application_people import ApplicationPeopleEvent
from shared.kernel.refusals import CorruptStream


def evolve(application: Application, event: AnyApplicationEvent) -> Application:
    """Apply one recorded fact. Total: facts are not refused."""
    if isinstance(event, ApplicationPeopleEvent) and not isinstance(application, NotReceived):
        people = application_people.evolve(application.facts.people, event)
        return replace(application, facts=replace(application.facts, people=people))
    if isinstance(event, ApplicationDuplicateEvent) and not isinstance(application, NotReceived):
        duplicates = application_duplicates.evolve(application.facts.duplicates, event)
        return replace(application, facts=replace(application.facts, duplicates=duplicates))
    match event, application:
        case ApplicationReceived(), NotReceived():
            facts = Facts(event.hall_id, event.centre_id, event.item_code, event.item_version, event.applicant.subject)
            return Received(replace(facts, people=people_of(event)), event.received_on, event.received_on)
        case CorrectionRequested(), Received():
            return AwaitingCorrection(application.facts, materials_of(event), event.due_on)
        case MaterialHandedIn(), AwaitingCorrection():
            return replace(application, handed_in=(*application.handed_in, event.material))
        case CorrectionSubmitted(), AwaitingCorrection():
            since = event.counted_from_on or event.received_on
            return Received(application.facts, event.received_on, since, True, application.materials)
        case ((ApplicationAccepted() | ApplicationDeemedAccepted()), Received()):
            return Accepted(replace(application.facts, item_version=event.item_version), application)
        case ApplicationWithdrawn(), (Received() | AwaitingCorrection() | Accepted()):
            return Withdrawn(application.facts)
        case ApplicationMerged(), (Received() | AwaitingCorrection() | Accepted()):
            return Merged(application.facts)
        case ((ApplicationNotAccepted() | ApplicationTransferred() | ApplicationLapsed()), _):
            return _ended_here(application, event)
        case ((AcceptanceWithdrawn() | AnnulmentConfirmed() | EntryCorrected() | ApplicantCorrected()), _):
            return _mended(application, event)
        case _:
            return _after_acceptance(application, event)


def _after_acceptance(application: Application, event: AnyApplicationEvent) -> Application:
    match event, application:
        case ResultReceived(), (Accepted() | Received() | ResultHeld() | Delivered()):
            return ResultHeld(application.facts, event, was_delivered(application))
        case DecidedAtWindow(), Accepted():
            at_window = AtWindow(event.post_id, event.acted_as, event.decided_on, event.agent)
            return replace(application, at_window=at_window)
        case WindowDecisionDeclined(), Accepted():
            return replace(application, at_window=None)
        case ResultDelivered(), ResultHeld():
            return Delivered(application.facts, application.result)
        case ResultRecalled(), (ResultHeld() | Delivered()):
            return Accepted(application.facts, delivered=was_delivered(application))
        case ResultRevoked(), (Accepted() | Received() | ResultHeld() | Delivered()):
            return Revoked(application.facts)
        case ApplicationEnded(), (Accepted() | Received()):
            return Ended(application.facts)
        case _:
            raise CorruptStream(f"{type(event).__name__} of an application that is {type(application).__name__}")


def _ended_here(application: Application, event: ApplicationEndingEvent) -> Application:
    match event, application:
        case ApplicationNotAccepted(), Received():
            return NotAccepted(application.facts)
        case ApplicationTransferred(), Received():
            return Transferred(application.facts)
        case ApplicationLapsed(), AwaitingCorrection():
            return Lapsed(application.facts, event.due_on)
        case _:
            raise CorruptStream(f"{type(event).__name__} of an application that is {type(application).__name__}")


def _mended(application: Application, event: ApplicationMendingEvent) -> Application:
    match event, application:
        case AcceptanceWithdrawn(), Accepted(received=Received() as received):
            facts = replace(application.facts, withdrawals=event.withdrawal)
            return replace(received, facts=facts, counted_from_on=event.withdrawn_on, annulling=True)
        case AnnulmentConfirmed(), Received():
            return replace(application, annulling=False)
        case ((EntryCorrected() | ApplicantCorrected()), _) if not isinstance(application, NotReceived):
            facts = application.facts
            entries = facts.entries | {event.entry_id}
            if isinstance(event, ApplicantCorrected):
                facts = replace(facts, people=of_another(facts.people, facts.subject, event))
            return replace(application, facts=replace(facts, subject=event.applicant.subject, entries=entries))
        case _:
            raise CorruptStream(f"{type(event).__name__} of an application that is {type(application).__name__}")
