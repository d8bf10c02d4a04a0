"""Meeting (三会一评): opinions are collected at one, topics discussed at another, and decided at a third; at a fourth
residents hear reports, and score them.

Invariants: it is called in due time · it begins when enough have come · a topic is voted on once, and only with a
quorum of those whom no interest keeps away · votes are totals, never more than those who are there have · the minutes
end it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from services.councils.domain import offices
from services.councils.domain.committee import COMMITTEE, Assigned
from services.councils.domain.meeting_commands import (
    CancelMeeting,
    ConveneMeeting,
    ConveneReportMeeting,
    EndAttendance,
    FileMinutes,
    MarkAttendance,
    MeetingCommand,
    MissMinutes,
    OpenMeeting,
    RecuseMember,
    TakeVote,
)
from services.councils.domain.meeting_refusals import (
    AttendeeNotOnRegister,
    AttendeeOfUnknownUnit,
    AttendeeWithoutBody,
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
    NotThere,
    NoVote,
    TooFewCame,
    VoteIsTaken,
)
from services.councils.domain.meeting_report import convene_report
from services.councils.domain.meeting_rules import KEYS, Gathering, call_faults, lacks, notice_days
from services.councils.domain.meeting_state import (
    Called,
    Cancelled,
    Closed,
    Convened,
    InSession,
    Meeting,
    NotConvened,
    evolve,
    held_on,
    kind_of,
)
from services.councils.domain.resident_unit import RESIDENT_UNIT, Gone, NotRegistered
from services.councils.domain.vote import majority, muster, without_quorum
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
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.refusals import Refusal

_WITH_A_VOICE_ONLY = frozenset({Role.UNIT_DELEGATE, Role.SUPERVISION_COMMITTEE})
_FOR_A_BODY = frozenset({Capacity.UNIT_DELEGATE, Capacity.ASSOCIATION})

# --- decisions --------------------------------------------------------------


def decide(command: MeetingCommand, meeting: Meeting, context: Context) -> list[MeetingEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, ConveneMeeting):
        return _convene(command, meeting, context)
    if isinstance(command, ConveneReportMeeting):
        return convene_report(command, meeting, context)
    if isinstance(meeting, NotConvened):
        return MeetingUnknown()
    if isinstance(command, MissMinutes):
        return _miss(meeting, context)
    if isinstance(command, TakeVote) and context.actor.role in _WITH_A_VOICE_ONLY:
        return NoVote()
    if refusal := offices.of_committee(meeting.call.committee_id, context):
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
    said = command.model_dump(exclude={"assembly"})
    call = MeetingConvened(**said, assembly=command.assembly, convened_on=context.today)
    if not isinstance(meeting, NotConvened):
        same = meeting.call == call.model_copy(update={"convened_on": meeting.call.convened_on})
        return [] if same else MeetingIsCalled()
    convener = offices.of_committee if command.kind is MeetingKind.DECISION else offices.of_chair
    if refusal := offices.of_residents(command.committee_id, context) or convener(command.committee_id, context):
        return refusal
    if faults := call_faults(call, context):
        return CallIncomplete(faults, context.today + timedelta(days=notice_days(call, context)))
    return [call]


def _cancel(command: CancelMeeting, meeting: Called) -> list[MeetingEvent] | Refusal:
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
    command: MarkAttendance | EndAttendance, meeting: Called, context: Context
) -> list[MeetingEvent] | Refusal:
    if isinstance(meeting, Closed | Cancelled):
        return MeetingIsOver()
    if isinstance(command, EndAttendance):
        there = command.person_id in meeting.room.attendees
        return [AttendanceEnded(person_id=command.person_id)] if there else []
    if context.today < held_on(meeting.call):
        return MeetingNotToday(held_on(meeting.call))
    said = {each.person_id: each for each in command.attendees}
    came = tuple(each for id_, each in said.items() if meeting.room.attendees.get(id_) != each)
    if wrong := tuple(each.person_id for each in came if not _is_what_they_say(each, meeting, context)):
        return AttendeeNotOnRegister(wrong)
    if wrong := tuple(each.person_id for each in came if each.capacity in _FOR_A_BODY and each.body_id is None):
        return AttendeeWithoutBody(wrong)
    units = (each.body_id for each in came if each.capacity is Capacity.UNIT_DELEGATE and each.body_id)
    if unknown := tuple(unit for unit in units if not _is_here(unit, meeting, context)):
        return AttendeeOfUnknownUnit(unknown)
    return [AttendanceMarked(attendees=came)] if came else []


def _is_what_they_say(attendee: Attendee, meeting: Convened | InSession, context: Context) -> bool:
    committee_id, day = meeting.call.committee_id, held_on(meeting.call)
    match attendee.capacity:
        case Capacity.REPRESENTATIVE:
            return attendee.person_id in offices.representatives(committee_id, day, context)
        case Capacity.SUPERVISION_MEMBER:
            return attendee.person_id in offices.supervisors(committee_id, day, context)
        case Capacity.UNIT_DELEGATE | Capacity.ASSOCIATION:
            return True
        case _:
            assert_never(attendee.capacity)


def _is_here(unit_id: str, meeting: Convened | InSession, context: Context) -> bool:
    """Whether a unit is resident on the day of a meeting, in the committee's community where that belongs to one."""
    unit, day = context.look(RESIDENT_UNIT, unit_id), held_on(meeting.call)
    if isinstance(unit, NotRegistered) or (isinstance(unit, Gone) and unit.left_on <= day):
        return False
    last = unit.last if isinstance(unit, Gone) else unit
    committee = context.look(COMMITTEE, meeting.call.committee_id)
    elsewhere = isinstance(committee, Assigned) and committee.last.community_id != last.community_id
    return last.registered.resident_from_on <= day and not elsewhere


