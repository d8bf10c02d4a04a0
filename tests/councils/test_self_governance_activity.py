"""Self-governance activities: decisions, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.offices import NotACommitteeMember
from services.councils.domain.self_governance_activity import (
    SELF_GOVERNANCE_ACTIVITY,
    AnnounceSelfGovernance,
    CancelSelfGovernance,
    HoldSelfGovernance,
    NothingSpent,
    PlanSelfGovernance,
    ReportSelfGovernance,
    SelfGovernanceDayWrong,
    SelfGovernanceNotAnnounced,
    SelfGovernanceNotHeld,
    SelfGovernanceOver,
    SelfGovernanceUnknown,
)
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.resolution import Budget, FundSource
from shared.contracts.councils.self_governance_activity import (
    SelfGovernanceActivityAnnounced,
    SelfGovernanceActivityCancelled,
    SelfGovernanceActivityHeld,
    SelfGovernanceActivityPlanned,
    SelfGovernanceActivityReported,
    SelfGovernanceClass,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.money import Money, yuan
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import CLERK, Spec
from tests.councils.appraisals import CIYOU, ELSEWHERE, M1, RELATED, here

SPEC = Spec(SELF_GOVERNANCE_ACTIVITY)
YESTERDAY, TODAY, TOMORROW = date(2014, 12, 21), date(2014, 12, 22), date(2014, 12, 23)
NO_MEMBER = Actor(ActorId("stranger"), Role.COMMITTEE, CIYOU)
FOREIGN = Actor(ActorId("x"), Role.COMMITTEE, ELSEWHERE)
CLASS = SelfGovernanceClass.SELF_EDUCATION


def plan(committee_id: str = CIYOU) -> PlanSelfGovernance:
    return PlanSelfGovernance(
        committee_id=CommitteeId(committee_id), activity_class=CLASS, title="居民学堂", planned_for_on=TODAY
    )


def spent(fen: int) -> Budget:
    return Budget(amount=Money(amount=fen), source=FundSource.RESIDENTS)


def hold(held_on: date = TODAY, cost: Budget | None = None) -> HoldSelfGovernance:
    return HoldSelfGovernance(held_on=held_on, attendance=40, spent=cost)


planned = SelfGovernanceActivityPlanned(
    committee_id=CIYOU, activity_class=CLASS, title="居民学堂", planned_for_on=TODAY
)
announced = SelfGovernanceActivityAnnounced(announced_on=TODAY)
held = SelfGovernanceActivityHeld(held_on=TODAY, attendance=40)
costly = held.model_copy(update={"spent": spent(yuan(200).amount)})
reported = SelfGovernanceActivityReported(report="四十人参加", reported_on=TODAY)
cancelled = SelfGovernanceActivityCancelled(cancelled_on=TODAY)
report = ReportSelfGovernance(report="四十人参加")
ALL = [planned, announced, held]

ROWS = {
    "a committee plans an activity": ([], plan(), M1, [planned]),
    "and plans it once": ([planned], plan(), M1, []),
    "one that is not entered plans none": ([], plan("nobody"), CLERK, CommitteeUnknown),
    "another committee plans none for it": ([], plan(), FOREIGN, OfAnotherCommittee),
    "nor does who is no member of it": ([], plan(), NO_MEMBER, NotACommitteeMember),
    "residents are told": ([planned], AnnounceSelfGovernance(), M1, [announced]),
    "and told once": ([planned, announced], AnnounceSelfGovernance(), M1, []),
    "another committee tells them nothing": ([planned], AnnounceSelfGovernance(), FOREIGN, OfAnotherCommittee),
    "it is held on the day of its announcement": ([planned, announced], hold(), M1, [held]),
    "not on a day before": ([planned, announced], hold(YESTERDAY), M1, SelfGovernanceDayWrong(TODAY)),
    "nor on one that is ahead": ([planned, announced], hold(TOMORROW), M1, SelfGovernanceDayWrong(TODAY)),
    "nor where nobody was told": ([planned], hold(), M1, SelfGovernanceNotAnnounced),
    "what it cost was somebody's money": ([planned, announced], hold(cost=spent(20_000)), M1, [costly]),
    "a fen is": ([planned, announced], hold(cost=spent(1)), M1, [held.model_copy(update={"spent": spent(1)})]),
    "nothing was nobody's": ([planned, announced], hold(cost=spent(0)), M1, NothingSpent),
    "it is held once": (ALL, hold(), M1, []),
    "not in another way": (ALL, hold(cost=spent(1)), M1, SelfGovernanceOver),
    "what came of it is told": (ALL, report, M1, [reported]),
    "they hear it once": ([*ALL, reported], report, M1, []),
    "not otherwise": ([*ALL, reported], ReportSelfGovernance(report="x"), M1, SelfGovernanceOver),
    "nothing came of what was not held": ([planned], report, M1, SelfGovernanceNotHeld),
    "it may be called off": ([planned, announced], CancelSelfGovernance(), M1, [cancelled]),
    "once": ([planned, cancelled], CancelSelfGovernance(), M1, []),
    "not after it was held": (ALL, CancelSelfGovernance(), M1, SelfGovernanceOver),
    "what was called off is not announced": ([planned, cancelled], AnnounceSelfGovernance(), M1, SelfGovernanceOver),
    "nor held": ([planned, cancelled], hold(), M1, SelfGovernanceOver),
    "what nobody planned is not announced": ([], AnnounceSelfGovernance(), M1, SelfGovernanceUnknown),
}


@pytest.mark.parametrize(("given_", "when", "actor", "then"), ROWS.values(), ids=ROWS.keys())
def test_self_governance_activity(given_, when, actor, then):
    SPEC.check(given_, when, then, here(actor=actor), RELATED)


def test_what_was_not_planned_was_not_held():
    with pytest.raises(CorruptStream):
        SELF_GOVERNANCE_ACTIVITY.fold([held])
