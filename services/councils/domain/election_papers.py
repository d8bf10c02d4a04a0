"""What an election carries from status to status: its call, committee, candidates and rounds of votes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from services.councils.domain.types import PersonId
from shared.contracts.councils.committee_members import Office
from shared.contracts.councils.election import (
    CandidateCriteriaPublished,
    Criterion,
    ElectionCalled,
    ElectionCommitteeFormed,
    ElectionCommitteeMemberLeft,
    ElectionCommitteeMemberReplaced,
    ElectionDeadlineMissed,
    ElectionEvent,
    ElectionFiled,
    ElectionPostponed,
    ElectionResultPosted,
    HandoverCompleted,
    VoterListPosted,
    VoterRegistrationOpened,
)
from shared.contracts.councils.election_candidates import (
    CandidateNominated,
    CandidateNotQualified,
    CandidateQualified,
    CandidatesEvent,
    CandidatesPosted,
    CandidateWithdrawn,
    QualificationAppealDecided,
    QualificationAppealed,
)
from shared.contracts.councils.election_vote import (
    BallotBoxOpened,
    CandidateElected,
    Contest,
    ElectedBy,
    ElectionDeclaredInvalid,
    ElectionDeclaredValid,
    RoundKind,
    SeatsFilled,
    SeatsLeftUnfilled,
    SupplementaryRoundCalled,
    VoteEvent,
    VotesCounted,
)
from shared.kernel.refusals import CorruptStream

# --- candidates -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """Nominated, and nobody has looked yet."""


@dataclass(frozen=True, slots=True)
class Qualified:
    """Found qualified by the review, or by the answer to an appeal."""

    on_appeal: bool = False


@dataclass(frozen=True, slots=True)
class NotQualified:
    """Found not qualified by `reviewers`, among whom is who entered what they found."""

    reviewers: frozenset[str]
    appeal_until_on: date


@dataclass(frozen=True, slots=True)
class Appealing:
    """Appealed against `reviewers`, who do not answer it themselves."""

    reviewers: frozenset[str]
    answer_due_on: date


@dataclass(frozen=True, slots=True)
class AppealDismissed:
    """Not qualified for good."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """No candidate any more."""


Review = Unreviewed | Qualified | NotQualified | Appealing | AppealDismissed | Withdrawn


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who was nominated for an office, and how they were reviewed."""

    nominated: CandidateNominated
    review: Review = field(default_factory=Unreviewed)

    def was_found(self, qualified: bool) -> bool:
        """Whether the review may have found so; of who has withdrawn nobody remembers it."""
        match self.review:
            case Qualified():
                return qualified is not self.review.on_appeal
            case NotQualified() | Appealing() | AppealDismissed():
                return not qualified
            case Unreviewed() | Withdrawn():
                return isinstance(self.review, Withdrawn)
            case _:
                assert_never(self.review)


# --- papers -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Round:
    """Voters are called to `contests` on a day; counted once."""

    number: int
    vote_on: date
    contests: tuple[Contest, ...]
    counted: VotesCounted | None = None


@dataclass(frozen=True, slots=True)
class Papers:
    """`committee` is who is on the election committee now, `left` who left it and is not replaced yet.

    `election_on` is the day of the next vote, or of the last. `open` is what the last valid round left open;
    `supplementary` says whether voters were called to such before.
    """

    called: ElectionCalled
    election_on: date
    committee: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    listed: VoterListPosted | None = None
    candidates: Mapping[PersonId, Candidate] = field(default_factory=dict)
    posted: CandidatesPosted | None = None
    rounds: tuple[Round, ...] = ()
    elected: tuple[CandidateElected, ...] = ()
    open: tuple[Contest, ...] = ()
    supplementary: bool = False
    result: ElectionResultPosted | None = None
    handed_over: HandoverCompleted | None = None
    missed: frozenset[tuple[str, str | None]] = frozenset()

    @property
    def round(self) -> Round:
        """The round to which voters were called last."""
        return self.rounds[-1]

    def seats(self, office: Office) -> int:
        """How many seats of an office are to be filled."""
        return next((each.seats for each in self.called.seats if each.office is office), 0)

    def standing(self, *kinds: type[Review]) -> Mapping[PersonId, Candidate]:
        """The candidates whose review stands so."""
        return {id_: each for id_, each in self.candidates.items() if isinstance(each.review, kinds)}


