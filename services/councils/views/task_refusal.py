"""Tasks that committees refused, and which of those refusals stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, Row, String, Table, bindparam, or_, select

from shared.contracts.councils.task_refusal import TaskAdmissionKnown, TaskRefused
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
REFUSAL = Table(
    "task_refusal",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("committee_id", String, nullable=False),
    Column("task_code", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("refused_on", Date, nullable=False),
    Column("stands", Boolean, nullable=False),
)
_SAID = tuple(TaskRefused.model_fields)
_REFUSE = REFUSAL.insert().values({name: bindparam(name) for name in ("id", "position", *_SAID)} | {"stands": True})
_ADMIT = REFUSAL.update().where(REFUSAL.c.task_code == bindparam("code")).values(stands=False)

RefusalRow = Row[Any]

_COMMITTEE = bindparam("committee_id", type_=String)
PAGE = (
    select(REFUSAL)
    .where(REFUSAL.c.position > bindparam("after"), or_(_COMMITTEE == "", REFUSAL.c.committee_id == _COMMITTEE))
    .order_by(REFUSAL.c.position)
    .limit(bindparam("limit"))
)
"""An empty `committee_id` asks for all."""

ONE = select(REFUSAL).where(REFUSAL.c.id == bindparam("of"))


def _refused(recorded: Recorded[TaskRefused]) -> Iterator[Change]:
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _REFUSE, {**place, **{name: getattr(recorded.event, name) for name in _SAID}}


def _admitted(recorded: Recorded[TaskAdmissionKnown]) -> Iterator[Change]:
    yield _ADMIT, {"code": recorded.aggregate.id}


VIEW = View(name="task_refusal", tables=TABLES, on={TaskRefused: _refused, TaskAdmissionKnown: _admitted})
