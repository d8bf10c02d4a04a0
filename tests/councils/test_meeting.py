"""The three meetings: called in due time, begun when enough have come, voted at in totals, one row each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_commands import (
    CancelMeeting,
    ConveneMeeting,
    EndAttendance,
    MarkAttendance,
    OpenMeeting,
)
from services.councils.domain.meeting_refusals import (
    AttendeeNotOnRegister,
    AttendeeWithoutBody,
    CallFault,
    CallIncomplete,
    Lack,
    MeetingIsCalled,
    MeetingIsOpen,
    MeetingIsOver,
    MeetingNotToday,
    MeetingUnknown,
    TooFewCame,
)
from services.councils.domain.regime import WrongRegime
from services.councils.domain.rules import QuorumNotMet
from shared.contracts.councils.meeting import (
    AttendanceEnded,
    Attendee,
    Capacity,
    Electorate,
    ElectorateKind,
    MeetingCancelled,
    MeetingEvent,
    MeetingKind,
)
from shared.kernel.actors import Role
from shared.testing.decider import Spec
from tests.councils.deliberation import (
    LIGHTS,
    NOWHERE,
    SUPERVISOR,
    VILLAGE,
    XIADU,
    called,
    came,
    in_session,
    on,
    opened,
    representatives,
)

SPEC = Spec(MEETING)
OPINION, TOPIC, DECISION = MeetingKind
EVENING = on()
ASSEMBLY = Electorate(kind=ElectorateKind.HOUSEHOLD_DELEGATES, count=400)


def convene(kind: MeetingKind = DECISION, day: str = "2015-05-11", **said: Any) -> ConveneMeeting:
    told = {name: each for name, each in called(kind, day) if name != "convened_on"}
    return ConveneMeeting(**{**told, **said})


def supervisor() -> Attendee:
    return Attendee(person_id=SUPERVISOR, capacity=Capacity.SUPERVISION_MEMBER)


def delegate(person_id: str = "d1", body_id: str | None = "unit-1") -> Attendee:
    return Attendee(person_id=person_id, capacity=Capacity.UNIT_DELEGATE, body_id=body_id)


MONDAY, TUESDAY, WEDNESDAY = (on(day) for day in ("2015-05-04", "2015-05-05", "2015-05-06"))
CALLING = {
    "a decision is called five days before": ([], convene(day="2015-05-09"), [called(day="2015-05-09")], MONDAY),
    "four days are too few": (
        [],
        convene(day="2015-05-08"),
        CallIncomplete((CallFault.NOTICE_TOO_SHORT,), date(2015, 5, 9)),
        MONDAY,
    ),
    "in an emergency it is called for the same day": (
        [],
        convene(day="2015-05-04", emergency=True),
        [called(day="2015-05-04", emergency=True)],
        MONDAY,
    ),
    "opinions are collected three days later": (
        [],
        convene(OPINION, "2015-05-07"),
        [called(OPINION, "2015-05-07")],
        MONDAY,
    ),
    "two days are too few for opinions, and it has no agenda": (
        [],
        convene(OPINION, "2015-05-06", agenda=(LIGHTS,)),
        CallIncomplete((CallFault.NOTICE_TOO_SHORT, CallFault.AGENDA_NOT_FORESEEN), date(2015, 5, 7)),
        MONDAY,
    ),
    "a topic is called with its material": ([], convene(TOPIC), [called(TOPIC)], MONDAY),
    "all that a call lacks is told at once": (
        [],
        convene(TOPIC, "2015-05-06", material=(), agenda=(), emergency=True, assembly=ASSEMBLY),
        CallIncomplete((CallFault.MATERIAL_MISSING, CallFault.AGENDA_MISSING, CallFault.NO_DECISION), date(2015, 5, 4)),
        MONDAY,
    ),
    "the same call again says nothing": ([called()], convene(), [], TUESDAY),
    "another call of the same meeting": ([called()], convene(place="小区广场"), MeetingIsCalled, TUESDAY),
    "villagers meet under another law": ([], convene(committee_id=VILLAGE), WrongRegime(), on(role=Role.CLERK)),
    "a committee that does not exist": ([], convene(committee_id=NOWHERE), CommitteeUnknown, on(role=Role.CLERK)),
    "another committee does not call it": ([], convene(), OfAnotherCommittee(XIADU), on(org="elsewhere")),
    "it is called off": ([called()], CancelMeeting(reason="停电"), [MeetingCancelled(reason="停电")], MONDAY),
    "calling it off twice says nothing": (
        [called(), MeetingCancelled(reason="停电")],
        CancelMeeting(reason="停电"),
        [],
        MONDAY,
    ),
    "what has begun is not called off": (in_session(26), CancelMeeting(reason="停电"), MeetingIsOpen, EVENING),
    "a meeting that nobody called": ([], OpenMeeting(), MeetingUnknown, EVENING),
}
DOOR = {
    "who comes is marked": ([called()], MarkAttendance(attendees=representatives(3)), [came(*representatives(3))]),
    "who is marked again says nothing": (
        [called(), came(*representatives(3))],
        MarkAttendance(attendees=representatives(3)),
        [],
    ),
    "who came later is marked alone": (
        [called(), came(*representatives(3))],
        MarkAttendance(attendees=representatives(4)),
        [came(*representatives(1, first=4))],
    ),
    "who is told twice in one breath is there as told last": (
        [called()],
        MarkAttendance(attendees=(delegate("p1"), *representatives(1))),
        [came(*representatives(1))],
    ),
    "who is on no register is no representative": (
        [called()],
        MarkAttendance(attendees=(Attendee(person_id="guest", capacity=Capacity.REPRESENTATIVE),)),
        AttendeeNotOnRegister(("guest",)),
    ),
    "nor does a guest sit for the supervision committee": (
        [called()],
        MarkAttendance(attendees=(Attendee(person_id="guest", capacity=Capacity.SUPERVISION_MEMBER),)),
        AttendeeNotOnRegister(("guest",)),
    ),
    "a delegate comes for a unit": ([called()], MarkAttendance(attendees=(delegate(),)), [came(delegate())]),
    "and says for which": (
        [called()],
        MarkAttendance(attendees=(delegate(body_id=None),)),
        AttendeeWithoutBody(("d1",)),
    ),
    "nobody comes before the day": (
        [called(day="2015-05-12")],
        MarkAttendance(attendees=representatives(1)),
        MeetingNotToday(date(2015, 5, 12)),
    ),
    "somebody leaves": (in_session(26), EndAttendance(person_id="p1"), [AttendanceEnded(person_id="p1")]),
    "who is not there cannot leave": (in_session(26), EndAttendance(person_id="p27"), []),
    "nobody comes to what was called off": (
        [called(), MeetingCancelled(reason="停电")],
        MarkAttendance(attendees=representatives(1)),
        MeetingIsOver,
    ),
}


def room(kind: MeetingKind, present: int, *others: Attendee, **said: Any) -> list[MeetingEvent]:
    """So many representatives, and to a topic somebody of the supervision committee too."""
    watched = (supervisor(),) if kind is TOPIC else ()
    return [called(kind, **said), came(*representatives(present), *watched, *others)]


BEGINNING = {
    "25 of 50 are no quorum": (room(DECISION, 25), OpenMeeting(), QuorumNotMet(present=25, needed=26)),
    "26 of 50 are": (room(DECISION, 26), OpenMeeting(), [opened(26)]),
    "delegates make no quorum": (room(DECISION, 25, delegate()), OpenMeeting(), QuorumNotMet(present=25, needed=26)),
    "beginning twice says nothing": (in_session(26), OpenMeeting(), []),
    "nothing begins before its day": (
        [called(day="2015-05-12")],
        OpenMeeting(),
        MeetingNotToday(date(2015, 5, 12)),
    ),
    "nine residents are too few for opinions": (
        [called(OPINION)],
        OpenMeeting(residents=9),
        TooFewCame((Lack.PARTICIPANTS,)),
    ),
    "ten are enough": ([called(OPINION)], OpenMeeting(residents=10), [opened(0, residents=10)]),
    "25 of 50 discuss a topic": (room(TOPIC, 25), OpenMeeting(), [opened(25)]),
    "24 do not": (room(TOPIC, 24), OpenMeeting(), TooFewCame((Lack.REPRESENTATIVES,))),
    "nobody discusses without the supervision committee": (
        [called(TOPIC), came(*representatives(25))],
        OpenMeeting(),
        TooFewCame((Lack.SUPERVISION_COMMITTEE,)),
    ),
    "all that is missing is told at once": (
        [called(TOPIC, groups=("g8", "g9")), came(*representatives(5))],
        OpenMeeting(residents=9),
        TooFewCame((Lack.PARTICIPANTS, Lack.REPRESENTATIVES, Lack.GROUPS, Lack.SUPERVISION_COMMITTEE)),
    ),
    "half of the groups concerned are there by their representatives": (
        room(TOPIC, 25, groups=("g5", "g9")),
        OpenMeeting(),
        [opened(25)],
    ),
    "or by their residents": (
        room(TOPIC, 25, groups=("g8", "g9")),
        OpenMeeting(residents=1, groups=("g9",)),
        [opened(25, residents=1, groups=("g9",))],
    ),
    "less than half are not": (
        room(TOPIC, 25, groups=("g5", "g8", "g9")),
        OpenMeeting(),
        TooFewCame((Lack.GROUPS,)),
    ),
    "an assembly needs more than half of its electorate": (
        [called(assembly=ASSEMBLY)],
        OpenMeeting(residents=200),
        QuorumNotMet(present=200, needed=201),
    ),
    "and no more": ([called(assembly=ASSEMBLY)], OpenMeeting(residents=201), [opened(201, 400, 201)]),
}


@pytest.mark.parametrize(("given", "when", "then", "at"), CALLING.values(), ids=CALLING.keys())
def test_calling(given, when, then, at):
    SPEC.check(given, when, then, at)


@pytest.mark.parametrize(("given", "when", "then"), DOOR.values(), ids=DOOR.keys())
def test_at_the_door(given, when, then):
    SPEC.check(given, when, then, EVENING)


@pytest.mark.parametrize(("given", "when", "then"), BEGINNING.values(), ids=BEGINNING.keys())
def test_beginning(given, when, then):
    SPEC.check(given, when, then, EVENING)
