"""Appraisals for anybody, while their notice runs: of members by name where the law makes that public."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from services.councils.domain.appraisal_rules import MEMBERS
from services.councils.views import appraisal as view
from shared.contracts.councils.appraisal import Grade, SubjectKind
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions


class PublicAppraisal(BaseModel):
    """A result that may be objected to until the end of `until_on`; `subject_id` is a centre's or a unit's alone."""

    id: str
    subject_kind: SubjectKind
    subject_id: str | None = None
    name: str | None = None
    committee_id: str | None = None
    community_id: str
    period: str
    score: int
    grade: Grade
    published_on: date
    until_on: date


class PublicAppraisals(BaseModel):
    """Some results in the order in which their appraisals were opened; `next` continues after them."""

    appraisals: tuple[PublicAppraisal, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the route of appraisals that needs no token."""
    to = Questions(desk, "appraisals")

    @to.public("/v1/public/appraisals", answer=PublicAppraisals, parameters=("community_id", "after", "limit"))
    async def results(query: Query) -> PublicAppraisals | Refusal:
        """List the results whose notice runs, of one community if it is named."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        where = {"community_id": query.parameters.get("community_id", "")}
        today = day_of(await desk.executor.clock.now())
        rows = desk.views.rows(view.PUBLIC, **where, today=today, after=cursor.after, limit=cursor.limit)
        return PublicAppraisals(appraisals=tuple(_shown(row) for row in rows), next=next_after(rows, cursor))

    return to.router


def _shown(row: view.AppraisalRow) -> PublicAppraisal:
    told = {name: row._mapping[name] for name in PublicAppraisal.model_fields}
    return PublicAppraisal(**{**told, "subject_id": None} if row.subject_kind in MEMBERS else told)
