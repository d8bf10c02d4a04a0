"""What casework does about intake: it knows the catalogue, opens a case when accepted, makes a decision of what was
decided at a window, and ends the case when withdrawn; it annuls one whose acceptance was a mistake, and goes on with
one of a wrong person as that of the right one. Who takes leave for duty done is absent.
"""

from __future__ import annotations

from services.casework.domain.case import CASE
from services.casework.domain.case_commands import DecideAtWindow, OpenCase, TerminateCase
from services.casework.domain.case_mending import AnnulCase, CorrectSubject
from services.casework.domain.case_state import NotOpened
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.item import ITEM, RecordItem
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.staff_commands import RecordAbsence
from services.casework.domain.staff_posts import told_to_posts
from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES
from services.casework.domain.types import CaseId, CentreId, ItemCode, StaffId
from shared.contracts import intake
from shared.contracts.casework.case import TerminationCause
from shared.contracts.casework.staff import AbsenceReason
from shared.contracts.intake.application import ApplicationAccepted, ApplicationDeemedAccepted, ApplicationWithdrawn
from shared.contracts.intake.application_duplicates import ApplicationMerged
from shared.contracts.intake.application_instant import DecidedAtWindow
from shared.contracts.intake.application_mending import AcceptanceWithdrawn, ApplicantCorrected
from shared.contracts.intake.compensatory_leave import CompensatoryLeaveTaken
from shared.contracts.intake.item import ItemPublished
from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Recorded
from shared.kernel.ids import by_trigger
from shared.kernel.reaction import Draft, Reaction


def case_id_of(application_id: str) -> CaseId:
    """The one case that an application can lead to."""
    return CaseId(by_trigger("case", application_id))


def item_published(recorded: Recorded[ItemPublished]) -> Step:
    """A version of an item is in the catalogue."""
    code = ItemCode(recorded.aggregate.id)
    return Step(ITEM, code, RecordItem(code=code, item=recorded.event.item, source_position=recorded.position))


def accepted(recorded: Recorded[ApplicationAccepted] | Recorded[ApplicationDeemedAccepted]) -> Draft:
    """An application was accepted, or is taken as accepted because nobody answered in time.

    Where associations decided on its matter and was heard first, that is decided with the opening.
    """
    event = recorded.event
    case_id = case_id_of(recorded.aggregate.id)
    opening = OpenCase(
        application_id=recorded.aggregate.id,
        subject=event.subject,
        centre_id=CentreId(event.centre_id),
        item_code=ItemCode(event.item_code),
        item_version=event.item_version,
        accepted_on=event.accepted_on,
        recorded_at=recorded.document.time,
        deemed=isinstance(event, ApplicationDeemedAccepted),
    )

    def steps(context: Context) -> tuple[Step, ...]:
        case = context.look(CASE, case_id)
        filed = case.filed if isinstance(case, NotOpened) else None
        if filed is None:
            return (Step(CASE, case_id, opening, related=(ITEM.ref(event.item_code),)),)
        posts = tuple(POST.ref(post_id) for post_id in filed.posts)
        related = (ITEM.ref(event.item_code), STAFF.ref(filed.officer), *posts)
        return (Step(CASE, case_id, opening.model_copy(update={"filed_on": filed.posts}), related=related),)

    return Draft((CASE.ref(case_id),), steps)


def leave_taken(recorded: Recorded[CompensatoryLeaveTaken]) -> Draft:
    """Somebody was given leave for duty done: they are absent, and their posts hear of it in the same act (AB岗).

    Absences are whole days: where the leave is half of one, the substitute is on the posts all that day.
    """
    leave = recorded.event
    staff_id = StaffId(leave.staff)

    def steps(context: Context) -> tuple[Step, ...]:
        command = RecordAbsence(
            staff_id=staff_id,
            post_ids=context.look(SUBSTITUTES, DISTRICT).concerning(staff_id),
            from_on=leave.from_on,
            until_on=leave.until_on,
            reason=AbsenceReason.LEAVE,
        )
        return told_to_posts(command)

    return Draft((SUBSTITUTES.ref(DISTRICT),), steps)


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


def withdrawn(recorded: Recorded[ApplicationWithdrawn] | Recorded[ApplicationMerged]) -> Step:
    """The applicant took the application back, or lets another one for the same item go on in its place."""
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
        DecidedAtWindow: decided_at_window,
        ApplicationWithdrawn: withdrawn,
        AcceptanceWithdrawn: acceptance_withdrawn,
        ApplicantCorrected: applicant_corrected,
        CompensatoryLeaveTaken: leave_taken,
        ApplicationMerged: withdrawn,
    },
)
