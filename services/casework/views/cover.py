"""When nobody was on a post: the gaps between PostLeftUncovered and PostCovered."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, bindparam, exists, or_, select

from services.casework.views.post import POST
from shared.contracts.casework.post import PostCovered, PostLeftUncovered
from shared.kernel.envelope import Recorded, rfc3339
from shared.runtime.views import Change, View

TABLES = MetaData()
GAP = Table(
    "post_gap",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("post_id", String, nullable=False),
    Column("from_at", String, nullable=False),
    Column("until_at", String),
)
"""Instants are written alike, with one offset, so that they compare as texts."""
Index("gap_by_post", GAP.c.post_id, GAP.c.until_at)
_OPEN = GAP.insert().values(
    position=bindparam("position"), post_id=bindparam("post_id"), from_at=bindparam("from_at"), until_at=None
)
_CLOSE = GAP.update().where(GAP.c.post_id == bindparam("of"), GAP.c.until_at.is_(None)).values(until_at=bindparam("at"))
_IN_PERIOD = (
    GAP.c.from_at < bindparam("until"),
    or_(GAP.c.until_at.is_(None), GAP.c.until_at > bindparam("from")),
)
POSTS = (
    select(POST.c.id, POST.c.org, POST.c.position)
    .where(POST.c.position > bindparam("after"), exists().where(GAP.c.post_id == POST.c.id, *_IN_PERIOD))
    .order_by(POST.c.position)
    .limit(bindparam("limit"))
)
"""Posts that had a gap in the period before the instant `until`, after the instant `from`."""
POSTS_OF_ORG = POSTS.where(POST.c.org == bindparam("org"))
GAPS = (
    select(GAP)
    .where(GAP.c.post_id.in_(bindparam("post_ids", expanding=True)), *_IN_PERIOD)
    .order_by(GAP.c.post_id, GAP.c.from_at)
)


def _uncovered(recorded: Recorded[PostLeftUncovered]) -> Iterator[Change]:
    place = {"position": recorded.position, "post_id": recorded.aggregate.id}
    yield _OPEN, {**place, "from_at": rfc3339(recorded.event.since)}


def _covered(recorded: Recorded[PostCovered]) -> Iterator[Change]:
    yield _CLOSE, {"of": recorded.aggregate.id, "at": rfc3339(recorded.event.at)}


VIEW = View(name="cover", tables=TABLES, on={PostLeftUncovered: _uncovered, PostCovered: _covered})
