"""The voter roll: decisions, one row each. The vote is on 2014-11-20; registration closes on 2014-10-31."""

from __future__ import annotations

import pytest

from services.councils.domain.election_refusals import ElectionUnknown, NotOnElectionCommittee
from services.councils.domain.types import PersonId
from services.councils.domain.voter_roll import VOTER_ROLL
from services.councils.domain.voter_roll_commands import (
    AnswerListObjection,
    MarkTurnout,
    MissListAnswer,
    NewVoter,
    ObjectToVoterList,
    RegisterVoters,
    StrikeVoter,
)
from services.councils.domain.voter_roll_refusals import (
    BallotsAlreadyOut,
    ListAnswerNotMissed,
    NotEntitled,
    NotOnTheRoll,
    ObjectionKnownOtherwise,
    ObjectionTooLate,
    ObjectionUnknown,
    RollClosed,
    RollMovedOn,
    TooManyProxies,
    VoterNeeded,
    WrongDelegates,
)
from shared.contracts.councils.election import Electorate
from shared.contracts.councils.voter_roll import (
    ListAnswerMissed,
    ListClaim,
    Mark,
    StrikeReason,
    TurnoutMarked,
    VoterListObjected,
    VoterListObjectionAnswered,
    VotersRegistered,
    VoterStruck,
)
from shared.kernel.actors import TIMER, Actor, ActorId, Role
from shared.kernel.refusals import CorruptStream
from tests.councils.elections import CLERK, COURSE, E1, NINTH, VOTE_ON, call, day, register, turnout, voter
from tests.councils.poll import Poll, checked

OMITTED, NO_VOTER = ListClaim
STRANGER = Actor(ActorId("x1"), Role.ELECTION_COMMITTEE)
RESIDENT = Actor(ActorId("v1"), Role.RESIDENT)


def these(*voters: NewVoter) -> RegisterVoters:
    return RegisterVoters(election_id=NINTH, voters=voters)


def strike(id_: str, reason: StrikeReason = StrikeReason.DIED) -> StrikeVoter:
    return StrikeVoter(election_id=NINTH, person_id=PersonId(id_), reason=reason)


def object_(about: str, claim: ListClaim = OMITTED, id_: str = "o1") -> ObjectToVoterList:
    return ObjectToVoterList(election_id=NINTH, objection_id=id_, person_id=PersonId(about), claim=claim)


def answer(upheld: bool, whom: NewVoter | None = None, id_: str = "o1") -> AnswerListObjection:
    return AnswerListObjection(election_id=NINTH, objection_id=id_, upheld=upheld, voter=whom)


def marks(*people: str, proxy: str | None = None) -> MarkTurnout:
    return MarkTurnout(election_id=NINTH, marks=tuple(Mark(person_id=each, proxy_id=proxy) for each in people))


REGISTERING = {
    "people are entered": ("opened", "2014-09-20", E1, register("v1", "v2"), [VotersRegistered]),
    "the counter enters them too": ("opened", "2014-09-20", CLERK, register("v1"), [VotersRegistered]),
    "a stranger does not": ("opened", "2014-09-20", STRANGER, register("v1"), NotOnElectionCommittee),
    "who is on the roll is not entered twice": ("registered", "2014-09-21", E1, register("v1", "v2"), []),
    "not before registration is open": (
        "published",
        "2014-09-09",
        E1,
        register("v1"),
        RollClosed(day("2014-10-31")),
    ),
    "twenty days before the vote it is still open": ("opened", "2014-10-31", E1, register("v1"), [VotersRegistered]),
    "a day later it is closed": ("opened", "2014-11-01", E1, register("v1"), RollClosed(day("2014-10-31"))),
    "and once the list is posted": ("listed", "2014-10-21", E1, register("v99"), RollClosed(day("2014-10-31"))),
    "who is eighteen on the day of the vote votes": (
        "opened",
        "2014-09-20",
        E1,
        these(voter("v1", "1996-11-20")),
        [VotersRegistered],
    ),
    "who is a day younger does not, and all of them are named": (
        "opened",
        "2014-09-20",
        E1,
        these(voter("v1", "1996-11-21"), voter("v2"), voter("v3", here=False)),
        NotEntitled(("v1",), ("v3",)),
    ),
    "where all adults elect nobody is a delegate": (
        "opened",
        "2014-09-20",
        E1,
        these(voter("v1", by="h1")),
        WrongDelegates(0, ("h1",)),
    ),
    "who died is struck": ("registered", "2014-09-21", E1, strike("v1"), [VoterStruck]),
    "who is not on the roll is not struck": ("registered", "2014-09-21", E1, strike("v99"), NotOnTheRoll(("v99",))),
    "nobody is struck while ballots are given out": ("voting", VOTE_ON, E1, strike("v1"), RollMovedOn("VOTING")),
}


