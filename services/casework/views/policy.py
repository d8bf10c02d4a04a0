"""Every value that was ever adopted, numbered as the `policyversion` of events counts them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import JSON, Column, Date, Integer, MetaData, String, Table, bindparam, func, select

from shared.contracts.casework.policy import PolicyAdopted
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
POLICY = Table(
    "policy",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("version", Integer, nullable=False, unique=True),
    Column("key", String, nullable=False),
    Column("value", JSON, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("basis", String, nullable=False),
    Column("provenance", String, nullable=False),
)
_GIVEN = [column for column in POLICY.columns if column.name != "version"]
_ADOPT = POLICY.insert().values(
    {
        **{column.name: bindparam(column.name, type_=column.type) for column in _GIVEN},
        "version": select(func.count() + 1).select_from(POLICY).scalar_subquery(),
    }
)
PAGE = (
    select(POLICY).where(POLICY.c.position > bindparam("after")).order_by(POLICY.c.position).limit(bindparam("limit"))
)
PAGE_OF_KEY = PAGE.where(POLICY.c.key == bindparam("key"))
# Of each key, the latest day reached, and for one day the latest adoption: `Policy.in_force` in SQL.
_PLACE = (
    func.row_number()
    .over(partition_by=POLICY.c.key, order_by=(POLICY.c.effective_on.desc(), POLICY.c.version.desc()))
    .label("place")
)
_REACHED = select(POLICY, _PLACE).where(POLICY.c.effective_on <= bindparam("on", type_=Date)).subquery()
PAGE_IN_FORCE = (
    select(*(_REACHED.c[column.name] for column in POLICY.columns))
    .where(_REACHED.c.place == 1, _REACHED.c.position > bindparam("after"))
    .order_by(_REACHED.c.position)
    .limit(bindparam("limit"))
)
PAGE_IN_FORCE_OF_KEY = PAGE_IN_FORCE.where(_REACHED.c.key == bindparam("key"))
PAGES = {
    frozenset[str](): PAGE,
    frozenset({"key"}): PAGE_OF_KEY,
    frozenset({"on"}): PAGE_IN_FORCE,
    frozenset({"key", "on"}): PAGE_IN_FORCE_OF_KEY,
}
"""The statement for the filters that are given."""


def _adopted(recorded: Recorded[PolicyAdopted]) -> Iterator[Change]:
    entry = recorded.event.entry
    row = {**entry.model_dump(), "provenance": entry.provenance.value, "position": recorded.position}
    yield _ADOPT, row


VIEW = View(name="policy", tables=TABLES, on={PolicyAdopted: _adopted})
