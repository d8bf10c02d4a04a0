"""Topics: where each stands between the opinions and the resolution, and which results are posted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, MetaData, Row, String, Table, bindparam, select

from shared.contracts.councils.topic import (
    OpinionsMerged,
    Option,
    TopicDecided,
    TopicDiscussed,
    TopicDropped,
    TopicOpened,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class TopicState(StrEnum):
    """Where a topic stands."""

    OPEN = "OPEN"
    READY = "READY"
    ADOPTED = "ADOPTED"
    REJECTED = "REJECTED"
    DROPPED = "DROPPED"


OPTIONS = TypeAdapter(tuple[Option, ...])
TABLES = MetaData()
TOPIC = Table(
    "topic",
    TABLES,
    Column("id", String, primary_key=True),
    Column("committee_id", String, nullable=False),
    Column("title", String, nullable=False),
    Column("options", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("state", String, nullable=False),
    Column("opinions", Integer, nullable=False),
    Column("supporters", Integer, nullable=False),
    Column("put_by_chair", Boolean, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("emergency", String),
    Column("discussed_at", String),
    Column("units_absent", JSON),
    Column("posted_until_on", Date),
    Column("reasons", String),
    Column("resolution_id", String),
    Column("position", Integer, nullable=False),
)
Index("topic_by_committee", TOPIC.c.committee_id, TOPIC.c.position)

_GIVEN: Mapping[str, object] = {
    column.name: bindparam(column.name) for column in TOPIC.columns if not column.nullable or column.name == "emergency"
}
_OPEN = TOPIC.insert().values(_GIVEN)
_BY_ID = TOPIC.update().where(TOPIC.c.id == bindparam("of"))
_MERGE = _BY_ID.values(opinions=TOPIC.c.opinions + bindparam("more"))
_DISCUSS = _BY_ID.values(
    state=bindparam("now"), discussed_at=bindparam("meeting"), units_absent=bindparam("absent", type_=JSON),
    posted_until_on=bindparam("until"),
)  # fmt: skip
_DROP = _BY_ID.values(state=TopicState.DROPPED.value, reasons=bindparam("why"))
_DECIDE = _BY_ID.values(state=bindparam("now"), resolution_id=bindparam("resolution"))

TopicRow = Row[Any]

ONE = select(TOPIC).where(TOPIC.c.id == bindparam("of"))
PAGE = (
    select(TOPIC)
    .where(TOPIC.c.committee_id == bindparam("committee_id"), TOPIC.c.position > bindparam("after"))
    .order_by(TOPIC.c.position)
    .limit(bindparam("limit"))
)
POSTED = (
    select(TOPIC)
    .where(TOPIC.c.committee_id == bindparam("committee_id"), TOPIC.c.posted_until_on >= bindparam("day"))
    .order_by(TOPIC.c.posted_until_on, TOPIC.c.position)
)
"""Results whose notice runs on a day."""


def _opened(recorded: Recorded[TopicOpened]) -> Iterator[Change]:
    event = recorded.event
    yield (
        _OPEN,
        {
            "id": recorded.aggregate.id,
            "committee_id": event.committee_id,
            "title": event.title,
            "options": OPTIONS.dump_json(event.options).decode(),
            "scope": event.scope.value,
            "state": TopicState.OPEN.value,
            "opinions": len(event.raised),
            "supporters": event.supporters,
            "put_by_chair": event.put_by_chair,
            "opened_on": event.opened_on,
            "emergency": event.emergency,
            "position": recorded.position,
        },
    )


def _merged(recorded: Recorded[OpinionsMerged]) -> Iterator[Change]:
    yield _MERGE, {"of": recorded.aggregate.id, "more": len(recorded.event.raised)}


def _discussed(recorded: Recorded[TopicDiscussed]) -> Iterator[Change]:
    event = recorded.event
    now = TopicState.READY if event.advances else TopicState.OPEN
    told = {"now": now.value, "meeting": event.meeting_id, "absent": list(event.units_absent)}
    yield _DISCUSS, {"of": recorded.aggregate.id, **told, "until": event.posted_until_on}


def _dropped(recorded: Recorded[TopicDropped]) -> Iterator[Change]:
    yield _DROP, {"of": recorded.aggregate.id, "why": recorded.event.reasons}


def _decided(recorded: Recorded[TopicDecided]) -> Iterator[Change]:
    event = recorded.event
    now = TopicState.ADOPTED if event.adopted else TopicState.REJECTED
    yield _DECIDE, {"of": recorded.aggregate.id, "now": now.value, "resolution": event.resolution_id}


VIEW = View(
    name="topic",
    tables=TABLES,
    on={
        TopicOpened: _opened,
        OpinionsMerged: _merged,
        TopicDiscussed: _discussed,
        TopicDropped: _dropped,
        TopicDecided: _decided,
    },
)
