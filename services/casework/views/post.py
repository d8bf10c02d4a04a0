"""Posts with who is on them now, by staff id."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.casework.post import PostAssigned, PostEstablished
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
POST = Table(
    "post",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("org", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("title_zh", String, nullable=False),
    Column("title_en", String, nullable=False),
    Column("holder", String),
    Column("substitute", String),
)
Index("post_by_org", POST.c.org, POST.c.position)
_ESTABLISH = POST.insert().values(
    {column.name: bindparam(column.name) for column in POST.columns if not column.nullable}
)
_ASSIGN = POST.update().where(POST.c.id == bindparam("of")).values(holder=bindparam("a"), substitute=bindparam("b"))
PAGE = select(POST).where(POST.c.position > bindparam("after")).order_by(POST.c.position).limit(bindparam("limit"))
PAGE_OF_ORG = PAGE.where(POST.c.org == bindparam("org"))


def _established(recorded: Recorded[PostEstablished]) -> Iterator[Change]:
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _ESTABLISH, {**place, **recorded.event.model_dump(mode="json")}


def _assigned(recorded: Recorded[PostAssigned]) -> Iterator[Change]:
    event = recorded.event
    yield _ASSIGN, {"of": recorded.aggregate.id, "a": event.holder, "b": event.substitute}


VIEW = View(name="post", tables=TABLES, on={PostEstablished: _established, PostAssigned: _assigned})
