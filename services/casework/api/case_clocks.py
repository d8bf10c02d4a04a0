"""The clocks of cases over HTTP: stopping and lengthening them, and the proof of every due date."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.casework.api.case_work import READERS, ReasonsIn, work
from services.casework.domain.case import CASE
from services.casework.domain.case_clock_acts import (
    ApproveExtension,
    DenyExtension,
    RequestExtension,
    ResumeClock,
    SuspendClock,
)
from services.casework.domain.case_clocks import Clocks, reckoned
from services.casework.domain.case_state import NotOpened
from services.casework.domain.item import ITEM
from services.casework.views import case_clocks as view
from shared.contracts.casework.case_clocks import Clock, DueDates
from shared.contracts.intake.item import ItemVersion
from shared.kernel.actors import Role
from shared.kernel.proof import Proof, prove
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

_VERSION = re.compile(r"\d{1,6}")


class ExtensionIn(ReasonsIn):
    """How many more working days the examiner asks for, and why."""

    n: Annotated[int, Field(ge=1, le=365)]


class DueDateMove(BaseModel):
    """Due dates that were told anew. Of a day that differs from what it was, the applicant is to be told.

    Where none differs, the days are only no longer `provisional`. `calendar_version` counts the editions known.
    """

    model_config = ConfigDict(from_attributes=True)

    case_id: str
    application_id: str
    centre_id: str
    item_code: str
    promised_was_on: date | None = None
    promised_due_on: date | None = None
    statutory_was_on: date | None = None
    statutory_due_on: date | None = None
    provisional: bool
    calendar_version: int


class DueDateMoves(BaseModel):
    """Some moves in the order in which they were recorded; `next` continues after them."""

    moves: tuple[DueDateMove, ...]
    next: str | None = None


class DueDateProof(BaseModel):
    """Why a case is due when it is: each clock day by day, absent where the item sets no such limit.

    `told` is what the applicant was told last. It stands where the reckoning alone would now give an earlier date.
    """

    model_config = ConfigDict(frozen=True)

    case_id: str
    item_code: str
    item_version: int
    told: DueDates
    promised: Proof | None = None
    statutory: Proof | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of clocks."""
    to = Routes(desk, "clocks")

    @to.command("/v1/cases/{id}/suspension", Role.EXAMINER, body=SuspendClock)
    async def suspend(call: Call[SuspendClock]) -> Done | Refusal:
        """Stop the clocks for force majeure (不可抗力); whole days only."""
        return await work(call, lambda _subject: call.body)

    @to.command("/v1/cases/{id}/resumption", Role.EXAMINER, body=ResumeClock)
    async def resume(call: Call[ResumeClock]) -> Done | Refusal:
        """Say that force majeure is over; the clocks run on from the next working day."""
        return await work(call, lambda _subject: call.body)

    @to.command("/v1/cases/{id}/extension-request", Role.EXAMINER, body=ExtensionIn)
    async def request_extension(call: Call[ExtensionIn]) -> Done | Refusal:
        """Ask for more working days, before the deadline (延期申请)."""
        body = call.body
        return await work(
            call, lambda subject: RequestExtension(post_id=body.post_id, n=body.n, reasons=body.sealed(subject))
        )

    @to.command("/v1/cases/{id}/extension", Role.APPROVER, body=ReasonsIn)
    async def extend(call: Call[ReasonsIn]) -> Done | Refusal:
        """Grant the time that was asked for; the applicant is told why (延期批准)."""
        body = call.body
        return await work(call, lambda subject: ApproveExtension(post_id=body.post_id, reasons=body.sealed(subject)))

    @to.command("/v1/cases/{id}/extension-denial", Role.APPROVER, body=ReasonsIn)
    async def deny_extension(call: Call[ReasonsIn]) -> Done | Refusal:
        """Grant no more time."""
        body = call.body
        return await work(call, lambda subject: DenyExtension(post_id=body.post_id, reasons=body.sealed(subject)))

    @to.query("/v1/cases/{id}/due-date-proof", *READERS, answer=DueDateProof)
    async def due_date_proof(query: Query) -> DueDateProof | None:
        """Show why each due date is what it is: the days that counted, the days that did not, and why."""
        case = await desk.state(CASE, query.id)
        if isinstance(case, NotOpened):
            return None
        opened, clocks = case.file.opened, case.file.clocks
        item = (await desk.state(ITEM, opened.item_code)).versions[opened.item_version]
        return DueDateProof(
            case_id=query.id,
            item_code=opened.item_code,
            item_version=opened.item_version,
            told=clocks.told,
            promised=_proof(Clock.PROMISED, clocks, item, desk),
            statutory=_proof(Clock.STATUTORY, clocks, item, desk),
        )

    @to.query("/v1/due-date-moves", *READERS, answer=DueDateMoves, parameters=("calendar_version", "after", "limit"))
    async def due_date_moves(query: Query) -> DueDateMoves | Refusal:
        """List the due dates that a publication of the calendar, or a change of a rule, has moved."""
        cursor, version = cursor_of(query), query.parameters.get("calendar_version")
        if isinstance(cursor, Refusal):
            return cursor
        if version is not None and not _VERSION.fullmatch(version):
            return InvalidParameter(name="calendar_version")
        statement, where = (
            (view.PAGE, {}) if version is None else (view.PAGE_OF_CALENDAR, {"calendar_version": version})
        )
        rows = desk.views.rows(statement, after=cursor.after, limit=cursor.limit, **where)
        return DueDateMoves(moves=tuple(DueDateMove.model_validate(row) for row in rows), next=next_after(rows, cursor))

    return to.router


def _proof(clock: Clock, clocks: Clocks, item: ItemVersion, desk: Desk) -> Proof | None:
    reference = desk.executor.reference
    found = reckoned(clock, clocks, item, reference.policy, reference.calendar)
    return None if found is None else prove(found)
