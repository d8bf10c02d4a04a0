"""What casework does about intake: it knows the catalogue, opens a case when accepted, makes a decision of what was
decided at a window, and ends the case when withdrawn.
"""

from __future__ import annotations

from services.casework.domain.case import CASE
from services.casework.domain.case_commands import DecideAtWindow, OpenCase, TerminateCase
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.item import ITEM, RecordItem
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.types import CaseId, CentreId, ItemCode
from shared.contracts import intake
from shared.contracts.casework.case import TerminationCause
from shared.contracts.intake.application import ApplicationAccepted, ApplicationDeemedAccepted, ApplicationWithdrawn
from shared.contracts.intake.application_instant import DecidedAtWindow
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


def decided_at_window(recorded: Recorded[DecidedAtWindow]) -> Step:
    """A clerk decided an instant item alone, in the act that accepted it."""
    event = recorded.event
    command = DecideAtWindow(
        officer=event.officer,
        post_id=event.post_id,
        outcome=event.outcome,
        explained=event.reasons is not None,
        remedies=event.remedies,
        decided_at=recorded.document.time,
        window_position=recorded.position,
    )
    code = event.item_code
    looked_at = (ITEM.ref(code), DELEGATION.ref(code), POST.ref(event.post_id), STAFF.ref(event.officer))
    return Step(CASE, case_id_of(recorded.aggregate.id), command, related=looked_at)


def withdrawn(recorded: Recorded[ApplicationWithdrawn]) -> Step:
    """The applicant took the application back."""
    return Step(CASE, case_id_of(recorded.aggregate.id), TerminateCase(cause=TerminationCause.WITHDRAWN))


REACTION = Reaction(
    "intake",
    intake.EVENTS,
    {
        ItemPublished: item_published,
        ApplicationAccepted: accepted,
        ApplicationDeemedAccepted: accepted,
        DecidedAtWindow: decided_at_window,
        ApplicationWithdrawn: withdrawn,
    },
)
