"""Admission of tasks over HTTP: departments apply, the leading body answers, and anybody reads the catalogue."""

from __future__ import annotations

from typing import Any, assert_never

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import Row

from services.grants.api.filters import filters_of
from services.grants.domain.task_admission import (
    TASK_ADMISSION,
    Admitted,
    ApproveTaskAdmission,
    NotRequested,
    Refused,
    RefuseTaskAdmission,
    Requested,
    RequestTaskAdmission,
    TaskAdmission,
)
from services.grants.views import task_admission as view
from services.grants.views.task_admission import AdmissionState
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions

READERS = (
    *(Role.DEPARTMENT, Role.APPROVER, Role.COMMITTEE, Role.ASSOCIATION_OFFICER, Role.FUND_OFFICER, Role.CLERK),
    *(Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN),
)
LEADING_BODY = (Role.APPROVER, Role.ADMIN)


class TaskOut(BaseModel):
    """A task, who asked for it on what basis and with what money, and whether it is in the assist catalogue."""

    code: str
    state: AdmissionState
    department: str
    title_zh: str
    basis: str
    budget: Money
    document: str


class TaskAnswered(TaskOut):
    """The same with the leading body's answer."""

    approved_by: str | None = None
    refused_because: str | None = None


class TaskPage(BaseModel):
    """Some tasks in the order of their first application; `next` continues after them."""

    tasks: tuple[TaskOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of tasks."""
    to = Questions(desk, "tasks")

    @to.command("/v1/tasks", Role.DEPARTMENT, Role.CLERK, Role.ADMIN, body=RequestTaskAdmission, creates=True)
    async def request(call: Call[RequestTaskAdmission]) -> Done | Refusal:
        """Apply in writing for a task to be admitted (申请准入)."""
        return await call.execute(Step(TASK_ADMISSION, call.body.code, call.body))

    @to.command("/v1/tasks/{id}/admission", *LEADING_BODY, body=ApproveTaskAdmission)
    async def approve(call: Call[ApproveTaskAdmission]) -> Done | Refusal:
        """Admit a task (准入): it is in the assist catalogue from now on."""
        return await call.execute(Step(TASK_ADMISSION, call.id, call.body))

    @to.command("/v1/tasks/{id}/refusal", *LEADING_BODY, body=RefuseTaskAdmission)
    async def refuse(call: Call[RefuseTaskAdmission]) -> Done | Refusal:
        """Refuse a task, and say why."""
        return await call.execute(Step(TASK_ADMISSION, call.id, call.body))

    @to.query("/v1/tasks/{id}", *READERS, answer=TaskAnswered, parameters=as_of.PARAMETERS)
    async def task(query: Query) -> TaskAnswered | Refusal | None:
        """Show a task: as it stands, as it held in law on a day, as it was known at a moment."""
        found = await as_of.held(query, TASK_ADMISSION)
        return _answered(query.id, found.state) if isinstance(found, Held) else found

    @to.query("/v1/tasks/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a task, from the log."""
        return await history_of(desk.executor, TASK_ADMISSION.ref(query.id))

    @to.query("/v1/tasks", *READERS, answer=TaskPage, parameters=(*view.FILTERS, "after", "limit"))
    async def tasks(query: Query) -> TaskPage | Refusal:
        """List tasks by department or state."""
        filters = filters_of(query, view.FILTERS, state=AdmissionState)
        return filters if isinstance(filters, Refusal) else _page(query, filters)

    @to.public("/v1/public/tasks", answer=TaskPage, parameters=("after", "limit"))
    async def catalogue(query: Query) -> TaskPage | Refusal:
        """List the assist catalogue: the tasks that are admitted, with their money."""
        return _page(query, {"state": AdmissionState.ADMITTED})

    return to.router


def _page(query: Query, filters: dict[str, str]) -> TaskPage | Refusal:
    cursor = cursor_of(query)
    if isinstance(cursor, Refusal):
        return cursor
    rows = query.desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
    return TaskPage(tasks=tuple(_listed(row) for row in rows), next=next_after(rows, cursor))


def _listed(row: Row[Any]) -> TaskOut:
    words = {name: getattr(row, name) for name in TaskOut.model_fields if name not in {"code", "budget"}}
    return TaskOut(code=row.id, budget=Money(amount=row.budget), **words)


def _answered(code: str, admission: TaskAdmission) -> TaskAnswered | None:
    match admission:
        case NotRequested():
            return None
        case Requested(request):
            state, answer = AdmissionState.REQUESTED, {}
        case Admitted(request, approved):
            state, answer = AdmissionState.ADMITTED, {"approved_by": approved.document}
        case Refused(request, refused):
            state, answer = AdmissionState.REFUSED, {"refused_because": refused.reason}
        case _:
            assert_never(admission)
    words = {name: getattr(request, name) for name in ("department", "title_zh", "basis", "document")}
    return TaskAnswered(code=code, state=state, budget=Money(amount=request.budget.amount), **words, **answer)
