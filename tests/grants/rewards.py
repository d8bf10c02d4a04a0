"""Samples of a round of rewards, under the shipped policy and calendar: the call of 2 November 2015."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from services.grants.domain.reward_application_commands import ReturnRewardPayment
from services.grants.domain.reward_awards import tiers_in_force
from services.grants.domain.reward_round_commands import FormPanel, GiveScores, ObjectToReward, OpenRewardCall
from shared.contracts.associations.association_founding import Track
from shared.contracts.grants.reward_application import (
    AccountKind,
    RewardApplied,
    RewardConfirmed,
    RewardPaid,
    RewardPaymentReturned,
)
from shared.contracts.grants.reward_round import (
    Award,
    ObjectionGround,
    PanelFormed,
    PanelMember,
    PanelMemberRecused,
    PartPoints,
    RewardApplicationEntered,
    RewardCallOpened,
    RewardNoticed,
    RewardObjected,
    ScorePart,
    ScoresGiven,
)
from shared.contracts.grants.task_admission import Amount
from shared.kernel.actors import Role
from shared.kernel.money import Money
from tests.grants.purchases import ASSOCIATION, OFFICER, asked
from tests.grants.standings import LINEAGE

CALLED, CLOSED = "2015-11-02T09:00+08:00", "2015-11-06T09:00+08:00"
NOTICED, LAST_DAY = "2015-11-09T09:00+08:00", "2015-11-16T23:59+08:00"
OVER = "2015-11-17T00:00+08:00"
OF_ASSOCIATION = asked(Role.ASSOCIATION_OFFICER, ASSOCIATION, CALLED)


def open_call(budget: int = 3_000_000, until_on: str = "2015-11-05", year: int = 2015) -> OpenRewardCall:
    return OpenRewardCall(year=year, apply_until_on=date.fromisoformat(until_on), budget=Amount(amount=budget))


def opened(budget: int = 3_000_000, called_on: str = "2015-11-02") -> RewardCallOpened:
    return RewardCallOpened(
        **dict(open_call(budget)), called_on=date.fromisoformat(called_on), tiers=tiers_in_force(OFFICER)
    )


def entered(
    application_id: str = "a-1", association_id: str = ASSOCIATION, lineage: str = LINEAGE, eligible: bool = True
) -> RewardApplicationEntered:
    return RewardApplicationEntered(
        application_id=application_id, association_id=association_id, lineage_id=lineage, eligible=eligible
    )


def member(number: int, *ties: str, resident: bool = False) -> PanelMember:
    return PanelMember(person=f"p{number}", resident=resident, ties=ties)


MEMBERS = (member(1, ASSOCIATION, resident=True), member(2, resident=True), member(3), member(4), member(5))
formed = PanelFormed(members=MEMBERS)
form = FormPanel(members=MEMBERS)


def recused(number: int = 1, association_id: str = ASSOCIATION) -> PanelMemberRecused:
    return PanelMemberRecused(person=f"p{number}", association_id=association_id)


def give(*totals: int, application_id: str = "a-1", scorers: str = "2345") -> GiveScores:
    return GiveScores(application_id=application_id, scorers=tuple(f"p{each}" for each in scorers), totals=totals)


def by_part(*points: tuple[int, ...], parts: Iterable[ScorePart] = ScorePart) -> tuple[PartPoints, ...]:
    """What the panel gave of each part."""
    return tuple(PartPoints(part=part, points=each) for part, each in zip(parts, points, strict=True))


def scores(*totals: int, application_id: str = "a-1", scorers: str = "2345") -> ScoresGiven:
    kept = sorted(totals)[1:-1]
    return ScoresGiven(
        application_id=application_id,
        scorers=tuple(f"p{each}" for each in scorers),
        totals=tuple(sorted(totals)),
        points=sum(kept),
        counted=len(kept),
    )


def award(points: int = 182, tier: str | None = "A", fen: int = 1_000_000, application_id: str = "a-1") -> Award:
    return Award(
        application_id=application_id,
        association_id=ASSOCIATION,
        points=points,
        counted=2,
        tier=tier,
        amount=Money(amount=fen),
    )


def noticed(*awards: Award) -> RewardNoticed:
    return RewardNoticed(awards=awards or (award(),), from_on=date(2015, 11, 9), until_on=date(2015, 11, 16))


def object_to(objection_id: str = "o-1", application_id: str = "a-1") -> ObjectToReward:
    return ObjectToReward(
        objection_id=objection_id, application_id=application_id, ground=ObjectionGround.SCORE, document="paper-1"
    )


def objected(objection_id: str = "o-1", application_id: str = "a-1") -> RewardObjected:
    return RewardObjected(
        **dict(object_to(objection_id, application_id)),
        objected_on=date(2015, 11, 9),
        review_due_on=date(2015, 11, 23),
    )


def applied(account: AccountKind = AccountKind.COMMUNITY, track: Track = Track.FILED) -> RewardApplied:
    return RewardApplied(
        year=2015,
        association_id=ASSOCIATION,
        lineage_id=LINEAGE,
        track=track,
        account=account,
        account_ref="acc-1",
    )


confirmed = RewardConfirmed(tier="A", amount=Amount(amount=1_000_000), pay_due_on=date(2015, 12, 7))
paid = RewardPaid(
    receipt_ref="b-1",
    amount=Amount(amount=1_000_000),
    paid_on=date(2015, 11, 20),
    report_due_on=date(2016, 5, 20),
)
AGAIN_BY = date(2015, 12, 11)


def send_back(receipt: str = "b-1", on: str = "2015-11-20") -> ReturnRewardPayment:
    return ReturnRewardPayment(receipt_ref=receipt, returned_on=date.fromisoformat(on))


def returned(receipt: str = "b-1", on: str = "2015-11-20", due_on: date = AGAIN_BY) -> RewardPaymentReturned:
    return RewardPaymentReturned(**dict(send_back(receipt, on)), pay_due_on=due_on)


SCORED = [opened(), entered(), formed, recused(), scores(95, 91, 91, 70)]
"""The round of S9 before its notice: 91 points, tier A."""
