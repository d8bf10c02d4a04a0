"""Reports of a committee over HTTP: when its members reported last to its residents, and when they owe the next."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from services.councils.domain.committee_report import COMMITTEE_REPORT, NotExpected
from shared.kernel.actors import Role
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Query, Routes

READERS = tuple(Role)


class ReportsOut(BaseModel):
    """Until when a report is owed, and the last that there was; `overdue` where one was missed since."""

    due_on: date
    overdue: bool
    meeting_id: str | None = None
    held_on: date | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of committees' reports."""
    to = Routes(desk, "committee reports")

    @to.query("/v1/committees/{id}/reports", *READERS, answer=ReportsOut)
    async def reports(query: Query) -> ReportsOut | None:
        """Show when a committee reported last, and until when it owes the next report (述职)."""
        found = await desk.state(COMMITTEE_REPORT, query.id)
        if isinstance(found, NotExpected):
            return None
        last = {} if found.reported is None else found.reported.model_dump(exclude={"next_due_on"})
        return ReportsOut(due_on=found.due_on, overdue=found.overdue, **last)

    @to.query("/v1/committees/{id}/reports/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what was reported and missed, from the log."""
        return await history_of(desk.executor, COMMITTEE_REPORT.ref(query.id))

    return to.router
