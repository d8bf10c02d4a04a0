"""People as offices need them: who is kin to whom, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, MetaData, String, Table, bindparam, select

from shared.contracts.councils.person import KinshipDeclared, KinshipEnded, PersonEntered
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
PERSON = Table("person", TABLES, Column("id", String, primary_key=True))
KIN = Table(
    "kin",
    TABLES,
    Column("of", String, primary_key=True),
    Column("person_id", String, primary_key=True),
    Column("kinship", String, nullable=False),
)
_ENTER = PERSON.insert().values(id=bindparam("id"))
_DECLARE = KIN.insert().values({column.name: bindparam(column.name) for column in KIN.columns})
_END = KIN.delete().where(KIN.c.of == bindparam("one"), KIN.c.person_id == bindparam("other"))

ONE = select(PERSON).where(PERSON.c.id == bindparam("of"))
KIN_OF = select(KIN).where(KIN.c.of == bindparam("of")).order_by(KIN.c.person_id)


def _entered(recorded: Recorded[PersonEntered]) -> Iterator[Change]:
    yield _ENTER, {"id": recorded.aggregate.id}


def _declared(recorded: Recorded[KinshipDeclared]) -> Iterator[Change]:
    event = recorded.event
    yield _DECLARE, {"of": recorded.aggregate.id, "person_id": event.person_id, "kinship": event.kinship.value}


def _ended(recorded: Recorded[KinshipEnded]) -> Iterator[Change]:
    yield _END, {"one": recorded.aggregate.id, "other": recorded.event.person_id}


VIEW = View(
    name="person",
    tables=TABLES,
    on={PersonEntered: _entered, KinshipDeclared: _declared, KinshipEnded: _ended},
)
