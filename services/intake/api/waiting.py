"""How long people waited, over HTTP, for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row

from services.intake.api.opening import day_asked
from services.intake.domain.waiting import Ended, waits_of
from services.intake.views import queue as view
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.public import PublicRoutes
from shared.runtime.refusals import InvalidParameter

MOST_DAYS = 31
"""In one answer, which anybody may ask for."""


class WaitsOut(BaseModel):
    """Of the numbers issued in a time: how many and how they ended; seconds from issue to the first call, where any
    was called: the mean, and within how many nine of ten were called.
    """

    model_config = ConfigDict(from_attributes=True)

    issued: int
    served: int
    skipped: int
    lapsed: int
    mean_wait_seconds: int | None = None
    p90_wait_seconds: int | None = None


class HourOut(WaitsOut):
    """The numbers issued in one hour of a day, from `hour` o'clock on."""

    hour: int


class DayOut(WaitsOut):
    """The numbers of one day, all together and by hour."""

    day: date
    hours: tuple[HourOut, ...]


class WaitingOut(BaseModel):
    """How long people waited in a hall, on each day on which a number was issued."""

    hall_id: str
    from_on: date
    until_on: date
    days: tuple[DayOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the route of waiting statistics."""
    to = PublicRoutes(desk, "queues")

    @to.public("/v1/public/statistics/waiting", answer=WaitingOut, parameters=("hall_id", "from", "until"))
    async def waiting(query: Query) -> WaitingOut | Refusal:
        """Tell how long people waited in a hall from one day to another, both included, a month at most."""
        first, last = day_asked(query, "from"), day_asked(query, "until")
        if isinstance(first, Refusal):
            return first
        if isinstance(last, Refusal):
            return last
        if not first <= last or (last - first).days >= MOST_DAYS:
            return InvalidParameter(name="until")
        hall_id = query.parameters.get("hall_id", "")
        rows = desk.views.rows(view.WAITS, hall_id=hall_id, first=first, last=last)
        days = tuple(_day(day, list(of_day)) for day, of_day in groupby(rows, key=lambda row: row.day))
        return WaitingOut(hall_id=hall_id, from_on=first, until_on=last, days=days)

    return to.router


def _day(day: date, rows: list[Row[Any]]) -> DayOut:
    by_hour = groupby(rows, key=lambda row: row.hour)
    hours = tuple(HourOut(hour=hour, **_waits(of_hour).model_dump()) for hour, of_hour in by_hour)
    return DayOut(day=day, hours=hours, **_waits(rows).model_dump())


def _waits(rows: Iterable[Row[Any]]) -> WaitsOut:
    return WaitsOut.model_validate(waits_of(Ended(row.state, _waited(row)) for row in rows))


def _waited(row: Row[Any]) -> int | None:
    return None if row.called_at is None else round(row.called_at - row.issued_at)
