"""The roll of an election, voter by voter in the order of registration, by reference; nobody is named."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.councils.voter_roll import VotersRegistered, VoterStruck
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
VOTER = Table(
    "voter",
    TABLES,
    Column("election_id", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("person_id", String, nullable=False, index=True),
    Column("delegated_by", String),
    Column("struck", String),
)
_ROOM = 1000
"""More than one fact registers: a voter's place in the list is the fact's, and their own within it."""

_ENTERED_WITH = ("election_id", "position", "person_id", "delegated_by")
_ENTER = VOTER.insert().values({name: bindparam(name) for name in _ENTERED_WITH})
_STRIKE = (
    VOTER.update()
    .where(VOTER.c.election_id == bindparam("of"), VOTER.c.person_id == bindparam("who"), VOTER.c.struck.is_(None))
    .values(struck=bindparam("why"))
)

PAGE = (
    select(VOTER)
    .where(VOTER.c.election_id == bindparam("of"), VOTER.c.position > bindparam("after"))
    .order_by(VOTER.c.position)
    .limit(bindparam("limit"))
)


def _registered(recorded: Recorded[VotersRegistered]) -> Iterator[Change]:
    for place, each in enumerate(recorded.event.voters):
        position = recorded.position * _ROOM + place
        yield _ENTER, {"election_id": recorded.aggregate.id, "position": position, **each.model_dump()}


def _struck(recorded: Recorded[VoterStruck]) -> Iterator[Change]:
    event = recorded.event
    yield _STRIKE, {"of": recorded.aggregate.id, "who": event.person_id, "why": event.reason.value}


VIEW = View(name="voter-roll", tables=TABLES, on={VotersRegistered: _registered, VoterStruck: _struck})
