"""Events of an election that speak of its votes: totals of a round, never a ballot, never who cast it."""

from __future__ import annotations

from enum import StrEnum

from shared.contracts.councils.committee_members import Heads, Office
from shared.kernel.instants import Day
from shared.kernel.messages import Event, Value
from shared.kernel.personal import SubjectRef


class ElectedBy(StrEnum):
    """What share of the votes cast a candidate needs in a contest."""

    MAJORITY = "MAJORITY"
    THIRD = "THIRD"
    """In a supplementary round, of those with the next-most votes."""


class RoundKind(StrEnum):
    """Why voters are called once more."""

    RERUN = "RERUN"
    """Too few had voted: the same contests again."""

    SUPPLEMENTARY = "SUPPLEMENTARY"
    """Seats were left open: the tied among themselves, or those with the next-most votes."""


class Contest(Value):
    """Who stands for how many seats of an office, and what they need."""

    office: Office
    seats: Heads
    candidates: tuple[SubjectRef, ...]
    elected_by: ElectedBy


class Tally(Value):
    """The votes for one candidate."""

    person_id: SubjectRef
    votes: Heads


class BallotBoxOpened(Event):
    """Voting of a round began on its day: ballots are handed out from now on."""

    round: int


class VotesCounted(Event):
    """The ballots of a round were counted in the open; with this, no more ballots are handed out.

    `ballots` were in the boxes, `spoilt` of them void; `voters` were on the list and `handed_out` got a ballot.
    """

    round: int
    voters: Heads
    handed_out: Heads
    ballots: Heads
    spoilt: Heads
    tallies: tuple[Tally, ...]


class ElectionDeclaredValid(Event):
    """Enough had voted in a round; recorded with who is elected by it."""

    round: int


class ElectionDeclaredInvalid(Event):
    """Too few had voted in a round: nobody is elected by it."""

    round: int


class CandidateElected(Event):
    """A candidate has the votes for the office; the office is theirs when the result is posted."""

    person_id: SubjectRef
    office: Office
    round: int
    votes: Heads


class SeatsFilled(Event):
    """With this round every seat has somebody elected to it."""

    round: int


class SeatsLeftUnfilled(Event):
    """Seats have nobody yet; `contests` says who may still stand: the tied, or those with the next-most votes."""

    round: int
    contests: tuple[Contest, ...]


class SupplementaryRoundCalled(Event):
    """Voters were called once more, to the contests of an invalid round or to those that are left open."""

    round: int
    kind: RoundKind
    vote_on: Day
    contests: tuple[Contest, ...]


VoteEvent = (
    BallotBoxOpened
    | VotesCounted
    | ElectionDeclaredValid
    | ElectionDeclaredInvalid
    | CandidateElected
    | SeatsFilled
    | SeatsLeftUnfilled
    | SupplementaryRoundCalled
)
