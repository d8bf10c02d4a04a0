"""An election up to the posted list of voters: decisions, one row each. The vote is on 2014-11-20."""

from __future__ import annotations

import pytest

from services.councils.domain.committee import COMMITTEE, CommitteeUnknown
from services.councils.domain.election import ELECTION
from services.councils.domain.election_commands import (
    OpenVoterRegistration,
    PostponeElection,
    PostVoterList,
    PublishCandidateCriteria,
)
from services.councils.domain.election_refusals import (
    ElectionCalledOtherwise,
    ElectionTooSoon,
    ElectionUnknown,
    NoSuchVacancy,
    NotAtThisStage,
    NotOnElectionCommittee,
    TermTaken,
    VoterListNotReady,
    WrongCommitteeSize,
    WrongSeats,
)
from services.councils.domain.mandate import OfAnotherCommittee, OfAnotherCommunity
from services.councils.domain.person import PersonUnknown
from services.councils.domain.regime import RegimeNotEntered
from services.councils.domain.types import PersonId
from services.councils.domain.voter_roll_commands import RegisterVoters
from shared.contracts.councils.committee_members import Office
from shared.contracts.councils.election import (
    CandidateCriteriaPublished,
    Criterion,
    ElectionCalled,
    ElectionCommitteeFormed,
    ElectionKind,
    ElectionPostponed,
    Electorate,
    VoterListPosted,
    VoterRegistrationOpened,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import known
from tests.councils.elections import (
    ADMIN,
    CHAIR,
    COMMITTEE_OF,
    COURSE,
    CRITERIA,
    DEPUTY,
    DISTRICT,
    E1,
    ELSEWHERE,
    MEMBER,
    NINTH,
    QINGZHENXIANG,
    SEATS,
    TUANJIE,
    VOTE_ON,
    call,
    day,
    form,
    voter,
)
from tests.councils.poll import Poll, checked

LISTED = PostVoterList(election_id=NINTH)
E9 = Actor(ActorId("e9"), Role.ELECTION_COMMITTEE)
E1_ID = COMMITTEE_OF[0]
OTHERS = (*CRITERIA, Criterion(code="sound", text_zh="身体健康"))


def seats(members: int, chairs: int = 1) -> dict[Office, int]:
    return {**SEATS, CHAIR: chairs, MEMBER: members}


def postponed(on: str) -> PostponeElection:
    return PostponeElection(election_on=day(on), reason="大雪")


CALLS = {
    "an election is called": (call(), [ElectionCalled]),
    "three members beside chair and deputy make five": (call(seats=seats(3)), [ElectionCalled]),
    "four are too few": (call(seats=seats(2)), WrongSeats(5, 9)),
    "nine are as many as there may be": (call(seats=seats(7)), [ElectionCalled]),
    "ten are too many": (call(seats=seats(8)), WrongSeats(5, 9)),
    "there is one chair": (call(seats=seats(3, chairs=2)), WrongSeats(5, 9)),
    "and never none": (call(seats={DEPUTY: 1, MEMBER: 4}), WrongSeats(5, 9)),
    "twenty days before the vote it is in time": (call("2014-09-21"), [ElectionCalled]),
    "nineteen are too few": (call("2014-09-20"), ElectionTooSoon(day("2014-09-21"))),
    "the law from 2026 on is not entered": (call("2026-01-01"), RegimeNotEntered),
    "nothing is vacant before the first term": (call(kind=ElectionKind.BY_ELECTION), NoSuchVacancy(())),
}


@pytest.mark.parametrize(("command", "then"), CALLS.values(), ids=CALLS.keys())
def test_calling(command, then):
    checked(Poll(), "2014-09-01", DISTRICT, command, then)


OF_TUANJIE, OF_ANOTHER = (Actor(ActorId("c1"), Role.COMMITTEE, org) for org in (TUANJIE, "another"))
MANDATES = {
    "its committee calls it": (OF_TUANJIE, [ElectionCalled]),
    "another does not": (OF_ANOTHER, OfAnotherCommittee(TUANJIE)),
    "nor does the working committee of another community": (ELSEWHERE, OfAnotherCommunity(QINGZHENXIANG)),
    "an administrator does": (ADMIN, [ElectionCalled]),
}


@pytest.mark.parametrize(("by", "then"), MANDATES.values(), ids=MANDATES.keys())
def test_who_calls_it(by, then):
    checked(Poll(), "2014-09-01", by, call(), then)


def test_a_committee_that_is_not_entered_elects_nobody():
    poll = Poll()
    poll.committee = known(COMMITTEE, TUANJIE)
    checked(poll, "2014-09-01", DISTRICT, call(), CommitteeUnknown())


PREPARATION = {
    "the same call again is silent": ("called", "2014-09-02", DISTRICT, call(), []),
    "another day is another election": ("called", "2014-09-02", DISTRICT, call("2014-12-20"), ElectionCalledOtherwise),
    "seven are chosen": ("called", "2014-09-05", DISTRICT, form(), [ElectionCommitteeFormed]),
    "six are too few": ("called", "2014-09-05", DISTRICT, form(*COMMITTEE_OF[:6]), WrongCommitteeSize(7, 9)),
    "ten are too many": (
        "called",
        "2014-09-05",
        DISTRICT,
        form(*COMMITTEE_OF, PersonId("x1"), PersonId("x2"), PersonId("x3")),
        WrongCommitteeSize(7, 9),
    ),
    "nobody is on it twice": ("called", "2014-09-05", DISTRICT, form(*COMMITTEE_OF, E1_ID), WrongCommitteeSize(7, 9)),
    "who is on it was entered before": (
        "called",
        "2014-09-05",
        DISTRICT,
        form(*COMMITTEE_OF[:6], PersonId("nobody")),
        PersonUnknown,
    ),
    "the same committee again is silent": ("formed", "2014-09-06", DISTRICT, form(), []),
    "the working committee of another community enters none": (
        "called",
        "2014-09-05",
        ELSEWHERE,
        form(),
        OfAnotherCommunity(QINGZHENXIANG),
    ),
    "nor does another committee": ("called", "2014-09-05", OF_ANOTHER, form(), OfAnotherCommittee(TUANJIE)),
    "another is not chosen": (
        "formed",
        "2014-09-06",
        DISTRICT,
        form(*COMMITTEE_OF[:6], PersonId("x1")),
        NotAtThisStage("COMMITTEE_FORMED"),
    ),
    "criteria are published": (
        "formed",
        "2014-09-06",
        E1,
        PublishCandidateCriteria(criteria=CRITERIA),
        [CandidateCriteriaPublished],
    ),
    "others take their place before anybody is nominated": (
        "listed",
        "2014-10-21",
        E1,
        PublishCandidateCriteria(criteria=OTHERS),
        [CandidateCriteriaPublished],
    ),
    "and not after": (
        "nominated",
        "2014-10-23",
        E1,
        PublishCandidateCriteria(criteria=OTHERS),
        NotAtThisStage("NOMINATED"),
    ),
    "who is not on the election committee does not publish": (
        "formed",
        "2014-09-06",
        E9,
        PublishCandidateCriteria(criteria=CRITERIA),
        NotOnElectionCommittee,
    ),
    "an administrator enters what it did on paper": (
        "formed",
        "2014-09-06",
        ADMIN,
        PublishCandidateCriteria(criteria=CRITERIA),
        [CandidateCriteriaPublished],
    ),
    "registration is opened": ("published", "2014-09-10", E1, OpenVoterRegistration(), [VoterRegistrationOpened]),
    "not before the committee is formed": (
        "called",
        "2014-09-10",
        ADMIN,
        OpenVoterRegistration(),
        NotAtThisStage("PREPARED"),
    ),
    "opening it again is silent": ("listed", "2014-10-21", E1, OpenVoterRegistration(), []),
    "the list is posted twenty days before the vote": ("registered", "2014-10-31", E1, LISTED, [VoterListPosted]),
    "a day later it is too late": (
        "registered",
        "2014-11-01",
        E1,
        LISTED,
        VoterListNotReady(("too-late-for-election-day",)),
    ),
    "an empty list is none, and all that is wrong is said": (
        "opened",
        "2014-11-01",
        E1,
        LISTED,
        VoterListNotReady(("nobody-registered", "too-late-for-election-day")),
    ),
    "none is posted before registration": (
        "published",
        "2014-10-20",
        E1,
        LISTED,
        NotAtThisStage("COMMITTEE_FORMED"),
    ),
    "posting it again is silent": ("listed", "2014-11-01", E1, LISTED, []),
    "a vote is put off": ("listed", "2014-10-21", E1, postponed("2014-12-01"), [ElectionPostponed]),
    "to the day that was set already": ("listed", "2014-10-21", E1, postponed(VOTE_ON), []),
    "it is not brought forward": (
        "listed",
        "2014-10-21",
        E1,
        postponed("2014-11-19"),
        ElectionTooSoon(day(VOTE_ON)),
    ),
    "nor put off into a law not entered": (
        "listed",
        "2014-10-21",
        E1,
        postponed("2026-01-01"),
        RegimeNotEntered,
    ),
    "nor once the boxes are open": ("voting", VOTE_ON, E1, postponed("2014-12-01"), NotAtThisStage("VOTING")),
}


@pytest.mark.parametrize(("step", "on", "by", "command", "then"), PREPARATION.values(), ids=PREPARATION.keys())
def test_preparing(step, on, by, command, then):
    checked(Poll().through(step), on, by, command, then)


@pytest.mark.parametrize(("sent", "faults"), [(1, ("group-delegates-missing",)), (2, None)])
def test_each_group_sends_two_delegates_at_least(sent, faults):
    poll = Poll()
    for name, on, by, command in COURSE[:4]:
        poll.on(on, call(electorate=Electorate.GROUP_DELEGATES) if name == "called" else command, by)
    delegates = tuple(voter(f"v{n}", by="g1") for n in range(sent))
    poll.on("2014-09-20", RegisterVoters(election_id=NINTH, voters=delegates))
    checked(poll, "2014-10-20", E1, LISTED, VoterListNotReady(faults) if faults else [VoterListPosted])


def test_nothing_is_asked_of_an_election_that_nobody_called():
    checked(Poll(), "2014-09-05", DISTRICT, form(), ElectionUnknown)


def test_a_later_term_is_the_next_one():
    poll = Poll().through("told")
    poll.logs[ELECTION.name] = []
    checked(poll, "2014-12-01", DISTRICT, call("2015-03-01", term=9), TermTaken(9))
    checked(poll, "2014-12-01", DISTRICT, call("2017-11-10", term=10), [ElectionCalled])


def test_facts_out_of_their_order_contradict_the_log():
    with pytest.raises(CorruptStream):
        ELECTION.fold([VoterRegistrationOpened(closes_on=day(VOTE_ON))])
