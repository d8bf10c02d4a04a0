"""Pledges over HTTP: a unit's own delegate or the counter makes and confirms them, the working committee checks."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.domain.pledge import PLEDGES
from services.councils.domain.pledge_commands import CheckPledge, ConfirmPledge, MakePledge, PledgeCommand
from services.councils.domain.resident_unit import RESIDENT_UNIT
from services.councils.domain.types import UnitId
from services.councils.views import pledge as view
from shared.contracts.councils.pledge import Entries, Numbers, PledgeList, Year
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

CHECKERS = (Role.WORKING_COMMITTEE, Role.ADMIN)
WRITERS = (*CHECKERS, Role.CLERK, Role.UNIT_DELEGATE)
READERS = (*WRITERS, Role.COMMITTEE, Role.REPRESENTATIVE, Role.SUPERVISOR, Role.AUDITOR)


class PledgeIn(BaseModel):
    """What a unit pledges for this year, on each of the three lists."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    year: Year
    entries: Entries


class FulfilledIn(BaseModel):
    """Which entries of a year's pledge were fulfilled, by their numbers from 1 on."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    year: Year
    fulfilled: Numbers


class PledgeEntryOut(BaseModel):
    """One line of a list; its number is its place in the pledge, from 1 on."""

    list_of: PledgeList
    title: str


class PledgeOut(BaseModel):
    """A unit's pledge of a year; `missed` where its last day went by without, `confirmed` and `checked` by numbers."""

    model_config = ConfigDict(from_attributes=True)

    unit_id: str
    year: int
    due_on: date
    missed: bool
    made_on: date | None = None
    entries: tuple[PledgeEntryOut, ...] | None = None
    confirmed: tuple[int, ...] | None = None
    checked: tuple[int, ...] | None = None
    checked_on: date | None = None


class PledgePage(BaseModel):
    """Pledges in the order in which they were made or missed; `next` continues after them."""

    pledges: tuple[PledgeOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of pledges."""
    to = Routes(desk, "pledges")

    @to.command("/v1/resident-units/{id}/pledges", *WRITERS, body=PledgeIn)
    async def make(call: Call[PledgeIn]) -> Done | Refusal:
        """Pledge for this year (三张清单)."""
        command = MakePledge(unit_id=UnitId(call.id), year=call.body.year, entries=call.body.entries)
        return await call.execute(_step(call.id, command))

    @to.command("/v1/resident-units/{id}/pledge-confirmations", *WRITERS, body=FulfilledIn)
    async def confirm(call: Call[FulfilledIn]) -> Done | Refusal:
        """Say for the unit which entries it has fulfilled."""
        return await call.execute(_step(call.id, ConfirmPledge(unit_id=UnitId(call.id), **call.body.model_dump())))

    @to.command("/v1/resident-units/{id}/pledge-checks", *CHECKERS, body=FulfilledIn)
    async def check(call: Call[FulfilledIn]) -> Done | Refusal:
        """Find for the working committee which entries were fulfilled."""
        return await call.execute(_step(call.id, CheckPledge(unit_id=UnitId(call.id), **call.body.model_dump())))

    @to.query("/v1/pledges", *READERS, answer=PledgePage, parameters=("unit_id", "year", "overdue", "after", "limit"))
    async def pledges(query: Query) -> PledgePage | Refusal:
        """List the pledges of a unit or a year, or those that are overdue."""
        year, overdue = query.parameters.get("year", "0"), query.parameters.get("overdue", "false")
        if not (year.isascii() and year.isdigit() and len(year) <= len("2013")):
            return InvalidParameter(name="year")
        return _page(query, int(year), overdue == "true") if overdue in _FLAGS else InvalidParameter(name="overdue")

    @to.query("/v1/resident-units/{id}/pledges/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a unit's pledges, from the log."""
        return await history_of(desk.executor, PLEDGES.ref(query.id))

    return to.router


_FLAGS = frozenset({"true", "false"})


def _step(unit_id: str, command: PledgeCommand) -> Step:
    return Step(PLEDGES, unit_id, command, related=(RESIDENT_UNIT.ref(unit_id),))


def _page(query: Query, year: int, overdue: bool) -> PledgePage | Refusal:
    cursor = cursor_of(query)
    if isinstance(cursor, Refusal):
        return cursor
    where = {"unit_id": query.parameters.get("unit_id", ""), "year": year, "overdue": overdue}
    rows = query.desk.views.rows(view.PAGE, **where, after=cursor.after, limit=cursor.limit)
    return PledgePage(pledges=tuple(PledgeOut.model_validate(row) for row in rows), next=next_after(rows, cursor))
