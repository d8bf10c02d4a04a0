"""Erasure over HTTP, and the duty that grants it when all have agreed and destroys the key.

The key is destroyed only after the grant stands in the log. Whoever is killed in between finds it granted and destroys
again, which harms nothing; whoever is killed before the destruction is recorded records it on the next turn.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.intake.domain.erasure import (
    ERASURE,
    Asked,
    ConfirmDestruction,
    Destroyed,
    Erasure,
    ErasureCommand,
    Granted,
    GrantErasure,
    NotAsked,
    RequestErasure,
    Restricted,
)
from services.intake.domain.erasure_refusals import SubjectUnknown, retained
from services.intake.views import erasure as view
from shared.contracts.erasure import ErasureBasis, Retention
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Act, Done
from shared.runtime.desk import Desk
from shared.runtime.duty import Duty
from shared.runtime.erasing import ERASER, has_read_all
from shared.runtime.holding import held
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after

READERS = (Role.ADMIN, Role.AUDITOR)


class ErasureIn(BaseModel):
    """Why a person's data should be deleted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    basis: ErasureBasis


class ErasureOut(BaseModel):
    """How an erasure stands: who has said that they keep nothing, or what has to be kept."""

    subject: str
    state: str
    round: int
    basis: str | None = None
    requested_on: date | None = None
    answer_due_on: date | None = None
    missed: bool = False
    cleared: tuple[str, ...] = ()
    held: tuple[Retention, ...] = ()
    destroyed_at: datetime | None = None


class ErasureRow(BaseModel):
    """One erasure in a list."""

    model_config = ConfigDict(from_attributes=True)

    subject: str
    state: str
    round: int
    basis: str
    requested_on: date
    answer_due_on: date | None = None
    missed: bool


class ErasurePage(BaseModel):
    """Some erasures, as they were asked for; `next` continues after them."""

    erasures: tuple[ErasureRow, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of erasures."""
    to = Routes(desk, "privacy")

    @to.command("/v1/subjects/{id}/erasure", Role.ADMIN, body=ErasureIn)
    async def request_erasure(call: Call[ErasureIn]) -> Done | Refusal:
        """Delete a person's data, unless the archive must keep something: then they are only stored from now on."""
        if not await desk.vault.knows(call.id):
            return SubjectUnknown()
        head = await desk.executor.log.head()
        if (late := await desk.read_after(f"{desk.service}:{head}")) is not None:
            return late
        kept = held(desk, call.id, day_of(await desk.executor.clock.now()))
        done = await call.execute(Step(ERASURE, call.id, RequestErasure(basis=call.body.basis, held=kept)))
        stands = await desk.state(ERASURE, call.id)
        if isinstance(done, Done) and isinstance(stands, Restricted):
            return retained(stands.held)
        return done

    @to.query("/v1/erasures/{id}", *READERS, answer=ErasureOut)
    async def erasure(query: Query) -> ErasureOut | None:
        """Show how the erasure of a person stands."""
        return _shown(query.id, await desk.state(ERASURE, query.id))

    @to.query("/v1/erasures", *READERS, answer=ErasurePage, parameters=("after", "limit"))
    async def erasures(query: Query) -> ErasurePage | Refusal:
        """List erasures."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.PAGE, after=cursor.after, limit=cursor.limit)
        return ErasurePage(erasures=tuple(map(ErasureRow.model_validate, rows)), next=next_after(rows, cursor))

    return to.router


def _shown(subject: str, erasure: Erasure) -> ErasureOut | None:
    match erasure:
        case NotAsked():
            return None
        case Asked() | Granted():
            request = erasure.request
            return ErasureOut(
                subject=subject,
                state=view.ASKED if isinstance(erasure, Asked) else view.GRANTED,
                round=request.round,
                basis=request.basis,
                requested_on=request.requested_on,
                answer_due_on=request.answer_due_on,
                missed=erasure.missed,
                cleared=tuple(sorted(erasure.cleared)) if isinstance(erasure, Asked) else (),
            )
        case Restricted():
            return ErasureOut(subject=subject, state=view.RESTRICTED, round=erasure.round, held=erasure.held)
        case Destroyed():
            at = erasure.destroyed_at
            return ErasureOut(subject=subject, state=view.DESTROYED, round=erasure.round, destroyed_at=at)
        case _:
            assert_never(erasure)


# --- the duty ---------------------------------------------------------------


async def _conduct(desk: Desk) -> bool:
    """Destroy the key of somebody whose erasure is granted; else grant one on which all agree."""
    if (granted := desk.views.row(view.TO_DESTROY)) is not None:
        await desk.vault.destroy(granted.subject, await desk.executor.clock.now())
        return await _recorded(desk, granted.subject, ConfirmDestruction())
    agreed = desk.views.row(view.AGREED)
    if agreed is None or not await has_read_all(desk):
        return False
    kept = held(desk, agreed.subject, day_of(await desk.executor.clock.now()))
    return await _recorded(desk, agreed.subject, GrantErasure(held=kept))


async def _recorded(desk: Desk, subject: str, command: ErasureCommand) -> bool:
    """Whether it was recorded; while the view has not read of it, nothing more is done."""
    result = await desk.executor.execute(Act((Step(ERASURE, subject, command),), ERASER))
    return isinstance(result, Done) and bool(result.events)


def _waits(desk: Desk, _now: datetime) -> bool:
    return any(desk.views.row(statement) is not None for statement in (view.TO_DESTROY, view.AGREED))


DUTY = Duty("erasing", _conduct, _waits)
