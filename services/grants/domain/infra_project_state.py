"""Where an infrastructure project stands, and how each fact changes that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from shared.contracts.grants.infra_project import (
    AreaTargetMissed,
    ConstructionCompleted,
    ConstructionStarted,
    DesignApproved,
    InfraProjectEvent,
    InfraStage,
    PremisesContractSigned,
    ProjectAccepted,
    ProjectCancelled,
    ProjectPlanned,
    ProjectResumed,
    ProjectSuspended,
    PutInUse,
    SiteSelected,
    SourceAppliedFor,
    SourceGranted,
    StageEvent,
)
from shared.kernel.refusals import CorruptStream

STAGE_OF: Mapping[type[StageEvent], InfraStage] = {
    SiteSelected: InfraStage.SITE_SELECTED,
    PremisesContractSigned: InfraStage.CONTRACT_SIGNED,
    ConstructionStarted: InfraStage.UNDER_CONSTRUCTION,
    ConstructionCompleted: InfraStage.COMPLETED,
    ProjectAccepted: InfraStage.ACCEPTED,
    PutInUse: InfraStage.IN_USE,
}
ORDER = tuple(InfraStage)


@dataclass(frozen=True, slots=True)
class Source:
    """Money that was applied for, and what was granted of it."""

    applied: SourceAppliedFor
    granted: SourceGranted | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """What a project carries from state to state; `last_on` is the day of the last fact of its course."""

    planned: ProjectPlanned
    last_on: date
    stage: InfraStage = InfraStage.PLANNED
    sources: Mapping[str, Source] = field(default_factory=dict)
    design: DesignApproved | None = None
    reached: Mapping[InfraStage, StageEvent] = field(default_factory=dict)
    resumed: ProjectResumed | None = None

    def granted_by(self, on: date) -> int:
        """The fen that were granted by the end of a day."""
        grants = (source.granted for source in self.sources.values() if source.granted is not None)
        return sum(grant.amount.amount for grant in grants if grant.granted_on <= on)

    @property
    def price(self) -> int | None:
        """The fen of the contract; None before there is one."""
        contracts = (event for event in self.reached.values() if isinstance(event, Contract))
        return next((contract.price.amount for contract in contracts), None)


Contract = PremisesContractSigned | ConstructionStarted


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """Before the plan."""


@dataclass(frozen=True, slots=True)
class Underway:
    """On its way through the stages, or at their end."""

    book: Book


@dataclass(frozen=True, slots=True)
class Suspended:
    """Work rests at the stage of the book."""

    book: Book
    suspended: ProjectSuspended


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Given up."""

    book: Book
    cancelled: ProjectCancelled


Planned = Underway | Suspended | Cancelled
InfraProject = NotPlanned | Planned


def evolve(project: InfraProject, event: InfraProjectEvent) -> InfraProject:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, project:
        case ProjectPlanned(), NotPlanned():
            return Underway(Book(event, event.decided_on))
        case AreaTargetMissed(), (Underway() | Suspended() | Cancelled()):
            return project
        case ((SourceAppliedFor() | SourceGranted()), (Underway(book) | Suspended(book))):
            return replace(project, book=_funded(book, event))
        case DesignApproved(), Underway(book):
            return Underway(replace(book, design=event, last_on=event.approved_on))
        case ProjectSuspended(), Underway(book):
            return Suspended(replace(book, last_on=event.suspended_on), event)
        case ProjectResumed(), Suspended(book):
            return Underway(replace(book, resumed=event, last_on=event.resumed_on))
        case ProjectCancelled(), (Underway(book) | Suspended(book)):
            return Cancelled(replace(book, last_on=event.cancelled_on), event)
        case (
            (
                SiteSelected()
                | PremisesContractSigned()
                | ConstructionStarted()
                | ConstructionCompleted()
                | ProjectAccepted()
                | PutInUse()
            ),
            Underway(book),
        ):
            return Underway(_moved(book, event))
        case _:
            raise CorruptStream(f"{type(event).__name__} of a project that is {type(project).__name__}")


def _funded(book: Book, event: SourceAppliedFor | SourceGranted) -> Book:
    if isinstance(event, SourceAppliedFor):
        return replace(book, sources={**book.sources, event.source_id: Source(event)})
    if event.source_id not in book.sources:
        raise CorruptStream(f"the source {event.source_id} was granted before it was applied for")
    granted = Source(book.sources[event.source_id].applied, event)
    return replace(book, sources={**book.sources, event.source_id: granted})


def _moved(book: Book, event: StageEvent) -> Book:
    stage = STAGE_OF[type(event)]
    return replace(book, stage=stage, last_on=day_of_stage(event), reached={**book.reached, stage: event})


def day_of_stage(event: StageEvent) -> date:
    """The day on which a stage was reached."""
    match event:
        case SiteSelected():
            return event.selected_on
        case PremisesContractSigned():
            return event.signed_on
        case ConstructionStarted():
            return event.started_on
        case ConstructionCompleted():
            return event.completed_on
        case ProjectAccepted():
            return event.accepted_on
        case PutInUse():
            return event.in_use_from_on
