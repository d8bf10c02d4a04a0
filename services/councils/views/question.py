"""Questions that committees put to centres, their answers, and which of those are owed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, Row, String, Table, bindparam, or_, select

from shared.contracts.councils.question import QuestionAnswered, QuestionAnswerMissed, QuestionPut
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
QUESTION = Table(
    "question",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("committee_id", String, nullable=False),
    Column("centre_id", String, nullable=False),
    Column("community_id", String, nullable=False),
    Column("question", String, nullable=False),
    Column("put_on", Date, nullable=False),
    Column("answer_due_on", Date, nullable=False),
    Column("overdue", Boolean, nullable=False),
    Column("answer", String),
    Column("answered_on", Date),
)
_PUT_WITH = tuple(QuestionPut.model_fields)
_PUT = QUESTION.insert().values({name: bindparam(name) for name in ("id", "position", *_PUT_WITH)} | {"overdue": False})
_BY_ID = QUESTION.c.id == bindparam("of")
_ANSWER = QUESTION.update().where(_BY_ID).values(answer=bindparam("words"), answered_on=bindparam("day"))
_LATE = QUESTION.update().where(_BY_ID).values(overdue=True)

QuestionRow = Row[Any]

_COMMUNITY = bindparam("community_id", type_=String)
PAGE = (
    select(QUESTION)
    .where(
        QUESTION.c.position > bindparam("after"),
        or_(_COMMUNITY == "", QUESTION.c.community_id == _COMMUNITY),
        or_(bindparam("owed", type_=Boolean).is_(False), QUESTION.c.answered_on.is_(None)),
    )
    .order_by(QUESTION.c.position)
    .limit(bindparam("limit"))
)
"""An empty `community_id` and no `owed` ask for all."""

ONE = select(QUESTION).where(_BY_ID)


def _put(recorded: Recorded[QuestionPut]) -> Iterator[Change]:
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _PUT, {**place, **{name: getattr(recorded.event, name) for name in _PUT_WITH}}


def _answered(recorded: Recorded[QuestionAnswered]) -> Iterator[Change]:
    event = recorded.event
    yield _ANSWER, {"of": recorded.aggregate.id, "words": event.answer, "day": event.answered_on}


def _overdue(recorded: Recorded[QuestionAnswerMissed]) -> Iterator[Change]:
    yield _LATE, {"of": recorded.aggregate.id}


VIEW = View(
    name="question", tables=TABLES, on={QuestionPut: _put, QuestionAnswered: _answered, QuestionAnswerMissed: _overdue}
)
