"""The catalogue as published: each item with its versions, their guides, and whether it can be had."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, String, Table, bindparam, null, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.intake.item import ItemOpened, ItemPublished, ItemResumed, ItemRevised, ItemSuspended
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
ITEM = Table(
    "item",
    TABLES,
    Column("code", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("valid_from", Date, nullable=False),
    Column("item", String, nullable=False),
    Column("guide", String),
    Column("opened", Boolean, nullable=False),
)
SUSPENSION = Table(
    "item_suspension",
    TABLES,
    Column("code", String, primary_key=True),
    Column("reason", String),
)

_VERSION = (ITEM.c.code == bindparam("of"), ITEM.c.version == bindparam("number"))
_PUBLISH = ITEM.insert().values(
    {name: bindparam(name) for name in ("code", "version", "valid_from", "item", "opened")} | {"guide": null()}
)
_REVISE = ITEM.update().where(*_VERSION).values(guide=bindparam("said"))
_OPEN = ITEM.update().where(*_VERSION).values(opened=True)
_suspend = insert(SUSPENSION).values(code=bindparam("of"), reason=bindparam("why"))
_SUSPEND = _suspend.on_conflict_do_update(index_elements=["code"], set_={"reason": _suspend.excluded.reason})

_WITH_REASON = select(ITEM, SUSPENSION.c.reason).join_from(
    ITEM, SUSPENSION, SUSPENSION.c.code == ITEM.c.code, isouter=True
)
ALL = _WITH_REASON.order_by(ITEM.c.code, ITEM.c.version)
ONE = _WITH_REASON.where(ITEM.c.code == bindparam("of")).order_by(ITEM.c.version)
BEGUN = _WITH_REASON.where(ITEM.c.valid_from <= bindparam("day")).order_by(ITEM.c.code, ITEM.c.valid_from)
ONE_BEGUN = BEGUN.where(ITEM.c.code == bindparam("of"))


def _published(recorded: Recorded[ItemPublished]) -> Iterator[Change]:
    item = recorded.event.item
    row = {"code": recorded.aggregate.id, "version": item.version, "valid_from": item.valid_from, "opened": False}
    yield _PUBLISH, {**row, "item": item.model_dump_json()}


def _revised(recorded: Recorded[ItemRevised]) -> Iterator[Change]:
    of = {"of": recorded.aggregate.id, "number": recorded.event.item_version}
    yield _REVISE, {**of, "said": recorded.event.guide.model_dump_json(exclude_none=True)}


def _opened(recorded: Recorded[ItemOpened]) -> Iterator[Change]:
    yield _OPEN, {"of": recorded.aggregate.id, "number": recorded.event.item_version}


def _suspended(recorded: Recorded[ItemSuspended]) -> Iterator[Change]:
    yield _SUSPEND, {"of": recorded.aggregate.id, "why": recorded.event.reason.value}


def _resumed(recorded: Recorded[ItemResumed]) -> Iterator[Change]:
    yield _SUSPEND, {"of": recorded.aggregate.id, "why": None}


VIEW = View(
    name="item",
    tables=TABLES,
    on={
        ItemPublished: _published,
        ItemRevised: _revised,
        ItemOpened: _opened,
        ItemSuspended: _suspended,
        ItemResumed: _resumed,
    },
)
