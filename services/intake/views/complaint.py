"""Complaints as a director works through them, without a word of what they say."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintAnswerMissed, ComplaintFiled
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
COMPLAINT = Table(
    "complaint",
    TABLES,
    Column("id", String, primary_key=True),
    Column("application_id", String, nullable=False),
    Column("centre_id", String, nullable=False),
    Column("hall_id", String, nullable=False),
    Column("item_code", String, nullable=False),
    Column("state", String, nullable=False),
    Column("filed_on", Date, nullable=False),
    Column("answer_due_on", Date, nullable=False),
    Column("missed", Boolean, nullable=False),
    Column("answered_on", Date),
    Column("upheld", Boolean),
    Column("position", Integer, nullable=False),
)
Index("complaint_by_centre", COMPLAINT.c.centre_id, COMPLAINT.c.position)
Index("complaint_by_application", COMPLAINT.c.application_id)

_FILE = COMPLAINT.insert().values({c.name: bindparam(c.name) for c in COMPLAINT.columns if not c.nullable})
_BY_ID = COMPLAINT.c.id == bindparam("of")
_ANSWER = (
    COMPLAINT.update()
    .where(_BY_ID)
    .values(state="ANSWERED", answered_on=bindparam("day"), upheld=bindparam("was_right"))
)
_MISS = COMPLAINT.update().where(_BY_ID).values(missed=True)

ONE = select(COMPLAINT).where(COMPLAINT.c.id == bindparam("of"))
OF_APPLICATION = select(COMPLAINT).where(COMPLAINT.c.application_id == bindparam("of")).order_by(COMPLAINT.c.position)
PAGE = (
    select(COMPLAINT)
    .where(COMPLAINT.c.centre_id == bindparam("centre_id"), COMPLAINT.c.position > bindparam("after"))
    .order_by(COMPLAINT.c.position)
    .limit(bindparam("limit"))
)


def _filed(recorded: Recorded[ComplaintFiled]) -> Iterator[Change]:
    event = recorded.event
    said = {name: getattr(event, name) for name in ("application_id", "centre_id", "hall_id", "item_code")}
    days = {"filed_on": event.filed_on, "answer_due_on": event.answer_due_on}
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _FILE, {**place, **said, **days, "state": "FILED", "missed": False}


def _answered(recorded: Recorded[ComplaintAnswered]) -> Iterator[Change]:
    event = recorded.event
    yield _ANSWER, {"of": recorded.aggregate.id, "day": event.answered_on, "was_right": event.upheld}


def _missed(recorded: Recorded[ComplaintAnswerMissed]) -> Iterator[Change]:
    yield _MISS, {"of": recorded.aggregate.id}


VIEW = View(
    name="complaint",
    tables=TABLES,
    on={ComplaintFiled: _filed, ComplaintAnswered: _answered, ComplaintAnswerMissed: _missed},
)
