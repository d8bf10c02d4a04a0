"""Elections over HTTP: where each stands, with its candidates, its rounds and what was late."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row

from services.councils.domain.election import ELECTION
from services.councils.domain.election_state import Called, Stage
from services.councils.views import election as view
from shared.contracts.councils.committee_members import Office
from shared.contracts.councils.election import Composition, Criterion, ElectionKind, ElectionStep, Electorate
from shared.contracts.councils.election_vote import Contest, Tally
from shared.kernel.actors import Role
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Query, Routes
from shared.runtime.pages import Cursor, cursor_of, next_after

READERS = (
    *(Role.ELECTION_COMMITTEE, Role.CLERK, Role.COMMITTEE, Role.REPRESENTATIVE, Role.SUPERVISION_COMMITTEE),
    *(Role.WORKING_COMMITTEE, Role.AUDITOR, Role.ADMIN),
)


class SeatsOut(BaseModel):
    """How many hold an office."""

    office: Office
    seats: int


class ElectionOut(BaseModel):
    """An election; `election_on` is the day of the next vote, or of the last."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    committee_id: str
    term: int
    kind: ElectionKind
    electorate: Electorate
    seats: tuple[SeatsOut, ...]
    election_on: date
    stage: Stage
    voters: int | None = None
    list_posted_on: date | None = None
    objections_until_on: date | None = None
    candidates_posted_on: date | None = None
    result_posted_on: date | None = None


class ElectionPage(BaseModel):
    """Some elections in the order of their call; `next` continues after them."""

    elections: tuple[ElectionOut, ...]
    next: str | None = None


class CandidateOut(BaseModel):
    """A candidate; named once the list is posted, with their votes where they are elected."""

    model_config = ConfigDict(from_attributes=True)

    person_id: str
    office: Office
    lives_here: bool
    review: str
    name: str | None = None
    elected_in: int | None = None
    votes: int | None = None


class RoundOut(BaseModel):
    """A round of votes, as totals."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    kind: str
    vote_on: date
    voters: int | None = None
    handed_out: int | None = None
    ballots: int | None = None
    spoilt: int | None = None
    tallies: tuple[Tally, ...]
    valid: bool | None = None


class LateOut(BaseModel):
    """A last day that went by."""

    model_config = ConfigDict(from_attributes=True)

    step: ElectionStep
    person_id: str | None = None
    due_on: date


class WholeElection(ElectionOut):
    """An election with all that is known of it; `open` is what the last valid round left open."""

    election_committee: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    candidates: tuple[CandidateOut, ...]
    rounds: tuple[RoundOut, ...]
    open: tuple[Contest, ...]
    late: tuple[LateOut, ...]
    composition: Composition | None = None
    minority_member_missing: bool | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the questions about elections."""
    to = Routes(desk, "elections")

    @to.query("/v1/elections", *READERS, answer=ElectionPage, parameters=("committee_id", "after", "limit"))
    async def elections(query: Query) -> ElectionPage | Refusal:
        """List elections, those of a committee if one is named."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = page(query, cursor)
        return ElectionPage(
            elections=tuple(ElectionOut.model_validate(row) for row in rows), next=next_after(rows, cursor)
        )

    @to.query("/v1/elections/{id}", *READERS, answer=WholeElection)
    async def election(query: Query) -> WholeElection | None:
        """Show an election with its candidates, rounds and what was late."""
        row, state = desk.views.row(view.ONE, of=query.id), await desk.state(ELECTION, query.id)
        return _whole(desk, row, state) if row and isinstance(state, Called) else None

    @to.query("/v1/elections/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened in an election, from the log."""
        return await history_of(desk.executor, ELECTION.ref(query.id))

    return to.router


def page(query: Query, cursor: Cursor) -> list[Row[Any]]:
    """Elections in the order of their call, those of a committee if one is named."""
    of = query.parameters.get("committee_id", "")
    return list(query.desk.views.rows(view.PAGE, committee_id=of, after=cursor.after, limit=cursor.limit))


def _whole(desk: Desk, row: view.ElectionRow, election: Called) -> WholeElection:
    papers, rows = election.papers, desk.views.rows
    return WholeElection(
        **ElectionOut.model_validate(row).model_dump(),
        election_committee=papers.committee,
        criteria=papers.criteria,
        candidates=tuple(CandidateOut.model_validate(each) for each in rows(view.CANDIDATES_OF, of=row.id)),
        rounds=tuple(RoundOut.model_validate(each) for each in rows(view.ROUNDS_OF, of=row.id)),
        open=papers.open,
        late=tuple(LateOut.model_validate(each) for each in rows(view.LATE_OF, of=row.id)),
        composition=composition_of(row),
        minority_member_missing=row.minority_member_missing,
    )


def composition_of(row: view.ElectionRow) -> Composition | None:
    """What was filed of the committee's composition."""
    return Composition.model_validate_json(row.composition) if row.composition else None
