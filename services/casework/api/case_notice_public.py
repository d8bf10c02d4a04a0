"""The public notices of cases for everybody (公示): what hangs in the communities, gone when it ends; no name stands on
it here, and who objects does so at a counter.
"""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.casework.views import case_notice as view
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions


class HangingNotice(BaseModel):
    """A notice that hangs; `ends_on` is its last day as told when it was posted."""

    model_config = ConfigDict(from_attributes=True)

    notice_id: str
    case_id: str
    item_code: str
    centre_id: str
    posted_on: date
    ends_on: date


class HangingNotices(BaseModel):
    """Some notices in the order in which they were posted; `next` continues after them."""

    notices: tuple[HangingNotice, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the route of what hangs."""
    to = Questions(desk, "public notices")

    @to.public("/v1/public/case-notices", answer=HangingNotices, parameters=(*view.FILTERS, "after", "limit"))
    async def hanging(query: Query) -> HangingNotices | Refusal:
        """List the notices that hang now, of a centre or an item, until they have ended."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        filters = {name: query.parameters[name] for name in view.FILTERS if name in query.parameters}
        rows = desk.views.rows(view.hanging(*filters), after=cursor.after, limit=cursor.limit, **filters)
        shown = tuple(HangingNotice.model_validate(row) for row in rows)
        return HangingNotices(notices=shown, next=next_after(rows, cursor))

    return to.router
