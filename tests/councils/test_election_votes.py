"""Votes, and what follows from a count: one row each. S10(b): 500 of 1,000 are few, 501 enough."""

from __future__ import annotations

import pytest

from services.councils.domain.election import ELECTION
from services.councils.domain.election_commands import (
    CountVotes,
    OpenBallotBox,
    PostElectionResult,
)
from services.councils.domain.election_refusals import (
    CountDoesNotAddUp,
    ElectionTooSoon,
    NotAtThisStage,
    NotElectionDay,
    ObjectionsOpen,
    SeatsStillOpen,
)
from services.councils.domain.regime import RegimeNotEntered
from services.councils.domain.types import PersonId
from services.councils.domain.voter_roll_commands import ObjectToVoterList
from shared.contracts.councils.election import (
    ElectionResultPosted,
)
from shared.contracts.councils.election_vote import (
    BallotBoxOpened,
    CandidateElected,
    ElectedBy,
    ElectionDeclaredInvalid,
    ElectionDeclaredValid,
    SeatsFilled,
    SeatsLeftUnfilled,
    SupplementaryRoundCalled,
    Tally,
    VotesCounted,
)
from shared.contracts.councils.voter_roll import ListClaim
from tests.councils.elections import (
    CLEAR,
    CLERK,
    E1,
    NINTH,
    VOTE_ON,
    again,
    box,
    counted,
    day,
    declare,
    turnout,
    voters,
)
from tests.councils.poll import Poll, checked

told = PostElectionResult()


VOTING = {
    "the boxes open on the day": ("posted", VOTE_ON, box, [BallotBoxOpened]),
    "not the day before": ("posted", "2014-11-19", box, NotElectionDay(day(VOTE_ON))),
    "nor the day after": ("posted", "2014-11-21", box, NotElectionDay(day(VOTE_ON))),
    "nor before the candidates are posted": ("reviewed", VOTE_ON, box, NotAtThisStage("QUALIFICATION_REVIEWED")),
    "as many ballots as were given out are counted": ("turned out", VOTE_ON, CLEAR, [VotesCounted]),
    "nothing is counted before the boxes open": ("posted", VOTE_ON, CLEAR, NotAtThisStage("CANDIDATES_POSTED")),
    "nor before there is a list": ("listed", VOTE_ON, CLEAR, NotAtThisStage("VOTER_LIST_POSTED")),
    "one ballot more was stuffed": (
        "turned out",
        VOTE_ON,
        counted(7, c1=1),
        CountDoesNotAddUp(("more-ballots-than-handed-out",)),
    ),
    "a candidate has no more votes than there are good ballots": (
        "turned out",
        VOTE_ON,
        counted(6, 1, c1=6),
        CountDoesNotAddUp(("more-votes-than-ballots", "more-votes-than-seats")),
    ),
    "for one chair there is one vote a ballot": (
        "turned out",
        VOTE_ON,
        counted(6, c1=4, c2=3),
        CountDoesNotAddUp(("more-votes-than-seats",)),
    ),
    "for three members there are three": ("turned out", VOTE_ON, counted(6, m1=6, m2=6, m3=6), [VotesCounted]),
    "no more are void than there are": (
        "turned out",
        VOTE_ON,
        counted(2, 3),
        CountDoesNotAddUp(("more-spoilt-than-ballots", "more-votes-than-ballots")),
    ),
    "each candidate is counted once": (
        "turned out",
        VOTE_ON,
        CLEAR.model_copy(update={"tallies": CLEAR.tallies[1:]}),
        CountDoesNotAddUp(("tallies-not-of-the-candidates",)),
    ),
    "the same count again is silent": ("counted", VOTE_ON, CLEAR, []),
    "another is not": ("counted", VOTE_ON, counted(6, c1=6), NotAtThisStage("COUNTED")),
    "nothing is declared before the count": ("turned out", VOTE_ON, declare, NotAtThisStage("VOTING")),
    "each seat is filled": (
        "counted",
        VOTE_ON,
        declare,
        [ElectionDeclaredValid, *[CandidateElected] * 5, SeatsFilled],
    ),
    "declaring again is silent": ("declared", VOTE_ON, declare, []),
    "nobody is called where all is decided": (
        "declared",
        VOTE_ON,
        again("2014-12-01"),
        NotAtThisStage("ELECTED"),
    ),
}


@pytest.mark.parametrize(("step", "on", "command", "then"), VOTING.values(), ids=VOTING.keys())
def test_voting(step, on, command, then):
    checked(Poll().through(step), on, E1, command, then)


def test_the_boxes_stay_shut_while_an_objection_to_the_list_waits():
    objection = ObjectToVoterList(
        election_id=NINTH, objection_id="o1", person_id=PersonId("v99"), claim=ListClaim.OMITTED
    )
    poll = Poll().through("listed").on("2014-10-21", objection, CLERK)
    poll.logs[ELECTION.name] = Poll().through("posted").logs[ELECTION.name]
    checked(poll, VOTE_ON, E1, OpenBallotBox(election_id=NINTH), ObjectionsOpen)


# --- S10(b): how many are enough ---------------------------------------------


