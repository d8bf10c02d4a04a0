"""Committee tasks over HTTP: asking a committee under a contract, and what it says to that (费随事转)."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.casework.domain.committee_task import (
    COMMITTEE_TASK,
    RefuseTask,
    RegulariseTask,
    ReportTask,
    RequestTask,
    looked_at,
)
from services.casework.views import committee_task as view
from services.casework.views.committee_task import CommitteeTaskState
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

ASKERS = (Role.DEPARTMENT, Role.EXAMINER, Role.CENTRE_DIRECTOR)
COMMITTEES = (Role.COMMITTEE, Role.CLERK)
READERS = (*ASKERS, *COMMITTEES, Role.APPROVER, Role.SUPERVISION_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN)


class CommitteeTaskOut(BaseModel):
    """What a committee was asked for; `reported` of `quantity` are done, the last of it on `done_on`.

    Asked in an emergency it has a contract by `regularise_by`, or is `missed`.
    """

    model_config = ConfigDict(from_attributes=True)

    id: str
    state: CommitteeTaskState
    committee_id: str
    code: str
    quantity: int
    requested_by: str
    requested_on: date
    contract_id: str | None = None
    case_id: str | None = None
    regularise_by: date | None = None
    missed: bool
    reported: int | None = None
    done_on: date | None = None


class CommitteeTaskPage(BaseModel):
    """Some tasks in the order in which they were asked for; `next` continues after them."""

    tasks: tuple[CommitteeTaskOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of committee tasks."""
    to = Routes(desk, "committee-tasks")

    @to.command("/v1/committee-tasks", *ASKERS, body=RequestTask, creates=True)
    async def request(call: Call[RequestTask]) -> Done | Refusal:
        """Ask a committee to help with a task (协助); refused unless a purchase contract covers it."""
        id_ = call.new_id("committee-task")
        return await call.execute(Step(COMMITTEE_TASK, id_, call.body, related=looked_at(call.body)))

    @to.command("/v1/committee-tasks/{id}/regularisation", *ASKERS, body=RegulariseTask)
    async def regularise(call: Call[RegulariseTask]) -> Done | Refusal:
        """Name the contract that covers what was asked for in an emergency (补签合同)."""
        return await call.execute(Step(COMMITTEE_TASK, call.id, call.body, related=looked_at(call.body)))

    @to.command("/v1/committee-tasks/{id}/refusal", *COMMITTEES, body=RefuseTask)
    async def refuse(call: Call[RefuseTask]) -> Done | Refusal:
        """Refuse a task that was not admitted (准入制)."""
        return await call.execute(Step(COMMITTEE_TASK, call.id, call.body))

    @to.command("/v1/committee-tasks/{id}/report", *COMMITTEES, body=ReportTask)
    async def report(call: Call[ReportTask]) -> Done | Refusal:
        """Say that a task was done."""
        return await call.execute(Step(COMMITTEE_TASK, call.id, call.body))

    @to.query("/v1/committee-tasks/{id}", *READERS, answer=CommitteeTaskOut)
    async def task(query: Query) -> CommitteeTaskOut | None:
        """Show where a task stands."""
        row = desk.views.row(view.ONE, of=query.id)
        return CommitteeTaskOut.model_validate(row) if row else None

    @to.query("/v1/committee-tasks/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a task, from the log."""
        return await history_of(desk.executor, COMMITTEE_TASK.ref(query.id))

    @to.query("/v1/committee-tasks", *READERS, answer=CommitteeTaskPage, parameters=(*view.FILTERS, "after", "limit"))
    async def tasks(query: Query) -> CommitteeTaskPage | Refusal:
        """List what committees were asked for, by committee, by who asked, by case or by state."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        filters = {name: query.parameters[name] for name in view.FILTERS if name in query.parameters}
        if filters.get("state", CommitteeTaskState.REQUESTED) not in set(CommitteeTaskState):
            return InvalidParameter(name="state")
        rows = desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
        shown = tuple(CommitteeTaskOut.model_validate(row) for row in rows)
        return CommitteeTaskPage(tasks=shown, next=next_after(rows, cursor))

    return to.router
