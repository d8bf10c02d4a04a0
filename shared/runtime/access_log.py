"""The access log (访问记录) to ask: who was shown what of a person, and which readings await their review."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, Date, Index, Integer, MetaData, Row, String, Table, bindparam, select

from shared.contracts.access import (
    AccessReviewDemanded,
    AccessReviewed,
    AccessReviewMissed,
    PersonalDataRead,
    ReviewFinding,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.refusals import Refusal
from shared.runtime.access import ACCESS, ReviewAccess
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.views import Change, View

READERS = (Role.AUDITOR, Role.ADMIN)
REVIEWERS = (Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR)

# --- the view ---------------------------------------------------------------

_TABLES = MetaData()
_ACCESS = Table(
    "access",
    _TABLES,
    Column("id", String, primary_key=True),
    Column("subject", String, nullable=False),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("role", String, nullable=False),
    Column("org", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("concerning", String, nullable=False),
    Column("fields", String, nullable=False),
    Column("result", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("review", String),
    Column("review_due_on", Date),
)
Index("access_by_subject", _ACCESS.c.subject, _ACCESS.c.position)
Index("access_to_review", _ACCESS.c.position, sqlite_where=_ACCESS.c.review.in_(["AWAITED", "MISSED"]))
_READ = _ACCESS.insert().values({c.name: bindparam(c.name) for c in _ACCESS.columns if not c.nullable})
_BY_ID = _ACCESS.c.id == bindparam("of")
_DEMAND = _ACCESS.update().where(_BY_ID).values(review="AWAITED", review_due_on=bindparam("due_on"))
_REVIEW = _ACCESS.update().where(_BY_ID).values(review=bindparam("stands"))
_ON = (_ACCESS.c.position > bindparam("after"),)
OF_SUBJECT = (
    select(_ACCESS)
    .where(_ACCESS.c.subject == bindparam("subject"), *_ON)
    .order_by(_ACCESS.c.position)
    .limit(bindparam("limit"))
)
TO_REVIEW = (
    select(_ACCESS)
    .where(_ACCESS.c.review.in_(["AWAITED", "MISSED"]), *_ON)
    .order_by(_ACCESS.c.position)
    .limit(bindparam("limit"))
)


def _read(recorded: Recorded[PersonalDataRead]) -> Iterator[Change]:
    event, document = recorded.event, recorded.document
    who = {
        "actor": document.actor,
        "role": document.actorrole,
        "org": document.actororg,
        "at": document.time.isoformat(),
    }
    what = {name: getattr(event, name) for name in ("subject", "purpose", "concerning", "result")}
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _READ, {**place, **who, **what, "fields": json.dumps(event.fields)}


def _demanded(recorded: Recorded[AccessReviewDemanded]) -> Iterator[Change]:
    yield _DEMAND, {"of": recorded.aggregate.id, "due_on": recorded.event.due_on}


def _reviewed(recorded: Recorded[AccessReviewed]) -> Iterator[Change]:
    yield _REVIEW, {"of": recorded.aggregate.id, "stands": recorded.event.finding.value}


def _missed(recorded: Recorded[AccessReviewMissed]) -> Iterator[Change]:
    yield _REVIEW, {"of": recorded.aggregate.id, "stands": "MISSED"}


VIEW = View(
    name="access",
    tables=_TABLES,
    on={
        PersonalDataRead: _read,
        AccessReviewDemanded: _demanded,
        AccessReviewed: _reviewed,
        AccessReviewMissed: _missed,
    },
)

# --- the routes -------------------------------------------------------------


class AccessOut(BaseModel):
    """Who was shown which fields of a person, when and what for; where it is reviewed, how that stands."""

    id: str
    subject: str
    at: datetime
    actor: str
    role: str
    org: str | None = None
    purpose: str
    concerning: str
    fields: tuple[str, ...]
    result: str
    review: str | None = None
    review_due_on: date | None = None


class AccessPage(BaseModel):
    """Some readings, oldest first; `next` continues after them."""

    accesses: tuple[AccessOut, ...]
    next: str | None = None


class AccessReviewIn(BaseModel):
    """What the review found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    finding: ReviewFinding


def routes(desk: Desk) -> APIRouter:
    """Register the routes of the access log."""
    to = Routes(desk, "privacy")

    @to.query("/v1/subjects/{id}/access", *READERS, answer=AccessPage, parameters=("after", "limit"))
    async def accesses(query: Query) -> AccessPage | Refusal:
        """List who was shown what of a person, by their reference."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else of_subject(desk, query.id, cursor)

    @to.query("/v1/access-reviews", *REVIEWERS, answer=AccessPage, parameters=("after", "limit"))
    async def to_review(query: Query) -> AccessPage | Refusal:
        """List the readings of what is masked otherwise that nobody has reviewed."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        return _page(desk.views.rows(TO_REVIEW, after=cursor.after, limit=cursor.limit), cursor)

    @to.command("/v1/accesses/{id}/review", *REVIEWERS, body=AccessReviewIn)
    async def review(call: Call[AccessReviewIn]) -> Done | Refusal:
        """Review, as another than who read, whether a reading was justified."""
        return await call.execute(Step(ACCESS, call.id, ReviewAccess(finding=call.body.finding)))

    return to.router


def of_subject(desk: Desk, subject: str, cursor: Cursor) -> AccessPage:
    """Who was shown what of a person."""
    return _page(desk.views.rows(OF_SUBJECT, subject=subject, after=cursor.after, limit=cursor.limit), cursor)


def _page(rows: Sequence[Row[Any]], cursor: Cursor) -> AccessPage:
    return AccessPage(accesses=tuple(map(_out, rows)), next=next_after(rows, cursor))


def _out(row: Row[Any]) -> AccessOut:
    return AccessOut(**{**row._mapping, "fields": tuple(json.loads(row.fields)), "org": row.org or None})
