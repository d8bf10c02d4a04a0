"""Members of a committee: who is in office when, who is removed by whom, and what a by-election fills."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import (
    COMMITTEE_MEMBERS,
    Members,
    NoSuchMember,
    RemovalNotResolved,
    RemoveMember,
    SeatElected,
    SeatTaken,
)
from services.councils.domain.committee_refusals import CommitteeIsAbolished
from services.councils.domain.election import ELECTION
from services.councils.domain.election_candidate_refusals import TooManyFromElsewhere
from services.councils.domain.election_commands import (
    OpenVoterRegistration,
    PostElectionResult,
    PostVoterList,
    PublishCandidateCriteria,
)
from services.councils.domain.election_refusals import NoSuchVacancy
from services.councils.domain.mandate import OfAnotherCommittee, OfAnotherCommunity
from services.councils.domain.types import ElectionId
from shared.contracts.councils.assembly import Subject
from shared.contracts.councils.committee import Authority, CommitteeAbolished, Ruling
from shared.contracts.councils.committee_members import (
    AssemblyVote,
    ByElectionHeld,
    CommitteeMembersEvent,
    MemberElected,
    MemberRemoved,
    Office,
)
from shared.contracts.councils.election import ElectionCalled, ElectionKind
from shared.contracts.councils.election_candidates import CandidatesPosted
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream, Refusal
from tests.councils.elections import (
    ADMIN,
    CHAIR,
    CLERK,
    CRITERIA,
    DEPUTY,
    DISTRICT,
    E1,
    ELSEWHERE,
    MEMBER,
    NINTH,
    STAND,
    TUANJIE,
    VOTE_ON,
    call,
    day,
    form,
    names,
    nominate,
    review,
    voters,
)
from tests.councils.poll import Poll, assembly, checked, remove_of

SEATED = {"c1": CHAIR, "d1": DEPUTY, "m1": MEMBER, "m2": MEMBER, "m3": MEMBER}


JUNE = day("2015-06-01")
HELD = (
    assembly("removes", "m1", JUNE)
    | assembly("keeps", "m1", JUNE, adopted=False)
    | assembly("on-money", "m1", JUNE, subject=Subject.FUND_RAISING)
    | assembly("elsewhere", "m1", JUNE, of="another")
    | assembly("before-the-term", "m1", day("2014-11-19"))
    | assembly("on-the-first-day", "m1", day(VOTE_ON))
)


def test_nobody_takes_office_in_a_committee_that_was_abolished_meanwhile():
    """An election that was called in the instant of the abolition seats nobody."""
    poll = Poll().through("declared").on("2014-11-21", PostElectionResult())
    stands = poll.committee[COMMITTEE.ref(TUANJIE)]
    ruling = Ruling(authority=Authority.DISTRICT_GOVERNMENT, document="东政〔2014〕9号")
    gone = CommitteeAbolished(effective_on=day("2014-11-21"), rulings=(ruling,))
    poll.committee = {COMMITTEE.ref(TUANJIE): COMMITTEE.evolve(stands, gone)}  # type: ignore[arg-type]
    seat = SeatElected(election_id=NINTH)
    refused = COMMITTEE_MEMBERS.decide(seat, Members(), poll.asked("2014-11-21", E1, seat))
    assert refused == CommitteeIsAbolished(day("2014-11-21"))


def told() -> Poll:
    """They are in office, and assemblies were held."""
    poll = Poll().through("told")
    poll.assemblies = HELD
    return poll


def remove(id_: str, on: str = "2015-06-01", assembly_id: str = "removes") -> RemoveMember:
    return remove_of(id_, day(on), assembly_id)


REMOVALS = {
    "the assembly removes a member": (remove("m1"), [MemberRemoved]),
    "from a later day than it resolves": (remove("m1", "2015-06-30"), [MemberRemoved]),
    "not from an earlier one": (remove("m1", "2015-05-31"), RemovalNotResolved()),
    "whom it keeps is not removed": (remove("m1", assembly_id="keeps"), RemovalNotResolved()),
    "nor whom it removes not": (remove("m2"), RemovalNotResolved()),
    "nor for what it says of another matter": (remove("m1", assembly_id="on-money"), RemovalNotResolved()),
    "nor by another committee's": (remove("m1", assembly_id="elsewhere"), RemovalNotResolved()),
    "nor by one that was only called": (remove("m1", assembly_id="removes-called"), RemovalNotResolved()),
    "nor by one that nobody called": (remove("m1", assembly_id="nobody's"), RemovalNotResolved()),
    "nor by one of before they had the seat": (remove("m1", assembly_id="before-the-term"), RemovalNotResolved()),
    "by one of their first day": (remove("m1", assembly_id="on-the-first-day"), [MemberRemoved]),
    "who is no member is not removed": (remove("m4"), NoSuchMember),
    "nor who will be none by then": (remove("m1", "2017-11-21"), NoSuchMember),
}


@pytest.mark.parametrize(("command", "then"), REMOVALS.values(), ids=REMOVALS.keys())
def test_removing(command, then):
    checked(told(), "2015-06-02", ADMIN, command, then)


def test_a_removal_tells_what_the_assembly_resolved():
    (removed,) = told().on("2015-06-02", remove("m1"), ADMIN).recorded
    vote = AssemblyVote(resolution_id="removes", held_on=JUNE, entitled=100, present=51, in_favour=26)
    assert (removed.office, removed.resolved) == (MEMBER, vote)


MANDATES = {
    "the working committee of the community enters it": (DISTRICT, [MemberRemoved]),
    "that of another does not": (ELSEWHERE, OfAnotherCommunity("qingzhenxiang")),
    "the committee itself does": (Actor(ActorId("c1"), Role.COMMITTEE, TUANJIE), [MemberRemoved]),
    "another does not": (Actor(ActorId("c1"), Role.COMMITTEE, "another"), OfAnotherCommittee(TUANJIE)),
}


@pytest.mark.parametrize(("by", "then"), MANDATES.values(), ids=MANDATES.keys())
def test_who_enters_a_removal(by, then):
    checked(told(), "2015-06-02", by, remove("m1"), then)


IN_OFFICE = {
    "nobody before the vote": ("2014-11-19", {}),
    "all from the day of the vote": (VOTE_ON, SEATED),
    "who is removed until the end of the day": ("2015-06-01", SEATED),
    "the others after it": ("2015-06-02", {id_: office for id_, office in SEATED.items() if id_ != "m1"}),
    "on the last day of the term": ("2017-11-20", {id_: office for id_, office in SEATED.items() if id_ != "m1"}),
    "nobody after it": ("2017-11-21", {}),
}


@pytest.mark.parametrize(("on", "then"), IN_OFFICE.values(), ids=IN_OFFICE.keys())
def test_who_is_in_office(on, then):
    assert told().on("2015-06-02", remove("m1"), ADMIN).members.on(day(on)) == then


def test_elected_members_are_named_as_the_list_named_them():
    elected = [each for each in Poll().through("told").logs["committee-members"] if isinstance(each, MemberElected)]
    assert [each.name.value for each in elected] == [f"示例{each}" for each in SEATED]
    assert {each.effective_at() for each in elected} == {start_of(day(VOTE_ON))}


def vacant() -> Poll:
    """m1 was removed in 2015; the election of the term is over."""
    poll = Poll().through("filed")
    poll.assemblies = HELD
    poll.on("2015-06-02", remove("m1"), ADMIN)
    poll.logs[ELECTION.name] = []
    return poll


BY_ELECTIONS = {
    "a vacant seat is elected for": ({MEMBER: 1}, 9, [ElectionCalled]),
    "one that is held is not": ({CHAIR: 1}, 9, NoSuchVacancy(((MEMBER, 1),))),
    "nor two where one is vacant": ({MEMBER: 2}, 9, NoSuchVacancy(((MEMBER, 1),))),
    "nor in another term": ({MEMBER: 1}, 8, NoSuchVacancy(((MEMBER, 1),))),
}


@pytest.mark.parametrize(("seats", "term", "then"), BY_ELECTIONS.values(), ids=BY_ELECTIONS.keys())
def test_calling_a_by_election(seats, term, then):
    command = call("2015-09-01", seats=seats, term=term, kind=ElectionKind.BY_ELECTION)
    checked(vacant(), "2015-07-01", DISTRICT, command, then)


@pytest.mark.parametrize(("elsewhere", "then"), [(1, [CandidatesPosted]), (2, TooManyFromElsewhere(1))])
def test_of_five_members_one_may_live_elsewhere(elsewhere, then):
    poll = Poll().through("listed")
    for place, each in enumerate(STAND):
        poll.on("2014-10-22", nominate(each, lives_here=place >= elsewhere), CLERK)
    checked(poll.on("2014-10-25", review()), "2014-10-26", E1, names(), then)


def stood_in_by_election(sits_from_elsewhere: bool) -> Poll:
    """x1, who lives elsewhere, and x2 stand for m1's seat; d1 may have sat from elsewhere before."""
    poll = vacant()
    told = poll.logs["committee-members"]
    poll.logs["committee-members"] = [
        each.model_copy(update={"lives_here": not sits_from_elsewhere})
        if isinstance(each, MemberElected) and each.person_id == "d1"
        else each
        for each in told
    ]
    called = call("2015-09-01", seats={MEMBER: 1}, kind=ElectionKind.BY_ELECTION)
    poll.on("2015-07-01", called, DISTRICT).on("2015-07-02", form(), DISTRICT)
    for command in (PublishCandidateCriteria(criteria=CRITERIA), OpenVoterRegistration()):
        poll.on("2015-07-03", command)
    poll.on("2015-07-10", voters(3, 20)).on("2015-07-20", PostVoterList(election_id=NINTH))
    for id_ in ("x1", "x2"):
        poll.on("2015-07-22", nominate(id_, MEMBER, lives_here=id_ == "x2"), CLERK)
    return poll.on("2015-07-25", review(of=("x1", "x2")))


