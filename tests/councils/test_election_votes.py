"""Votes, what follows from a count, and what comes after: one row each. S10(b): 500 of 1,000 are few, 501 enough."""

from __future__ import annotations

import pytest

from services.councils.domain.election import ELECTION
from services.councils.domain.election_commands import (
    CompleteHandover,
    CountVotes,
    MissElectionDeadline,
    OpenBallotBox,
    PostElectionResult,
)
from services.councils.domain.election_outcome import Settled, Shares, is_valid, settle
from services.councils.domain.election_refusals import (
    CompositionDoesNotAddUp,
    CountDoesNotAddUp,
    ElectionTooSoon,
    HandoverOutOfTime,
    NoDeadlineMissed,
    NotAtThisStage,
    NotElectionDay,
    ObjectionsOpen,
    SeatsStillOpen,
)
from services.councils.domain.regime import RegimeNotEntered
from services.councils.domain.types import PersonId
from services.councils.domain.voter_roll_commands import ObjectToVoterList
from shared.contracts.councils.election import (
    ElectionDeadlineMissed,
    ElectionFiled,
    ElectionResultPosted,
    ElectionStep,
    Electorate,
    HandoverCompleted,
)
from shared.contracts.councils.election_vote import (
    BallotBoxOpened,
    CandidateElected,
    Contest,
    ElectedBy,
    ElectionDeclaredInvalid,
    ElectionDeclaredValid,
    SeatsFilled,
    SeatsLeftOpen,
    SupplementaryRoundCalled,
    Tally,
    VotesCounted,
)
from shared.contracts.councils.voter_roll import ListClaim
from shared.kernel.actors import TIMER
from tests.councils.elections import (
    CLEAR,
    CLERK,
    E1,
    MEMBER,
    NINTH,
    POLICY,
    VOTE_ON,
    Poll,
    again,
    box,
    checked,
    composed,
    counted,
    day,
    declare,
    turnout,
    voters,
)

MAJORITY, THIRD = ElectedBy
SHARES = Shares.of(POLICY, day(VOTE_ON))
told = PostElectionResult()


def handed(on: str) -> CompleteHandover:
    return CompleteHandover(handed_over_on=day(on))


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
    won = {each.person_id for each in poll.last if isinstance(each, CandidateElected)}
    assert ("c1" in won) is elected
    assert poll.facts[-1] is (SeatsFilled if elected else SeatsLeftOpen)


ENOUGH = {
    "half of all adults is too few": (Electorate.ALL_ADULTS, 10, 5, False),
    "one more is enough": (Electorate.ALL_ADULTS, 10, 6, True),
    "of an odd number the half is no whole": (Electorate.HOUSEHOLD_DELEGATES, 11, 6, True),
    "and is not rounded down": (Electorate.HOUSEHOLD_DELEGATES, 11, 5, False),
    "two thirds of group delegates are enough": (Electorate.GROUP_DELEGATES, 9, 6, True),
    "one less is too few": (Electorate.GROUP_DELEGATES, 9, 5, False),
    "two thirds of ten are not rounded down": (Electorate.GROUP_DELEGATES, 10, 6, False),
    "nobody elects where nobody may": (Electorate.GROUP_DELEGATES, 0, 0, False),
}


@pytest.mark.parametrize(("electorate", "on_the_roll", "ballots", "valid"), ENOUGH.values(), ids=ENOUGH.keys())
def test_enough_have_voted(electorate, on_the_roll, ballots, valid):
    count = VotesCounted(round=1, voters=on_the_roll, handed_out=ballots, ballots=ballots, spoilt=0, tallies=())
    assert is_valid(electorate, count, POLICY, day(VOTE_ON)) is valid


def contest(seats: int, *candidates: str, by: ElectedBy = MAJORITY) -> Contest:
    return Contest(office=MEMBER, seats=seats, candidates=candidates, elected_by=by)


OUTCOMES = {
    "more than half of the votes cast": (contest(1, "a", "b"), {"a": 6, "b": 4}, 10, ("a",), None),
    "half is not more": (
        contest(1, "a", "b"),
        {"a": 5, "b": 4},
        10,
        (),
        contest(1, "a", "b", by=THIRD),
    ),
    "void ballots are votes cast": (contest(1, "a", "b"), {"a": 5, "b": 3}, 10, (), contest(1, "a", "b", by=THIRD)),
    "of more than enough the first": (contest(2, "a", "b", "c"), {"a": 6, "b": 8, "c": 7}, 10, ("b", "c"), None),
    "the tied about the last seat stand again": (
        contest(2, "a", "b", "c"),
        {"a": 8, "b": 6, "c": 6},
        10,
        ("a",),
        contest(1, "b", "c"),
    ),
    "a tie that costs no seat is none": (
        contest(2, "a", "b", "c"),
        {"a": 6, "b": 6, "c": 2},
        10,
        ("a", "b"),
        None,
    ),
    "those with the next-most votes stand for what is left": (
        contest(2, "a", "b", "c", "d"),
        {"a": 6, "b": 4, "c": 3, "d": 1},
        10,
        ("a",),
        contest(1, "b", "c", by=THIRD),
    ),
    "and who has as many as the last of them": (
        contest(1, "a", "b", "c", "d"),
        {"a": 4, "b": 3, "c": 3, "d": 1},
        11,
        (),
        contest(1, "a", "b", "c", by=THIRD),
    ),
    "in a supplementary round a third is enough": (contest(1, "a", "b", by=THIRD), {"a": 3, "b": 2}, 9, ("a",), None),
    "less than a third is not": (
        contest(1, "a", "b", by=THIRD),
        {"a": 3, "b": 2},
        10,
        (),
        contest(1, "a", "b", by=THIRD),
    ),
    "as many stand again as seats are left": (
        contest(2, "a", "b"),
        {"a": 9, "b": 0},
        10,
        ("a",),
        contest(1, "b", by=THIRD),
    ),
}


