"""Residents' assemblies over HTTP: called, postponed and held; what was adopted is for anybody to read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from services.councils.domain.assembly import ASSEMBLY, CallAssembly, HoldAssembly, PostponeAssembly
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.petition import PETITION, AnswerPetition
from services.councils.domain.types import AssemblyId, CommitteeId, PetitionId
from services.councils.views import assembly as view
from services.councils.views.assembly import AssemblyState
from shared.contracts.councils.assembly import AgendaItem, Subject
from shared.contracts.councils.meeting import ElectorateKind
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day, day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.days import day_asked
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions

WRITERS = (Role.COMMITTEE, Role.WORKING_COMMITTEE, Role.CLERK, Role.ADMIN)
READERS = (
    *WRITERS,
    *(Role.REPRESENTATIVE, Role.SUPERVISION_COMMITTEE, Role.ELECTION_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR),
)


PER_YEAR = "assembly.min_per_year"
R = TypeVar("R", bound="ItemResult")


class AssemblyIn(BaseModel):
    """Whom a committee calls for which day, on what, and whether residents demanded it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    committee_id: Annotated[CommitteeId, Field(min_length=1, max_length=80)]
    electorate: ElectorateKind
    agenda: Annotated[tuple[AgendaItem, ...], Field(min_length=1, max_length=50)]
    held_on: Day
    petition_id: Annotated[PetitionId, Field(min_length=1, max_length=80)] | None = None


class ItemResult(BaseModel):
    """An item of the agenda, and once it was voted on, with what result."""

    item_id: str
    subject: Subject
    title: str
    votes_for: int | None = None
    votes_against: int | None = None
    adopted: bool | None = None


class AgendaItemOut(ItemResult):
    """The same, with what or whom it is about."""

    subject_id: str | None = None


class PublicAssembly(BaseModel):
    """An assembly and its results; nobody is named, and whom an item is about is not told."""

    id: str
    state: AssemblyState
    committee_id: str
    electorate: ElectorateKind
    held_on: date
    entitled: int | None = None
    present: int | None = None
    items: tuple[ItemResult, ...]


class AssemblyOut(BaseModel):
    """An assembly, what was voted on each item of its agenda, and the petition that it answers."""

    id: str
    state: AssemblyState
    committee_id: str
    electorate: ElectorateKind
    held_on: date
    entitled: int | None = None
    present: int | None = None
    petition_id: str | None = None
    items: tuple[AgendaItemOut, ...]


class AssemblyPage(BaseModel):
    """Some assemblies in the order of their calls; `next` continues after them."""

    assemblies: tuple[AssemblyOut, ...]
    next: str | None = None


class PublicAssemblies(BaseModel):
    """Some assemblies in the order of their calls; `next` continues after them."""

    assemblies: tuple[PublicAssembly, ...]
    next: str | None = None


class AssemblyCount(BaseModel):
    """How many assemblies a residents' committee held in a year, and whether they are as many as there must be."""

    committee_id: str
    held: int
    enough: bool


