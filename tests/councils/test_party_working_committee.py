"""Party working committee: decisions, one row each, and who may sit in it for a unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.councils.domain.community import COMMUNITY
from services.councils.domain.mandate import OfAnotherCommunity
from services.councils.domain.party_working_committee import PARTY_WORKING_COMMITTEE, NotFormed
from services.councils.domain.party_working_committee_commands import (
    AppointFullTime,
    AppointPartTime,
    FollowUnit,
    FormWorkingCommittee,
    PartyWorkingCommitteeCommand,
    ReleaseMember,
)
from services.councils.domain.party_working_committee_refusals import (
    MemberUnknown,
    NotUnitHead,
    PersonSeated,
    SeatBeforeCommittee,
    SecretarySeated,
    TooFewPartyMembers,
    UnitElsewhere,
    UnitNotResident,
    WorkingCommitteeUnknown,
)
from services.councils.domain.person import PERSON, PersonUnknown
from services.councils.domain.resident_unit import (
    RESIDENT_UNIT,
    ChangeHead,
    LeaveDistrict,
    MoveUnit,
    Resident,
    ResidentUnitCommand,
)
from services.councils.domain.resident_unit_refusals import NoStandingCommunity
from services.councils.domain.types import CommunityId, PersonId, UnitId
from shared.contracts.councils.community import CommunityEstablished
from shared.contracts.councils.party_working_committee import (
    FullTimeMemberAppointed,
    FullTimeMemberReleased,
    MemberRole,
    PartTimeMemberAppointed,
    PartTimeMemberReleased,
    PartyWorkingCommitteeEvent,
    ReleaseCause,
    WorkingCommitteeFormed,
)
from shared.contracts.councils.resident_unit import (
    LeavingCause,
    PartyOrg,
    ResidentUnitEvent,
    UnitHeadChanged,
    UnitKind,
    UnitLeft,
    UnitRegistered,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.instants import start_of
from shared.kernel.policy import Policy, PolicyEntry, PolicyValue
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import CorruptStream, Refusal
from shared.testing.decider import Spec, context, known
from tests.councils.people import entered

SPEC = Spec(PARTY_WORKING_COMMITTEE)
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


def form(community_id: str = DONGGUAN, formed_on: date = REFORM) -> FormWorkingCommittee:
    return FormWorkingCommittee(community_id=CommunityId(community_id), formed_on=formed_on)


def part_time(unit_id: str = HERE, person_id: PersonId = MA, from_on: date = SPRING) -> AppointPartTime:
    return AppointPartTime(community_id=DONGGUAN, unit_id=UnitId(unit_id), person_id=person_id, from_on=from_on)


def sits(unit_id: str = HERE, person_id: PersonId = MA, from_on: date = SPRING) -> PartTimeMemberAppointed:
    return PartTimeMemberAppointed(person_id=person_id, unit_id=unit_id, from_on=from_on)


def full_time(person_id: PersonId, role: MemberRole = MemberRole.SECRETARY, from_on: date = REFORM) -> AppointFullTime:
    return AppointFullTime(community_id=DONGGUAN, person_id=person_id, role=role, from_on=from_on)


def leads(person_id: PersonId, role: MemberRole = MemberRole.SECRETARY) -> FullTimeMemberAppointed:
    return FullTimeMemberAppointed(person_id=person_id, role=role, from_on=REFORM)


def release(person_id: PersonId, released_on: date = TODAY) -> ReleaseMember:
    return ReleaseMember(community_id=DONGGUAN, person_id=person_id, released_on=released_on)


def follow(head_id: PersonId | None, on: date = TODAY, unit_id: UnitId = HERE, **said: Any) -> FollowUnit:
    words: dict[str, Any] = {"community_id": DONGGUAN, "cause": ReleaseCause.HEADSHIP_LOST, **said}
    return FollowUnit(unit_id=unit_id, head_id=head_id, on=on, **words)


def released(cause: ReleaseCause, on: date = TODAY) -> PartTimeMemberReleased:
    return PartTimeMemberReleased(person_id=MA, unit_id=HERE, released_on=on, cause=cause)


formed = WorkingCommitteeFormed(community_id=DONGGUAN, formed_on=REFORM)
DAY = timedelta(days=1)

SEATS = {
    "a working committee is formed": ([], form(), [formed]),
    "and formed once": ([formed], form(), []),
    "not before its community": ([], form(formed_on=REFORM - DAY), NoStandingCommunity),
    "nor for one that nobody founded": ([], form("nowhere"), NoStandingCommunity),
    "somebody leads it": ([formed], full_time(HAN), [leads(HAN)]),
    "nobody sits before there is one": ([], full_time(HAN), WorkingCommitteeUnknown),
    "nor on a day before it": ([formed], full_time(HAN, from_on=REFORM - DAY), SeatBeforeCommittee(REFORM)),
    "it has one secretary": ([formed, leads(HAN)], full_time(LI), SecretarySeated),
    "and several deputies": (
        [formed, leads(HAN, MemberRole.DEPUTY_SECRETARY)],
        full_time(LI, MemberRole.DEPUTY_SECRETARY),
        [leads(LI, MemberRole.DEPUTY_SECRETARY)],
    ),
    "whom nobody entered does not sit": ([formed], full_time(NOBODY), PersonUnknown),
    "the head of a resident unit sits part time": ([formed], part_time(), [sits()]),
    "and is appointed once": ([formed, sits()], part_time(), []),
    "not from a later day again": ([formed, sits()], part_time(from_on=TODAY), PersonSeated(SPRING)),
    "nobody has two seats": ([formed, leads(MA)], part_time(), PersonSeated(REFORM)),
    "a unit of another community": ([formed], part_time(THERE), UnitNotResident),
    "a unit that nobody registered": ([formed], part_time("nowhere"), UnitNotResident),
    "a unit that has left": ([formed], part_time("gone"), UnitNotResident),
    "a unit that comes a day later": ([formed], part_time(YOUNG, from_on=SPRING - DAY), UnitNotResident),
    "a unit on its first day": ([formed], part_time(YOUNG), [sits(YOUNG)]),
    "who does not head the unit": ([formed], part_time(person_id=HAN), NotUnitHead),
    "who headed it once": ([formed], part_time("changed"), NotUnitHead),
    "who heads it a day later": ([formed], part_time("changed", HAN, SPRING - DAY), NotUnitHead),
    "who heads it since that day": ([formed], part_time("changed", HAN), [sits("changed", HAN)]),
    "many Party members are three": ([formed], part_time(SCHOOL), [sits(SCHOOL)]),
    "two are not many": ([formed], part_time(SMALL), TooFewPartyMembers(3)),
    "a company is not asked how many": ([formed], part_time(HERE), [sits(HERE)]),
}
ENDINGS = {
    "a member is released": ([formed, sits()], release(MA), [released(ReleaseCause.DECIDED)]),
    "a full-time one too": (
        [formed, leads(HAN)],
        release(HAN),
        [FullTimeMemberReleased(person_id=HAN, released_on=TODAY)],
    ),
    "who does not sit is not released": ([formed], release(MA), MemberUnknown),
    "nobody sits for a negative time": (
        [formed, sits()],
        release(MA, SPRING - DAY),
        [released(ReleaseCause.DECIDED, SPRING)],
    ),
    "who lost the headship is released": (
        [formed, sits()],
        follow(HAN),
        [released(ReleaseCause.HEADSHIP_LOST)],
    ),
    "whose headship had ended before never sat": (
        [formed, sits()],
        follow(HAN, SPRING - DAY),
        [released(ReleaseCause.HEADSHIP_LOST, SPRING)],
    ),
    "who heads it still is not": ([formed, sits()], follow(MA), []),
    "who sits for another unit is not": ([formed, sits(SCHOOL)], follow(HAN), []),
    "who sits full time is not": ([formed, leads(MA)], follow(HAN), []),
    "where there is no committee nobody is": ([], follow(HAN), []),
    "a unit that has moved meanwhile is asked about anew": (
        [formed, sits(THERE)],
        follow(HAN, unit_id=THERE),
        UnitElsewhere,
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), SEATS.values(), ids=SEATS.keys())
def test_seats(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


@pytest.mark.parametrize(("given", "when", "then"), ENDINGS.values(), ids=ENDINGS.keys())
def test_the_end_of_seats(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


def test_a_working_committee_speaks_for_itself_alone():
    other = replace(CONTEXT, actor=Actor(ActorId("w2"), Role.WORKING_COMMITTEE, TAINING))
    SPEC.check([formed], part_time(), OfAnotherCommunity, other, RELATED)
    own = replace(CONTEXT, actor=Actor(ActorId("w1"), Role.WORKING_COMMITTEE, DONGGUAN))
    SPEC.check([formed], part_time(), [sits()], own, RELATED)


def test_a_seat_in_no_committee_is_no_history():
    with pytest.raises(CorruptStream):
        PARTY_WORKING_COMMITTEE.fold([sits()])


@pytest.mark.parametrize(
    ("event", "day"),
    [
        (formed, REFORM),
        (leads(HAN), REFORM),
        (sits(), SPRING),
        (released(ReleaseCause.UNIT_LEFT), TODAY),
        (FullTimeMemberReleased(person_id=HAN, released_on=TODAY), TODAY),
    ],
)
def test_seats_count_from_the_beginning_of_their_day(event, day):
    assert event.effective_at() == start_of(day)


PEOPLE = st.sampled_from([MA, HAN, LI])
DAYS = st.dates(date(2014, 9, 1), TODAY)


class TwoCommittees(RuleBasedStateMachine):
    """One unit and the committees of two communities, changed in acts as the routes make them."""

    def __init__(self) -> None:
        super().__init__()
        self.unit: list[ResidentUnitEvent] = [unit()]
        self.seats: dict[str, list[PartyWorkingCommitteeEvent]] = {
            each: [WorkingCommitteeFormed(community_id=each, formed_on=REFORM)] for each in (DONGGUAN, TAINING)
        }

    def act(
        self,
        change: ResidentUnitCommand | None,
        community_id: str,
        command: PartyWorkingCommitteeCommand,
    ) -> None:
        related = {
            **RELATED,
            **known(COMMUNITY, TAINING, community()),
            RESIDENT_UNIT.ref(HERE): RESIDENT_UNIT.fold(self.unit),
        }
        here = replace(CONTEXT, related=related)
        changed = RESIDENT_UNIT.decide(change, RESIDENT_UNIT.fold(self.unit), here) if change else []
        seats = PARTY_WORKING_COMMITTEE.fold(self.seats[community_id])
        seated = PARTY_WORKING_COMMITTEE.decide(command, seats, here)
        if isinstance(changed, Refusal) or isinstance(seated, Refusal) or (change and not changed):
            return
        self.unit += changed
        self.seats[community_id] += seated

    @property
    def place(self) -> CommunityId:
        state = RESIDENT_UNIT.fold(self.unit)
        return state.community_id if isinstance(state, Resident) else DONGGUAN

    @rule(head=st.none() | PEOPLE, day=DAYS)
    def another_heads_it(self, head: PersonId | None, day: date) -> None:
        told = follow(head, day, community_id=self.place)
        self.act(ChangeHead(head_id=head, from_on=day), self.place, told)

    @rule(to=st.sampled_from([DONGGUAN, TAINING]), day=DAYS)
    def it_moves(self, to: CommunityId, day: date) -> None:
        told = follow(None, day, community_id=self.place, cause=ReleaseCause.UNIT_MOVED)
        self.act(MoveUnit(community_id=to, from_on=day), self.place, told)

    @rule(day=DAYS, really=st.integers(0, 9))
    def it_leaves(self, day: date, really: int) -> None:
        told = follow(None, day, community_id=self.place, cause=ReleaseCause.UNIT_LEFT)
        if really == 0:
            self.act(LeaveDistrict(cause=LeavingCause.CLOSED, left_on=day), self.place, told)

    @rule(community_id=st.sampled_from([DONGGUAN, TAINING]), person=PEOPLE, day=DAYS)
    def somebody_is_appointed(self, community_id: CommunityId, person: PersonId, day: date) -> None:
        command = AppointPartTime(community_id=community_id, unit_id=HERE, person_id=person, from_on=day)
        self.act(None, community_id, command)

    @invariant()
    def who_sits_for_the_unit_heads_it_where_it_is(self) -> None:
        state = RESIDENT_UNIT.fold(self.unit)
        for community_id, events in self.seats.items():
            committee = PARTY_WORKING_COMMITTEE.fold(events)
            assert not isinstance(committee, NotFormed)
            for seat in committee.seats.values():
                assert isinstance(state, Resident)
                assert (state.community_id, state.head_id) == (community_id, seat.person_id)


TwoCommittees.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestTwoCommittees = TwoCommittees.TestCase
