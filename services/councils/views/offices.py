"""Offices: who held which beside or in a committee from which day to which, of those whose work is appraised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, Date, Index, Integer, MetaData, String, Table, bindparam, func

from shared.contracts.councils.appraisal import SubjectKind
from shared.contracts.councils.committee_members import (
    CommitteeTermBegun,
    CommitteeTermEnded,
    MemberElected,
    MemberRemoved,
)
from shared.contracts.councils.party_branch_committee import BranchPostFilled, BranchPostVacated
from shared.contracts.councils.supervision_committee import (
    SupervisionCommitteeDissolved,
    SupervisionMemberElected,
    SupervisionMemberRecalled,
    SupervisionSeatLost,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

_DAY = timedelta(days=1)

TABLES = MetaData()
OFFICE = Table(
    "office",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("committee_id", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date, nullable=False),
)
Index("office_of_committee", OFFICE.c.committee_id, OFFICE.c.kind)

_TAKE = OFFICE.insert().values({column.name: bindparam(column.name) for column in OFFICE.columns})
_OF_COMMITTEE = OFFICE.update().where(OFFICE.c.committee_id == bindparam("of"), OFFICE.c.kind == bindparam("as_what"))
_CUT = _OF_COMMITTEE.values(until_on=func.min(OFFICE.c.until_on, bindparam("last_on", type_=Date)))
_LEAVE = _OF_COMMITTEE.where(
    OFFICE.c.person_id == bindparam("who"),
    OFFICE.c.from_on <= bindparam("held_on", type_=Date),
    OFFICE.c.until_on >= bindparam("held_on", type_=Date),
).values(until_on=bindparam("last_on", type_=Date))

HELD_ON = OFFICE.c.from_on <= bindparam("day", type_=Date), OFFICE.c.until_on >= bindparam("day", type_=Date)
"""That an office was held on a day."""


def _taken(recorded: Recorded[Any], kind: SubjectKind, person_id: str, from_on: date, until_on: date) -> Change:
    where = {"position": recorded.position, "kind": kind.value, "committee_id": recorded.aggregate.id}
    return _TAKE, {**where, "person_id": person_id, "from_on": from_on, "until_on": until_on}


def _left(recorded: Recorded[Any], kind: SubjectKind, person_id: str, held_on: date, last_on: date) -> Change:
    whose = {"of": recorded.aggregate.id, "as_what": kind.value, "who": person_id}
    return _LEAVE, {**whose, "held_on": held_on, "last_on": last_on}


def _term(recorded: Recorded[CommitteeTermBegun]) -> Iterator[Change]:
    last_on = recorded.event.from_on - _DAY
    yield _CUT, {"of": recorded.aggregate.id, "as_what": SubjectKind.COMMITTEE_MEMBER.value, "last_on": last_on}


def _elected(recorded: Recorded[MemberElected]) -> Iterator[Change]:
    event = recorded.event
    days = event.term_from_on, event.term_until_on
    yield _taken(recorded, SubjectKind.COMMITTEE_MEMBER, event.person_id, *days)


def _removed(recorded: Recorded[MemberRemoved]) -> Iterator[Change]:
    event = recorded.event
    yield _left(recorded, SubjectKind.COMMITTEE_MEMBER, event.person_id, event.removed_on, event.removed_on)


def _filled(recorded: Recorded[BranchPostFilled]) -> Iterator[Change]:
    """A post has no last day until it is vacated."""
    event = recorded.event
    yield _taken(recorded, SubjectKind.BRANCH_POST, event.person_id, event.from_on, date.max)


def _vacated(recorded: Recorded[BranchPostVacated]) -> Iterator[Change]:
    event = recorded.event
    yield _left(recorded, SubjectKind.BRANCH_POST, event.person_id, event.vacated_on, event.vacated_on - _DAY)


def _supervises(recorded: Recorded[SupervisionMemberElected]) -> Iterator[Change]:
    event = recorded.event
    yield _taken(recorded, SubjectKind.SUPERVISION_MEMBER, event.person_id, event.from_on, event.until_on)


def _unseated(recorded: Recorded[SupervisionSeatLost] | Recorded[SupervisionMemberRecalled]) -> Iterator[Change]:
    event = recorded.event
    yield _left(recorded, SubjectKind.SUPERVISION_MEMBER, event.person_id, event.from_on, event.from_on - _DAY)


def _dissolved(recorded: Recorded[SupervisionCommitteeDissolved]) -> Iterator[Change]:
    last_on = recorded.event.dissolved_on - _DAY
    yield _CUT, {"of": recorded.aggregate.id, "as_what": SubjectKind.SUPERVISION_MEMBER.value, "last_on": last_on}


def _ended(recorded: Recorded[CommitteeTermEnded]) -> Iterator[Change]:
    last_on = recorded.event.ended_on - _DAY
    yield _CUT, {"of": recorded.aggregate.id, "as_what": SubjectKind.COMMITTEE_MEMBER.value, "last_on": last_on}


VIEW = View(
    name="offices",
    tables=TABLES,
    on={
        CommitteeTermBegun: _term,
        MemberElected: _elected,
        MemberRemoved: _removed,
        CommitteeTermEnded: _ended,
        BranchPostFilled: _filled,
        BranchPostVacated: _vacated,
        SupervisionMemberElected: _supervises,
        SupervisionSeatLost: _unseated,
        SupervisionMemberRecalled: _unseated,
        SupervisionCommitteeDissolved: _dissolved,
    },
)
