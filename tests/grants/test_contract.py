"""Purchase contract: decisions, one row each; S8 among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.association_standing_state import AssociationNotInStanding, Standing
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
    AboveAdmittedBudget,
    AboveDue,
    AboveQuantityCap,
    AcceptedAboveReported,
    ContractAlreadySigned,
    ContractDaysReversed,
    ContractEnded,
    ContractStillOpen,
    ContractTooLong,
    ContractUnknown,
    DeductionUnexplained,
    DoneOutsidePeriod,
    EntryTaken,
    FundsNotTransferred,
    PaidAhead,
    PeriodNotOver,
    Remaining,
    ReportUnknown,
    SettlementOutOfOrder,
    SettlementsDone,
    SettlementTooEarly,
    TaskNotAdmitted,
    TaskNotInContract,
    TaskTwice,
    WageLine,
    WorkAlreadyVerified,
    WorkUnverified,
)
from services.grants.domain.parties import NotTheDepartment, NotTheProvider
from services.grants.domain.task_admission import TASK_ADMISSION
from shared.contracts.grants.contract import (
    ContractCompleted,
    ContractMoved,
    ContractTerminated,
    PaymentTerms,
    TerminationReason,
)
from shared.kernel.actors import TIMER, Role
from shared.kernel.money import Money
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.grants.purchases import (
    AFTER,
    ASSOCIATION,
    BEGIN,
    BUYER,
    COMMITTEE,
    DEPARTMENT,
    END,
    OF_ASSOCIATION,
    OFFICER,
    PATROL,
    VISIT,
    WORKED,
    WORKER,
    admitted,
    applied,
    asked,
    due,
    line,
    paid,
    pay,
    period_ended,
    report,
    reported,
    score,
    scored,
    sign,
    signed,
    transfer,
    transferred,
    verified,
    verify,
)
from tests.grants.standings import filed, gone, suspended

SPEC = Spec(CONTRACT)
QUARTERLY = PaymentTerms.QUARTERLY
ADMISSIONS = (
    known(TASK_ADMISSION, VISIT, applied(), admitted)
    | known(TASK_ADMISSION, PATROL, applied(PATROL))
    | known(TASK_ADMISSION, "salary")
    | known(TASK_ADMISSION, "cleaning", applied("cleaning"), admitted)
)
STANDINGS = {
    Standing.ACTIVE: known(ASSOCIATION_STANDING, ASSOCIATION, filed()),
    Standing.SUSPENDED: known(ASSOCIATION_STANDING, ASSOCIATION, filed(), suspended()),
    Standing.ENDED: known(ASSOCIATION_STANDING, ASSOCIATION, filed(), gone()),
    Standing.NOT_KNOWN: known(ASSOCIATION_STANDING, ASSOCIATION),
}
LATER = asked(Role.DEPARTMENT, DEPARTMENT, AFTER)
READY = [signed(), transferred()]
EARLY = asked(Role.DEPARTMENT, DEPARTMENT, "2015-03-31T23:59+08:00")
QUARTER_OVER = asked(Role.DEPARTMENT, DEPARTMENT, "2015-04-01T00:00+08:00")

SIGNING = {
    "a contract is signed": ([], sign(), BUYER, [signed()]),
    "signing twice records once": ([signed()], sign(), BUYER, []),
    "one contract is signed once": ([signed()], sign(until_on=date(2015, 6, 30)), BUYER, ContractAlreadySigned),
    "nobody signs for another department": ([], sign(), asked(Role.DEPARTMENT, "other"), NotTheDepartment),
    "a line for a salary is refused": ([], sign(line(), line("salary")), BUYER, WageLine(("salary",))),
    "and so is one by the month of a head": ([], sign(line(unit="人／月")), BUYER, WageLine((VISIT,))),
    "a task that waits for its admission": ([], sign(line(PATROL)), BUYER, TaskNotAdmitted((PATROL,))),
    "a task stands in one line": ([], sign(line(), line()), BUYER, TaskTwice((VISIT,))),
    "one fen more than admitted may not": ([], sign(line(price=800_001, cap=1)), BUYER, AboveAdmittedBudget((VISIT,))),
    "a contract of one day": ([], sign(until_on=BEGIN), BUYER, [signed(until_on=BEGIN)]),
    "but not of none": ([], sign(until_on=BEGIN - timedelta(days=1)), BUYER, ContractDaysReversed),
    "forty quarters": (
        [],
        sign(terms=QUARTERLY, until_on=date(2024, 12, 31)),
        BUYER,
        [signed(terms=QUARTERLY, until_on=date(2024, 12, 31))],
    ),
    "and no more": ([], sign(terms=QUARTERLY, until_on=date(2025, 1, 1)), BUYER, ContractTooLong),
}
PROVIDERS = {
    Standing.ACTIVE: [signed(provider=OF_ASSOCIATION)],
    Standing.SUSPENDED: AssociationNotInStanding(Standing.SUSPENDED),
    Standing.ENDED: AssociationNotInStanding(Standing.ENDED),
    Standing.NOT_KNOWN: AssociationNotInStanding(Standing.NOT_KNOWN),
}
WORKING = {
    "the money comes in": ([signed()], transfer(), OFFICER, [transferred()]),
    "as its department says too": ([signed()], transfer(), BUYER, [transferred()]),
    "no other department": ([signed()], transfer(), asked(Role.DEPARTMENT, "other"), NotTheDepartment),
    "the same voucher twice counts once": (READY, transfer(), OFFICER, []),
    "with another amount it is refused": (READY, transfer(1), OFFICER, EntryTaken("voucher-1")),
    "money of tomorrow is not here": (
        [signed()],
        transfer(),
        asked(Role.FUND_OFFICER, at="2015-01-04T23:59+08:00"),
        PaidAhead,
    ),
    "no work before the money": ([signed()], report(), WORKER, FundsNotTransferred(Money(amount=800_000))),
    "nor before the last fen of it": (
        [signed(), transferred(799_999)],
        report(),
        WORKER,
        FundsNotTransferred(Money(amount=1)),
    ),
    "work is reported": (READY, report(), WORKER, [reported()]),
    "at the counter too": (READY, report(), asked(Role.CLERK), [reported()]),
    "by nobody else": (READY, report(), asked(Role.COMMITTEE, "other"), NotTheProvider(COMMITTEE)),
    "nor by an association of the committee's name": (
        READY,
        report(),
        asked(Role.ASSOCIATION_OFFICER, COMMITTEE),
        NotTheProvider,
    ),
    "a report counts once": ([*READY, reported()], report(), WORKER, []),
    "its number is taken": ([*READY, reported()], report(1), WORKER, EntryTaken("r1")),
    "a task of no line": (READY, report(code=PATROL), WORKER, TaskNotInContract),
    "the whole cap": (READY, report(200), WORKER, [reported(200)]),
    "and not one more": (READY, report(201), WORKER, AboveQuantityCap(200)),
    "what was not accepted is free again": (
        [*READY, reported(), verified()],
        report(90, "r2"),
        WORKER,
        [reported(90, "r2")],
    ),
    "what waits is not": ([*READY, reported()], report(81, "r2"), WORKER, AboveQuantityCap(80)),
    "work before the first day": (READY, report(done_on="2014-12-31"), WORKER, DoneOutsidePeriod),
    "work after the last day": (
        READY,
        report(done_on="2016-01-01"),
        replace(WORKER, now=LATER.now),
        DoneOutsidePeriod,
    ),
    "work of tomorrow": (READY, report(), replace(WORKER, now=EARLY.now - timedelta(days=1)), DoneOutsidePeriod),
    "the department verifies": ([*READY, reported()], verify(), BUYER, [verified()]),
    "once": ([*READY, reported(), verified()], verify(), BUYER, []),
    "and not otherwise": ([*READY, reported(), verified()], verify(120, reason=None), BUYER, WorkAlreadyVerified),
    "nothing that was not reported": (READY, verify(), BUYER, ReportUnknown),
    "all of it needs no reason": ([*READY, reported()], verify(120, reason=None), BUYER, [verified(120, reason=None)]),
    "one less does": ([*READY, reported()], verify(119, reason=None), BUYER, DeductionUnexplained),
    "one more may not": ([*READY, reported()], verify(121), BUYER, AcceptedAboveReported(120)),
    "no other department verifies": ([*READY, reported()], verify(), asked(Role.DEPARTMENT, "other"), NotTheDepartment),
    "a contract that nobody signed": ([], report(), WORKER, ContractUnknown),
}
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
OWED = [*WORKED, scored(440_000, 95), due(418_000)]
ALL_SCORED = [*READY, *(scored(0, 100, 90, n) for n in (1, 2, 3))]
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


@pytest.mark.parametrize(("given", "when", "context", "then"), SIGNING.values(), ids=SIGNING.keys())
def test_signing(given, when, context, then):
    SPEC.check(given, when, then, context, ADMISSIONS)


@pytest.mark.parametrize(("standing", "then"), PROVIDERS.items())
def test_only_an_association_in_standing_signs(standing, then):
    SPEC.check([], sign(provider=OF_ASSOCIATION), then, BUYER, ADMISSIONS | STANDINGS[standing])


@pytest.mark.parametrize(
    ("given", "when", "context", "then"),
    (WORKING | SETTLING | PAYING | ENDING).values(),
    ids=(WORKING | SETTLING | PAYING | ENDING).keys(),
)
def test_the_life_of_a_contract(given, when, context, then):
    SPEC.check(given, when, then, context)


def test_a_suspended_association_neither_works_nor_is_paid_and_what_it_is_owed_outlives_it():
    of_association = {"provider": OF_ASSOCIATION, "terms": QUARTERLY}
    owed = [signed(**of_association), *OWED[1:]]
    officer = asked(Role.ASSOCIATION_OFFICER, ASSOCIATION)
    frozen = AssociationNotInStanding(Standing.SUSPENDED)
    SPEC.check(owed[:2], report(), frozen, officer, STANDINGS[Standing.SUSPENDED])
    SPEC.check(owed[:2], report(), [reported()], officer, STANDINGS[Standing.ACTIVE])
    SPEC.check(owed, pay(1), frozen, OFFICER, STANDINGS[Standing.SUSPENDED])
    SPEC.check(owed, pay(1), [paid(1)], OFFICER, STANDINGS[Standing.ENDED])


def test_a_contract_goes_on_under_the_id_of_the_registered_association():
    moved = [signed(provider=OF_ASSOCIATION), transferred(), ContractMoved(to_association="registered")]
    officer, former = asked(Role.ASSOCIATION_OFFICER, "registered"), asked(Role.ASSOCIATION_OFFICER, ASSOCIATION)
    related = known(ASSOCIATION_STANDING, "registered", filed())
    SPEC.check(moved, report(), [reported()], officer, related)
    SPEC.check(moved, report(), NotTheProvider("registered"), former, related)


def test_less_than_a_fen_is_not_paid():
    assert [rounded_down(fen, 95) for fen in (0, 1, 2, 20, 21)] == [0, 0, 1, 19, 19]


def test_a_year_has_four_quarters_and_a_day_more_begins_a_fifth():
    days = (BEGIN, date(2015, 3, 31), date(2015, 4, 1), END, date(2016, 1, 1))
    assert [settlements(signed(terms=QUARTERLY, until_on=day)) for day in days] == [1, 1, 2, 4, 5]


def test_payment_before_the_signature_is_no_history():
    with pytest.raises(CorruptStream):
        CONTRACT.fold([paid(1)])
