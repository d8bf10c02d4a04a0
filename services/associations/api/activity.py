"""Activities over HTTP: announced, told, and the codes by which residents who attended rate them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row, Select

from services.associations.api.activity_rating import code_of
from services.associations.api.matter import PARTY, READERS
from services.associations.domain.activity import (
    ACTIVITY,
    CallOffActivity,
    Held,
    IssueRatingCodes,
    NotPlanned,
    PlanActivity,
    ReportActivity,
)
from services.associations.domain.activity_refusals import ActivityUnknown
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_acting import not_by_party
from services.associations.domain.association_care_commands import NoteActivity
from services.associations.domain.association_refusals import AssociationUnknown
from services.associations.domain.association_state import NotDrafted
from services.associations.domain.community import COMMUNITY
from services.associations.domain.types import AssociationId, GivenId
from services.associations.views import activity as view
from shared.contracts.associations.activity import ActivityTotals, People, Programme
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Day, day_of
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.public import PublicRoutes

CURSOR = ("after", "limit")
Statement = Callable[..., Select[tuple[object, ...]]]


class PlanIn(BaseModel):
    """What an association announces, for which day."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    association_id: GivenId
    programme: Programme
    planned_on: Day


class HeldIn(BaseModel):
    """How it went; `programme` where it was another than announced."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    programme: Programme | None = None
    held_on: Day
    attended: People
    residents: People
    cost: Money

    def command(self, association_id: str) -> ReportActivity:
        """What it asks for."""
        own = {name: getattr(self, name) for name in HeldIn.model_fields}
        return ReportActivity(association_id=AssociationId(association_id), **own)


class UnplannedIn(HeldIn):
    """What an association held that nobody had announced."""

    association_id: GivenId
    programme: Programme


class ActivityOut(BaseModel):
    """An activity: `on` is the day that it is announced for or was held on; `totals` once the box was opened."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    state: str
    association_id: str
    name_zh: str
    community_id: str
    kind: str
    title: str
    place: str
    on: date
    attended: int | None = None
    residents: int | None = None
    cost_fen: int | None = None
    rate_by_on: date | None = None
    cast: int | None = None
    totals: ActivityTotals | None = None


class ActivityPage(BaseModel):
    """Some activities in the order in which they were announced or told; `next` continues after them."""

    activities: tuple[ActivityOut, ...]
    next: str | None = None


class RatingCode(BaseModel):
    """One slip: its number and its code."""

    number: int
    code: str


