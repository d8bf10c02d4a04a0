"""Meetings: when and where, how many came, what was voted, and whether the minutes are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, MetaData, Row, String, Table, bindparam, select

from shared.contracts.councils.meeting import (
    MeetingCancelled,
    MeetingConvened,
    MeetingKind,
    MeetingOpened,
    MinutesFiled,
    MinutesMissed,
    ReportMeetingConvened,
    VoteTaken,
)
from shared.kernel.envelope import Recorded, rfc3339
from shared.kernel.instants import day_of
from shared.runtime.views import Change, View

REPORT: Literal["REPORT"] = "REPORT"
Kind = MeetingKind | Literal["REPORT"]
"""One of the three meetings, or a report meeting."""


class MeetingState(StrEnum):
    """Where a meeting stands."""

    CONVENED = "CONVENED"
    IN_SESSION = "IN_SESSION"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


TABLES = MetaData()
MEETING = Table(
    "meeting",
    TABLES,
    Column("id", String, primary_key=True),
    Column("committee_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("begins_at", String, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("place", String, nullable=False),
    Column("agenda", JSON, nullable=False),
    Column("material", JSON, nullable=False),
    Column("of_assembly", Boolean, nullable=False),
    Column("emergency", Boolean, nullable=False),
    Column("minutes_missed", Boolean, nullable=False),
    Column("base", Integer),
    Column("present", Integer),
    Column("residents", Integer),
    Column("minutes", String),
    Column("minutes_filed_on", Date),
    Column("position", Integer, nullable=False),
)
Index("meeting_by_committee", MEETING.c.committee_id, MEETING.c.position)
VOTE = Table(
    "meeting_vote",
    TABLES,
    Column("meeting_id", String, primary_key=True),
    Column("topic_id", String, primary_key=True),
    Column("base", Integer, nullable=False),
    Column("present", Integer, nullable=False),
    Column("in_favour", Integer, nullable=False),
    Column("against", Integer, nullable=False),
    Column("abstained", Integer, nullable=False),
    Column("carried", Boolean, nullable=False),
)

_GIVEN: Mapping[str, object] = {
    column.name: bindparam(column.name) for column in MEETING.columns if not column.nullable
}
_CONVENE = MEETING.insert().values(_GIVEN)
_BY_ID = MEETING.update().where(MEETING.c.id == bindparam("of"))
_CANCEL = _BY_ID.values(state=MeetingState.CANCELLED.value)
_OPEN = _BY_ID.values(
    state=MeetingState.IN_SESSION.value, base=bindparam("who"), present=bindparam("came"),
    residents=bindparam("beside"),
)  # fmt: skip
_VOTE = VOTE.insert().values({column.name: bindparam(column.name) for column in VOTE.columns})
_FILE = _BY_ID.values(state=MeetingState.CLOSED.value, minutes=bindparam("summary"), minutes_filed_on=bindparam("day"))
_MISS = _BY_ID.values(minutes_missed=True)

MeetingRow = Row[Any]

ONE = select(MEETING).where(MEETING.c.id == bindparam("of"))
VOTES_OF = select(VOTE).where(VOTE.c.meeting_id == bindparam("of")).order_by(VOTE.c.topic_id)
PAGE = (
    select(MEETING)
    .where(MEETING.c.committee_id == bindparam("committee_id"), MEETING.c.position > bindparam("after"))
    .order_by(MEETING.c.position)
    .limit(bindparam("limit"))
)

AHEAD = (
    select(MEETING)
    .where(
        MEETING.c.committee_id == bindparam("committee_id"),
        MEETING.c.state == MeetingState.CONVENED.value,
        MEETING.c.held_on >= bindparam("day"),
    )
    .order_by(MEETING.c.held_on, MEETING.c.position)
)
"""Those that are called for a day or a later one."""


HELD_BY_ASSEMBLIES = select(MEETING.c.id, MEETING.c.committee_id, MEETING.c.held_on).where(
    MEETING.c.of_assembly, MEETING.c.state.in_((MeetingState.IN_SESSION.value, MeetingState.CLOSED.value))
)
"""Those at which an assembly of residents met to decide."""


def _convened(recorded: Recorded[MeetingConvened] | Recorded[ReportMeetingConvened]) -> Iterator[Change]:
    event = recorded.event
    yield (
        _CONVENE,
        {
            "id": recorded.aggregate.id,
            "committee_id": event.committee_id,
            "kind": REPORT if isinstance(event, ReportMeetingConvened) else event.kind.value,
            "state": MeetingState.CONVENED.value,
            "begins_at": rfc3339(event.begins_at),
            "held_on": day_of(event.begins_at),
            "place": event.place,
            "agenda": list(event.agenda),
            "material": list(event.material),
            "of_assembly": isinstance(event, MeetingConvened) and event.assembly is not None,
            "emergency": isinstance(event, MeetingConvened) and event.emergency,
            "minutes_missed": False,
            "position": recorded.position,
        },
    )


def _cancelled(recorded: Recorded[MeetingCancelled]) -> Iterator[Change]:
    yield _CANCEL, {"of": recorded.aggregate.id}


def _opened(recorded: Recorded[MeetingOpened]) -> Iterator[Change]:
    event = recorded.event
    yield _OPEN, {"of": recorded.aggregate.id, "who": event.base, "came": event.present, "beside": event.residents}


def _voted(recorded: Recorded[VoteTaken]) -> Iterator[Change]:
    yield _VOTE, {"meeting_id": recorded.aggregate.id, **recorded.event.model_dump()}


def _filed(recorded: Recorded[MinutesFiled]) -> Iterator[Change]:
    yield _FILE, {"of": recorded.aggregate.id, "summary": recorded.event.summary, "day": recorded.event.filed_on}


def _missed(recorded: Recorded[MinutesMissed]) -> Iterator[Change]:
    yield _MISS, {"of": recorded.aggregate.id}


VIEW = View(
    name="meeting",
    tables=TABLES,
    on={
        MeetingConvened: _convened,
        ReportMeetingConvened: _convened,
        MeetingCancelled: _cancelled,
        MeetingOpened: _opened,
        VoteTaken: _voted,
        MinutesFiled: _filed,
        MinutesMissed: _missed,
    },
)
