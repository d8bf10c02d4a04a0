"""Meetings over HTTP: called, attended, begun, voted at, and closed with their minutes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from services.councils.api.meeting_vote import VoteIn, vote_steps
from services.councils.domain import offices
from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.committee_report import COMMITTEE_REPORT, RecordReport
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_commands import (
    CancelMeeting,
    ConveneMeeting,
    ConveneReportMeeting,
    EndAttendance,
    FileMinutes,
    MarkAttendance,
    OpenMeeting,
    RecuseMember,
)
from services.councils.domain.meeting_refusals import MeetingUnknown
from services.councils.domain.meeting_state import NotConvened
from services.councils.domain.resident_unit import RESIDENT_UNIT
from services.councils.domain.topic import TOPIC
from services.councils.domain.topic_commands import CallTopic
from services.councils.domain.topic_refusals import TopicUnknown
from services.councils.domain.topic_state import NotOpened
from services.councils.domain.types import MeetingId
from services.councils.views import meeting as view
from shared.contracts.councils.community import Name
from shared.contracts.councils.meeting import Capacity, Electorate, MeetingKind, ReportMeetingConvened
from shared.contracts.councils.opinion import BodyId
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Instant
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after

WRITERS = (Role.COMMITTEE, Role.CLERK, Role.ADMIN)
CONVENERS_OF_REPORTS = (*WRITERS, Role.WORKING_COMMITTEE)
WITH_A_VOICE = (Role.UNIT_DELEGATE, Role.SUPERVISION_COMMITTEE)
"""Who is told that they have no vote."""
READERS = tuple(Role)
C = TypeVar("C", bound=Command)
_AT = TypeAdapter(datetime)


class CallIn(BaseModel):
    """What meeting is called, when and where, for which topics and with which papers."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    committee_id: BodyId
    kind: MeetingKind
    begins_at: Instant
    place: Name
    agenda: Annotated[tuple[BodyId, ...], Field(max_length=50)] = ()
    material: Annotated[tuple[Name, ...], Field(max_length=50)] = ()
    assembly: Electorate | None = None
    emergency: bool = False


class VoteOut(BaseModel):
    """How a vote ended, in totals."""

    model_config = ConfigDict(from_attributes=True)

    topic_id: str
    base: int
    present: int
    in_favour: int
    against: int
    abstained: int
    carried: bool


class MeetingOut(BaseModel):
    """A meeting; `base` and `present` are who counted for its quorum when it began."""

    id: str
    committee_id: str
    kind: view.Kind
    state: view.MeetingState
    begins_at: datetime
    place: str
    agenda: tuple[str, ...]
    material: tuple[str, ...]
    emergency: bool
    minutes_missed: bool
    base: int | None = None
    present: int | None = None
    residents: int | None = None
    minutes: str | None = None
    minutes_filed_on: date | None = None
    votes: tuple[VoteOut, ...] = ()