class RatingCodes(BaseModel):
    """Codes of an activity, each for one resident who attended; whether one was used is not told.

    `next` continues after them.
    """

    codes: tuple[RatingCode, ...]
    rate_by_on: date | None = None
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of activities."""
    to = PublicRoutes(desk, "activities")

    @to.command("/v1/activities", *PARTY, body=PlanIn, creates=True)
    async def plan(call: Call[PlanIn]) -> Done | Refusal:
        """Announce an activity (活动预告)."""
        said = call.body
        command = PlanActivity(
            association_id=AssociationId(said.association_id), programme=said.programme, planned_on=said.planned_on
        )
        related = await _given(desk, said.association_id)
        if isinstance(related, Refusal):
            return related
        return await call.execute(Step(ACTIVITY, call.new_id("activity"), command, related))

    @to.command("/v1/activity-reports", *PARTY, body=UnplannedIn, creates=True)
    async def report_unplanned(call: Call[UnplannedIn]) -> Done | Refusal:
        """Tell of an activity that nobody had announced."""
        return await _report(call, call.new_id("activity"), call.body.association_id)

    @to.command("/v1/activities/{id}/report", *PARTY, body=HeldIn)
    async def report(call: Call[HeldIn]) -> Done | Refusal:
        """Tell of an activity that was held (活动报告)."""
        association_id = await _whose(desk, call.id)
        return association_id if isinstance(association_id, Refusal) else await _report(call, call.id, association_id)

    @to.command("/v1/activities/{id}/calling-off", *PARTY, body=CallOffActivity)
    async def call_off(call: Call[CallOffActivity]) -> Done | Refusal:
        """Call an announced activity off."""
        return await _carry_out(call, call.body)

    @to.command("/v1/activities/{id}/rating-codes", *PARTY, body=IssueRatingCodes)
    async def issue(call: Call[IssueRatingCodes]) -> Done | Refusal:
        """Ask for so many one-time codes in all, at most one for each resident who attended."""
        return await _carry_out(call, call.body)

    @to.query("/v1/activities/{id}/rating-codes", *PARTY, answer=RatingCodes, parameters=CURSOR)
    async def codes(query: Query) -> RatingCodes | Refusal:
        """List the codes of an activity, for who hands them out."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else await _codes(query, cursor)

    @to.query("/v1/activities", *READERS, answer=ActivityPage, parameters=(*view.FILTERS, *CURSOR))
    async def activities(query: Query) -> ActivityPage | Refusal:
        """List activities of an association, a lineage, a community or a kind, also those that were called off."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else _page(query, cursor, view.page)

    @to.query("/v1/activities/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to an activity, from the log; who rated it stands nowhere."""
        return await history_of(desk.executor, ACTIVITY.ref(query.id))

    @to.public("/v1/public/activities", answer=ActivityPage, parameters=(*view.FILTERS, *CURSOR))
    async def to_come(query: Query) -> ActivityPage | Refusal:
        """List what associations announce for today and later."""
        cursor, today = cursor_of(query), day_of(await desk.executor.clock.now())
        return cursor if isinstance(cursor, Refusal) else _page(query, cursor, view.to_come, today=today)

    @to.public("/v1/public/held-activities", answer=ActivityPage, parameters=(*view.FILTERS, *CURSOR))
    async def held(query: Query) -> ActivityPage | Refusal:
        """List what associations held, and how residents who attended rated it."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else _page(query, cursor, view.held)

    return to.router


async def _given(desk: Desk, association_id: str) -> tuple[AggregateRef, ...] | Refusal:
    """What a decision about an activity is given: the association and its community."""
    association = await desk.state(ASSOCIATION, association_id)
    if isinstance(association, NotDrafted):
        return AssociationUnknown()
    return ASSOCIATION.ref(association_id), COMMUNITY.ref(association.file.drafted.community_id)


async def _whose(desk: Desk, activity_id: str) -> str | Refusal:
    activity = await desk.state(ACTIVITY, activity_id)
    if isinstance(activity, NotPlanned):
        return ActivityUnknown()
    return activity.reported.association_id if isinstance(activity, Held) else activity.planned.association_id


async def _carry_out(call: Call[Any], command: CallOffActivity | IssueRatingCodes) -> Done | Refusal:
    association_id = await _whose(call.desk, call.id)
    related = association_id if isinstance(association_id, Refusal) else await _given(call.desk, association_id)
    if isinstance(related, Refusal):
        return related
    return await call.execute(Step(ACTIVITY, call.id, command, related))


async def _report(call: Call[Any], activity_id: str, association_id: str) -> Done | Refusal:
    """The activity, and in the same act that its association was active."""
    related = await _given(call.desk, association_id)
    if isinstance(related, Refusal):
        return related
    told = Step(ACTIVITY, activity_id, call.body.command(association_id), related)
    noted = Step(ASSOCIATION, association_id, NoteActivity(held_on=call.body.held_on), related[1:])
    return await call.execute(told, noted)


async def _codes(query: Query, cursor: Cursor) -> RatingCodes | Refusal:
    desk = query.desk
    activity = await desk.state(ACTIVITY, query.id)
    if not isinstance(activity, Held):
        return ActivityUnknown()
    reported, codes = activity.reported, activity.codes
    context = await desk.context(query.actor, COMMUNITY.ref(reported.community_id))
    if refusal := not_by_party(reported.association_id, reported.community_id, context):
        return refusal
    if codes is None:
        return RatingCodes(codes=())
    last = min(codes.issued, cursor.after + cursor.limit)
    numbers = range(cursor.after + 1, last + 1)
    slips = tuple(RatingCode(number=number, code=code_of(desk, query.id, number)) for number in numbers)
    return RatingCodes(codes=slips, rate_by_on=codes.rate_by_on, next=str(last) if last < codes.issued else None)


def _page(query: Query, cursor: Cursor, statement: Statement, **more: object) -> ActivityPage:
    filters = {name: query.parameters[name] for name in view.FILTERS if name in query.parameters}
    rows = query.desk.views.rows(statement(*filters), after=cursor.after, limit=cursor.limit, **filters, **more)
    return ActivityPage(activities=tuple(_shown(row) for row in rows), next=next_after(rows, cursor))


def _shown(row: Row[Any]) -> ActivityOut:
    said = {level: getattr(row, level) for level in view.LEVELS}
    totals = ActivityTotals(**said) if row.cast is not None else None
    return ActivityOut.model_validate(row).model_copy(update={"totals": totals})
