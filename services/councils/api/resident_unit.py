"""Resident units over HTTP. Whoever sits in a working committee for a unit is released in the act that ends why."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.domain.community import COMMUNITY
from services.councils.domain.party_working_committee import PARTY_WORKING_COMMITTEE
from services.councils.domain.party_working_committee_commands import FollowUnit
from services.councils.domain.person import PERSON
from services.councils.domain.pledge import PLEDGES
from services.councils.domain.pledge_commands import EndPledges, ExpectPledges
from services.councils.domain.resident_unit import (
    RESIDENT_UNIT,
    ChangeHead,
    CountPartyMembers,
    Gone,
    LeaveDistrict,
    MoveUnit,
    NotRegistered,
    RegisterUnit,
    Resident,
    ResidentUnitCommand,
)
from services.councils.domain.types import PersonId, UnitId
from services.councils.views import resident_unit as view
from shared.contracts.councils.party_working_committee import ReleaseCause
from shared.contracts.councils.resident_unit import UnitKind
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions

WRITERS = (Role.CLERK, Role.WORKING_COMMITTEE, Role.ADMIN)
READERS = (*WRITERS, Role.COMMITTEE, Role.REPRESENTATIVE, Role.UNIT_DELEGATE, Role.SUPERVISOR, Role.AUDITOR)


class ResidentUnitOut(BaseModel):
    """A resident unit; who heads its Party organisation is a reference, and nobody else of it is known."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    community_id: str
    kind: UnitKind
    name_zh: str
    uscc: str | None = None
    resident_from_on: date
    head_id: str | None = None
    party_member_count: int
    left_on: date | None = None


class ResidentUnitPage(BaseModel):
    """Some units in the order of their registration; `next` continues after them."""

    units: tuple[ResidentUnitOut, ...]
    next: str | None = None


class PublicUnit(BaseModel):
    """An organisation that is resident in a community."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    community_id: str
    kind: UnitKind
    name_zh: str


class PublicUnits(BaseModel):
    """Organisations in the order of their registration; `next` continues after them."""

    units: tuple[PublicUnit, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of resident units."""
    to = Questions(desk, "resident units")

    @to.command("/v1/resident-units", *WRITERS, body=RegisterUnit, creates=True)
    async def register(call: Call[RegisterUnit]) -> Done | Refusal:
        """Enter a unit that is resident in a community."""
        head_id = call.body.party_org.head_id if call.body.party_org else None
        related = (COMMUNITY.ref(call.body.community_id), *_person(head_id))
        id_ = call.new_id("resident-unit")
        unit = Step(RESIDENT_UNIT, id_, call.body, related=related)
        return await call.execute(unit, Step(PLEDGES, id_, ExpectPledges()))

    @to.command("/v1/resident-units/{id}/head", *WRITERS, body=ChangeHead)
    async def change_head(call: Call[ChangeHead]) -> Done | Refusal:
        """Somebody else heads the unit's Party organisation; who sat for it as its head is released."""
        unit = Step(RESIDENT_UNIT, call.id, call.body, related=_person(call.body.head_id))
        lost = await _seats(desk, call.id, call.body.head_id, call.body.from_on, ReleaseCause.HEADSHIP_LOST)
        return await call.execute(unit, *lost)

    @to.command("/v1/resident-units/{id}/party-member-count", *WRITERS, body=CountPartyMembers)
    async def count(call: Call[CountPartyMembers]) -> Done | Refusal:
        """Enter how many belong to the unit's Party organisation."""
        return await call.execute(_step(call.id, call.body))

    @to.command("/v1/resident-units/{id}/move", *WRITERS, body=MoveUnit)
    async def move(call: Call[MoveUnit]) -> Done | Refusal:
        """The unit is resident in another community; its seat in the working committee of the first ends."""
        unit = Step(RESIDENT_UNIT, call.id, call.body, related=(COMMUNITY.ref(call.body.community_id),))
        return await call.execute(unit, *await _seats(desk, call.id, None, call.body.from_on, ReleaseCause.UNIT_MOVED))

    @to.command("/v1/resident-units/{id}/leaving", *WRITERS, body=LeaveDistrict)
    async def leave(call: Call[LeaveDistrict]) -> Done | Refusal:
        """The unit was closed or has left the district; its seat in the working committee ends."""
        seats = await _seats(desk, call.id, None, call.body.left_on, ReleaseCause.UNIT_LEFT)
        pledges = Step(PLEDGES, call.id, EndPledges(ended_on=call.body.left_on))
        return await call.execute(_step(call.id, call.body), *seats, pledges)

    @to.query("/v1/resident-units", *READERS, answer=ResidentUnitPage, parameters=("community_id", "after", "limit"))
    async def units(query: Query) -> ResidentUnitPage | Refusal:
        """List the units that are resident, of one community if it is named."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        community_id = query.parameters.get("community_id", "")
        rows = desk.views.rows(view.PAGE, community_id=community_id, after=cursor.after, limit=cursor.limit)
        shown = tuple(ResidentUnitOut.model_validate(row) for row in rows)
        return ResidentUnitPage(units=shown, next=next_after(rows, cursor))

    @to.public("/v1/public/resident-units", answer=PublicUnits, parameters=("community_id", "after", "limit"))
    async def public_units(query: Query) -> PublicUnits | Refusal:
        """List the organisations that are resident, of one community if it is named."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        community_id = query.parameters.get("community_id", "")
        rows = desk.views.rows(view.PAGE, community_id=community_id, after=cursor.after, limit=cursor.limit)
        shown = tuple(PublicUnit.model_validate(row) for row in rows)
        return PublicUnits(units=shown, next=next_after(rows, cursor))

    @to.query("/v1/resident-units/{id}", *READERS, answer=ResidentUnitOut, parameters=as_of.PARAMETERS)
    async def unit(query: Query) -> ResidentUnitOut | Refusal | None:
        """Show a unit: as it is, as it was in law on a day, as it was known at a moment."""
        found = await as_of.held(query, RESIDENT_UNIT)
        if not isinstance(found, Held):
            return found
        return None if isinstance(found.state, NotRegistered) else _shown(query.id, found.state)

    @to.query("/v1/resident-units/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a unit, from the log."""
        return await history_of(desk.executor, RESIDENT_UNIT.ref(query.id))

    return to.router


def _step(unit_id: str, command: ResidentUnitCommand) -> Step:
    return Step(RESIDENT_UNIT, unit_id, command)


def _person(person_id: str | None) -> tuple[AggregateRef, ...]:
    return () if person_id is None else (PERSON.ref(person_id),)


async def _seats(desk: Desk, unit_id: str, head_id: PersonId | None, on: date, cause: ReleaseCause) -> tuple[Step, ...]:
    """What the working committee of the unit's community is told in the same act."""
    unit = await desk.state(RESIDENT_UNIT, unit_id)
    if isinstance(unit, NotRegistered | Gone):
        return ()
    command = FollowUnit(community_id=unit.community_id, unit_id=UnitId(unit_id), head_id=head_id, on=on, cause=cause)
    return (Step(PARTY_WORKING_COMMITTEE, unit.community_id, command),)


def _shown(unit_id: str, unit: Resident | Gone) -> ResidentUnitOut:
    last = unit.last if isinstance(unit, Gone) else unit
    return ResidentUnitOut(
        id=unit_id,
        community_id=last.community_id,
        kind=last.registered.kind,
        name_zh=last.registered.name_zh,
        uscc=last.registered.uscc,
        resident_from_on=last.since,
        head_id=last.head_id,
        party_member_count=last.party_member_count,
        left_on=unit.left_on if isinstance(unit, Gone) else None,
    )
