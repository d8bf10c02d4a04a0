"""Topics: opened from opinions, discussed, decided; no stage is skipped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_commands import TakeVote
from services.councils.domain.meeting_refusals import MeetingNotOpen, MoreVotesThanVoters
from services.councils.domain.opinion import OPINION
from services.councils.domain.opinion_refusals import OpinionNotClustered, OpinionUnknown
from services.councils.domain.rules import QuorumNotMet
from services.councils.domain.topic import TOPIC
from services.councils.domain.topic_commands import (
    CallTopic,
    DecideTopic,
    DiscussTopic,
    DropTopic,
    MergeOpinions,
    OpenTopic,
)
from services.councils.domain.topic_refusals import (
    AssemblyRequired,
    NoEmergency,
    StageSkipped,
    TooFewSupporters,
    TopicIsDecided,
    TopicIsDropped,
    TopicUnknown,
    WrongMeeting,
)
from services.councils.domain.types import MeetingId, OpinionId, resolution_id
from shared.contracts.councils.meeting import Attendee, Capacity, MeetingKind
from shared.contracts.councils.opinion import OpinionClustered
from shared.contracts.councils.resolution import Budget, FundSource
from shared.contracts.councils.topic import (
    OpinionsMerged,
    Option,
    Raised,
    TopicDecided,
    TopicDiscussed,
    TopicDropped,
    TopicOpened,
    TopicScope,
)
from shared.contracts.refusals import WrongRegime
from shared.kernel.actors import Role
from shared.kernel.money import yuan
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.councils.deliberation import (
    LIGHTS,
    MEETING_ID,
    NOWHERE,
    VILLAGE,
    XIADU,
    called,
    came,
    in_session,
    on,
    opened,
    representatives,
)
from tests.councils.test_opinion import registered

SPEC = Spec(TOPIC)
OPINION_MEETING, TOPIC_MEETING, DECISION = MeetingKind
SEVEN = tuple(OpinionId(f"o{number}") for number in range(1, 8))
OPTIONS = (Option(title="声控灯", budget=Budget(amount=yuan(8_000), source=FundSource.SPECIAL_FUND)),)
CLERK, EVENING = on(role=Role.CLERK, org="hall"), on()
RESOLUTION_ID = resolution_id(MEETING_ID, LIGHTS)


def who(opinion_id: str) -> str:
    """Each opinion is somebody else's."""
    return f"resident-{opinion_id}"


OPINIONS = {
    ref: state
    for id_ in SEVEN
    for ref, state in known(
        OPINION, id_, registered(proposer=who(id_)), OpinionClustered(theme="楼道灯")
    ).items()
} | known(OPINION, "loose", registered()) | known(OPINION, "nothing")  # fmt: skip


def raised(*opinion_ids: str) -> tuple[Raised, ...]:
    return tuple(Raised(opinion_id=id_, proposer=who(id_)) for id_ in opinion_ids)


def open_topic(*opinion_ids: str, **said: Any) -> OpenTopic:
    told: dict[str, Any] = {"committee_id": XIADU, "title": "楼道灯", "options": OPTIONS, "opinion_ids": opinion_ids}
    return OpenTopic(**{**told, **said})


def opened_topic(*opinion_ids: str, **said: Any) -> TopicOpened:
    told: dict[str, Any] = {
        "committee_id": XIADU,
        "title": "楼道灯",
        "options": OPTIONS,
        "scope": TopicScope.AFFECTED,
        "raised": raised(*opinion_ids),
        "supporters": len(opinion_ids),
        "put_by_chair": False,
        "opened_on": date(2015, 5, 11),
    }
    return TopicOpened(**{**told, **said})


def vote(in_favour: int) -> TakeVote:
    return TakeVote(topic_id=LIGHTS, in_favour=in_favour, against=0)


def discuss(in_favour: int) -> DiscussTopic:
    return DiscussTopic(meeting_id=MEETING_ID, vote=vote(in_favour))


def decide(in_favour: int) -> DecideTopic:
    return DecideTopic(meeting_id=MEETING_ID, vote=vote(in_favour), resolution_id=RESOLUTION_ID)


def discussed(advances: bool, absent: tuple[str, ...] = ()) -> TopicDiscussed:
    until_on = date(2015, 5, 14)
    return TopicDiscussed(meeting_id=MEETING_ID, advances=advances, units_absent=absent, posted_until_on=until_on)


def decided(adopted: bool) -> TopicDecided:
    return TopicDecided(meeting_id=MEETING_ID, resolution_id=RESOLUTION_ID, adopted=adopted)


