"""Supervision committees: how far each has come, who sits on it, what it did, and what is due to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, Date, Index, Integer, MetaData, String, Table, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from services.councils.domain.supervision_committee_state import Standing
from shared.contracts.councils.supervision_committee import (
    SupervisionCommitteeDissolved,
    SupervisionCommitteeFiled,
    SupervisionElectionHeld,
    SupervisionElectionReviewed,
    SupervisionMemberElected,
    SupervisionMemberRecalled,
    SupervisionSeatLost,
)
from shared.contracts.councils.supervision_committee_acts import (
    CountersignatureRefused,
    Countersigned,
    MeetingProposed,
    StipendEntitled,
    SupervisionReported,
    SupervisionReportMissed,
    WorkingFundsEntitled,
)
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.runtime.views import Change, View

TABLES = MetaData()
COMMITTEE = Table(
    "supervision_committee",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("standing", String, nullable=False),
    Column("elected_on", Date, nullable=False),
    Column("reviewed_on", Date),
    Column("filed_on", Date),
)
SUPERVISOR = Table(
    "supervisor",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("committee_id", String, nullable=False),
    Column("person_id", String, nullable=False),
    Column("office", String, nullable=False),
    Column("name", String, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date, nullable=False),
)
ACT = Table(
    "supervision_act",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("committee_id", String, nullable=False),
    Column("act", String, nullable=False),
    Column("done_on", Date, nullable=False),
    Column("done_by", String),
    Column("subject_kind", String),
    Column("subject_id", String),
    Column("year", Integer),
    Column("words", String),
)
ENTITLEMENT = Table(
    "supervision_entitlement",
    TABLES,
    Column("position", Integer, primary_key=True),
    Column("committee_id", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("size", String),
    Column("amount", Integer),
    Column("person_id", String),
    Column("office", String),
    Column("basic", Integer),
    Column("performance", Integer),
)
Index("supervisor_of_committee", SUPERVISOR.c.committee_id, SUPERVISOR.c.position)
Index("supervision_act_of_committee", ACT.c.committee_id, ACT.c.position)
Index("supervision_entitlement_of_committee", ENTITLEMENT.c.committee_id, ENTITLEMENT.c.position)

_ELECTED = insert(COMMITTEE).values(
    id=bindparam("id"),
    position=bindparam("position"),
    standing=Standing.ELECTED.value,
    elected_on=bindparam("day", type_=Date),
)
_ELECT = _ELECTED.on_conflict_do_update(
    index_elements=["id"],
    set_={"standing": Standing.ELECTED.value, "elected_on": _ELECTED.excluded.elected_on},
)
_OF = COMMITTEE.update().where(COMMITTEE.c.id == bindparam("of"))
_REVIEW = _OF.values(standing=Standing.REVIEWED.value, reviewed_on=bindparam("day"))
_FILE = _OF.values(standing=Standing.FILED.value, filed_on=bindparam("day"))
_SEAT = SUPERVISOR.insert().values({column.name: bindparam(column.name) for column in SUPERVISOR.columns})
_VACATE = (
    SUPERVISOR.update()
    .where(
        SUPERVISOR.c.committee_id == bindparam("of"),
        SUPERVISOR.c.person_id == bindparam("who"),
        SUPERVISOR.c.from_on <= bindparam("gone_on"),
        SUPERVISOR.c.until_on >= bindparam("gone_on"),
    )
    .values(until_on=bindparam("last_on"))
)
_DISSOLVE = (
    SUPERVISOR.update()
    .where(SUPERVISOR.c.committee_id == bindparam("of"))
    .values(until_on=func.min(SUPERVISOR.c.until_on, bindparam("last_on", type_=Date)))
)
_ACT = ACT.insert().values({column.name: bindparam(column.name) for column in ACT.columns})
_ENTITLE = ENTITLEMENT.insert().values({column.name: bindparam(column.name) for column in ENTITLEMENT.columns})

ONE = select(COMMITTEE).where(COMMITTEE.c.id == bindparam("of"))
PAGE = (
    select(COMMITTEE)
    .where(COMMITTEE.c.position > bindparam("after"))
    .order_by(COMMITTEE.c.position)
    .limit(bindparam("limit"))
)
SITTING = (
    select(SUPERVISOR)
    .where(
        SUPERVISOR.c.committee_id == bindparam("of"),
        SUPERVISOR.c.from_on <= bindparam("day", type_=Date),
        SUPERVISOR.c.until_on >= bindparam("day", type_=Date),
    )
    .order_by(SUPERVISOR.c.office, SUPERVISOR.c.position)
)
"""Who sits on a day; chairs come first."""

ACTS = (
    select(ACT)
    .where(ACT.c.committee_id == bindparam("of"), ACT.c.position > bindparam("after"))
    .order_by(ACT.c.position)
    .limit(bindparam("limit"))
)
ENTITLEMENTS = (
    select(ENTITLEMENT)
    .where(ENTITLEMENT.c.committee_id == bindparam("of"), ENTITLEMENT.c.position > bindparam("after"))
    .order_by(ENTITLEMENT.c.position)
    .limit(bindparam("limit"))
)


def _held(recorded: Recorded[SupervisionElectionHeld]) -> Iterator[Change]:
    yield _ELECT, {"id": recorded.aggregate.id, "position": recorded.position, "day": recorded.event.held_on}


def _elected(recorded: Recorded[SupervisionMemberElected]) -> Iterator[Change]:
    event = recorded.event
    term = {"from_on": event.from_on, "until_on": event.until_on, "position": recorded.position}
    who = {"person_id": event.person_id, "office": event.office.value, "name": event.name.value}
    yield _SEAT, {"committee_id": recorded.aggregate.id, **who, **term}


def _reviewed(recorded: Recorded[SupervisionElectionReviewed]) -> Iterator[Change]:
    yield _REVIEW, {"of": recorded.aggregate.id, "day": recorded.event.reviewed_on}


def _filed(recorded: Recorded[SupervisionCommitteeFiled]) -> Iterator[Change]:
    yield _FILE, {"of": recorded.aggregate.id, "day": recorded.event.filed_on}


def _vacated(recorded: Recorded[SupervisionSeatLost] | Recorded[SupervisionMemberRecalled]) -> Iterator[Change]:
    event = recorded.event
    last_on = event.from_on - timedelta(days=1)
    yield _VACATE, {"of": recorded.aggregate.id, "who": event.person_id, "gone_on": event.from_on, "last_on": last_on}


def _dissolved(recorded: Recorded[SupervisionCommitteeDissolved]) -> Iterator[Change]:
    yield _DISSOLVE, {"of": recorded.aggregate.id, "last_on": recorded.event.dissolved_on - timedelta(days=1)}


def _done(recorded: Recorded[Any], **told: str | int | None) -> Change:
    act = {
        "position": recorded.position,
        "committee_id": recorded.aggregate.id,
        "act": recorded.event.word(),
        "done_on": day_of(recorded.document.time),
    }
    return _ACT, {**dict.fromkeys(column.name for column in ACT.columns), **act, **told}


def _proposed(recorded: Recorded[MeetingProposed]) -> Iterator[Change]:
    event = recorded.event
    yield _done(recorded, done_by=event.proposed_by, subject_id=event.proposal_id, words=event.matter)


def _countersigned(recorded: Recorded[Countersigned]) -> Iterator[Change]:
    event = recorded.event
    kind, of = event.subject_kind.value, event.subject_id
    yield _done(recorded, done_by=event.countersigned_by, subject_kind=kind, subject_id=of)


def _refused(recorded: Recorded[CountersignatureRefused]) -> Iterator[Change]:
    event = recorded.event
    kind, of = event.subject_kind.value, event.subject_id
    yield _done(recorded, done_by=event.refused_by, subject_kind=kind, subject_id=of, words=event.reason)


def _reported(recorded: Recorded[SupervisionReported]) -> Iterator[Change]:
    event = recorded.event
    yield _done(recorded, done_by=event.reported_by, year=event.year, words=event.report)


def _missed(recorded: Recorded[SupervisionReportMissed]) -> Iterator[Change]:
    yield _done(recorded, year=recorded.event.year)


def _entitled(recorded: Recorded[WorkingFundsEntitled] | Recorded[StipendEntitled], **told: str | int) -> Change:
    place = {"position": recorded.position, "committee_id": recorded.aggregate.id, "year": recorded.event.year}
    return _ENTITLE, {**dict.fromkeys(column.name for column in ENTITLEMENT.columns), **place, **told}


def _funds(recorded: Recorded[WorkingFundsEntitled]) -> Iterator[Change]:
    yield _entitled(recorded, size=recorded.event.size.value, amount=recorded.event.amount.amount)


def _stipend(recorded: Recorded[StipendEntitled]) -> Iterator[Change]:
    event = recorded.event
    who = {"person_id": event.person_id, "office": event.office.value}
    yield _entitled(recorded, **who, basic=event.basic.amount, performance=event.performance.amount)


VIEW = View(
    name="supervision_committee",
    tables=TABLES,
    on={
        SupervisionElectionHeld: _held,
        SupervisionMemberElected: _elected,
        SupervisionElectionReviewed: _reviewed,
        SupervisionCommitteeFiled: _filed,
        SupervisionSeatLost: _vacated,
        SupervisionMemberRecalled: _vacated,
        SupervisionCommitteeDissolved: _dissolved,
        MeetingProposed: _proposed,
        Countersigned: _countersigned,
        CountersignatureRefused: _refused,
        SupervisionReported: _reported,
        SupervisionReportMissed: _missed,
        WorkingFundsEntitled: _funds,
        StipendEntitled: _stipend,
    },
)
