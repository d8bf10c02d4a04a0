"""Case (办件): the authority's work on one accepted application, from its opening to its closure.

Invariants: who examines a case never approves it, in whatever round and on whichever post · what the approver sees
otherwise is returned and not decided · a refusal states reasons and remedies · due dates are told once, under the item
version of the acceptance.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from services.casework.domain.case_commands import (
    CaseCommand,
    CloseCase,
    DecideCase,
    OpenCase,
    ProposeDecision,
    ReturnToExaminer,
    TerminateCase,
    Work,
)
from services.casework.domain.case_refusals import (
    AlreadyDecided,
    AlreadyProposed,
    CaseNotOpen,
    CaseUnknown,
    NoProposal,
    NotDecided,
    NotTheExaminersPost,
    OutcomeNotProposed,
    ReasonsMissing,
    RemediesMissing,
)
from services.casework.domain.item import ITEM
from services.casework.domain.post import SamePerson
from services.casework.domain.rules import Errand, acting_as, deadline
from shared.contracts.casework.case import (
    CaseClosed,
    CaseEvent,
    CaseOpened,
    CaseTerminated,
    DecisionMade,
    DecisionProposed,
    Outcome,
    ReturnedByApprover,
)
from shared.contracts.casework.post import ActedAs, PostKind
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import CorruptStream, Refusal

R = TypeVar("R", DecisionProposed, ReturnedByApprover, DecisionMade)

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class File:
    """What a case carries from state to state: how it was opened, and who has acted in which part so far."""

    opened: CaseOpened
    examiners: frozenset[str] = frozenset()
    approvers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NotOpened:
    """No application has led to a case under this id."""


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
    """Terminal: the application was withdrawn."""

    file: File


Open = Examining | Proposed | Decided
Opened = Open | Closed | Terminated
Case = NotOpened | Opened


def evolve(case: Case, event: CaseEvent) -> Case:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, case:
        case CaseOpened(), NotOpened():
            return Examining(File(event))
        case DecisionProposed(), Examining():
            return Proposed(replace(case.file, examiners=case.file.examiners | {event.examiner}), event)
        case ReturnedByApprover(), Proposed():
            return Examining(replace(case.file, approvers=case.file.approvers | {event.approver}), event)
        case DecisionMade(), Proposed():
            file = replace(case.file, approvers=case.file.approvers | {event.approver})
            return Decided(file, case.proposal, event)
        case CaseClosed(), Decided():
            return Closed(case.file, event.post_id)
        case CaseTerminated(), (Examining() | Proposed() | Decided()):
            return Terminated(case.file)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a case that is {type(case).__name__}")


# --- decisions --------------------------------------------------------------

_NEEDED = {
    ProposeDecision: PostKind.EXAMINATION,
    ReturnToExaminer: PostKind.APPROVAL,
    DecideCase: PostKind.APPROVAL,
    CloseCase: PostKind.EXAMINATION,
}


def decide(command: CaseCommand, case: Case, context: Context) -> list[CaseEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect.

    The opening is given the item; people's acts are given the post and the actor's staff state.
    """
    match command:
        case OpenCase():
            return _open(command, context) if isinstance(case, NotOpened) else []
        case TerminateCase():
            # Withdrawn before acceptance there is no case; after the closure it is too late to stop anything.
            return [CaseTerminated(cause=command.cause)] if isinstance(case, Open) else []
        case ProposeDecision() | ReturnToExaminer() | DecideCase() | CloseCase():
            return CaseUnknown() if isinstance(case, NotOpened) else _work(command, case, context)
        case _:
            assert_never(command)


def _open(command: OpenCase, context: Context) -> list[CaseEvent] | Refusal:
    item = context.look(ITEM, command.item_code).versions.get(command.item_version)
    if item is None:
        # Intake publishes a version before it accepts under it. Parked, and not refused: the case must not get lost.
        raise CorruptStream(f"{command.item_code} has no version {command.item_version} here")
    promised, statutory = (deadline(limit, command.started_at, context) for limit in (item.promised, item.statutory))
    return [
        CaseOpened(
            subject=command.subject,
            application_id=command.application_id,
            centre_id=command.centre_id,
            item_code=command.item_code,
            item_version=command.item_version,
            accepted_on=command.accepted_on,
            deemed=command.deemed,
            promised_due_on=promised.on if promised else None,
            promised_due_at=promised.at if promised else None,
            statutory_due_on=statutory.on if statutory else None,
            statutory_due_at=statutory.at if statutory else None,
            provisional=any(due.provisional for due in (promised, statutory) if due),
            calendar_version=context.calendar.version,
        )
    ]


