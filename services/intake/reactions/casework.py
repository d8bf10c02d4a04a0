"""What intake does about casework: the counter holds the result of a closed case, a corrected one in its place, none
of what was revoked or ended, and knows what of a window's decisions was declined; it knows the due dates that the
applicant is told, that the case of an acceptance taken back is annulled, who is on a window's post, who may decide on
an item alone, and that help was paid; and whether it must keep anything of a person who is to be erased.

That somebody covers a post again is not heard by itself: the event after it in the same append says who, and as what.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import (
    EndApplication,
    HearDecline,
    HoldCorrectedResult,
    HoldResult,
    RecallResult,
    RevokeResult,
)
from services.intake.domain.application_mending import ConfirmAnnulment
from services.intake.domain.delegation import DELEGATIONS, RecordCondition, RecordGrant, RecordRevocation
from services.intake.domain.emergency import EMERGENCY, HearPayment
from services.intake.domain.erasure import answers_of
from services.intake.domain.progress import PROGRESS, RecordMove, RecordOpening, RecordRunOn, RecordStop
from services.intake.domain.window_post import (
    DISTRICT,
    WINDOW_POSTS,
    RecordAssignment,
    RecordDuty,
    RecordEstablishment,
)
from shared.contracts import casework
from shared.contracts.casework.benefit import AssistancePaid
from shared.contracts.casework.case import CaseClosed, CaseOpened
from shared.contracts.casework.case_aftermath import CaseReopened, CaseTerminatedV2, DecisionCorrected, DecisionRevoked
from shared.contracts.casework.case_clocks import (
    ClockResumed,
    ClockSuspended,
    DueDateRecomputed,
    DueDates,
    ExtensionApproved,
)
from shared.contracts.casework.case_mending import CaseAnnulled
from shared.contracts.casework.case_window import InstantDecisionDeclined
from shared.contracts.casework.delegation import DelegationConditionMet, DelegationGranted, DelegationRevoked
from shared.contracts.casework.post import (
    ActedAs,
    PostAssigned,
    PostEstablished,
    PostLeftUncovered,
    PostResumed,
    PostSubstituted,
)
from shared.contracts.intake.progress import ProgressCause, Stop
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Reaction


def case_closed(recorded: Recorded[CaseClosed]) -> Step:
    """The back office has closed the case of an application, for the first time or again."""
    command = HoldResult(
        case_id=recorded.aggregate.id,
        outcome=recorded.event.outcome,
        source_position=recorded.position,
    )
    return Step(APPLICATION, recorded.event.application_id, command)


def decision_corrected(recorded: Recorded[DecisionCorrected]) -> Step:
    """An authority above decided otherwise."""
    command = HoldCorrectedResult(
        case_id=recorded.aggregate.id,
        outcome=recorded.event.outcome,
        source_position=recorded.position,
    )
    return Step(APPLICATION, recorded.event.application_id, command)


def case_reopened(recorded: Recorded[CaseReopened]) -> tuple[Step, ...]:
    """The decision fell, and the case is examined again: its dates are others, and its result is not handed over."""
    command = RecallResult(case_id=recorded.aggregate.id, source_position=recorded.position)
    moved = _moved(recorded, recorded.event.due, ProgressCause.REOPENED, recorded.event.application_id)
    return moved, Step(APPLICATION, recorded.event.application_id, command)


def decision_revoked(recorded: Recorded[DecisionRevoked]) -> Step:
    """An authority above took the decision back."""
    command = RevokeResult(case_id=recorded.aggregate.id, source_position=recorded.position)
    return Step(APPLICATION, recorded.event.application_id, command)


def case_terminated(recorded: Recorded[CaseTerminatedV2]) -> Step:
    """An officer ended the case before it was decided."""
    command = EndApplication(
        case_id=recorded.aggregate.id,
        cause=recorded.event.cause,
        source_position=recorded.position,
    )
    return Step(APPLICATION, recorded.event.application_id, command)


def case_opened(recorded: Recorded[CaseOpened]) -> Step:
    """The case of an application has its first dates."""
    command = RecordOpening(
        application_id=recorded.event.application_id,
        promised_due_on=recorded.event.promised_due_on,
        statutory_due_on=recorded.event.statutory_due_on,
        source_position=recorded.position,
    )
    return Step(PROGRESS, recorded.aggregate.id, command)


def clock_suspended(recorded: Recorded[ClockSuspended]) -> Step:
    """The clocks of a case stand still."""
    stop = Stop(suspension_id=recorded.event.suspension_id, reason=recorded.event.reason)
    command = RecordStop(**_days(recorded.event.due), stop=stop, source_position=recorded.position)
    return Step(PROGRESS, recorded.aggregate.id, command)


def clock_resumed(recorded: Recorded[ClockResumed]) -> Step:
    """One suspension of a case has ended."""
    event = recorded.event
    command = RecordRunOn(**_days(event.due), suspension_id=event.suspension_id, source_position=recorded.position)
    return Step(PROGRESS, recorded.aggregate.id, command)


def extension_approved(recorded: Recorded[ExtensionApproved]) -> Step:
    """A case got more time."""
    return _moved(recorded, recorded.event.due, ProgressCause.EXTENDED)


def due_date_recomputed(recorded: Recorded[DueDateRecomputed]) -> Step:
    """What was told moved with the calendar or a rule."""
    return _moved(recorded, recorded.event.new, ProgressCause.RECOMPUTED)


def _moved(recorded: Recorded[Any], due: DueDates, cause: ProgressCause, application_id: str | None = None) -> Step:
    command = RecordMove(**_days(due), cause=cause, application_id=application_id, source_position=recorded.position)
    return Step(PROGRESS, recorded.aggregate.id, command)


def _days(due: DueDates) -> Mapping[str, date | None]:
    return {
        "promised_due_on": due.promised.on if due.promised else None,
        "statutory_due_on": due.statutory.on if due.statutory else None,
    }


def case_annulled(recorded: Recorded[CaseAnnulled]) -> Step:
    """The case of an acceptance that was taken back is none any more."""
    command = ConfirmAnnulment(
        case_id=recorded.aggregate.id,
        withdrawal=recorded.event.withdrawal,
        source_position=recorded.position,
    )
    return Step(APPLICATION, recorded.event.application_id, command)


def instant_decision_declined(recorded: Recorded[InstantDecisionDeclined]) -> Step:
    """What was decided at a window made no decision."""
    command = HearDecline(case_id=recorded.aggregate.id, slug=recorded.event.slug, source_position=recorded.position)
    return Step(APPLICATION, recorded.event.application_id, command)


def assistance_paid(recorded: Recorded[AssistancePaid]) -> Step:
    """A case's benefit was paid, which in an emergency has its hours."""
    command = HearPayment(paid_at=recorded.event.paid_at, source_position=recorded.position)
    return Step(EMERGENCY, recorded.aggregate.id, command)


