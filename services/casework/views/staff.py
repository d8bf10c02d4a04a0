"""Staff by their pseudonymous ids: where they work, what for, and when they are absent. No name, and no reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import (
    JSON,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    or_,
    select,
)

from shared.contracts.casework.staff import (
    StaffAbsenceRecorded,
    StaffEngaged,
    StaffLeft,
    StaffMoved,
    StaffReturned,
    StaffTrained,
)
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
ABSENCE = Table(
    "staff_absence",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("staff_id", String, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date),
)
Index("absence_by_staff", ABSENCE.c.staff_id, ABSENCE.c.from_on)
_ENGAGED_WITH = [column for column in STAFF.columns if not column.nullable]
_ENGAGE = STAFF.insert().values({column.name: bindparam(column.name, type_=column.type) for column in _ENGAGED_WITH})
_BY_ID = STAFF.c.id == bindparam("of")
_LEAVE = STAFF.update().where(_BY_ID).values(left_on=bindparam("day"))
_TRAIN = STAFF.update().where(_BY_ID).values(trained_for=bindparam("codes", type_=JSON))
_MOVE = STAFF.update().where(_BY_ID).values(org=bindparam("to_org"))
_MISS = ABSENCE.insert().values({column.name: bindparam(column.name) for column in ABSENCE.columns})
_OF_STAFF = ABSENCE.c.staff_id == bindparam("of")
_NOT_OVER = or_(ABSENCE.c.until_on.is_(None), ABSENCE.c.until_on >= bindparam("day"))
_CANCEL = ABSENCE.delete().where(_OF_STAFF, ABSENCE.c.from_on == bindparam("day"), _NOT_OVER)
_SHORTEN = (
    ABSENCE.update()
    .where(_OF_STAFF, ABSENCE.c.from_on < bindparam("day"), _NOT_OVER)
    .values(until_on=bindparam("last"))
)
PAGE = select(STAFF).where(STAFF.c.position > bindparam("after")).order_by(STAFF.c.position).limit(bindparam("limit"))
ABSENCES = (
    select(ABSENCE)
    .where(
        ABSENCE.c.staff_id.in_(bindparam("staff_ids", expanding=True)),
        or_(ABSENCE.c.until_on.is_(None), ABSENCE.c.until_on >= bindparam("today")),
    )
    .order_by(ABSENCE.c.staff_id, ABSENCE.c.from_on, ABSENCE.c.position)
)
"""Absences that are not over, of some staff."""


def _engaged(recorded: Recorded[StaffEngaged]) -> Iterator[Change]:
    event = recorded.event
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _ENGAGE, {**place, "org": event.org, "trained_for": list(event.trained_for), "engaged_on": event.engaged_on}


def _trained(recorded: Recorded[StaffTrained]) -> Iterator[Change]:
    yield _TRAIN, {"of": recorded.aggregate.id, "codes": list(recorded.event.trained_for)}


def _moved(recorded: Recorded[StaffMoved]) -> Iterator[Change]:
    yield _MOVE, {"of": recorded.aggregate.id, "to_org": recorded.event.org}


def _absent(recorded: Recorded[StaffAbsenceRecorded]) -> Iterator[Change]:
    event = recorded.event
    days = {"from_on": event.from_on, "until_on": event.until_on}
    yield _MISS, {"position": recorded.position, "staff_id": recorded.aggregate.id, **days}


def _returned(recorded: Recorded[StaffReturned]) -> Iterator[Change]:
    day = recorded.event.on
    yield _CANCEL, {"of": recorded.aggregate.id, "day": day}
    yield _SHORTEN, {"of": recorded.aggregate.id, "day": day, "last": day - timedelta(days=1)}


def _left(recorded: Recorded[StaffLeft]) -> Iterator[Change]:
    yield _LEAVE, {"of": recorded.aggregate.id, "day": recorded.event.left_on}


VIEW = View(
    name="staff",
    tables=TABLES,
    on={
        StaffEngaged: _engaged,
        StaffTrained: _trained,
        StaffMoved: _moved,
        StaffAbsenceRecorded: _absent,
        StaffReturned: _returned,
        StaffLeft: _left,
    },
)
