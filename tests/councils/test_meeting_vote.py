"""Votes and minutes of the three meetings: totals with a quorum and without rounding; papers in time; one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.meeting import MEETING, minutes_due
from services.councils.domain.meeting_commands import (
    FileMinutes,
    MissMinutes,
    RecuseMember,
    TakeVote,
)
from services.councils.domain.meeting_refusals import (
    MeetingIsOver,
    MeetingNotOpen,
    MinutesNotMissed,
    MinutesUnsigned,
    MoreVotesThanVoters,
    NotOnAgenda,
    NotThere,
    NoVote,
    VoteIsTaken,
)
from services.councils.domain.rules import QuorumNotMet
from services.councils.domain.types import TopicId
from shared.contracts.councils.meeting import (
    AttendanceEnded,
    Attendee,
    Capacity,
    Interest,
    MeetingKind,
    MemberRecused,
    MinutesFiled,
    MinutesMissed,
)
from shared.kernel.actors import Role
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.councils.deliberation import (
    LIGHTS,
    adopted,
    called,
    came,
    counted,
    in_session,
    on,
    opened,
    representatives,
    with_policy,
)

SPEC = Spec(MEETING)
OPINION, TOPIC, DECISION = MeetingKind
EVENING = on()


def vote(in_favour: int, against: int = 0, topic_id: TopicId = LIGHTS) -> TakeVote:
    return TakeVote(topic_id=topic_id, in_favour=in_favour, against=against)


def recuse(person_id: str, topic_id: TopicId = LIGHTS) -> RecuseMember:
    return RecuseMember(topic_id=topic_id, person_id=person_id, interest=Interest.MONEY)


def recused(*persons: str) -> list[MemberRecused]:
    return [MemberRecused(topic_id=LIGHTS, person_id=each, interest=Interest.MONEY) for each in persons]


def delegate() -> Attendee:
    return Attendee(person_id="d1", capacity=Capacity.UNIT_DELEGATE, body_id="unit-1")


VOTING = {
    "13 of 26 reject": (in_session(26), vote(13), [counted(13, 26, carried=False)]),
    "14 of 26 adopt": (in_session(26), vote(14), [counted(14, 26, carried=True)]),
    "13 of 25 who stayed do not count without a quorum": (
        [*in_session(26), AttendanceEnded(person_id="p1")],
        vote(13),
        QuorumNotMet(present=25, needed=26),
    ),
    "who has an interest counts neither for the base nor as present": (
        [*in_session(26), *recused("p1")],
        vote(13, 12),
        [counted(13, 25, carried=True, against=12, base=49)],
    ),
    "nor may they vote": ([*in_session(26), *recused("p1")], vote(14, 12), MoreVotesThanVoters(25)),
    "who stayed away with an interest counts for no base": (
        [*in_session(26), *recused("p27", "p28")],
        vote(14),
        [counted(14, 26, carried=True, base=48)],
    ),
    "nobody votes for": (in_session(26), vote(0), [counted(0, 26, carried=False)]),
    "more votes than voters": (in_session(26), vote(14, 13), MoreVotesThanVoters(26)),
    "delegates and residents do not vote at a decision": (
        [called(), came(*representatives(26), delegate()), opened(26, residents=5)],
        vote(14, 13),
        MoreVotesThanVoters(26),
    ),
    "20 of 28 carry a topic on": (in_session(28, TOPIC), vote(20), [counted(20, 28, carried=True)]),
    "14 of 28 do not": (in_session(28, TOPIC), vote(14), [counted(14, 28, carried=False)]),
    "residents vote where a topic is discussed": (
        [called(TOPIC), came(*representatives(28)), opened(28, residents=2)],
        vote(15),
        [counted(15, 28, carried=False, residents=2)],
    ),
    "nor does a topic go on without half of the representatives": (
        in_session(24, TOPIC),
        vote(20),
        QuorumNotMet(present=24, needed=25),
    ),
    "the same vote again says nothing": ([*in_session(26), counted(14, 26, carried=True)], vote(14), []),
    "another count of what was counted": ([*in_session(26), counted(14, 26, carried=True)], vote(13), VoteIsTaken),
    "what is not on the agenda": (in_session(26), vote(14, topic_id=TopicId("noise")), NotOnAgenda),
    "nobody votes before it begins": ([called()], vote(14), MeetingNotOpen),
    "nor when it is over": (
        [*in_session(26), MinutesFiled(summary="x", signed_by="p1", filed_on=date(2015, 5, 11))],
        vote(14),
        MeetingIsOver,
    ),
    "a member with an interest leaves the room": (in_session(26), recuse("p1"), recused("p1")),
    "leaving it twice says nothing": ([*in_session(26), *recused("p1")], recuse("p1"), []),
    "who is not there leaves no room": (in_session(26), recuse("p27"), NotThere),
    "nobody leaves after the vote": ([*in_session(26), counted(14, 26, carried=True)], recuse("p1"), VoteIsTaken),
}


MINUTES = FileMinutes(summary="同意安装楼道灯", signed_by="p1")
FILED = MinutesFiled(summary="同意安装楼道灯", signed_by="p1", filed_on=date(2015, 5, 12))
CLOSING = {
    "the minutes of a decision are there on the next working day": (
        in_session(26),
        MINUTES,
        [FILED],
        "2015-05-12T23:59",
    ),
    "unsigned they are not": (in_session(26), FileMinutes(summary="x"), MinutesUnsigned, "2015-05-12"),
    "those of an opinion meeting need no signature": (
        in_session(10, OPINION),
        FileMinutes(summary="x"),
        [MinutesFiled(summary="x", filed_on=date(2015, 5, 12))],
        "2015-05-12",
    ),
    "a day later they are late, and told so": (
        in_session(26),
        MINUTES,
        [MinutesMissed(due_on=date(2015, 5, 12)), FILED.model_copy(update={"filed_on": date(2015, 5, 13)})],
        "2015-05-13T00:00",
    ),
    "they are late once": (
        [*in_session(26), MinutesMissed(due_on=date(2015, 5, 12))],
        MINUTES,
        [FILED.model_copy(update={"filed_on": date(2015, 5, 13)})],
        "2015-05-13",
    ),
    "filing them twice says nothing": ([*in_session(26), FILED], MINUTES, [], "2015-05-13"),
    "there are none of what did not begin": ([called()], MINUTES, MeetingNotOpen, "2015-05-12"),
    "nobody is late before the day is over": (in_session(26), MissMinutes(), MinutesNotMissed, "2015-05-12T23:59"),
    "then everybody is": (
        in_session(26),
        MissMinutes(),
        [MinutesMissed(due_on=date(2015, 5, 12))],
        "2015-05-13T00:00",
    ),
    "what was filed is not missed": ([*in_session(26), FILED], MissMinutes(), [], "2015-05-13"),
}


@pytest.mark.parametrize(("given", "when", "then"), VOTING.values(), ids=VOTING.keys())
def test_voting(given, when, then):
    SPEC.check(given, when, then, EVENING)


@pytest.mark.parametrize("role", [Role.UNIT_DELEGATE, Role.SUPERVISION_COMMITTEE])
def test_a_voice_is_no_vote(role):
    SPEC.check(in_session(26), vote(14), NoVote, on(by="d1", role=role, org="unit-1"))


@pytest.mark.parametrize(("in_favour", "carried"), [(17, False), (18, True)])
def test_another_majority_counts_where_policy_names_one(in_favour, carried):
    two_thirds = with_policy(EVENING, adopted("decision.qualified", "2/3"))
    SPEC.check(in_session(26), vote(in_favour), [counted(in_favour, 26, carried)], two_thirds)


def test_a_vote_at_a_meeting_that_never_began_is_corruption():
    with pytest.raises(CorruptStream):
        MEETING.fold([called(), counted(14, 26, carried=True)])


@pytest.mark.parametrize(("given", "when", "then", "at"), CLOSING.values(), ids=CLOSING.keys())
def test_closing(given, when, then, at):
    SPEC.check(given, when, then, on(at))


def test_minutes_are_due_after_each_kind_of_meeting_by_its_own_days():
    due = {kind: minutes_due(MEETING.fold(in_session(30, kind)), EVENING) for kind in MeetingKind}
    assert {kind: at and at.date() for kind, at in due.items()} == {
        OPINION: date(2015, 5, 15),
        TOPIC: date(2015, 5, 15),
        DECISION: date(2015, 5, 13),
    }
