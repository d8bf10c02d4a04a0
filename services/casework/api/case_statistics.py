"""Public statistics of cases (办结率): how many were done in time, by item, centre and month."""

from __future__ import annotations

import re

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.casework.views import case_statistics as view
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidParameter

MAX_ROWS = 1000
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")
_CURSOR = re.compile(r"([^|]{1,7})\|([^|]{1,80})\|([^|]{1,80})")


class OnTime(BaseModel):
    """One month of one item at one centre.

    `closed` in the month, of them `with_promise` and `within_promise`, `with_statute` and `within_statute`, in
    `mean_days` calendar days from the acceptance on the average, stops and days off counted; `terminated` in the month
    without a decision; the promises and statutory limits whose last day in this month passed in vain, be the case
    closed since or not. A case that is examined again by order counts again when it is closed again.
    """

    model_config = ConfigDict(from_attributes=True)

    month: str
    centre_id: str
    item_code: str
    closed: int
    terminated: int
    with_promise: int
    within_promise: int
    with_statute: int
    within_statute: int
    promise_missed: int
    statute_missed: int
    mean_days: float | None = None


class OnTimePage(BaseModel):
    """Months in their order, in each by centre and item; `next` continues after them."""

    rows: tuple[OnTime, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of statistics."""
    to = Questions(desk, "statistics")

    @to.public("/v1/statistics/on-time", answer=OnTimePage, parameters=("from", "to", *view.FILTERS, "after"))
    async def on_time(query: Query) -> OnTimePage | Refusal:
        """List how many cases were done in time, from a month (`2014-01`) to a month, both included."""
        said = query.parameters
        first, last = said.get("from", "1000-01"), said.get("to", "2999-12")
        for name, month in (("from", first), ("to", last)):
            if not _MONTH.fullmatch(month):
                return InvalidParameter(name=name)
        after = _CURSOR.fullmatch(said["after"]) if "after" in said else ("", "", "", "")
        if after is None:
            return InvalidParameter(name="after")
        filters = {name: said[name] for name in view.FILTERS if name in said}
        place = {"after_month": after[1], "after_centre": after[2], "after_item": after[3]}
        rows = desk.views.rows(view.page(*filters), first=first, last=last, limit=MAX_ROWS, **place, **filters)
        end = rows[-1] if len(rows) == MAX_ROWS else None
        return OnTimePage(
            rows=tuple(OnTime(**row._mapping, mean_days=_mean(row.days, row.closed)) for row in rows),
            next=f"{end.month}|{end.centre_id}|{end.item_code}" if end else None,
        )

    return to.router


def _mean(days: int, closed: int) -> float | None:
    return round(days / closed, 1) if closed else None
