"""Who is told of what happens at the counter; and what nobody could be told of.

No notice tells a name: who reads over somebody's shoulder learns that an application has a number.
"""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from services.intake.api import notification_applicant, notification_appointment, notification_staff
from shared.kernel.actors import Role
from shared.kernel.refusals import Refusal
from shared.runtime import notifying
from shared.runtime.desk import Desk
from shared.runtime.http import Query, Routes
from shared.runtime.pages import cursor_of, next_after

KINDS = (*notification_applicant.KINDS, *notification_appointment.KINDS, *notification_staff.KINDS)
VIEW = notifying.view_of(KINDS)
DUTY = notifying.duty_of(KINDS)

# --- what nobody was told ---------------------------------------------------


class FailureOut(BaseModel):
    """What nobody was told of: the event at `position` of this log, and why."""

    kind: str
    position: int
    cause: str


class FailurePage(BaseModel):
    """What nobody was told of, oldest first; `next` continues after it."""

    failures: tuple[FailureOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of notifications."""
    to = Routes(desk, "notifications")

    @to.query("/v1/notification-failures", Role.ADMIN, Role.CENTRE_DIRECTOR, answer=FailurePage,
              parameters=("after", "limit"))  # fmt: skip
    async def failures(query: Query) -> FailurePage | Refusal:
        """List what nobody could be told of, so that somebody calls."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(notifying.FAILURES, after=cursor.after, limit=cursor.limit)
        shown = tuple(FailureOut(kind=row.kind, position=row.position, cause=row.failed) for row in rows)
        return FailurePage(failures=shown, next=next_after(rows, cursor))

    return to.router
