"""Whatever is asked of an election in whatever order: nobody wins by rounding, no seat is filled twice, no ballot is
counted that was not handed out, and none is handed out to who may not vote.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.councils.domain.election import ELECTION
from services.councils.domain.election_commands import CountVotes, PostElectionResult
from services.councils.domain.election_papers import Papers
from services.councils.domain.types import PersonId
from services.councils.domain.voter_roll import VOTER_ROLL
from services.councils.domain.voter_roll_commands import MarkTurnout, StrikeVoter
from shared.contracts.councils.election_vote import (
    CandidateElected,
    Contest,
    ElectedBy,
    ElectionDeclaredValid,
    Tally,
    VotesCounted,
)
from shared.contracts.councils.voter_roll import Mark, StrikeReason, TurnoutMarked
from tests.councils.elections import E1, NINTH, SEATS, VOTE_ON, again, box, day, declare
from tests.councils.poll import Poll, assembly, remove_of

VOTERS = [f"v{n}" for n in range(10)]
somebody = st.sampled_from([*VOTERS, "x1"])


class Voted(RuleBasedStateMachine):
    """From the opened boxes on, day by day."""

    def __init__(self) -> None:
        super().__init__()
        self.poll = Poll().through("voting")
        self.today: date = day(VOTE_ON)

    @property
    def papers(self) -> Papers:
        papers: Papers = self.poll.state(ELECTION).papers
        return papers

    def ask(self, command: object) -> None:
        self.poll.on(self.today.isoformat(), command, E1)

    @rule()
    def a_day_passes(self):
        self.today = max(self.today, self.papers.round.vote_on - timedelta(days=1)) + timedelta(days=1)

    @rule()
    def boxes_open(self):
        self.ask(box)

    @rule(days=st.integers(0, 1))
    def voters_are_called_again(self, days):
        self.ask(again((self.today + timedelta(days=days)).isoformat()))

    @rule(people=st.lists(somebody, min_size=1, max_size=10), proxy=st.none() | somebody)
    def ballots_are_given_out(self, people, proxy):
        marks = tuple(Mark(person_id=each, proxy_id=proxy) for each in people)
        self.ask(MarkTurnout(election_id=NINTH, marks=marks))

    @rule(n=st.sampled_from([5, 6, 10]))
    def many_come(self, n):
        fresh = [each for each in VOTERS if each not in self.handed_out()][:n]
        if fresh:
            self.ask(MarkTurnout(election_id=NINTH, marks=tuple(Mark(person_id=each) for each in fresh)))

    @rule(who=somebody)
    def somebody_is_struck(self, who):
        self.ask(StrikeVoter(election_id=NINTH, person_id=PersonId(who), reason=StrikeReason.DIED))

    @rule(more=st.sampled_from([0, 0, -1, 1]), spoilt=st.sampled_from([0, 0, 1]), data=st.data())
    def votes_are_counted(self, more, spoilt, data):
        ballots = max(len(self.handed_out()) + more, 0)
        tallies = tuple(each for one in self.papers.round.contests for each in _ballot_paper(one, ballots, data))
        self.ask(CountVotes(election_id=NINTH, ballots=ballots, spoilt=spoilt, tallies=tallies))

    @rule()
    def it_is_declared(self):
        self.ask(declare)

    @rule(days=st.integers(1, 2), n=st.sampled_from([5, 6, 10]), data=st.data())
    def a_round_is_held(self, days, n, data):
        """The ordinary way, so that many are reached."""
        self.ask(again((self.today + timedelta(days=days)).isoformat()))
        self.today = max(self.today, self.papers.round.vote_on)
        self.ask(box)
        self.many_come(n)
        self.votes_are_counted(0, 0, data)
        self.ask(declare)

    @rule()
    def the_result_is_posted(self):
        self.ask(PostElectionResult())

    @precondition(lambda self: self.poll.members.term is not None)
    @rule(who=st.sampled_from(["c1", "d1", "m1"]))
    def somebody_is_removed(self, who):
        self.poll.assemblies = assembly("removes", who, self.today)
        self.ask(remove_of(who, self.today))

    def handed_out(self) -> dict:
        return dict(self.poll.state(VOTER_ROLL).handed_out(self.papers.round.number))

    @invariant()
    def no_ballot_comes_from_nowhere(self):
        for each in self.facts(VotesCounted):
            assert each.spoilt <= each.ballots <= each.handed_out <= each.voters

    @invariant()
    def who_is_given_a_ballot_is_a_voter_once(self):
        given = Counter((each.round, mark.person_id) for each in self.marks() for mark in each.marks)
        assert set(given.values()) <= {1}
        assert all(who in VOTERS for _, who in given)

    @invariant()
    def nothing_is_won_by_rounding(self):
        rounds = {each.number: each for each in self.papers.rounds}
        counts = {each.round: each for each in self.facts(VotesCounted)}
        for each in self.facts(ElectionDeclaredValid):
            assert 2 * counts[each.round].ballots > counts[each.round].voters
        for each in self.facts(CandidateElected):
            (by,) = {one.elected_by for one in rounds[each.round].contests if each.person_id in one.candidates}
            ballots = counts[each.round].ballots
            assert 2 * each.votes > ballots if by is ElectedBy.MAJORITY else 3 * each.votes >= ballots

    @invariant()
    def no_seat_is_filled_twice(self):
        elected = self.facts(CandidateElected)
        assert len({each.person_id for each in elected}) == len(elected)
        won = Counter(each.office for each in elected)
        in_office = Counter(self.poll.members.on(self.today).values())
        assert all(won[office] <= seats and in_office[office] <= seats for office, seats in SEATS.items())

    @invariant()
    def every_contest_has_as_many_candidates_as_seats(self):
        assert all(len(each.candidates) >= each.seats for each in (*self.papers.open, *self.papers.round.contests))

    def facts(self, kind):
        return [each for each in self.poll.logs[ELECTION.name] if isinstance(each, kind)]

    def marks(self) -> list[TurnoutMarked]:
        return [each for each in self.poll.logs[VOTER_ROLL.name] if isinstance(each, TurnoutMarked)]


def _ballot_paper(contest: Contest, ballots: int, data) -> list[Tally]:
    """Votes that so many ballots can have held."""
    left, tallies = contest.seats * ballots, []
    for one in contest.candidates:
        votes = data.draw(st.integers(0, min(ballots, left)))
        left -= votes
        tallies.append(Tally(person_id=one, votes=votes))
    return tallies


TestVoted = Voted.TestCase
TestVoted.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
