"""What the public reads of ratings: how satisfied people are, and how bad ratings were answered; no name in either."""

from __future__ import annotations

import re
from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row

from services.intake.domain.rating_rules import is_bad
from services.intake.views import rating as rating_view
from services.intake.views import rating_statistics as view
from shared.contracts.intake.rating import Level
from shared.kernel.instants import day_of
from shared.kernel.policy import Policy
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidParameter

MAX_ROWS = 1000
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")
_CURSOR = re.compile(r"([^|]{1,7})\|([^|]{1,80})\|([^|]{1,80})\|([^|]{1,80})")


class Satisfaction(BaseModel):
    """One item at one hall: its services of one month, by what was recorded of them before today.

    `offered` could be rated; of them so many were, by level, so many ratings do not count (`excluded`), and nobody has
    rated the rest, which is never taken as good. Some may still be rated until the end of `rate_by_on`.
    `satisfied_percent` is the share of ratings that are not bad among those that count.
    """

    month: str
    centre_id: str
    hall_id: str
    item_code: str
    offered: int
    very_satisfied: int
    satisfied: int
    basically: int
    dissatisfied: int
    very_dissatisfied: int
    excluded: int
    not_rated: int
    satisfied_percent: float | None = None
    rate_by_on: date


class SatisfactionPage(BaseModel):
    """Months in their order, in each by centre, hall and item; `next` continues after them."""

    rows: tuple[Satisfaction, ...]
    next: str | None = None


class HandledRating(BaseModel):
    """How a bad rating was answered."""

    model_config = ConfigDict(from_attributes=True)

    item_code: str
    hall_id: str
    centre_id: str
    level: str
    remedy: str
    measure: str
    outcome: str
    done_on: date


class HandledRatings(BaseModel):
    """Bad ratings that are done with, oldest first; `next` continues after them."""

    ratings: tuple[HandledRating, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of the public."""
    to = Questions(desk, "ratings")

    @to.public("/v1/public/ratings", answer=HandledRatings, parameters=("after", "limit"))
    async def handled(query: Query) -> HandledRatings | Refusal:
        """List how bad ratings were answered (差评整改公开)."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(rating_view.HANDLED, after=cursor.after, limit=cursor.limit)
        shown = tuple(HandledRating.model_validate(row) for row in rows)
        return HandledRatings(ratings=shown, next=next_after(rows, cursor))

    @to.public(
        "/v1/public/statistics/satisfaction",
        answer=SatisfactionPage,
        parameters=("from", "to", *view.FILTERS, "after"),
    )
    async def satisfaction(query: Query) -> SatisfactionPage | Refusal:
        """List how satisfied people are (满意度), from a month (`2015-12`) to a month, of days that have ended."""
        place = _place(query)
        if isinstance(place, Refusal):
            return place
        filters = {name: query.parameters[name] for name in view.FILTERS if name in query.parameters}
        today = day_of(await desk.executor.clock.now())
        rows = desk.views.rows(view.page(*filters), before=today, limit=MAX_ROWS, **place, **filters)
        end = rows[-1] if len(rows) == MAX_ROWS else None
        return SatisfactionPage(
            rows=tuple(_satisfaction(row, desk.executor.reference.policy, today) for row in rows),
            next="|".join(getattr(end, name) for name in view.PLACE) if end else None,
        )

    return to.router


def _place(query: Query) -> dict[str, str] | Refusal:
    said = query.parameters
    months = {"first": said.get("from", "1000-01"), "last": said.get("to", "2999-12")}
    for name, month in zip(("from", "to"), months.values(), strict=True):
        if not _MONTH.fullmatch(month):
            return InvalidParameter(name=name)
    match = _CURSOR.fullmatch(said["after"]) if "after" in said else None
    if match is None and "after" in said:
        return InvalidParameter(name="after")
    after = match.groups() if match else ("",) * len(view.PLACE)
    return {**months, **{f"after_{name}": value for name, value in zip(view.PLACE, after, strict=True)}}


def _satisfaction(row: Row[tuple[object, ...]], policy: Policy, today: date) -> Satisfaction:
    said = row._mapping
    by_level = {level: int(said[level.value.lower()]) for level in Level}
    rated = sum(by_level.values())
    good = sum(number for level, number in by_level.items() if not is_bad(level, policy, today))
    return Satisfaction(
        **said,
        not_rated=said["offered"] - rated - said["excluded"],
        satisfied_percent=round(100 * good / rated, 1) if rated else None,
    )
