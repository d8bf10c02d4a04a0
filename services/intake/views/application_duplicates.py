"""Duplicates as a clerk sees them: the other applications, how each stands now, and the answer; no word of a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Date, Index, Integer, MetaData, Row, String, Table, bindparam, func, null, select
from sqlalchemy.dialects.sqlite import insert

from services.intake.views.application import APPLICATION
from services.intake.views.application_people import WAITING
from shared.contracts.intake.application_duplicates import DuplicateAnswered, DuplicateFound
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
FOUND = Table(
    "duplicates",
    TABLES,
    Column("application_id", String, primary_key=True),
    Column("answer", String),
    Column("merged_into", String),
    Column("answered_on", Date),
)
MATCH = Table(
    "duplicate_match",
    TABLES,
    Column("application_id", String, primary_key=True),
    Column("other_id", String, primary_key=True),
    Column("matched_by", String, nullable=False),
    Column("stood", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("place", Integer, nullable=False),
)
Index("duplicates_by_answer", FOUND.c.answer)

_find = insert(FOUND).values(application_id=bindparam("of"))
# What a corrected applicant adds asks for an answer of its own.
_FIND = _find.on_conflict_do_update(
    index_elements=["application_id"], set_={"answer": null(), "merged_into": null(), "answered_on": null()}
)
_match = insert(MATCH).values({column.name: bindparam(column.name) for column in MATCH.columns})
_MATCH = _match.on_conflict_do_update(
    index_elements=["application_id", "other_id"],
    set_={name: _match.excluded[name] for name in ("matched_by", "stood", "position", "place")},
)
_ANSWER = (
    FOUND.update()
    .where(FOUND.c.application_id == bindparam("of"))
    .values(answer=bindparam("said"), merged_into=bindparam("into"), answered_on=bindparam("day"))
)

DuplicateRow = Row[Any]

ONE = select(FOUND).where(FOUND.c.application_id == bindparam("of"))
MATCHES = (
    select(
        MATCH,
        APPLICATION.c.state,
        APPLICATION.c.hall_id,
        APPLICATION.c.voucher_number,
        APPLICATION.c.received_on,
        APPLICATION.c.outcome,
    )
    .join(APPLICATION, APPLICATION.c.id == MATCH.c.other_id)
    .where(MATCH.c.application_id == bindparam("of"))
    .order_by(MATCH.c.position.desc(), MATCH.c.place)
)
OPEN = (
    select(
        APPLICATION.c.id.label("application_id"),
        APPLICATION.c.state,
        APPLICATION.c.item_code,
        APPLICATION.c.received_on,
        APPLICATION.c.position,
        func.count().label("matches"),
    )
    .join(FOUND, FOUND.c.application_id == APPLICATION.c.id)
    .join(MATCH, MATCH.c.application_id == APPLICATION.c.id)
    .where(
        FOUND.c.answer.is_(None),
        APPLICATION.c.hall_id == bindparam("hall_id"),
        APPLICATION.c.state.in_(WAITING),
        APPLICATION.c.position > bindparam("after"),
    )
    .group_by(APPLICATION.c.id)
    .order_by(APPLICATION.c.position)
    .limit(bindparam("limit"))
)


def _found(recorded: Recorded[DuplicateFound]) -> Iterator[Change]:
    id_ = recorded.aggregate.id
    yield _FIND, {"of": id_}
    for place, match in enumerate(recorded.event.matches):
        row = {"application_id": id_, "other_id": match.application_id, "stood": match.state.value}
        yield _MATCH, {**row, "matched_by": " ".join(match.matched_by), "position": recorded.position, "place": place}


def _answered(recorded: Recorded[DuplicateAnswered]) -> Iterator[Change]:
    event = recorded.event
    said = {"said": event.answer.value, "into": event.into, "day": event.answered_on}
    yield _ANSWER, {"of": recorded.aggregate.id, **said}


VIEW = View(
    name="application-duplicates",
    tables=TABLES,
    on={DuplicateFound: _found, DuplicateAnswered: _answered},
)
