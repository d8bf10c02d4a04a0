"""Pledges of resident units by year: made, missed, confirmed, checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, MetaData, Row, String, Table, and_, bindparam, or_, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.councils.pledge import PledgeChecked, PledgeConfirmed, PledgeMade, PledgeMissed
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
PLEDGE = Table(
    "pledge",
    TABLES,
    Column("unit_id", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("due_on", Date, nullable=False),
    Column("missed", Boolean, nullable=False),
    Column("made_on", Date),
    Column("entries", JSON),
    Column("confirmed", JSON),
    Column("checked", JSON),
    Column("checked_on", Date),
)
_MISSED_WITH = [column for column in PLEDGE.columns if not column.nullable]
_MISS = PLEDGE.insert().values({column.name: bindparam(column.name) for column in _MISSED_WITH})
_MADE_WITH = [*_MISSED_WITH, PLEDGE.c.made_on, PLEDGE.c.entries]
_MAKE = insert(PLEDGE).values({column.name: bindparam(column.name, type_=column.type) for column in _MADE_WITH})
_MADE = _MAKE.on_conflict_do_update(
    index_elements=["unit_id", "year"],
    set_={"made_on": _MAKE.excluded.made_on, "entries": _MAKE.excluded.entries},
)
_BY_YEAR = and_(PLEDGE.c.unit_id == bindparam("of"), PLEDGE.c.year == bindparam("in_year"))
_CONFIRM = PLEDGE.update().where(_BY_YEAR).values(confirmed=bindparam("numbers", type_=JSON))
_CHECK = PLEDGE.update().where(_BY_YEAR).values(checked=bindparam("numbers", type_=JSON), checked_on=bindparam("day"))

PledgeRow = Row[Any]

_UNIT, _YEAR = bindparam("unit_id", type_=String), bindparam("year", type_=Integer)
PAGE = (
    select(PLEDGE)
    .where(
        PLEDGE.c.position > bindparam("after"),
        or_(_UNIT == "", PLEDGE.c.unit_id == _UNIT),
        or_(_YEAR == 0, PLEDGE.c.year == _YEAR),
        or_(bindparam("overdue", type_=Boolean).is_(False), PLEDGE.c.made_on.is_(None)),
    )
    .order_by(PLEDGE.c.position)
    .limit(bindparam("limit"))
)
"""An empty `unit_id`, the year 0 and no `overdue` ask for all."""


def _made(recorded: Recorded[PledgeMade]) -> Iterator[Change]:
    event = recorded.event
    of = {"unit_id": recorded.aggregate.id, "year": event.year, "position": recorded.position}
    entries = [each.model_dump(mode="json") for each in event.entries]
    days = {"due_on": event.due_on, "made_on": event.made_on}
    yield _MADE, {**of, **days, "entries": entries, "missed": False}


def _missed(recorded: Recorded[PledgeMissed]) -> Iterator[Change]:
    event = recorded.event
    of = {"unit_id": recorded.aggregate.id, "year": event.year, "position": recorded.position}
    yield _MISS, {**of, "due_on": event.due_on, "missed": True}


def _confirmed(recorded: Recorded[PledgeConfirmed]) -> Iterator[Change]:
    event = recorded.event
    yield _CONFIRM, {"of": recorded.aggregate.id, "in_year": event.year, "numbers": list(event.fulfilled)}


def _checked(recorded: Recorded[PledgeChecked]) -> Iterator[Change]:
    event = recorded.event
    numbers = {"numbers": list(event.fulfilled), "day": event.checked_on}
    yield _CHECK, {"of": recorded.aggregate.id, "in_year": event.year, **numbers}


VIEW = View(
    name="pledge",
    tables=TABLES,
    on={PledgeMade: _made, PledgeMissed: _missed, PledgeConfirmed: _confirmed, PledgeChecked: _checked},
)
