"""Residents' groups: decisions, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommittee, OfAnotherCommunity
from services.councils.domain.person import PersonUnknown
from services.councils.domain.resident_group import (
    RESIDENT_GROUPS,
    DissolveGroup,
    ElectLeader,
    FormGroup,
    GroupDayOutOfOrder,
    GroupDissolved,
    GroupUnknown,
    LeaveLeader,
)
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.resident_group import (
    GroupLeaderElected,
    GroupLeaderLeft,
    ResidentGroupDissolved,
    ResidentGroupFormed,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, context
from tests.councils.beside_committee import ELSEWHERE, FANGZHI, HAN, MA, NOBODY, RELATED

SPEC, CONTEXT = Spec(RESIDENT_GROUPS), context()
SPRING, SUMMER, DAY = date(2014, 3, 1), date(2014, 7, 1), timedelta(days=1)


def form(group_id: str = "G1", committee_id: str = FANGZHI) -> FormGroup:
    return FormGroup(
        committee_id=CommitteeId(committee_id), group_id=group_id, name_zh="第一居民小组", formed_on=SPRING
    )


def formed(group_id: str = "G1") -> ResidentGroupFormed:
    return ResidentGroupFormed(group_id=group_id, name_zh="第一居民小组", formed_on=SPRING)


def elect(person_id: PersonId, from_on: date = SPRING, group_id: str = "G1") -> ElectLeader:
    return ElectLeader(committee_id=FANGZHI, group_id=group_id, person_id=person_id, from_on=from_on)


def elected(person_id: PersonId, from_on: date = SPRING) -> GroupLeaderElected:
    return GroupLeaderElected(group_id="G1", person_id=person_id, from_on=from_on)


def leave(left_on: date = SUMMER) -> LeaveLeader:
    return LeaveLeader(committee_id=FANGZHI, group_id="G1", left_on=left_on)


def dissolve(dissolved_on: date = SUMMER) -> DissolveGroup:
    return DissolveGroup(committee_id=FANGZHI, group_id="G1", dissolved_on=dissolved_on)


left = GroupLeaderLeft(group_id="G1", person_id=MA, left_on=SUMMER)
dissolved = ResidentGroupDissolved(group_id="G1", dissolved_on=SUMMER)

ROWS = {
    "a group is formed": ([], form(), [formed()]),
    "and formed once": ([formed()], form(), []),
    "beside others": ([formed()], form("G2"), [formed("G2")]),
    "of a committee that nobody founded it is not": ([], form(committee_id="nowhere"), CommitteeUnknown),
    "it elects its leader": ([formed()], elect(MA), [elected(MA)]),
    "and elects them once": ([formed(), elected(MA)], elect(MA, SUMMER), []),
    "another takes their place": ([formed(), elected(MA)], elect(HAN, SUMMER), [elected(HAN, SUMMER)]),
    "not on a day before theirs": (
        [formed(), elected(MA, SUMMER)],
        elect(HAN, SUMMER - DAY),
        GroupDayOutOfOrder(SUMMER),
    ),
    "nor before there was a group": ([formed()], elect(MA, SPRING - DAY), GroupDayOutOfOrder(SPRING)),
    "whom nobody entered does not lead": ([formed()], elect(NOBODY), PersonUnknown),
    "a group that nobody formed elects nobody": ([], elect(MA), GroupUnknown),
    "its leader leaves": ([formed(), elected(MA)], leave(), [left]),
    "and leaves once": ([formed(), elected(MA), left], leave(), []),
    "not before they came": ([formed(), elected(MA)], leave(SPRING - DAY), GroupDayOutOfOrder(SPRING)),
    "it is dissolved": ([formed(), elected(MA)], dissolve(), [dissolved]),
    "and dissolved once": ([formed(), dissolved], dissolve(), []),
    "not before its leader came": ([formed(), elected(MA, SUMMER)], dissolve(SPRING), GroupDayOutOfOrder(SUMMER)),
    "what was dissolved elects nobody": ([formed(), dissolved], elect(MA), GroupDissolved(SUMMER)),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_resident_groups(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


def test_a_committee_forms_groups_of_its_own_residents():
    own, other = (replace(CONTEXT, actor=Actor(ActorId("c1"), Role.COMMITTEE, org)) for org in (FANGZHI, "yuanshan"))
    SPEC.check([], form(), [formed()], own, RELATED)
    SPEC.check([], form(), OfAnotherCommittee, other, RELATED)
    SPEC.check([], form(), OfAnotherCommunity("huzhong"), replace(CONTEXT, actor=ELSEWHERE), RELATED)


def test_who_leads_a_group_is_known_until_they_leave_or_it_ends():
    assert RESIDENT_GROUPS.fold([formed(), elected(MA)]).leaders == {MA}
    assert RESIDENT_GROUPS.fold([formed(), elected(MA), elected(HAN, SUMMER)]).leaders == {HAN}
    assert RESIDENT_GROUPS.fold([formed(), elected(MA), left]).leaders == set()
    assert RESIDENT_GROUPS.fold([formed(), elected(MA), dissolved]).leaders == set()


@pytest.mark.parametrize(
    ("event", "day"), [(formed(), SPRING), (elected(MA), SPRING), (left, SUMMER), (dissolved, SUMMER)]
)
def test_what_happens_to_a_group_counts_from_the_beginning_of_its_day(event, day):
    assert event.effective_at() == start_of(day)


def test_a_leader_of_no_group_is_no_history():
    with pytest.raises(CorruptStream):
        RESIDENT_GROUPS.fold([elected(MA)])
