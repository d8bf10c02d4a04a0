"""Meeting (三会): opinions are collected at one, topics discussed at another, and decided at a third.

Invariants: it is called in due time · it begins when enough have come · a topic is voted on once, and only with a quorum
of those whom no interest keeps away · votes are totals, never more than those who are there have · the minutes end it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, assert_never

from pydantic import Field

from services.councils.domain import mandate
from services.councils.domain.meeting_refusals import (
    BodyMissing,
    CallIncomplete,
    MeetingIsCalled,
    MeetingIsOpen,
    MeetingIsOver,
    MeetingNotOpen,
    MeetingNotToday,
    MeetingUnknown,
    MinutesNotMissed,
    MinutesUnsigned,
    MoreVotesThanVoters,
    NotOnAgenda,
    NotOnRegister,
    NotThere,
    NoVote,
    QuorumNotMet,
    TooFewCame,
    VoteIsTaken,
)
from services.councils.domain.meeting_rules import KEYS, Gathering, call_faults, lacks, notice_days
from services.councils.domain.meeting_state import (
    Cancelled,
    Closed,
    Convened,
    InSession,
    Meeting,
    NotConvened,
    Room,
    evolve,
    held_on,
)
from services.councils.domain.types import CommitteeId, TopicId
from services.councils.domain.vote import carries, has_quorum, muster
from shared.contracts.councils.community import Name
from shared.contracts.councils.meeting import (
    AttendanceEnded,
    AttendanceMarked,
    Attendee,
    Capacity,
    Electorate,
    Interest,
    MeetingCancelled,
    MeetingConvened,
    MeetingEvent,
    MeetingKind,
    MeetingOpened,
    MemberRecused,
    MinutesFiled,
    MinutesMissed,
    VoteTaken,
)
from shared.contracts.councils.resolution import Words
from shared.contracts.councils.topic import Groups
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Instant, start_of
from shared.kernel.messages import Command
from shared.kernel.personal import SubjectRef
from shared.kernel.refusals import Refusal

_WITH_A_VOICE_ONLY = frozenset({Role.UNIT_DELEGATE, Role.SUPERVISION_COMMITTEE})
_FOR_A_BODY = frozenset({Capacity.UNIT_DELEGATE, Capacity.ASSOCIATION})
Count = Annotated[int, Field(ge=0, le=100_000)]

# --- commands ---------------------------------------------------------------


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
    | CancelMeeting
    | MarkAttendance
    | EndAttendance
    | OpenMeeting
    | RecuseMember
    | TakeVote
    | FileMinutes
    | MissMinutes
)

# --- decisions --------------------------------------------------------------


def decide(command: MeetingCommand, meeting: Meeting, context: Context) -> list[MeetingEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, ConveneMeeting):
        return _convene(command, meeting, context)
    if isinstance(meeting, NotConvened):
        return MeetingUnknown()
    if isinstance(command, MissMinutes):
        return _miss(meeting, context)
    if isinstance(command, TakeVote) and context.actor.role in _WITH_A_VOICE_ONLY:
        return NoVote()
    if refusal := mandate.of_committee(meeting.call.committee_id, context):
        return refusal
    match command:
        case CancelMeeting():
            return _cancel(command, meeting)
        case MarkAttendance() | EndAttendance():
            return _at_the_door(command, meeting, context)
        case OpenMeeting():
            return _open(command, meeting, context)
        case RecuseMember() | TakeVote():
            return _on_topic(command, meeting, context)
        case FileMinutes():
            return _file(command, meeting, context)
        case _:
            assert_never(command)


def _convene(command: ConveneMeeting, meeting: Meeting, context: Context) -> list[MeetingEvent] | Refusal:
    call = MeetingConvened(**command.model_dump(exclude={"assembly"}), assembly=command.assembly, convened_on=context.today)
    if not isinstance(meeting, NotConvened):
        same = meeting.call == call.model_copy(update={"convened_on": meeting.call.convened_on})
        return [] if same else MeetingIsCalled()
    convener = mandate.of_committee if command.kind is MeetingKind.DECISION else mandate.of_chair
    if refusal := convener(command.committee_id, context):
        return refusal
    if faults := call_faults(call, context):
        return CallIncomplete(faults, context.today + timedelta(days=notice_days(call, context)))
    return [call]


def _cancel(command: CancelMeeting, meeting: Convened | InSession | Closed | Cancelled) -> list[MeetingEvent] | Refusal:
    match meeting:
        case Convened():
            return [MeetingCancelled(reason=command.reason)]
        case Cancelled():
            return []
        case InSession():
            return MeetingIsOpen()
        case Closed():
            return MeetingIsOver()
        case _:
            assert_never(meeting)


def _at_the_door(
    command: MarkAttendance | EndAttendance, meeting: Convened | InSession | Closed | Cancelled, context: Context
) -> list[MeetingEvent] | Refusal:
    if isinstance(meeting, Closed | Cancelled):
        return MeetingIsOver()
    if isinstance(command, EndAttendance):
        there = command.person_id in meeting.room.attendees
        return [AttendanceEnded(person_id=command.person_id)] if there else []
    if context.today < held_on(meeting.call):
        return MeetingNotToday(held_on(meeting.call))
    came = tuple(each for each in command.attendees if meeting.room.attendees.get(each.person_id) != each)
    if wrong := tuple(each.person_id for each in came if not _is_what_they_say(each, meeting, context)):
        return NotOnRegister(wrong)
    if wrong := tuple(each.person_id for each in came if each.capacity in _FOR_A_BODY and each.body_id is None):
        return BodyMissing(wrong)
    return [AttendanceMarked(attendees=came)] if came else []


def _is_what_they_say(attendee: Attendee, meeting: Convened | InSession, context: Context) -> bool:
    committee_id, day = meeting.call.committee_id, held_on(meeting.call)
    match attendee.capacity:
        case Capacity.REPRESENTATIVE:
            return attendee.person_id in mandate.representatives(committee_id, day, context)
        case Capacity.SUPERVISION_MEMBER:
            return attendee.person_id in mandate.supervisors(committee_id, day, context)
        case Capacity.UNIT_DELEGATE | Capacity.ASSOCIATION:
            return True
        case _:
            assert_never(attendee.capacity)


def _open(
    command: OpenMeeting, meeting: Convened | InSession | Closed | Cancelled, context: Context
) -> list[MeetingEvent] | Refusal:
    if not isinstance(meeting, Convened):
        return MeetingIsOver() if isinstance(meeting, Cancelled) else []
    call, day = meeting.call, held_on(meeting.call)
    if context.today < day:
        return MeetingNotToday(day)
    register = mandate.representatives(call.committee_id, day, context)
    room = replace(meeting.room, residents=command.residents, groups=frozenset(command.groups))
    supervised = bool(mandate.supervisors(call.committee_id, day, context))
    if missing := lacks(Gathering(call, room, register, supervised), context):
        return TooFewCame(missing)
    found = muster(call, room, register.keys())
    if not has_quorum(call.kind, found, context.policy, day):
        return QuorumNotMet(found.base, found.present)
    told = {"residents": command.residents, "groups": command.groups}
    return [MeetingOpened(base=found.base, present=found.present, **told)]


def _on_topic(
    command: RecuseMember | TakeVote, meeting: Convened | InSession | Closed | Cancelled, context: Context
) -> list[MeetingEvent] | Refusal:
    if isinstance(command, TakeVote) and (taken := _taken(command, meeting)) is not None:
        return taken
    if not isinstance(meeting, InSession):
        return MeetingNotOpen() if isinstance(meeting, Convened) else MeetingIsOver()
    if command.topic_id not in meeting.call.agenda:
        return NotOnAgenda()
    if isinstance(command, TakeVote):
        counted = count(command, meeting, context)
        return counted if isinstance(counted, Refusal) else [counted]
    if command.person_id in meeting.room.out_for(command.topic_id):
        return []
    if command.topic_id in meeting.room.votes:
        return VoteIsTaken()
    if meeting.call.assembly is None and command.person_id not in meeting.room.attendees:
        return NotThere()
    return [MemberRecused(**command.model_dump())]


def _taken(command: TakeVote, meeting: Convened | InSession | Closed | Cancelled) -> list[MeetingEvent] | Refusal | None:
    """What is answered where the topic was voted on before: nothing to the same totals."""
    taken = None if isinstance(meeting, Cancelled) else meeting.room.votes.get(command.topic_id)
    if taken is None:
        return None
    same = (taken.in_favour, taken.against) == (command.in_favour, command.against)
    return [] if same else VoteIsTaken()


def count(command: TakeVote, meeting: InSession, context: Context) -> VoteTaken | Refusal:
    """What a vote comes to, for the meeting and for whatever else is recorded with it."""
    call, day = meeting.call, held_on(meeting.call)
    register = mandate.representatives(call.committee_id, day, context)
    found = muster(call, meeting.room, register.keys(), command.topic_id)
    if not has_quorum(call.kind, found, context.policy, day):
        return QuorumNotMet(found.base, found.present)
    if command.in_favour + command.against > found.voters:
        return MoreVotesThanVoters(found.voters)
    return VoteTaken(
        **command.model_dump(),
        base=found.base,
        present=found.present,
        abstained=found.voters - command.in_favour - command.against,
        carried=carries(call.kind, command.in_favour, found.voters, context.policy, day),
    )


def _file(
    command: FileMinutes, meeting: Convened | InSession | Closed | Cancelled, context: Context
) -> list[MeetingEvent] | Refusal:
    if not isinstance(meeting, InSession):
        return [] if isinstance(meeting, Closed) else MeetingNotOpen()
    if meeting.call.kind is MeetingKind.DECISION and command.signed_by is None:
        return MinutesUnsigned()
    return [*_missed(meeting, context), MinutesFiled(**command.model_dump(), filed_on=context.today)]


def minutes_due(meeting: Meeting, context: Context) -> datetime | None:
    """The first instant at which the minutes are late; None where they are not owed, or known to be late."""
    if not isinstance(meeting, InSession) or meeting.missed:
        return None
    days = context.policy.whole(f"{KEYS[meeting.call.kind]}.minutes_wd", held_on(meeting.call))
    return start_of(context.calendar.nth_working_day_after(held_on(meeting.call), days) + timedelta(days=1))


def _missed(meeting: Meeting, context: Context) -> list[MeetingEvent]:
    """That the last day has passed, also where somebody acts before the timer has looked."""
    due_at = minutes_due(meeting, context)
    late = due_at is not None and due_at <= context.now
    return [MinutesMissed(due_on=due_at.date() - timedelta(days=1))] if late and due_at else []


def _miss(meeting: Meeting, context: Context) -> list[MeetingEvent] | Refusal:
    due_at = minutes_due(meeting, context)
    return MinutesNotMissed() if due_at is not None and due_at > context.now else _missed(meeting, context)


MEETING: Decider[Meeting, MeetingCommand, MeetingEvent] = Decider(
    "meeting", NotConvened(), evolve, decide, MeetingEvent
)
