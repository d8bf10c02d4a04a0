"""Representatives: the seats of each group in each term, and who had one of them from when until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Column, Date, Index, Integer, MetaData, String, Table, bindparam, func, select

from shared.contracts.councils.representatives import (
    RegisterClosed,
    RepresentativeElected,
    RepresentativeLeft,
    RepresentativeRecalled,
    SeatsApportioned,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
GROUP = Table(
    "represented_group",
    TABLES,
    Column("committee_id", String, primary_key=True),
    Column("from_on", Date, primary_key=True),
    Column("group_id", String, primary_key=True),
    Column("until_on", Date, nullable=False),
    Column("households", Integer, nullable=False),
    Column("seats", Integer, nullable=False),
)
REPRESENTATIVE = Table(
    "representative",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("committee_id", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("group_id", String, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date, nullable=False),
)
Index("representative_of_committee", REPRESENTATIVE.c.committee_id, REPRESENTATIVE.c.position)

_APPORTION = GROUP.insert().values({column.name: bindparam(column.name) for column in GROUP.columns})
_ELECT = REPRESENTATIVE.insert().values({column.name: bindparam(column.name) for column in REPRESENTATIVE.columns})
_END = (
    REPRESENTATIVE.update()
    .where(
        REPRESENTATIVE.c.committee_id == bindparam("of"),
        REPRESENTATIVE.c.person_id == bindparam("who"),
        REPRESENTATIVE.c.from_on <= bindparam("gone_on"),
        REPRESENTATIVE.c.until_on >= bindparam("gone_on"),
    )
    .values(until_on=bindparam("last_on"))
)
_CLOSE = tuple(
    table.update()
    .where(table.c.committee_id == bindparam("of"))
    .values(until_on=func.min(table.c.until_on, bindparam("last_on", type_=Date)))
    for table in (GROUP, REPRESENTATIVE)
)
_DAY = bindparam("day", type_=Date)
_TODAY = (REPRESENTATIVE.c.from_on <= _DAY, REPRESENTATIVE.c.until_on >= _DAY)

PAGE = (
    select(REPRESENTATIVE)
    .where(REPRESENTATIVE.c.committee_id == bindparam("of"), REPRESENTATIVE.c.position > bindparam("after"), *_TODAY)
    .order_by(REPRESENTATIVE.c.position)
    .limit(bindparam("limit"))
)
_FILLED = (
    select(func.count())
    .where(
        REPRESENTATIVE.c.committee_id == GROUP.c.committee_id, REPRESENTATIVE.c.group_id == GROUP.c.group_id, *_TODAY
    )
    .scalar_subquery()
)
GROUPS = (
    select(GROUP, _FILLED.label("filled"))
    .where(GROUP.c.committee_id == bindparam("of"), GROUP.c.from_on <= _DAY, GROUP.c.until_on >= _DAY)
    .order_by(GROUP.c.group_id)
)
"""The groups of the term that a day belongs to, with how many of their seats are filled that day."""


def _apportioned(recorded: Recorded[SeatsApportioned]) -> Iterator[Change]:
    event = recorded.event
    term = {"committee_id": recorded.aggregate.id, "from_on": event.from_on, "until_on": event.until_on}
    for group in event.groups:
        yield _APPORTION, {**term, **group.model_dump()}


def _elected(recorded: Recorded[RepresentativeElected]) -> Iterator[Change]:
    seat = recorded.event.model_dump(exclude={"elected_on"})
    yield _ELECT, {**seat, "committee_id": recorded.aggregate.id, "position": recorded.position}


def _ended(recorded: Recorded[RepresentativeRecalled] | Recorded[RepresentativeLeft]) -> Iterator[Change]:
    event = recorded.event
    last_on = event.from_on - timedelta(days=1)
    yield _END, {"of": recorded.aggregate.id, "who": event.person_id, "gone_on": event.from_on, "last_on": last_on}


def _closed(recorded: Recorded[RegisterClosed]) -> Iterator[Change]:
    where = {"of": recorded.aggregate.id, "last_on": recorded.event.closed_on - timedelta(days=1)}
    yield from ((cut, where) for cut in _CLOSE)


VIEW = View(
    name="representatives",
    tables=TABLES,
    on={
        SeatsApportioned: _apportioned,
        RepresentativeElected: _elected,
        RepresentativeRecalled: _ended,
        RepresentativeLeft: _ended,
        RegisterClosed: _closed,
    },
)
