"""Drafts as a hall may look them up: which, for what and until when, without a word about the person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Date, Index, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.intake.draft import (
    ApplicationDrafted,
    DraftDiscarded,
    DraftHandedIn,
    DraftLapsed,
    DraftRevised,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, Handler, View

TABLES = MetaData()
DRAFT = Table(
    "draft",
    TABLES,
    Column("id", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("item_code", String, nullable=False),
    Column("hall_id", String),
    Column("kept_until_on", Date, nullable=False),
    Column("application_id", String),
    Column("position", Integer, nullable=False),
)
Index("draft_by_hall", DRAFT.c.hall_id, DRAFT.c.position)

_BEGIN = DRAFT.insert().values(
    {name: bindparam(name) for name in ("id", "state", "item_code", "hall_id", "kept_until_on", "position")}
)
_ONE = DRAFT.update().where(DRAFT.c.id == bindparam("of"))
_REVISE = _ONE.values(
    item_code=bindparam("for_item"), hall_id=bindparam("at_hall"), kept_until_on=bindparam("until_on")
)
_MOVE = _ONE.values(state=bindparam("to_state"))
_HAND_IN = _MOVE.values(application_id=bindparam("received_as"))

ONE = select(DRAFT).where(DRAFT.c.id == bindparam("of"))
PAGE = (
    select(DRAFT)
    .where(DRAFT.c.hall_id == bindparam("hall_id"), DRAFT.c.position > bindparam("after"))
    .order_by(DRAFT.c.position)
    .limit(bindparam("limit"))
)


def _drafted(recorded: Recorded[ApplicationDrafted]) -> Iterator[Change]:
    event = recorded.event
    said = {"item_code": event.item_code, "hall_id": event.hall_id, "kept_until_on": event.kept_until_on}
    yield _BEGIN, {"id": recorded.aggregate.id, "state": "OPEN", "position": recorded.position, **said}


def _revised(recorded: Recorded[DraftRevised]) -> Iterator[Change]:
    event = recorded.event
    said = {"for_item": event.item_code, "at_hall": event.hall_id, "until_on": event.kept_until_on}
    yield _REVISE, {"of": recorded.aggregate.id, **said}


def _handed_in(recorded: Recorded[DraftHandedIn]) -> Iterator[Change]:
    received_as = recorded.event.application_id
    yield _HAND_IN, {"of": recorded.aggregate.id, "to_state": "HANDED_IN", "received_as": received_as}


def _to(state: str) -> Handler:
    def handler(recorded: Recorded[Any]) -> Iterator[Change]:
        yield _MOVE, {"of": recorded.aggregate.id, "to_state": state}

    return handler


VIEW = View(
    name="draft",
    tables=TABLES,
    on={
        ApplicationDrafted: _drafted,
        DraftRevised: _revised,
        DraftHandedIn: _handed_in,
        DraftDiscarded: _to("DISCARDED"),
        DraftLapsed: _to("LAPSED"),
    },
)
