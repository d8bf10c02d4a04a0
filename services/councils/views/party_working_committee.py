"""Working committees, and who has or had a seat in them from when to when."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Date, Integer, MetaData, String, Table, bindparam, func, select

from shared.contracts.councils.party_working_committee import (
    FullTimeMemberAppointed,
    FullTimeMemberReleased,
    MemberRole,
    PartTimeMemberAppointed,
    PartTimeMemberReleased,
    WorkingCommitteeDissolved,
    WorkingCommitteeFormed,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
COMMITTEE = Table(
    "party_working_committee",
    TABLES,
    Column("community_id", String, primary_key=True),
    Column("formed_on", Date, nullable=False),
    Column("dissolved_on", Date),
)
SEAT = Table(
    "party_working_committee_seat",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("community_id", String, nullable=False, index=True),
    Column("person_id", String, nullable=False),
    Column("role", String, nullable=False),
    Column("unit_id", String),
    Column("from_on", Date, nullable=False),
    Column("released_on", Date),
)
_FORM = COMMITTEE.insert().values({name: bindparam(name) for name in ("community_id", "formed_on")})
_TAKEN = [column for column in SEAT.columns if column.name != "released_on"]
_APPOINT = SEAT.insert().values({column.name: bindparam(column.name) for column in _TAKEN})
_RELEASE = (
    SEAT.update()
    .where(
        SEAT.c.community_id == bindparam("of"), SEAT.c.person_id == bindparam("holder"), SEAT.c.released_on.is_(None)
    )
    .values(released_on=bindparam("day"))
)

_DISSOLVE = COMMITTEE.update().where(COMMITTEE.c.community_id == bindparam("of")).values(dissolved_on=bindparam("day"))
_RELEASE_ALL = (
    SEAT.update()
    .where(SEAT.c.community_id == bindparam("of"), SEAT.c.released_on.is_(None))
    .values(released_on=func.max(SEAT.c.from_on, bindparam("day", type_=Date)))
)

ALL = select(COMMITTEE).order_by(COMMITTEE.c.formed_on, COMMITTEE.c.community_id)
ONE = select(COMMITTEE).where(COMMITTEE.c.community_id == bindparam("of"))
SITTING = select(SEAT).where(SEAT.c.released_on.is_(None)).order_by(SEAT.c.position)
SEATS_OF = select(SEAT).where(SEAT.c.community_id == bindparam("of")).order_by(SEAT.c.position)
"""All that were ever taken; an ended one has its first day without."""


def _formed(recorded: Recorded[WorkingCommitteeFormed]) -> Iterator[Change]:
    event = recorded.event
    yield _FORM, {"community_id": event.community_id, "formed_on": event.formed_on}


def _full_time(recorded: Recorded[FullTimeMemberAppointed]) -> Iterator[Change]:
    place = {"position": recorded.position, "community_id": recorded.aggregate.id}
    event = recorded.event
    seat = {"role": event.role.value, "unit_id": None, "from_on": event.from_on}
    yield _APPOINT, {**place, "person_id": event.person_id, **seat}


def _part_time(recorded: Recorded[PartTimeMemberAppointed]) -> Iterator[Change]:
    place = {"position": recorded.position, "community_id": recorded.aggregate.id}
    event = recorded.event
    seat = {"role": MemberRole.MEMBER.value, "unit_id": event.unit_id, "from_on": event.from_on}
    yield _APPOINT, {**place, "person_id": event.person_id, **seat}


def _released(recorded: Recorded[FullTimeMemberReleased] | Recorded[PartTimeMemberReleased]) -> Iterator[Change]:
    event = recorded.event
    yield _RELEASE, {"of": recorded.aggregate.id, "holder": event.person_id, "day": event.released_on}


def _dissolved(recorded: Recorded[WorkingCommitteeDissolved]) -> Iterator[Change]:
    ended = {"of": recorded.aggregate.id, "day": recorded.event.dissolved_on}
    yield _DISSOLVE, ended
    yield _RELEASE_ALL, ended


VIEW = View(
    name="party_working_committee",
    tables=TABLES,
    on={
        WorkingCommitteeFormed: _formed,
        WorkingCommitteeDissolved: _dissolved,
        FullTimeMemberAppointed: _full_time,
        FullTimeMemberReleased: _released,
        PartTimeMemberAppointed: _part_time,
        PartTimeMemberReleased: _released,
    },
)