@pytest.mark.parametrize(("step", "on", "by", "command", "then"), REGISTERING.values(), ids=REGISTERING.keys())
def test_registering(step, on, by, command, then):
    checked(Poll().through(step), on, by, command, then)


def test_nobody_is_registered_for_an_election_that_nobody_called():
    checked(Poll(), "2014-09-20", E1, register("v1"), ElectionUnknown)


DELEGATES = {
    "a household sends one": (Electorate.HOUSEHOLD_DELEGATES, ("h1", "h2"), [VotersRegistered]),
    "and no second": (Electorate.HOUSEHOLD_DELEGATES, ("h1", "h1"), WrongDelegates(1, ("h1",))),
    "nobody is there without a household": (Electorate.HOUSEHOLD_DELEGATES, (None,), WrongDelegates(1, ("",))),
    "a group sends three": (Electorate.GROUP_DELEGATES, ("g1", "g1", "g1"), [VotersRegistered]),
    "and no fourth": (Electorate.GROUP_DELEGATES, ("g1",) * 4, WrongDelegates(3, ("g1",))),
}


@pytest.mark.parametrize(("electorate", "senders", "then"), DELEGATES.values(), ids=DELEGATES.keys())
def test_delegates(electorate, senders, then):
    poll = Poll()
    for name, on, by, command in COURSE[:4]:
        poll.on(on, call(electorate=electorate) if name == "called" else command, by)
    sent = these(*(voter(f"v{n}", by=by) for n, by in enumerate(senders)))
    checked(poll, "2014-09-20", E1, sent, then)


def test_a_delegate_of_a_later_batch_counts_with_the_earlier_ones():
    poll = Poll()
    for name, on, by, command in COURSE[:4]:
        poll.on(on, call(electorate=Electorate.HOUSEHOLD_DELEGATES) if name == "called" else command, by)
    poll.on("2014-09-20", these(voter("v1", by="h1")))
    checked(poll, "2014-09-21", E1, these(voter("v2", by="h1")), WrongDelegates(1, ("h1",)))


def omitted() -> Poll:
    """Somebody said on 2014-10-21 that v99 is missing."""
    return Poll().through("listed").on("2014-10-21", object_("v99"), RESIDENT)


def doubted() -> Poll:
    """Somebody said on 2014-10-21 that v1 may not vote."""
    return Poll().through("listed").on("2014-10-21", object_("v1", NO_VOTER), RESIDENT)


