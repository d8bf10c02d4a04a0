"""Residents' pacts over HTTP: drafted, posted, adopted, filed; the text in force is for anybody to read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.domain.assembly import ASSEMBLY
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.pact import PACT, AdoptPact, DraftPact, FilePact, PactCommand, PostPact, ReturnPact
from services.councils.domain.types import AssemblyId, CommitteeId
from services.councils.views import pact as view
from services.councils.views.pact import EditionState
from shared.contracts.councils.pact import Edition, Text
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Day
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.questions import Questions

WRITERS = (Role.COMMITTEE, Role.CLERK, Role.ADMIN)
GOVERNMENT = (Role.WORKING_COMMITTEE, Role.DEPARTMENT, Role.ADMIN)
READERS = (
    *(*WRITERS, Role.WORKING_COMMITTEE, Role.DEPARTMENT),
    *(Role.REPRESENTATIVE, Role.SUPERVISION_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR),
)


class PactDraftIn(BaseModel):
    """The text of the next edition; it names nobody."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    text: Text


class PactPostingIn(BaseModel):
    """Until the end of which day the draft can be read."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    edition: Edition
    until_on: Day


class PactAdoptionIn(BaseModel):
    """Which assembly adopted the edition."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    edition: Edition
    assembly_id: Annotated[AssemblyId, Field(min_length=1, max_length=80)]


class PactFilingIn(BaseModel):
    """Which edition the government has."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    edition: Edition


class PactReturnIn(BaseModel):
    """Which edition contradicts the law, and where."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    edition: Edition
    reason: Annotated[str, Field(min_length=1, max_length=1000)]


class PactEdition(BaseModel):
    """An edition and how far it has come."""

    model_config = ConfigDict(from_attributes=True)

    edition: int
    state: EditionState
    text: str
    posted_until_on: date | None = None
    assembly_id: str | None = None
    adopted_on: date | None = None
    filed_on: date | None = None
    returned_because: str | None = None


class PactOut(BaseModel):
    """A committee's pact in all its editions, oldest first."""

    committee_id: str
    editions: tuple[PactEdition, ...]


class PublicPact(BaseModel):
    """The text in force, since when, and whether the government has it."""

    model_config = ConfigDict(from_attributes=True)

    committee_id: str
    edition: int
    text: str
    adopted_on: date
    filed_on: date | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of pacts; they are addressed by their committee's id."""
    to = Routes(desk, "pacts")

    @to.command("/v1/pacts/{id}/drafts", *WRITERS, body=PactDraftIn)
    async def draft(call: Call[PactDraftIn]) -> Done | Refusal:
        """Draft the next edition (起草)."""
        command = DraftPact(committee_id=CommitteeId(call.id), text=call.body.text)
        return await _tell(call, command, COMMITTEE.ref(call.id))

    @to.command("/v1/pacts/{id}/posting", *WRITERS, body=PactPostingIn)
    async def post(call: Call[PactPostingIn]) -> Done | Refusal:
        """Post the draft for everybody (张榜)."""
        return await _tell(call, PostPact(committee_id=CommitteeId(call.id), **call.body.model_dump()))

    @to.command("/v1/pacts/{id}/adoption", *WRITERS, Role.WORKING_COMMITTEE, body=PactAdoptionIn)
    async def adopt(call: Call[PactAdoptionIn]) -> Done | Refusal:
        """Enter that the residents' assembly adopted the draft (通过)."""
        command = AdoptPact(committee_id=CommitteeId(call.id), **call.body.model_dump())
        return await _tell(call, command, ASSEMBLY.ref(call.body.assembly_id))

    @to.command("/v1/pacts/{id}/filing", *GOVERNMENT, body=PactFilingIn)
    async def file(call: Call[PactFilingIn]) -> Done | Refusal:
        """Take the pact in force to the files of the government (备案)."""
        return await _tell(call, FilePact(committee_id=CommitteeId(call.id), edition=call.body.edition))

    @to.command("/v1/pacts/{id}/return", *GOVERNMENT, body=PactReturnIn)
    async def give_back(call: Call[PactReturnIn]) -> Done | Refusal:
        """Return a pact that contradicts the law (责令改正)."""
        return await _tell(call, ReturnPact(committee_id=CommitteeId(call.id), **call.body.model_dump()))

    @to.query("/v1/pacts/{id}", *READERS, answer=PactOut)
    async def pact(query: Query) -> PactOut | None:
        """Show the editions of a committee's pact."""
        editions = tuple(PactEdition.model_validate(row) for row in desk.views.rows(view.ALL, of=query.id))
        return PactOut(committee_id=query.id, editions=editions) if editions else None

    @to.query("/v1/pacts/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a pact, from the log."""
        return await history_of(desk.executor, PACT.ref(query.id))

    return to.router


def public_routes(desk: Desk) -> APIRouter:
    """Register what anybody may read of pacts."""
    to = Questions(desk, "public")

    @to.public("/v1/public/pacts/{id}", answer=PublicPact)
    async def public_pact(query: Query) -> PublicPact | None:
        """Read the residents' pact of a committee that is in force."""
        row = desk.views.row(view.IN_FORCE, of=query.id)
        return PublicPact.model_validate(row) if row else None

    return to.router


async def _tell(call: Call[Any], command: PactCommand, *related: AggregateRef) -> Done | Refusal:
    return await call.execute(Step(PACT, call.id, command, related=(COMMITTEE_MEMBERS.ref(call.id), *related)))
