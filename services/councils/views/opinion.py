"""Opinions: where each stands and until when its answer is owed, without a word of them but what was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.councils.opinion import (
    OpinionAnswered,
    OpinionClustered,
    OpinionRated,
    OpinionRegistered,
    OpinionRouted,
    OpinionUnanswered,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class OpinionState(StrEnum):
    """Where an opinion stands."""

    REGISTERED = "REGISTERED"
    CLUSTERED = "CLUSTERED"
    ROUTED = "ROUTED"
    ANSWERED = "ANSWERED"
    RATED = "RATED"


TABLES = MetaData()
OPINION = Table(
    "opinion",
    TABLES,
    Column("id", String, primary_key=True),
    Column("committee_id", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("state", String, nullable=False),
    Column("registered_on", Date, nullable=False),
    Column("answer_due_on", Date, nullable=False),
    Column("missed", Boolean, nullable=False),
    Column("theme", String),
    Column("route", String),
    Column("to_id", String),
    Column("answered_on", Date),
    Column("published", String),
    Column("level", String),
    Column("position", Integer, nullable=False),
)
Index("opinion_by_committee", OPINION.c.committee_id, OPINION.c.position)

_GIVEN: Mapping[str, object] = {
    column.name: bindparam(column.name) for column in OPINION.columns if not column.nullable
}
_REGISTER = OPINION.insert().values(_GIVEN)
_BY_ID = OPINION.update().where(OPINION.c.id == bindparam("of"))
_CLUSTER = _BY_ID.values(state=OpinionState.CLUSTERED.value, theme=bindparam("about"))
_ROUTE = _BY_ID.values(state=OpinionState.ROUTED.value, route=bindparam("by"), to_id=bindparam("to"))
_MISS = _BY_ID.values(missed=True)
_ANSWER = _BY_ID.values(state=OpinionState.ANSWERED.value, answered_on=bindparam("day"), published=bindparam("for_all"))
_RATE = _BY_ID.values(state=OpinionState.RATED.value, level=bindparam("said"))

ONE = select(OPINION).where(OPINION.c.id == bindparam("of"))
_PAGE = (
    select(OPINION)
    .where(OPINION.c.committee_id == bindparam("committee_id"), OPINION.c.position > bindparam("after"))
    .order_by(OPINION.c.position)
    .limit(bindparam("limit"))
)
ALL = _PAGE
OVERDUE = _PAGE.where(OPINION.c.missed, OPINION.c.answered_on.is_(None))
CLUSTERED = _PAGE.where(OPINION.c.theme.is_not(None))
"""What everybody may read of: the themes, never the words."""


def _registered(recorded: Recorded[OpinionRegistered]) -> Iterator[Change]:
    event = recorded.event
    yield (
        _REGISTER,
        {
            "id": recorded.aggregate.id,
            "committee_id": event.committee_id,
            "channel": event.channel.value,
            "state": OpinionState.REGISTERED.value,
            "registered_on": event.registered_on,
            "answer_due_on": event.answer_due_on,
            "missed": False,
            "position": recorded.position,
        },
    )


def _clustered(recorded: Recorded[OpinionClustered]) -> Iterator[Change]:
    yield _CLUSTER, {"of": recorded.aggregate.id, "about": recorded.event.theme}


def _routed(recorded: Recorded[OpinionRouted]) -> Iterator[Change]:
    yield _ROUTE, {"of": recorded.aggregate.id, "by": recorded.event.route.value, "to": recorded.event.to_id}


def _missed(recorded: Recorded[OpinionUnanswered]) -> Iterator[Change]:
    yield _MISS, {"of": recorded.aggregate.id}


def _answered(recorded: Recorded[OpinionAnswered]) -> Iterator[Change]:
    event = recorded.event
    yield _ANSWER, {"of": recorded.aggregate.id, "day": event.answered_on, "for_all": event.published}


def _rated(recorded: Recorded[OpinionRated]) -> Iterator[Change]:
    yield _RATE, {"of": recorded.aggregate.id, "said": recorded.event.level.value}


VIEW = View(
    name="opinion",
    tables=TABLES,
    on={
        OpinionRegistered: _registered,
        OpinionClustered: _clustered,
        OpinionRouted: _routed,
        OpinionUnanswered: _missed,
        OpinionAnswered: _answered,
        OpinionRated: _rated,
    },
)
