"""What becomes due of the district's money."""

from __future__ import annotations

from services.grants.domain.fund import FUND
from services.grants.domain.fund_commands import CarryIn, DrawStatement, EndYear, MissSpendPlan, RemindOfUse
from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import MissReview
from services.grants.domain.fund_project_review import review_due
from services.grants.domain.fund_state import Fund, NotOpened
from services.grants.domain.fund_year import look_due, plan_due, statement_due, year_due
from services.grants.domain.types import CommitteeId, fund_id
from shared.contracts.grants.fund import (
    AllocationWithheld,
    FundsCarriedIn,
    FundStatementDrawn,
    FundUseLookedAt,
    FundYearEnded,
    SpecialFundAllocated,
    SpendPlanMissed,
    SpendPlanSubmitted,
)
from shared.contracts.grants.fund_project import FundReviewed, FundReviewMissed, ProjectApproved, ProjectSubmitted
from shared.kernel.decider import Context, Step
from shared.kernel.messages import Event
from shared.kernel.timer import Timer

# --- the year of a fund -----------------------------------------------------

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
    stops=frozenset({FundUseLookedAt, FundYearEnded}),
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

# --- projects of the special fund -------------------------------------------

FUND_REVIEW = Timer(
    name="fund-review",
    decider=FUND_PROJECT,
    starts=frozenset({ProjectSubmitted, FundReviewed}),
    stops=frozenset({FundReviewMissed, ProjectApproved}),
    due=review_due,
    steps=lambda id_, _project, _context: (Step(FUND_PROJECT, id_, MissReview()),),
)
TIMERS = (SPEND_PLAN, USE_OF_YEAR, STATEMENT, YEAR_END, FUND_REVIEW)
