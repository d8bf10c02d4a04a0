"""The register for everybody, without a token: which associations stand on a day, and which notices run."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.associations.api.association_out import AssociationOut, StandingPage, association_at, standing_of
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_state import Stage
from services.associations.views import association_register as register
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.as_of import Held, moment_asked
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.public import PublicRoutes

STANDING = {Stage.FILED, Stage.REGISTERED, Stage.WINDING_UP}


class RunningNotice(BaseModel):
    """A filing that is up for public notice (公示), and through which day."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name_zh: str
    community_id: str
    category: str
    notice_from_on: date
    notice_until_on: date


class RunningNotices(BaseModel):
    """The notices that run; `next` continues after them."""

    notices: tuple[RunningNotice, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of the public register."""
    to = PublicRoutes(desk, "register of associations")

    @to.public(
        "/v1/public/associations",
        answer=StandingPage,
        parameters=(*register.OF_STANDING, *as_of.PARAMETERS, "after", "limit"),
    )
    async def associations(query: Query) -> StandingPage | Refusal:
        """Search what stands on a day, by community, track, category or a part of the name that it goes by now."""
        cursor, moment = cursor_of(query), await moment_asked(query)
        if isinstance(cursor, Refusal):
            return cursor
        if isinstance(moment, Refusal):
            return moment
        day = moment.as_of or day_of(await desk.executor.clock.now())
        return standing_of(query, cursor, day, moment)

    @to.public("/v1/public/associations/{id}", answer=AssociationOut, parameters=as_of.PARAMETERS)
    async def association(query: Query) -> AssociationOut | Refusal | None:
        """Show an association that stands: now, on a day, as it was known at a moment."""
        found = await as_of.held(query, ASSOCIATION)
        if not isinstance(found, Held):
            return found
        shown = association_at(query.id, found.state)
        if shown is None or shown.stage not in STANDING:
            return None
        return shown.model_copy(update={"change_requested": None, "consents": {}})

    @to.public("/v1/public/association-notices", answer=RunningNotices, parameters=("after", "limit"))
    async def notices(query: Query) -> RunningNotices | Refusal:
        """List the filings that are up for public notice today."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        today = day_of(await desk.executor.clock.now())
        rows = desk.views.rows(register.NOTICES, today=today, after=cursor.after, limit=cursor.limit)
        shown = tuple(RunningNotice.model_validate(row) for row in rows)
        return RunningNotices(notices=shown, next=next_after(rows, cursor))

    return to.router
