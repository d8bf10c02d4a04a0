"""Infrastructure project (基础设施项目): rooms built or bought for a community or a committee, stage by stage.

Invariants: stages follow one another, and their days do, however late they are entered · no contract is signed and
nothing is built for more than was granted by that day; what was only applied for counts for nothing, and what was
granted is never taken back · a new committee complex below the minimum is neither approved as a design nor accepted;
an existing one below the target is warned of · while work rests only money comes in; given up, nothing does.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import assert_never

from services.grants.domain.infra_project_commands import (
    AcceptProject,
    ApplyForSource,
    ApproveDesign,
    CancelProject,
    CompleteConstruction,
    GrantSource,
    InfraProjectCommand,
    OfRest,
    OfSource,
    PlanProject,
    PutIntoUse,
    ResumeProject,
    SelectSite,
    SignPremisesContract,
    StartConstruction,
    SuspendProject,
)
from services.grants.domain.infra_project_refusals import (
    GrantedAboveApplied,
    InfraDayOutOfOrder,
    InfraKindOfAnother,
    InfraNotAtStage,
    InfraProjectCancelled,
    InfraProjectNotResting,
    InfraProjectPlanned,
    InfraProjectUnknown,
    ScheduleOutOfOrder,
    SourceKnownOtherwise,
    SourceNotAppliedFor,
)
from services.grants.domain.infra_project_stages import Facts, ahead, approve, day_refused, halted, move
from services.grants.domain.infra_project_state import (
    ORDER,
    Book,
    Cancelled,
    InfraProject,
    NotPlanned,
    Planned,
    Suspended,
    Underway,
    evolve,
)
from services.grants.domain.parties import not_for_department
from shared.contracts.grants.infra_project import (
    InfraKind,
    InfraProjectEvent,
    InfraStage,
    ProjectCancelled,
    ProjectPlanned,
    ProjectResumed,
    ProjectSuspended,
    SourceAppliedFor,
    SourceGranted,
)
from shared.contracts.grants.premises import HolderKind
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal

HOLDER_OF: Mapping[InfraKind, HolderKind] = {
    InfraKind.COMMITTEE_COMPLEX: HolderKind.COMMITTEE,
    InfraKind.SERVICE_STATION: HolderKind.COMMITTEE,
    InfraKind.COMPLEX_SERVICE_CENTRE: HolderKind.COMMUNITY,
}
"""For whom a kind is; offices and day care may be of both."""

ENDED = (InfraStage.ACCEPTED, InfraStage.IN_USE)


def decide(command: InfraProjectCommand, project: InfraProject, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case PlanProject():
            return _plan(command, project, context)
        case _ if isinstance(project, NotPlanned):
            return InfraProjectUnknown()
        case ApplyForSource() | GrantSource():
            return _not_in_charge(project.book, context) or _of_source(command, project, context)
        case SuspendProject() | ResumeProject() | CancelProject():
            return _not_in_charge(project.book, context) or _of_rest(command, project, context)
        case ApproveDesign():
            return approve(command, project, context)
        case (
            SelectSite()
            | SignPremisesContract()
            | StartConstruction()
            | CompleteConstruction()
            | AcceptProject()
            | PutIntoUse()
        ):
            return _not_in_charge(project.book, context) or move(command, project, context)
        case _:
            assert_never(command)


def _not_in_charge(book: Book, context: Context) -> Refusal | None:
    """Whoever judges or pays is of no department; a department does what is its own."""
    if context.actor.role is not Role.DEPARTMENT:
        return None
    return not_for_department(context.actor, book.planned.department)


# --- the plan, and its money --------------------------------------------------


def _plan(command: PlanProject, project: InfraProject, context: Context) -> Facts:
    planned = ProjectPlanned(**dict(command))
    if not isinstance(project, NotPlanned):
        return [] if project.book.planned == planned else InfraProjectPlanned()
    if refusal := not_for_department(context.actor, command.department) or ahead(command.decided_on, context):
        return refusal
    if HOLDER_OF.get(command.kind, command.holder.kind) is not command.holder.kind:
        return InfraKindOfAnother()
    return [planned] if _in_order(command) else ScheduleOutOfOrder()


def _in_order(command: PlanProject) -> bool:
    days = [(ORDER.index(each.stage), each.by_on) for each in command.schedule]
    follow = all(one[0] < next_[0] and one[1] <= next_[1] for one, next_ in pairwise(days))
    return follow and all(stage > 0 and on >= command.decided_on for stage, on in days)


def _of_source(command: OfSource, project: Planned, context: Context) -> Facts:
    source = project.book.sources.get(command.source_id)
    match command:
        case ApplyForSource():
            applied = SourceAppliedFor(**dict(command))
            if source is not None:
                return [] if source.applied == applied else SourceKnownOtherwise()
            return _closed(project) or ahead(command.applied_on, context) or [applied]
        case GrantSource():
            granted = SourceGranted(**dict(command))
            if source is None:
                return SourceNotAppliedFor()
            if source.granted is not None:
                return [] if source.granted == granted else SourceKnownOtherwise()
            return _closed(project) or _not_granted(granted, source.applied, context) or [granted]
        case _:
            assert_never(command)


def _closed(project: Planned) -> Refusal | None:
    return InfraProjectCancelled() if isinstance(project, Cancelled) else None


def _not_granted(granted: SourceGranted, applied: SourceAppliedFor, context: Context) -> Refusal | None:
    if granted.granted_on < applied.applied_on:
        return InfraDayOutOfOrder(applied.applied_on)
    if granted.amount > applied.amount:
        return GrantedAboveApplied(Money(amount=applied.amount.amount))
    return ahead(granted.granted_on, context)


# --- rest, and the end ------------------------------------------------------------


def _of_rest(command: OfRest, project: Planned, context: Context) -> Facts:
    match command:
        case SuspendProject():
            return _suspend(command, project, context)
        case ResumeProject():
            return _resume(command, project, context)
        case CancelProject():
            return _cancel(command, project, context)
        case _:
            assert_never(command)


def _suspend(command: SuspendProject, project: Planned, context: Context) -> Facts:
    suspended = ProjectSuspended(**dict(command))
    if isinstance(project, Suspended) and project.suspended == suspended:
        return []
    going = tuple(stage for stage in InfraStage if stage not in ENDED)
    return halted(project, going) or day_refused(project.book, command.suspended_on, context) or [suspended]


def _resume(command: ResumeProject, project: Planned, context: Context) -> Facts:
    book = project.book
    resumed = ProjectResumed(stage=book.stage, resumed_on=command.resumed_on)
    if isinstance(project, Underway):
        return [] if book.resumed == resumed else InfraProjectNotResting()
    return _closed(project) or day_refused(book, command.resumed_on, context) or [resumed]


def _cancel(command: CancelProject, project: Planned, context: Context) -> Facts:
    cancelled = ProjectCancelled(**dict(command))
    if isinstance(project, Cancelled):
        return [] if project.cancelled == cancelled else InfraProjectCancelled()
    if project.book.stage in ENDED:
        return InfraNotAtStage(project.book.stage)
    return day_refused(project.book, command.cancelled_on, context) or [cancelled]


INFRA_PROJECT = Decider[InfraProject, InfraProjectCommand, InfraProjectEvent](
    "infra-project", NotPlanned(), evolve, decide, InfraProjectEvent
)
