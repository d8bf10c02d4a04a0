"""Duty rosters as published last: the shifts of each hall and month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Date, Index, Integer, MetaData, Row, String, Table, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from services.intake.views.hall import WINDOW
from shared.contracts.intake.roster import DutyRosterPublished, ShiftKind
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
ROSTER = Table(
    "roster",
    TABLES,
    Column("hall_id", String, primary_key=True),
    Column("month", String, primary_key=True),
    Column("edition", Integer, nullable=False),
)
SHIFT = Table(
    "shift",
    TABLES,
    Column("hall_id", String, nullable=False),
    Column("month", String, nullable=False),
    Column("staff", String, nullable=False),
    Column("window_id", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("begins", String, nullable=False),
    Column("ends", String, nullable=False),
    Column("kind", String, nullable=False),
)
Index("shift_by_month", SHIFT.c.hall_id, SHIFT.c.month, SHIFT.c.day)
Index("shift_by_kind", SHIFT.c.hall_id, SHIFT.c.kind, SHIFT.c.day)

ShiftRow = Row[Any]

_insert = insert(ROSTER).values({column.name: bindparam(column.name) for column in ROSTER.columns})
_PUBLISH = _insert.on_conflict_do_update(
    index_elements=["hall_id", "month"], set_={"edition": _insert.excluded.edition}
)
_CLEAR = SHIFT.delete().where(SHIFT.c.hall_id == bindparam("of_hall"), SHIFT.c.month == bindparam("of_month"))
_ENTER = SHIFT.insert().values({column.name: bindparam(column.name) for column in SHIFT.columns})

_OF_MONTH = (SHIFT.c.hall_id == bindparam("hall_id"), SHIFT.c.month == bindparam("month"))
EDITION = select(ROSTER.c.edition).where(ROSTER.c.hall_id == bindparam("hall_id"), ROSTER.c.month == bindparam("month"))
MONTH = select(SHIFT).where(*_OF_MONTH).order_by(SHIFT.c.day, SHIFT.c.begins, SHIFT.c.window_id, SHIFT.c.staff)
# Of a window that was closed since, nobody is at it.
DAY = (
    select(SHIFT)
    .join(WINDOW, (WINDOW.c.hall_id == SHIFT.c.hall_id) & (WINDOW.c.id == SHIFT.c.window_id))
    .where(*_OF_MONTH, SHIFT.c.day == bindparam("day"), WINDOW.c.state != "CLOSED")
    .order_by(SHIFT.c.begins)
)
_DUTY = (SHIFT.c.hall_id == bindparam("hall_id"), SHIFT.c.kind == ShiftKind.DUTY.value)
DUTIES = (
    select(SHIFT.c.staff, func.count(SHIFT.c.day.distinct()).label("days"))
    .where(*_DUTY, SHIFT.c.day >= bindparam("first"), SHIFT.c.day < bindparam("before"))
    .group_by(SHIFT.c.staff)
)
_LAST_DAY = select(func.max(SHIFT.c.day)).where(*_DUTY, SHIFT.c.day < bindparam("before")).scalar_subquery()
LAST_DUTY = select(SHIFT.c.staff).where(*_DUTY, SHIFT.c.day == _LAST_DAY)


def _published(recorded: Recorded[DutyRosterPublished]) -> Iterator[Change]:
    event = recorded.event
    of = {"hall_id": event.hall_id, "month": event.month}
    yield _PUBLISH, {**of, "edition": event.edition}
    yield _CLEAR, {"of_hall": event.hall_id, "of_month": event.month}
    for shift in event.shifts:
        yield _ENTER, {**of, **shift.model_dump(exclude={"kind"}), "kind": shift.kind.value}


VIEW = View(name="roster", tables=TABLES, on={DutyRosterPublished: _published})