class AssemblyCounts(BaseModel):
    """One row for each residents' committee; each needs `needed` a year."""

    year: int
    needed: int
    committees: tuple[AssemblyCount, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of assemblies."""
    to = Routes(desk, "assemblies")

    @to.command("/v1/assemblies", *WRITERS, body=AssemblyIn, creates=True)
    async def call_assembly(call: Call[AssemblyIn]) -> Done | Refusal:
        """Call the residents to an assembly (召集居民会议); one that they demanded answers their petition."""
        return await call.execute(*_called(call.body, AssemblyId(call.new_id("assembly"))))

    @to.command("/v1/assemblies/{id}/postponement", *WRITERS, body=PostponeAssembly)
    async def postpone(call: Call[PostponeAssembly]) -> Done | Refusal:
        """Postpone an assembly to a later day (延期)."""
        return await call.execute(Step(ASSEMBLY, call.id, call.body))

    @to.command("/v1/assemblies/{id}/votes", *WRITERS, body=HoldAssembly)
    async def hold(call: Call[HoldAssembly]) -> Done | Refusal:
        """Enter how many came, and what they voted on each item."""
        return await call.execute(Step(ASSEMBLY, call.id, call.body))

    @to.query("/v1/assemblies", *READERS, answer=AssemblyPage, parameters=("committee_id", "after", "limit"))
    async def assemblies(query: Query) -> AssemblyPage | Refusal:
        """List assemblies, those of a committee if one is named."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        of = query.parameters.get("committee_id", "")
        rows = desk.views.rows(view.PAGE, committee_id=of, after=cursor.after, limit=cursor.limit)
        return AssemblyPage(assemblies=tuple(_assembly(row) for row in rows), next=next_after(rows, cursor))

    @to.query("/v1/assemblies/{id}", *READERS, answer=AssemblyOut)
    async def assembly(query: Query) -> AssemblyOut | None:
        """Show an assembly and what it adopted."""
        row = desk.views.row(view.ONE, of=query.id)
        return _assembly(row) if row else None

    @to.query("/v1/assemblies/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to an assembly, from the log."""
        return await history_of(desk.executor, ASSEMBLY.ref(query.id))

    @to.query("/v1/assembly-counts", *READERS, answer=AssemblyCounts, parameters=("on",))
    async def counts(query: Query) -> AssemblyCounts | Refusal:
        """Count the assemblies of each residents' committee in the year of a day, this year unless it is said."""
        day = day_asked(query, "on", day_of(await desk.executor.clock.now()))
        return day if isinstance(day, Refusal) else _counts(desk, day)

    return to.router


def public_routes(desk: Desk) -> APIRouter:
    """Register what anybody may read of assemblies."""
    to = Questions(desk, "public")

    @to.public("/v1/public/assemblies", answer=PublicAssemblies, parameters=("committee_id", "after", "limit"))
    async def public_assemblies(query: Query) -> PublicAssemblies | Refusal:
        """List assemblies and their results, those of a committee if one is named."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        of = query.parameters.get("committee_id", "")
        rows = desk.views.rows(view.PAGE, committee_id=of, after=cursor.after, limit=cursor.limit)
        told = tuple(PublicAssembly(**row._mapping, items=_items(row, ItemResult)) for row in rows)
        return PublicAssemblies(assemblies=told, next=next_after(rows, cursor))

    return to.router


def _called(said: AssemblyIn, id_: AssemblyId) -> tuple[Step, ...]:
    command = CallAssembly(**{name: getattr(said, name) for name in AssemblyIn.model_fields})
    committee = COMMITTEE.ref(said.committee_id)
    if said.petition_id is None:
        return (Step(ASSEMBLY, id_, command, related=(committee,)),)
    related = (committee, PETITION.ref(said.petition_id))
    answer = Step(PETITION, said.petition_id, AnswerPetition(assembly_id=id_))
    return (Step(ASSEMBLY, id_, command, related=related), answer)


def _assembly(row: Row[Any]) -> AssemblyOut:
    return AssemblyOut(**row._mapping, items=_items(row, AgendaItemOut))


def _counts(desk: Desk, day: date) -> AssemblyCounts:
    entry = desk.executor.reference.policy.in_force(PER_YEAR, day)
    needed = entry.value if entry is not None and type(entry.value) is int else 0
    first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
    rows = desk.views.rows(view.HELD_IN, first=first, last=last)
    counted = tuple(AssemblyCount(**row._mapping, enough=row.held >= needed) for row in rows)
    return AssemblyCounts(year=day.year, needed=needed, committees=counted)


def _items(row: Row[Any], kind: type[R]) -> tuple[R, ...]:
    votes = {vote["item_id"]: vote for vote in row.votes or ()}
    return tuple(kind(**{**item, **votes.get(item["item_id"], {})}) for item in row.agenda)
