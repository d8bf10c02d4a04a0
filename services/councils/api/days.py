"""The day that a question is about."""

from __future__ import annotations

from datetime import date

from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.days import day_asked
from shared.runtime.http import Query


async def as_of_in(query: Query) -> date | Refusal:
    """The `as_of` of a query, or today."""
    return day_asked(query, "as_of", day_of(await query.desk.executor.clock.now()))
