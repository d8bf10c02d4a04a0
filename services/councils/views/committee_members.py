"""What elected members are called, as the law makes it public; who is in office when, the log itself says."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.councils.committee_members import MemberElected
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
NAME = Table(
    "committee_member_name",
    TABLES,
    Column("election_id", String, primary_key=True),
    Column("person_id", String, primary_key=True),
    Column("committee_id", String, nullable=False, index=True),
    Column("name", String, nullable=False),
)
_NAME = insert(NAME).values({column.name: bindparam(column.name) for column in NAME.columns})

NAMES_OF = select(NAME).where(NAME.c.committee_id == bindparam("of"))


def _elected(recorded: Recorded[MemberElected]) -> Iterator[Change]:
    event = recorded.event
    who = {"election_id": event.election_id, "person_id": event.person_id}
    yield _NAME, {**who, "committee_id": event.committee_id, "name": event.name.value}


VIEW = View(name="committee-members", tables=TABLES, on={MemberElected: _elected})
