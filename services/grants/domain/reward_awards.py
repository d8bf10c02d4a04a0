"""What scores are worth: tiers by the average, together within the budget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shared.contracts.grants.reward_round import Award, RewardApplicationEntered, RewardTier, ScorePart, ScoresGiven
from shared.contracts.grants.task_admission import Amount
from shared.kernel.decider import Context
from shared.kernel.money import Money

TIER = "reward.tier"
SCORE = "reward.score"
DROPPED = "reward.panel.dropped_each_end"
_NAMES = "ABCDEFGHIJ"


def tiers_in_force(context: Context) -> tuple[RewardTier, ...]:
    """The policy's tiers today, the highest first."""
    policy, today = context.policy, context.today
    tiers = (
        RewardTier(
            name=name,
            min_score=policy.whole(f"{TIER}.{name}.min_score", today),
            amount=Amount(amount=policy.whole(f"{TIER}.{name}.amount_fen", today)),
        )
        for name in _NAMES
        if policy.in_force(f"{TIER}.{name}.min_score", today)
    )
    return tuple(sorted(tiers, key=lambda tier: -tier.min_score))


def most_of(part: ScorePart, context: Context) -> int:
    """The most points that a member of the panel can give for a part of the score."""
    return context.policy.whole(f"{SCORE}.{part.value.lower()}", context.today)


def most_points(context: Context) -> int:
    """The highest total that a member of the panel can give: all parts of the score."""
    return sum(most_of(part, context) for part in ScorePart)


def trimmed(totals: Sequence[int], dropped: int) -> Sequence[int]:
    """Sorted totals without as many of the lowest as of the highest."""
    return totals[dropped : len(totals) - dropped]


def tier_of(scores: ScoresGiven, tiers: Iterable[RewardTier]) -> RewardTier | None:
    """The tier of an average, compared exactly: 89 and two thirds is below 90."""
    return next((tier for tier in tiers if scores.points >= tier.min_score * scores.counted), None)


def awards(
    scored: Sequence[tuple[RewardApplicationEntered, ScoresGiven]], tiers: Sequence[RewardTier], budget: int
) -> tuple[Award, ...]:
    """What each scored application gets.

    Where all tiers' amounts are above the budget, each is cut in the same proportion and rounded down to the fen: all
    of a tier get the same, none more than the tier says, and rounding makes no money.
    """
    found = [(entered, scores, tier_of(scores, tiers)) for entered, scores in scored]
    wanted = sum(tier.amount.amount for _, _, tier in found if tier)
    return tuple(
        Award(
            application_id=entered.application_id,
            association_id=entered.association_id,
            points=scores.points,
            counted=scores.counted,
            tier=tier.name if tier else None,
            amount=Money(amount=_cut(tier.amount.amount, wanted, budget) if tier else 0),
        )
        for entered, scores, tier in found
    )


def _cut(amount: int, wanted: int, budget: int) -> int:
    return amount if wanted <= budget else amount * budget // wanted
