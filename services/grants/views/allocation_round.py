"""Allocation rounds: who was to get something, and who did when the round was closed."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.grants.allocation_round import AllocationRoundClosed, AllocationRoundOpened
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class RoundState(StrEnum):
    """Whether everybody was thought of."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


TABLES = MetaData()
ROUND = Table(
    "allocation_round",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("period", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("committees", JSON, nullable=False),
    Column("allocated", JSON, nullable=False),
    Column("withheld", JSON, nullable=False),
)
_OPEN = ROUND.insert().values({column.name: bindparam(column.name) for column in ROUND.columns})
_CLOSE = (
    ROUND.update()
    .where(ROUND.c.id == bindparam("of"))
    .values(
        state=RoundState.CLOSED.value,
        allocated=bindparam("given", type_=JSON),
        withheld=bindparam("not_given", type_=JSON),
    )
)

ONE = select(ROUND).where(ROUND.c.id == bindparam("of"))
PAGE = select(ROUND).where(ROUND.c.position > bindparam("after")).order_by(ROUND.c.position).limit(bindparam("limit"))


def _opened(recorded: Recorded[AllocationRoundOpened]) -> Iterator[Change]:
    event = recorded.event
    of = {"id": recorded.aggregate.id, "position": recorded.position, "period": event.period}
    nobody: list[str] = []
    people = {"committees": list(event.committees), "allocated": nobody, "withheld": nobody}
    yield _OPEN, {**of, "state": RoundState.OPEN.value, **people}


def _closed(recorded: Recorded[AllocationRoundClosed]) -> Iterator[Change]:
    event = recorded.event
    given, not_given = list(event.allocated), list(event.withheld)
    yield _CLOSE, {"of": recorded.aggregate.id, "given": given, "not_given": not_given}


VIEW = View(
    name="allocation_round",
    tables=TABLES,
    on={AllocationRoundOpened: _opened, AllocationRoundClosed: _closed},
)
