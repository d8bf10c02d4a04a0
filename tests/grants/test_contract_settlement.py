"""Scores, payments and the end of a purchase contract: decisions, one row each; S8 among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.grants.domain.contract import CONTRACT
from services.grants.domain.contract_commands import (
    CompleteContract,
    EndForProvider,
    EndPeriod,
    MoveContract,
    TerminateContract,
)
from services.grants.domain.contract_money import rounded_down, settlements
from services.grants.domain.contract_refusals import (
    AboveDue,
    ContractEnded,
    ContractStillOpen,
    ContractUnknown,
    EntryTaken,
    PeriodNotOver,
    Remaining,
    SettlementOutOfOrder,
    SettlementsDone,
    SettlementTooEarly,
    WorkUnverified,
)
from services.grants.domain.payments import PaidAhead, PaymentNotMade, ReturnedBeforePaid
from shared.contracts.grants.contract import (
    ContractCompleted,
    ContractMoved,
    ContractTerminated,
    PaymentTerms,
    TerminationReason,
)
from shared.kernel.actors import TIMER, Role
from shared.kernel.money import Money
from shared.testing.decider import Spec
from tests.grants.purchases import (
    AFTER,
    BEGIN,
    BUYER,
    DEPARTMENT,
    END,
    OF_ASSOCIATION,
    OFFICER,
    OWED,
    WORKED,
    WORKER,
    asked,
    due,
    paid,
    pay,
    period_ended,
    report,
    reported,
    returned,
    score,
    scored,
    send_back,
    signed,
    transferred,
    verified,
)

SPEC = Spec(CONTRACT)
QUARTERLY = PaymentTerms.QUARTERLY
LATER = asked(Role.DEPARTMENT, DEPARTMENT, AFTER)
READY = [signed(), transferred()]
EARLY = asked(Role.DEPARTMENT, DEPARTMENT, "2015-03-31T23:59+08:00")
QUARTER_OVER = asked(Role.DEPARTMENT, DEPARTMENT, "2015-04-01T00:00+08:00")

terminated = ContractTerminated(reason=TerminationReason.SCORE_BELOW_MINIMUM)
SETTLING = {
    "S8: 110 visits at 84 points": (WORKED, score(84), QUARTER_OVER, [scored(440_000, 95), due(418_000)]),
    "S8: at 59 nothing, and the contract ends": (
        WORKED,
        score(59),
        QUARTER_OVER,
        [scored(440_000, 0, 59), terminated],
    ),
    "60 is paid": (WORKED, score(60), QUARTER_OVER, [scored(440_000, 70, 60), due(308_000)]),
    "69 as much": (WORKED, score(69), QUARTER_OVER, [scored(440_000, 70, 69), due(308_000)]),
    "70 more": (WORKED, score(70), QUARTER_OVER, [scored(440_000, 85, 70), due(374_000)]),
    "79 as much as 70": (WORKED, score(79), QUARTER_OVER, [scored(440_000, 85, 79), due(374_000)]),
    "80 more": (WORKED, score(80), QUARTER_OVER, [scored(440_000, 95, 80), due(418_000)]),
    "89 as much as 80": (WORKED, score(89), QUARTER_OVER, [scored(440_000, 95, 89), due(418_000)]),
    "90 all of it": (WORKED, score(90), QUARTER_OVER, [scored(440_000, 100, 90), due(440_000)]),
    "a quarter without work": (WORKED[:2], score(90), QUARTER_OVER, [scored(0, 100, 90)]),
    "the quarter is to be over": (WORKED, score(), EARLY, SettlementTooEarly(date(2015, 3, 31))),
    "a settlement is made once": ([*WORKED, scored(440_000, 95), due(418_000)], score(), QUARTER_OVER, []),
    "with one score": (
        [*WORKED, scored(440_000, 95), due(418_000)],
        score(90),
        QUARTER_OVER,
        SettlementOutOfOrder(2),
    ),
    "and in order": (WORKED, score(settlement=2), LATER, SettlementOutOfOrder(1)),
    "after the end there is none": ([*WORKED, scored(440_000, 0, 59), terminated], score(90, 2), LATER, ContractEnded),
    "the first instalment is at most its share": (
        [*READY, reported(200), verified(200, reason=None)],
        score(90),
        BUYER,
        [scored(800_000, 100, 90), due(320_000)],
    ),
    "the second one too, with what was earned before": (
        [*READY, reported(200), verified(200, reason=None), scored(800_000, 100, 90), due(320_000)],
        score(90, 2),
        BUYER,
        [scored(0, 100, 90, 2), due(320_000, 2)],
    ),
    "the last waits for the last day": (
        [*READY, scored(0, 100, 90), scored(0, 100, 90, 2)],
        score(90, 3),
        BUYER,
        SettlementTooEarly(END),
    ),
    "and for all verifications": (
        [*READY, scored(0, 100, 90), reported(), scored(0, 100, 90, 2), period_ended],
        score(90, 3),
        LATER,
        WorkUnverified(("r1",)),
    ),
    "after the last there is none": (
        [*READY, scored(0, 100, 90), scored(0, 100, 90, 2), scored(0, 100, 90, 3)],
        score(90, 4),
        LATER,
        SettlementsDone,
    ),
    "and no more work": (
        [*READY, scored(0, 100, 90), scored(0, 100, 90, 2), scored(0, 100, 90, 3)],
        report(),
        replace(WORKER, now=LATER.now),
        SettlementsDone,
    ),
}
ALL_SCORED = [*READY, *(scored(0, 100, 90, n) for n in (1, 2, 3))]
QUARTERS = [scored(0, 100, 90, n) for n in (2, 3, 4)]
agreed = TerminateContract(reason=TerminationReason.AGREED)
PAYING = {
    "what is due is paid": (OWED, pay(418_000), OFFICER, [paid(418_000)]),
    "in parts": ([*OWED, paid(1)], pay(417_999, "receipt-2"), OFFICER, [paid(417_999, "receipt-2")]),
    "one fen more may not": (OWED, pay(418_001), OFFICER, AboveDue(Money(amount=418_000))),
    "a receipt counts once": ([*OWED, paid(418_000)], pay(418_000), OFFICER, []),
    "for one amount": ([*OWED, paid(1)], pay(2), OFFICER, EntryTaken("receipt-1")),
    "nothing is paid twice": ([*OWED, paid(418_000)], pay(1, "receipt-2"), OFFICER, AboveDue(Money(amount=0))),
    "nothing is paid for work that nobody scored": (WORKED, pay(1), OFFICER, AboveDue(Money(amount=0))),
    "nor ahead of its day": (OWED, pay(1), asked(Role.FUND_OFFICER, at="2015-12-29T23:59+08:00"), PaidAhead),
    "what fell due before the end stays owed": (
        [*OWED, ContractTerminated(reason=TerminationReason.BREACH)],
        pay(418_000),
        OFFICER,
        [paid(418_000)],
    ),
}
PAID = [*OWED, paid(418_000)]
RETURNING = {
    "the bank sends a payment back": (PAID, send_back(), OFFICER, [returned()]),
    "it is told once": ([*PAID, returned()], send_back(), OFFICER, []),
    "of one day": ([*PAID, returned()], send_back(on="2015-12-31"), OFFICER, PaymentNotMade),
    "on the day of the payment at the earliest": (
        PAID,
        send_back(on="2015-12-29"),
        OFFICER,
        ReturnedBeforePaid(date(2015, 12, 30)),
    ),
    "and not tomorrow": (PAID, send_back(on="2016-01-01"), OFFICER, PaidAhead),
    "today it may": (PAID, send_back(on="2015-12-31"), OFFICER, [returned(on="2015-12-31")]),
    "what was never paid does not come back": (OWED, send_back(), OFFICER, PaymentNotMade),
    "nor under another number": (PAID, send_back("receipt-2"), OFFICER, PaymentNotMade),
    "nor of no contract": ([], send_back(), OFFICER, ContractUnknown),
    "all of it is owed again": (
        [*PAID, returned()],
        pay(418_000, "receipt-2"),
        OFFICER,
        [paid(418_000, "receipt-2")],
    ),
    "not a fen more": (
        [*PAID, returned()],
        pay(418_001, "receipt-2"),
        OFFICER,
        AboveDue(Money(amount=418_000)),
    ),
    "of two payments one": (
        [*OWED, paid(1), paid(417_999, "receipt-2"), returned()],
        pay(2, "receipt-3"),
        OFFICER,
        AboveDue(Money(amount=1)),
    ),
    "its number stands for it for ever": ([*PAID, returned()], pay(1), OFFICER, EntryTaken("receipt-1")),
    "entered once more it says nothing": ([*PAID, returned()], pay(418_000), OFFICER, []),
    "it comes back after the end, too": (
        [*PAID, ContractTerminated(reason=TerminationReason.BREACH)],
        send_back(),
        OFFICER,
        [returned()],
    ),
    "and is still owed": (
        [*PAID, ContractTerminated(reason=TerminationReason.BREACH), returned()],
        pay(418_000, "receipt-2"),
        OFFICER,
        [paid(418_000, "receipt-2")],
    ),
    "a completed contract waits for it": (
        [*PAID, *QUARTERS, period_ended, ContractCompleted(), returned()],
        CompleteContract(),
        LATER,
        ContractStillOpen((Remaining.PAYMENT,)),
    ),
    "and is completed once more": (
        [*PAID, *QUARTERS, period_ended, ContractCompleted(), returned(), paid(418_000, "receipt-2")],
        CompleteContract(),
        LATER,
        [ContractCompleted()],
    ),
}
ENDING = {
    "both agree to end": (READY, agreed, BUYER, [ContractTerminated(reason=TerminationReason.AGREED)]),
    "once": ([*READY, ContractTerminated(reason=TerminationReason.AGREED)], agreed, BUYER, []),
    "after it no work is reported": (
        [*READY, ContractTerminated(reason=TerminationReason.AGREED)],
        report(),
        WORKER,
        ContractEnded,
    ),
    "the last day is over": (READY, EndPeriod(), replace(LATER, actor=TIMER), [period_ended]),
    "not a second before": (
        READY,
        EndPeriod(),
        asked(Role.MACHINE, at="2015-12-31T23:59:59+08:00"),
        PeriodNotOver(END),
    ),
    "what was done in time is reported afterwards": (
        [*READY, period_ended],
        report(),
        replace(WORKER, now=LATER.now),
        [reported()],
    ),
    "a contract with all left to do": (
        [*WORKED, reported(1, "r2")],
        CompleteContract(),
        BUYER,
        ContractStillOpen((Remaining.PERIOD, Remaining.VERIFICATION, Remaining.SETTLEMENT)),
    ),
    "one that is not paid": (
        [*WORKED, scored(440_000, 95), due(418_000), *(scored(0, 100, 90, n) for n in (2, 3, 4)), period_ended],
        CompleteContract(),
        LATER,
        ContractStillOpen((Remaining.PAYMENT,)),
    ),
    "one of which nothing is left": ([*ALL_SCORED, period_ended], CompleteContract(), LATER, [ContractCompleted()]),
    "its association is none any more": (
        [signed(provider=OF_ASSOCIATION)],
        EndForProvider(),
        BUYER,
        [ContractTerminated(reason=TerminationReason.PROVIDER_ENDED)],
    ),
    "its association was registered": (
        [signed(provider=OF_ASSOCIATION)],
        MoveContract(to_association="registered"),
        BUYER,
        [ContractMoved(to_association="registered")],
    ),
}


ROWS = [
    pytest.param(*row, id=f"{part}: {name}")
    for part, rows in (("score", SETTLING), ("pay", PAYING), ("return", RETURNING), ("end", ENDING))
    for name, row in rows.items()
]


@pytest.mark.parametrize(("given", "when", "context", "then"), ROWS)
def test_settlement(given, when, context, then):
    SPEC.check(given, when, then, context)


def test_less_than_a_fen_is_not_paid():
    assert [rounded_down(fen, 95) for fen in (0, 1, 2, 20, 21)] == [0, 0, 1, 19, 19]


def test_a_year_has_four_quarters_and_a_day_more_begins_a_fifth():
    days = (BEGIN, date(2015, 3, 31), date(2015, 4, 1), END, date(2016, 1, 1))
    assert [settlements(signed(terms=QUARTERLY, until_on=day)) for day in days] == [1, 1, 2, 4, 5]