@pytest.mark.parametrize(("sits", "then"), [(False, [CandidatesPosted]), (True, TooManyFromElsewhere(0))])
def test_of_five_members_one_may_live_elsewhere_whenever_they_were_elected(sits, then):
    checked(stood_in_by_election(sits), "2015-07-26", E1, names("x1", "x2"), then)


def by_election(poll: Poll, office: Office = MEMBER) -> Poll:
    """The log of an election that m4 won, as one for a vacant seat."""
    told = Poll().through("declared").logs[ELECTION.name]
    called = told[0].model_copy(update={"kind": ElectionKind.BY_ELECTION, "election_on": day("2015-09-01")})
    won = [each for each in told if getattr(each, "person_id", "") == "m3" and hasattr(each, "votes")]
    kept = [each for each in told[1:] if not hasattr(each, "votes")]
    m4 = won[0].model_copy(update={"person_id": "m4", "office": office})
    poll.logs[ELECTION.name] = [called, *kept[:-1], m4, kept[-1]]
    return poll


def seated(poll: Poll, on: str = "2015-09-02") -> list[CommitteeMembersEvent] | Refusal:
    """What seats those whom another election than that of the term elected."""
    command = SeatElected(election_id=ElectionId("second"))
    asked = poll.asked(on, ADMIN, command)
    related = {**asked.related, ELECTION.ref("second"): poll.state(ELECTION)}
    return COMMITTEE_MEMBERS.decide(command, poll.members, replace(asked, related=related))