class MeetingPage(BaseModel):
    """Meetings of a committee, oldest first; `next` continues after them."""

    meetings: tuple[MeetingOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of meetings."""
    to = Routes(desk, "meetings")

    @to.command("/v1/meetings", *WRITERS, body=CallIn, creates=True)
    async def convene(call: Call[CallIn]) -> Done | Refusal:
        """Call a meeting; each topic of its agenda must have come as far."""
        return await _convene(desk, call)

    @to.command("/v1/report-meetings", *CONVENERS_OF_REPORTS, body=ConveneReportMeeting, creates=True)
    async def convene_report(call: Call[ConveneReportMeeting]) -> Done | Refusal:
        """Call a report meeting (述职评议会) for appraisals; from then on it is a meeting like the others."""
        related = (*offices.refs(call.body.committee_id), *map(APPRAISAL.ref, call.body.agenda))
        return await call.execute(Step(MEETING, call.new_id("meeting"), call.body, related=related))

    @to.command("/v1/meetings/{id}/cancellation", *WRITERS, body=CancelMeeting)
    async def cancel(call: Call[CancelMeeting]) -> Done | Refusal:
        """Call a meeting off."""
        return await _at(desk, call)

    @to.command("/v1/meetings/{id}/attendance", *WRITERS, body=MarkAttendance)
    async def mark(call: Call[MarkAttendance]) -> Done | Refusal:
        """Mark at the door who comes in (签到)."""
        units = {each.body_id for each in call.body.attendees if each.capacity is Capacity.UNIT_DELEGATE}
        return await _at(desk, call, *(RESIDENT_UNIT.ref(each) for each in sorted(filter(None, units))))

    @to.command("/v1/meetings/{id}/departure", *WRITERS, body=EndAttendance)
    async def leave(call: Call[EndAttendance]) -> Done | Refusal:
        """Mark at the door who leaves."""
        return await _at(desk, call)

    @to.command("/v1/meetings/{id}/opening", *WRITERS, body=OpenMeeting)
    async def open_meeting(call: Call[OpenMeeting]) -> Done | Refusal:
        """Find that enough have come, and begin; where its members report, the committee has."""
        return await _open(desk, call)

    @to.command("/v1/meetings/{id}/recusals", *WRITERS, body=RecuseMember)
    async def recuse(call: Call[RecuseMember]) -> Done | Refusal:
        """Let somebody with an interest leave the room for a topic (回避)."""
        return await _at(desk, call)

    @to.command("/v1/meetings/{id}/votes", *WRITERS, *WITH_A_VOICE, body=VoteIn)
    async def vote(call: Call[VoteIn]) -> Done | Refusal:
        """Count a vote on a topic; what it means for topic and resolution is recorded with it."""
        steps = await vote_steps(desk, call.id, call.body)
        return steps if isinstance(steps, Refusal) else await call.execute(*steps)

    @to.command("/v1/meetings/{id}/minutes", *WRITERS, body=FileMinutes)
    async def minutes(call: Call[FileMinutes]) -> Done | Refusal:
        """Hand the minutes in, which ends a meeting."""
        return await _at(desk, call)

    @to.query("/v1/meetings/{id}", *READERS, answer=MeetingOut)
    async def meeting(query: Query) -> MeetingOut | None:
        """Show a meeting with its votes."""
        row = desk.views.row(view.ONE, of=query.id)
        return _shown(desk, row) if row else None

    @to.query("/v1/meetings/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened at a meeting, from the log."""
        return await history_of(desk.executor, MEETING.ref(query.id))

    @to.query("/v1/meetings", *READERS, answer=MeetingPage, parameters=("committee_id", "after", "limit"))
    async def meetings(query: Query) -> MeetingPage | Refusal:
        """List the meetings of a committee."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        where = {"committee_id": query.parameters.get("committee_id", query.actor.org)}
        rows = desk.views.rows(view.PAGE, **where, after=cursor.after, limit=cursor.limit)
        return MeetingPage(meetings=tuple(_shown(desk, row) for row in rows), next=next_after(rows, cursor))

    return to.router


async def _convene(desk: Desk, call: Call[CallIn]) -> Done | Refusal:
    groups: dict[str, None] = {}
    units: dict[str, None] = {}
    for id_ in call.body.agenda:
        topic = await desk.state(TOPIC, id_)
        if isinstance(topic, NotOpened):
            return TopicUnknown()
        groups.update(dict.fromkeys(topic.opened.affected_groups))
        units.update(dict.fromkeys(topic.opened.units))
    body = call.body
    command = ConveneMeeting(**dict(body), groups=tuple(groups), units=tuple(units))
    called = CallTopic(kind=body.kind, assembly=body.assembly is not None, emergency=body.emergency)
    related = offices.refs(body.committee_id)
    return await call.execute(
        Step(MEETING, call.new_id("meeting"), command, related=related),
        *(Step(TOPIC, id_, called, related=related) for id_ in body.agenda),
    )


async def _open(desk: Desk, call: Call[OpenMeeting]) -> Done | Refusal:
    meeting = await desk.state(MEETING, call.id)
    if isinstance(meeting, NotConvened) or not isinstance(meeting.call, ReportMeetingConvened):
        return await _at(desk, call)
    committee_id, agenda = meeting.call.committee_id, meeting.call.agenda
    reported = RecordReport(meeting_id=MeetingId(call.id), agenda=agenda)
    return await call.execute(
        Step(MEETING, call.id, call.body, related=offices.refs(committee_id)),
        Step(COMMITTEE_REPORT, committee_id, reported, related=tuple(map(APPRAISAL.ref, agenda))),
    )


async def _at(desk: Desk, call: Call[C], *related: AggregateRef) -> Done | Refusal:
    meeting = await desk.state(MEETING, call.id)
    if isinstance(meeting, NotConvened):
        return MeetingUnknown()
    looked_at = (*offices.refs(meeting.call.committee_id), *related)
    return await call.execute(Step(MEETING, call.id, call.body, related=looked_at))


def _shown(desk: Desk, row: view.MeetingRow) -> MeetingOut:
    votes = tuple(VoteOut.model_validate(each) for each in desk.views.rows(view.VOTES_OF, of=row.id))
    told = {**row._mapping, "begins_at": _AT.validate_python(row.begins_at)}
    return MeetingOut(**told, votes=votes)
