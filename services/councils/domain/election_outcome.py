"""What follows from a count: who is elected, and what is left open. Shares are exact; nothing is rounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from services.councils.domain.election_papers import Papers
from shared.contracts.councils.election import Electorate
from shared.contracts.councils.election_vote import CandidateElected, Contest, ElectedBy, VotesCounted
from shared.kernel.policy import Policy

VALID_OVER, DELEGATES_MIN = "election.valid_over_fraction", "election.group_delegates_min_fraction"
ELECTED_OVER, SUPPLEMENTARY_MIN = "election.elected_over_fraction", "election.supplementary_min_fraction"
EXTRA_CANDIDATES = "election.extra_candidates_min"

Votes = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Settled:
    """A contest after a count: who won, and who may still stand for the seats that are left."""

    won: tuple[str, ...]
    still: Contest | None


@dataclass(frozen=True, slots=True)
class Shares:
    """What the day of the vote asks for: more than `majority` of the votes cast, or at least `third` of them."""

    majority: Fraction
    third: Fraction
    extra: int

    @classmethod
    def of(cls, policy: Policy, on: date) -> Shares:
        """Those in force on a day."""
        majority, third = (Fraction(policy.text(key, on)) for key in (ELECTED_OVER, SUPPLEMENTARY_MIN))
        return cls(majority, third, policy.whole(EXTRA_CANDIDATES, on))

    def reached(self, rule: ElectedBy, votes: int, ballots: int) -> bool:
        """Whether so many votes are enough of so many ballots."""
        return votes > ballots * self.majority if rule is ElectedBy.MAJORITY else votes >= ballots * self.third


def is_valid(electorate: Electorate, counted: VotesCounted, policy: Policy, on: date) -> bool:
    """Whether enough have voted: more than half of those on the roll; of group delegates two thirds."""
    if electorate is Electorate.GROUP_DELEGATES:
        return counted.ballots >= counted.voters * Fraction(policy.text(DELEGATES_MIN, on)) > 0
    return counted.ballots > counted.voters * Fraction(policy.text(VALID_OVER, on))


def settle(contest: Contest, votes: Votes, ballots: int, shares: Shares) -> Settled:
    """Rank those who have enough votes; the tied about the last seat stand again among themselves."""
    enough = [one for one in _ranked(contest, votes) if shares.reached(contest.elected_by, votes[one], ballots)]
    if len(enough) > contest.seats and votes[enough[contest.seats - 1]] == (mark := votes[enough[contest.seats]]):
        won = tuple(one for one in enough if votes[one] > mark)
        tied = tuple(one for one in enough if votes[one] == mark)
        return Settled(won, _again(contest, contest.seats - len(won), tied, contest.elected_by))
    won = tuple(enough[: contest.seats])
    left = contest.seats - len(won)
    return Settled(won, _again(contest, left, _next_most(contest, votes, won, left + shares.extra), ElectedBy.THIRD))


def _again(contest: Contest, seats: int, candidates: tuple[str, ...], rule: ElectedBy) -> Contest | None:
    """The seats that are left, if any are; never more than stand for them, since there were as many from the start."""
    return Contest(office=contest.office, seats=seats, candidates=candidates, elected_by=rule) if seats else None


def _ranked(contest: Contest, votes: Votes) -> list[str]:
    return sorted(contest.candidates, key=lambda one: -votes[one])


def _next_most(contest: Contest, votes: Votes, won: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Those with the next-most votes, and who has as many as the last of them."""
    rest = [one for one in _ranked(contest, votes) if one not in won]
    return tuple(one for one in rest if votes[one] >= votes[rest[min(most, len(rest)) - 1]])


def outcome(papers: Papers, counted: VotesCounted, policy: Policy) -> tuple[list[CandidateElected], list[Contest]]:
    """Who is elected by a valid round, and which contests are left open."""
    votes = {each.person_id: each.votes for each in counted.tallies}
    shares = Shares.of(policy, papers.round.vote_on)
    settled = [(each, settle(each, votes, counted.ballots, shares)) for each in papers.round.contests]
    elected = [
        CandidateElected(person_id=one, office=contest.office, round=counted.round, votes=votes[one])
        for contest, result in settled
        for one in result.won
    ]
    return elected, [result.still for _, result in settled if result.still]
