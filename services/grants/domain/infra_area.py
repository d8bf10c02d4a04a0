"""The area rule, for a committee's complex alone: what is new has to be large enough, what exists ought to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.grants.infra_project import AreaTargetMissed, InfraKind, InfraMode, ProjectPlanned
from shared.kernel.policy import Policy
from shared.kernel.refusals import Unacceptable

EXISTING, NEW = "infra.min_area.existing", "infra.min_area.new"
PURCHASE_COUNTS_AS = "infra.purchase_counts_as"


@dataclass(frozen=True, slots=True)
class AreaBelowMinimum(Unacceptable):
    """A new complex would be smaller than it has to be."""

    slug: ClassVar[str] = "area-below-minimum"
    zh: ClassVar[str] = "新建居委会综合办公服务中心面积不足{minimum_m2}平方米"
    en: ClassVar[str] = "A new committee complex has at least {minimum_m2} square metres"
    minimum_m2: int


def counts_as_new(mode: InfraMode, policy: Policy, on: date) -> bool:
    """Whether what comes about in a way is new; what is bought, policy says."""
    if mode is InfraMode.PURCHASE:
        return policy.text(PURCHASE_COUNTS_AS, on) == "NEW"
    return mode is InfraMode.NEW_BUILD


def measured(
    project: ProjectPlanned, area_m2: int, policy: Policy, on: date
) -> AreaBelowMinimum | list[AreaTargetMissed]:
    """Why an area is too small, or the warning that it is smaller than the target, if it is."""
    if project.kind is not InfraKind.COMMITTEE_COMPLEX:
        return []
    if counts_as_new(project.mode, policy, on):
        minimum = policy.whole(NEW, on)
        return AreaBelowMinimum(minimum) if area_m2 < minimum else []
    target = policy.whole(EXISTING, on)
    return [AreaTargetMissed(area_m2=area_m2, target_m2=target, found_on=on)] if area_m2 < target else []
