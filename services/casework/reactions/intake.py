"""What casework does about intake: it knows the catalogue, opens a case when accepted and ends it when withdrawn; it
annuls one whose acceptance was a mistake, and goes on with one of a wrong person as that of the right one.
"""

from __future__ import annotations

from services.casework.domain.case import CASE
from services.casework.domain.case_commands import OpenCase, TerminateCase
from services.casework.domain.case_mending import AnnulCase, CorrectSubject
from services.casework.domain.item import ITEM, RecordItem
from services.casework.domain.types import CaseId, CentreId, ItemCode
from shared.contracts import intake
from shared.contracts.casework.case import TerminationCause
from shared.contracts.intake.application import ApplicationAccepted, ApplicationDeemedAccepted, ApplicationWithdrawn
from shared.contracts.intake.application_mending import AcceptanceWithdrawn, ApplicantCorrected
from shared.contracts.intake.item import ItemPublished
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.ids import by_trigger
from shared.kernel.reaction import Reaction


def case_id_of(application_id: str) -> CaseId:
    """The one case that an application can lead to."""
    return CaseId(by_trigger("case", application_id))


def item_published(recorded: Recorded[ItemPublished]) -> Step:
    """A version of an item is in the catalogue."""
    code = ItemCode(recorded.aggregate.id)
    return Step(ITEM, code, RecordItem(code=code, item=recorded.event.item, source_position=recorded.position))


def accepted(recorded: Recorded[ApplicationAccepted] | Recorded[ApplicationDeemedAccepted]) -> Step:
    """An application was accepted, or is taken as accepted because nobody answered in time."""
    event = recorded.event
    command = OpenCase(
        application_id=recorded.aggregate.id,
        subject=event.subject,
        centre_id=CentreId(event.centre_id),
        item_code=ItemCode(event.item_code),
        item_version=event.item_version,
        accepted_on=event.accepted_on,
        recorded_at=recorded.document.time,
        deemed=isinstance(event, ApplicationDeemedAccepted),
    )
    return Step(CASE, case_id_of(recorded.aggregate.id), command, related=(ITEM.ref(event.item_code),))


def withdrawn(recorded: Recorded[ApplicationWithdrawn]) -> Step:
    """The applicant took the application back."""
    return Step(CASE, case_id_of(recorded.aggregate.id), TerminateCase(cause=TerminationCause.WITHDRAWN))


def acceptance_withdrawn(recorded: Recorded[AcceptanceWithdrawn]) -> Step:
    """The hall took its acceptance back."""
    return Step(CASE, case_id_of(recorded.aggregate.id), AnnulCase(withdrawal=recorded.event.withdrawal))


def applicant_corrected(recorded: Recorded[ApplicantCorrected]) -> Step:
    """The hall had entered a wrong person."""
    return Step(CASE, case_id_of(recorded.aggregate.id), CorrectSubject(subject=recorded.event.applicant.subject))


REACTION = Reaction(
    "intake",
    intake.EVENTS,
    {
        ItemPublished: item_published,
        ApplicationAccepted: accepted,
        ApplicationDeemedAccepted: accepted,
        ApplicationWithdrawn: withdrawn,
        AcceptanceWithdrawn: acceptance_withdrawn,
        ApplicantCorrected: applicant_corrected,
    },
)
