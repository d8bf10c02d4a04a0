"""Where a case stands: its file, the phases that it goes through, and how each fact changes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from services.casework.domain import (
    case_aftermath,
    case_assignment,
    case_body,
    case_clocks,
    case_inquiry,
    case_notice,
    case_publication,
    case_recheck,
    case_supervision,
)
from services.casework.domain.case_aftermath import Aftermath
from services.casework.domain.case_assignment import UNASSIGNED, Assignment
from services.casework.domain.case_body import Bodies
from services.casework.domain.case_clocks import Clocks
from services.casework.domain.case_inquiry import Inquiries
from services.casework.domain.case_notice import Notices
from services.casework.domain.case_publication import Publication
from services.casework.domain.case_recheck import Recheck
from services.casework.domain.case_supervision import UNSUPERVISED, Supervision
from services.casework.domain.types import OnPost
from shared.contracts.casework.case import (
    CaseClosed,
    CaseEvent,
    CaseOpened,
    CaseTerminated,
    DecisionMade,
    DecisionProposed,
    ReturnedByApprover,
)
from shared.contracts.casework.case_aftermath import (
    CaseAftermathEvent,
    CaseReopened,
    CaseTerminatedV2,
    DecisionCorrected,
    DecisionRevoked,
    EntryCorrected,
    ReconsiderationConcluded,
)
from shared.contracts.casework.case_assignment import CaseAssignmentEvent
from shared.contracts.casework.case_body import CaseBodyEvent
from shared.contracts.casework.case_clocks import CaseClockEvent
from shared.contracts.casework.case_filing import CaseFilingEvent, FilingOutcomeDeclined, FilingOutcomeKept
from shared.contracts.casework.case_inquiry import CaseInquiryEvent
from shared.contracts.casework.case_mending import CaseAnnulled, CaseMendingEvent, CaseSubjectCorrected
from shared.contracts.casework.case_notice import CaseNoticeEvent
from shared.contracts.casework.case_publication import CasePublicationEvent
from shared.contracts.casework.case_recheck import CaseRecheckEvent
from shared.contracts.casework.case_supervision import CaseSupervisionEvent
from shared.contracts.casework.case_window import CaseWindowEvent
from shared.contracts.casework.post import PostKind
from shared.kernel.decider import Context
from shared.kernel.messages import Event
from shared.kernel.refusals import CorruptStream, Refusal

AnyCaseEvent = (
    CaseEvent
    | CaseClockEvent
    | CaseInquiryEvent
    | CaseNoticeEvent
    | CaseAftermathEvent
    | CaseAssignmentEvent
    | CaseSupervisionEvent
    | CaseBodyEvent
    | CaseRecheckEvent
    | CasePublicationEvent
    | CaseMendingEvent
    | CaseWindowEvent
    | CaseFilingEvent
)

# One of each for all cases: tens of thousands are kept, and each object costs the garbage collector time.
NO_INQUIRIES, NO_NOTICES, NO_AFTERMATH = Inquiries(), Notices(), Aftermath()
NEVER_SENT, NO_RECHECK, UNPUBLISHED = Bodies(), Recheck(), Publication()


@dataclass(frozen=True, slots=True)
class File:
    """What a case carries from phase to phase; each part keeps what its own events say.

    `answered` is where in intake's log the last word of a window stands that was kept or declined here; 0 is none.
    `declined` is where in associations' log the last word of a filing stands that was declined; 0 is none.
    """

    opened: CaseOpened
    clocks: Clocks
    examiners: frozenset[str] = frozenset()
    approvers: frozenset[str] = frozenset()
    inquiries: Inquiries = NO_INQUIRIES
    notices: Notices = NO_NOTICES
    assignment: Assignment = UNASSIGNED
    supervision: Supervision = UNSUPERVISED
    aftermath: Aftermath = NO_AFTERMATH
    bodies: Bodies = NEVER_SENT
    recheck: Recheck = NO_RECHECK
    publication: Publication = UNPUBLISHED
    answered: int = 0
    declined: int = 0

    @property
    def body(self) -> str:
        """The body that has the case now."""
        return self.bodies.holder or self.opened.centre_id


@dataclass(frozen=True, slots=True)
class NotOpened:
    """No application has led to a case under this id; `filed` is kept for it: what was decided on its matter."""

    filed: FilingOutcomeKept | None = None


@dataclass(frozen=True, slots=True)
class Examining:
    """With the examiner; `returned` when the approver gave it back."""

    file: File
    returned: ReturnedByApprover | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """With the approver."""

    file: File
    proposal: DecisionProposed


@dataclass(frozen=True, slots=True)
class Decided:
    """To be closed on the examiner's post."""

    file: File
    proposal: DecisionProposed
    decision: DecisionMade


@dataclass(frozen=True, slots=True)
class Closed:
    """Terminal: the result is with the counter."""

    file: File
    post_id: str


@dataclass(frozen=True, slots=True)
class Terminated:
    """Terminal: it ended before it was closed."""

    file: File
    by: CaseTerminated | CaseTerminatedV2


@dataclass(frozen=True, slots=True)
class Revoked:
    """Terminal: an authority above took the decision back, and nothing stands in its place."""

    file: File


