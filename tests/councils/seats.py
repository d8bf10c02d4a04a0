"""A working committee of tables, units that may send somebody into it, and people who may sit."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.councils.domain.community import COMMUNITY
from services.councils.domain.party_working_committee_commands import (
    FollowUnit,
)
from services.councils.domain.person import PERSON
from services.councils.domain.resident_unit import (
    RESIDENT_UNIT,
)
from services.councils.domain.types import CommunityId, PersonId, UnitId
from shared.contracts.councils.community import CommunityAbolished, CommunityEstablished
from shared.contracts.councils.party_working_committee import (
    ReleaseCause,
)
from shared.contracts.councils.resident_unit import (
    LeavingCause,
    PartyOrg,
    UnitHeadChanged,
    UnitKind,
    UnitLeft,
    UnitRegistered,
)
from shared.kernel.policy import Policy, PolicyEntry, PolicyValue
from shared.kernel.provenance import Provenance
from shared.testing.decider import context, known
from tests.councils.people import entered

REFORM, SPRING, TODAY = date(2013, 9, 29), date(2014, 3, 1), date(2014, 9, 24)
DONGGUAN, TAINING = CommunityId("dongguan"), CommunityId("taining")
MA, HAN, LI, NOBODY = (PersonId(name) for name in ("ma", "han", "li", "nobody"))
HERE, THERE, SCHOOL, SMALL, YOUNG = (UnitId(name) for name in ("here", "there", "school", "small", "young"))
POLICY: dict[str, PolicyValue] = {"min_party_members": 3, "party_members_asked_of": ("PUBLIC_INSTITUTION", "OTHER")}
CONTEXT = context(
    policy=Policy.of(
        PolicyEntry(
            key=f"structure.part_time.{key}",
            value=value,
            effective_on=date(2013, 1, 1),
            basis="1.2",
            provenance=Provenance.DEFAULT,
        )
        for key, value in POLICY.items()
    )
)


def community() -> CommunityEstablished:
    return CommunityEstablished(name_zh="东关", name_en="x", aliases=(), founded_on=REFORM)


def unit(
    community_id: str = DONGGUAN,
    kind: UnitKind = UnitKind.PROPERTY_COMPANY,
    count: int = 0,
    since: date = REFORM,
) -> UnitRegistered:
    party = PartyOrg(head_id=MA, party_member_count=count)
    return UnitRegistered(
        community_id=community_id, kind=kind, name_zh="示例物业", party_org=party, resident_from_on=since
    )


RELATED = (
    known(COMMUNITY, DONGGUAN, community())
    | known(COMMUNITY, "nowhere")
    | known(COMMUNITY, "ending", community(), CommunityAbolished(effective_on=TODAY, basis="x"))
    | known(RESIDENT_UNIT, HERE, unit())
    | known(RESIDENT_UNIT, THERE, unit(TAINING))
    | known(RESIDENT_UNIT, SCHOOL, unit(kind=UnitKind.PUBLIC_INSTITUTION, count=3))
    | known(RESIDENT_UNIT, SMALL, unit(kind=UnitKind.OTHER, count=2))
    | known(RESIDENT_UNIT, YOUNG, unit(since=SPRING))
    | known(RESIDENT_UNIT, "gone", unit(), UnitLeft(cause=LeavingCause.CLOSED, left_on=SPRING))
    | known(RESIDENT_UNIT, "changed", unit(), UnitHeadChanged(head_id=HAN, from_on=SPRING))
    | known(RESIDENT_UNIT, "nowhere")
    | known(PERSON, MA, entered(MA))
    | known(PERSON, HAN, entered(HAN))
    | known(PERSON, LI, entered(LI))
    | known(PERSON, NOBODY)
)


def follow(head_id: PersonId | None, on: date = TODAY, unit_id: UnitId = HERE, **said: Any) -> FollowUnit:
    words: dict[str, Any] = {"community_id": DONGGUAN, "cause": ReleaseCause.HEADSHIP_LOST, **said}
    return FollowUnit(unit_id=unit_id, head_id=head_id, on=on, **words)