def test_a_by_election_fills_the_seat_for_the_rest_of_the_term():
    filled = seated(by_election(vacant()))
    assert isinstance(filled, list)
    held, elected = filled
    assert isinstance(held, ByElectionHeld)
    assert isinstance(elected, MemberElected)
    assert elected.person_id == "m4"
    assert (elected.term_from_on, elected.term_until_on) == (day("2015-09-02"), day("2017-11-20"))


def test_a_seat_is_not_filled_twice():
    assert seated(by_election(vacant(), CHAIR)) == SeatTaken((CHAIR,))


def test_nor_after_its_term():
    assert seated(by_election(vacant()), "2017-11-21") == SeatTaken((MEMBER,))


def test_the_next_term_ends_what_is_left_of_the_last():
    poll = Poll().through("told")
    began = poll.logs["committee-members"][0]
    tenth = began.model_copy(update={"term": 10, "from_on": day("2017-11-10"), "until_on": day("2020-11-10")})
    members = COMMITTEE_MEMBERS.fold([*poll.logs["committee-members"], tenth])
    assert len(members.on(day("2017-11-09"))) == 5
    assert members.on(day("2017-11-10")) == {}


def test_seating_twice_is_silent_and_another_election_of_the_term_seats_nobody():
    poll = Poll().through("told")
    checked(poll, "2014-11-22", ADMIN, SeatElected(election_id=NINTH), [])
    assert seated(poll) == SeatTaken(tuple(Office))


def test_a_by_election_before_any_term_contradicts_the_log():
    with pytest.raises(CorruptStream):
        COMMITTEE_MEMBERS.fold([ByElectionHeld(committee_id=TUANJIE, election_id="x", held_on=day(VOTE_ON))])
