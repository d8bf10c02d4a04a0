"""Self-governance activities: how far each is, who came, what it cost, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Date, Integer, MetaData, Row, String, Table, bindparam, or_, select

from shared.contracts.councils.self_governance_activity import (
    SelfGovernanceActivityAnnounced,
    SelfGovernanceActivityCancelled,
    SelfGovernanceActivityHeld,
    SelfGovernanceActivityPlanned,
    SelfGovernanceActivityReported,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
ACTIVITY = Table(
    "self_governance_activity",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("committee_id", String, nullable=False),
    Column("activity_class", String, nullable=False),
    Column("title", String, nullable=False),
    Column("planned_for_on", Date, nullable=False),
    Column("state", String, nullable=False),
    Column("announced_on", Date),
    Column("held_on", Date),
    Column("attendance", Integer),
    Column("cost", Integer),
    Column("source", String),
    Column("report", String),
    Column("reported_on", Date),
)
PLANNED, ANNOUNCED, HELD, REPORTED, CANCELLED = "PLANNED", "ANNOUNCED", "HELD", "REPORTED", "CANCELLED"

_AT_FIRST = ("id", "position", "committee_id", "activity_class", "title", "planned_for_on")
_PLAN = ACTIVITY.insert().values({name: bindparam(name) for name in _AT_FIRST} | {"state": PLANNED})
_BY_ID = ACTIVITY.c.id == bindparam("of")
_ANNOUNCE = ACTIVITY.update().where(_BY_ID).values(state=ANNOUNCED, announced_on=bindparam("day"))
_HOLDING = ("held_on", "attendance", "cost", "source")
_HOLD = ACTIVITY.update().where(_BY_ID).values(state=HELD, **{name: bindparam(f"new_{name}") for name in _HOLDING})
_REPORT = (
    ACTIVITY.update().where(_BY_ID).values(state=REPORTED, report=bindparam("words"), reported_on=bindparam("day"))
)
_CANCEL = ACTIVITY.update().where(_BY_ID).values(state=CANCELLED)

ActivityRow = Row[Any]

_COMMITTEE, _STATE = bindparam("committee_id", type_=String), bindparam("state", type_=String)
_PAGES = (
    select(ACTIVITY)
    .where(ACTIVITY.c.position > bindparam("after"), or_(_COMMITTEE == "", ACTIVITY.c.committee_id == _COMMITTEE))
    .order_by(ACTIVITY.c.position)
    .limit(bindparam("limit"))
)
PAGE = _PAGES.where(or_(_STATE == "", ACTIVITY.c.state == _STATE))
"""An empty `committee_id` or `state` asks for all."""

PUBLIC = _PAGES.where(ACTIVITY.c.state.in_((ANNOUNCED, HELD, REPORTED)))
"""What residents were told of and was not cancelled."""

ONE = select(ACTIVITY).where(_BY_ID)


def _planned(recorded: Recorded[SelfGovernanceActivityPlanned]) -> Iterator[Change]:
    event = recorded.event
    place = {"id": recorded.aggregate.id, "position": recorded.position, "committee_id": event.committee_id}
    told = {"activity_class": event.activity_class.value, "title": event.title}
    yield _PLAN, {**place, **told, "planned_for_on": event.planned_for_on}


def _announced(recorded: Recorded[SelfGovernanceActivityAnnounced]) -> Iterator[Change]:
    yield _ANNOUNCE, {"of": recorded.aggregate.id, "day": recorded.event.announced_on}


def _held(recorded: Recorded[SelfGovernanceActivityHeld]) -> Iterator[Change]:
    event = recorded.event
    came = {"new_held_on": event.held_on, "new_attendance": event.attendance}
    cost, source = (event.spent.amount.amount, event.spent.source.value) if event.spent else (0, None)
    yield _HOLD, {"of": recorded.aggregate.id, **came, "new_cost": cost, "new_source": source}


def _reported(recorded: Recorded[SelfGovernanceActivityReported]) -> Iterator[Change]:
    event = recorded.event
    yield _REPORT, {"of": recorded.aggregate.id, "words": event.report, "day": event.reported_on}


def _cancelled(recorded: Recorded[SelfGovernanceActivityCancelled]) -> Iterator[Change]:
    yield _CANCEL, {"of": recorded.aggregate.id}


VIEW = View(
    name="self_governance_activity",
    tables=TABLES,
    on={
        SelfGovernanceActivityPlanned: _planned,
        SelfGovernanceActivityAnnounced: _announced,
        SelfGovernanceActivityHeld: _held,
        SelfGovernanceActivityReported: _reported,
        SelfGovernanceActivityCancelled: _cancelled,
    },
)
