"""Training sessions, who was at each, and how many hours that makes for somebody in a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    func,
    literal,
    or_,
    select,
    union_all,
)

from services.councils.views.offices import OFFICE
from shared.contracts.councils.appraisal import SubjectKind
from shared.contracts.councils.training import TrainingAttendanceCorrected, TrainingHeld
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
TRAINING = Table(
    "training",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("form", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("year", Integer, nullable=False),
)
ATTENDANCE = Table(
    "training_attendance",
    TABLES,
    Column("training_id", String, primary_key=True),
    Column("person_id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
)
_HOLD = TRAINING.insert().values({column.name: bindparam(column.name) for column in TRAINING.columns})
_ATTEND = ATTENDANCE.insert().values({column.name: bindparam(column.name) for column in ATTENDANCE.columns})
_STRIKE = ATTENDANCE.delete().where(ATTENDANCE.c.training_id == bindparam("of"))

_YEAR = bindparam("year", type_=Integer)
PAGE = (
    select(TRAINING)
    .where(TRAINING.c.position > bindparam("after"), or_(_YEAR == 0, TRAINING.c.year == _YEAR))
    .order_by(TRAINING.c.position)
    .limit(bindparam("limit"))
)
"""The year 0 asks for all."""

ONE = select(TRAINING).where(TRAINING.c.id == bindparam("of"))
ATTENDEES_OF = (
    select(ATTENDANCE.c.person_id).where(ATTENDANCE.c.training_id == bindparam("of")).order_by(ATTENDANCE.c.person_id)
)

_PERSON = bindparam("person_id", type_=String)
_OF_ONE_EVENT = 1000
"""More than are at a session: each of them has a position of their own after their event's."""

_TRAINED = (SubjectKind.COMMITTEE_MEMBER.value, SubjectKind.BRANCH_POST.value)
_EACH = union_all(
    select(ATTENDANCE.c.person_id, ATTENDANCE.c.position, TRAINING.c.hours, literal(1).label("sessions"))
    .join(TRAINING, TRAINING.c.id == ATTENDANCE.c.training_id)
    .where(TRAINING.c.year == _YEAR),
    select(OFFICE.c.person_id, OFFICE.c.position * _OF_ONE_EVENT, literal(0), literal(0)).where(
        OFFICE.c.kind.in_(_TRAINED),
        OFFICE.c.from_on <= bindparam("last", type_=Date),
        OFFICE.c.until_on >= bindparam("first", type_=Date),
    ),
).subquery("each")
_FIRST = func.min(_EACH.c.position).label("position")
HOURS = (
    select(
        _EACH.c.person_id,
        _FIRST,
        func.sum(_EACH.c.hours).label("hours"),
        func.sum(_EACH.c.sessions).label("sessions"),
    )
    .where(or_(_PERSON == "", _EACH.c.person_id == _PERSON))
    .group_by(_EACH.c.person_id)
    .having(bindparam("after") < _FIRST)
    .order_by(_FIRST)
    .limit(bindparam("limit"))
)
"""Of one year, from its first day to its last so far: who was trained, and who sat in one of the two committees.

An empty `person_id` asks for everybody.
"""


def _held(recorded: Recorded[TrainingHeld]) -> Iterator[Change]:
    event, id_ = recorded.event, recorded.aggregate.id
    place = {"id": id_, "position": recorded.position, "form": event.form.value, "topic": event.topic}
    yield _HOLD, {**place, "hours": event.hours, "held_on": event.held_on, "year": event.held_on.year}
    yield from _there(recorded, event.attendees)


def _corrected(recorded: Recorded[TrainingAttendanceCorrected]) -> Iterator[Change]:
    yield _STRIKE, {"of": recorded.aggregate.id}
    yield from _there(recorded, recorded.event.attendees)


def _there(recorded: Recorded[Any], attendees: Iterable[str]) -> Iterator[Change]:
    for place, each in enumerate(attendees, recorded.position * _OF_ONE_EVENT):
        yield _ATTEND, {"training_id": recorded.aggregate.id, "person_id": each, "position": place}


VIEW = View(name="training", tables=TABLES, on={TrainingHeld: _held, TrainingAttendanceCorrected: _corrected})
