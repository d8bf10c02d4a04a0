"""Disclosures of committees over HTTP: posted quarter by quarter; what is posted and what is overdue anybody reads."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Executable

from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.disclosure import DISCLOSURES, PostDisclosure
from services.councils.domain.types import CommitteeId
from services.councils.views import disclosure as view
from shared.contracts.councils.disclosure import DisclosureItem, Quarter
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions

WRITERS = (Role.COMMITTEE, Role.CLERK, Role.ADMIN)
_OTHERS = (Role.WORKING_COMMITTEE, Role.REPRESENTATIVE, Role.SUPERVISION_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR)
READERS = (*WRITERS, *_OTHERS)
_PAGE = ("committee_id", "after", "limit")


class DisclosureIn(BaseModel):
    """What is disclosed of a quarter, thing by thing."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    quarter: Quarter
    items: Annotated[tuple[DisclosureItem, ...], Field(min_length=1, max_length=200)]


class DisclosureOut(BaseModel):
    """A quarter of a committee: what it disclosed, or that it is late; `overdue` stays where it was posted late."""

    model_config = ConfigDict(from_attributes=True)

    committee_id: str
    quarter: str
    due_on: date
    overdue: bool
    items: tuple[DisclosureItem, ...] | None = None
    posted_on: date | None = None
    until_on: date | None = None


class DisclosurePage(BaseModel):
    """Some quarters in the order in which they were posted or fell due; `next` continues after them."""

    disclosures: tuple[DisclosureOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of disclosures."""
    to = Questions(desk, "disclosures")

    @to.command("/v1/committees/{id}/disclosures", *WRITERS, body=DisclosureIn)
    async def post(call: Call[DisclosureIn]) -> Done | Refusal:
        """Post what is disclosed of a quarter (居务公开)."""
        said = call.body
        command = PostDisclosure(committee_id=CommitteeId(call.id), quarter=said.quarter, items=said.items)
        return await call.execute(Step(DISCLOSURES, call.id, command, related=(COMMITTEE_MEMBERS.ref(call.id),)))

    @to.query("/v1/disclosures", *READERS, answer=DisclosurePage, parameters=_PAGE)
    async def disclosures(query: Query) -> DisclosurePage | Refusal:
        """List the quarters of a committee, or of all."""
        return _page(query, view.PAGE)

    @to.public("/v1/public/disclosures", answer=DisclosurePage, parameters=_PAGE)
    async def posted(query: Query) -> DisclosurePage | Refusal:
        """List what is posted today."""
        return _page(query, view.PUBLIC, today=day_of(await desk.executor.clock.now()))

    @to.public("/v1/public/overdue-disclosures", answer=DisclosurePage, parameters=_PAGE)
    async def overdue(query: Query) -> DisclosurePage | Refusal:
        """List the committees that are in delay, with each quarter that they owe."""
        return _page(query, view.OVERDUE)

    @to.query("/v1/committees/{id}/disclosures/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a committee's disclosures, from the log."""
        return await history_of(desk.executor, DISCLOSURES.ref(query.id))

    return to.router


def _page(query: Query, which: Executable, **more: date) -> DisclosurePage | Refusal:
    cursor = cursor_of(query)
    if isinstance(cursor, Refusal):
        return cursor
    where = {"committee_id": query.parameters.get("committee_id", ""), **more}
    rows = query.desk.views.rows(which, **where, after=cursor.after, limit=cursor.limit)
    return DisclosurePage(
        disclosures=tuple(DisclosureOut.model_validate(row) for row in rows), next=next_after(rows, cursor)
    )
