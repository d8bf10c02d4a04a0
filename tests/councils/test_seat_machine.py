"""Whoever sits in a working committee for a unit heads it, where it is, whatever happens to the unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.councils.domain.community import COMMUNITY
from services.councils.domain.party_working_committee import PARTY_WORKING_COMMITTEE, NotFormed
from services.councils.domain.party_working_committee_commands import (
    AppointPartTime,
    PartyWorkingCommitteeCommand,
)
from services.councils.domain.resident_unit import (
    RESIDENT_UNIT,
    ChangeHead,
    LeaveDistrict,
    MoveUnit,
    Resident,
    ResidentUnitCommand,
)
from services.councils.domain.types import CommunityId, PersonId
from shared.contracts.councils.party_working_committee import (
    PartyWorkingCommitteeEvent,
    ReleaseCause,
    WorkingCommitteeFormed,
)
from shared.contracts.councils.resident_unit import (
    LeavingCause,
    ResidentUnitEvent,
)
from shared.kernel.refusals import Refusal
from shared.testing.decider import known
from tests.councils.seats import (
    CONTEXT,
    DONGGUAN,
    HAN,
    HERE,
    LI,
    MA,
    REFORM,
    RELATED,
    TAINING,
    TODAY,
    community,
    follow,
    unit,
)

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
