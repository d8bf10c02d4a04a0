"""How a resolution is carried out: told of, overdue, done, verified by both, archived; one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.resolution import RESOLUTION
from services.councils.domain.resolution_commands import (
    AcceptExecution,
    ArchiveResolution,
    DemandReVote,
    ExecuteResolution,
    MissExecution,
    MissProgress,
    PostProgress,
    RejectExecution,
)
from services.councils.domain.resolution_refusals import (
    NotAVerifier,
    NotDone,
    NotRatified,
    NotTheExecutor,
    ResolutionNotDue,
    ResolutionNotInForce,
    ResolutionNotVerified,
    ReVotePending,
)
from services.councils.domain.topic import TOPIC
from shared.contracts.councils.resolution import (
    ExecutionAccepted,
    ExecutionDelayed,
    ExecutionNotAccepted,
    ProgressMissed,
    ProgressPosted,
    ResolutionArchived,
    ResolutionEvent,
    ResolutionExecuted,
    ResolutionInForce,
    ResolutionVerified,
    ReVoteHeld,
    Verifier,
)
from shared.kernel.actors import Role
from shared.testing.decider import Spec, known
from tests.councils.deliberation import LIGHTS, MEETING_ID, SUPERVISOR, XIADU, on
from tests.councils.resolutions import AGAINST_RULES, DEMANDED, IN_FORCE, POSTED, URGENT_TOPIC, adopted, urgent
from tests.councils.test_topic import READY, who

SPEC = Spec(RESOLUTION)
PROPOSER = who("o1")
TOPICS = known(TOPIC, LIGHTS, *READY)
RUNNING: list[ResolutionEvent] = [adopted(), POSTED, IN_FORCE]
JUNE_10 = on("2015-06-10")
told = ProgressPosted(report="已采购", next_due_on=date(2015, 7, 10))
done = ResolutionExecuted(result="已装二十盏")
overdue = ExecutionDelayed(due_on=date(2015, 6, 30))
verified = ResolutionVerified(verified_on=date(2015, 6, 10))
archived = ResolutionArchived(archived_on=date(2015, 6, 10))
by_proposer = ExecutionAccepted(by=Verifier.PROPOSER, verifier=PROPOSER)
by_supervisors = ExecutionAccepted(by=Verifier.SUPERVISION_COMMITTEE, verifier=SUPERVISOR)
not_accepted = ExecutionNotAccepted(
    by=Verifier.PROPOSER, verifier=PROPOSER, reason="两盏不亮", next_due_on=date(2015, 7, 10)
)
untold_again = ProgressMissed(due_on=date(2015, 7, 10), next_due_on=date(2015, 8, 10))
upheld = ReVoteHeld(meeting_id=MEETING_ID, upheld=True, next_due_on=date(2015, 9, 30))
TOLD: list[ResolutionEvent] = [*RUNNING, told]
DONE: list[ResolutionEvent] = [*RUNNING, done]
REPORT, COMPLETE = PostProgress(report="已采购"), ExecuteResolution(result="已装二十盏")


def untold(month: int = 6) -> ProgressMissed:
    return ProgressMissed(due_on=date(2015, month, 26), next_due_on=date(2015, month + 1, 26))


def accept(by: Verifier = Verifier.PROPOSER, verifier: str = PROPOSER) -> AcceptExecution:
    return AcceptExecution(by=by, verifier=verifier)


def reject(by: Verifier = Verifier.PROPOSER, verifier: str = PROPOSER) -> RejectExecution:
    return RejectExecution(by=by, verifier=verifier, reason="两盏不亮")


SUPERVISION = Verifier.SUPERVISION_COMMITTEE
EXECUTING = {
    "it is told how far it is, and again in a month": (RUNNING, REPORT, [told], JUNE_10),
    "the same report again says nothing": ([*RUNNING, told], REPORT, [], JUNE_10),
    "whoever carries it out tells": (RUNNING, REPORT, [told], on("2015-06-10", "w", Role.UNIT_DELEGATE, "wuye")),
    "another unit does not": (RUNNING, REPORT, NotTheExecutor, on("2015-06-10", "w", Role.UNIT_DELEGATE, "other")),
    "nor another committee": (RUNNING, REPORT, OfAnotherCommittee(XIADU), on("2015-06-10", org="other")),
    "nothing is told before it is in force": ([adopted(), POSTED], REPORT, ResolutionNotInForce, JUNE_10),
    "execution waits for a second vote": ([*RUNNING, DEMANDED], REPORT, ReVotePending, JUNE_10),
    "and is not completed": ([*RUNNING, told, DEMANDED], COMPLETE, ReVotePending, JUNE_10),
    "it is done": ([*RUNNING, told], COMPLETE, [done], JUNE_10),
    "doing it twice says nothing": (DONE, COMPLETE, [], JUNE_10),
    "on the last day it is in time": (RUNNING, MissExecution(), ResolutionNotDue, on("2015-06-30T23:59")),
    "then it is overdue": (RUNNING, MissExecution(), [overdue], on("2015-07-01T00:00")),
    "once": ([*RUNNING, overdue], MissExecution(), [], on("2015-07-02")),
    "not while a second vote is demanded": ([*RUNNING, DEMANDED], MissExecution(), [], on("2015-07-02")),
    "what is done late says so": (TOLD, COMPLETE, [overdue, done], on("2015-07-01")),
}
TELLING = {
    "on the last day of its month a word is in time": (
        RUNNING,
        MissProgress(),
        ResolutionNotDue,
        on("2015-06-26T23:59"),
    ),
    "then it is missed": (RUNNING, MissProgress(), [untold()], on("2015-06-27T00:00")),
    "once, and the next is owed a month later": (
        [*RUNNING, untold()],
        MissProgress(),
        ResolutionNotDue,
        on("2015-07-26T23:59"),
    ),
    "which is missed too": ([*RUNNING, untold()], MissProgress(), [untold(7)], on("2015-07-27T00:00")),
    "a month begins anew with each word": (TOLD, MissProgress(), ResolutionNotDue, on("2015-07-10T23:59")),
    "the one after it is missed": (
        TOLD,
        MissProgress(),
        [ProgressMissed(due_on=date(2015, 7, 10), next_due_on=date(2015, 8, 10))],
        on("2015-07-11T00:00"),
    ),
    "what is told late says so, of each month": (
        [*RUNNING, overdue],
        REPORT,
        [untold(), untold(7), ProgressPosted(report="已采购", next_due_on=date(2015, 9, 1))],
        on("2015-08-01"),
    ),
    "what is done untold says so": (RUNNING, COMPLETE, [untold(), overdue, done], on("2015-07-01")),
    "a demand to vote again says so too": (
        RUNNING,
        DemandReVote(member=SUPERVISOR, reason=AGAINST_RULES),
        [untold(), DEMANDED],
        on("2015-07-01", SUPERVISOR, Role.SUPERVISION_COMMITTEE),
    ),
    "nothing is owed while a second vote is demanded": ([*RUNNING, DEMANDED], MissProgress(), [], on("2015-09-01")),
    "when it is upheld the month begins anew": (
        [*RUNNING, DEMANDED, upheld],
        MissProgress(),
        ResolutionNotDue,
        on("2015-09-30"),
    ),
    "nothing is owed once it is done": (DONE, MissProgress(), [], on("2015-09-01")),
    "until it is found not to be": ([*DONE, not_accepted], MissProgress(), ResolutionNotDue, on("2015-07-10T23:59")),
    "from then on it is": ([*DONE, not_accepted], MissProgress(), [untold_again], on("2015-07-11T00:00")),
    "nothing is owed before it is in force": ([adopted(), POSTED], MissProgress(), [], on("2015-09-01")),
    "nor of what came into force before the months were counted": (
        [adopted(), POSTED, ResolutionInForce(from_on=date(2015, 5, 26))],
        MissProgress(),
        [],
        on("2015-09-01"),
    ),
}
VERIFYING = {
    "its proposer finds it done": (DONE, accept(), [by_proposer], JUNE_10),
    "with the supervision committee it is verified": (
        [*DONE, by_proposer],
        accept(SUPERVISION, SUPERVISOR),
        [by_supervisors, verified],
        JUNE_10,
    ),
    "in either order": ([*DONE, by_supervisors], accept(), [by_proposer, verified], JUNE_10),
    "one of them twice is not both": ([*DONE, by_proposer], accept(), [], JUNE_10),
    "another resident is no proposer": (DONE, accept(verifier="li"), NotAVerifier, JUNE_10),
    "nor does a proposer supervise": (DONE, accept(SUPERVISION, PROPOSER), NotAVerifier, JUNE_10),
    "nobody speaks for another by a token of their own": (
        DONE,
        accept(),
        NotAVerifier,
        on("2015-06-10", "li", Role.RESIDENT, ""),
    ),
    "what is not done is not accepted": (RUNNING, accept(), NotDone, JUNE_10),
    "what two lights lack goes on": (
        [*DONE, by_supervisors],
        reject(),
        [not_accepted],
        JUNE_10,
    ),
    "and both look at it anew": (
        [*DONE, by_supervisors, ExecutionNotAccepted(by=Verifier.PROPOSER, verifier=PROPOSER, reason="x"), done],
        accept(),
        [by_proposer],
        JUNE_10,
    ),
    "verified is verified": ([*DONE, by_proposer, by_supervisors, verified], accept(), [], JUNE_10),
    "its papers go to the archive": (
        [*DONE, by_proposer, by_supervisors, verified],
        ArchiveResolution(),
        [archived],
        JUNE_10,
    ),
    "once": ([*DONE, by_proposer, by_supervisors, verified, archived], ArchiveResolution(), [], JUNE_10),
    "not before": (DONE, ArchiveResolution(), ResolutionNotVerified, JUNE_10),
}


@pytest.mark.parametrize(("given", "when", "then", "at"), EXECUTING.values(), ids=EXECUTING.keys())
def test_carrying_out(given, when, then, at):
    SPEC.check(given, when, then, at, TOPICS)


@pytest.mark.parametrize(("given", "when", "then", "at"), TELLING.values(), ids=TELLING.keys())
def test_telling_of_it_each_month(given, when, then, at):
    SPEC.check(given, when, then, at, TOPICS)


@pytest.mark.parametrize(("given", "when", "then", "at"), VERIFYING.values(), ids=VERIFYING.keys())
def test_verifying(given, when, then, at):
    SPEC.check(given, when, then, at, TOPICS)


def test_an_emergency_is_ratified_before_it_is_verified():
    given, urgent_topic = [*urgent(), done], known(TOPIC, LIGHTS, URGENT_TOPIC)
    SPEC.check(given, accept(SUPERVISION, SUPERVISOR), NotRatified, JUNE_10, urgent_topic)


def test_the_supervision_committee_alone_verifies_what_nobody_raised():
    then: list[ResolutionEvent] = [by_supervisors, verified]
    SPEC.check(DONE, accept(SUPERVISION, SUPERVISOR), then, JUNE_10, known(TOPIC, LIGHTS, URGENT_TOPIC))
