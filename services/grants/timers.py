"""What becomes due of the district's money."""

from __future__ import annotations

from services.grants.domain.association_standing import ASSOCIATION_STANDING, ExcludeFromRewards
from services.grants.domain.contract import CONTRACT, period_over_at
from services.grants.domain.contract_commands import EndPeriod
from services.grants.domain.fund import FUND
from services.grants.domain.fund_commands import CarryIn, DrawStatement, EndYear, MissSpendPlan, RemindOfUse
from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_clawback import return_due, start_due
from services.grants.domain.fund_project_commands import MissClawback, MissReview, MissStart
from services.grants.domain.fund_project_review import review_due
from services.grants.domain.fund_state import Fund, NotOpened
from services.grants.domain.fund_year import look_due, plan_due, statement_due, year_due
from services.grants.domain.reward_application import REWARD_APPLICATION, excluded_until, report_due
from services.grants.domain.reward_application_commands import ClawBackReward, MissRewardPayment
from services.grants.domain.reward_application_state import Paid, RewardApplication
from services.grants.domain.reward_payment import payment_due
from services.grants.domain.reward_round import REWARD_ROUND
from services.grants.domain.reward_round_commands import MissObjectionReview
from services.grants.domain.reward_round_notice import objection_review_due
from services.grants.domain.types import CommitteeId, fund_id
from shared.contracts.grants.contract import ContractCompleted, ContractPeriodEnded, ContractSigned, ContractTerminated
from shared.contracts.grants.fund import (
    AllocationWithheld,
    FundsCarriedIn,
    FundStatementDrawn,
    FundUseExamined,
    FundYearEnded,
    SpecialFundAllocated,
    SpendPlanMissed,
    SpendPlanSubmitted,
)
from shared.contracts.grants.fund_project import (
    FundReviewed,
    FundReviewMissed,
    ProjectApproved,
    ProjectSubmitted,
    ProjectWithdrawn,
)
from shared.contracts.grants.fund_project_work import (
    AdvancePaid,
    ClawbackMissed,
    ClawbackOrdered,
    ClawbackRecovered,
    ClawbackReferred,
    FundProjectNotStarted,
    PaymentUndone,
    ProjectProgressed,
    WorkAccepted,
)
from shared.contracts.grants.reward_application import (
    RewardClawbackOrdered,
    RewardConfirmed,
    RewardForfeited,
    RewardPaid,
    RewardPaymentMissed,
    RewardPaymentReturned,
    RewardReported,
)
from shared.contracts.grants.reward_round import (
    RewardObjected,
    RewardObjectionReviewed,
    RewardObjectionReviewMissed,
    RewardRoundConfirmed,
)
from shared.kernel.decider import Context, Step
from shared.kernel.messages import Event
from shared.kernel.timer import Timer, sends

_FUND_OPENS: frozenset[type[Event]] = frozenset({SpecialFundAllocated, AllocationWithheld, FundsCarriedIn})


def _year_ends(id_: str, fund: Fund, _context: Context) -> tuple[Step, ...]:
    """The year ends, and the next one takes over what goes on, in one act."""
    if isinstance(fund, NotOpened):
        return ()
    committee, period = CommitteeId(fund.book.committee_id), fund.book.period + 1
    carry_in = Step(FUND, fund_id(committee, period), CarryIn(committee_id=committee, period=period))
    return Step(FUND, id_, EndYear()), carry_in


SPEND_PLAN = Timer(
    name="spend-plan",
    decider=FUND,
    starts=_FUND_OPENS,
    stops=frozenset({SpendPlanSubmitted, SpendPlanMissed, FundYearEnded}),
    due=plan_due,
    steps=lambda id_, _fund, _context: (Step(FUND, id_, MissSpendPlan()),),
)

USE_OF_YEAR = Timer(
    name="use-of-year",
    decider=FUND,
    starts=_FUND_OPENS,
    stops=frozenset({FundUseExamined, FundYearEnded}),
    due=look_due,
    steps=lambda id_, _fund, _context: (Step(FUND, id_, RemindOfUse()),),
)

STATEMENT = Timer(
    name="fund-statement",
    decider=FUND,
    starts=_FUND_OPENS | {FundStatementDrawn},
    stops=frozenset({FundYearEnded}),
    due=statement_due,
    steps=lambda id_, _fund, _context: (Step(FUND, id_, DrawStatement()),),
)

YEAR_END = Timer(
    name="fund-year-end",
    decider=FUND,
    starts=_FUND_OPENS,
    stops=frozenset({FundYearEnded}),
    due=year_due,
    steps=_year_ends,
)

FUND_REVIEW = Timer(
    name="fund-review",
    decider=FUND_PROJECT,
    starts=frozenset({ProjectSubmitted, FundReviewed}),
    stops=frozenset({FundReviewMissed, ProjectApproved}),
    due=review_due,
    steps=lambda id_, _project, _context: (Step(FUND_PROJECT, id_, MissReview()),),
)

FUND_PROJECT_START = Timer(
    name="fund-project-start",
    decider=FUND_PROJECT,
    starts=frozenset({AdvancePaid, PaymentUndone}),
    stops=frozenset({ProjectProgressed, WorkAccepted, ClawbackOrdered, FundProjectNotStarted, ProjectWithdrawn}),
    due=start_due,
    steps=sends(FUND_PROJECT, MissStart()),
)

FUND_CLAWBACK = Timer(
    name="fund-clawback",
    decider=FUND_PROJECT,
    starts=frozenset({ClawbackOrdered, ClawbackRecovered}),
    stops=frozenset({ClawbackMissed, ClawbackReferred}),
    due=return_due,
    steps=sends(FUND_PROJECT, MissClawback()),
)

PERIOD_OVER = Timer(
    name="contract-period-over",
    decider=CONTRACT,
    starts=frozenset({ContractSigned}),
    stops=frozenset({ContractPeriodEnded, ContractTerminated, ContractCompleted}),
    due=lambda contract, _context: period_over_at(contract),
    steps=lambda contract_id, _contract, _context: (Step(CONTRACT, contract_id, EndPeriod()),),
)


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
    starts=frozenset({RewardConfirmed, RewardPaymentReturned}),
    stops=frozenset({RewardPaid, RewardPaymentMissed, RewardForfeited}),
    due=lambda application, _context: payment_due(application),
    steps=lambda id_, _application, _context: (Step(REWARD_APPLICATION, id_, MissRewardPayment()),),
)

REWARD_REPORT = Timer(
    name="reward-report",
    decider=REWARD_APPLICATION,
    starts=frozenset({RewardPaid}),
    stops=frozenset({RewardReported, RewardClawbackOrdered, RewardPaymentReturned}),
    due=lambda application, _context: report_due(application),
    steps=_claw_back,
)

TIMERS = (
    SPEND_PLAN,
    USE_OF_YEAR,
    STATEMENT,
    YEAR_END,
    FUND_REVIEW,
    FUND_PROJECT_START,
    FUND_CLAWBACK,
    PERIOD_OVER,
    OBJECTION_REVIEW,
    REWARD_PAYMENT,
    REWARD_REPORT,
)