def delegation_granted(recorded: Recorded[DelegationGranted]) -> Step:
    """An item was handed down."""
    command = RecordGrant(granted=recorded.event, source_position=recorded.position)
    return Step(DELEGATIONS, recorded.aggregate.id, command)


def delegation_condition_met(recorded: Recorded[DelegationConditionMet]) -> Step:
    """A condition of a delegation is met."""
    event = recorded.event
    command = RecordCondition(
        number=event.number, condition=event.condition, met_on=event.met_on, source_position=recorded.position
    )
    return Step(DELEGATIONS, recorded.aggregate.id, command)


def delegation_revoked(recorded: Recorded[DelegationRevoked]) -> Step:
    """An item was taken back."""
    event = recorded.event
    command = RecordRevocation(number=event.number, revoked_on=event.revoked_on, source_position=recorded.position)
    return Step(DELEGATIONS, recorded.aggregate.id, command)


def post_established(recorded: Recorded[PostEstablished]) -> Step:
    """A centre got a post, at a window or of another kind."""
    command = RecordEstablishment(
        post_id=recorded.aggregate.id,
        hall_id=recorded.event.hall_id,
        window_id=recorded.event.window_id,
        source_position=recorded.position,
    )
    return Step(WINDOW_POSTS, DISTRICT, command)


def post_assigned(recorded: Recorded[PostAssigned]) -> Step:
    """A and B were put on a post. Of old, when posts were not handed over, an assignment put A on it anew."""
    command = RecordAssignment(
        post_id=recorded.aggregate.id,
        holder=recorded.event.holder,
        substitute=recorded.event.substitute,
        begins_anew=recorded.event.assigned_at is None,
        source_position=recorded.position,
    )
    return Step(WINDOW_POSTS, DISTRICT, command)


def post_substituted(recorded: Recorded[PostSubstituted]) -> Step:
    """Somebody is on a post in place of its A: B, or who was ordered to cover it."""
    return _duty(recorded.aggregate.id, recorded.event.to_staff, ActedAs.B, recorded.position)


def post_resumed(recorded: Recorded[PostResumed]) -> Step:
    """A is on a post again."""
    return _duty(recorded.aggregate.id, recorded.event.holder, ActedAs.A, recorded.position)


def post_left_uncovered(recorded: Recorded[PostLeftUncovered]) -> Step:
    """Nobody is on a post."""
    return _duty(recorded.aggregate.id, None, None, recorded.position)


def _duty(post_id: str, on_post: str | None, acting_as: ActedAs | None, position: int) -> Step:
    command = RecordDuty(post_id=post_id, on_post=on_post, acting_as=acting_as, source_position=position)
    return Step(WINDOW_POSTS, DISTRICT, command)


REACTION = Reaction(
    "casework",
    casework.EVENTS,
    {
        CaseClosed: case_closed,
        DecisionCorrected: decision_corrected,
        CaseReopened: case_reopened,
        DecisionRevoked: decision_revoked,
        CaseTerminatedV2: case_terminated,
        InstantDecisionDeclined: instant_decision_declined,
        AssistancePaid: assistance_paid,
        DelegationGranted: delegation_granted,
        DelegationConditionMet: delegation_condition_met,
        DelegationRevoked: delegation_revoked,
        CaseOpened: case_opened,
        ClockSuspended: clock_suspended,
        ClockResumed: clock_resumed,
        ExtensionApproved: extension_approved,
        DueDateRecomputed: due_date_recomputed,
        CaseAnnulled: case_annulled,
        PostEstablished: post_established,
        PostAssigned: post_assigned,
        PostSubstituted: post_substituted,
        PostResumed: post_resumed,
        PostLeftUncovered: post_left_uncovered,
        **answers_of("casework"),
    },
)
