"""Elections for everybody, without a token: lists while they are posted, the result, the composition as totals.

No voter is named or told; a candidate is named while their list is posted, and whoever is elected with the result.
"""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from services.councils.api.election import ElectionOut, RoundOut, SeatsOut, composition_of, page
from services.councils.domain.election_state import Stage
from services.councils.views import election as view
from shared.contracts.councils.committee_members import Office
from shared.contracts.councils.election import Composition, ElectionKind, Electorate
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions

_POSTED = (
    *(Stage.CANDIDATES_POSTED, Stage.VOTING, Stage.COUNTED, Stage.VALID, Stage.INVALID, Stage.RERUN),
    *(Stage.SHORTFALL, Stage.SUPPLEMENTARY, Stage.ELECTED),
)


class PublicElection(BaseModel):
    """An election as everybody may know of it; `election_on` is the day of the next vote, or of the last."""

    id: str
    committee_id: str
    term: int
    kind: ElectionKind
    electorate: Electorate
    seats: tuple[SeatsOut, ...]
    election_on: date
    stage: Stage


class PublicElectionPage(BaseModel):
    """Some elections in the order of their call; `next` continues after them."""

    elections: tuple[PublicElection, ...]
    next: str | None = None


class VoterListNotice(BaseModel):
    """That the list of voters is posted, and until when to object; the list itself hangs at the committee."""

    voters: int
    posted_on: date
    objections_until_on: date


class PublicCandidate(BaseModel):
    """A candidate of the posted list."""

    name: str
    office: Office


class PublicWinner(PublicCandidate):
    """Who is elected, with how many votes."""

    votes: int


class PublicRound(BaseModel):
    """A round of votes, as totals."""

    number: int
    vote_on: date
    voters: int | None = None
    handed_out: int | None = None
    ballots: int | None = None
    spoilt: int | None = None
    valid: bool | None = None


class ElectionResult(BaseModel):
    """Who is elected, and the totals of each round."""

    posted_on: date
    elected: tuple[PublicWinner, ...]
    rounds: tuple[PublicRound, ...]


class WholePublicElection(PublicElection):
    """The same with what is posted now: a notice that has ended is not here any more."""

    voter_list: VoterListNotice | None = None
    candidates: tuple[PublicCandidate, ...] | None = None
    result: ElectionResult | None = None
    composition: Composition | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the questions about elections that need no token."""
    to = Questions(desk, "public")

    @to.public("/v1/public/elections", answer=PublicElectionPage, parameters=("committee_id", "after", "limit"))
    async def public_elections(query: Query) -> PublicElectionPage | Refusal:
        """List elections, those of a committee if one is named."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = page(query, cursor)
        return PublicElectionPage(elections=tuple(_public(row) for row in rows), next=next_after(rows, cursor))

    @to.public("/v1/public/elections/{id}", answer=WholePublicElection)
    async def public_election(query: Query) -> WholePublicElection | None:
        """Show an election with what is posted of it now."""
        row, today = desk.views.row(view.ONE, of=query.id), day_of(await desk.executor.clock.now())
        return _posted(desk, row, today) if row else None

    return to.router


def _public(row: view.ElectionRow) -> PublicElection:
    return PublicElection(**ElectionOut.model_validate(row).model_dump(include=set(PublicElection.model_fields)))


def _posted(desk: Desk, row: view.ElectionRow, today: date) -> WholePublicElection:
    listed = row.list_posted_on is not None and row.result_posted_on is None and today <= row.election_on
    candidates = desk.views.rows(view.CANDIDATES_OF, of=row.id)
    named = tuple(PublicCandidate(name=each.name, office=each.office) for each in candidates if each.name)
    return WholePublicElection(
        **_public(row).model_dump(),
        voter_list=_notice(row) if listed else None,
        candidates=named if row.stage in _POSTED else None,
        result=_result(desk, row) if row.result_posted_on else None,
        composition=composition_of(row),
    )


def _notice(row: view.ElectionRow) -> VoterListNotice:
    return VoterListNotice(voters=row.voters, posted_on=row.list_posted_on, objections_until_on=row.objections_until_on)


def _result(desk: Desk, row: view.ElectionRow) -> ElectionResult:
    elected = (each for each in desk.views.rows(view.CANDIDATES_OF, of=row.id) if each.elected_in)
    rounds = (RoundOut.model_validate(each) for each in desk.views.rows(view.ROUNDS_OF, of=row.id))
    return ElectionResult(
        posted_on=row.result_posted_on,
        elected=tuple(PublicWinner(name=each.name, office=each.office, votes=each.votes) for each in elected),
        rounds=tuple(PublicRound(**each.model_dump(include=set(PublicRound.model_fields))) for each in rounds),
    )
