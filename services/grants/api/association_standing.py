"""Associations as grants knows them, over HTTP; what they did on paper is entered at the counter."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.grants.api.filters import filters_of
from services.grants.domain.association_standing import ASSOCIATION_STANDING, RecordActivity, RecordAnnualReport
from services.grants.domain.association_standing_state import (
    AssociationStanding,
    Engagement,
    NotKnown,
    Standing,
    standing_of,
)
from services.grants.views import association_standing as view
from shared.contracts.associations.association_founding import Track
from shared.contracts.grants.association_standing import Year
from shared.contracts.grants.task_admission import Reference
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
from shared.runtime.pages import cursor_of, next_after

COUNTER = (Role.CLERK, Role.CENTRE_DIRECTOR, Role.ADMIN)
READERS = (*COUNTER, Role.DEPARTMENT, Role.FUND_OFFICER, Role.REGISTRAR, Role.SUPERVISOR, Role.AUDITOR)


class AnnualReportIn(BaseModel):
    """The year whose report is in."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    year: Year


class ActivityIn(BaseModel):
    """An activity, by an id of the association's own, and its day."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    activity_id: Reference
    held_on: Day


class AssociationBrief(BaseModel):
    """An association, and whether money may reach it; `excluded_until` is the last day without a reward."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    standing: Standing
    track: Track
    community_id: str
    lineage_id: str
    since_on: date
    excluded_until: date | None = None


class AssociationOut(AssociationBrief):
    """The same with what it did, what it was sanctioned for when, and what it signed or applied for."""

    filed_id: str | None = None
    sanctioned_on: tuple[date, ...]
    reports: tuple[int, ...]
    activities: dict[str, date]
    engagements: tuple[Engagement, ...] = Field(default=())


class AssociationPage(BaseModel):
    """Some associations in the order in which they became known; `next` continues after them."""

    associations: tuple[AssociationBrief, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of associations."""
    to = Routes(desk, "associations")

    @to.command("/v1/associations/{id}/annual-reports", *COUNTER, body=AnnualReportIn)
    async def report(call: Call[AnnualReportIn]) -> Done | Refusal:
        """Enter that a yearly report came in on paper."""
        return await call.execute(Step(ASSOCIATION_STANDING, call.id, RecordAnnualReport(year=call.body.year)))

    @to.command("/v1/associations/{id}/activities", *COUNTER, body=ActivityIn)
    async def activity(call: Call[ActivityIn]) -> Done | Refusal:
        """Enter an activity that is known from paper alone; of its day the service of associations told nothing."""
        return await call.execute(Step(ASSOCIATION_STANDING, call.id, RecordActivity(**dict(call.body))))

    @to.query("/v1/associations/{id}", *READERS, answer=AssociationOut, parameters=as_of.PARAMETERS)
    async def association(query: Query) -> AssociationOut | Refusal | None:
        """Show what is known of an association: now, as it held on a day, as it was known at a moment."""
        found = await as_of.held(query, ASSOCIATION_STANDING)
        return _shown(query.id, found.state) if isinstance(found, Held) else found

    @to.query("/v1/associations/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List how what is known of an association came about, from the log."""
        return await history_of(desk.executor, ASSOCIATION_STANDING.ref(query.id))

    @to.query("/v1/associations", *READERS, answer=AssociationPage, parameters=(*view.FILTERS, "after", "limit"))
    async def associations(query: Query) -> AssociationPage | Refusal:
        """List associations by community or standing."""
        cursor, filters = cursor_of(query), filters_of(query, view.FILTERS, standing=Standing)
        if isinstance(cursor, Refusal):
            return cursor
        if isinstance(filters, Refusal):
            return filters
        rows = desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
        listed = tuple(AssociationBrief.model_validate(row) for row in rows)
        return AssociationPage(associations=listed, next=next_after(rows, cursor))

    return to.router


def _shown(id_: str, association: AssociationStanding) -> AssociationOut | None:
    if isinstance(association, NotKnown):
        return None
    record = association.record
    known = {name: getattr(record.known, name) for name in ("track", "community_id", "lineage_id", "since_on")}
    return AssociationOut(
        id=id_,
        standing=standing_of(association),
        excluded_until=record.excluded_until,
        filed_id=record.known.filed_id,
        sanctioned_on=record.sanctions,
        reports=tuple(sorted(record.reports)),
        activities={id_: each.held_on for id_, each in record.activities.items()},
        engagements=record.engagements,
        **known,
    )
