"""Why nothing more can be done with an infrastructure project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.grants.infra_project import InfraStage
from shared.kernel.money import Money
from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class InfraProjectUnknown(Unknown):
    """Nobody planned such a project."""

    slug: ClassVar[str] = "infra-project-unknown"
    zh: ClassVar[str] = "没有该基础设施项目"
    en: ClassVar[str] = "There is no such infrastructure project"


@dataclass(frozen=True, slots=True)
class InfraProjectPlanned(Conflict):
    """The project is planned, and otherwise than is said now."""

    slug: ClassVar[str] = "infra-project-planned"
    zh: ClassVar[str] = "该项目已经立项"
    en: ClassVar[str] = "The project is planned already"


@dataclass(frozen=True, slots=True)
class InfraKindOfAnother(Unacceptable):
    """What a committee has is not built for a community, nor what a community has for a committee."""

    slug: ClassVar[str] = "infra-kind-of-another"
    zh: ClassVar[str] = "项目类型与所属单位不符"
    en: ClassVar[str] = "This kind of project is not for such a body"


@dataclass(frozen=True, slots=True)
class ScheduleOutOfOrder(Unacceptable):
    """The days of the stages do not follow one another from the plan on, or one is of no stage to come."""

    slug: ClassVar[str] = "schedule-out-of-order"
    zh: ClassVar[str] = "各阶段计划日期顺序有误"
    en: ClassVar[str] = "Planned days follow one another as the stages do"


@dataclass(frozen=True, slots=True)
class InfraDayAhead(Unacceptable):
    """The day is still to come."""

    slug: ClassVar[str] = "infra-day-ahead"
    zh: ClassVar[str] = "日期晚于今天"
    en: ClassVar[str] = "What happens to a project is entered once it has happened"
    today: date


@dataclass(frozen=True, slots=True)
class InfraDayOutOfOrder(Unacceptable):
    """The day is before what it follows."""

    slug: ClassVar[str] = "infra-day-out-of-order"
    zh: ClassVar[str] = "日期早于此前环节（{not_before_on}）"
    en: ClassVar[str] = "The day is before {not_before_on}, on which what it follows happened"
    not_before_on: date


@dataclass(frozen=True, slots=True)
class InfraNotAtStage(Conflict):
    """The project is at a stage at which this is not done."""

    slug: ClassVar[str] = "infra-not-at-stage"
    zh: ClassVar[str] = "项目所处阶段不允许该操作"
    en: ClassVar[str] = "The project is at a stage at which this is not done"
    stage: InfraStage


@dataclass(frozen=True, slots=True)
class InfraProjectResting(Conflict):
    """Work on the project is suspended."""

    slug: ClassVar[str] = "infra-project-resting"
    zh: ClassVar[str] = "项目已暂停"
    en: ClassVar[str] = "Work on the project rests"


@dataclass(frozen=True, slots=True)
class InfraProjectNotResting(Conflict):
    """Work on the project is not suspended."""

    slug: ClassVar[str] = "infra-project-not-resting"
    zh: ClassVar[str] = "项目没有暂停"
    en: ClassVar[str] = "Work on the project does not rest"


@dataclass(frozen=True, slots=True)
class InfraProjectCancelled(Conflict):
    """The project was given up."""

    slug: ClassVar[str] = "infra-project-cancelled"
    zh: ClassVar[str] = "项目已取消"
    en: ClassVar[str] = "The project was given up"


@dataclass(frozen=True, slots=True)
class ModeForbids(Unacceptable):
    """What is built has no contract of purchase, and what is bought is not built."""

    slug: ClassVar[str] = "infra-mode-forbids"
    zh: ClassVar[str] = "项目建设方式不适用该环节"
    en: ClassVar[str] = "What is built is not bought, and what is bought is not built"


@dataclass(frozen=True, slots=True)
class DesignNotApproved(Conflict):
    """Nothing is built without an approved design."""

    slug: ClassVar[str] = "design-not-approved"
    zh: ClassVar[str] = "设计方案未经批准，不得开工"
    en: ClassVar[str] = "Nothing is built before its design is approved"


@dataclass(frozen=True, slots=True)
class FundingGap(Unacceptable):
    """What was granted by the day of the contract does not cover its price; what was applied for does not count."""

    slug: ClassVar[str] = "funding-gap"
    zh: ClassVar[str] = "已批准资金不足合同价款"
    en: ClassVar[str] = "What was granted does not cover the price"
    missing: Money


@dataclass(frozen=True, slots=True)
class SourceKnownOtherwise(Conflict):
    """The source is known, and otherwise than is said now."""

    slug: ClassVar[str] = "source-known-otherwise"
    zh: ClassVar[str] = "该资金来源已登记且内容不同"
    en: ClassVar[str] = "The source is recorded with other words"


@dataclass(frozen=True, slots=True)
class SourceNotAppliedFor(Unknown):
    """Nobody applied for such a source."""

    slug: ClassVar[str] = "source-not-applied-for"
    zh: ClassVar[str] = "该资金来源尚未申请"
    en: ClassVar[str] = "Nobody applied for this source"


@dataclass(frozen=True, slots=True)
class GrantedAboveApplied(Unacceptable):
    """More would be granted than was applied for."""

    slug: ClassVar[str] = "granted-above-applied"
    zh: ClassVar[str] = "批准金额超过申请金额"
    en: ClassVar[str] = "No more is granted than was applied for"
    applied: Money
