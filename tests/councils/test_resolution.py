"""Resolutions: adopted by a vote, posted, objected to, carried out, voted on again, verified; one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_commands import TakeVote
from services.councils.domain.resolution import RESOLUTION
from services.councils.domain.resolution_commands import (
    BringIntoForce,
    DemandReVote,
    LapseResolution,
    ObjectToResolution,
    PostResolution,
    RediscussResolution,
    Terms,
    VoteOnResolution,
)
from services.councils.domain.resolution_refusals import (
    DueInThePast,
    NotASupervisionMember,
    NothingToVoteOn,
    NoticeStillRuns,
    ResolutionIsPosted,
    ResolutionNotDue,
    ResolutionNotInForce,
    ResolutionNotPosted,
    ResolutionStands,
    ResolutionUnknown,
    ReVoteIsHeld,
    TermsMissing,
)
from services.councils.domain.rules import QuorumNotMet
from services.councils.domain.topic import TOPIC
from services.councils.domain.topic_refusals import TopicUnknown
from shared.contracts.councils.resolution import (
    HouseholdObjected,
    LapseCause,
    ProgressPosted,
    ResolutionInForce,
    ResolutionLapsed,
    ResolutionObjected,
    ResolutionPosted,
    ResolutionRatified,
    ResolutionRediscussed,
    ResolutionRejected,
    ReVoteDemanded,
    ReVoteHeld,
)
from shared.kernel.actors import Role
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.councils.deliberation import LIGHTS, MEETING_ID, SUPERVISOR, XIADU, in_session, on
from tests.councils.resolutions import (
    AGAINST_RULES,
    BUDGET,
    DEMANDED,
    IN_FORCE,
    POSTED,
    TASK,
    URGENT_TOPIC,
    adopted,
    objections,
    urgent,
)
from tests.councils.test_topic import READY, decided

SPEC = Spec(RESOLUTION)
TERMS = Terms(task=TASK, owner="wuye", due_on=date(2015, 6, 30), budget=BUDGET)
TOPIC_READY = known(TOPIC, LIGHTS, *READY)
EVENING = on()


def vote(in_favour: int, terms: Terms | None = TERMS) -> VoteOnResolution:
    taken = TakeVote(topic_id=LIGHTS, in_favour=in_favour, against=0)
    return VoteOnResolution(meeting_id=MEETING_ID, vote=taken, terms=terms)


REJECTED = ResolutionRejected(committee_id=XIADU, topic_id=LIGHTS, meeting_id=MEETING_ID)
UPHELD, NOT_UPHELD = (ReVoteHeld(meeting_id=MEETING_ID, upheld=upheld) for upheld in (True, False))
RATIFIED = ResolutionRatified(meeting_id=MEETING_ID)
REFUSED = ResolutionLapsed(cause=LapseCause.RATIFICATION_REFUSED)
TWENTY_SIX, TWENTY_FIVE = in_session(26), in_session(25)
VOTING = {
    "13 of 26 reject it": ([], vote(13), [REJECTED], TWENTY_SIX),
    "14 of 26 adopt it, though it costs money": ([], vote(14), [adopted()], TWENTY_SIX),
    "25 of 50 adopt nothing": ([], vote(20), QuorumNotMet(25, 26), TWENTY_FIVE),
    "nothing is adopted that nobody knows": ([], vote(14, None), TermsMissing, TWENTY_SIX),
    "nor what is over": (
        [],
        vote(14, TERMS.model_copy(update={"due_on": date(2015, 5, 10)})),
        DueInThePast,
        TWENTY_SIX,
    ),
    "what is due on the same day is in time": (
        [],
        vote(14, TERMS.model_copy(update={"due_on": date(2015, 5, 11)})),
        [adopted(due_on=date(2015, 5, 11))],
        TWENTY_SIX,
    ),
    "what stands is not voted on again": ([adopted()], vote(14, None), NothingToVoteOn, TWENTY_SIX),
    "unless a second vote is demanded, which upholds it": ([adopted(), DEMANDED], vote(14, None), [UPHELD], TWENTY_SIX),
    "or does not": ([adopted(), POSTED, IN_FORCE, DEMANDED], vote(13, None), [NOT_UPHELD], TWENTY_SIX),
    "upheld in force it is told of a month later": (
        [adopted(), POSTED, IN_FORCE, DEMANDED],
        vote(14, None),
        [UPHELD.model_copy(update={"next_due_on": date(2015, 6, 11)})],
        TWENTY_SIX,
    ),
    "an emergency is ratified": (urgent(), vote(14, None), [RATIFIED], TWENTY_SIX),
    "or is not": (urgent(), vote(13, None), [REFUSED], TWENTY_SIX),
    "but not by a meeting without notice": (urgent(), vote(14, None), NothingToVoteOn, in_session(26, emergency=True)),
    "and once": ([*urgent(), RATIFIED], vote(14, None), NothingToVoteOn, TWENTY_SIX),
}
NINE, TEN = objections(9), objections(10)
TENTH = ObjectToResolution(household="h10")
NOTICE = {
    "it is posted for seven days": ([adopted()], PostResolution(), [POSTED], "2015-05-18"),
    "a notice that ended on a day of rest goes on to the next working day": (
        [adopted()],
        PostResolution(),
        [ResolutionPosted(until_on=date(2015, 5, 25))],
        "2015-05-16",
    ),
    "posting it twice says nothing": ([adopted(), POSTED], PostResolution(), [], "2015-05-18"),
    "what is in force is not posted": (
        [adopted(), POSTED, IN_FORCE],
        PostResolution(),
        ResolutionIsPosted,
        "2015-05-26",
    ),
    "nine households object": (
        [adopted(), POSTED, *NINE[:8]],
        ObjectToResolution(household="h9"),
        NINE[8:],
        "2015-05-20",
    ),
    "the tenth brings it back": (
        [adopted(), POSTED, *NINE],
        TENTH,
        [HouseholdObjected(household="h10"), ResolutionObjected(households=10)],
        "2015-05-25T23:59",
    ),
    "a household objects once": ([adopted(), POSTED, *NINE], ObjectToResolution(household="h9"), [], "2015-05-20"),
    "nobody objects after the notice": ([adopted(), POSTED], TENTH, ResolutionNotPosted, "2015-05-26"),
    "nor before it": ([adopted()], TENTH, ResolutionNotPosted, "2015-05-18"),
    "on its last day the notice runs": (
        [adopted(), POSTED, *NINE],
        BringIntoForce(),
        NoticeStillRuns,
        "2015-05-25T23:59",
    ),
    "then it is in force, with nine against it": (
        [adopted(), POSTED, *NINE],
        BringIntoForce(),
        [IN_FORCE],
        "2015-05-26T00:00",
    ),
    "once": ([adopted(), POSTED, IN_FORCE], BringIntoForce(), [], "2015-05-27"),
    "with ten it is not": ([adopted(), POSTED, *TEN], BringIntoForce(), [], "2015-05-26"),
    "nor while a second vote is demanded": ([adopted(), POSTED, DEMANDED], BringIntoForce(), [], "2015-05-26"),
    "upheld it is in force from that day": (
        [adopted(), POSTED, DEMANDED, UPHELD],
        BringIntoForce(),
        [ResolutionInForce(from_on=date(2015, 6, 3), next_due_on=date(2015, 7, 3))],
        "2015-06-03",
    ),
    "what was objected to is laid down by a discussion": (
        [adopted(), POSTED, *TEN],
        RediscussResolution(meeting_id=MEETING_ID),
        [ResolutionRediscussed(meeting_id=MEETING_ID)],
        "2015-06-03",
    ),
    "what stands is not": (
        [adopted(), POSTED],
        RediscussResolution(meeting_id=MEETING_ID),
        ResolutionStands,
        "2015-06-03",
    ),
    "what was rejected needs no laying down": (
        [REJECTED],
        RediscussResolution(meeting_id=MEETING_ID),
        [],
        "2015-06-03",
    ),
    "nothing is posted that was rejected": ([REJECTED], PostResolution(), ResolutionUnknown, "2015-05-18"),
    "nor laid down that nobody voted on": (
        [],
        RediscussResolution(meeting_id=MEETING_ID),
        ResolutionUnknown,
        "2015-05-18",
    ),
}
BY_SUPERVISOR = on("2015-05-20", SUPERVISOR, Role.SUPERVISION_COMMITTEE)
DEMAND = DemandReVote(member=SUPERVISOR, reason=AGAINST_RULES)
DEMANDING = {
    "a supervisor demands a second vote": ([adopted(), POSTED], DEMAND, [DEMANDED], BY_SUPERVISOR),
    "demanding it twice says nothing": ([adopted(), DEMANDED], DEMAND, [], BY_SUPERVISOR),
    "after it was upheld nobody does": ([adopted(), DEMANDED, UPHELD], DEMAND, ReVoteIsHeld, BY_SUPERVISOR),
    "the counter enters it for them": ([adopted()], DEMAND, [DEMANDED], on("2015-05-20", "clerk", Role.CLERK, "hall")),
    "nobody else demands it": (
        [adopted()],
        DemandReVote(member="guest", reason="x"),
        NotASupervisionMember,
        on("2015-05-20", "guest", Role.SUPERVISION_COMMITTEE),
    ),
    "nor in a supervisor's name": (
        [adopted()],
        DEMAND,
        NotASupervisionMember,
        on("2015-05-20", "guest", Role.SUPERVISION_COMMITTEE),
    ),
    "what fell is not voted on again": ([adopted(), DEMANDED, NOT_UPHELD], DEMAND, ResolutionNotInForce, BY_SUPERVISOR),
}
LAPSED = ResolutionLapsed(cause=LapseCause.NOT_RATIFIED, fell_due_at=start_of(date(2015, 5, 22)))
LAPSING = {
    "on the tenth day there is still time": (urgent(), ResolutionNotDue, "2015-05-21T23:59"),
    "then it lapses": (urgent(), [LAPSED], "2015-05-22T00:00"),
    "also while it is carried out": (
        [*urgent(), ProgressPosted(report="x", next_due_on=date(2015, 6, 12))],
        [LAPSED],
        "2015-05-22",
    ),
    "what was ratified does not": ([*urgent(), RATIFIED], [], "2015-05-22"),
    "nor what is no emergency": ([adopted(), POSTED, IN_FORCE], [], "2015-06-22"),
}


@pytest.mark.parametrize(("given", "when", "then", "meeting"), VOTING.values(), ids=VOTING.keys())
def test_voting(given, when, then, meeting):
    SPEC.check(given, when, then, EVENING, TOPIC_READY | known(MEETING, MEETING_ID, *meeting))


@pytest.mark.parametrize(("given", "when", "then", "at"), NOTICE.values(), ids=NOTICE.keys())
def test_notice(given, when, then, at):
    SPEC.check(given, when, then, on(at))


@pytest.mark.parametrize(("given", "when", "then", "at"), DEMANDING.values(), ids=DEMANDING.keys())
def test_demanding_a_second_vote(given, when, then, at):
    SPEC.check(given, when, then, at)


@pytest.mark.parametrize(("given", "then", "at"), LAPSING.values(), ids=LAPSING.keys())
def test_lapsing(given, then, at):
    SPEC.check(given, LapseResolution(), then, on(at))


def test_what_an_emergency_brings_to_the_vote_is_in_force_at_once():
    meeting = known(MEETING, MEETING_ID, *in_session(26, emergency=True))
    SPEC.check([], vote(14), urgent(), EVENING, known(TOPIC, LIGHTS, URGENT_TOPIC) | meeting)


def test_an_emergency_whose_tenth_day_is_one_of_rest_may_be_ratified_on_the_next_working_day():
    related = known(TOPIC, LIGHTS, URGENT_TOPIC) | known(MEETING, MEETING_ID, *in_session(26, emergency=True))
    day, last = date(2015, 5, 13), date(2015, 5, 25)
    at_once = adopted(emergency=True, ratify_by_on=last).model_copy(update={"adopted_on": day})
    in_force = ResolutionInForce(from_on=day, next_due_on=date(2015, 6, 13))
    SPEC.check([], vote(14), [at_once, in_force], on("2015-05-13"), related)


def test_nothing_is_resolved_on_what_nobody_opened():
    SPEC.check([], vote(14), TopicUnknown, EVENING, known(TOPIC, LIGHTS) | known(MEETING, MEETING_ID, *TWENTY_SIX))


def test_what_was_decided_meanwhile_is_resolved_once():
    taken = known(TOPIC, LIGHTS, *READY, decided(True)) | known(MEETING, MEETING_ID, *TWENTY_SIX)
    SPEC.check([], vote(14), NothingToVoteOn, EVENING, taken)


def test_another_committee_posts_nothing():
    SPEC.check([adopted()], PostResolution(), OfAnotherCommittee(XIADU), on(org="elsewhere"))


def test_a_notice_of_what_was_rejected_is_corruption():
    with pytest.raises(CorruptStream):
        RESOLUTION.fold([REJECTED, ResolutionPosted(until_on=date(2015, 5, 25))])


def test_a_second_demand_after_the_fall_is_corruption():
    with pytest.raises(CorruptStream):
        RESOLUTION.fold([adopted(), DEMANDED, NOT_UPHELD, ReVoteDemanded(member=SUPERVISOR, reason="x")])
