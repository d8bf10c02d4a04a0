"""Resolutions: what stands, what is posted until when, and how far what was resolved is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, Row, String, Table, bindparam, select

from shared.contracts.councils.resolution import (
    ExecutionDelayed,
    ExecutionNotAccepted,
    HouseholdObjected,
    ProgressMissed,
    ProgressPosted,
    ResolutionAdopted,
    ResolutionArchived,
    ResolutionExecuted,
    ResolutionInForce,
    ResolutionLapsed,
    ResolutionObjected,
    ResolutionPosted,
    ResolutionRatified,
    ResolutionRediscussed,
    ResolutionVerified,
    ReVoteDemanded,
    ReVoteHeld,
)
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.kernel.messages import Event
from shared.runtime.views import Change, Handler, View


class ResolutionState(StrEnum):
    """Where a resolution stands."""

    ADOPTED = "ADOPTED"
    POSTED = "POSTED"
    OBJECTED = "OBJECTED"
    REDISCUSSED = "REDISCUSSED"
    IN_FORCE = "IN_FORCE"
    EXECUTING = "EXECUTING"
    DONE = "DONE"
    VERIFIED = "VERIFIED"
    ARCHIVED = "ARCHIVED"
    NOT_UPHELD = "NOT_UPHELD"
    LAPSED = "LAPSED"


TABLES = MetaData()
RESOLUTION = Table(
    "resolution",
    TABLES,
    Column("id", String, primary_key=True),
    Column("committee_id", String, nullable=False),
    Column("topic_id", String, nullable=False),
    Column("meeting_id", String, nullable=False),
    Column("task", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("budget", String),
    Column("adopted_on", Date, nullable=False),
    Column("emergency", Boolean, nullable=False),
    Column("ratified", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Column("waits", Boolean, nullable=False),
    Column("overdue", Boolean, nullable=False),
    Column("households", Integer, nullable=False),
    Column("ratify_by_on", Date),
    Column("posted_until_on", Date),
    Column("in_force_on", Date),
    Column("next_report_due_on", Date),
    Column("reports_missed", Integer, nullable=False),
    Column("result", String),
    Column("position", Integer, nullable=False),
)
Index("resolution_by_committee", RESOLUTION.c.committee_id, RESOLUTION.c.position)
PROGRESS = Table(
    "resolution_progress",
    TABLES,
    Column("resolution_id", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("reported_on", Date, nullable=False),
    Column("report", String, nullable=False),
)

_OPTIONAL = frozenset({"posted_until_on", "in_force_on", "next_report_due_on", "result"})
_GIVEN: Mapping[str, object] = {
    column.name: bindparam(column.name) for column in RESOLUTION.columns if column.name not in _OPTIONAL
}
_ADOPT = RESOLUTION.insert().values(_GIVEN)
_BY_ID = RESOLUTION.update().where(RESOLUTION.c.id == bindparam("of"))
_MOVE = _BY_ID.values(state=bindparam("now"))
_POST = _BY_ID.values(state=ResolutionState.POSTED.value, posted_until_on=bindparam("until"))
_OBJECT = _BY_ID.values(households=RESOLUTION.c.households + 1)
_IN_FORCE = _BY_ID.values(
    state=ResolutionState.IN_FORCE.value, in_force_on=bindparam("day"), next_report_due_on=bindparam("next")
)
_WAIT = _BY_ID.values(waits=bindparam("holds"))
_RATIFY = _BY_ID.values(ratified=True)
_OVERDUE = _BY_ID.values(overdue=True)
_NEXT = _BY_ID.values(next_report_due_on=bindparam("day"))
_MISS = _BY_ID.values(reports_missed=RESOLUTION.c.reports_missed + 1, next_report_due_on=bindparam("day"))
_EXECUTING = _BY_ID.values(state=ResolutionState.EXECUTING.value, next_report_due_on=bindparam("day"))
_DONE = _BY_ID.values(state=ResolutionState.DONE.value, result=bindparam("said"))
_REPORT = PROGRESS.insert().values({column.name: bindparam(column.name) for column in PROGRESS.columns})

ResolutionRow = Row[Any]

ONE = select(RESOLUTION).where(RESOLUTION.c.id == bindparam("of"))
PROGRESS_OF = select(PROGRESS).where(PROGRESS.c.resolution_id == bindparam("of")).order_by(PROGRESS.c.position)
PAGE = (
    select(RESOLUTION)
    .where(RESOLUTION.c.committee_id == bindparam("committee_id"), RESOLUTION.c.position > bindparam("after"))
    .order_by(RESOLUTION.c.position)
    .limit(bindparam("limit"))
)
POSTED = (
    select(RESOLUTION)
    .where(
        RESOLUTION.c.committee_id == bindparam("committee_id"),
        RESOLUTION.c.state == ResolutionState.POSTED.value,
        RESOLUTION.c.posted_until_on >= bindparam("day"),
    )
    .order_by(RESOLUTION.c.posted_until_on, RESOLUTION.c.position)
)
"""Those whose notice runs on a day."""


def _adopted(recorded: Recorded[ResolutionAdopted]) -> Iterator[Change]:
    event = recorded.event
    budget = event.budget.model_dump_json() if event.budget else None
    flags = {"ratified": False, "waits": False, "overdue": False, "households": 0, "reports_missed": 0}
    now = {"state": ResolutionState.ADOPTED.value, "position": recorded.position}
    told = {**event.model_dump(exclude={"budget"}), "budget": budget}
    yield _ADOPT, {"id": recorded.aggregate.id, **told, **flags, **now}


def _moves_to(state: ResolutionState) -> Handler:
    def moved(recorded: Recorded[Event]) -> Iterator[Change]:
        yield _MOVE, {"of": recorded.aggregate.id, "now": state.value}

    return moved


def _posted(recorded: Recorded[ResolutionPosted]) -> Iterator[Change]:
    yield _POST, {"of": recorded.aggregate.id, "until": recorded.event.until_on}


def _household(recorded: Recorded[HouseholdObjected]) -> Iterator[Change]:
    yield _OBJECT, {"of": recorded.aggregate.id}


def _in_force(recorded: Recorded[ResolutionInForce]) -> Iterator[Change]:
    event = recorded.event
    yield _IN_FORCE, {"of": recorded.aggregate.id, "day": event.from_on, "next": event.next_due_on}


def _demanded(recorded: Recorded[ReVoteDemanded]) -> Iterator[Change]:
    yield _WAIT, {"of": recorded.aggregate.id, "holds": True}


def _held(recorded: Recorded[ReVoteHeld]) -> Iterator[Change]:
    of, event = recorded.aggregate.id, recorded.event
    yield _WAIT, {"of": of, "holds": False}
    if event.upheld:
        yield _NEXT, {"of": of, "day": event.next_due_on}
    else:
        yield _MOVE, {"of": of, "now": ResolutionState.NOT_UPHELD.value}


def _ratified(recorded: Recorded[ResolutionRatified]) -> Iterator[Change]:
    yield _RATIFY, {"of": recorded.aggregate.id}


def _progress(recorded: Recorded[ProgressPosted]) -> Iterator[Change]:
    of, event = recorded.aggregate.id, recorded.event
    told = {"reported_on": day_of(recorded.document.time), "report": event.report}
    yield _REPORT, {"resolution_id": of, "position": recorded.position, **told}
    yield _EXECUTING, {"of": of, "day": event.next_due_on}


def _untold(recorded: Recorded[ProgressMissed]) -> Iterator[Change]:
    yield _MISS, {"of": recorded.aggregate.id, "day": recorded.event.next_due_on}


def _not_accepted(recorded: Recorded[ExecutionNotAccepted]) -> Iterator[Change]:
    yield _EXECUTING, {"of": recorded.aggregate.id, "day": recorded.event.next_due_on}


def _overdue(recorded: Recorded[ExecutionDelayed]) -> Iterator[Change]:
    yield _OVERDUE, {"of": recorded.aggregate.id}


def _done(recorded: Recorded[ResolutionExecuted]) -> Iterator[Change]:
    yield _DONE, {"of": recorded.aggregate.id, "said": recorded.event.result}


VIEW = View(
    name="resolution",
    tables=TABLES,
    on={
        ResolutionAdopted: _adopted,
        ResolutionPosted: _posted,
        HouseholdObjected: _household,
        ResolutionObjected: _moves_to(ResolutionState.OBJECTED),
        ResolutionRediscussed: _moves_to(ResolutionState.REDISCUSSED),
        ResolutionInForce: _in_force,
        ReVoteDemanded: _demanded,
        ReVoteHeld: _held,
        ResolutionRatified: _ratified,
        ResolutionLapsed: _moves_to(ResolutionState.LAPSED),
        ProgressPosted: _progress,
        ProgressMissed: _untold,
        ExecutionDelayed: _overdue,
        ResolutionExecuted: _done,
        ExecutionNotAccepted: _not_accepted,
        ResolutionVerified: _moves_to(ResolutionState.VERIFIED),
        ResolutionArchived: _moves_to(ResolutionState.ARCHIVED),
    },
)