OBJECTIONS = {
    "anybody objects within five days": (
        lambda: Poll().through("listed"),
        "2014-10-25",
        RESIDENT,
        object_("v99"),
        [VoterListObjected],
    ),
    "on the sixth it is too late": (
        lambda: Poll().through("listed"),
        "2014-10-26",
        RESIDENT,
        object_("v99"),
        ObjectionTooLate,
    ),
    "to no list nobody objects": (
        lambda: Poll().through("registered"),
        "2014-10-01",
        RESIDENT,
        object_("v99"),
        ObjectionTooLate,
    ),
    "the same objection again is silent": (omitted, "2014-10-22", RESIDENT, object_("v99"), []),
    "another under its id is not": (omitted, "2014-10-22", RESIDENT, object_("v1"), ObjectionKnownOtherwise),
    "who was omitted is entered with the answer": (
        omitted,
        "2014-10-24",
        E1,
        answer(True, voter("v99")),
        [VoterListObjectionAnswered, VotersRegistered],
    ),
    "and by nothing less": (omitted, "2014-10-24", E1, answer(True), VoterNeeded),
    "nor is anybody else": (omitted, "2014-10-24", E1, answer(True, voter("v98")), VoterNeeded),
    "who is too young is not entered by an objection either": (
        omitted,
        "2014-10-24",
        E1,
        answer(True, voter("v99", "2000-01-01")),
        NotEntitled(("v99",), ()),
    ),
    "a late answer counts, and is told to be late": (
        omitted,
        "2014-10-25",
        E1,
        answer(False),
        [ListAnswerMissed, VoterListObjectionAnswered],
    ),
    "who may not vote is struck": (
        doubted,
        "2014-10-24",
        E1,
        answer(True),
        [VoterListObjectionAnswered, VoterStruck],
    ),
    "or stays": (doubted, "2014-10-24", E1, answer(False), [VoterListObjectionAnswered]),
    "the same answer again is silent": (
        lambda: doubted().on("2014-10-24", answer(False)),
        "2014-10-25",
        E1,
        answer(False),
        [],
    ),
    "another is not": (
        lambda: doubted().on("2014-10-24", answer(False)),
        "2014-10-25",
        E1,
        answer(True),
        ObjectionKnownOtherwise,
    ),
    "nobody answers what nobody said": (omitted, "2014-10-24", E1, answer(True, id_="o2"), ObjectionUnknown),
    "a stranger does not answer": (omitted, "2014-10-24", STRANGER, answer(False), NotOnElectionCommittee),
    "nor does the counter": (omitted, "2014-10-24", CLERK, answer(False), NotOnElectionCommittee),
    "on the last day no answer is late": (omitted, "2014-10-24", TIMER, MissListAnswer(), ListAnswerNotMissed),
    "the day after it is": (omitted, "2014-10-25", TIMER, MissListAnswer(), [ListAnswerMissed]),
}


@pytest.mark.parametrize(("told", "on", "by", "command", "then"), OBJECTIONS.values(), ids=OBJECTIONS.keys())
def test_objections(told, on, by, command, then):
    checked(told(), on, by, command, then)


TURNOUT = {
    "ballots are given out": ("voting", marks("v1", "v2"), [TurnoutMarked]),
    "not before the boxes open": ("posted", marks("v1"), RollMovedOn("CANDIDATES_POSTED")),
    "nor after the count": ("counted", marks("v9"), RollMovedOn("COUNTED")),
    "who is not on the roll gets none": ("voting", marks("v1", "v99"), NotOnTheRoll(("v99",))),
    "nobody gets two": ("voting", marks("v1", "v1"), BallotsAlreadyOut(("v1",))),
    "nor a second later": ("turned out", marks("v1", "v9"), BallotsAlreadyOut(("v1",))),
    "the same marks again are silent": ("turned out", turnout(6), []),
    "three may be voted for by one": ("voting", marks("v1", "v2", "v3", proxy="v4"), [TurnoutMarked]),
    "four may not": ("voting", marks("v1", "v2", "v3", "v5", proxy="v4"), TooManyProxies(3, ("v4",))),
    "nobody is their own proxy": ("voting", marks("v1", proxy="v1"), TooManyProxies(3, ("v1",))),
    "a proxy is a voter": ("voting", marks("v1", proxy="x1"), NotOnTheRoll(("x1",))),
}


@pytest.mark.parametrize(("step", "command", "then"), TURNOUT.values(), ids=TURNOUT.keys())
def test_turnout(step, command, then):
    checked(Poll().through(step), VOTE_ON, E1, command, then)


def test_proxies_of_earlier_marks_count():
    poll = Poll().through("voting").on(VOTE_ON, marks("v1", "v2", "v3", proxy="v4"))
    checked(poll, VOTE_ON, E1, marks("v5", proxy="v4"), TooManyProxies(3, ("v4",)))


def test_no_fact_of_the_roll_has_a_day_of_birth():
    poll = Poll().through("turned out")
    assert "1980" not in "".join(each.model_dump_json() for each in poll.logs[VOTER_ROLL.name])


def test_an_answer_to_nothing_contradicts_the_log():
    with pytest.raises(CorruptStream):
        VOTER_ROLL.fold([VoterListObjectionAnswered(objection_id="o1", upheld=True)])
