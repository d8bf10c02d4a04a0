"""Posts with who is on them now, by staff id."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, bindparam, case, select

from shared.contracts.casework.post import (
    PostAssigned,
    PostEstablished,
    PostLeftUncovered,
    PostResumed,
    PostSubstituted,
)
from shared.kernel.envelope import Recorded, rfc3339
from shared.runtime.views import Change, View

TABLES = MetaData()
POST = Table(
    "post",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("org", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("title_zh", String, nullable=False),
    Column("title_en", String, nullable=False),
    Column("hall_id", String),
    Column("window_id", String),
    Column("holder", String),
    Column("substitute", String),
    Column("acting", String),
    Column("acting_since", String),
    Column("substituted_until", String),
    Column("uncovered_since", String),
)
Index("post_by_org", POST.c.org, POST.c.position)
_ESTABLISHED_WITH = ("id", "position", "org", "kind", "title_zh", "title_en", "hall_id", "window_id")
_ESTABLISH = POST.insert().values({name: bindparam(name) for name in _ESTABLISHED_WITH})
_STAYS = POST.c.holder == bindparam("a")
_ASSIGN = (
    POST.update()
    .where(POST.c.id == bindparam("of"))
    .values(
        holder=bindparam("a"),
        substitute=bindparam("b"),
        # A new A is on the post at once; where A stays, whoever is on it stays too until the next event says otherwise.
        acting=case((_STAYS, POST.c.acting), else_=bindparam("a")),
        acting_since=case((_STAYS, POST.c.acting_since), else_=bindparam("since")),
        substituted_until=case((_STAYS, POST.c.substituted_until), else_=None),
        uncovered_since=case((_STAYS, POST.c.uncovered_since), else_=None),
    )
)
_PUT_ON = (
    POST.update()
    .where(POST.c.id == bindparam("of"))
    .values(
        acting=bindparam("now_on"),
        acting_since=bindparam("since"),
        substituted_until=bindparam("until"),
        uncovered_since=bindparam("nobody_since"),
    )
)
PAGE = select(POST).where(POST.c.position > bindparam("after")).order_by(POST.c.position).limit(bindparam("limit"))
PAGE_OF_ORG = PAGE.where(POST.c.org == bindparam("org"))


def _instant(at: datetime | None) -> str | None:
    return None if at is None else rfc3339(at)


def _established(recorded: Recorded[PostEstablished]) -> Iterator[Change]:
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _ESTABLISH, {**place, **recorded.event.model_dump(mode="json")}


def _assigned(recorded: Recorded[PostAssigned]) -> Iterator[Change]:
    event = recorded.event
    people = {"of": recorded.aggregate.id, "a": event.holder, "b": event.substitute}
    yield _ASSIGN, {**people, "since": _instant(event.assigned_at)}


def _put_on(
    recorded: Recorded[PostSubstituted] | Recorded[PostResumed] | Recorded[PostLeftUncovered],
    now_on: str | None,
    since: datetime | None,
    until: datetime | None = None,
    nobody_since: datetime | None = None,
) -> Iterator[Change]:
    instants = {"since": _instant(since), "until": _instant(until), "nobody_since": _instant(nobody_since)}
    yield _PUT_ON, {"of": recorded.aggregate.id, "now_on": now_on, **instants}


def _substituted(recorded: Recorded[PostSubstituted]) -> Iterator[Change]:
    event = recorded.event
    return _put_on(recorded, event.to_staff, event.from_at, until=event.until_at)


def _resumed(recorded: Recorded[PostResumed]) -> Iterator[Change]:
    return _put_on(recorded, recorded.event.holder, recorded.event.at)


def _uncovered(recorded: Recorded[PostLeftUncovered]) -> Iterator[Change]:
    return _put_on(recorded, None, None, nobody_since=recorded.event.since)


VIEW = View(
    name="post",
    tables=TABLES,
    on={
        PostEstablished: _established,
        PostAssigned: _assigned,
        PostSubstituted: _substituted,
        PostResumed: _resumed,
        PostLeftUncovered: _uncovered,
    },
)
