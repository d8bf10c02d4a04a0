"""The year of a fund: what falls due when, and what of its money goes on. Amounts are in fen."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from services.grants.domain.fund import FUND
from services.grants.domain.fund_commands import DrawStatement, EndYear, MissSpendPlan, RemindOfUse
from services.grants.domain.fund_year import look_due, plan_due, statement_due, year_due
from services.grants.domain.ledger import Sums, carried_over, used_percent
from shared.contracts.grants.fund import (
    FundsCarriedIn,
    FundStatementDrawn,
    FundUseExamined,
    Held,
    PlannedUse,
    ReleaseCause,
    SpendPlanMissed,
    SpendPlanSubmitted,
    UseCategory,
)
from shared.kernel.instants import start_of
from shared.testing.decider import Spec, known
from tests.grants.funds import (
    COMMITTEE,
    ENDED,
    YEAR,
    allocated,
    asks,
    carried_in,
    carry_in,
    committed,
    fen,
    paid,
    released,
    reserved,
    returned,
    reversed_,
    withheld,
)
from tests.grants.funds import (
    carried_over as goes_on,
)

SPEC = Spec(FUND)
GIVEN = allocated(on="2015-01-05")
PLANNED = SpendPlanSubmitted(uses=(PlannedUse(category=UseCategory.ENVIRONMENT, amount=fen(1)),))
MISSED = SpendPlanMissed(due_on=date(2015, 3, 31))


def looked_at(percent: int, reminded: bool) -> FundUseExamined:
    return FundUseExamined(looked_at_on=date(2015, 10, 31), used_percent=percent, reminded=reminded)


def drawn(through: str, sums: Sums) -> FundStatementDrawn:
    return FundStatementDrawn(through_on=date.fromisoformat(through), sums=sums.told())


UNTOUCHED = Sums(allocated=YEAR)
Q1 = drawn("2015-03-31", UNTOUCHED)
S7 = [
    *(GIVEN, reserved(2_790_000), committed(2_790_000), paid(2_790_000)),
    reserved(5_000_000, "p-2"),
]
LAPSED = released(5_000_000, Held.RESERVED, ReleaseCause.YEAR_END, "p-2")
S7_SUMS = Sums(allocated=YEAR, paid=2_790_000, carried_out=3_000_000, returned=4_210_000)

ROWS = {
    "the plan may come until the end of March": ([GIVEN], MissSpendPlan(), "2015-03-31T23:59", []),
    "then it is late": ([GIVEN], MissSpendPlan(), "2015-04-01T00:00", [MISSED]),
    "and late once": ([GIVEN, MISSED], MissSpendPlan(), "2015-04-02T00:00", []),
    "a plan that came is not late": ([GIVEN, PLANNED], MissSpendPlan(), "2015-04-01T00:00", []),
    "who got the money in April owes no plan": (
        [allocated(on="2015-04-01")],
        MissSpendPlan(),
        "2015-05-01T00:00",
        [],
    ),
    "who got none owes none": ([withheld()], MissSpendPlan(), "2015-04-01T00:00", []),
    "nor does who got it later, once the reason was gone": (
        [withheld(), allocated(on="2015-05-04")],
        MissSpendPlan(),
        "2015-05-05T00:00",
        [],
    ),
    "who got it back in time does": (
        [withheld(), allocated(on="2015-03-31")],
        MissSpendPlan(),
        "2015-04-01T00:00",
        [MISSED],
    ),
    "what was reversed is no money": ([GIVEN, reversed_(1)], MissSpendPlan(), "2015-04-01T00:00", []),
    "the use is looked at after October": ([GIVEN], RemindOfUse(), "2015-10-31T23:59", []),
    "who used less than 60 per cent is reminded": (
        [GIVEN, reserved(5_999_999), committed(5_999_999)],
        RemindOfUse(),
        "2015-11-01T00:00",
        [looked_at(59, reminded=True)],
    ),
    "who used 60 is not": (
        [GIVEN, reserved(6_000_000), committed(6_000_000)],
        RemindOfUse(),
        "2015-11-01T00:00",
        [looked_at(60, reminded=False)],
    ),
    "what is only reserved is not used": (
        [GIVEN, reserved(YEAR)],
        RemindOfUse(),
        "2015-11-01T00:00",
        [looked_at(0, reminded=True)],
    ),
    "who got nothing is not reminded": (
        [withheld()],
        RemindOfUse(),
        "2015-11-01T00:00",
        [looked_at(100, reminded=False)],
    ),
    "a quarter is not stated before it is over": ([GIVEN], DrawStatement(), "2015-03-31T23:59", []),
    "when it is over it is": ([GIVEN], DrawStatement(), "2015-04-01T00:00", [Q1]),
    "the next one after it": (
        [GIVEN, Q1],
        DrawStatement(),
        "2015-07-01T00:00",
        [drawn("2015-06-30", UNTOUCHED)],
    ),
    "the last one comes with the end of the year": (
        [GIVEN, drawn("2015-09-30", UNTOUCHED)],
        DrawStatement(),
        "2016-01-01T00:00",
        [],
    ),
    "the year lasts until midnight": (S7, EndYear(), "2015-12-31T23:59", []),
    "then the reservation lapses, 30 per cent go on, and the rest goes back": (
        S7,
        EndYear(),
        "2016-01-01T00:00",
        [LAPSED, goes_on(3_000_000), returned(4_210_000), ENDED, drawn("2015-12-31", S7_SUMS)],
    ),
    "a year ends once": ([*S7, LAPSED, ENDED], EndYear(), "2016-01-02T00:00", []),
    "a year without money ends without any": (
        [withheld()],
        EndYear(),
        "2016-01-01T00:00",
        [ENDED, drawn("2015-12-31", Sums())],
    ),
    "a fund that never was has no year": ([], EndYear(), "2016-01-01T00:00", []),
}


@pytest.mark.parametrize(("given", "when", "at", "then"), ROWS.values(), ids=ROWS.keys())
def test_year(given, when, at, then):
    SPEC.check(given, when, then, asks(at))


def test_the_next_year_takes_over_what_goes_on():
    before = known(FUND, f"{COMMITTEE}-2015", *S7)
    came = FundsCarriedIn(committee_id=COMMITTEE, period=2016, amount=fen(3_000_000))
    at = asks("2016-01-01T00:00")
    decided = FUND.decide(carry_in(), FUND.initial, type(at)(at.actor, at.now, at.policy, at.calendar, before))
    assert decided == [came]


def test_nothing_goes_on_twice():
    before = known(FUND, f"{COMMITTEE}-2015", *S7, ENDED)
    SPEC.check([], carry_in(), [], asks("2016-01-02T00:00"), before)


SHARES = {
    "30 per cent of the year's money at most": (Sums(allocated=100), 30),
    "less where less is left": (Sums(allocated=100, paid=80), 20),
    "none of nothing": (Sums(allocated=100, paid=100), 0),
    "what was carried in has had its year": (Sums(carried_in=100), 0),
    "it counts as used first": (Sums(allocated=100, carried_in=50, paid=50), 30),
    "what is left of it does not go on again": (Sums(allocated=100, carried_in=30, paid=20, committed=100), 10),
    "parts of a fen stay": (Sums(allocated=101), 30),
}


@pytest.mark.parametrize(("sums", "share"), SHARES.values(), ids=SHARES.keys())
def test_share_that_goes_on(sums, share):
    assert carried_over(sums, 30) == share


def test_use_is_rounded_down():
    assert used_percent(Sums(allocated=1000, committed=400, paid=199)) == 59


def test_what_falls_due_when():
    fund = FUND.fold([GIVEN])
    dues = [due(fund, asks()) for due in (plan_due, look_due, statement_due, year_due)]
    days = [(2015, 4, 1), (2015, 11, 1), (2015, 4, 1), (2016, 1, 1)]
    assert dues == [start_of(date(*day)) for day in days]
    assert [due(FUND.fold([GIVEN, ENDED]), asks()) for due in (plan_due, look_due, statement_due, year_due)] == [
        None
    ] * 4


def test_a_fund_that_was_carried_in_begins_with_the_year():
    fund = FUND.fold([carried_in(1)])
    assert statement_due(fund, asks()) == datetime.fromisoformat("2015-04-01T00:00+08:00")
