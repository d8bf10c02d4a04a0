"""Communities with their centres, as anybody may see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Column, Date, MetaData, Row, String, Table, bindparam, select

from shared.contracts.councils.community import CentreOpened, CommunityEstablished
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
_ESTABLISH = COMMUNITY.insert().values({column.name: bindparam(column.name) for column in COMMUNITY.columns})
_OPEN = CENTRE.insert().values({column.name: bindparam(column.name) for column in CENTRE.columns})

CommunityRow = Row[Any]

ALL = select(COMMUNITY).order_by(COMMUNITY.c.founded_on, COMMUNITY.c.name_en, COMMUNITY.c.id)
ONE = select(COMMUNITY).where(COMMUNITY.c.id == bindparam("of"))
CENTRES = select(CENTRE).order_by(CENTRE.c.kind)
CENTRES_OF = CENTRES.where(CENTRE.c.community_id == bindparam("of"))


def _established(recorded: Recorded[CommunityEstablished]) -> Iterator[Change]:
    event = recorded.event
    words = {"provenance": event.provenance, "source": event.source, "aliases": list(event.aliases)}
    names = {"name_zh": event.name_zh, "name_en": event.name_en}
    yield _ESTABLISH, {"id": recorded.aggregate.id, "founded_on": event.founded_on, **names, **words}


def _centre_opened(recorded: Recorded[CentreOpened]) -> Iterator[Change]:
    event = recorded.event
    place = {"id": event.centre_id, "community_id": event.community_id, "kind": event.kind.value}
    names = {"name_zh": event.name_zh, "name_en": event.name_en}
    words = {"provenance": event.provenance, "source": event.source}
    yield _OPEN, {**place, **names, "opened_on": event.opened_on, **words}


VIEW = View(
    name="community",
    tables=TABLES,
    on={CommunityEstablished: _established, CentreOpened: _centre_opened},
)
