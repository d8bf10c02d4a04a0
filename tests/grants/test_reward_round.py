"""Round of rewards: decisions, one row each; the reward part of S9 among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.grants.domain.association_standing import ASSOCIATION_STANDING, AssociationNotKnown
from services.grants.domain.parties import NotTheAssociation
from services.grants.domain.reward_awards import awards
from services.grants.domain.reward_round import REWARD_ROUND
from services.grants.domain.reward_round_commands import (
    ConfirmRewards,
    EnterApplication,
    MissObjectionReview,
    PostRewardNotice,
    RecuseMember,
    ReviewRewardObjection,
)
from services.grants.domain.reward_round_refusals import (
    ApplicationNotInRound,
    AppliedAlready,
    CallOutsideYear,
    NotNoticed,
    NotOnPanel,
    NotThatMember,
    PanelFormedAlready,
    PanelMissing,
    PanelRule,
    PanelUnsound,
    RecusalRequired,
    RewardCallClosed,
    RewardCallOpen,
    RewardCallOpenedAlready,
    RewardNoticeOver,
    RewardNoticeRunning,
    RewardObjectionDiffers,
    RewardObjectionOpen,
    RewardObjectionUnknown,
    RewardRoundUnknown,
    RewardsConfirmedAlready,
    ScoredAlready,
    ScoresIncomplete,
    ScoresMissing,
    TooFewScores,
)
from shared.contracts.grants.reward_round import (
    ObjectionOutcome,
    RewardObjectionReviewed,
    RewardObjectionReviewMissed,
    RewardRoundConfirmed,
)
from shared.kernel.actors import Role
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.grants.purchases import ASSOCIATION, asked
from tests.grants.rewards import (
    CALLED,
    CLOSED,
    LAST_DAY,
    MEMBERS,
    NOTICED,
    OF_ASSOCIATION,
    OVER,
    SCORED,
    award,
    entered,
    form,
    formed,
    give,
    member,
    noticed,
    object_to,
    objected,
    open_call,
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
enter = EnterApplication(application_id="a-1", association_id=ASSOCIATION)
recuse = RecuseMember(person="p1", application_id="a-1")
post, confirm = PostRewardNotice(), ConfirmRewards()


def review(outcome: ObjectionOutcome = ObjectionOutcome.DISMISSED) -> ReviewRewardObjection:
    return ReviewRewardObjection(objection_id="o-1", outcome=outcome, reason="已核对")


def reviewed(outcome: ObjectionOutcome = ObjectionOutcome.DISMISSED) -> RewardObjectionReviewed:
    return RewardObjectionReviewed(**dict(review(outcome)))


CALLING = {
    "the call is opened": ([], open_call(), officer(), [opened()]),
    "once": ([opened()], open_call(), officer(), []),
    "with one budget": ([opened()], open_call(1), officer(), RewardCallOpenedAlready),
    "for its own year": ([], open_call(year=2014), officer(), CallOutsideYear),
    "until today": (
        [],
        open_call(until_on="2015-11-02"),
        officer(),
        [opened().model_copy(update={"apply_until_on": date(2015, 11, 2)})],
    ),
    "not until yesterday": ([], open_call(until_on="2015-11-01"), officer(), CallOutsideYear),
    "an eligible association is in the round": ([opened()], enter, OF_ASSOCIATION, [entered()]),
    "through the counter too": ([opened()], enter, asked(Role.CLERK, at=CALLED), [entered()]),
    "one of six months less a day is not scored": (
        [opened(called_on="2015-11-01")],
        enter,
        OF_ASSOCIATION,
        [entered(eligible=False)],
    ),
    "nobody enters another association": ([opened()], enter, association(org="stranger"), NotTheAssociation),
    "one that is not known": (
        [opened()],
        EnterApplication(application_id="a-1", association_id="nobody"),
        asked(Role.CLERK, at=CALLED),
        AssociationNotKnown,
    ),
    "the lineage applies once": (
        [opened(), entered()],
        EnterApplication(application_id="a-2", association_id=ASSOCIATION),
        OF_ASSOCIATION,
        AppliedAlready("a-1"),
    ),
    "after one that was not eligible it applies again": (
        [opened(), entered(eligible=False)],
        EnterApplication(application_id="a-2", association_id=ASSOCIATION),
        OF_ASSOCIATION,
        [entered("a-2")],
    ),
    "on the last day": ([opened()], enter, association("2015-11-05T23:59+08:00"), [entered()]),
    "not on the next": ([opened()], enter, association("2015-11-06T00:00+08:00"), RewardCallClosed),
    "of a year without a call": ([], enter, OF_ASSOCIATION, RewardRoundUnknown),
}
READY = [opened(), entered(), formed, recused()]
PANELS = {
    "five with two residents": ([opened()], form, officer(), [formed]),
    "once": ([opened(), formed], form, officer(), []),
    "another takes its place": (
        [opened(), formed],
        form.model_copy(update={"members": MEMBERS[::-1]}),
        officer(),
        [formed.model_copy(update={"members": MEMBERS[::-1]})],
    ),
    "not once what it found is posted": (
        [*SCORED, noticed()],
        form.model_copy(update={"members": MEMBERS[::-1]}),
        officer(NOTICED),
        PanelFormedAlready,
    ),
    "four are too few, and even": (
        [opened()],
        form.model_copy(update={"members": MEMBERS[:4]}),
        officer(),
        PanelUnsound((PanelRule.ENOUGH_MEMBERS, PanelRule.ODD_NUMBER)),
    ),
    "six are even": (
        [opened()],
        form.model_copy(update={"members": (*MEMBERS, member(6))}),
        officer(),
        PanelUnsound((PanelRule.ODD_NUMBER,)),
    ),
    "one resident of five is too few": (
        [opened()],
        form.model_copy(update={"members": (*MEMBERS[1:], member(6))}),
        officer(),
        PanelUnsound((PanelRule.ENOUGH_RESIDENTS,)),
    ),
    "nobody sits twice": (
        [opened()],
        form.model_copy(update={"members": (*MEMBERS[:4], member(1, resident=True))}),
        officer(),
        PanelUnsound((PanelRule.NOBODY_TWICE,)),
    ),
    "a member is recused": (READY[:3], recuse, officer(), [recused()]),
    "by themselves": (READY[:3], recuse, asked(Role.PANEL, by="p1"), [recused()]),
    "not by another member": (READY[:3], recuse, asked(Role.PANEL, by="p2"), NotThatMember),
    "once from one association": (READY, recuse, officer(), []),
    "who is no member": (READY, RecuseMember(person="p9", application_id="a-1"), officer(), NotOnPanel(("p9",))),
    "from an application of nobody": (
        READY,
        RecuseMember(person="p1", application_id="a-9"),
        officer(),
        ApplicationNotInRound,
    ),
    "not after the scores": (SCORED, RecuseMember(person="p2", application_id="a-1"), officer(), ScoredAlready),
}
SCORING = {
    "91 points, highest and lowest dropped": (READY, give(95, 91, 91, 70), officer(CLOSED), [scores(95, 91, 91, 70)]),
    "in any order they are the same": (SCORED, give(70, 91, 95, 91), officer(CLOSED), []),
    "given once": (SCORED, give(70, 91, 95, 92), officer(CLOSED), ScoredAlready),
    "a member of the association has to be recused first": (
        READY[:3],
        give(95, 91, 91, 70, 90, scorers="12345"),
        officer(CLOSED),
        RecusalRequired(("p1",)),
    ),
    "even where they give no score": (READY[:3], give(95, 91, 91, 70), officer(CLOSED), RecusalRequired(("p1",))),
    "who is recused gives none": (
        READY,
        give(95, 91, 91, 70, 90, scorers="12345"),
        officer(CLOSED),
        RecusalRequired(("p1",)),
    ),
    "a stranger gives none": (READY, give(95, 91, 91, 70, scorers="2349"), officer(CLOSED), NotOnPanel(("p9",))),
    "everybody else gives one": (READY, give(95, 91, 91, scorers="234"), officer(CLOSED), ScoresIncomplete(4, 100)),
    "nobody two": (READY, give(95, 91, 91, 70, scorers="2344"), officer(CLOSED), ScoresIncomplete(4, 100)),
    "100 points are the most": (READY, give(100, 91, 91, 70), officer(CLOSED), [scores(100, 91, 91, 70)]),
    "101 are too many": (READY, give(101, 91, 91, 70), officer(CLOSED), ScoresIncomplete(4, 100)),
    "of two scores nothing is left": (
        [*READY, recused(2), recused(3)],
        give(90, 91, scorers="45"),
        officer(CLOSED),
        TooFewScores,
    ),
    "not while applications come in": (READY, give(95, 91, 91, 70), officer(), RewardCallOpen),
    "not without a panel": (READY[:2], give(95, 91, 91, 70), officer(CLOSED), PanelMissing),
    "not of one that is not eligible": (
        [opened(), entered(eligible=False), formed],
        give(95, 91, 91, 70),
        officer(CLOSED),
        ApplicationNotInRound,
    ),
}
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
ROWS = [
    pytest.param(*row, id=f"{part}: {name}")
    for part, rows in (("call", CALLING), ("panel", PANELS), ("scores", SCORING), ("notice", NOTICE))
    for name, row in rows.items()
]


@pytest.mark.parametrize(("given", "when", "context", "then"), ROWS)
def test_a_round(given, when, context, then):
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


def test_scores_before_the_call_are_no_history():
    with pytest.raises(CorruptStream):
        REWARD_ROUND.fold([scores(1, 2, 3, 4)])
