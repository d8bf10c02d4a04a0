"""Streets and towns of the statistical hierarchy."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, MetaData, String, Table, bindparam, select

from shared.contracts.councils.street import StreetListed
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
STREET = Table(
    "street",
    TABLES,
    Column("code", String, primary_key=True),
    Column("name_zh", String, nullable=False),
    Column("provenance", String),
    Column("source", String),
)
_LIST = STREET.insert().values({column.name: bindparam(column.name) for column in STREET.columns})

ALL = select(STREET).order_by(STREET.c.code)
ONE = select(STREET).where(STREET.c.code == bindparam("of"))


def _listed(recorded: Recorded[StreetListed]) -> Iterator[Change]:
    yield _LIST, recorded.event.model_dump(mode="json")


VIEW = View(name="street", tables=TABLES, on={StreetListed: _listed})
