"""How many associations there are (统计): the stock of a day, and what came to stand from a day to a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import Row

from services.associations.api.matter import READERS
from services.associations.views import association_register as register
from shared.contracts.associations.association_founding import Track
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.as_of import moment_asked
from shared.runtime.days import day_asked
from shared.runtime.desk import Desk
from shared.runtime.http import Query, Routes


class Stock(BaseModel):
    """How many stand at the end of a day; one that was converted is counted once, as registered."""

    as_of: date
    registered: int
    filed: int


class Flow(BaseModel):
    """How many came to stand from `first` to `last`; one that was converted was filed and registered."""

    first: date
    last: date
    registered: int
    filed: int


def routes(desk: Desk) -> APIRouter:
    """Register the routes of statistics; before those of single associations, whose ids are no such words."""
    to = Routes(desk, "associations")

    @to.query("/v1/associations/statistics", *READERS, answer=Stock, parameters=as_of.PARAMETERS)
    async def stock(query: Query) -> Stock | Refusal:
        """Count what stands on a day, as far as was known at a moment."""
        moment = await moment_asked(query)
        if isinstance(moment, Refusal):
            return moment
        day = moment.as_of or day_of(await desk.executor.clock.now())
        return Stock(as_of=day, **_by_track(desk.views.rows(register.STOCK, as_of=day, **register.known_by(moment))))

    @to.query("/v1/associations/flow", *READERS, answer=Flow, parameters=("from", "to"))
    async def flow(query: Query) -> Flow | Refusal:
        """Count what came to stand from a day to a day."""
        first, last = day_asked(query, "from"), day_asked(query, "to")
        if isinstance(first, Refusal):
            return first
        if isinstance(last, Refusal):
            return last
        return Flow(first=first, last=last, **_by_track(desk.views.rows(register.FLOW, first=first, last=last)))

    return to.router


def _by_track(rows: Sequence[Row[Any]]) -> dict[str, int]:
    numbers = {row.track: row.number for row in rows}
    return {track.value.lower(): numbers.get(track.value, 0) for track in Track}
