"""After the votes of an election: the result, the hand-over, the filing, and what of it is late; one row each."""

from __future__ import annotations

import pytest

from services.councils.domain.election import ELECTION
from services.councils.domain.election_commands import (
    CompleteHandover,
    MissElectionDeadline,
    PostElectionResult,
)
from services.councils.domain.election_refusals import (
    CompositionDoesNotAddUp,
    HandoverOutOfTime,
    NoDeadlineMissed,
    NotAtThisStage,
)
from shared.contracts.councils.election import (
    ElectionDeadlineMissed,
    ElectionFiled,
    ElectionResultPosted,
    ElectionStep,
    HandoverCompleted,
)
from shared.kernel.actors import TIMER
from tests.councils.elections import E1, VOTE_ON, composed, day
from tests.councils.poll import Poll, checked

told = PostElectionResult()


def handed(on: str) -> CompleteHandover:
    return CompleteHandover(handed_over_on=day(on))


LATE = ElectionDeadlineMissed
AFTERMATH = {
    "the result is posted on the day": ("declared", VOTE_ON, told, [ElectionResultPosted]),
    "or within three": ("declared", "2014-11-23", told, [ElectionResultPosted]),
    "later it is told to be late": ("declared", "2014-11-24", told, [LATE, ElectionResultPosted]),
    "posting it again is silent": ("told", "2014-11-22", told, []),
    "the old committee hands over": ("told", "2014-11-25", handed("2014-11-25"), [HandoverCompleted]),
    "not before the result": ("told", "2014-11-25", handed("2014-11-20"), HandoverOutOfTime),
    "nor tomorrow": ("told", "2014-11-25", handed("2014-11-26"), HandoverOutOfTime),
    "handing over again is silent": ("handed over", "2014-11-26", handed("2014-11-25"), []),
    "nothing is handed over before there is a result": (
        "declared",
        VOTE_ON,
        handed(VOTE_ON),
        NotAtThisStage("ELECTED"),
    ),
    "it is filed": ("handed over", "2014-11-28", composed(), [ElectionFiled]),
    "not before the hand-over": ("told", "2014-11-28", composed(), NotAtThisStage("RESULT_POSTED")),
    "every axis counts each member once": (
        "handed over",
        "2014-11-28",
        composed(sex=6),
        CompositionDoesNotAddUp(5, ("sex",)),
    ),
    "and all that do not are named": (
        "handed over",
        "2014-11-28",
        composed(4),
        CompositionDoesNotAddUp(5, ("members", "age", "education", "sex", "ethnicity", "profession")),
    ),
    "filing again is silent": ("filed", "2014-11-29", composed(), []),
    "late filing is told": ("handed over", "2014-12-02", composed(), [LATE, ElectionFiled]),
}


@pytest.mark.parametrize(("step", "on", "command", "then"), AFTERMATH.values(), ids=AFTERMATH.keys())
def test_what_comes_after(step, on, command, then):
    checked(Poll().through(step), on, E1, command, then)


@pytest.mark.parametrize(("of_the_first", "missing"), [(5, True), (4, False)])
def test_an_area_of_several_groups_is_told_where_the_members_are_all_of_one(of_the_first, missing):
    poll = Poll().through("handed over").on("2014-11-28", composed(ethnicity=of_the_first))
    assert poll.recorded[-1].minority_member_missing is missing


DEADLINES = {
    "on the last day nothing is late": ("declared", "2014-11-23T23:59+08:00", []),
    "at midnight the result is": ("declared", "2014-11-24T00:00+08:00", [ElectionStep.RESULT]),
    "ten days after the result": ("told", "2014-12-02T00:00+08:00", [ElectionStep.HANDOVER, ElectionStep.FILING]),
    "who has handed over is late with filing alone": (
        "handed over",
        "2014-12-02T00:00+08:00",
        [ElectionStep.FILING],
    ),
    "of what is filed nothing is": ("filed", "2015-12-02T00:00+08:00", []),
}


@pytest.mark.parametrize(("step", "at", "steps"), DEADLINES.values(), ids=DEADLINES.keys())
def test_what_is_late(step, at, steps):
    poll = Poll().through(step).on(at, MissElectionDeadline(), TIMER)
    assert [each.step for each in poll.recorded] == steps
    assert poll.on(at, MissElectionDeadline(), TIMER).last == NoDeadlineMissed(), "it is told once"


@pytest.mark.parametrize(("vote_on", "until_on"), [("2014-11-20", "2017-11-20"), ("2019-03-01", "2024-03-01")])
def test_the_term_is_as_long_as_the_law_of_the_day_of_the_vote_says(vote_on, until_on):
    poll = Poll().through("declared")
    called = poll.logs[ELECTION.name][0]
    poll.logs[ELECTION.name][0] = called.model_copy(update={"election_on": day(vote_on)})
    poll.on(vote_on, told)
    assert {(each.from_on, each.until_on) for each in poll.members.seats} == {(day(vote_on), day(until_on))}