def noted(papers: Papers, event: ElectionEvent) -> Papers:
    """The papers with one more fact in them."""
    match event:
        case ElectionCommitteeFormed():
            return replace(papers, committee=event.members)
        case ElectionCommitteeMemberLeft():
            stay = tuple(each for each in papers.committee if each != event.person_id)
            return replace(papers, committee=stay, left=(*papers.left, event.person_id))
        case ElectionCommitteeMemberReplaced():
            left = tuple(each for each in papers.left if each != event.in_place_of)
            return replace(papers, committee=(*papers.committee, event.person_id), left=left)
        case CandidateCriteriaPublished():
            return replace(papers, criteria=event.criteria)
        case VoterListPosted():
            return replace(papers, listed=event)
        case ElectionPostponed():
            rounds = tuple(replace(each, vote_on=event.election_on) for each in papers.rounds[-1:])
            return replace(papers, election_on=event.election_on, rounds=(*papers.rounds[:-1], *rounds))
        case ElectionResultPosted():
            return replace(papers, result=event)
        case HandoverCompleted():
            return replace(papers, handed_over=event)
        case ElectionDeadlineMissed():
            return replace(papers, missed=papers.missed | {(event.step.value, event.person_id)})
        case ElectionCalled() | VoterRegistrationOpened() | ElectionFiled():
            return papers
        case _:
            return _of_candidates(papers, event) if isinstance(event, CandidatesEvent) else _of_votes(papers, event)


def _of_candidates(papers: Papers, event: CandidatesEvent) -> Papers:
    match event:
        case CandidateNominated():
            return _with(papers, event.person_id, Candidate(event))
        case CandidateQualified():
            return _reviewed(papers, event.person_id, Qualified())
        case CandidateNotQualified():
            reviewers = frozenset((*event.reviewers, *([] if event.entered_by is None else [event.entered_by])))
            return _reviewed(papers, event.person_id, NotQualified(reviewers, event.appeal_until_on))
        case QualificationAppealed():
            refused = _candidate(papers, event.person_id).review
            reviewers = refused.reviewers if isinstance(refused, NotQualified) else frozenset()
            return _reviewed(papers, event.person_id, Appealing(reviewers, event.answer_due_on))
        case QualificationAppealDecided():
            return _reviewed(papers, event.person_id, Qualified(on_appeal=True) if event.upheld else AppealDismissed())
        case CandidateWithdrawn():
            return _reviewed(papers, event.person_id, Withdrawn())
        case CandidatesPosted():
            first = Round(1, papers.election_on, _contests(papers, event))
            return replace(papers, posted=event, rounds=(first,))
        case _:
            assert_never(event)


def _with(papers: Papers, person_id: str, candidate: Candidate) -> Papers:
    return replace(papers, candidates={**papers.candidates, PersonId(person_id): candidate})


def _reviewed(papers: Papers, person_id: str, review: Review) -> Papers:
    return _with(papers, person_id, replace(_candidate(papers, person_id), review=review))


def _candidate(papers: Papers, person_id: str) -> Candidate:
    if (candidate := papers.candidates.get(PersonId(person_id))) is None:
        raise CorruptStream("somebody was reviewed who is no candidate")
    return candidate


def _contests(papers: Papers, posted: CandidatesPosted) -> tuple[Contest, ...]:
    return tuple(
        Contest(
            office=each.office,
            seats=each.seats,
            candidates=tuple(one.person_id for one in posted.candidates if one.office is each.office),
            elected_by=ElectedBy.MAJORITY,
        )
        for each in papers.called.seats
    )


def _of_votes(papers: Papers, event: VoteEvent) -> Papers:
    match event:
        case VotesCounted():
            return replace(papers, rounds=(*papers.rounds[:-1], replace(papers.round, counted=event)))
        case CandidateElected():
            return replace(papers, elected=(*papers.elected, event))
        case SeatsLeftUnfilled():
            return replace(papers, open=event.contests)
        case SeatsFilled():
            return replace(papers, open=())
        case SupplementaryRoundCalled():
            more = papers.supplementary or event.kind is RoundKind.SUPPLEMENTARY
            rounds = (*papers.rounds, Round(event.round, event.vote_on, event.contests))
            return replace(papers, rounds=rounds, election_on=event.vote_on, supplementary=more)
        case BallotBoxOpened() | ElectionDeclaredValid() | ElectionDeclaredInvalid():
            return papers
        case _:
            assert_never(event)
