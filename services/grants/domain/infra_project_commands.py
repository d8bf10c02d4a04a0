"""What can be asked of an infrastructure project."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.grants.domain.types import GivenReference
from shared.contracts.grants.infra_project import (
    EndReason,
    InfraKind,
    InfraMode,
    RestReason,
    SourceLevel,
    StageDay,
)
from shared.contracts.grants.premises import Area, Holder, Words
from shared.contracts.grants.task_admission import Amount
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.provenance import Provenance


class PlanProject(Command):
    """Put a project into the plan, with a day for each stage that has one."""

    title: Words
    holder: Holder
    kind: InfraKind
    mode: InfraMode
    area_m2: Area
    department: GivenReference
    schedule: Annotated[tuple[StageDay, ...], Field(max_length=6)] = ()
    document: GivenReference
    decided_on: Day
    provenance: Provenance | None = None
    basis: Words | None = None


class ApplyForSource(Command):
    """Record that money was applied for."""

    source_id: GivenReference
    level: SourceLevel
    amount: Amount
    document: GivenReference
    applied_on: Day
    provenance: Provenance | None = None


class GrantSource(Command):
    """Record that a source was granted, by its approval document."""

    source_id: GivenReference
    amount: Amount
    document: GivenReference
    granted_on: Day
    provenance: Provenance | None = None


class SelectSite(Command):
    """Record where it will be."""

    site: Words
    selected_on: Day
    provenance: Provenance | None = None


class ApproveDesign(Command):
    """Approve the design; large enough it has to be."""

    area_m2: Area
    document: GivenReference
    approved_on: Day
    provenance: Provenance | None = None


class SignPremisesContract(Command):
    """Record that the contract of purchase was signed."""

    price: Amount
    document: GivenReference
    signed_on: Day
    provenance: Provenance | None = None


class StartConstruction(Command):
    """Record that building began, under a contract."""

    price: Amount
    document: GivenReference
    started_on: Day
    provenance: Provenance | None = None


class CompleteConstruction(Command):
    """Record that the rooms are there."""

    completed_on: Day
    provenance: Provenance | None = None


class AcceptProject(Command):
    """Accept the rooms as they were measured."""

    area_m2: Area
    document: GivenReference
    accepted_on: Day
    provenance: Provenance | None = None


class PutIntoUse(Command):
    """Record that somebody moved in."""

    in_use_from_on: Day
    provenance: Provenance | None = None


class SuspendProject(Command):
    """Let work rest."""

    reason: RestReason
    suspended_on: Day


class ResumeProject(Command):
    """Let work go on where it rested."""

    resumed_on: Day


class CancelProject(Command):
    """Give the project up."""

    reason: EndReason
    cancelled_on: Day


OfSource = ApplyForSource | GrantSource
OfStage = SelectSite | SignPremisesContract | StartConstruction | CompleteConstruction | AcceptProject | PutIntoUse
OfRest = SuspendProject | ResumeProject | CancelProject
InfraProjectCommand = PlanProject | OfSource | ApproveDesign | OfStage | OfRest
