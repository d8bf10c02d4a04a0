"""Needs: who lacks what, who took it up and until when the answer is owed; no word of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, Select, String, Table, bindparam, select

from shared.contracts.associations.need import NeedAnswered, NeedAnswerMissed, NeedRegistered, NeedTakenUp
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.runtime.views import Change, View


class NeedState(StrEnum):
    """Where a need stands."""

    OPEN = "OPEN"
    TAKEN_UP = "TAKEN_UP"
    ANSWERED = "ANSWERED"


TABLES = MetaData()
NEED = Table(
    "need",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("association_id", String),
    Column("community_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("registered_on", Date, nullable=False),
    Column("answer_due_on", Date, nullable=False),
    Column("missed", Boolean, nullable=False),
    Column("taker_kind", String),
    Column("taker_id", String),
    Column("answered_on", Date),
)
Index("need_by_community", NEED.c.community_id, NEED.c.position)
Index("need_by_taker", NEED.c.taker_id, NEED.c.position)

_TOLD = ("id", "position", "association_id", "community_id", "kind", "registered_on", "answer_due_on")
_REGISTER = NEED.insert().values(
    {**{name: bindparam(name) for name in _TOLD}, "state": NeedState.OPEN.value, "missed": False}
)
_BY_ID = NEED.c.id == bindparam("of")
_TAKE_UP = (
    NEED.update()
    .where(_BY_ID)
    .values(state=NeedState.TAKEN_UP.value, taker_kind=bindparam("who"), taker_id=bindparam("whose"))
)
_MISS = NEED.update().where(_BY_ID).values(missed=True)
_ANSWER = NEED.update().where(_BY_ID).values(state=NeedState.ANSWERED.value, answered_on=bindparam("day"))

ONE = select(NEED).where(_BY_ID)
_PAGE = select(NEED).where(NEED.c.position > bindparam("after")).order_by(NEED.c.position).limit(bindparam("limit"))
_FILTERS = {
    name: NEED.c[name] == bindparam(name) for name in ("association_id", "community_id", "kind", "state", "taker_id")
}
FILTERS = tuple(_FILTERS)


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of needs in the order in which they were registered."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


def _registered(recorded: Recorded[NeedRegistered]) -> Iterator[Change]:
    told = recorded.event.model_dump(include={*_TOLD}, mode="python")
    day = day_of(recorded.document.time)
    yield _REGISTER, {**told, "id": recorded.aggregate.id, "position": recorded.position, "registered_on": day}


def _taken_up(recorded: Recorded[NeedTakenUp]) -> Iterator[Change]:
    taker = recorded.event.taker
    yield _TAKE_UP, {"of": recorded.aggregate.id, "who": taker.kind.value, "whose": taker.id}


def _missed(recorded: Recorded[NeedAnswerMissed]) -> Iterator[Change]:
    yield _MISS, {"of": recorded.aggregate.id}


def _answered(recorded: Recorded[NeedAnswered]) -> Iterator[Change]:
    yield _ANSWER, {"of": recorded.aggregate.id, "day": day_of(recorded.document.time)}


VIEW = View(
    name="need",
    tables=TABLES,
    on={
        NeedRegistered: _registered,
        NeedTakenUp: _taken_up,
        NeedAnswerMissed: _missed,
        NeedAnswered: _answered,
    },
)
