"""Where an election stands, and how each fact changes that: the state machine of the ninth term as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, cast

from services.councils.domain.election_papers import Papers, noted
from services.councils.domain.types import ElectionId
from shared.contracts.councils.election import (
    ElectionCalled,
    ElectionCommitteeFormed,
    ElectionEvent,
    ElectionFiled,
    ElectionResultPosted,
    HandoverCompleted,
    VoterListPosted,
    VoterRegistrationOpened,
)
from shared.contracts.councils.election_candidates import (
    CandidateNominated,
    CandidateNotQualified,
    CandidateQualified,
    CandidatesPosted,
)
from shared.contracts.councils.election_vote import (
    BallotBoxOpened,
    ElectionDeclaredInvalid,
    ElectionDeclaredValid,
    RoundKind,
    SeatsFilled,
    SeatsLeftUnfilled,
    SupplementaryRoundCalled,
    VotesCounted,
)
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import CorruptStream


class Stage(StrEnum):
    """The statuses by the names under which they are told."""

    PREPARED = "PREPARED"
    COMMITTEE_FORMED = "COMMITTEE_FORMED"
    REGISTRATION_OPEN = "REGISTRATION_OPEN"
    VOTER_LIST_POSTED = "VOTER_LIST_POSTED"
    NOMINATED = "NOMINATED"
    QUALIFICATION_REVIEWED = "QUALIFICATION_REVIEWED"
    CANDIDATES_POSTED = "CANDIDATES_POSTED"
    VOTING = "VOTING"
    COUNTED = "COUNTED"
    VALID = "VALID"
    INVALID = "INVALID"
    RERUN = "RERUN"
    SHORTFALL = "SHORTFALL"
    SUPPLEMENTARY = "SUPPLEMENTARY"
    ELECTED = "ELECTED"
    RESULT_POSTED = "RESULT_POSTED"
    HANDED_OVER = "HANDED_OVER"
    FILED = "FILED"


@dataclass(frozen=True, slots=True)
class NotCalled:
    """Nobody has called an election under this id."""


@dataclass(frozen=True, slots=True)
class Called:
    """An election in one of the statuses below."""

    papers: Papers
    stage: ClassVar[Stage]


class Prepared(Called):
    """It was called; there is no election committee yet."""

    stage = Stage.PREPARED


class CommitteeFormed(Called):
    """The election committee was chosen."""

    stage = Stage.COMMITTEE_FORMED


class RegistrationOpen(Called):
    """Voters are registered."""

    stage = Stage.REGISTRATION_OPEN


class VotersListed(Called):
    """The list of voters is posted."""

    stage = Stage.VOTER_LIST_POSTED


class Nominated(Called):
    """There are candidates whom nobody has reviewed yet."""

    stage = Stage.NOMINATED


class QualificationReviewed(Called):
    """Every candidate was reviewed; appeals may be open."""

    stage = Stage.QUALIFICATION_REVIEWED


class CandidatesListed(Called):
    """The list of candidates is posted."""

    stage = Stage.CANDIDATES_POSTED


class Voting(Called):
    """The boxes are open."""

    stage = Stage.VOTING


class Counted(Called):
    """The ballots of the round are counted."""

    stage = Stage.COUNTED


class Valid(Called):
    """Enough have voted in the round; who is elected is recorded in the same act."""

    stage = Stage.VALID


class Invalid(Called):
    """Too few have voted in the round."""

    stage = Stage.INVALID


class Rerun(Called):
    """Voters are called to the same contests again."""

    stage = Stage.RERUN


class Shortfall(Called):
    """Seats are left open."""

    stage = Stage.SHORTFALL


class Supplementary(Called):
    """Voters are called once more for the seats that are left open."""

    stage = Stage.SUPPLEMENTARY


class Elected(Called):
    """Every seat has somebody elected to it."""

    stage = Stage.ELECTED


class ResultOut(Called):
    """The result is posted and those elected are in office."""

    stage = Stage.RESULT_POSTED


class HandedOver(Called):
    """The old committee has handed over."""

    stage = Stage.HANDED_OVER


class Filed(Called):
    """The election is filed with the district."""

    stage = Stage.FILED


Election = NotCalled | Called

ON_THE_DAY = (CandidatesListed, Rerun, Supplementary)
"""Voters are called to a day, and wait for the boxes to open."""

_Next = tuple[tuple[type[Called], ...], type[Called]]
_MOVES: Mapping[type[ElectionEvent], _Next] = {
    ElectionCommitteeFormed: ((Prepared,), CommitteeFormed),
    VoterRegistrationOpened: ((CommitteeFormed,), RegistrationOpen),
    VoterListPosted: ((RegistrationOpen,), VotersListed),
    CandidateNominated: ((VotersListed, Nominated, QualificationReviewed), Nominated),
    CandidateQualified: ((Nominated, QualificationReviewed), QualificationReviewed),
    CandidateNotQualified: ((Nominated, QualificationReviewed), QualificationReviewed),
    CandidatesPosted: ((Nominated, QualificationReviewed), CandidatesListed),
    BallotBoxOpened: (ON_THE_DAY, Voting),
    VotesCounted: ((Voting,), Counted),
    ElectionDeclaredValid: ((Counted,), Valid),
    ElectionDeclaredInvalid: ((Counted,), Invalid),
    SeatsFilled: ((Valid,), Elected),
    SeatsLeftUnfilled: ((Valid,), Shortfall),
    ElectionResultPosted: ((Elected, Shortfall), ResultOut),
    HandoverCompleted: ((ResultOut,), HandedOver),
    ElectionFiled: ((HandedOver,), Filed),
}
"""From which statuses a fact leads to which; a fact that is not here changes what is known, not where it stands."""


def evolve(election: Election, event: ElectionEvent) -> Election:
    """Apply one recorded fact. Total: facts are not refused."""
    if isinstance(event, ElectionCalled):
        return Prepared(Papers(event, event.election_on))
    if isinstance(election, NotCalled):
        raise CorruptStream(f"{type(event).__name__} of an election that was not called")
    status = type(election)
    before, after = _move(event) or ((), status)
    if before and status not in before:
        raise CorruptStream(f"{type(event).__name__} of an election that is {status.__name__}")
    return after(noted(election.papers, event))


def _move(event: ElectionEvent) -> _Next | None:
    if isinstance(event, SupplementaryRoundCalled):
        return ((Invalid,), Rerun) if event.kind is RoundKind.RERUN else ((Shortfall,), Supplementary)
    return _MOVES.get(type(event))


def stage_after(event: ElectionEvent) -> Stage | None:
    """The status that a fact leads to; None where it leaves the election where it is."""
    if isinstance(event, ElectionCalled):
        return Stage.PREPARED
    moved = _move(event)
    return moved[1].stage if moved else None


def election_of(context: Context, election_id: ElectionId) -> Election:
    """The election that a decision about its roll or about a committee's members was given."""
    return cast("Election", context.related[AggregateRef("election", election_id)])
