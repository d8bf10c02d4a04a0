"""Rectifications over HTTP: ordered of a result that counts, answered by the subject, checked by others."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.api.appraisal import OPENERS, READERS, SUBJECTS, WORDS, Words
from services.councils.domain.appraisal_rules import MEMBERS
from services.councils.domain.appraisal_state import ref
from services.councils.domain.rectification import (
    RECTIFICATION,
    CheckRectification,
    NotOrdered,
    OrderRectification,
    RectificationUnknown,
    SubmitRectification,
)
from services.councils.views import rectification as view
from shared.contracts.access import Purpose
from shared.contracts.councils.appraisal import SubjectKind
from shared.contracts.councils.rectification import RectificationSubmitted
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query
from shared.runtime.opening import opened
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidParameter

_FLAGS = frozenset({"true", "false"})


class RectificationState(StrEnum):
    """How far a rectification is."""

    ORDERED = view.ORDERED
    SUBMITTED = view.SUBMITTED
    ACCEPTED = view.ACCEPTED


class AnswerIn(BaseModel):
    """What the subject will put right."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    plan: Words


class RectificationOut(BaseModel):
    """A rectification; the next step is due by the end of `due_on`, the answer or the re-check by its state."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    subject_kind: SubjectKind
    subject_id: str
    committee_id: str | None = None
    community_id: str
    state: RectificationState
    due_on: date | None = None
    overdue: bool
    plan: str | None = None
    submitted_on: date | None = None
    checked_on: date | None = None


class RectificationPage(BaseModel):
    """Some rectifications in the order in which they were ordered; `next` continues after them."""

    rectifications: tuple[RectificationOut, ...]
    next: str | None = None


class PublicRectification(BaseModel):
    """What a centre or a unit will put right, posted until the end of `public_until_on`."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    subject_kind: SubjectKind
    subject_id: str
    community_id: str
    plan: str
    submitted_on: date
    public_until_on: date


class PublicRectifications(BaseModel):
    """Some answers in the order in which they were asked for; `next` continues after them."""

    rectifications: tuple[PublicRectification, ...]
    next: str | None = None


class PlanOut(BaseModel):
    """What the subject said last; absent before it did, and of a member who was erased."""

    plan: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of rectifications."""
    to = Questions(desk, "rectifications")

    @to.command("/v1/appraisals/{id}/rectification", *OPENERS, creates=True)
    async def order(call: Call[Empty]) -> Done | Refusal:
        """Let the subject put right what its appraisal found; of a centre it is ordered with the result."""
        command = OrderRectification(appraisal_id=call.id)
        return await call.execute(Step(RECTIFICATION, call.id, command, related=(ref(call.id),)))

    @to.command("/v1/rectifications/{id}/answer", *SUBJECTS, body=AnswerIn)
    async def submit(call: Call[AnswerIn]) -> Done | Refusal:
        """Answer with what will be put right (整改方案)."""
        rectification = await desk.state(RECTIFICATION, call.id)
        if isinstance(rectification, NotOrdered):
            return RectificationUnknown()
        of, plan = rectification.order, call.body.plan
        sealed = SubmitRectification(sealed_plan=Personal[str].of(of.subject_id, plan))
        command = sealed if of.subject_kind in MEMBERS else SubmitRectification(plan=plan)
        return await call.execute(Step(RECTIFICATION, call.id, command))

    @to.command("/v1/rectifications/{id}/check", *OPENERS, body=CheckRectification)
    async def check(call: Call[CheckRectification]) -> Done | Refusal:
        """Enter what the re-check found (复查)."""
        return await call.execute(Step(RECTIFICATION, call.id, call.body))

    @to.query(
        "/v1/rectifications",
        *READERS,
        answer=RectificationPage,
        parameters=("community_id", "overdue", "after", "limit"),
    )
    async def rectifications(query: Query) -> RectificationPage | Refusal:
        """List rectifications, of a community, or those whose next step is overdue."""
        cursor, overdue = cursor_of(query), query.parameters.get("overdue", "false")
        if isinstance(cursor, Refusal):
            return cursor
        if overdue not in _FLAGS:
            return InvalidParameter(name="overdue")
        where = {"community_id": query.parameters.get("community_id", ""), "overdue_only": overdue == "true"}
        rows = desk.views.rows(view.PAGE, **where, after=cursor.after, limit=cursor.limit)
        shown = tuple(RectificationOut.model_validate(row) for row in rows)
        return RectificationPage(rectifications=shown, next=next_after(rows, cursor))

    @to.public("/v1/public/rectifications", answer=PublicRectifications, parameters=("community_id", "after", "limit"))
    async def public_rectifications(query: Query) -> PublicRectifications | Refusal:
        """List what centres and units said they will put right, while it is posted."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        where = {"community_id": query.parameters.get("community_id", "")}
        today = day_of(await desk.executor.clock.now())
        rows = desk.views.rows(view.PUBLIC, **where, today=today, after=cursor.after, limit=cursor.limit)
        shown = tuple(PublicRectification.model_validate(row) for row in rows)
        return PublicRectifications(rectifications=shown, next=next_after(rows, cursor))

    @to.query("/v1/rectifications/{id}", *READERS, answer=RectificationOut)
    async def rectification(query: Query) -> RectificationOut | None:
        """Show a rectification."""
        row = desk.views.row(view.ONE, of=query.id)
        return RectificationOut.model_validate(row) if row else None

    @to.query("/v1/rectifications/{id}/plan", *READERS, answer=PlanOut, purpose=Purpose.APPRAISING)
    async def plan(query: Query) -> PlanOut | None:
        """Read what the subject said last it will put right."""
        found = None
        for each in await opened(desk.executor, RECTIFICATION.ref(query.id)):
            found = found or PlanOut()
            if isinstance(told := each.recorded.event, RectificationSubmitted):
                found = PlanOut(plan=each.value(told.sealed_plan, WORDS) if told.sealed_plan else told.plan)
        return found

    @to.query("/v1/rectifications/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a rectification, from the log."""
        return await history_of(desk.executor, RECTIFICATION.ref(query.id))

    return to.router
