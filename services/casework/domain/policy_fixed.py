"""Values that are policy by right and stand in the shape of events, roles and routes: no rule reads another one.

A district may state them, from any date on. To state otherwise would change nothing, and so it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from shared.kernel.policy import PolicyEntry
from shared.kernel.refusals import Unacceptable

FIXED: Mapping[str, str | int] = {
    "association.name.unique_in": "COMMUNITY",
    "association.statistics_of": "STOCK",
    "correction.max_notices": 1,
    "delegation.needs_all_conditions": True,
    "disclosure.months": 3,
    "extension.needs_approver": True,
    "extension.told_before_due": True,
    "fund.accounts_kept_by": "CENTRE",
    "fund.carry_over_years": 1,
    "fund.period": "YEAR",
    "rating.times_per_service": 1,
    "registration.default_supervisor": "CENTRE",
    "registration.registry": "DISTRICT_CIVIL_AFFAIRS",
    "supervision.stipend.performance_needs": "SATISFACTORY",
    "supervision.stipend.performance_payments_per_year": 1,
    "supervision_committee.has_vote": False,
    "supervision_committee.reports_per_year": 1,
}

ONE_OF: Mapping[str, tuple[int, ...]] = {
    "appraisal.centre_months": (6, 12),
    "appraisal.per_year": (1, 2),
    "appraisal.unit_months": (6, 12),
}
"""Values of which a rule knows only these: an appraisal is for a year or for a half of one."""


@dataclass(frozen=True, slots=True)
class PolicyFixed(Unacceptable):
    """The value cannot be another one in this release."""

    slug: ClassVar[str] = "policy-fixed"
    zh: ClassVar[str] = "本版本中 {key} 只能为 {value}"
    en: ClassVar[str] = "In this release {key} can only be {value}"
    key: str
    value: str


def stated_otherwise(entry: PolicyEntry) -> PolicyFixed | None:
    """Why an entry would be a switch that does nothing, if it would."""
    allowed = (FIXED[entry.key],) if entry.key in FIXED else ONE_OF.get(entry.key)
    if allowed is None or any(entry.value == each and type(entry.value) is type(each) for each in allowed):
        return None
    return PolicyFixed(key=entry.key, value=" / ".join(map(str, allowed)))
