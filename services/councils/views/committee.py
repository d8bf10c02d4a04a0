"""Committees, the community that each belonged to on a day, and how many households it had by the last count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Column, Date, Integer, MetaData, Row, String, Table, and_, bindparam, or_, select

from shared.contracts.councils.committee import (
    CommitteeAbolished,
    CommitteeAssigned,
    CommitteeFounded,
    HouseholdsCounted,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
COMMITTEE = Table(
    "committee",
    TABLES,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name_zh", String, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("stat_code_12", String, nullable=False, unique=True),
    Column("street_code", String, nullable=False),
    Column("provenance", String),
    Column("source", String),
    Column("position", Integer, nullable=False, unique=True),
    Column("abolished_on", Date),
    Column("successor_id", String),
)
ASSIGNMENT = Table(
    "assignment",
    TABLES,
    Column("committee_id", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("community_id", String, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("provenance", String, nullable=False),
    Column("source", String, nullable=False),
)
COUNT = Table(
    "household_count",
    TABLES,
    Column("committee_id", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("households", Integer, nullable=False),
    Column("counted_on", Date, nullable=False),
)
_LATER = {"abolished_on", "successor_id"}
_FOUND = COMMITTEE.insert().values(
    {each.name: bindparam(each.name) for each in COMMITTEE.columns if each.name not in _LATER}
)
_ABOLISH = (
    COMMITTEE.update()
    .where(COMMITTEE.c.id == bindparam("of"))
    .values(abolished_on=bindparam("day", type_=Date), successor_id=bindparam("successor"))
)
_ASSIGN = ASSIGNMENT.insert().values({column.name: bindparam(column.name) for column in ASSIGNMENT.columns})
_COUNT = COUNT.insert().values({column.name: bindparam(column.name) for column in COUNT.columns})

CommitteeRow = Row[Any]

# Of assignments from the same day on, the one recorded last holds.
_IN_FORCE = (
    select(ASSIGNMENT.c.version)
    .where(ASSIGNMENT.c.committee_id == COMMITTEE.c.id, ASSIGNMENT.c.effective_on <= bindparam("as_of", type_=Date))
    .order_by(ASSIGNMENT.c.effective_on.desc(), ASSIGNMENT.c.version.desc())
    .limit(1)
    .correlate(COMMITTEE)
    .scalar_subquery()
)
_LAST_COUNT = (
    select(COUNT.c.version)
    .where(COUNT.c.committee_id == COMMITTEE.c.id, COUNT.c.counted_on <= bindparam("as_of", type_=Date))
    .order_by(COUNT.c.version.desc())
    .limit(1)
    .correlate(COMMITTEE)
    .scalar_subquery()
)
_COMMITTEES = (
    select(
        COMMITTEE,
        ASSIGNMENT.c.community_id,
        ASSIGNMENT.c.effective_on,
        ASSIGNMENT.c.provenance.label("assigned_provenance"),
        ASSIGNMENT.c.source.label("assigned_source"),
        COUNT.c.households,
        COUNT.c.counted_on,
    )
    .outerjoin(ASSIGNMENT, and_(ASSIGNMENT.c.committee_id == COMMITTEE.c.id, ASSIGNMENT.c.version == _IN_FORCE))
    .outerjoin(COUNT, and_(COUNT.c.committee_id == COMMITTEE.c.id, COUNT.c.version == _LAST_COUNT))
)
_KIND, _COMMUNITY = bindparam("kind", type_=String), bindparam("community_id", type_=String)

STANDING = _COMMITTEES.where(
    or_(COMMITTEE.c.abolished_on.is_(None), COMMITTEE.c.abolished_on > bindparam("as_of", type_=Date))
).order_by(COMMITTEE.c.position)
"""Those that were not abolished on a day."""

ONE = _COMMITTEES.where(COMMITTEE.c.id == bindparam("of"))
PAGE = (
    _COMMITTEES.where(
        COMMITTEE.c.position > bindparam("after"),
        or_(_KIND == "", COMMITTEE.c.kind == _KIND),
        or_(_COMMUNITY == "", ASSIGNMENT.c.community_id == _COMMUNITY),
    )
    .order_by(COMMITTEE.c.position)
    .limit(bindparam("limit"))
)
"""An empty `kind` or `community_id` asks for all."""

OF_COMMUNITY = (
    select(COMMITTEE.c.id)
    .join(ASSIGNMENT, and_(ASSIGNMENT.c.committee_id == COMMITTEE.c.id, ASSIGNMENT.c.version == _IN_FORCE))
    .where(ASSIGNMENT.c.community_id == _COMMUNITY)
)
"""Those that belonged to a community on a day."""

ASSIGNMENTS_OF = select(ASSIGNMENT).where(ASSIGNMENT.c.committee_id == bindparam("of")).order_by(ASSIGNMENT.c.version)


def _founded(recorded: Recorded[CommitteeFounded]) -> Iterator[Change]:
    event = recorded.event
    place = {"stat_code_12": event.stat_code_12, "street_code": event.street_code}
    words = {"provenance": event.provenance, "source": event.source, "position": recorded.position}
    names = {"kind": event.kind.value, "name_zh": event.name_zh, "aliases": list(event.aliases)}
    yield _FOUND, {"id": recorded.aggregate.id, **names, **place, **words}


def _assigned(recorded: Recorded[CommitteeAssigned]) -> Iterator[Change]:
    event = recorded.event
    words = {"provenance": event.provenance.value, "source": event.source}
    when = {"version": recorded.version, "effective_on": event.effective_on}
    yield _ASSIGN, {"committee_id": recorded.aggregate.id, "community_id": event.community_id, **when, **words}


def _counted(recorded: Recorded[HouseholdsCounted]) -> Iterator[Change]:
    event, place = recorded.event, {"committee_id": recorded.aggregate.id, "version": recorded.version}
    yield _COUNT, {**place, "households": event.households, "counted_on": event.counted_on}


def _abolished(recorded: Recorded[CommitteeAbolished]) -> Iterator[Change]:
    event = recorded.event
    yield _ABOLISH, {"of": recorded.aggregate.id, "day": event.effective_on, "successor": event.successor_id}


VIEW = View(
    name="committee",
    tables=TABLES,
    on={
        CommitteeFounded: _founded,
        CommitteeAssigned: _assigned,
        HouseholdsCounted: _counted,
        CommitteeAbolished: _abolished,
    },
)