@pytest.mark.parametrize(("on", "votes", "ballots", "won", "still"), OUTCOMES.values(), ids=OUTCOMES.keys())
def test_a_contest_is_settled(on, votes, ballots, won, still):
    assert settle(on, votes, ballots, SHARES) == Settled(won, still)


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
    assert tied.last[-1].contests == (contest(2, "m2", "m3", "m4"),)
    poll = second(of(m2=5, m3=4, m4=3), tied)
    assert poll.facts == [ElectionDeclaredValid, CandidateElected, CandidateElected, SeatsFilled]


def test_the_same_voters_vote_again_in_a_round_that_is_run_again():
    poll = few().on("2014-11-21", again("2014-12-01")).on("2014-12-01", box).on("2014-12-01", turnout(6))
    poll.on("2014-12-01", CLEAR).on("2014-12-01", declare)
    assert poll.facts[-1] is SeatsFilled


# --- what comes after -------------------------------------------------------

LATE = ElectionDeadlineMissed
AFTERMATH = {
    "the result is posted on the day": ("declared", VOTE_ON, told, [ElectionResultPosted]),
    "or within three": ("declared", "2014-11-23", told, [ElectionResultPosted]),
    "later it is told to be late": ("declared", "2014-11-24", told, [LATE, ElectionResultPosted]),
    "posting it again is silent": ("told", "2014-11-22", told, []),
    "the old committee hands over": ("told", "2014-11-25", handed("2014-11-25"), [HandoverCompleted]),
    "not before the result": ("told", "2014-11-25", handed("2014-11-20"), HandoverOutOfTime),
    "nor tomorrow": ("told", "2014-11-25", handed("2014-11-26"), HandoverOutOfTime),
    "handing over again is silent": ("handed over", "2014-11-26", handed("2014-11-25"), []),
    "nothing is handed over before there is a result": (
        "declared",
        VOTE_ON,
        handed(VOTE_ON),
        NotAtThisStage("ELECTED"),
    ),
    "it is filed": ("handed over", "2014-11-28", composed(), [ElectionFiled]),
    "not before the hand-over": ("told", "2014-11-28", composed(), NotAtThisStage("RESULT_POSTED")),
    "every axis counts each member once": (
        "handed over",
        "2014-11-28",
        composed(sex=6),
        CompositionDoesNotAddUp(5, ("sex",)),
    ),
    "and all that do not are named": (
        "handed over",
        "2014-11-28",
        composed(4),
        CompositionDoesNotAddUp(5, ("members", "age", "education", "sex", "ethnicity", "profession")),
    ),
    "filing again is silent": ("filed", "2014-11-29", composed(), []),
    "late filing is told": ("handed over", "2014-12-02", composed(), [LATE, ElectionFiled]),
}


@pytest.mark.parametrize(("step", "on", "command", "then"), AFTERMATH.values(), ids=AFTERMATH.keys())
def test_what_comes_after(step, on, command, then):
    checked(Poll().through(step), on, E1, command, then)


@pytest.mark.parametrize(("of_the_first", "missing"), [(5, True), (4, False)])
def test_an_area_of_several_groups_is_told_where_the_members_are_all_of_one(of_the_first, missing):
    poll = Poll().through("handed over").on("2014-11-28", composed(ethnicity=of_the_first))
    assert poll.last[-1].minority_member_missing is missing


DEADLINES = {
    "on the last day nothing is late": ("declared", "2014-11-23T23:59+08:00", None),
    "at midnight the result is": ("declared", "2014-11-24T00:00+08:00", [ElectionStep.RESULT]),
    "ten days after the result": ("told", "2014-12-02T00:00+08:00", [ElectionStep.HANDOVER, ElectionStep.FILING]),
    "who has handed over is late with filing alone": (
        "handed over",
        "2014-12-02T00:00+08:00",
        [ElectionStep.FILING],
    ),
    "of what is filed nothing is": ("filed", "2015-12-02T00:00+08:00", None),
}


@pytest.mark.parametrize(("step", "at", "steps"), DEADLINES.values(), ids=DEADLINES.keys())
def test_what_is_late(step, at, steps):
    poll = Poll().through(step).on(at, MissElectionDeadline(), TIMER)
    assert poll.last == NoDeadlineMissed() if steps is None else [each.step for each in poll.last] == steps
    again_ = poll.on(at, MissElectionDeadline(), TIMER).last
    assert again_ == NoDeadlineMissed()


@pytest.mark.parametrize(("vote_on", "until_on"), [("2014-11-20", "2017-11-20"), ("2019-03-01", "2024-03-01")])
def test_the_term_is_as_long_as_the_law_of_the_day_of_the_vote_says(vote_on, until_on):
    poll = Poll().through("declared")
    called = poll.logs[ELECTION.name][0]
    poll.logs[ELECTION.name][0] = called.model_copy(update={"election_on": day(vote_on)})
    poll.on(vote_on, told)
    assert {(each.from_on, each.until_on) for each in poll.members.seats} == {(day(vote_on), day(until_on))}
