"""Resident units: where each is, what it is, and who heads its Party organisation."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Date, Integer, MetaData, String, Table, bindparam, or_, select

from shared.contracts.councils.resident_unit import (
    UnitHeadChanged,
    UnitLeft,
    UnitMoved,
    UnitPartyMembersCounted,
    UnitRegistered,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
UNIT = Table(
    "resident_unit",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("community_id", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("name_zh", String, nullable=False),
    Column("uscc", String),
    Column("entered_from_on", Date, nullable=False),
    Column("resident_from_on", Date, nullable=False),
    Column("head_id", String),
    Column("party_member_count", Integer, nullable=False),
    Column("left_on", Date),
)
_FROM = ("entered_from_on", "resident_from_on")
_AT_FIRST = [column for column in UNIT.columns if column.name != "left_on"]
_REGISTER = UNIT.insert().values({column.name: bindparam(column.name) for column in _AT_FIRST})
_BY_ID = UNIT.c.id == bindparam("of")
_HEAD = UNIT.update().where(_BY_ID).values(head_id=bindparam("head"))
_COUNT = UNIT.update().where(_BY_ID).values(party_member_count=bindparam("count"))
_MOVE = UNIT.update().where(_BY_ID).values(community_id=bindparam("community"), resident_from_on=bindparam("day"))
_LEAVE = UNIT.update().where(_BY_ID).values(left_on=bindparam("day"))

_COMMUNITY = bindparam("community_id", type_=String)
PAGE = (
    select(UNIT)
    .where(
        UNIT.c.position > bindparam("after"),
        UNIT.c.left_on.is_(None),
        or_(_COMMUNITY == "", UNIT.c.community_id == _COMMUNITY),
    )
    .order_by(UNIT.c.position)
    .limit(bindparam("limit"))
)
"""Those that are resident; an empty `community_id` asks for all."""


def _registered(recorded: Recorded[UnitRegistered]) -> Iterator[Change]:
    event, party = recorded.event, recorded.event.party_org
    place = {"community_id": event.community_id, **dict.fromkeys(_FROM, event.resident_from_on)}
    words = {"kind": event.kind.value, "name_zh": event.name_zh, "uscc": event.uscc}
    head = {"head_id": party and party.head_id, "party_member_count": party.party_member_count if party else 0}
    yield _REGISTER, {"id": recorded.aggregate.id, "position": recorded.position, **place, **words, **head}


def _head_changed(recorded: Recorded[UnitHeadChanged]) -> Iterator[Change]:
    yield _HEAD, {"of": recorded.aggregate.id, "head": recorded.event.head_id}


def _counted(recorded: Recorded[UnitPartyMembersCounted]) -> Iterator[Change]:
    yield _COUNT, {"of": recorded.aggregate.id, "count": recorded.event.party_member_count}


def _moved(recorded: Recorded[UnitMoved]) -> Iterator[Change]:
    event = recorded.event
    yield _MOVE, {"of": recorded.aggregate.id, "community": event.community_id, "day": event.from_on}


def _left(recorded: Recorded[UnitLeft]) -> Iterator[Change]:
    yield _LEAVE, {"of": recorded.aggregate.id, "day": recorded.event.left_on}


VIEW = View(
    name="resident_unit",
    tables=TABLES,
    on={
        UnitRegistered: _registered,
        UnitHeadChanged: _head_changed,
        UnitPartyMembersCounted: _counted,
        UnitMoved: _moved,
        UnitLeft: _left,
    },
)