def call(kind: MeetingKind, *, assembly: bool = False, emergency: bool = False) -> CallTopic:
    return CallTopic(kind=kind, assembly=assembly, emergency=emergency)


NEW = opened_topic(*SEVEN)
URGENT = opened_topic(emergency="水管爆裂")
FOR_ALL = opened_topic(*SEVEN, scope=TopicScope.ALL_RESIDENTS)
DROPPED = TopicDropped(reasons="已由物业安装", dropped_on=date(2015, 5, 11))
READY = [NEW, discussed(True)]

OPENING = {
    "seven residents raise the lights": ([], open_topic(*SEVEN), [NEW], CLERK),
    "five are enough": ([], open_topic(*SEVEN[:5]), [opened_topic(*SEVEN[:5])], CLERK),
    "nor is one that is named five times": ([], open_topic(*5 * SEVEN[:1]), TooFewSupporters(1, 5), CLERK),
    "an opinion that is named twice is one": ([], open_topic(*SEVEN, "o1"), [NEW], CLERK),
    "four are not": ([], open_topic(*SEVEN[:4]), TooFewSupporters(4, 5), CLERK),
    "others may support what four raised": (
        [],
        open_topic(*SEVEN[:4], supporters=("li",)),
        [opened_topic(*SEVEN[:4], supporters=5)],
        CLERK,
    ),
    "who raised it supports it once": (
        [],
        open_topic(*SEVEN[:4], supporters=(who("o1"),)),
        TooFewSupporters(4, 5),
        CLERK,
    ),
    "the chair puts what one raised": ([], open_topic("o1"), [opened_topic("o1", put_by_chair=True)], EVENING),
    "but not what nobody raised": ([], open_topic(), StageSkipped(OPINION_MEETING), EVENING),
    "unless it is an emergency": (
        [],
        open_topic(emergency="水管爆裂"),
        [opened_topic(emergency="水管爆裂", put_by_chair=True)],
        EVENING,
    ),
    "what was not put to its matter": ([], open_topic("loose"), OpinionNotClustered, EVENING),
    "an opinion that nobody raised": ([], open_topic("nothing"), OpinionUnknown, EVENING),
    "opening it twice records once": ([NEW], open_topic(*SEVEN), [], EVENING),
    "another committee does not open it": ([], open_topic(*SEVEN), OfAnotherCommittee(XIADU), on(org="other")),
    "villagers are under another law": ([], open_topic(*SEVEN, committee_id=VILLAGE), WrongRegime(), CLERK),
    "a committee that does not exist": ([], open_topic(*SEVEN, committee_id=NOWHERE), CommitteeUnknown, CLERK),
}
GOING_ON = {
    "more opinions are taken in": (
        [opened_topic(*SEVEN[:6])],
        MergeOpinions(opinion_ids=SEVEN[5:]),
        [OpinionsMerged(raised=raised("o7"))],
    ),
    "one that is named twice is taken in once": (
        [opened_topic(*SEVEN[:6])],
        MergeOpinions(opinion_ids=2 * SEVEN[6:]),
        [OpinionsMerged(raised=raised("o7"))],
    ),
    "the same again say nothing": ([NEW], MergeOpinions(opinion_ids=SEVEN), []),
    "what is decided takes none in": (
        [opened_topic("o1"), discussed(True), decided(True)],
        MergeOpinions(opinion_ids=SEVEN[6:]),
        TopicIsDecided(RESOLUTION_ID),
    ),
    "nor does what is dropped": ([opened_topic("o1"), DROPPED], MergeOpinions(opinion_ids=SEVEN[6:]), TopicIsDropped),
    "it is dropped for reasons": ([NEW], DropTopic(reasons="已由物业安装"), [DROPPED]),
    "dropping it twice says nothing": ([NEW, DROPPED], DropTopic(reasons="已由物业安装"), []),
    "what was adopted is not dropped": ([*READY, decided(True)], DropTopic(reasons="x"), TopicIsDecided),
    "what was rejected may be": ([*READY, decided(False)], DropTopic(reasons="已由物业安装"), [DROPPED]),
    "nothing happens to what nobody opened": ([], DropTopic(reasons="x"), TopicUnknown),
    "a topic meeting may be called for it": ([NEW], call(TOPIC_MEETING), []),
    "a decision may not": ([NEW], call(DECISION), StageSkipped(TOPIC_MEETING)),
    "nor after a discussion that did not carry it on": (
        [NEW, discussed(False)],
        call(DECISION),
        StageSkipped(TOPIC_MEETING),
    ),
    "after one that did it may": (READY, call(DECISION), []),
    "an emergency may come to the vote at once": ([URGENT], call(DECISION, emergency=True), []),
    "what is none may not": ([NEW], call(DECISION, emergency=True), NoEmergency),
    "an emergency that waits for its notice keeps the order": ([URGENT], call(DECISION), StageSkipped(TOPIC_MEETING)),
    "what touches all residents is for their assembly": ([FOR_ALL, discussed(True)], call(DECISION), AssemblyRequired),
    "which decides it": ([FOR_ALL, discussed(True)], call(DECISION, assembly=True), []),
    "nobody is called for what is dropped": ([NEW, DROPPED], call(TOPIC_MEETING), TopicIsDropped),
}
VOTING = {
    "20 of 28 carry it on": ([NEW], discuss(20), [discussed(True)], in_session(28, TOPIC_MEETING)),
    "14 of 28 do not": ([NEW], discuss(14), [discussed(False)], in_session(28, TOPIC_MEETING)),
    "what was decided is discussed again": (
        [*READY, decided(False)],
        DiscussTopic(meeting_id=MeetingId("m2"), vote=vote(20), lays_down=RESOLUTION_ID),
        [discussed(True).model_copy(update={"meeting_id": "m2"})],
        in_session(28, TOPIC_MEETING),
    ),
    "but not without a word on its resolution": (
        [*READY, decided(False)],
        DiscussTopic(meeting_id=MeetingId("m2"), vote=vote(20)),
        TopicIsDecided(RESOLUTION_ID),
        in_session(28, TOPIC_MEETING),
    ),
    "a decision needs the discussion": ([NEW], decide(14), StageSkipped(TOPIC_MEETING), in_session(26)),
    "an emergency does not": ([URGENT], decide(14), [decided(True)], in_session(26, emergency=True)),
    "13 of 26 reject it": (READY, decide(13), [decided(False)], in_session(26)),
    "14 of 26 adopt it": (READY, decide(14), [decided(True)], in_session(26)),
    "25 of 50 decide nothing": (READY, decide(14), QuorumNotMet(25, 26), in_session(25)),
    "more votes than voters": (READY, decide(27), MoreVotesThanVoters(26), in_session(26)),
    "a topic meeting decides nothing": (READY, decide(14), WrongMeeting(DECISION), in_session(26, TOPIC_MEETING)),
    "a decision meeting discusses nothing": ([NEW], discuss(14), WrongMeeting(TOPIC_MEETING), in_session(26)),
    "nor one that did not begin": ([NEW], discuss(20), MeetingNotOpen, [called(TOPIC_MEETING)]),
    "a second vote is for the resolution to tell": ([*READY, decided(True)], decide(14), [], in_session(26)),
    "nobody votes on what is dropped": ([NEW, DROPPED], decide(14), TopicIsDropped, in_session(26)),
    "units that sent nobody are told": (
        [opened_topic(*SEVEN, units=("u1", "u2"))],
        discuss(20),
        [discussed(True, ("u2",))],
        [
            called(TOPIC_MEETING),
            came(*representatives(28), Attendee(person_id="d", capacity=Capacity.UNIT_DELEGATE, body_id="u1")),
            opened(28),
        ],
    ),
}


