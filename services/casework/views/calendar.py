"""Calendar years: the edition of each that holds."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.casework.calendar import CalendarYearPublished
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
YEAR = Table(
    "calendar_year",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("edition", String, nullable=False),
)
_insert = insert(YEAR).values({column.name: bindparam(column.name) for column in YEAR.columns})
_PUBLISH = _insert.on_conflict_do_update(
    index_elements=["id"], set_={"position": _insert.excluded.position, "edition": _insert.excluded.edition}
)
ONE = select(YEAR).where(YEAR.c.id == bindparam("of"))


def _published(recorded: Recorded[CalendarYearPublished]) -> Iterator[Change]:
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _PUBLISH, {**place, "edition": recorded.event.edition.model_dump_json()}


VIEW = View(name="calendar", tables=TABLES, on={CalendarYearPublished: _published})
