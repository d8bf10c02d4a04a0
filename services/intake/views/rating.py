"""Ratings: the bad ones as a centre works through them, and what the public may read of them, without a word of theirs.

Nothing here joins a rating to a person or an application.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, Select, String, Table, bindparam, select

from shared.contracts.intake.bad_rating import (
    BadRatingAppealed,
    BadRatingAppealRejected,
    BadRatingAssigned,
    BadRatingClosed,
    BadRatingContacted,
    BadRatingCorrected,
    BadRatingEscalated,
    BadRatingExcluded,
    BadRatingVerified,
    Finding,
)
from shared.contracts.intake.rating import ServiceRated
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
RATING = Table(
    "rating",
    TABLES,
    Column("id", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("hall_id", String, nullable=False),
    Column("centre_id", String, nullable=False),
    Column("item_code", String, nullable=False),
    Column("served_in", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("level", String, nullable=False),
    Column("rated_on", Date, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("handler", String),
    Column("contact_due_on", Date),
    Column("fix_due_on", Date),
    Column("finding", String),
    Column("planned_on", Date),
    Column("escalated_to", String),
    Column("remedy", String),
    Column("measure", String),
    Column("outcome", String),
    Column("done_on", Date),
    Column("position", Integer, nullable=False),
)
Index("rating_by_state", RATING.c.state, RATING.c.position)
Index("rating_by_centre", RATING.c.centre_id, RATING.c.state, RATING.c.position)

RATED, CLOSED, EXCLUDED = "RATED", "CLOSED", "EXCLUDED"
_BY_ID = RATING.c.id == bindparam("of")
_TO: Mapping[str, object] = {"state": bindparam("to_state")}
_RATE = RATING.insert().values(
    {column.name: bindparam(column.name) for column in RATING.columns if not column.nullable}
)
_MOVE = RATING.update().where(_BY_ID).values(_TO)
_ASSIGN = (
    RATING.update()
    .where(_BY_ID)
    .values({**_TO, "handler": bindparam("by"), "contact_due_on": bindparam("call"), "fix_due_on": bindparam("fix")})
)
_VERIFY = RATING.update().where(_BY_ID).values({**_TO, "finding": bindparam("found"), "planned_on": bindparam("day")})
_CORRECT = RATING.update().where(_BY_ID).values({**_TO, "remedy": bindparam("as_"), "measure": bindparam("said")})
_FINISH = RATING.update().where(_BY_ID).values({**_TO, "outcome": bindparam("with_"), "done_on": bindparam("day")})
_ESCALATE = RATING.update().where(_BY_ID).values(escalated_to=bindparam("to"))

ONE = select(RATING).where(_BY_ID, RATING.c.state != RATED)
_PAGE = (
    select(RATING).where(RATING.c.position > bindparam("after")).order_by(RATING.c.position).limit(bindparam("limit"))
)
_FILTERS = {
    "centre_id": RATING.c.centre_id == bindparam("centre_id"),
    "state": RATING.c.state == bindparam("state"),
    "open": RATING.c.state.not_in((RATED, CLOSED, EXCLUDED)),
}
HANDLED = _PAGE.where(RATING.c.state == CLOSED)


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of bad ratings, oldest first."""
    return _PAGE.where(RATING.c.state != RATED, *(_FILTERS[name] for name in filters))


def _rated(recorded: Recorded[ServiceRated]) -> Iterator[Change]:
    event = recorded.event
    said = {name: getattr(event, name) for name in ("hall_id", "centre_id", "item_code", "served_in", "rated_on")}
    words = {"channel": event.channel.value, "level": event.level.value, "named": event.contact is not None}
    yield _RATE, {"id": recorded.aggregate.id, "state": RATED, "position": recorded.position, **said, **words}


def _assigned(recorded: Recorded[BadRatingAssigned]) -> Iterator[Change]:
    event = recorded.event
    due = {"call": event.contact_due_on, "fix": event.fix_due_on}
    yield _ASSIGN, {"of": recorded.aggregate.id, "to_state": "TO_CONTACT", "by": event.handler, **due}


def _contacted(recorded: Recorded[BadRatingContacted] | Recorded[BadRatingAppealRejected]) -> Iterator[Change]:
    yield _MOVE, {"of": recorded.aggregate.id, "to_state": "TO_VERIFY"}


def _verified(recorded: Recorded[BadRatingVerified]) -> Iterator[Change]:
    event = recorded.event
    doubted = event.finding in {Finding.MISTAKEN, Finding.MALICIOUS}
    to = {"of": recorded.aggregate.id, "to_state": "DOUBTED" if doubted else "TO_CORRECT"}
    yield _VERIFY, {**to, "found": event.finding.value, "day": event.planned_on}


def _appealed(recorded: Recorded[BadRatingAppealed]) -> Iterator[Change]:
    yield _MOVE, {"of": recorded.aggregate.id, "to_state": "APPEALED"}


def _excluded(recorded: Recorded[BadRatingExcluded]) -> Iterator[Change]:
    yield _FINISH, {"of": recorded.aggregate.id, "to_state": EXCLUDED, "with_": None, "day": recorded.event.excluded_on}


def _corrected(recorded: Recorded[BadRatingCorrected]) -> Iterator[Change]:
    event = recorded.event
    to = {"of": recorded.aggregate.id, "to_state": "CORRECTED"}
    yield _CORRECT, {**to, "as_": event.remedy.value, "said": event.measure}


def _closed(recorded: Recorded[BadRatingClosed]) -> Iterator[Change]:
    event = recorded.event
    to = {"of": recorded.aggregate.id, "to_state": CLOSED}
    yield _FINISH, {**to, "with_": event.outcome.value, "day": event.closed_on}


def _escalated(recorded: Recorded[BadRatingEscalated]) -> Iterator[Change]:
    yield _ESCALATE, {"of": recorded.aggregate.id, "to": recorded.event.to.value}


VIEW = View(
    name="rating",
    tables=TABLES,
    on={
        ServiceRated: _rated,
        BadRatingAssigned: _assigned,
        BadRatingContacted: _contacted,
        BadRatingVerified: _verified,
        BadRatingAppealed: _appealed,
        BadRatingAppealRejected: _contacted,
        BadRatingExcluded: _excluded,
        BadRatingCorrected: _corrected,
        BadRatingClosed: _closed,
        BadRatingEscalated: _escalated,
    },
)
