"""The communities that associations knows, with the letters of their filing numbers."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.associations.community import CentreKnown, CommunityCoded, CommunityKnown
from shared.contracts.councils.community import CentreKind
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
COMMUNITY = Table(
    "community",
    TABLES,
    Column("id", String, primary_key=True),
    Column("name_zh", String, nullable=False),
    Column("centre_id", String),
    Column("code", String),
    Column("position", Integer, nullable=False),
)
_KNOW = COMMUNITY.insert().values({name: bindparam(name) for name in ("id", "name_zh", "position")})
_BY_ID = COMMUNITY.c.id == bindparam("of")
_CENTRE = COMMUNITY.update().where(_BY_ID).values(centre_id=bindparam("centre"))
_CODE = COMMUNITY.update().where(_BY_ID).values(code=bindparam("letters"))

PAGE = (
    select(COMMUNITY)
    .where(COMMUNITY.c.position > bindparam("after"))
    .order_by(COMMUNITY.c.position)
    .limit(bindparam("limit"))
)


def _known(recorded: Recorded[CommunityKnown]) -> Iterator[Change]:
    row = {"id": recorded.aggregate.id, "name_zh": recorded.event.name_zh, "position": recorded.position}
    yield _KNOW, row


def _centre(recorded: Recorded[CentreKnown]) -> Iterator[Change]:
    if recorded.event.kind is CentreKind.PUBLIC_SERVICE:
        yield _CENTRE, {"of": recorded.aggregate.id, "centre": recorded.event.centre_id}


def _coded(recorded: Recorded[CommunityCoded]) -> Iterator[Change]:
    yield _CODE, {"of": recorded.aggregate.id, "letters": recorded.event.code}


VIEW = View(
    name="community",
    tables=TABLES,
    on={CommunityKnown: _known, CentreKnown: _centre, CommunityCoded: _coded},
)
