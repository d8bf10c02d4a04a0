"""Party working committee: decisions, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from services.councils.domain.community_refusals import CommunityEnded, CommunityNotFounded
from services.councils.domain.mandate import OfAnotherCommunity
from services.councils.domain.party_working_committee import PARTY_WORKING_COMMITTEE
from services.councils.domain.party_working_committee_commands import (
    AppointFullTime,
    AppointPartTime,
    DissolveWorkingCommittee,
    FormWorkingCommittee,
    ReleaseMember,
)
from services.councils.domain.party_working_committee_refusals import (
    CommunityStands,
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
from services.councils.domain.person import PersonUnknown
from services.councils.domain.types import CommunityId, PersonId, UnitId
from shared.contracts.councils.party_working_committee import (
    FullTimeMemberAppointed,
    FullTimeMemberReleased,
    MemberRole,
    PartTimeMemberAppointed,
    PartTimeMemberReleased,
    ReleaseCause,
    WorkingCommitteeDissolved,
    WorkingCommitteeFormed,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.councils.seats import (
    CONTEXT,
    DONGGUAN,
    HAN,
    HERE,
    LI,
    MA,
    NOBODY,
    REFORM,
    RELATED,
    SCHOOL,
    SMALL,
    SPRING,
    TAINING,
    THERE,
    TODAY,
    YOUNG,
    follow,
)

SPEC = Spec(PARTY_WORKING_COMMITTEE)
ENDING = CommunityId("ending")


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


def leading_what_ends(from_on: date = TODAY) -> AppointFullTime:
    return AppointFullTime(community_id=ENDING, person_id=HAN, role=MemberRole.SECRETARY, from_on=from_on)


def release(person_id: PersonId, released_on: date = TODAY) -> ReleaseMember:
    return ReleaseMember(community_id=DONGGUAN, person_id=person_id, released_on=released_on)


def released(cause: ReleaseCause, on: date = TODAY) -> PartTimeMemberReleased:
    return PartTimeMemberReleased(person_id=MA, unit_id=HERE, released_on=on, cause=cause)


formed = WorkingCommitteeFormed(community_id=DONGGUAN, formed_on=REFORM)
late = WorkingCommitteeFormed(community_id=DONGGUAN, formed_on=SPRING)
ending = WorkingCommitteeFormed(community_id=ENDING, formed_on=REFORM)
DAY = timedelta(days=1)

SEATS = {
    "a working committee is formed": ([], form(), [formed]),
    "and formed once": ([formed], form(), []),
    "not before its community": ([], form(formed_on=REFORM - DAY), CommunityNotFounded),
    "nor for one that nobody founded": ([], form("nowhere"), CommunityNotFounded),
    "somebody leads it": ([formed], full_time(HAN), [leads(HAN)]),
    "nobody sits before there is one": ([], full_time(HAN), WorkingCommitteeUnknown),
    "nor on a day before it": ([late], full_time(HAN), SeatBeforeCommittee(SPRING)),
    "nor before there is a community": ([formed], full_time(HAN, from_on=REFORM - DAY), CommunityNotFounded),
    "nor once there is none": ([ending], leading_what_ends(), CommunityNotFounded),
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
DISSOLVE = DissolveWorkingCommittee()
BOTH = FullTimeMemberAppointed(person_id=HAN, role=MemberRole.SECRETARY, from_on=REFORM), sits()
dissolved = WorkingCommitteeDissolved(dissolved_on=TODAY)
DISSOLUTION = {
    "it ends with its community, and every seat in it": ([ending, *BOTH], DISSOLVE, [dissolved], "2014-09-24"),
    "also where nobody sits": ([ending], DISSOLVE, [dissolved], "2014-09-24"),
    "once": ([ending, *BOTH, dissolved], DISSOLVE, [], "2014-10-01"),
    "not the day before": ([ending, *BOTH], DISSOLVE, CommunityStands(TODAY), "2014-09-23T23:59"),
    "nor while its community stands": ([formed, *BOTH], DISSOLVE, [], "2014-10-01"),
    "where there is none nothing ends": ([], DISSOLVE, [], "2014-10-01"),
    "nobody is seated any more, for no day before either": (
        [ending, dissolved],
        leading_what_ends(TODAY - DAY),
        CommunityEnded(TODAY),
        "2014-10-01",
    ),
    "a seat that ended with it has no holder": (
        [ending, *BOTH, dissolved],
        ReleaseMember(community_id=ENDING, person_id=MA, released_on=TODAY),
        MemberUnknown,
        "2014-10-01",
    ),
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


@pytest.mark.parametrize(("given", "when", "then", "at"), DISSOLUTION.values(), ids=DISSOLUTION.keys())
def test_the_end_of_a_community(given, when, then, at):
    now = datetime.fromisoformat(f"{at if 'T' in at else f'{at}T00:00'}+08:00")
    SPEC.check(given, when, then, replace(CONTEXT, now=now), RELATED)


def test_what_was_to_begin_after_the_end_never_did():
    """By the days of the law the end comes first, though it was told last."""
    ended = PARTY_WORKING_COMMITTEE.fold([ending, dissolved])
    assert PARTY_WORKING_COMMITTEE.fold(BOTH, ended) == ended


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
