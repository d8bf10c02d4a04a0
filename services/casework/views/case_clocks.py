"""Due dates that were told anew: from when to when, and of which application the applicant is to be told."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, Select, String, Table, bindparam, select

from services.casework.views.case_file import CASE
from shared.contracts.casework.case_clocks import DueDateRecomputed
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
MOVE = Table(
    "due_date_move",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("case_id", String, nullable=False),
    Column("calendar_version", Integer, nullable=False),
    Column("promised_was_on", Date),
    Column("promised_due_on", Date),
    Column("statutory_was_on", Date),
    Column("statutory_due_on", Date),
    Column("provisional", Boolean, nullable=False),
)
Index("due_date_move_by_calendar", MOVE.c.calendar_version, MOVE.c.position)

_RECORD = MOVE.insert().values({column.name: bindparam(column.name) for column in MOVE.columns})
PAGE: Select[tuple[object, ...]] = (
    select(MOVE, CASE.c.application_id, CASE.c.centre_id, CASE.c.item_code)
    .join(CASE, CASE.c.id == MOVE.c.case_id)
    .where(MOVE.c.position > bindparam("after"))
    .order_by(MOVE.c.position)
    .limit(bindparam("limit"))
)
PAGE_OF_CALENDAR = PAGE.where(MOVE.c.calendar_version == bindparam("calendar_version"))


def _recomputed(recorded: Recorded[DueDateRecomputed]) -> Iterator[Change]:
    old, new = recorded.event.old, recorded.event.new
    row = {
        "position": recorded.position,
        "case_id": recorded.aggregate.id,
        "calendar_version": recorded.event.calendar_version,
        "promised_was_on": old.promised.on if old.promised else None,
        "promised_due_on": new.promised.on if new.promised else None,
        "statutory_was_on": old.statutory.on if old.statutory else None,
        "statutory_due_on": new.statutory.on if new.statutory else None,
        "provisional": any(due.provisional for due in (new.promised, new.statutory) if due),
    }
    yield _RECORD, row


VIEW = View(name="case_clocks", tables=TABLES, on={DueDateRecomputed: _recomputed})
