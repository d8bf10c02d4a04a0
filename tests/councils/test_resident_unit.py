"""Resident unit: decisions, one row each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from services.councils.domain.community import COMMUNITY
from services.councils.domain.community_refusals import CommunityNotFounded
from services.councils.domain.mandate import OfAnotherCommunity
from services.councils.domain.person import PERSON, PersonUnknown
from services.councils.domain.resident_unit import (
    RESIDENT_UNIT,
    ChangeHead,
    CountPartyMembers,
    LeaveDistrict,
    MoveUnit,
    RegisterUnit,
)
from services.councils.domain.resident_unit_refusals import (
    UnitDayAhead,
    UnitDayOutOfOrder,
    UnitHasLeft,
    UnitUnknown,
)
from services.councils.domain.types import CommunityId, PersonId
from shared.contracts.councils.community import CommunityAbolished, CommunityEstablished
from shared.contracts.councils.resident_unit import (
    LeavingCause,
    PartyOrg,
    UnitHeadChanged,
    UnitKind,
    UnitLeft,
    UnitMoved,
    UnitPartyMembersCounted,
    UnitRegistered,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.codes import CodeFault, InvalidCode
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, context, known
from tests.councils.people import entered

SPEC = Spec(RESIDENT_UNIT)
REFORM, TODAY = date(2013, 9, 29), date(2014, 9, 24)
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
DONGGUAN, TAINING, ENDED = (CommunityId(name) for name in ("dongguan", "taining", "ended"))
MA, HAN, NOBODY = (PersonId(name) for name in ("ma", "han", "nobody"))
CONTEXT = context()


def community() -> CommunityEstablished:
    return CommunityEstablished(name_zh="东关", name_en="x", aliases=(), founded_on=REFORM)


RELATED = (
    known(COMMUNITY, DONGGUAN, community())
    | known(COMMUNITY, TAINING, community())
    | known(COMMUNITY, ENDED, community(), CommunityAbolished(effective_on=TODAY, basis="x"))
    | known(COMMUNITY, "nowhere")
    | known(PERSON, MA, entered(MA))
    | known(PERSON, HAN, entered(HAN))
    | known(PERSON, NOBODY)
)


def register(**said: Any) -> RegisterUnit:
    words: dict[str, Any] = {
        "community_id": DONGGUAN,
        "kind": UnitKind.PROPERTY_COMPANY,
        "name_zh": "示例物业",
        "party_org": PartyOrg(head_id=MA, party_member_count=5),
        "resident_from_on": REFORM,
    }
    return RegisterUnit(**{**words, **said})


def registered(**said: Any) -> UnitRegistered:
    command = register(**said)
    return UnitRegistered(**command.model_dump(exclude={"party_org"}), party_org=command.party_org)


unit, headless = registered(), registered(party_org=None)
CODE = "51630102MJX000018F"
han_heads = UnitHeadChanged(head_id=HAN, from_on=date(2014, 3, 1))
moved = UnitMoved(community_id=TAINING, from_on=date(2014, 3, 1))
left = UnitLeft(cause=LeavingCause.CLOSED, left_on=YESTERDAY)

REGISTERING = {
    "a unit is registered": ([], register(), [unit]),
    "and registered once": ([unit], register(), []),
    "it need have no Party organisation": ([], register(party_org=None), [headless]),
    "nor a head of it": (
        [],
        register(party_org=PartyOrg(party_member_count=0)),
        [registered(party_org=PartyOrg(party_member_count=0))],
    ),
    "its credit code is checked": ([], register(uscc=CODE), [registered(uscc=CODE)]),
    "a code with a slip is not": ([], register(uscc=CODE[:-1] + "E"), InvalidCode(CodeFault.CHECK_DIGIT)),
    "a head whom nobody entered": (
        [],
        register(party_org=PartyOrg(head_id=NOBODY, party_member_count=1)),
        PersonUnknown,
    ),
    "a community that nobody founded": ([], register(community_id="nowhere"), CommunityNotFounded),
    "a day before the community": ([], register(resident_from_on=REFORM - timedelta(days=1)), CommunityNotFounded),
    "on its first day of all": ([], register(resident_from_on=REFORM), [unit]),
    "a community that has ended": ([], register(community_id=ENDED, resident_from_on=TODAY), CommunityNotFounded),
    "the day before it ended": (
        [],
        register(community_id=ENDED, resident_from_on=YESTERDAY),
        [registered(community_id=ENDED, resident_from_on=YESTERDAY)],
    ),
    "a day that has not come": ([], register(resident_from_on=TOMORROW), UnitDayAhead(TODAY)),
}
CHANGING = {
    "somebody else heads it": ([unit], ChangeHead(head_id=HAN, from_on=date(2014, 3, 1)), [han_heads]),
    "who heads it already says nothing": ([unit], ChangeHead(head_id=MA, from_on=TODAY), []),
    "nobody heads it": ([unit], ChangeHead(from_on=TODAY), [UnitHeadChanged(from_on=TODAY)]),
    "it founds its Party organisation": (
        [headless],
        ChangeHead(head_id=HAN, from_on=date(2014, 3, 1)),
        [han_heads],
    ),
    "nobody knows who is to head it": ([unit], ChangeHead(head_id=NOBODY, from_on=TODAY), PersonUnknown),
    "nobody heads it ahead of time": ([unit], ChangeHead(head_id=HAN, from_on=TOMORROW), UnitDayAhead(TODAY)),
    "heads follow one another": (
        [unit, han_heads],
        ChangeHead(head_id=MA, from_on=date(2014, 2, 28)),
        UnitDayOutOfOrder(date(2014, 3, 1)),
    ),
    "on the same day the later word holds": (
        [unit, han_heads],
        ChangeHead(head_id=MA, from_on=date(2014, 3, 1)),
        [UnitHeadChanged(head_id=MA, from_on=date(2014, 3, 1))],
    ),
    "its members are counted": (
        [unit],
        CountPartyMembers(party_member_count=2, counted_on=TODAY),
        [UnitPartyMembersCounted(party_member_count=2, counted_on=TODAY)],
    ),
    "the same number says nothing": ([unit], CountPartyMembers(party_member_count=5, counted_on=TODAY), []),
    "nobody counts ahead": (
        [unit],
        CountPartyMembers(party_member_count=2, counted_on=TOMORROW),
        UnitDayAhead(TODAY),
    ),
    "it moves": ([unit], MoveUnit(community_id=TAINING, from_on=date(2014, 3, 1)), [moved]),
    "to where it is it does not": ([unit, moved], MoveUnit(community_id=TAINING, from_on=TODAY), []),
    "not to where nothing stands": ([unit], MoveUnit(community_id=ENDED, from_on=TODAY), CommunityNotFounded),
    "not back before it came": (
        [unit, moved],
        MoveUnit(community_id=DONGGUAN, from_on=date(2014, 2, 28)),
        UnitDayOutOfOrder(date(2014, 3, 1)),
    ),
    "it is closed": ([unit], LeaveDistrict(cause=LeavingCause.CLOSED, left_on=YESTERDAY), [left]),
    "and closed once": ([unit, left], LeaveDistrict(cause=LeavingCause.CLOSED, left_on=YESTERDAY), []),
    "not twice": (
        [unit, left],
        LeaveDistrict(cause=LeavingCause.LEFT_DISTRICT, left_on=TODAY),
        UnitHasLeft(YESTERDAY),
    ),
    "nobody heads what was closed": ([unit, left], ChangeHead(head_id=HAN, from_on=TODAY), UnitHasLeft(YESTERDAY)),
    "nothing happens to a unit that nobody entered": ([], ChangeHead(from_on=TODAY), UnitUnknown),
}


@pytest.mark.parametrize(("given", "when", "then"), REGISTERING.values(), ids=REGISTERING.keys())
def test_registering(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


@pytest.mark.parametrize(("given", "when", "then"), CHANGING.values(), ids=CHANGING.keys())
def test_changing(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


def test_a_working_committee_enters_the_units_of_its_own_community():
    own, other = (Actor(ActorId("w1"), Role.WORKING_COMMITTEE, org) for org in (DONGGUAN, TAINING))
    SPEC.check([], register(), [unit], context(actor=own), RELATED)
    SPEC.check([], register(), OfAnotherCommunity, context(actor=other), RELATED)
    SPEC.check([unit], ChangeHead(from_on=TODAY), OfAnotherCommunity, context(actor=other), RELATED)


@pytest.mark.parametrize(
    ("event", "day"), [(unit, REFORM), (han_heads, han_heads.from_on), (moved, moved.from_on), (left, YESTERDAY)]
)
def test_what_happens_to_a_unit_counts_from_the_beginning_of_its_day(event, day):
    assert event.effective_at() == start_of(day)


def test_nothing_happens_to_a_unit_that_is_not_there():
    with pytest.raises(CorruptStream):
        RESIDENT_UNIT.fold([moved])
    with pytest.raises(CorruptStream):
        RESIDENT_UNIT.fold([unit, left, moved])
