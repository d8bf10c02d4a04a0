"""Halls and windows as a resident may see them, and the centres that may have halls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Index, Integer, MetaData, Row, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.intake.hall import CentreKnown, HallOpened, WindowClosed, WindowOpened, WindowPaused
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
CENTRE = Table(
    "centre",
    TABLES,
    Column("id", String, primary_key=True),
    Column("community_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name_zh", String, nullable=False),
    Column("name_en", String, nullable=False),
)
HALL = Table(
    "hall",
    TABLES,
    Column("id", String, primary_key=True),
    Column("centre_id", String, nullable=False),
    Column("code", String, nullable=False),
    Column("name_zh", String, nullable=False),
    Column("name_en", String, nullable=False),
)
WINDOW = Table(
    "window",
    TABLES,
    Column("hall_id", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("kind", String, nullable=False),
)
Index("centre_by_kind", CENTRE.c.kind)

_KNOW = CENTRE.insert().values({column.name: bindparam(column.name) for column in CENTRE.columns})
_OPEN_HALL = HALL.insert().values({column.name: bindparam(column.name) for column in HALL.columns})
_insert = insert(WINDOW).values({column.name: bindparam(column.name) for column in WINDOW.columns})
_OPEN_WINDOW = _insert.on_conflict_do_update(index_elements=["hall_id", "id"], set_={"state": _insert.excluded.state})
_MOVE_WINDOW = (
    WINDOW.update()
    .where(WINDOW.c.hall_id == bindparam("of_hall"), WINDOW.c.id == bindparam("of"))
    .values(state=bindparam("to_state"))
)

HallRow = Row[Any]

CENTRES = select(CENTRE).order_by(CENTRE.c.name_en, CENTRE.c.kind)
HALLS = select(HALL).order_by(HALL.c.code)
ONE_HALL = select(HALL).where(HALL.c.id == bindparam("of"))
WINDOWS = select(WINDOW).where(WINDOW.c.hall_id == bindparam("of")).order_by(WINDOW.c.number)


def _centre_known(recorded: Recorded[CentreKnown]) -> Iterator[Change]:
    event = recorded.event
    names = {"name_zh": event.name_zh, "name_en": event.name_en}
    yield _KNOW, {"id": recorded.aggregate.id, "community_id": event.community_id, "kind": event.kind, **names}


def _hall_opened(recorded: Recorded[HallOpened]) -> Iterator[Change]:
    yield _OPEN_HALL, {"id": recorded.aggregate.id, **recorded.event.model_dump()}


def _window_opened(recorded: Recorded[WindowOpened]) -> Iterator[Change]:
    event = recorded.event
    window = {"hall_id": recorded.aggregate.id, "id": event.window_id, "number": event.number}
    yield _OPEN_WINDOW, {**window, "state": "OPEN", "kind": event.kind.value}


def _window_paused(recorded: Recorded[WindowPaused]) -> Iterator[Change]:
    yield _MOVE_WINDOW, {"of_hall": recorded.aggregate.id, "of": recorded.event.window_id, "to_state": "PAUSED"}


def _window_closed(recorded: Recorded[WindowClosed]) -> Iterator[Change]:
    yield _MOVE_WINDOW, {"of_hall": recorded.aggregate.id, "of": recorded.event.window_id, "to_state": "CLOSED"}


VIEW = View(
    name="hall",
    tables=TABLES,
    on={
        CentreKnown: _centre_known,
        HallOpened: _hall_opened,
        WindowOpened: _window_opened,
        WindowPaused: _window_paused,
        WindowClosed: _window_closed,
    },
)
