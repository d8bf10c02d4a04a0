"""What becomes due in grants."""

from __future__ import annotations

from services.grants.domain.association_standing import ASSOCIATION_STANDING, ExcludeFromRewards
from services.grants.domain.contract import CONTRACT, period_over_at
from services.grants.domain.contract_commands import EndPeriod
from services.grants.domain.reward_application import REWARD_APPLICATION, excluded_until, payment_due, report_due
from services.grants.domain.reward_application_commands import ClawBackReward, MissRewardPayment
from services.grants.domain.reward_application_state import Paid, RewardApplication
from services.grants.domain.reward_round import REWARD_ROUND
from services.grants.domain.reward_round_commands import MissObjectionReview
from services.grants.domain.reward_round_notice import objection_review_due
from shared.contracts.grants.contract import (
    ContractCompleted,
    ContractPeriodEnded,
    ContractSigned,
    ContractTerminated,
)
from shared.contracts.grants.reward_application import (
    RewardClawbackOrdered,
    RewardConfirmed,
    RewardForfeited,
    RewardPaid,
    RewardPaymentMissed,
    RewardReported,
)
from shared.contracts.grants.reward_round import (
    RewardObjected,
    RewardObjectionReviewed,
    RewardObjectionReviewMissed,
    RewardRoundConfirmed,
)
from shared.kernel.decider import Context, Step
from shared.kernel.timer import Timer

# --- purchase contracts -----------------------------------------------------

PERIOD_OVER = Timer(
    name="contract-period-over",
    decider=CONTRACT,
    starts=frozenset({ContractSigned}),
    stops=frozenset({ContractPeriodEnded, ContractTerminated, ContractCompleted}),
    due=lambda contract, _context: period_over_at(contract),
    steps=lambda contract_id, _contract, _context: (Step(CONTRACT, contract_id, EndPeriod()),),
)

# --- rewards ----------------------------------------------------------------


def _claw_back(application_id: str, application: RewardApplication, context: Context) -> tuple[Step, ...]:
    """The reward is asked back, and the association gets no other for as long as the policy says."""
    order = Step(REWARD_APPLICATION, application_id, ClawBackReward())
    if not isinstance(application, Paid):
        # Another replica was faster: asked once more, it says nothing, and the row is moved.
        return (order,)
    excluded = ExcludeFromRewards(application_id=application_id, until_on=excluded_until(application, context))
    return (order, Step(ASSOCIATION_STANDING, application.file.association_id, excluded))


OBJECTION_REVIEW = Timer(
    name="reward-objection-review",
    decider=REWARD_ROUND,
    starts=frozenset({RewardObjected, RewardObjectionReviewed, RewardObjectionReviewMissed}),
    stops=frozenset({RewardRoundConfirmed}),
    due=objection_review_due,
    steps=lambda year, _round, _context: (Step(REWARD_ROUND, year, MissObjectionReview()),),
)
REWARD_PAYMENT = Timer(
    name="reward-payment",
    decider=REWARD_APPLICATION,
    starts=frozenset({RewardConfirmed}),
    stops=frozenset({RewardPaid, RewardPaymentMissed, RewardForfeited}),
    due=lambda application, _context: payment_due(application),
    steps=lambda id_, _application, _context: (Step(REWARD_APPLICATION, id_, MissRewardPayment()),),
)
REWARD_REPORT = Timer(
    name="reward-report",
    decider=REWARD_APPLICATION,
    starts=frozenset({RewardPaid}),
    stops=frozenset({RewardReported, RewardClawbackOrdered}),
    due=lambda application, _context: report_due(application),
    steps=_claw_back,
)
TIMERS = (PERIOD_OVER, OBJECTION_REVIEW, REWARD_PAYMENT, REWARD_REPORT)
