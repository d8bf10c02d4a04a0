"""Assemblies: for when they are called, what is on the agenda, who came and what was adopted, in totals."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy import (
    JSON,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    union_all,
)

from services.councils.views.committee import COMMITTEE
from services.councils.views.meeting import HELD_BY_ASSEMBLIES, MEETING
from shared.contracts.councils.assembly import AssemblyCalled, AssemblyHeld, AssemblyPostponed
from shared.contracts.councils.committee import CommitteeKind
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class AssemblyState(StrEnum):
    """Where an assembly stands."""

    CALLED = "CALLED"
    HELD = "HELD"


TABLES = MetaData()
ASSEMBLY = Table(
    "assembly",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("committee_id", String, nullable=False),
    Column("electorate", String, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("petition_id", String),
    Column("agenda", JSON, nullable=False),
    Column("entitled", Integer),
    Column("present", Integer),
    Column("votes", JSON),
)
Index("assembly_of_committee", ASSEMBLY.c.committee_id, ASSEMBLY.c.position)

_CALLED_WITH = ("id", "position", "state", "committee_id", "electorate", "held_on", "petition_id", "agenda")
_OF = ASSEMBLY.update().where(ASSEMBLY.c.id == bindparam("of"))
_CALL = ASSEMBLY.insert().values({name: bindparam(name) for name in _CALLED_WITH})
_POSTPONE = _OF.values(held_on=bindparam("day"))
_HOLD = _OF.values(
    state=AssemblyState.HELD.value,
    entitled=bindparam("of_all"),
    present=bindparam("came"),
    votes=bindparam("totals", type_=JSON),
)
_COMMITTEE = bindparam("committee_id", type_=String)

ONE = select(ASSEMBLY).where(ASSEMBLY.c.id == bindparam("of"))
PAGE = (
    select(ASSEMBLY)
    .where(ASSEMBLY.c.position > bindparam("after"), or_(_COMMITTEE == "", ASSEMBLY.c.committee_id == _COMMITTEE))
    .order_by(ASSEMBLY.c.position)
    .limit(bindparam("limit"))
)
"""An empty `committee_id` asks for all."""

_CALLED_AS_SUCH = select(ASSEMBLY.c.id, ASSEMBLY.c.committee_id, ASSEMBLY.c.held_on).where(
    ASSEMBLY.c.state == AssemblyState.HELD.value
)
_TO_DECIDE = HELD_BY_ASSEMBLIES.where(
    tuple_(MEETING.c.committee_id, MEETING.c.held_on).not_in(
        select(ASSEMBLY.c.committee_id, ASSEMBLY.c.held_on).where(ASSEMBLY.c.state == AssemblyState.HELD.value)
    )
)
"""What was entered both ways was one assembly."""

_HELD = union_all(_CALLED_AS_SUCH, _TO_DECIDE).subquery("held")
HELD_IN = (
    select(COMMITTEE.c.id.label("committee_id"), func.count(_HELD.c.id).label("held"))
    .outerjoin(
        _HELD,
        and_(
            _HELD.c.committee_id == COMMITTEE.c.id,
            _HELD.c.held_on.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
        ),
    )
    .where(
        COMMITTEE.c.kind == CommitteeKind.RESIDENTS.value,
        or_(COMMITTEE.c.abolished_on.is_(None), COMMITTEE.c.abolished_on > bindparam("first", type_=Date)),
    )
    .group_by(COMMITTEE.c.id)
    .order_by(COMMITTEE.c.position)
)
"""How many assemblies each residents' committee held from a day to a day, both included, however they were called."""


def _called(recorded: Recorded[AssemblyCalled]) -> Iterator[Change]:
    event = recorded.event
    yield (
        _CALL,
        {
            "id": recorded.aggregate.id,
            "position": recorded.position,
            "state": AssemblyState.CALLED.value,
            "committee_id": event.committee_id,
            "electorate": event.electorate.value,
            "held_on": event.held_on,
            "petition_id": event.petition_id,
            "agenda": [item.model_dump(mode="json") for item in event.agenda],
        },
    )


def _postponed(recorded: Recorded[AssemblyPostponed]) -> Iterator[Change]:
    yield _POSTPONE, {"of": recorded.aggregate.id, "day": recorded.event.held_on}


def _held(recorded: Recorded[AssemblyHeld]) -> Iterator[Change]:
    event = recorded.event
    totals = [vote.model_dump(mode="json") for vote in event.votes]
    yield _HOLD, {"of": recorded.aggregate.id, "of_all": event.entitled, "came": event.present, "totals": totals}


VIEW = View(
    name="assembly",
    tables=TABLES,
    on={AssemblyCalled: _called, AssemblyPostponed: _postponed, AssemblyHeld: _held},
)
