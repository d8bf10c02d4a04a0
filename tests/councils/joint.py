"""A community with its units, and the policy of joint building, for tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from services.councils.domain.community import COMMUNITY
from services.councils.domain.resident_unit import RESIDENT_UNIT
from services.councils.domain.types import CommunityId, UnitId
from shared.contracts.councils.community import CommunityEstablished
from shared.contracts.councils.resident_unit import LeavingCause, UnitKind, UnitLeft, UnitRegistered
from shared.kernel.decider import Context
from shared.kernel.policy import Policy, PolicyEntry, PolicyValue
from shared.kernel.provenance import Provenance
from shared.testing.decider import context, known

REFORM = date(2013, 9, 29)
DONGGUAN, TAINING = CommunityId("dongguan"), CommunityId("taining")
U1, U2, U3, ELSEWHERE, GONE = (UnitId(name) for name in ("u1", "u2", "u3", "elsewhere", "gone"))
POLICY: Mapping[str, PolicyValue] = {
    "joint.min_units": 2,
    "joint.pledge_lists": ("RESOURCE", "NEED", "PROJECT"),
    "joint.pledge_due_month_day": "03-31",
    "joint.pledge_check_quarter": 4,
}


def policy() -> Policy:
    return Policy.of(
        PolicyEntry(key=key, value=value, effective_on=date(2013, 1, 1), basis="1.3", provenance=Provenance.DEFAULT)
        for key, value in POLICY.items()
    )


def here(at: str = "2014-09-24T09:00+08:00") -> Context:
    return context(at, policy=policy())


def community() -> CommunityEstablished:
    return CommunityEstablished(name_zh="东关", name_en="x", aliases=(), founded_on=REFORM)


def unit(community_id: CommunityId = DONGGUAN) -> UnitRegistered:
    return UnitRegistered(
        community_id=community_id, kind=UnitKind.PROPERTY_COMPANY, name_zh="示例物业", resident_from_on=REFORM
    )


RELATED = (
    known(COMMUNITY, DONGGUAN, community())
    | known(COMMUNITY, "nowhere")
    | known(RESIDENT_UNIT, U1, unit())
    | known(RESIDENT_UNIT, U2, unit())
    | known(RESIDENT_UNIT, U3, unit())
    | known(RESIDENT_UNIT, ELSEWHERE, unit(TAINING))
    | known(RESIDENT_UNIT, GONE, unit(), UnitLeft(cause=LeavingCause.CLOSED, left_on=date(2014, 1, 1)))
)
