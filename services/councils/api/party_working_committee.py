"""Working committees (一委) over HTTP: their full-time members, and the part-time ones from resident units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row

from services.councils.domain.community import COMMUNITY
from services.councils.domain.party_working_committee import (
    PARTY_WORKING_COMMITTEE,
    NotFormed,
    PartyWorkingCommittee,
    Seat,
)
from services.councils.domain.party_working_committee_commands import (
    AppointFullTime,
    AppointPartTime,
    FormWorkingCommittee,
    GivenPersonId,
    GivenUnitId,
    ReleaseMember,
)
from services.councils.domain.person import PERSON
from services.councils.domain.resident_unit import RESIDENT_UNIT
from services.councils.domain.types import CommunityId
from services.councils.views import party_working_committee as view
from shared.contracts.councils.party_working_committee import FullTimeMemberAppointed, MemberRole
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes

WRITERS = (Role.WORKING_COMMITTEE, Role.ADMIN)
READERS = (*WRITERS, Role.CLERK, Role.COMMITTEE, Role.UNIT_DELEGATE, Role.SUPERVISOR, Role.AUDITOR)
PATH = "/v1/communities/{id}/party-working-committee"


class FormationIn(BaseModel):
    """The day on which a community's working committee was formed."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    formed_on: Day


class FullTimeIn(BaseModel):
    """Who sits full time from a day on, and as what."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPersonId
    role: MemberRole
    from_on: Day


class PartTimeIn(BaseModel):
    """Who sits part time from a day on, as head of the Party organisation of which unit."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPersonId
    unit_id: GivenUnitId
    from_on: Day


class ReleaseIn(BaseModel):
    """Whose seat ends; `released_on` is the first day without it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPersonId
    released_on: Day


class SeatKind(StrEnum):
    """How somebody sits."""

    FULL_TIME = "FULL_TIME"
    PART_TIME = "PART_TIME"


class SeatOut(BaseModel):
    """Who sits or sat in a committee from when to when; a part-time member for which unit."""

    person_id: str
    seat: SeatKind
    role: MemberRole
    from_unit_id: str | None = None
    from_on: date
    released_on: date | None = None


class WorkingCommitteeOut(BaseModel):
    """A working committee and who sits in it; of one of them also who sat, unless a moment was asked for.

    One that ended with its community has its first day without.
    """

    community_id: str
    formed_on: date
    dissolved_on: date | None = None
    members: tuple[SeatOut, ...]


class WorkingCommittees(BaseModel):
    """The working committees of all communities."""

    working_committees: tuple[WorkingCommitteeOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of working committees."""
    to = Routes(desk, "working committees")

    @to.command(PATH, *WRITERS, body=FormationIn)
    async def form(call: Call[FormationIn]) -> Done | Refusal:
        """Enter that a community has its working committee."""
        command = FormWorkingCommittee(community_id=CommunityId(call.id), formed_on=call.body.formed_on)
        return await call.execute(Step(PARTY_WORKING_COMMITTEE, call.id, command, related=(COMMUNITY.ref(call.id),)))

    @to.command(f"{PATH}/full-time-members", *WRITERS, body=FullTimeIn)
    async def appoint_full_time(call: Call[FullTimeIn]) -> Done | Refusal:
        """Give somebody a full-time seat."""
        command = AppointFullTime(community_id=CommunityId(call.id), **call.body.model_dump())
        related = (COMMUNITY.ref(call.id), PERSON.ref(command.person_id))
        return await call.execute(Step(PARTY_WORKING_COMMITTEE, call.id, command, related=related))

    @to.command(f"{PATH}/part-time-members", *WRITERS, body=PartTimeIn)
    async def appoint_part_time(call: Call[PartTimeIn]) -> Done | Refusal:
        """Give the head of a resident unit's Party organisation a part-time seat (兼职委员)."""
        command = AppointPartTime(community_id=CommunityId(call.id), **call.body.model_dump())
        related = (COMMUNITY.ref(call.id), PERSON.ref(command.person_id), RESIDENT_UNIT.ref(command.unit_id))
        return await call.execute(Step(PARTY_WORKING_COMMITTEE, call.id, command, related=related))

    @to.command(f"{PATH}/releases", *WRITERS, body=ReleaseIn)
    async def release(call: Call[ReleaseIn]) -> Done | Refusal:
        """End somebody's seat, as they wish or as was decided."""
        command = ReleaseMember(community_id=CommunityId(call.id), **call.body.model_dump())
        return await call.execute(Step(PARTY_WORKING_COMMITTEE, call.id, command))

    @to.query("/v1/party-working-committees", *READERS, answer=WorkingCommittees)
    async def committees(_query: Query) -> WorkingCommittees:
        """List the working committees with who sits in them."""
        seats = desk.views.rows(view.SITTING)
        return WorkingCommittees(working_committees=tuple(_listed(row, seats) for row in desk.views.rows(view.ALL)))

    @to.query(PATH, *READERS, answer=WorkingCommitteeOut, parameters=as_of.PARAMETERS)
    async def committee(query: Query) -> WorkingCommitteeOut | Refusal | None:
        """Show a community's working committee with all seats, or those of a day in law or a moment of knowledge."""
        if query.parameters:
            found = await as_of.held(query, PARTY_WORKING_COMMITTEE)
            return _held(found) if isinstance(found, Held) else found
        row = desk.views.row(view.ONE, of=query.id)
        return _listed(row, desk.views.rows(view.SEATS_OF, of=query.id)) if row else None

    @to.query(f"{PATH}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a working committee, from the log."""
        return await history_of(desk.executor, PARTY_WORKING_COMMITTEE.ref(query.id))

    return to.router


def _listed(row: Row[Any], seats: Iterable[Row[Any]]) -> WorkingCommitteeOut:
    own = (each for each in seats if each.community_id == row.community_id)
    members = (
        SeatOut(
            person_id=each.person_id,
            seat=SeatKind.PART_TIME if each.unit_id else SeatKind.FULL_TIME,
            role=each.role,
            from_unit_id=each.unit_id,
            from_on=each.from_on,
            released_on=each.released_on,
        )
        for each in own
    )
    return WorkingCommitteeOut(**row._mapping, members=tuple(members))


def _held(found: Held[PartyWorkingCommittee]) -> WorkingCommitteeOut | None:
    committee = found.state
    if isinstance(committee, NotFormed):
        return None
    members = tuple(_seat(each) for each in committee.seats.values())
    return WorkingCommitteeOut(
        community_id=committee.community_id,
        formed_on=committee.formed_on,
        dissolved_on=committee.dissolved_on,
        members=members,
    )


def _seat(seat: Seat) -> SeatOut:
    who, first = seat.person_id, seat.from_on
    if isinstance(seat, FullTimeMemberAppointed):
        return SeatOut(person_id=who, seat=SeatKind.FULL_TIME, role=seat.role, from_on=first)
    unit_id, role = seat.unit_id, MemberRole.MEMBER
    return SeatOut(person_id=who, seat=SeatKind.PART_TIME, role=role, from_unit_id=unit_id, from_on=first)
