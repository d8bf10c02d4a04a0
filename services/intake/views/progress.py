"""What an applicant may look up of their case: the due dates as told, and why they are what they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Date, MetaData, Row, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.intake.progress import DueDatesKnown
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
PROGRESS = Table(
    "progress",
    TABLES,
    Column("application_id", String, primary_key=True),
    Column("cause", String, nullable=False),
    Column("promised_due_on", Date),
    Column("statutory_due_on", Date),
    Column("stopped", String, nullable=False),
)
_insert = insert(PROGRESS).values({column.name: bindparam(column.name) for column in PROGRESS.columns})
_KNOW = _insert.on_conflict_do_update(
    index_elements=["application_id"],
    set_={name: _insert.excluded[name] for name in ("cause", "promised_due_on", "statutory_due_on", "stopped")},
)

ProgressRow = Row[Any]

ONE = select(PROGRESS).where(PROGRESS.c.application_id == bindparam("of"))


def _known(recorded: Recorded[DueDatesKnown]) -> Iterator[Change]:
    event = recorded.event
    reasons = sorted({stop.reason.value for stop in event.stopped})
    yield (
        _KNOW,
        {
            "application_id": event.application_id,
            "cause": event.cause.value,
            "promised_due_on": event.promised_due_on,
            "statutory_due_on": event.statutory_due_on,
            "stopped": " ".join(reasons),
        },
    )


VIEW = View(name="progress", tables=TABLES, on={DueDatesKnown: _known})
