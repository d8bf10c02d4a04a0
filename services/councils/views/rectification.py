"""Rectifications: what is owed of each, and what a centre or a unit said in public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, Row, String, Table, bindparam, or_, select

from shared.contracts.councils.rectification import (
    RectificationAccepted,
    RectificationNotAccepted,
    RectificationOrdered,
    RectificationStepMissed,
    RectificationSubmitted,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
RECTIFICATION = Table(
    "rectification",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("subject_kind", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("committee_id", String),
    Column("community_id", String, nullable=False),
    Column("state", String, nullable=False),
    Column("due_on", Date),
    Column("overdue", Boolean, nullable=False),
    Column("plan", String),
    Column("submitted_on", Date),
    Column("public_until_on", Date),
    Column("checked_on", Date),
)
ORDERED, SUBMITTED, ACCEPTED = "ORDERED", "SUBMITTED", "ACCEPTED"

_FACTS = ("subject_kind", "subject_id", "committee_id", "community_id")
_ORDER = RECTIFICATION.insert().values(
    {name: bindparam(name) for name in ("id", "position", *_FACTS, "due_on")} | {"state": ORDERED, "overdue": False}
)
_BY_ID = RECTIFICATION.c.id == bindparam("of")
_ANSWER = ("plan", "submitted_on", "public_until_on")
_SUBMIT = (
    RECTIFICATION.update()
    .where(_BY_ID)
    .values(
        state=SUBMITTED,
        overdue=False,
        due_on=bindparam("recheck_due_on"),
        **{name: bindparam(f"new_{name}") for name in _ANSWER},
    )
)
_CHECK = (
    RECTIFICATION.update()
    .where(_BY_ID)
    .values(state=bindparam("new_state"), due_on=bindparam("new_due_on"), overdue=False, checked_on=bindparam("day"))
)
_LATE = RECTIFICATION.update().where(_BY_ID).values(overdue=True)

RectificationRow = Row[Any]

_COMMUNITY = bindparam("community_id", type_=String)
_PAGES = (
    select(RECTIFICATION)
    .where(
        RECTIFICATION.c.position > bindparam("after"),
        or_(_COMMUNITY == "", RECTIFICATION.c.community_id == _COMMUNITY),
    )
    .order_by(RECTIFICATION.c.position)
    .limit(bindparam("limit"))
)
PAGE = _PAGES.where(
    or_(bindparam("overdue_only", type_=Boolean).is_(False), RECTIFICATION.c.overdue.is_(True)),
)
"""An empty `community_id` and no `overdue_only` ask for all."""

PUBLIC = _PAGES.where(RECTIFICATION.c.plan.is_not(None), RECTIFICATION.c.public_until_on >= bindparam("today"))
"""What centres and units said they would put right, while it is posted."""

ONE = select(RECTIFICATION).where(_BY_ID)


def _ordered(recorded: Recorded[RectificationOrdered]) -> Iterator[Change]:
    event = recorded.event
    place = {"id": recorded.aggregate.id, "position": recorded.position, "due_on": event.answer_due_on}
    yield _ORDER, {**place, **{name: getattr(event, name) for name in _FACTS}}


def _submitted(recorded: Recorded[RectificationSubmitted]) -> Iterator[Change]:
    event = recorded.event
    told = {f"new_{name}": getattr(event, name) for name in _ANSWER}
    yield _SUBMIT, {"of": recorded.aggregate.id, "recheck_due_on": event.recheck_due_on, **told}


def _not_accepted(recorded: Recorded[RectificationNotAccepted]) -> Iterator[Change]:
    event = recorded.event
    again = {"new_state": ORDERED, "new_due_on": event.answer_due_on, "day": event.checked_on}
    yield _CHECK, {"of": recorded.aggregate.id, **again}


def _accepted(recorded: Recorded[RectificationAccepted]) -> Iterator[Change]:
    done = {"new_state": ACCEPTED, "new_due_on": None, "day": recorded.event.checked_on}
    yield _CHECK, {"of": recorded.aggregate.id, **done}


def _overdue(recorded: Recorded[RectificationStepMissed]) -> Iterator[Change]:
    yield _LATE, {"of": recorded.aggregate.id}


VIEW = View(
    name="rectification",
    tables=TABLES,
    on={
        RectificationOrdered: _ordered,
        RectificationSubmitted: _submitted,
        RectificationNotAccepted: _not_accepted,
        RectificationAccepted: _accepted,
        RectificationStepMissed: _overdue,
    },
)
