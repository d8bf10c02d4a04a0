"""Refusals of tasks that were not admitted, over HTTP."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.task_refusal import KNOWN_ADMISSION, TASK_REFUSAL, RefuseTask, refusal_id
from services.councils.views import task_refusal as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after

WRITERS = (Role.COMMITTEE, Role.CLERK, Role.ADMIN)
READERS = (*WRITERS, Role.WORKING_COMMITTEE, Role.DEPARTMENT, Role.SUPERVISION_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR)


class TaskRefusalOut(BaseModel):
    """A task that a committee refused; the refusal `stands` unless the task was admitted since."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    committee_id: str
    task_code: str
    reason: str
    refused_on: date
    stands: bool


class TaskRefusalPage(BaseModel):
    """Some refusals in their order; `next` continues after them."""

    refusals: tuple[TaskRefusalOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of refused tasks."""
    to = Routes(desk, "task refusals")

    @to.command("/v1/task-refusals", *WRITERS, body=RefuseTask, creates=True)
    async def refuse(call: Call[RefuseTask]) -> Done | Refusal:
        """Refuse a task that was not admitted (社区准入)."""
        said = call.body
        of_committee = (COMMITTEE.ref(said.committee_id), COMMITTEE_MEMBERS.ref(said.committee_id))
        related = (*of_committee, KNOWN_ADMISSION.ref(said.task_code))
        return await call.execute(
            Step(TASK_REFUSAL, refusal_id(said.committee_id, said.task_code), said, related=related)
        )

    @to.query("/v1/task-refusals", *READERS, answer=TaskRefusalPage, parameters=("committee_id", "after", "limit"))
    async def refusals(query: Query) -> TaskRefusalPage | Refusal:
        """List the refusals of a committee, or of all."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        where = {"committee_id": query.parameters.get("committee_id", "")}
        rows = desk.views.rows(view.PAGE, **where, after=cursor.after, limit=cursor.limit)
        shown = tuple(TaskRefusalOut.model_validate(row) for row in rows)
        return TaskRefusalPage(refusals=shown, next=next_after(rows, cursor))

    @to.query("/v1/task-refusals/{id}", *READERS, answer=TaskRefusalOut)
    async def refusal(query: Query) -> TaskRefusalOut | None:
        """Show a refusal."""
        row = desk.views.row(view.ONE, of=query.id)
        return TaskRefusalOut.model_validate(row) if row else None

    @to.query("/v1/task-refusals/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a refusal, from the log."""
        return await history_of(desk.executor, TASK_REFUSAL.ref(query.id))

    return to.router
