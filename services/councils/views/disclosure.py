"""Disclosures of committees by quarter: posted, or overdue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, MetaData, Row, String, Table, bindparam, or_, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.councils.disclosure import DisclosureMissed, DisclosurePosted
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
DISCLOSURE = Table(
    "disclosure",
    TABLES,
    Column("committee_id", String, primary_key=True),
    Column("quarter", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("due_on", Date, nullable=False),
    Column("overdue", Boolean, nullable=False),
    Column("items", JSON),
    Column("posted_on", Date),
    Column("until_on", Date),
)
_LATE_WITH = ("committee_id", "quarter", "position", "due_on")
_LATE = DISCLOSURE.insert().values({name: bindparam(name) for name in _LATE_WITH} | {"overdue": True})
_POSTING = ("items", "posted_on", "until_on")
_INSERT = insert(DISCLOSURE).values(
    {name: bindparam(name, type_=DISCLOSURE.c[name].type) for name in (*_LATE_WITH, *_POSTING)} | {"overdue": False}
)
_POST = _INSERT.on_conflict_do_update(
    index_elements=["committee_id", "quarter"], set_={name: _INSERT.excluded[name] for name in _POSTING}
)

DisclosureRow = Row[Any]

_COMMITTEE = bindparam("committee_id", type_=String)
_PAGES = (
    select(DISCLOSURE)
    .where(DISCLOSURE.c.position > bindparam("after"), or_(_COMMITTEE == "", DISCLOSURE.c.committee_id == _COMMITTEE))
    .order_by(DISCLOSURE.c.position)
    .limit(bindparam("limit"))
)
PAGE = _PAGES
"""An empty `committee_id` asks for all."""

OVERDUE = _PAGES.where(DISCLOSURE.c.posted_on.is_(None))
PUBLIC = _PAGES.where(DISCLOSURE.c.until_on >= bindparam("today"))
"""Those that are posted."""


def _posted(recorded: Recorded[DisclosurePosted]) -> Iterator[Change]:
    event = recorded.event
    place = {"committee_id": recorded.aggregate.id, "quarter": event.quarter, "position": recorded.position}
    days = {"due_on": event.due_on, "posted_on": event.posted_on, "until_on": event.until_on}
    yield _POST, {**place, **days, "items": [each.model_dump(mode="json") for each in event.items]}


def _overdue(recorded: Recorded[DisclosureMissed]) -> Iterator[Change]:
    event = recorded.event
    place = {"committee_id": recorded.aggregate.id, "quarter": event.quarter, "position": recorded.position}
    yield _LATE, {**place, "due_on": event.due_on}


VIEW = View(name="disclosure", tables=TABLES, on={DisclosurePosted: _posted, DisclosureMissed: _overdue})
