"""Notice of a round of rewards: what is posted, objections, and what stands; the reward part of S9, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.parties import NotTheAssociation
from services.grants.domain.reward_awards import awards
from services.grants.domain.reward_round import REWARD_ROUND
from services.grants.domain.reward_round_commands import (
    ConfirmRewards,
    MissObjectionReview,
    PostRewardNotice,
    ReviewRewardObjection,
)
from services.grants.domain.reward_round_refusals import (
    ApplicationNotInRound,
    NotNoticed,
    RewardCallOpen,
    RewardNoticeOver,
    RewardNoticeRunning,
    RewardObjectionDiffers,
    RewardObjectionOpen,
    RewardObjectionUnknown,
    RewardsConfirmedAlready,
    ScoresMissing,
)
from shared.contracts.grants.reward_round import (
    ObjectionOutcome,
    RewardObjectionReviewed,
    RewardObjectionReviewMissed,
    RewardRoundConfirmed,
)
from shared.kernel.actors import Role
from shared.kernel.instants import start_of
from shared.testing.decider import Spec, known
from tests.grants.purchases import ASSOCIATION, asked
from tests.grants.rewards import (
    CALLED,
    LAST_DAY,
    NOTICED,
    OVER,
    SCORED,
    award,
    entered,
    formed,
    give,
    noticed,
    object_to,
    objected,
    opened,
    recused,
    scores,
)
from tests.grants.standings import activities, filed, reports

SPEC = Spec(REWARD_ROUND)


def officer(at: str = CALLED):
    return asked(Role.FUND_OFFICER, at=at)


def association(at: str = CALLED, org: str = ASSOCIATION):
    return asked(Role.ASSOCIATION_OFFICER, org, at)


ELIGIBLE = known(ASSOCIATION_STANDING, ASSOCIATION, filed(since_on="2015-05-02"), *activities(6), *reports(2014))
REGISTERED = known(ASSOCIATION_STANDING, "registered", filed(filed_id=ASSOCIATION))
STRANGER = known(ASSOCIATION_STANDING, "stranger", filed(lineage="another"))
NOBODY = known(ASSOCIATION_STANDING, "nobody")
RELATED = ELIGIBLE | REGISTERED | STRANGER | NOBODY
post, confirm = PostRewardNotice(), ConfirmRewards()


def review(outcome: ObjectionOutcome = ObjectionOutcome.DISMISSED) -> ReviewRewardObjection:
    return ReviewRewardObjection(objection_id="o-1", outcome=outcome, reason="已核对")


def reviewed(outcome: ObjectionOutcome = ObjectionOutcome.DISMISSED) -> RewardObjectionReviewed:
    return RewardObjectionReviewed(**dict(review(outcome)))


READY = [opened(), entered(), formed, recused()]
POSTED = [*SCORED, noticed()]
WAITING = [*POSTED, objected()]
NOTICE = {
    "S9: 91 points, from 9 to 16 November": (SCORED, post, officer(NOTICED), [noticed()]),
    "once": (POSTED, post, officer(NOTICED), []),
    "not before all are scored": (READY, post, officer(NOTICED), ScoresMissing(("a-1",))),
    "not while the call is open": ([opened()], post, officer(), RewardCallOpen),
    "an association objects to its own": (POSTED, object_to(), association(NOTICED), [objected()]),
    "also after it was registered": (POSTED, object_to(), association(NOTICED, "registered"), [objected()]),
    "no other association": (POSTED, object_to(), association(NOTICED, "stranger"), NotTheAssociation),
    "anybody at the counter": (POSTED, object_to(), asked(Role.CLERK, at=NOTICED), [objected()]),
    "an objection counts once": (WAITING, object_to(), association(NOTICED), []),
    "its number is taken": (
        WAITING,
        object_to().model_copy(update={"document": "paper-2"}),
        association(NOTICED),
        RewardObjectionDiffers,
    ),
    "to what is not posted nobody objects": (SCORED, object_to(), association(NOTICED), NotNoticed),
    "nor to an application of nobody": (POSTED, object_to(application_id="a-9"), association(), ApplicationNotInRound),
    "the day after the last is too late": (
        POSTED,
        object_to(),
        association(OVER),
        RewardNoticeOver(date(2015, 11, 16)),
    ),
    "what is posted stands when the notice is over": (
        POSTED,
        confirm,
        officer(OVER),
        [RewardRoundConfirmed(confirmed_on=date(2015, 11, 17), pay_due_on=date(2015, 12, 7))],
    ),
    "not a minute before": (POSTED, confirm, officer(LAST_DAY), RewardNoticeRunning(date(2015, 11, 16))),
    "nor while an objection waits": (WAITING, confirm, officer(OVER), RewardObjectionOpen(("o-1",))),
    "nor before it is posted": (SCORED, confirm, officer(OVER), NotNoticed),
    "an objection is dismissed": (WAITING, review(), officer(OVER), [reviewed()]),
    "and that is all": ([*WAITING, reviewed()], review(), officer(OVER), []),
    "it is not struck afterwards": (
        [*WAITING, reviewed()],
        review(ObjectionOutcome.STRUCK),
        officer(OVER),
        RewardObjectionDiffers,
    ),
    "one that nobody filed": (POSTED, review(), officer(OVER), RewardObjectionUnknown),
    "an upheld one lets the panel score anew": (
        [*WAITING, reviewed(ObjectionOutcome.RESCORED)],
        give(95, 95, 95, 95),
        officer(OVER),
        [scores(95, 95, 95, 95)],
    ),
    "and what is posted is posted anew": (
        [*WAITING, reviewed(ObjectionOutcome.RESCORED)],
        confirm,
        officer(OVER),
        NotNoticed,
    ),
    "a struck application is not scored any more": (
        [*WAITING, reviewed(ObjectionOutcome.STRUCK)],
        give(95, 95, 95, 95),
        officer(OVER),
        ApplicationNotInRound,
    ),
    "a review is late": (
        WAITING,
        MissObjectionReview(),
        officer("2015-11-24T00:00+08:00"),
        [RewardObjectionReviewMissed(objection_id="o-1", fell_due_at=start_of(date(2015, 11, 24)))],
    ),
    "not in its last minute": (WAITING, MissObjectionReview(), officer("2015-11-23T23:59+08:00"), []),
    "what stands is not posted again": (
        [*POSTED, RewardRoundConfirmed(confirmed_on=date(2015, 11, 17), pay_due_on=date(2015, 12, 7))],
        post,
        officer(OVER),
        RewardsConfirmedAlready,
    ),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), NOTICE.values(), ids=NOTICE.keys())
def test_the_notice(given, when, context, then):
    SPEC.check(given, when, then, replace(context, related=RELATED))


AVERAGES = {
    "90": ((90, 90, 90, 90), "A", 1_000_000),
    "89 and a half": ((90, 89, 90, 10), "B", 600_000),
    "80": ((80, 80, 80, 80), "B", 600_000),
    "79 and a half": ((80, 80, 79, 10), "C", 300_000),
    "70": ((70, 70, 70, 70), "C", 300_000),
    "69 and a half": ((70, 70, 69, 10), None, 0),
}


@pytest.mark.parametrize(("totals", "tier", "fen"), AVERAGES.values(), ids=AVERAGES.keys())
def test_a_tier_begins_at_its_average_and_not_a_half_point_before(totals, tier, fen):
    given = scores(*totals)
    (found,) = awards([(entered(), given)], opened().tiers, 10**9)
    assert (found.tier, found.amount.amount) == (tier, fen)


def test_above_the_budget_each_tier_is_cut_alike_and_rounding_makes_no_money():
    three = [
        (entered(f"a-{n}"), scores(*totals, application_id=f"a-{n}"))
        for n, totals in enumerate([(95, 95, 95, 95), (95, 95, 95, 95), (85, 85, 85, 85)])
    ]
    found = awards(three, opened().tiers, 1_000_000)
    assert [each.amount.amount for each in found] == [384_615, 384_615, 230_769]
    assert found[0] == award(190, "A", 384_615, "a-0")
    assert [each.amount.amount for each in awards(three, opened().tiers, 2_600_000)] == [1_000_000, 1_000_000, 600_000]
