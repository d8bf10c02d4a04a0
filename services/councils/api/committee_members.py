"""Members of a committee over HTTP: who is in office now or on a day, and whom the residents' assembly removed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.domain.assembly import ASSEMBLY
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS, Members, RemoveMember
from services.councils.domain.types import AssemblyId, CommitteeId, PersonId
from services.councils.views import committee_members as view
from shared.contracts.councils.committee_members import Office
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day, day_of
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held, moment_of
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.questions import Questions

WRITERS = (Role.COMMITTEE, Role.WORKING_COMMITTEE, Role.ADMIN)
READERS = tuple(Role)


class RemovalIn(BaseModel):
    """Whom the assembly removed; `removed_on` is their last day."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: Annotated[PersonId, Field(min_length=1, max_length=64)]
    removed_on: Day
    assembly_id: Annotated[AssemblyId, Field(min_length=1, max_length=80)]


class MemberOut(BaseModel):
    """A member in office, with their days; `until_on` is the last."""

    person_id: str
    name: str
    office: Office
    election_id: str
    from_on: date
    until_on: date


class MembersOut(BaseModel):
    """Who is in office on a day, chair first, and which seats of the term are vacant."""

    on: date
    term: int | None = None
    members: tuple[MemberOut, ...]
    vacant: dict[Office, int]


class PublicMember(BaseModel):
    """A member in office, as everybody may know."""

    name: str
    office: Office
    from_on: date
    until_on: date


class PublicMembers(BaseModel):
    """Who is in office now, chair first."""

    on: date
    term: int | None = None
    members: tuple[PublicMember, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of committees' members."""
    to = Routes(desk, "committee members")

    @to.command("/v1/committees/{id}/member-removals", *WRITERS, body=RemovalIn)
    async def remove(call: Call[RemovalIn]) -> Done | Refusal:
        """Enter that the residents' assembly removed a member (罢免)."""
        command = RemoveMember(committee_id=CommitteeId(call.id), **call.body.model_dump())
        related = (COMMITTEE.ref(call.id), ASSEMBLY.ref(command.assembly_id))
        return await call.execute(Step(COMMITTEE_MEMBERS, call.id, command, related=related))

    @to.query("/v1/committees/{id}/members", *READERS, answer=MembersOut, parameters=as_of.PARAMETERS)
    async def members(query: Query) -> MembersOut | Refusal | None:
        """Show who is in office: now, on a day, as it was known at a moment."""
        moment, found = moment_of(query), await as_of.held(query, COMMITTEE_MEMBERS)
        if isinstance(moment, Refusal):
            return moment
        on = moment.as_of or day_of(await desk.executor.clock.now())
        return _members(desk, query.id, found.state, on) if isinstance(found, Held) else found

    @to.query("/v1/committees/{id}/members/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List who was elected and removed, from the log."""
        return await history_of(desk.executor, COMMITTEE_MEMBERS.ref(query.id))

    return to.router


def public_routes(desk: Desk) -> APIRouter:
    """Register the route of committees' members that needs no token."""
    to = Questions(desk, "public")

    @to.public("/v1/public/committees/{id}/members", answer=PublicMembers)
    async def public_members(query: Query) -> PublicMembers | Refusal:
        """Show who is in office now."""
        state, on = await desk.state(COMMITTEE_MEMBERS, query.id), day_of(await desk.executor.clock.now())
        told = _members(desk, query.id, state, on)
        named = tuple(PublicMember(**each.model_dump(exclude={"person_id", "election_id"})) for each in told.members)
        return PublicMembers(on=on, term=told.term, members=named)

    return to.router


def _members(desk: Desk, committee_id: str, members: Members, on: date) -> MembersOut:
    rows = desk.views.rows(view.NAMES_OF, of=committee_id)
    names = {(row.election_id, row.person_id): row.name for row in rows}
    held = (
        MemberOut(
            person_id=each.person_id,
            name=names.get((each.election_id, each.person_id), ""),
            office=each.office,
            election_id=each.election_id,
            from_on=each.from_on,
            until_on=each.until_on,
        )
        for each in members.seats
        if each.on(on)
    )
    return MembersOut(
        on=on,
        term=members.term.term if members.term else None,
        members=tuple(sorted(held, key=lambda each: tuple(Office).index(each.office))),
        vacant={office: n for office, n in members.vacancies(on).items() if n},
    )
