"""The public notices that hang, by centre and item: of which case and until when, and nothing of whom it is about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, Date, Integer, MetaData, Select, String, Table, bindparam, select

from services.casework.views.case_file import CASE, OPEN_STATES
from shared.contracts.casework.case_mending import CaseAnnulled
from shared.contracts.casework.case_notice import NoticeEnded, PublicNoticePosted
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
NOTICE = Table(
    "case_notice",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("notice_id", String, nullable=False, unique=True),
    Column("case_id", String, nullable=False, index=True),
    Column("posted_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
)
"""Of cases that are open: what ends a case ends its notice too."""

_POST = NOTICE.insert().values({each.name: bindparam(each.name) for each in NOTICE.columns})
_TAKE_DOWN = NOTICE.delete().where(NOTICE.c.notice_id == bindparam("of"))
_TAKE_ALL_DOWN = NOTICE.delete().where(NOTICE.c.case_id == bindparam("of"))

# --- questions --------------------------------------------------------------

_FILTERS = {name: CASE.c[name] == bindparam(name) for name in ("centre_id", "item_code")}
FILTERS = tuple(_FILTERS)
_HANGING = (
    select(NOTICE, CASE.c.centre_id, CASE.c.item_code)
    .join(CASE, CASE.c.id == NOTICE.c.case_id)
    .where(NOTICE.c.position > bindparam("after"), CASE.c.state.in_(sorted(OPEN_STATES)))
    .order_by(NOTICE.c.position)
    .limit(bindparam("limit"))
)


@cache
def hanging(*filters: str) -> Select[tuple[object, ...]]:
    """A page of the notices that hang, in the order in which they were posted."""
    return _HANGING.where(*(_FILTERS[name] for name in filters))


# --- how each event changes it ----------------------------------------------


def _posted(recorded: Recorded[PublicNoticePosted]) -> Iterator[Change]:
    told = recorded.event.model_dump(include={"notice_id", "posted_on", "ends_on"}, mode="python")
    yield _POST, {**told, "case_id": recorded.aggregate.id, "position": recorded.position}


def _ended(recorded: Recorded[NoticeEnded]) -> Iterator[Change]:
    yield _TAKE_DOWN, {"of": recorded.event.notice_id}


def _annulled(recorded: Recorded[CaseAnnulled]) -> Iterator[Change]:
    yield _TAKE_ALL_DOWN, {"of": recorded.aggregate.id}


VIEW = View(
    name="case_notice",
    tables=TABLES,
    on={PublicNoticePosted: _posted, NoticeEnded: _ended, CaseAnnulled: _annulled},
)
