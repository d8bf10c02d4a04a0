"""Events of an infrastructure project (基础设施项目): rooms that are built or bought for a community or a committee."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.grants.premises import Area, Holder, Words
from shared.contracts.grants.task_admission import Amount, Reference
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.provenance import Provenance


class InfraKind(StrEnum):
    """What is built or bought."""

    COMMITTEE_COMPLEX = "COMMITTEE_COMPLEX"
    """居委会综合办公服务中心; the only kind with an area rule."""

    COMPLEX_SERVICE_CENTRE = "COMPLEX_SERVICE_CENTRE"
    """社区综合服务中心, of a community."""

    OFFICE = "OFFICE"
    """办公服务用房."""

    ELDERLY_DAYCARE = "ELDERLY_DAYCARE"
    """老年日间照料中心."""

    SERVICE_STATION = "SERVICE_STATION"
    """居委会服务站."""


class InfraMode(StrEnum):
    """How it comes about (多种形式)."""

    NEW_BUILD = "NEW_BUILD"
    EXTEND = "EXTEND"
    RENOVATE = "RENOVATE"
    PURCHASE = "PURCHASE"


class SourceLevel(StrEnum):
    """Who gives money (多种渠道)."""

    NATION = "NATION"
    PROVINCE = "PROVINCE"
    CITY = "CITY"
    DISTRICT = "DISTRICT"


class InfraStage(StrEnum):
    """How far a project is, in this order; what is bought signs a contract, what is built is under construction."""

    PLANNED = "PLANNED"
    SITE_SELECTED = "SITE_SELECTED"
    CONTRACT_SIGNED = "CONTRACT_SIGNED"
    UNDER_CONSTRUCTION = "UNDER_CONSTRUCTION"
    COMPLETED = "COMPLETED"
    ACCEPTED = "ACCEPTED"
    IN_USE = "IN_USE"


class RestReason(StrEnum):
    """Why work on a project rests."""

    WINTER = "WINTER"
    """冬季停工: nothing is built in frost."""

    MONEY_LATE = "MONEY_LATE"
    SITE_NOT_CLEARED = "SITE_NOT_CLEARED"
    DESIGN_CHANGE = "DESIGN_CHANGE"
    CONTRACTOR_FAILED = "CONTRACTOR_FAILED"


class EndReason(StrEnum):
    """Why a project is given up."""

    NO_MONEY = "NO_MONEY"
    NO_SITE = "NO_SITE"
    NO_NEED = "NO_NEED"
    REPLACED = "REPLACED"
    """Another project takes its place."""


class StageDay(Value):
    """By when a stage is to be reached."""

    stage: InfraStage
    by_on: Day


class ProjectPlanned(Event):
    """A project was put into the district's plan by a document of `decided_on`; recorded when it is entered.

    `department` carries it out. `basis` says what a seeded project is known from.
    """

    title: Words
    holder: Holder
    kind: InfraKind
    mode: InfraMode
    area_m2: Area
    department: Reference
    schedule: Annotated[tuple[StageDay, ...], Field(max_length=6)]
    document: Reference
    decided_on: Day
    provenance: Provenance | None = None
    basis: Words | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the document."""
        return start_of(self.decided_on)


class SourceAppliedFor(Event):
    """Money was applied for at a level of government; it counts for nothing before it is granted."""

    source_id: Reference
    level: SourceLevel
    amount: Amount
    document: Reference
    applied_on: Day
    provenance: Provenance | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the application."""
        return start_of(self.applied_on)


class SourceGranted(Event):
    """A source was granted, all of it or less, by the approval `document`; recorded when that is entered."""

    source_id: Reference
    amount: Amount
    document: Reference
    granted_on: Day
    provenance: Provenance | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the approval."""
        return start_of(self.granted_on)


class SiteSelected(Event):
    """The site was selected (选址), or for a purchase the house."""

    site: Words
    selected_on: Day
    provenance: Provenance | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the choice."""
        return start_of(self.selected_on)


class DesignApproved(Event):
    """The design was approved, large enough where a rule asks for that; another one replaces it until work starts."""

    area_m2: Area
    document: Reference
    approved_on: Day
    provenance: Provenance | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the approval."""
        return start_of(self.approved_on)


class AreaTargetMissed(Event):
    """An existing complex will be or is smaller than the target; a warning, recorded with design or acceptance."""

    area_m2: Area
    target_m2: Area
    found_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of the approval or the acceptance."""
        return start_of(self.found_on)


class PremisesContractSigned(Event):
    """The contract of purchase was signed (购房合同), for no more than what was granted by then."""

    price: Amount
    document: Reference
    signed_on: Day
    provenance: Provenance | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the signature."""
        return start_of(self.signed_on)


class ConstructionStarted(Event):
    """Building began under a contract (建设), for no more than what was granted by then."""

    price: Amount
    document: Reference
    started_on: Day
    provenance: Provenance | None = None

    def effective_at(self) -> datetime:
        """The beginning of the first day of work."""
        return start_of(self.started_on)


class ConstructionCompleted(Event):
    """The rooms are there: built, or handed over by the seller (完成)."""

    completed_on: Day
    provenance: Provenance | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of completion."""
        return start_of(self.completed_on)


class ProjectAccepted(Event):
    """The rooms were measured and accepted (验收), large enough where a rule asks for that."""

    area_m2: Area
    document: Reference
    accepted_on: Day
    provenance: Provenance | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the acceptance."""
        return start_of(self.accepted_on)


class PutInUse(Event):
    """Who it was built for moved in (投入使用)."""

    in_use_from_on: Day
    provenance: Provenance | None = None

    def effective_at(self) -> datetime:
        """The beginning of the first day of use."""
        return start_of(self.in_use_from_on)


class ProjectSuspended(Event):
    """Work on a project rests, for a reason; its money may go on coming in."""

    reason: RestReason
    suspended_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day of rest."""
        return start_of(self.suspended_on)


class ProjectResumed(Event):
    """Work on a project goes on at the `stage` at which it rested."""

    stage: InfraStage
    resumed_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day on which it goes on."""
        return start_of(self.resumed_on)


class ProjectCancelled(Event):
    """A project was given up before its rooms were accepted, for a reason."""

    reason: EndReason
    cancelled_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of the decision."""
        return start_of(self.cancelled_on)


SourceEvent = SourceAppliedFor | SourceGranted
StageEvent = (
    SiteSelected | PremisesContractSigned | ConstructionStarted | ConstructionCompleted | ProjectAccepted | PutInUse
)
InfraProjectEvent = (
    ProjectPlanned
    | SourceEvent
    | DesignApproved
    | AreaTargetMissed
    | StageEvent
    | ProjectSuspended
    | ProjectResumed
    | ProjectCancelled
)
