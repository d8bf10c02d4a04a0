"""Opinions: registered, put to their matter, routed, answered in time or counted as unanswered, rated once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_refusals import MeetingNotOpen
from services.councils.domain.opinion import OPINION
from services.councils.domain.opinion_commands import (
    AnswerOpinion,
    ClusterOpinion,
    MissOpinionAnswer,
    RateAnswer,
    RegisterOpinion,
    RouteOpinion,
)
from services.councils.domain.opinion_refusals import (
    AnswerNotMissed,
    ChannelNotOpen,
    NotTheProposer,
    OpinionIsRated,
    OpinionNotAnswered,
    OpinionNotClustered,
    OpinionNotRouted,
    OpinionOfOtherCommittee,
    OpinionSettled,
    OpinionUnknown,
    RecipientMissing,
)
from shared.contracts.councils.meeting import MeetingKind
from shared.contracts.councils.opinion import (
    CounterOpinion,
    OpinionAnswered,
    OpinionChannel,
    OpinionClustered,
    OpinionRated,
    OpinionRegistered,
    OpinionRoute,
    OpinionRouted,
    OpinionUnanswered,
)
from shared.contracts.intake.rating import Level
from shared.contracts.refusals import WrongRegime
from shared.kernel.actors import Role
from shared.kernel.personal import Personal
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.councils.deliberation import MEETING_ID, NOWHERE, VILLAGE, XIADU, called, in_session, on, opened

SPEC = Spec(OPINION)
SAID = Personal[str].of("wang", "楼道里没有灯")
ANSWER = Personal[str].of("wang", "已列入议题")
DUE = date(2015, 5, 18)
MAY_4 = on("2015-05-04")
HEARD = known(MEETING, MEETING_ID, called(MeetingKind.OPINION, "2015-05-04"), opened(0, residents=12))
DECIDING = known(MEETING, MEETING_ID, *in_session(26, day="2015-05-04"))


def register(channel: OpinionChannel = OpinionChannel.HOME_VISIT, **said: Any) -> RegisterOpinion:
    told: dict[str, Any] = {"committee_id": XIADU, "channel": channel, "proposer": "wang", "text": SAID}
    return RegisterOpinion(**{**told, **said})


def registered(channel: OpinionChannel = OpinionChannel.HOME_VISIT, **said: Any) -> OpinionRegistered:
    told = dict(register(channel, **said))
    return OpinionRegistered(**told, registered_on=date(2015, 5, 4), answer_due_on=DUE)


def route(to: OpinionRoute, to_id: str | None = None, **said: Any) -> RouteOpinion:
    return RouteOpinion(route=to, to_id=to_id, **said)


NEW = registered()
clustered = OpinionClustered(theme="楼道灯")
in_topic = OpinionRouted(route=OpinionRoute.TOPIC, to_id="lights")
explained = OpinionRouted(route=OpinionRoute.EXPLAINED)
answered = OpinionAnswered(answer=ANSWER, published="六月底前安装", answered_on=date(2015, 5, 4))
rated = OpinionRated(level=Level.SATISFIED)
answer = AnswerOpinion(answer=ANSWER, published="六月底前安装")
unanswered = OpinionUnanswered(due_on=DUE)
AT_WINDOW = register(
    OpinionChannel.COUNTER,
    text=None,
    counter=CounterOpinion(taken_on=date(2015, 4, 30), source_position=7),
)
FROM_WINDOW = OpinionRegistered(**dict(AT_WINDOW), registered_on=date(2015, 4, 30), answer_due_on=date(2015, 5, 14))
"""Raised on a Thursday and heard of on the Monday after: its ten working days run from the window."""

REGISTERING = {
    "what is said at the door is registered": ([], register(), [NEW]),
    "registering it twice records once": ([NEW], register(), []),
    "at the counter it always may be": (
        [],
        register(OpinionChannel.COUNTER),
        [registered(OpinionChannel.COUNTER)],
    ),
    "what was raised at a window is registered without its words": ([], AT_WINDOW, [FROM_WINDOW]),
    "heard twice it is registered once": ([FROM_WINDOW], AT_WINDOW, []),
    "villagers are under another law": ([], register(committee_id=VILLAGE), WrongRegime()),
    "a committee that does not exist": ([], register(committee_id=NOWHERE), CommitteeUnknown),
    "at an opinion meeting it is heard": (
        [],
        register(OpinionChannel.MEETING, meeting_id=MEETING_ID),
        [registered(OpinionChannel.MEETING, meeting_id=MEETING_ID)],
    ),
    "but not at none": ([], register(OpinionChannel.MEETING), MeetingNotOpen),
}
GOING_ON = {
    "it is put to its matter": ([NEW], ClusterOpinion(theme="楼道灯"), [clustered]),
    "the same matter again says nothing": ([NEW, clustered], ClusterOpinion(theme="楼道灯"), []),
    "another matter takes its place": (
        [NEW, clustered],
        ClusterOpinion(theme="照明"),
        [OpinionClustered(theme="照明")],
    ),
    "what is routed stays with its matter": ([NEW, clustered, explained], ClusterOpinion(theme="x"), OpinionSettled),
    "it becomes part of a topic": ([NEW, clustered], route(OpinionRoute.TOPIC, "lights"), [in_topic]),
    "of its own committee": (
        [NEW, clustered],
        route(OpinionRoute.TOPIC, "lights", committee_id="other"),
        OpinionOfOtherCommittee,
    ),
    "a matter comes before a route": ([NEW], route(OpinionRoute.EXPLAINED), OpinionNotClustered),
    "the same route again says nothing": ([NEW, clustered, explained], route(OpinionRoute.EXPLAINED), []),
    "a unit that goes on with it is named": ([NEW, clustered], route(OpinionRoute.UNIT), RecipientMissing),
    "what one body sent back goes to another": (
        [NEW, clustered, OpinionRouted(route=OpinionRoute.UNIT, to_id="u1")],
        route(OpinionRoute.ASSOCIATION, "a1"),
        [OpinionRouted(route=OpinionRoute.ASSOCIATION, to_id="a1")],
    ),
    "what is part of a topic goes nowhere else": (
        [NEW, clustered, in_topic],
        route(OpinionRoute.EXPLAINED),
        OpinionSettled,
    ),
    "it is answered": ([NEW, clustered, in_topic], answer, [answered]),
    "a route comes before the answer": ([NEW, clustered], answer, OpinionNotRouted),
    "answering it twice says nothing": ([NEW, clustered, in_topic, answered], answer, []),
    "nothing happens to what nobody raised": ([], answer, OpinionUnknown),
}
WANG = on("2015-05-20", "wang", Role.RESIDENT, "")
RATING = {
    "who raised it rates the answer": ([NEW, clustered, in_topic, answered], WANG, [rated]),
    "once": ([NEW, clustered, in_topic, answered, rated], WANG, []),
    "and not otherwise later": (
        [NEW, clustered, in_topic, answered, OpinionRated(level=Level.DISSATISFIED)],
        WANG,
        OpinionIsRated,
    ),
    "nobody rates what was not answered": ([NEW, clustered, in_topic], WANG, OpinionNotAnswered),
    "nobody else does": (
        [NEW, clustered, in_topic, answered],
        on("2015-05-20", "li", Role.RESIDENT, ""),
        NotTheProposer,
    ),
}
PASSING = {
    "on the tenth working day there is still time": ([NEW], MissOpinionAnswer(), AnswerNotMissed, "2015-05-18T23:59"),
    "after it the opinion counts as unanswered": ([NEW], MissOpinionAnswer(), [unanswered], "2015-05-19T00:00"),
    "it counts once": ([NEW, unanswered], MissOpinionAnswer(), [], "2015-05-20"),
    "what was answered counts never": ([NEW, clustered, in_topic, answered], MissOpinionAnswer(), [], "2015-05-20"),
    "an answer that is late says so": (
        [NEW, clustered, in_topic],
        answer,
        [unanswered, answered.model_copy(update={"answered_on": date(2015, 5, 19)})],
        "2015-05-19",
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), REGISTERING.values(), ids=REGISTERING.keys())
def test_registering(given, when, then):
    SPEC.check(given, when, then, MAY_4, HEARD)


@pytest.mark.parametrize(("given", "when", "then"), GOING_ON.values(), ids=GOING_ON.keys())
def test_going_on(given, when, then):
    SPEC.check(given, when, then, MAY_4)


@pytest.mark.parametrize(("given", "at", "then"), RATING.values(), ids=RATING.keys())
def test_rating(given, at, then):
    SPEC.check(given, RateAnswer(level=Level.SATISFIED), then, at)


@pytest.mark.parametrize(("given", "when", "then", "at"), PASSING.values(), ids=PASSING.keys())
def test_days_pass(given, when, then, at):
    SPEC.check(given, when, then, on(at))


def test_another_committee_answers_nothing():
    SPEC.check([NEW, clustered, in_topic], answer, OfAnotherCommittee(XIADU), on(org="elsewhere"))


def test_a_way_that_policy_does_not_list_is_closed():
    entry = MAY_4.policy.entries["opinion.channels"][0].model_copy(update={"value": ("MEETING",)})
    closed = replace(MAY_4, policy=MAY_4.policy.adopt(entry))
    SPEC.check([], register(OpinionChannel.BOX), ChannelNotOpen, closed)


def test_a_decision_meeting_collects_no_opinions():
    SPEC.check([], register(OpinionChannel.MEETING, meeting_id=MEETING_ID), MeetingNotOpen, MAY_4, DECIDING)


def test_an_answer_to_what_was_never_routed_is_corruption():
    with pytest.raises(CorruptStream):
        OPINION.fold([NEW, answered])
