"""The queue over HTTP: a number for whoever comes, with or without a token, the calls of the windows, and the board."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.queue import QUEUE, queue_id
from services.intake.domain.queue_commands import (
    AtWindowCommand,
    CallTicket,
    IssueTicket,
    Number,
    RecallTicket,
    RequeueTicket,
    ServeTicket,
    SkipTicket,
)
from services.intake.domain.roster import opening_refs
from services.intake.domain.types import HallId, TicketId, WindowId
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS
from services.intake.views import hall as hall_view
from services.intake.views import queue as view
from shared.contracts.intake.queue import ItemCode
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.public import PublicRoutes

COUNTER = (Role.CLERK,)
GivenWindowId = Annotated[WindowId, Field(min_length=1, max_length=64)]


class TicketIn(BaseModel):
    """What somebody comes for, if they say so; `priority` for the elderly and the disabled."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    item_code: ItemCode | None = None
    priority: bool = False


class WindowIn(BaseModel):
    """Which window."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    window_id: GivenWindowId


class AtWindowIn(WindowIn):
    """Which number at which window."""

    number: Number


class RecallIn(AtWindowIn):
    """For the how-manieth time the number is called: 2 for the first repetition."""

    call: Annotated[int, Field(ge=2, le=100)]


class NumberIn(BaseModel):
    """Which number."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    number: Number


class TicketOut(BaseModel):
    """Where a number stands; `shown` is how a board writes it, `ahead` how many are called before it."""

    id: str
    hall_id: str
    day: date
    number: int
    shown: str
    priority: bool
    state: str
    window_id: str | None = None
    ahead: int | None = None


class ServingOut(BaseModel):
    """A window, open or paused, and the number that it has, if it has one."""

    window_id: str
    window_number: int
    state: str
    number: int | None = None
    shown: str | None = None
    calls: int | None = None


class Board(BaseModel):
    """What hangs in the hall: who is called to which window, and how many wait."""

    hall_id: str
    day: date
    windows: tuple[ServingOut, ...]
    waiting: int


def routes(desk: Desk) -> APIRouter:
    """Register the routes of queues."""
    to = PublicRoutes(desk, "queues")

    @to.act("/v1/public/halls/{id}/tickets", body=TicketIn, creates=True)
    async def take(call: Call[TicketIn]) -> Done | Refusal:
        """Take a number (取号); the answer's `id` is the ticket's."""
        return await _issue(call)

    @to.command("/v1/halls/{id}/tickets", *COUNTER, body=TicketIn, creates=True)
    async def give(call: Call[TicketIn]) -> Done | Refusal:
        """Take a number for somebody who comes to the counter; the answer's `id` is the ticket's."""
        return await _issue(call)

    @to.query("/v1/halls/{id}/tickets/{ticket}", *COUNTER, answer=TicketOut)
    @to.public("/v1/public/halls/{id}/tickets/{ticket}", answer=TicketOut)
    async def ticket(query: Query) -> TicketOut | None:
        """Show where a number stands, and how many are called before it."""
        row = desk.views.row(view.ONE, hall_id=query.id, of=query.path["ticket"])
        if row is None:
            return None
        queue = await desk.state(QUEUE, row.queue_id)
        place = {"shown": _shown(row.number), "ahead": queue.ahead_of(row.number)}
        return TicketOut.model_validate({**row._mapping, **place})

    @to.command("/v1/halls/{id}/calls", *COUNTER, body=WindowIn)
    async def call_next(call: Call[WindowIn]) -> Done | Refusal:
        """Call whoever is next to a free window (叫号)."""
        hall_id, day = HallId(call.id), await _today(desk)
        return await _act(call, CallTicket(hall_id=hall_id, day=day, **dict(call.body)))

    @to.command("/v1/halls/{id}/recalls", *COUNTER, body=RecallIn)
    async def recall(call: Call[RecallIn]) -> Done | Refusal:
        """Call a number again: nobody came."""
        hall_id, day = HallId(call.id), await _today(desk)
        return await _act(call, RecallTicket(hall_id=hall_id, day=day, **dict(call.body)))

    @to.command("/v1/halls/{id}/skips", *COUNTER, body=AtWindowIn)
    async def skip(call: Call[AtWindowIn]) -> Done | Refusal:
        """Go on without whoever has a number (过号)."""
        hall_id, day = HallId(call.id), await _today(desk)
        return await _act(call, SkipTicket(hall_id=hall_id, day=day, **dict(call.body)))

    @to.command("/v1/halls/{id}/requeues", *COUNTER, body=NumberIn)
    async def requeue(call: Call[NumberIn]) -> Done | Refusal:
        """Put a number back that was skipped, behind the next one."""
        hall_id, day = HallId(call.id), await _today(desk)
        return await _act(call, RequeueTicket(hall_id=hall_id, day=day, number=call.body.number))

    @to.command("/v1/halls/{id}/servings", *COUNTER, body=AtWindowIn)
    async def serve(call: Call[AtWindowIn]) -> Done | Refusal:
        """Enter that whoever had a number was served; the window is free."""
        hall_id, day = HallId(call.id), await _today(desk)
        return await _act(call, ServeTicket(hall_id=hall_id, day=day, **dict(call.body)))

    @to.public("/v1/public/halls/{id}/board", answer=Board)
    async def board(query: Query) -> Board | None:
        """Show which number is called to which window today, and how many wait."""
        return _board(desk, query.id, await _today(desk))

    return to.router


async def _today(desk: Desk) -> date:
    return day_of(await desk.executor.clock.now())


async def _issue(call: Call[TicketIn]) -> Done | Refusal:
    day, ticket_id = await _today(call.desk), TicketId(call.new_id("ticket"))
    command = IssueTicket(hall_id=HallId(call.id), day=day, ticket_id=ticket_id, **dict(call.body))
    item = () if call.body.item_code is None else (ITEM.ref(call.body.item_code),)
    step = Step(QUEUE, queue_id(call.id, day), command, related=(*opening_refs(call.id, day), *item))
    done = await call.execute(step)
    return done if isinstance(done, Refusal) else replace(done, id=ticket_id)


async def _act(call: Call[Any], command: AtWindowCommand | RequeueTicket) -> Done | Refusal:
    looked_at = (HALL.ref(call.id), WINDOW_POSTS.ref(DISTRICT))
    return await call.execute(Step(QUEUE, queue_id(call.id, command.day), command, related=looked_at))


def _shown(number: int) -> str:
    """`A001`, as boards write it."""
    return f"A{number:03d}"


def _board(desk: Desk, hall_id: str, day: date) -> Board | None:
    if desk.views.row(hall_view.ONE_HALL, of=hall_id) is None:
        return None
    at = {row.window_id: row for row in desk.views.rows(view.AT_WINDOWS, hall_id=hall_id, day=day)}
    windows = [row for row in desk.views.rows(hall_view.WINDOWS, of=hall_id) if row.state != "CLOSED"]
    waiting = desk.views.row(view.WAITING, hall_id=hall_id, day=day)
    return Board(
        hall_id=hall_id,
        day=day,
        windows=tuple(_serving(window, at.get(window.id)) for window in windows),
        waiting=waiting.waiting if waiting else 0,
    )


def _serving(window: Row[Any], ticket: Row[Any] | None) -> ServingOut:
    place = ServingOut(window_id=window.id, window_number=window.number, state=window.state)
    if ticket is None:
        return place
    return place.model_copy(update={"number": ticket.number, "shown": _shown(ticket.number), "calls": ticket.calls})