@pytest.mark.parametrize(("given", "when", "then", "at"), OPENING.values(), ids=OPENING.keys())
def test_opening(given, when, then, at):
    SPEC.check(given, when, then, at, OPINIONS)


@pytest.mark.parametrize(("given", "when", "then"), GOING_ON.values(), ids=GOING_ON.keys())
def test_going_on(given, when, then):
    SPEC.check(given, when, then, EVENING, OPINIONS)


@pytest.mark.parametrize(("given", "when", "then", "meeting"), VOTING.values(), ids=VOTING.keys())
def test_voting(given, when, then, meeting):
    meetings = known(MEETING, MEETING_ID, *meeting) | known(MEETING, "m2", *meeting)
    SPEC.check(given, when, then, EVENING, meetings)


def test_a_result_whose_third_day_is_one_of_rest_is_posted_until_the_next_working_day():
    meeting = known(MEETING, MEETING_ID, *in_session(28, TOPIC_MEETING))
    until = discussed(True).model_copy(update={"posted_until_on": date(2015, 5, 18)})
    SPEC.check([NEW], discuss(20), [until], on("2015-05-13T19:00"), meeting)


def test_a_decision_on_what_was_never_opened_is_corruption():
    with pytest.raises(CorruptStream):
        TOPIC.fold([decided(True)])
