"""Samples of infrastructure projects, under the shipped policy: the complex that 园山 buys, and one that is built."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.grants.domain.infra_project_commands import (
    AcceptProject,
    ApplyForSource,
    ApproveDesign,
    CancelProject,
    CompleteConstruction,
    GrantSource,
    PlanProject,
    PutIntoUse,
    ResumeProject,
    SelectSite,
    SignPremisesContract,
    StartConstruction,
    SuspendProject,
)
from shared.contracts.grants.infra_project import (
    AreaTargetMissed,
    ConstructionCompleted,
    ConstructionStarted,
    DesignApproved,
    EndReason,
    InfraKind,
    InfraMode,
    InfraProjectEvent,
    InfraStage,
    PremisesContractSigned,
    ProjectAccepted,
    ProjectCancelled,
    ProjectPlanned,
    ProjectResumed,
    ProjectSuspended,
    PutInUse,
    RestReason,
    SiteSelected,
    SourceAppliedFor,
    SourceGranted,
    SourceLevel,
    StageDay,
)
from shared.contracts.grants.premises import Holder, HolderKind
from shared.contracts.grants.task_admission import Amount
from shared.kernel.actors import Role
from tests.grants.purchases import DEPARTMENT, asked

AT = "2016-04-14T09:00+08:00"
BUILDER, TREASURER, JUDGE = (
    asked(role, org, AT)
    for role, org in (
        (Role.DEPARTMENT, DEPARTMENT),
        (Role.FUND_OFFICER, ""),
        (Role.APPROVER, "leading-body"),
    )
)
STRANGER = asked(Role.DEPARTMENT, "dept-other", AT)
YUANSHAN = Holder(kind=HolderKind.COMMITTEE, id="committee-yuanshan")
TAINING = Holder(kind=HolderKind.COMMUNITY, id="community-taining")
COMPLEX, BUILT, BOUGHT = InfraKind.COMMITTEE_COMPLEX, InfraMode.NEW_BUILD, InfraMode.PURCHASE


def day(text: str) -> date:
    return date.fromisoformat(text)


def by(stage: InfraStage, on: str) -> StageDay:
    return StageDay(stage=stage, by_on=day(on))


def plan(*schedule: StageDay, **words: Any) -> PlanProject:
    told: dict[str, Any] = {
        "title": "园山居委会办公服务用房",
        "holder": YUANSHAN,
        "kind": COMPLEX,
        "mode": BOUGHT,
        "area_m2": 520,
        "department": DEPARTMENT,
        "document": "plan-1",
        "decided_on": day("2015-03-17"),
        "schedule": schedule,
    }
    return PlanProject(**{**told, **words})


def planned(*schedule: StageDay, **words: Any) -> ProjectPlanned:
    return ProjectPlanned(**dict(plan(*schedule, **words)))


def apply(fen: int = 100, source: str = "city", on: str = "2015-03-20") -> ApplyForSource:
    amount = Amount(amount=fen)
    return ApplyForSource(
        source_id=source, level=SourceLevel.CITY, amount=amount, document="request-1", applied_on=day(on)
    )


def applied(*told: Any, **words: Any) -> SourceAppliedFor:
    return SourceAppliedFor(**dict(apply(*told, **words)))


def grant(fen: int = 100, source: str = "city", on: str = "2015-06-15") -> GrantSource:
    return GrantSource(source_id=source, amount=Amount(amount=fen), document="approval-1", granted_on=day(on))


def granted(*told: Any, **words: Any) -> SourceGranted:
    return SourceGranted(**dict(grant(*told, **words)))


def select(on: str = "2015-07-01") -> SelectSite:
    return SelectSite(site="共和路", selected_on=day(on))


def selected(on: str = "2015-07-01") -> SiteSelected:
    return SiteSelected(**dict(select(on)))


def approve(area: int = 500, on: str = "2015-07-20") -> ApproveDesign:
    return ApproveDesign(area_m2=area, document="design-1", approved_on=day(on))


def approved(area: int = 500, on: str = "2015-07-20") -> DesignApproved:
    return DesignApproved(**dict(approve(area, on)))


def missed(area: int, on: str) -> AreaTargetMissed:
    return AreaTargetMissed(area_m2=area, target_m2=300, found_on=day(on))


def sign(fen: int = 100, on: str = "2016-01-20") -> SignPremisesContract:
    return SignPremisesContract(price=Amount(amount=fen), document="contract-1", signed_on=day(on))


def signed(fen: int = 100, on: str = "2016-01-20") -> PremisesContractSigned:
    return PremisesContractSigned(**dict(sign(fen, on)))


def start(fen: int = 100, on: str = "2015-08-25") -> StartConstruction:
    return StartConstruction(price=Amount(amount=fen), document="contract-1", started_on=day(on))


def started(fen: int = 100, on: str = "2015-08-25") -> ConstructionStarted:
    return ConstructionStarted(**dict(start(fen, on)))


def complete(on: str = "2016-02-29") -> CompleteConstruction:
    return CompleteConstruction(completed_on=day(on))


def completed(on: str = "2016-02-29") -> ConstructionCompleted:
    return ConstructionCompleted(completed_on=day(on))


def accept(area: int = 520, on: str = "2016-03-10") -> AcceptProject:
    return AcceptProject(area_m2=area, document="acceptance-1", accepted_on=day(on))


def accepted(area: int = 520, on: str = "2016-03-10") -> ProjectAccepted:
    return ProjectAccepted(**dict(accept(area, on)))


def use(on: str = "2016-04-01") -> PutIntoUse:
    return PutIntoUse(in_use_from_on=day(on))


in_use = PutInUse(in_use_from_on=day("2016-04-01"))


def suspend(on: str = "2015-11-01") -> SuspendProject:
    return SuspendProject(reason=RestReason.WINTER, suspended_on=day(on))


def suspended(on: str = "2015-11-01") -> ProjectSuspended:
    return ProjectSuspended(**dict(suspend(on)))


def resume(on: str = "2016-03-15") -> ResumeProject:
    return ResumeProject(resumed_on=day(on))


def resumed(stage: InfraStage, on: str = "2016-03-15") -> ProjectResumed:
    return ProjectResumed(stage=stage, resumed_on=day(on))


def cancel(on: str = "2016-02-01") -> CancelProject:
    return CancelProject(reason=EndReason.NO_SITE, cancelled_on=day(on))


def cancelled(on: str = "2016-02-01") -> ProjectCancelled:
    return ProjectCancelled(**dict(cancel(on)))


FUNDED: list[InfraProjectEvent] = [planned(), applied(), granted(), selected()]
"""Bought: 100 fen are granted, the house is chosen."""
HANDED_OVER: list[InfraProjectEvent] = [*FUNDED, signed(), completed()]
DESIGNED: list[InfraProjectEvent] = [planned(mode=BUILT), applied(), granted(), selected(), approved()]
"""Built: the design is approved, work may start."""
RISING: list[InfraProjectEvent] = [*DESIGNED, started()]
