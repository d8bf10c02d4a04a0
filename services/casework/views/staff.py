"""Staff by their pseudonymous ids: where they work and what they are trained for. No name."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import JSON, Column, Date, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.casework.staff import StaffEngaged, StaffLeft
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
STAFF = Table(
    "staff",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("org", String, nullable=False),
    Column("trained_for", JSON, nullable=False),
    Column("engaged_on", Date, nullable=False),
    Column("left_on", Date),
)
_ENGAGED_WITH = [column for column in STAFF.columns if not column.nullable]
_ENGAGE = STAFF.insert().values({column.name: bindparam(column.name, type_=column.type) for column in _ENGAGED_WITH})
_LEAVE = STAFF.update().where(STAFF.c.id == bindparam("of")).values(left_on=bindparam("day"))
PAGE = select(STAFF).where(STAFF.c.position > bindparam("after")).order_by(STAFF.c.position).limit(bindparam("limit"))


def _engaged(recorded: Recorded[StaffEngaged]) -> Iterator[Change]:
    event = recorded.event
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _ENGAGE, {**place, "org": event.org, "trained_for": list(event.trained_for), "engaged_on": event.engaged_on}


def _left(recorded: Recorded[StaffLeft]) -> Iterator[Change]:
    yield _LEAVE, {"of": recorded.aggregate.id, "day": recorded.event.left_on}


VIEW = View(name="staff", tables=TABLES, on={StaffEngaged: _engaged, StaffLeft: _left})
