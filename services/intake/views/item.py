"""The catalogue as published: each item with its versions."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Date, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.intake.item import ItemPublished
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
ITEM = Table(
    "item",
    TABLES,
    Column("code", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("valid_from", Date, nullable=False),
    Column("guide", String, nullable=False),
)
_PUBLISH = ITEM.insert().values({column.name: bindparam(column.name) for column in ITEM.columns})
ALL = select(ITEM).order_by(ITEM.c.code, ITEM.c.version)
ONE = select(ITEM).where(ITEM.c.code == bindparam("of")).order_by(ITEM.c.version)


def _published(recorded: Recorded[ItemPublished]) -> Iterator[Change]:
    item = recorded.event.item
    row = {"code": recorded.aggregate.id, "version": item.version, "valid_from": item.valid_from}
    yield _PUBLISH, {**row, "guide": item.model_dump_json()}


VIEW = View(name="item", tables=TABLES, on={ItemPublished: _published})