def votes_of_a_thousand(ballots: int, chair: int) -> Poll:
    """1,000 are registered in batches; so many ballots were in the boxes, so many of them for c1."""
    poll = Poll().through("opened")
    for first in (0, 500):
        poll.on("2014-09-20", voters(500, first))
    poll.logs[ELECTION.name] = Poll().through("posted").logs[ELECTION.name]
    poll.on(VOTE_ON, box)
    for first in range(0, ballots, 500):
        poll.on(VOTE_ON, turnout(min(500, ballots - first), first))
    count = counted(ballots, c1=chair, d1=ballots, m1=ballots, m2=ballots, m3=ballots)
    return poll.on(VOTE_ON, count).on(VOTE_ON, declare)


def test_of_a_thousand_voters_five_hundred_ballots_are_too_few():
    assert votes_of_a_thousand(500, 500).facts == [ElectionDeclaredInvalid]


def test_one_ballot_more_is_enough():
    assert votes_of_a_thousand(501, 501).facts[0] is ElectionDeclaredValid


@pytest.mark.parametrize(("votes", "elected"), [(251, True), (250, False)])
def test_of_501_ballots_251_elect_and_250_do_not(votes, elected):
    poll = votes_of_a_thousand(501, votes)
    won = {each.person_id for each in poll.recorded if isinstance(each, CandidateElected)}
    assert ("c1" in won) is elected
    assert poll.facts[-1] is (SeatsFilled if elected else SeatsLeftUnfilled)


# --- rounds -----------------------------------------------------------------


def few() -> Poll:
    """Five of ten voted: too few."""
    poll = Poll().through("voting").on(VOTE_ON, turnout(5))
    return poll.on(VOTE_ON, counted(5, c1=5)).on(VOTE_ON, declare)


def short(**votes: int) -> Poll:
    """Of six ballots: all seats but the chair are filled, or as `votes` say."""
    said = {"c1": 3, "c2": 3, "d1": 6, "m1": 6, "m2": 6, "m3": 6} | votes
    return Poll().through("turned out").on(VOTE_ON, counted(6, **said)).on(VOTE_ON, declare)


def second(count: CountVotes, poll: Poll | None = None) -> Poll:
    """Voters came once more, on 2014-12-01."""
    on = "2014-12-01"
    called = (poll or short()).on("2014-11-21", again(on)).on(on, box).on(on, turnout(6))
    return called.on(on, count).on(on, declare)


def of(**votes: int) -> CountVotes:
    """Six ballots with those who are named on them, and nobody else."""
    tallies = tuple(Tally(person_id=each, votes=n) for each, n in votes.items())
    return CountVotes(election_id=NINTH, ballots=6, spoilt=0, tallies=tallies)


ROUNDS = {
    "too few voted: the same contests again": (few, "2014-11-21", again("2014-12-01"), [SupplementaryRoundCalled]),
    "seats are open: voters are called once more": (
        short,
        "2014-11-21",
        again("2014-12-01"),
        [SupplementaryRoundCalled],
    ),
    "to a day that is to come": (short, "2014-11-21", again("2014-11-21"), ElectionTooSoon(day("2014-11-22"))),
    "and to no law that is not entered": (short, "2014-11-21", again("2026-01-01"), RegimeNotEntered),
    "calling again is silent": (
        lambda: short().on("2014-11-21", again("2014-12-01")),
        "2014-11-22",
        again("2014-12-01"),
        [],
    ),
    "no result is posted before": (short, "2014-11-21", told, SeatsStillOpen(1)),
    "nor after too few voted": (few, "2014-11-21", told, NotAtThisStage("INVALID")),
    "a third elects in the supplementary round": (
        lambda: second(of(c1=2, c2=1)),
        "2014-12-02",
        told,
        [ElectionResultPosted],
    ),
    "where it elects nobody, four members are no committee": (
        lambda: second(of(c1=1, c2=1)),
        "2014-12-02",
        told,
        SeatsStillOpen(1),
    ),
    "the tied stand again among themselves": (
        lambda: short(c1=6, c2=0, m1=6, m2=4, m3=4, m4=4),
        "2014-11-21",
        again("2014-12-01"),
        [SupplementaryRoundCalled],
    ),
}


@pytest.mark.parametrize(("given", "on", "command", "then"), ROUNDS.values(), ids=ROUNDS.keys())
def test_rounds(given, on, command, then):
    checked(given(), on, E1, command, then)


def test_a_tie_is_broken_by_those_who_are_tied():
    tied = short(c1=6, c2=0, m1=6, m2=4, m3=4, m4=4)
    (left,) = tied.recorded[-1].contests
    assert (left.seats, left.candidates, left.elected_by) == (2, ("m2", "m3", "m4"), ElectedBy.MAJORITY)
    poll = second(of(m2=5, m3=4, m4=3), tied)
    assert poll.facts == [ElectionDeclaredValid, CandidateElected, CandidateElected, SeatsFilled]


def test_the_same_voters_vote_again_in_a_round_that_is_run_again():
    poll = few().on("2014-11-21", again("2014-12-01")).on("2014-12-01", box).on("2014-12-01", turnout(6))
    poll.on("2014-12-01", CLEAR).on("2014-12-01", declare)
    assert poll.facts[-1] is SeatsFilled
