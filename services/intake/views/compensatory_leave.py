"""Compensatory leave as the director sees it: what each person has left, and when leave was taken."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Date, Index, Integer, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.intake.compensatory_leave import CompensatoryLeaveEarned, CompensatoryLeaveTaken
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
BALANCE = Table(
    "leave_balance",
    TABLES,
    Column("staff", String, primary_key=True),
    Column("centre_id", String, nullable=False),
    Column("earned", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("position", Integer, nullable=False),
)
TAKEN = Table(
    "leave_taken",
    TABLES,
    Column("staff", String, primary_key=True),
    Column("from_on", Date, primary_key=True),
    Column("until_on", Date, nullable=False),
    Column("half_days", Integer, nullable=False),
)
Index("leave_balance_by_centre", BALANCE.c.centre_id, BALANCE.c.position)

_insert = insert(BALANCE).values({column.name: bindparam(column.name) for column in BALANCE.columns})
_EARN = _insert.on_conflict_do_update(
    index_elements=["staff"],
    set_={"earned": BALANCE.c.earned + _insert.excluded.earned, "centre_id": _insert.excluded.centre_id},
)
_SPEND = BALANCE.update().where(BALANCE.c.staff == bindparam("of")).values(taken=BALANCE.c.taken + bindparam("more"))
_TAKE = TAKEN.insert().values({column.name: bindparam(column.name) for column in TAKEN.columns})

PAGE = (
    select(BALANCE)
    .where(BALANCE.c.position > bindparam("after"))
    .order_by(BALANCE.c.position)
    .limit(bindparam("limit"))
)
PAGE_OF_CENTRE = PAGE.where(BALANCE.c.centre_id == bindparam("centre_id"))
LEAVE = (
    select(TAKEN)
    .where(TAKEN.c.staff.in_(bindparam("staff", expanding=True)), TAKEN.c.until_on >= bindparam("first"))
    .order_by(TAKEN.c.staff, TAKEN.c.from_on)
)


def _earned(recorded: Recorded[CompensatoryLeaveEarned]) -> Iterator[Change]:
    event = recorded.event
    row = {"staff": event.staff, "centre_id": event.centre_id, "position": recorded.position}
    yield _EARN, {**row, "earned": event.half_days, "taken": 0}


def _taken(recorded: Recorded[CompensatoryLeaveTaken]) -> Iterator[Change]:
    event = recorded.event
    yield _SPEND, {"of": event.staff, "more": event.half_days}
    yield _TAKE, event.model_dump(include={"staff", "from_on", "until_on", "half_days"})


VIEW = View(
    name="compensatory-leave",
    tables=TABLES,
    on={CompensatoryLeaveEarned: _earned, CompensatoryLeaveTaken: _taken},
)
