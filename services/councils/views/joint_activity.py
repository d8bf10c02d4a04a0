"""Joint activities: where each is, which units take part, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Column, Date, Integer, MetaData, Row, String, Table, bindparam, or_, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.councils.joint_activity import (
    InvitationAccepted,
    InvitationDeclined,
    JointActivityCancelled,
    JointActivityHeld,
    JointActivityPlanned,
    JointActivityResultPublished,
    UnitInvited,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
ACTIVITY = Table(
    "joint_activity",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("community_id", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("title", String, nullable=False),
    Column("functions", JSON, nullable=False),
    Column("planned_for_on", Date, nullable=False),
    Column("state", String, nullable=False),
    Column("held_on", Date),
    Column("units", Integer),
    Column("people", Integer),
    Column("hours", Integer),
    Column("summary", String),
    Column("beneficiaries", Integer),
    Column("published_on", Date),
)
INVITED = Table(
    "joint_activity_unit",
    TABLES,
    Column("activity_id", String, primary_key=True),
    Column("unit_id", String, primary_key=True),
    Column("answer", String, nullable=False),
    Column("people", Integer),
    Column("hours", Integer),
)
PLANNED, HELD, CANCELLED, PUBLISHED = "PLANNED", "HELD", "CANCELLED", "PUBLISHED"
INVITED_ONLY, ACCEPTED, DECLINED = "INVITED", "ACCEPTED", "DECLINED"

_PLANNED_WITH = [column for column in ACTIVITY.columns if not column.nullable]
_PLAN = ACTIVITY.insert().values({column.name: bindparam(column.name, type_=column.type) for column in _PLANNED_WITH})
_BY_ID = ACTIVITY.c.id == bindparam("of")
_CANCEL = ACTIVITY.update().where(_BY_ID).values(state=CANCELLED)
_HELD = ("held_on", "units", "people", "hours")
_HOLD = ACTIVITY.update().where(_BY_ID).values(state=HELD, **{name: bindparam(f"new_{name}") for name in _HELD})
_RESULT = ("summary", "beneficiaries", "published_on")
_PUBLISH = (
    ACTIVITY.update().where(_BY_ID).values(state=PUBLISHED, **{name: bindparam(f"new_{name}") for name in _RESULT})
)
_ANSWER = insert(INVITED).values(
    activity_id=bindparam("activity_id"), unit_id=bindparam("unit_id"), answer=bindparam("answer")
)
_ANSWERED = _ANSWER.on_conflict_do_update(
    index_elements=["activity_id", "unit_id"], set_={"answer": _ANSWER.excluded.answer}
)
_ATTEND = (
    INVITED.update()
    .where(INVITED.c.activity_id == bindparam("of"), INVITED.c.unit_id == bindparam("unit"))
    .values(people=bindparam("new_people"), hours=bindparam("new_hours"))
)

ActivityRow = Row[Any]

_COMMUNITY, _STATE = bindparam("community_id", type_=String), bindparam("state", type_=String)
PAGE = (
    select(ACTIVITY)
    .where(
        ACTIVITY.c.position > bindparam("after"),
        or_(_COMMUNITY == "", ACTIVITY.c.community_id == _COMMUNITY),
        or_(_STATE == "", ACTIVITY.c.state == _STATE),
    )
    .order_by(ACTIVITY.c.position)
    .limit(bindparam("limit"))
)
"""An empty `community_id` or `state` asks for all."""

ONE = select(ACTIVITY).where(_BY_ID)
UNITS_OF = select(INVITED).where(INVITED.c.activity_id == bindparam("of")).order_by(INVITED.c.unit_id)


def _planned(recorded: Recorded[JointActivityPlanned]) -> Iterator[Change]:
    event = recorded.event
    place = {"id": recorded.aggregate.id, "position": recorded.position, "community_id": event.community_id}
    words = {
        "subject": event.subject.value,
        "title": event.title,
        "functions": [each.value for each in event.functions],
    }
    yield _PLAN, {**place, **words, "planned_for_on": event.planned_for_on, "state": PLANNED}


def _answered(answer: str, recorded: Recorded[Any]) -> Iterator[Change]:
    yield _ANSWERED, {"activity_id": recorded.aggregate.id, "unit_id": recorded.event.unit_id, "answer": answer}


def _invited(recorded: Recorded[UnitInvited]) -> Iterator[Change]:
    yield from _answered(INVITED_ONLY, recorded)


def _accepted(recorded: Recorded[InvitationAccepted]) -> Iterator[Change]:
    yield from _answered(ACCEPTED, recorded)


def _declined(recorded: Recorded[InvitationDeclined]) -> Iterator[Change]:
    yield from _answered(DECLINED, recorded)


def _held(recorded: Recorded[JointActivityHeld]) -> Iterator[Change]:
    event, id_ = recorded.event, recorded.aggregate.id
    people, hours = (sum(getattr(each, name) for each in event.attendance) for name in ("people", "hours"))
    numbers = {"new_units": len(event.attendance), "new_people": people, "new_hours": hours}
    yield _HOLD, {"of": id_, "new_held_on": event.held_on, **numbers}
    for each in event.attendance:
        yield _ATTEND, {"of": id_, "unit": each.unit_id, "new_people": each.people, "new_hours": each.hours}


def _published(recorded: Recorded[JointActivityResultPublished]) -> Iterator[Change]:
    yield _PUBLISH, {"of": recorded.aggregate.id, **{f"new_{name}": getattr(recorded.event, name) for name in _RESULT}}


def _cancelled(recorded: Recorded[JointActivityCancelled]) -> Iterator[Change]:
    yield _CANCEL, {"of": recorded.aggregate.id}


VIEW = View(
    name="joint_activity",
    tables=TABLES,
    on={
        JointActivityPlanned: _planned,
        UnitInvited: _invited,
        InvitationAccepted: _accepted,
        InvitationDeclined: _declined,
        JointActivityHeld: _held,
        JointActivityResultPublished: _published,
        JointActivityCancelled: _cancelled,
    },
)
