"""The tables of cases: where each stands, and whose work it is at each body."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    literal_column,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from shared.kernel.instants import SHANGHAI


class CaseState(StrEnum):
    """Where a case stands."""

    EXAMINING = "EXAMINING"
    PROPOSED = "PROPOSED"
    DECIDED = "DECIDED"
    CLOSED = "CLOSED"
    TERMINATED = "TERMINATED"
    REVOKED = "REVOKED"
    ANNULLED = "ANNULLED"


OPEN_STATES = frozenset({CaseState.EXAMINING, CaseState.PROPOSED, CaseState.DECIDED})
OTHER_ENDS = (CaseState.TERMINATED, CaseState.REVOKED, CaseState.ANNULLED)
"""Ends without a closure that stands."""


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=SHANGHAI)
_MICROSECOND: Final = timedelta(microseconds=1)
NEVER: Final = 2**62
"""`urgent_at` of an open case that nothing is due for: it has no limit, or its clocks stand still."""

TABLES = MetaData()
CASE = Table(
    "case_file",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("application_id", String, nullable=False, unique=True),
    Column("subject", String, nullable=False),
    Column("centre_id", String, nullable=False),
    Column("item_code", String, nullable=False),
    Column("item_version", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("accepted_on", Date, nullable=False),
    Column("deemed", Boolean, nullable=False),
    # What the applicant is told now; none while the clock stands still.
    Column("promised_due_on", Date),
    Column("promised_due_at", String),
    Column("statutory_due_on", Date),
    Column("statutory_due_at", String),
    Column("provisional", Boolean, nullable=False),
    Column("calendar_version", Integer, nullable=False),
    # In microseconds: from when the case is late or was first, `NEVER`, or none once it has ended.
    Column("urgent_at", BigInteger),
    Column("late_since", BigInteger),
    # The due day of the clock that turns it yellow: the promise, or the statute where nothing is promised.
    Column("near_on", Date),
    Column("by_promise", Boolean, nullable=False),
    Column("promise_missed", Boolean, nullable=False),
    Column("statute_missed", Boolean, nullable=False),
    Column("body", String, nullable=False),
    Column("post_id", String),
    Column("examiner_post_id", String),
    Column("proposed_outcome", String),
    Column("outcome", String),
    Column("decided_on", Date),
    Column("closed_on", Date),
    Column("within_promise", Boolean),
    Column("within_statute", Boolean),
)
ASSIGNED = Table(
    "case_assigned",
    TABLES,
    Column("case_id", String, primary_key=True),
    Column("body", String, primary_key=True),
    Column("post_id", String, nullable=False),
    sqlite_with_rowid=False,
)
"""The post that has a case while a body has it."""

OPEN = CASE.c.urgent_at.is_not(None)
ENDED_OTHERWISE = CASE.c.state.in_([literal_column(f"'{state}'") for state in OTHER_ENDS])
# Of a million cases some thousands are open: what is asked of open cases alone has indexes of those alone. Each ends
# with the position, which is the row's own number.
Index("case_by_subject", CASE.c.subject)
Index("case_by_centre", CASE.c.centre_id)
Index("case_by_item", CASE.c.item_code)
Index("case_by_closing", CASE.c.item_code, CASE.c.closed_on, sqlite_where=CASE.c.closed_on.is_not(None))
Index("case_by_end", CASE.c.state, sqlite_where=ENDED_OTHERWISE)
Index("open_case_by_due", CASE.c.urgent_at, sqlite_where=OPEN)
Index("open_case_by_centre", CASE.c.centre_id, CASE.c.urgent_at, sqlite_where=OPEN)
Index("open_case_by_body", CASE.c.body, CASE.c.urgent_at, sqlite_where=OPEN)
Index("open_case_by_item", CASE.c.item_code, CASE.c.urgent_at, sqlite_where=OPEN)
Index("open_case_by_post", CASE.c.post_id, CASE.c.urgent_at, sqlite_where=OPEN)

_indexes = sorted((str(index.name), index) for index in CASE.indexes)
INDEXES: Final = "".join(str(CreateIndex(index).compile(dialect=sqlite.dialect())) for _, index in _indexes)
"""Told apart by a view's fingerprint, which knows tables and handlers by itself."""


def micros(instant: datetime) -> int:
    """An aware instant as `urgent_at` has it."""
    return (instant - _EPOCH) // _MICROSECOND
