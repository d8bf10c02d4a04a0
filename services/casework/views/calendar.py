"""Calendar years: the edition of each that holds."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Date, Integer, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.casework.calendar import CalendarYearPublished
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
YEAR = Table(
    "calendar_year",
    TABLES,
    Column("id", String, primary_key=True),
    Column("year", Integer, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("announced_on", Date),
    Column("edition", String, nullable=False),
)
_insert = insert(YEAR).values({column.name: bindparam(column.name, type_=column.type) for column in YEAR.columns})
_PUBLISH = _insert.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _insert.excluded[name] for name in ("position", "announced_on", "edition")},
)
ONE = select(YEAR).where(YEAR.c.id == bindparam("of"))
PAGE = select(YEAR).where(YEAR.c.year > bindparam("after")).order_by(YEAR.c.year).limit(bindparam("limit"))


def _published(recorded: Recorded[CalendarYearPublished]) -> Iterator[Change]:
    event = recorded.event
    place = {"id": recorded.aggregate.id, "year": event.edition.year, "position": recorded.position}
    yield _PUBLISH, {**place, "announced_on": event.announced_on, "edition": event.edition.model_dump_json()}


VIEW = View(name="calendar", tables=TABLES, on={CalendarYearPublished: _published})