def _work(command: Work, case: Opened, context: Context) -> list[CaseEvent] | Refusal:
    opened = case.file.opened
    errand = Errand(_NEEDED[type(command)], opened.centre_id, opened.item_code)
    part = acting_as(command.post_id, errand, context)
    if isinstance(part, Refusal):
        return part
    if not isinstance(case, Open):
        repeated = isinstance(command, CloseCase) and isinstance(case, Closed) and command.post_id == case.post_id
        return [] if repeated else CaseNotOpen()
    match command:
        case ProposeDecision():
            return _propose(command, case, part, context)
        case ReturnToExaminer():
            return _return(command, case, part, context)
        case DecideCase():
            return _decide(command, case, part, context)
        case CloseCase():
            return _close(command, case, part, context)
        case _:
            assert_never(command)


def _propose(command: ProposeDecision, case: Open, part: ActedAs, context: Context) -> list[CaseEvent] | Refusal:
    proposal = DecisionProposed(
        post_id=command.post_id,
        acted_as=part,
        examiner=context.actor.id,
        outcome=command.outcome,
        reasons=command.reasons,
    )
    if isinstance(case, Decided):
        return AlreadyDecided()
    if isinstance(case, Proposed):
        return [] if _repeats(proposal, case.proposal) else AlreadyProposed()
    if proposal.examiner in case.file.approvers:
        return SamePerson()
    if proposal.outcome is Outcome.REFUSE and proposal.reasons is None:
        return ReasonsMissing()
    return [proposal]


def _repeats(told: R, recorded: R) -> bool:
    """Sealed reasons cannot be compared, so of them only whether there are any."""
    if (told.reasons is None) is not (recorded.reasons is None):
        return False
    return told.model_copy(update={"reasons": recorded.reasons}) == recorded


def _return(command: ReturnToExaminer, case: Open, part: ActedAs, context: Context) -> list[CaseEvent] | Refusal:
    returned = ReturnedByApprover(
        post_id=command.post_id, acted_as=part, approver=context.actor.id, reasons=command.reasons
    )
    if isinstance(case, Decided):
        return AlreadyDecided()
    if isinstance(case, Examining):
        return [] if case.returned and _repeats(returned, case.returned) else NoProposal()
    return SamePerson() if returned.approver in case.file.examiners else [returned]


def _decide(command: DecideCase, case: Open, part: ActedAs, context: Context) -> list[CaseEvent] | Refusal:
    decision = DecisionMade(
        post_id=command.post_id,
        acted_as=part,
        approver=context.actor.id,
        outcome=command.outcome,
        reasons=command.reasons,
        remedies=command.remedies,
        decided_on=context.today,
    )
    if isinstance(case, Examining):
        return NoProposal()
    if isinstance(case, Decided):
        repeated = decision.model_copy(update={"decided_on": case.decision.decided_on})
        return [] if _repeats(repeated, case.decision) else AlreadyDecided()
    if decision.approver in case.file.examiners:
        return SamePerson()
    if decision.outcome is not case.proposal.outcome:
        return OutcomeNotProposed(proposed=case.proposal.outcome)
    told = {"reasons": decision.reasons, "remedies": decision.remedies}
    missing = tuple(name for name, texts in told.items() if not texts)
    return RemediesMissing(missing=missing) if missing and decision.outcome is Outcome.REFUSE else [decision]


def _close(command: CloseCase, case: Open, part: ActedAs, context: Context) -> list[CaseEvent] | Refusal:
    if not isinstance(case, Decided):
        return NotDecided()
    if command.post_id != case.proposal.post_id:
        return NotTheExaminersPost()
    opened = case.file.opened
    promised_at, statutory_at = opened.promised_due_at, opened.statutory_due_at
    closed = CaseClosed(
        application_id=opened.application_id,
        post_id=command.post_id,
        acted_as=part,
        outcome=case.decision.outcome,
        closed_on=context.today,
        within_promise=None if promised_at is None else context.now < promised_at,
        within_statute=None if statutory_at is None else context.now < statutory_at,
    )
    return [closed]


CASE = Decider[Case, CaseCommand, CaseEvent]("case", NotOpened(), evolve, decide, CaseEvent)
