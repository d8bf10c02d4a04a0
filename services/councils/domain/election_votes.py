"""Votes: boxes are opened on their day, ballots counted as totals, and voters called once more where it needs that."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from services.councils.domain.election_commands import CallRound, CountVotes, OpenBallotBox
from services.councils.domain.election_outcome import is_valid, outcome
from services.councils.domain.election_refusals import (
    CountDoesNotAddUp,
    ElectionTooSoon,
    NotAtThisStage,
    NotElectionDay,
    ObjectionsOpen,
)
from services.councils.domain.election_state import (
    ON_THE_DAY,
    Called,
    Counted,
    Elected,
    Invalid,
    Rerun,
    Shortfall,
    Supplementary,
    Voting,
)
from services.councils.domain.regime import RegimeNotEntered, legal_regime
from services.councils.domain.voter_roll import VOTER_ROLL
from shared.contracts.councils.election import ElectionEvent
from shared.contracts.councils.election_vote import (
    BallotBoxOpened,
    Contest,
    ElectionDeclaredInvalid,
    ElectionDeclaredValid,
    RoundKind,
    SeatsFilled,
    SeatsLeftUnfilled,
    SupplementaryRoundCalled,
    VotesCounted,
)
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal

Facts = list[ElectionEvent] | Refusal


def open_box(command: OpenBallotBox, election: Called, context: Context) -> Facts:
    """Begin the vote, on its day, when every objection to the list of voters is answered."""
    if isinstance(election, Voting):
        return []
    if not isinstance(election, ON_THE_DAY):
        return NotAtThisStage(election.stage)
    round_ = election.papers.round
    if context.today != round_.vote_on:
        return NotElectionDay(round_.vote_on)
    if context.look(VOTER_ROLL, command.election_id).unanswered:
        return ObjectionsOpen()
    return [BallotBoxOpened(round=round_.number)]


# --- the count --------------------------------------------------------------


def count(command: CountVotes, election: Called, context: Context) -> Facts:
    """Enter the count; all that contradicts it is said at once."""
    roll = context.look(VOTER_ROLL, command.election_id)
    if not election.papers.rounds:
        return NotAtThisStage(election.stage)
    round_ = election.papers.round
    counted = VotesCounted(
        round=round_.number,
        voters=len(roll.voters),
        handed_out=len(roll.handed_out(round_.number)),
        ballots=command.ballots,
        spoilt=command.spoilt,
        tallies=command.tallies,
    )
    if not isinstance(election, Voting):
        return [] if _same_count(round_.counted, counted) else NotAtThisStage(election.stage)
    sheet = _Sheet(counted, round_.contests)
    faults = tuple(name for name, holds in _COUNT.items() if not holds(sheet))
    return CountDoesNotAddUp(faults) if faults else [counted]


def _same_count(recorded: VotesCounted | None, counted: VotesCounted) -> bool:
    """The roll may have changed since: only what was counted is compared."""
    return recorded is not None and recorded == counted.model_copy(
        update={"voters": recorded.voters, "handed_out": recorded.handed_out}
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A count beside the contests that were on the ballots."""

    counted: VotesCounted
    contests: tuple[Contest, ...]

    @property
    def good(self) -> int:
        """Ballots that are not void."""
        return self.counted.ballots - self.counted.spoilt


def _handed_out_before_counted(sheet: _Sheet) -> bool:
    return sheet.counted.ballots <= sheet.counted.handed_out


def _no_more_spoilt_than_ballots(sheet: _Sheet) -> bool:
    return sheet.good >= 0


def _each_candidate_once(sheet: _Sheet) -> bool:
    on_the_ballots = Counter(one for each in sheet.contests for one in each.candidates)
    return Counter(each.person_id for each in sheet.counted.tallies) == on_the_ballots


def _one_vote_a_ballot(sheet: _Sheet) -> bool:
    return all(each.votes <= sheet.good for each in sheet.counted.tallies)


def _no_more_votes_than_seats(sheet: _Sheet) -> bool:
    votes = {each.person_id: each.votes for each in sheet.counted.tallies}
    return all(
        sum(votes.get(one, 0) for one in each.candidates) <= each.seats * max(sheet.good, 0) for each in sheet.contests
    )


_COUNT = {
    "more-ballots-than-handed-out": _handed_out_before_counted,
    "more-spoilt-than-ballots": _no_more_spoilt_than_ballots,
    "tallies-not-of-the-candidates": _each_candidate_once,
    "more-votes-than-ballots": _one_vote_a_ballot,
    "more-votes-than-seats": _no_more_votes_than_seats,
}

# --- what follows from it ---------------------------------------------------


def declare(election: Called, context: Context) -> Facts:
    """Declare the round valid or not, and with a valid one who is elected and what is left open."""
    if isinstance(election, Invalid | Elected | Shortfall):
        return []
    papers = election.papers
    if not isinstance(election, Counted) or (counted := papers.round.counted) is None:
        return NotAtThisStage(election.stage)
    if not is_valid(papers.called.electorate, counted, context.policy, papers.round.vote_on):
        return [ElectionDeclaredInvalid(round=counted.round)]
    elected, left = outcome(papers, counted, context.policy)
    return [
        ElectionDeclaredValid(round=counted.round),
        *elected,
        SeatsLeftUnfilled(round=counted.round, contests=tuple(left)) if left else SeatsFilled(round=counted.round),
    ]


def call_round(command: CallRound, election: Called, context: Context) -> Facts:
    """Call voters once more, to a day that is still to come."""
    papers = election.papers
    if isinstance(election, Rerun | Supplementary) and papers.round.vote_on == command.vote_on:
        return []
    if not isinstance(election, Invalid | Shortfall):
        return NotAtThisStage(election.stage)
    law = legal_regime(command.vote_on, context.policy)
    if isinstance(law, RegimeNotEntered):
        return law
    if command.vote_on <= context.today:
        return ElectionTooSoon(context.today + timedelta(days=1))
    again = isinstance(election, Invalid)
    return [
        SupplementaryRoundCalled(
            round=papers.round.number + 1,
            kind=RoundKind.RERUN if again else RoundKind.SUPPLEMENTARY,
            vote_on=command.vote_on,
            contests=papers.round.contests if again else papers.open,
        )
    ]
