"""Representatives over HTTP: seats by group, who was chosen and who is gone; for anybody in numbers."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.person import PERSON
from services.councils.domain.representatives import REPRESENTATIVES, Register
from services.councils.domain.representatives_commands import (
    ApportionSeats,
    ElectRepresentative,
    LeaveRegister,
    RecallRepresentative,
    RepresentativesCommand,
)
from services.councils.domain.types import CommitteeId, PersonId
from services.councils.views import representatives as view
from shared.contracts.councils.representatives import Apportionment, GroupId, GroupShare, LeavingReason
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Day, day_of
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.days import day_asked
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import B, Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions

WRITERS = (Role.COMMITTEE, Role.WORKING_COMMITTEE, Role.CLERK, Role.ADMIN)
READERS = (
    *WRITERS,
    *(Role.REPRESENTATIVE, Role.SUPERVISION_COMMITTEE, Role.ELECTION_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR),
)
PersonRef = Annotated[PersonId, Field(min_length=1, max_length=64)]


class ApportionmentIn(BaseModel):
    """How many representatives each group sends in a term that begins on a day."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    apportionment: Apportionment
    groups: Annotated[tuple[GroupShare, ...], Field(min_length=1, max_length=200)]
    from_on: Day


class RepresentativeIn(BaseModel):
    """Whom a group chose, when, and from which day on they represent it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: PersonRef
    group_id: GroupId
    elected_on: Day
    from_on: Day


class RepresentativeRecallIn(BaseModel):
    """How many households of the group recalled its representative, and from which day on that counts."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: PersonRef
    votes_for: Annotated[int, Field(ge=0, le=100_000)]
    from_on: Day


class RepresentativeLeavingIn(BaseModel):
    """Who represents their group no longer, from which day on, and why."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: PersonRef
    reason: LeavingReason
    from_on: Day


class RepresentativeOut(BaseModel):
    """Somebody on the register, and for whom."""

    person_id: str
    group_id: str


class RegisterOut(BaseModel):
    """Who is on the register of a committee on a day; a quorum of that day counts `representatives`."""

    committee_id: str
    as_of: date
    representatives: tuple[RepresentativeOut, ...]


class RepresentativeSeat(RepresentativeOut):
    """A seat on the register, from the first to the last day."""

    model_config = ConfigDict(from_attributes=True)

    committee_id: str
    from_on: date
    until_on: date


class RepresentativePage(BaseModel):
    """Some representatives of today in the order of their election; `next` continues after them."""

    representatives: tuple[RepresentativeSeat, ...]
    next: str | None = None


class RepresentedGroup(BaseModel):
    """A residents' group: how many seats it has, and how many of them are filled."""

    model_config = ConfigDict(from_attributes=True)

    group_id: str
    households: int
    seats: int
    filled: int


class PublicRegister(BaseModel):
    """How many represent the residents on a day, by group; nobody is named."""

    committee_id: str
    on: date
    representatives: int
    groups: tuple[RepresentedGroup, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of representatives; they are addressed by their committee's id."""
    to = Routes(desk, "representatives")

    @to.command("/v1/representatives/{id}/apportionment", *WRITERS, body=ApportionmentIn)
    async def apportion(call: Call[ApportionmentIn]) -> Done | Refusal:
        """Fix how many representatives each group sends in a term (名额分配)."""
        said = {name: getattr(call.body, name) for name in ApportionmentIn.model_fields}
        command = ApportionSeats(committee_id=CommitteeId(call.id), **said)
        return await _enter(call, command)

    @to.command("/v1/representatives/{id}/elections", *WRITERS, body=RepresentativeIn)
    async def elect(call: Call[RepresentativeIn]) -> Done | Refusal:
        """Enter whom a group chose (推选)."""
        command = ElectRepresentative(committee_id=CommitteeId(call.id), **call.body.model_dump())
        return await _enter(call, command, PERSON.ref(call.body.person_id))

    @to.command("/v1/representatives/{id}/recalls", *WRITERS, body=RepresentativeRecallIn)
    async def recall(call: Call[RepresentativeRecallIn]) -> Done | Refusal:
        """Enter that a group took its representative back (撤换)."""
        command = RecallRepresentative(committee_id=CommitteeId(call.id), **call.body.model_dump())
        return await _enter(call, command)

    @to.command("/v1/representatives/{id}/departures", *WRITERS, body=RepresentativeLeavingIn)
    async def leave(call: Call[RepresentativeLeavingIn]) -> Done | Refusal:
        """Enter that somebody represents their group no longer."""
        command = LeaveRegister(committee_id=CommitteeId(call.id), **call.body.model_dump())
        return await _enter(call, command)

    @to.query("/v1/representatives/{id}", *READERS, answer=RegisterOut, parameters=as_of.PARAMETERS)
    async def register(query: Query) -> RegisterOut | Refusal | None:
        """Show who is on the register, today or as of a day, as far as it was known."""
        day = day_asked(query, "as_of", await _today(desk))
        found = await as_of.held(query, REPRESENTATIVES)
        if isinstance(day, Refusal):
            return day
        return found if found is None or isinstance(found, Refusal) else _register(query.id, found.state, day)

    @to.query("/v1/representatives/{id}/seats", *READERS, answer=RepresentativePage, parameters=("after", "limit"))
    async def seats(query: Query) -> RepresentativePage | Refusal:
        """List the representatives of today with their terms."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.PAGE, of=query.id, day=await _today(desk), after=cursor.after, limit=cursor.limit)
        listed = tuple(RepresentativeSeat.model_validate(row) for row in rows)
        return RepresentativePage(representatives=listed, next=next_after(rows, cursor))

    @to.query("/v1/representatives/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to the register, from the log."""
        return await history_of(desk.executor, REPRESENTATIVES.ref(query.id))

    return to.router


def public_routes(desk: Desk) -> APIRouter:
    """Register what anybody may read of representatives."""
    to = Questions(desk, "public")

    @to.public("/v1/public/representatives/{id}", answer=PublicRegister, parameters=("on",))
    async def public_register(query: Query) -> PublicRegister | Refusal | None:
        """Show how many represent the residents of a committee, by group, today or on a day."""
        day = day_asked(query, "on", await _today(desk))
        if isinstance(day, Refusal):
            return day
        groups = tuple(
            RepresentedGroup.model_validate(row) for row in desk.views.rows(view.GROUPS, of=query.id, day=day)
        )
        count = sum(group.filled for group in groups)
        return PublicRegister(committee_id=query.id, on=day, representatives=count, groups=groups) if groups else None

    return to.router


async def _enter(call: Call[B], command: RepresentativesCommand, *beside: AggregateRef) -> Done | Refusal:
    return await call.execute(Step(REPRESENTATIVES, call.id, command, related=(COMMITTEE.ref(call.id), *beside)))


async def _today(desk: Desk) -> date:
    return day_of(await desk.executor.clock.now())


def _register(committee_id: str, register: Register, day: date) -> RegisterOut:
    listed = (RepresentativeOut(person_id=id_, group_id=group) for id_, group in register.on(day).items())
    return RegisterOut(committee_id=committee_id, as_of=day, representatives=tuple(listed))
