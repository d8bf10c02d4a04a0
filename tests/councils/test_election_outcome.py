"""What follows from a count: whether it is valid, and how a contest is settled; one row each."""

from __future__ import annotations

import pytest

from services.councils.domain.election_outcome import Settled, Shares, is_valid, settle
from shared.contracts.councils.election import (
    Electorate,
)
from shared.contracts.councils.election_vote import (
    Contest,
    ElectedBy,
    VotesCounted,
)
from tests.councils.elections import (
    MEMBER,
    POLICY,
    VOTE_ON,
    day,
)

MAJORITY, THIRD = ElectedBy
SHARES = Shares.of(POLICY, day(VOTE_ON))

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
