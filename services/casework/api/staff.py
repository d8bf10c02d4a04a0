"""Staff over HTTP. The name is taken in once and sealed; nothing here gives it back."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.casework.domain.staff import STAFF, EngageStaff, LeaveStaff
from services.casework.domain.types import GivenItemCode, GivenOrg, GivenStaffId
from services.casework.views import staff as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.pages import cursor_of, next_after

VAULT_KIND = "staff"
READERS = (Role.ADMIN, Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR)


class StaffIn(BaseModel):
    """Who takes up work. `id` is the `sub` of the person's token and never says who that is."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id: GivenStaffId
    name: Annotated[str, Field(min_length=1, max_length=50)]
    org: GivenOrg
    trained_for: Annotated[tuple[GivenItemCode, ...], Field(max_length=100)] = ()


class StaffOut(BaseModel):
    """Where a person works and what for; `left_on` once they have left."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    org: str
    trained_for: tuple[str, ...]
    engaged_on: date
    left_on: date | None = None


class StaffPage(BaseModel):
    """Some staff in the order of their engagement; `next` continues after them."""

    staff: tuple[StaffOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of staff."""
    to = Routes(desk, "staff")

    @to.command("/v1/staff", Role.ADMIN, body=StaffIn, creates=True)
    async def engage(call: Call[StaffIn]) -> Done | Refusal:
        """Record that a person takes up work."""
        body = call.body
        name = Personal[str].of(await desk.vault.enrol(VAULT_KIND, body.id), body.name)
        return await call.execute(
            Step(STAFF, body.id, EngageStaff(name=name, org=body.org, trained_for=body.trained_for))
        )

    @to.command("/v1/staff/{id}/departure", Role.ADMIN)
    async def leave(call: Call[Empty]) -> Done | Refusal:
        """Record that a person leaves; they act no more."""
        return await call.execute(Step(STAFF, call.id, LeaveStaff()))

    @to.query("/v1/staff", *READERS, answer=StaffPage, parameters=("after", "limit"))
    async def staff(query: Query) -> StaffPage | Refusal:
        """List staff by their ids."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.PAGE, after=cursor.after, limit=cursor.limit)
        return StaffPage(
            staff=tuple(StaffOut.model_validate(row) for row in rows),
            next=next_after(rows, cursor),
        )

    return to.router
