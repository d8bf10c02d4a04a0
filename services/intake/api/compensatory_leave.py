"""Compensatory leave over HTTP: the director sees what duty has earned, and gives leave for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.domain.compensatory_leave import COMPENSATORY_LEAVE, TakeLeave
from services.intake.domain.types import StaffId
from services.intake.views import compensatory_leave as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after

DIRECTORS = (Role.ADMIN, Role.CENTRE_DIRECTOR)
READERS = (Role.ADMIN, Role.AUDITOR, Role.CENTRE_DIRECTOR)


class LeaveIn(BaseModel):
    """Leave from one day to another, both included: two half days a working day, or one half day fewer in all."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    from_on: Day
    until_on: Day
    half_days: Annotated[int, Field(ge=1, le=200)]


class TakenOut(BaseModel):
    """Leave that was given."""

    model_config = ConfigDict(from_attributes=True)

    from_on: date
    until_on: date
    half_days: int


class BalanceOut(BaseModel):
    """What somebody's duty has earned, and what was taken of it, in half days."""

    staff: str
    centre_id: str
    earned: int
    taken: int
    left: int
    leave: tuple[TakenOut, ...]


class BalancePage(BaseModel):
    """Some people's balances in the order of their first duty; `next` continues after them."""

    balances: tuple[BalanceOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of compensatory leave."""
    to = Routes(desk, "compensatory-leave")

    @to.command("/v1/compensatory-leave/{id}/takings", *DIRECTORS, body=LeaveIn)
    async def take(call: Call[LeaveIn]) -> Done | Refusal:
        """Give a person leave for duty done (补休); they are absent then, and their posts hear of it."""
        command = TakeLeave(staff=StaffId(call.id), **dict(call.body))
        return await call.execute(Step(COMPENSATORY_LEAVE, call.id, command))

    @to.query("/v1/compensatory-leave", *READERS, answer=BalancePage, parameters=("after", "limit"))
    async def balances(query: Query) -> BalancePage | Refusal:
        """List what is left of compensatory leave; a director sees the own centre's people."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        own = query.actor.role is Role.CENTRE_DIRECTOR
        statement, where = (view.PAGE_OF_CENTRE, {"centre_id": query.actor.org}) if own else (view.PAGE, {})
        rows = desk.views.rows(statement, after=cursor.after, limit=cursor.limit, **where)
        leave = desk.views.rows(view.LEAVE, staff=[row.staff for row in rows], first=date.min)
        return BalancePage(
            balances=tuple(
                BalanceOut(
                    staff=row.staff,
                    centre_id=row.centre_id,
                    earned=row.earned,
                    taken=row.taken,
                    left=row.earned - row.taken,
                    leave=tuple(TakenOut.model_validate(each) for each in leave if each.staff == row.staff),
                )
                for row in rows
            ),
            next=next_after(rows, cursor),
        )

    return to.router
