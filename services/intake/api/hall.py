"""Halls and windows over HTTP."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.intake.domain.centre import CENTRE
from services.intake.domain.hall import HALL, CloseWindow, OpenHall, OpenWindow, PauseWindow
from services.intake.views import hall as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes

DIRECTORS = (Role.CENTRE_DIRECTOR, Role.ADMIN)
READERS = tuple(Role)


class CentreOut(BaseModel):
    """A centre that councils announced."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    community_id: str
    kind: str
    name_zh: str
    name_en: str


class Centres(BaseModel):
    """All centres of the district."""

    centres: tuple[CentreOut, ...]


class WindowOut(BaseModel):
    """A window, what it is for and whether it is open."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    number: int
    state: str
    kind: str


class HallOut(BaseModel):
    """A hall with its windows."""

    id: str
    centre_id: str
    code: str
    name_zh: str
    name_en: str
    windows: tuple[WindowOut, ...]


class Halls(BaseModel):
    """All halls of the district."""

    halls: tuple[HallOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of halls."""
    to = Routes(desk, "halls")

    @to.command("/v1/halls", *DIRECTORS, body=OpenHall, creates=True)
    async def open_hall(call: Call[OpenHall]) -> Done | Refusal:
        """Open a centre's service hall."""
        return await call.execute(
            Step(HALL, call.new_id("hall"), call.body, related=(CENTRE.ref(call.body.centre_id),))
        )

    @to.command("/v1/halls/{id}/windows", *DIRECTORS, body=OpenWindow)
    async def open_window(call: Call[OpenWindow]) -> Done | Refusal:
        """Open a window, for the first time or after a pause; it is comprehensive unless said."""
        return await call.execute(Step(HALL, call.id, call.body))

    @to.command("/v1/halls/{id}/pauses", *DIRECTORS, body=PauseWindow)
    async def pause_window(call: Call[PauseWindow]) -> Done | Refusal:
        """Pause a window."""
        return await call.execute(Step(HALL, call.id, call.body))

    @to.command("/v1/halls/{id}/closures", *DIRECTORS, body=CloseWindow)
    async def close_window(call: Call[CloseWindow]) -> Done | Refusal:
        """Close a window for good."""
        return await call.execute(Step(HALL, call.id, call.body))

    @to.query("/v1/centres", *READERS, answer=Centres)
    async def centres(_query: Query) -> Centres:
        """List the centres that councils announced."""
        return Centres(centres=tuple(CentreOut.model_validate(row) for row in desk.views.rows(view.CENTRES)))

    @to.query("/v1/halls", *READERS, answer=Halls)
    async def halls(_query: Query) -> Halls:
        """List the halls of the district."""
        return halls_of(desk)

    @to.query("/v1/halls/{id}", *READERS, answer=HallOut)
    async def hall(query: Query) -> HallOut | None:
        """Show a hall with its windows."""
        return hall_of(desk, query.id)

    return to.router


def halls_of(desk: Desk) -> Halls:
    """All halls of the district."""
    return Halls(halls=tuple(_hall(desk, row) for row in desk.views.rows(view.HALLS)))


def hall_of(desk: Desk, hall_id: str) -> HallOut | None:
    """One hall, if it is there."""
    row = desk.views.row(view.ONE_HALL, of=hall_id)
    return _hall(desk, row) if row else None


def _hall(desk: Desk, row: view.HallRow) -> HallOut:
    windows = tuple(WindowOut.model_validate(window) for window in desk.views.rows(view.WINDOWS, of=row.id))
    return HallOut(**row._mapping, windows=windows)
