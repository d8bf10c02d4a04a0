"""Premises over HTTP: surveys, the register, and what anybody may read of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row

from services.grants.api.filters import filters_of
from services.grants.domain.premises import PREMISES, SurveyPremises
from services.grants.views import premises as view
from shared.contracts.grants.premises import Condition, PremisesOwner, PremisesUse
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions

SURVEYORS = (Role.CLERK, Role.CENTRE_DIRECTOR, Role.WORKING_COMMITTEE, Role.DEPARTMENT, Role.ADMIN)
READERS = tuple(Role)


class PremisesOut(BaseModel):
    """Rooms as a survey found them, by where the numbers are from; `target_m2` where a complex is smaller than that."""

    id: str
    community_id: str | None = None
    committee_id: str | None = None
    address: str
    use: PremisesUse
    area_m2: int
    condition: Condition
    owner: PremisesOwner
    surveyed_on: date
    provenance: Provenance | None = None
    target_m2: int | None = None

    @classmethod
    def of(cls, row: Row[Any]) -> PremisesOut:
        """What a row of the view says."""
        return cls.model_validate({name: getattr(row, name) for name in cls.model_fields})


class PremisesPage(BaseModel):
    """Some premises in the order of their entry; `next` continues after them."""

    premises: tuple[PremisesOut, ...]
    next: str | None = None


class PremisesCount(BaseModel):
    """Premises of one use in one condition: how many, their square metres together, and how many miss their target."""

    model_config = ConfigDict(from_attributes=True)

    use: PremisesUse
    condition: Condition
    premises: int
    area_m2: int
    below_target: int


class PremisesStatistics(BaseModel):
    """How far the district is, by the newest survey of each."""

    rows: tuple[PremisesCount, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of premises."""
    to = Questions(desk, "premises")

    @to.command("/v1/premises", *SURVEYORS, body=SurveyPremises, creates=True)
    async def enter(call: Call[SurveyPremises]) -> Done | Refusal:
        """Enter premises with their first survey."""
        return await call.execute(Step(PREMISES, call.new_id("premises"), call.body))

    @to.command("/v1/premises/{id}/surveys", *SURVEYORS, body=SurveyPremises)
    async def survey(call: Call[SurveyPremises]) -> Done | Refusal:
        """Enter another survey (勘查)."""
        return await call.execute(Step(PREMISES, call.id, call.body))

    @to.query("/v1/premises/{id}", *READERS, answer=PremisesOut, parameters=as_of.PARAMETERS)
    async def premises(query: Query) -> PremisesOut | Refusal | None:
        """Show premises by their newest survey: now, of a day, or as it was known at a moment."""
        found = await as_of.held(query, PREMISES)
        if not isinstance(found, Held):
            return found
        newest = found.state.newest
        return PremisesOut(id=query.id, **newest.model_dump()) if newest else None

    @to.query("/v1/premises/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List the surveys of premises, from the log."""
        return await history_of(desk.executor, PREMISES.ref(query.id))

    @to.query("/v1/premises", *READERS, answer=PremisesPage, parameters=(*view.FILTERS, "after", "limit"))
    async def register(query: Query) -> PremisesPage | Refusal:
        """List premises by community, committee or condition."""
        return _page(query)

    @to.public("/v1/public/premises", answer=PremisesPage, parameters=(*view.FILTERS, "after", "limit"))
    async def public_register(query: Query) -> PremisesPage | Refusal:
        """List premises by community, committee or condition, for everybody."""
        return _page(query)

    @to.public("/v1/public/statistics/premises", answer=PremisesStatistics)
    async def statistics(query: Query) -> PremisesStatistics:
        """Count premises by use and condition (危旧狭小), and those that are smaller than their target."""
        rows = query.desk.views.rows(view.STATISTICS)
        return PremisesStatistics(rows=tuple(PremisesCount.model_validate(row) for row in rows))

    return to.router


def _page(query: Query) -> PremisesPage | Refusal:
    cursor, filters = cursor_of(query), filters_of(query, view.FILTERS, condition=Condition)
    if isinstance(cursor, Refusal):
        return cursor
    if isinstance(filters, Refusal):
        return filters
    rows = query.desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
    return PremisesPage(premises=tuple(PremisesOut.of(row) for row in rows), next=next_after(rows, cursor))
