"""What a meeting is, from being called to its minutes."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date

from shared.contracts.councils.meeting import (
    AttendanceEnded,
    AttendanceMarked,
    Attendee,
    Capacity,
    MeetingCancelled,
    MeetingConvened,
    MeetingEvent,
    MeetingKind,
    MeetingOpened,
    MemberRecused,
    MinutesFiled,
    MinutesMissed,
    ReportMeetingConvened,
    VoteTaken,
)
from shared.kernel.instants import day_of
from shared.kernel.refusals import CorruptStream

NOBODY: Set[str] = frozenset()

Call = MeetingConvened | ReportMeetingConvened


@dataclass(frozen=True, slots=True)
class Room:
    """Who is there: those marked at the door by person, and beside them `residents` of `groups`, who have no mark.

    `recused` are those who left the room for a topic, by topic; `votes` what was counted, by topic.
    """

    attendees: Mapping[str, Attendee] = field(default_factory=dict)
    residents: int = 0
    groups: Set[str] = NOBODY
    recused: Mapping[str, Set[str]] = field(default_factory=dict)
    votes: Mapping[str, VoteTaken] = field(default_factory=dict)

    def there(self, *capacities: Capacity) -> Set[str]:
        """Those marked in one of the capacities."""
        return {person for person, attendee in self.attendees.items() if attendee.capacity in capacities}

    def out_for(self, topic_id: str) -> Set[str]:
        """Those who left the room for a topic."""
        return self.recused.get(topic_id, NOBODY)

    def bodies(self, capacity: Capacity) -> Set[str]:
        """The bodies for which somebody is there in a capacity."""
        return {each.body_id for each in self.attendees.values() if each.capacity is capacity and each.body_id}


@dataclass(frozen=True, slots=True)
class NotConvened:
    """Before it is called."""


@dataclass(frozen=True, slots=True)
class Convened:
    """It is called, and people come in."""

    call: Call
    room: Room = field(default_factory=Room)


@dataclass(frozen=True, slots=True)
class InSession:
    """It began; `missed` once the last day for its minutes has passed."""

    call: Call
    room: Room
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """Its minutes are there."""

    call: Call
    room: Room


@dataclass(frozen=True, slots=True)
class Cancelled:
    """It does not take place."""

    call: Call


Called = Convened | InSession | Closed | Cancelled
Meeting = NotConvened | Called


def held_on(call: Call) -> date:
    """The day of a meeting: whoever is on a register that day counts, also after midnight."""
    return day_of(call.begins_at)


def kind_of(call: Call) -> MeetingKind | None:
    """Which of the three meetings it is; None of a report meeting."""
    return call.kind if isinstance(call, MeetingConvened) else None


def is_urgent(call: Call) -> bool:
    """Whether it was called without notice; reports are never urgent."""
    return isinstance(call, MeetingConvened) and call.emergency


def is_of_assembly(call: Call) -> bool:
    """Whether the residents' assembly meets, and not their representatives."""
    return isinstance(call, MeetingConvened) and call.assembly is not None


def evolve(meeting: Meeting, event: MeetingEvent) -> Meeting:
    """Apply one recorded fact."""
    match event, meeting:
        case ((MeetingConvened() | ReportMeetingConvened()), NotConvened()):
            return Convened(event)
        case MeetingCancelled(), Convened():
            return Cancelled(meeting.call)
        case MeetingOpened(), Convened():
            room = replace(meeting.room, residents=event.residents, groups=frozenset(event.groups))
            return InSession(meeting.call, room)
        case ((AttendanceMarked() | AttendanceEnded()), (Convened() | InSession())):
            return replace(meeting, room=_with_door(meeting.room, event))
        case ((MemberRecused() | VoteTaken()), InSession()):
            return replace(meeting, room=_with_topic(meeting.room, event))
        case MinutesMissed(), InSession():
            return replace(meeting, missed=True)
        case MinutesFiled(), InSession():
            return Closed(meeting.call, meeting.room)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a meeting that is {type(meeting).__name__}")


def _with_door(room: Room, event: AttendanceMarked | AttendanceEnded) -> Room:
    if isinstance(event, AttendanceMarked):
        return replace(room, attendees={**room.attendees, **{each.person_id: each for each in event.attendees}})
    return replace(room, attendees={id_: each for id_, each in room.attendees.items() if id_ != event.person_id})


def _with_topic(room: Room, event: MemberRecused | VoteTaken) -> Room:
    if isinstance(event, VoteTaken):
        return replace(room, votes={**room.votes, event.topic_id: event})
    out = {*room.out_for(event.topic_id), event.person_id}
    return replace(room, recused={**room.recused, event.topic_id: frozenset(out)})
