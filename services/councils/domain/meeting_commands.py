"""What is said to a meeting."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.councils.domain.types import CommitteeId, TopicId
from shared.contracts.councils.community import Name
from shared.contracts.councils.meeting import Attendee, Electorate, Interest, MeetingKind
from shared.contracts.councils.opinion import BodyId
from shared.contracts.councils.resolution import Words
from shared.contracts.councils.topic import Groups
from shared.kernel.instants import Instant
from shared.kernel.messages import Command
from shared.kernel.personal import SubjectRef

Count = Annotated[int, Field(ge=0, le=100_000)]


class ConveneMeeting(Command):
    """Call a meeting; `groups` and `units` are those that the topics of the agenda concern."""

    committee_id: CommitteeId
    kind: MeetingKind
    begins_at: Instant
    place: Name
    agenda: Annotated[tuple[TopicId, ...], Field(max_length=50)] = ()
    material: Annotated[tuple[Name, ...], Field(max_length=50)] = ()
    groups: Groups = ()
    units: Groups = ()
    assembly: Electorate | None = None
    emergency: bool = False


class ConveneReportMeeting(Command):
    """Call a report meeting, for the appraisals that are to be scored there."""

    committee_id: CommitteeId
    begins_at: Instant
    place: Name
    agenda: Annotated[tuple[BodyId, ...], Field(min_length=1, max_length=50)]
    material: Annotated[tuple[Name, ...], Field(max_length=50)] = ()


class CancelMeeting(Command):
    """Call a meeting off."""

    reason: Words


class MarkAttendance(Command):
    """Mark at the door who comes in."""

    attendees: Annotated[tuple[Attendee, ...], Field(min_length=1, max_length=500)]


class EndAttendance(Command):
    """Mark at the door who leaves."""

    person_id: SubjectRef


class OpenMeeting(Command):
    """Find that enough have come, and begin; `residents` came beside those who were marked, of these `groups`."""

    residents: Count = 0
    groups: Groups = ()


class RecuseMember(Command):
    """Let somebody with an interest leave the room for a topic."""

    topic_id: TopicId
    person_id: SubjectRef
    interest: Interest


class TakeVote(Command):
    """Count a vote on a topic: who is present and not counted here abstains."""

    topic_id: TopicId
    in_favour: Count
    against: Count


class FileMinutes(Command):
    """Hand the minutes in, which ends the meeting."""

    summary: Words
    signed_by: SubjectRef | None = None


class MissMinutes(Command):
    """The last day for the minutes has passed."""


MeetingCommand = (
    ConveneMeeting
    | ConveneReportMeeting
    | CancelMeeting
    | MarkAttendance
    | EndAttendance
    | OpenMeeting
    | RecuseMember
    | TakeVote
    | FileMinutes
    | MissMinutes
)
