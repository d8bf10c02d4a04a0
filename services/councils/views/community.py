"""Communities with their centres, as anybody may see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Column, Date, Integer, MetaData, Row, String, Table, bindparam, or_, select

from shared.contracts.councils.community import (
    CentreOpened,
    CommunityAbolished,
    CommunityEstablished,
    CommunityMerged,
    CommunitySplit,
    PopulationCounted,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
COMMUNITY = Table(
    "community",
    TABLES,
    Column("id", String, primary_key=True),
    Column("name_zh", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("founded_on", Date, nullable=False),
    Column("residents", Integer),
    Column("counted_on", Date),
    Column("ended_on", Date),
    Column("into_ids", JSON, nullable=False),
    Column("provenance", String),
    Column("source", String),
)
CENTRE = Table(
    "centre",
    TABLES,
    Column("community_id", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("name_zh", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("provenance", String),
    Column("source", String),
)
_LATER = {"residents", "counted_on", "ended_on"}
_FIRST = [column for column in COMMUNITY.columns if column.name not in _LATER]
_ESTABLISH = COMMUNITY.insert().values({column.name: bindparam(column.name, type_=column.type) for column in _FIRST})
_BY_ID = COMMUNITY.c.id == bindparam("of")
_COUNT = COMMUNITY.update().where(_BY_ID).values(residents=bindparam("number"), counted_on=bindparam("day"))
_END = COMMUNITY.update().where(_BY_ID).values(ended_on=bindparam("day"), into_ids=bindparam("into", type_=JSON))
_OPEN = CENTRE.insert().values({column.name: bindparam(column.name) for column in CENTRE.columns})

CommunityRow = Row[Any]

ALL = select(COMMUNITY).order_by(COMMUNITY.c.founded_on, COMMUNITY.c.name_en, COMMUNITY.c.id)
STANDING = (
    select(COMMUNITY)
    .where(
        COMMUNITY.c.founded_on <= bindparam("as_of", type_=Date),
        or_(COMMUNITY.c.ended_on.is_(None), COMMUNITY.c.ended_on > bindparam("as_of", type_=Date)),
    )
    .order_by(COMMUNITY.c.founded_on, COMMUNITY.c.name_en, COMMUNITY.c.id)
)
ONE = select(COMMUNITY).where(COMMUNITY.c.id == bindparam("of"))
CENTRES = select(CENTRE).order_by(CENTRE.c.kind)


def _established(recorded: Recorded[CommunityEstablished]) -> Iterator[Change]:
    event = recorded.event
    words = {"provenance": event.provenance, "source": event.source, "aliases": list(event.aliases)}
    names = {"name_zh": event.name_zh, "name_en": event.name_en}
    yield _ESTABLISH, {"id": recorded.aggregate.id, "founded_on": event.founded_on, "into_ids": [], **names, **words}


def _centre_opened(recorded: Recorded[CentreOpened]) -> Iterator[Change]:
    event = recorded.event
    place = {"id": event.centre_id, "community_id": event.community_id, "kind": event.kind.value}
    names = {"name_zh": event.name_zh, "name_en": event.name_en}
    words = {"provenance": event.provenance, "source": event.source}
    yield _OPEN, {**place, **names, "opened_on": event.opened_on, **words}


def _counted(recorded: Recorded[PopulationCounted]) -> Iterator[Change]:
    event = recorded.event
    yield _COUNT, {"of": recorded.aggregate.id, "number": event.residents, "day": event.counted_on}


def _split(recorded: Recorded[CommunitySplit]) -> Iterator[Change]:
    event = recorded.event
    yield _END, {"of": recorded.aggregate.id, "day": event.effective_on, "into": list(event.into_ids)}


def _merged(recorded: Recorded[CommunityMerged]) -> Iterator[Change]:
    event = recorded.event
    yield _END, {"of": recorded.aggregate.id, "day": event.effective_on, "into": [event.into_id]}


def _abolished(recorded: Recorded[CommunityAbolished]) -> Iterator[Change]:
    yield _END, {"of": recorded.aggregate.id, "day": recorded.event.effective_on, "into": []}


VIEW = View(
    name="community",
    tables=TABLES,
    on={
        CommunityEstablished: _established,
        CentreOpened: _centre_opened,
        PopulationCounted: _counted,
        CommunitySplit: _split,
        CommunityMerged: _merged,
        CommunityAbolished: _abolished,
    },
)
