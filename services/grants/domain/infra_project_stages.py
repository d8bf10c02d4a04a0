"""The stages of an infrastructure project: what has to be there before each, and on which day it may have happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.grants.domain.infra_area import AreaBelowMinimum, measured
from services.grants.domain.infra_project_commands import (
    AcceptProject,
    ApproveDesign,
    CompleteConstruction,
    OfStage,
    PutIntoUse,
    SelectSite,
    SignPremisesContract,
    StartConstruction,
)
from services.grants.domain.infra_project_refusals import (
    DesignNotApproved,
    FundingGap,
    InfraDayAhead,
    InfraDayOutOfOrder,
    InfraNotAtStage,
    InfraProjectCancelled,
    InfraProjectResting,
    ModeForbids,
)
from services.grants.domain.infra_project_state import STAGE_OF, Book, Cancelled, Planned, Suspended, day_of_stage
from shared.contracts.grants.infra_project import (
    AreaTargetMissed,
    ConstructionCompleted,
    ConstructionStarted,
    DesignApproved,
    InfraMode,
    InfraProjectEvent,
    InfraStage,
    PremisesContractSigned,
    ProjectAccepted,
    PutInUse,
    SiteSelected,
    StageEvent,
)
from shared.kernel.decider import Context
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal

Facts = list[InfraProjectEvent] | Refusal


@dataclass(frozen=True, slots=True)
class Move:
    """The event that a command is of, and the stages from which it goes on."""

    event: type[StageEvent]
    of: tuple[InfraStage, ...]


MOVES: Mapping[type[OfStage], Move] = {
    SelectSite: Move(SiteSelected, (InfraStage.PLANNED,)),
    SignPremisesContract: Move(PremisesContractSigned, (InfraStage.SITE_SELECTED,)),
    StartConstruction: Move(ConstructionStarted, (InfraStage.SITE_SELECTED,)),
    CompleteConstruction: Move(ConstructionCompleted, (InfraStage.CONTRACT_SIGNED, InfraStage.UNDER_CONSTRUCTION)),
    AcceptProject: Move(ProjectAccepted, (InfraStage.COMPLETED,)),
    PutIntoUse: Move(PutInUse, (InfraStage.ACCEPTED,)),
}
BEFORE_WORK = (InfraStage.PLANNED, InfraStage.SITE_SELECTED)


def ahead(on: date, context: Context) -> Refusal | None:
    """Why a day cannot be told of: it is still to come."""
    return InfraDayAhead(context.today) if on > context.today else None


def approve(command: ApproveDesign, project: Planned, context: Context) -> Facts:
    """Approve a design, the first or another before work starts."""
    book, approved = project.book, DesignApproved(**dict(command))
    if book.design == approved:
        return []
    if book.planned.mode is InfraMode.PURCHASE:
        return ModeForbids()
    if refusal := halted(project, BEFORE_WORK) or day_refused(book, command.approved_on, context):
        return refusal
    return _large_enough(book, approved, command.area_m2, command.approved_on, context)


def move(command: OfStage, project: Planned, context: Context) -> Facts:
    """Reach the stage that a command is of."""
    book, step = project.book, MOVES[type(command)]
    event = step.event(**dict(command))
    if book.reached.get(STAGE_OF[step.event]) == event:
        return []
    refusal = halted(project, step.of) or day_refused(book, day_of_stage(event), context)
    return refusal or _judged(event, book, context)


def _judged(event: StageEvent, book: Book, context: Context) -> Facts:
    match event:
        case PremisesContractSigned():
            if book.planned.mode is not InfraMode.PURCHASE:
                return ModeForbids()
            return _gap(event.price, book, event.signed_on) or [event]
        case ConstructionStarted():
            if book.planned.mode is InfraMode.PURCHASE:
                return ModeForbids()
            return DesignNotApproved() if book.design is None else _gap(event.price, book, event.started_on) or [event]
        case ProjectAccepted():
            return _large_enough(book, event, event.area_m2, event.accepted_on, context)
        case _:
            return [event]


def halted(project: Planned, stages: tuple[InfraStage, ...]) -> Refusal | None:
    """Why a project does not go on: it was given up, it rests, or it is at another stage."""
    if isinstance(project, Cancelled):
        return InfraProjectCancelled()
    if isinstance(project, Suspended):
        return InfraProjectResting()
    return None if project.book.stage in stages else InfraNotAtStage(project.book.stage)


def day_refused(book: Book, on: date, context: Context) -> Refusal | None:
    """Why something cannot have happened on a day: it is before what it follows, or to come."""
    return InfraDayOutOfOrder(book.last_on) if on < book.last_on else ahead(on, context)


def _gap(price: Money, book: Book, on: date) -> Refusal | None:
    missing = price.amount - book.granted_by(on)
    return FundingGap(Money(amount=missing)) if missing > 0 else None


def _large_enough(
    book: Book, event: DesignApproved | ProjectAccepted, area_m2: int, on: date, context: Context
) -> Facts:
    verdict: AreaBelowMinimum | list[AreaTargetMissed] = measured(book.planned, area_m2, context.policy, on)
    return verdict if isinstance(verdict, AreaBelowMinimum) else [event, *verdict]