def _open(command: OpenMeeting, meeting: Called, context: Context) -> list[MeetingEvent] | Refusal:
    if not isinstance(meeting, Convened):
        return MeetingIsOver() if isinstance(meeting, Cancelled) else []
    call, day = meeting.call, held_on(meeting.call)
    if context.today < day:
        return MeetingNotToday(day)
    register = offices.representatives(call.committee_id, day, context)
    room = replace(meeting.room, residents=command.residents, groups=frozenset(command.groups))
    supervised = bool(offices.supervisors(call.committee_id, day, context))
    if missing := lacks(Gathering(call, room, register, supervised), context):
        return TooFewCame(missing)
    found = muster(call, room, register.keys())
    if refusal := without_quorum(call, found, context.policy):
        return refusal
    return [MeetingOpened(base=found.base, present=found.present, **command.model_dump())]


def _on_topic(command: RecuseMember | TakeVote, meeting: Called, context: Context) -> list[MeetingEvent] | Refusal:
    if isinstance(command, TakeVote) and (taken := _taken(command, meeting)) is not None:
        return taken
    if not isinstance(meeting, InSession):
        return MeetingNotOpen() if isinstance(meeting, Convened) else MeetingIsOver()
    call = meeting.call
    if isinstance(call, ReportMeetingConvened) or command.topic_id not in call.agenda:
        return NotOnAgenda()
    if isinstance(command, TakeVote):
        counted = count(command, meeting, context)
        return counted if isinstance(counted, Refusal) else [counted]
    if command.person_id in meeting.room.out_for(command.topic_id):
        return []
    if command.topic_id in meeting.room.votes:
        return VoteIsTaken()
    if call.assembly is None and command.person_id not in meeting.room.attendees:
        return NotThere()
    return [MemberRecused(**command.model_dump())]


def _taken(command: TakeVote, meeting: Called) -> list[MeetingEvent] | Refusal | None:
    """What is answered where the topic was voted on before: nothing to the same totals."""
    taken = None if isinstance(meeting, Cancelled) else meeting.room.votes.get(command.topic_id)
    if taken is None:
        return None
    same = (taken.in_favour, taken.against) == (command.in_favour, command.against)
    return [] if same else VoteIsTaken()


def count(command: TakeVote, meeting: InSession, context: Context) -> VoteTaken | Refusal:
    """What a vote comes to, for the meeting and for whatever else is recorded with it."""
    call = meeting.call
    register = offices.representatives(call.committee_id, held_on(call), context)
    found = muster(call, meeting.room, register.keys(), command.topic_id)
    if refusal := without_quorum(call, found, context.policy):
        return refusal
    if command.in_favour + command.against > found.voters:
        return MoreVotesThanVoters(found.voters)
    return VoteTaken(
        **command.model_dump(),
        base=found.base,
        present=found.present,
        abstained=found.voters - command.in_favour - command.against,
        carried=command.in_favour >= majority(call, found.voters, context.policy),
    )


def _file(command: FileMinutes, meeting: Called, context: Context) -> list[MeetingEvent] | Refusal:
    if not isinstance(meeting, InSession):
        return [] if isinstance(meeting, Closed) else MeetingNotOpen()
    if kind_of(meeting.call) is MeetingKind.DECISION and command.signed_by is None:
        return MinutesUnsigned()
    return [*_missed(meeting, context), MinutesFiled(**command.model_dump(), filed_on=context.today)]


def minutes_due(meeting: Meeting, context: Context) -> datetime | None:
    """The first instant at which the minutes are late; None where they are not owed, or known to be late."""
    if not isinstance(meeting, InSession) or meeting.missed:
        return None
    days = context.policy.whole(f"{KEYS[kind_of(meeting.call)]}.minutes_wd", held_on(meeting.call))
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