@dataclass(frozen=True, slots=True)
class Annulled:
    """Ended because its acceptance was taken back; a later one opens the case anew."""

    file: File


Open = Examining | Proposed | Decided
Opened = Open | Closed | Terminated | Revoked | Annulled
Case = NotOpened | Opened


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the file: which events it keeps, and how they change it."""

    name: str
    evolve: Callable[[Any, Any], Any]


_PARTS: Mapping[type[Event], Part] = {
    event: part
    for part, events in (
        (Part("clocks", case_clocks.evolve), CaseClockEvent),
        (Part("inquiries", case_inquiry.evolve), CaseInquiryEvent),
        (Part("notices", case_notice.evolve), CaseNoticeEvent),
        (Part("assignment", case_assignment.evolve), CaseAssignmentEvent),
        (Part("supervision", case_supervision.evolve), CaseSupervisionEvent),
        (Part("bodies", case_body.evolve), CaseBodyEvent),
        (Part("recheck", case_recheck.evolve), CaseRecheckEvent),
        (Part("publication", case_publication.evolve), CasePublicationEvent),
        (Part("answered", lambda _answered, event: event.window_position), CaseWindowEvent),
        (Part("declined", lambda _declined, event: event.source_position), FilingOutcomeDeclined),
    )
    for event in get_args(events) or (events,)
}


def evolve(case: Case, event: AnyCaseEvent) -> Case:
    """Apply one recorded fact. Total: facts are not refused."""
    part = _PARTS.get(type(event))
    if part is not None and not isinstance(case, NotOpened):
        changed: Any = {part.name: part.evolve(getattr(case.file, part.name), event)}
        return replace(case, file=replace(case.file, **changed))
    match event, case:
        case CaseOpened(), (NotOpened() | Annulled()):
            return Examining(File(event, Clocks.of(event)))
        case FilingOutcomeKept(), NotOpened():
            return NotOpened(event)
        case DecisionProposed(), Examining():
            return Proposed(replace(case.file, examiners=case.file.examiners | {event.examiner}), event)
        case ReturnedByApprover(), Proposed():
            return Examining(replace(case.file, approvers=case.file.approvers | {event.approver}), event)
        case DecisionMade(), Proposed():
            file = replace(case.file, approvers=case.file.approvers | {event.approver})
            answered = event.window_position or file.answered
            file = replace(file, recheck=NO_RECHECK, publication=UNPUBLISHED, answered=answered)
            file = replace(file, aftermath=file.aftermath.decided(event, event.by_body or file.opened.centre_id))
            return Decided(file, case.proposal, event)
        case CaseClosed(), Decided():
            return Closed(case.file, event.post_id)
        case ((CaseTerminated() | CaseTerminatedV2()), (Examining() | Proposed() | Decided())):
            return Terminated(case.file, event)
        case CaseAnnulled(), (Examining() | Proposed()):
            return Annulled(case.file)
        case CaseSubjectCorrected(), _ if not isinstance(case, NotOpened):
            opened = case.file.opened.model_copy(update={"subject": event.subject})
            return replace(case, file=replace(case.file, opened=opened))
        case _:
            return _after_decision(case, event)


def _after_decision(case: Case, event: AnyCaseEvent) -> Case:
    match event, case:
        case DecisionCorrected(), Decided():
            decision = case.decision.model_copy(update={"outcome": event.outcome or case.decision.outcome})
            return replace(case, file=_with_word(case.file, event), decision=decision)
        case ((DecisionCorrected() | ReconsiderationConcluded() | EntryCorrected()), (Decided() | Closed())):
            return replace(case, file=_with_word(case.file, event))
        case DecisionRevoked(), (Decided() | Closed()):
            return Revoked(_with_word(case.file, event))
        case CaseReopened(), (Decided() | Closed()):
            file = _with_word(case.file, event)
            file = replace(file, inquiries=NO_INQUIRIES, notices=NO_NOTICES)
            return Examining(replace(file, clocks=file.clocks.again(event), bodies=NEVER_SENT))
        case _:
            raise CorruptStream(f"{type(event).__name__} of a case that is {type(case).__name__}")


def _with_word(file: File, event: case_aftermath.AfterDecision) -> File:
    return replace(file, aftermath=case_aftermath.evolve(file.aftermath, event))


# --- acts -------------------------------------------------------------------


def holder_of(case: Opened) -> str:
    """The body that has the case now."""
    return case.file.body


@dataclass(frozen=True, slots=True)
class OnPostAct:
    """What a person does on a post: its kind, in which phases, and the decision (command, case, on post, context).

    What has no kind may be done on any post of the body. `whose` says of which body: of that which has the case, else.
    """

    kind: PostKind | None
    decide: Callable[[Any, Any, OnPost, Context], list[Any] | Refusal]
    phases: tuple[type, ...] = get_args(Open)
    whose: Callable[[Any], str] = holder_of


OfBody = Callable[[Any, Opened, Context], list[Any] | Refusal]
"""What another body does with a case, also with one that has ended: (command, case, context) to facts or a refusal."""

Turn = Callable[[Any, Any, Context], list[Any]]
"""What the passing of time does to an open case: (command, case, context) to facts or none."""
