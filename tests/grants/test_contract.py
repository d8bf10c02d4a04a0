"""Work under a purchase contract: the buyer's money, reports and verifications, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.association_standing_state import AssociationNotInStanding, Standing
from services.grants.domain.contract import CONTRACT
from services.grants.domain.contract_refusals import (
    AboveQuantityCap,
    AcceptedAboveReported,
    ContractUnknown,
    DeductionUnexplained,
    DoneOutsidePeriod,
    EntryTaken,
    FundsNotTransferred,
    ReportUnknown,
    TaskNotInContract,
    WorkAlreadyVerified,
)
from services.grants.domain.parties import NotTheDepartment, NotTheProvider
from services.grants.domain.payments import PaidAhead
from shared.contracts.grants.contract import (
    ContractEvent,
    ContractMoved,
    PaymentTerms,
    WorkReported,
)
from shared.contracts.refusals import SamePerson
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.grants.purchases import (
    AFTER,
    ASSOCIATION,
    BUYER,
    COMMITTEE,
    DEPARTMENT,
    OF_ASSOCIATION,
    OFFICER,
    OWED,
    PATROL,
    WORKER,
    asked,
    paid,
    pay,
    report,
    reported,
    signed,
    transfer,
    transferred,
    verified,
    verify,
)
from tests.grants.standings import filed, gone, suspended

SPEC = Spec(CONTRACT)
QUARTERLY = PaymentTerms.QUARTERLY
STANDINGS = {
    Standing.ACTIVE: known(ASSOCIATION_STANDING, ASSOCIATION, filed()),
    Standing.SUSPENDED: known(ASSOCIATION_STANDING, ASSOCIATION, filed(), suspended()),
    Standing.ENDED: known(ASSOCIATION_STANDING, ASSOCIATION, filed(), gone()),
    Standing.NOT_KNOWN: known(ASSOCIATION_STANDING, ASSOCIATION),
}
LATER = asked(Role.DEPARTMENT, DEPARTMENT, AFTER)
CLERK = asked(Role.CLERK, by="s-clerk")
READY = [signed(), transferred()]
EARLY = asked(Role.DEPARTMENT, DEPARTMENT, "2015-03-31T23:59+08:00")
QUARTER_OVER = asked(Role.DEPARTMENT, DEPARTMENT, "2015-04-01T00:00+08:00")

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
    "or the counter for it": ([*READY, reported()], verify(), CLERK, [verified()]),
    "but not who reported it there": ([*READY, reported()], verify(), asked(Role.CLERK), SamePerson),
    "nor in another role": ([*READY, reported()], verify(), asked(Role.ADMIN), SamePerson),
    "what was reported before that was told is verified by anybody": (
        [*READY, WorkReported(**dict(report()))],
        verify(),
        asked(Role.CLERK),
        [verified()],
    ),
    "who verified it is told so again": ([*READY, reported(), verified()], verify(), asked(Role.CLERK), []),
    "another says the same report again": ([*READY, reported()], report(), CLERK, []),
    "no other department verifies": ([*READY, reported()], verify(), asked(Role.DEPARTMENT, "other"), NotTheDepartment),
    "a contract that nobody signed": ([], report(), WORKER, ContractUnknown),
}


@pytest.mark.parametrize(
    ("given", "when", "context", "then"),
    WORKING.values(),
    ids=WORKING.keys(),
)
def test_work(given, when, context, then):
    SPEC.check(given, when, then, context)


def test_a_suspended_association_neither_works_nor_is_paid_and_what_it_is_owed_outlives_it():
    owed = [signed(provider=OF_ASSOCIATION, terms=QUARTERLY), *OWED[1:]]
    officer = asked(Role.ASSOCIATION_OFFICER, ASSOCIATION)
    frozen = AssociationNotInStanding(Standing.SUSPENDED)
    SPEC.check(owed[:2], report(), frozen, officer, STANDINGS[Standing.SUSPENDED])
    SPEC.check(owed[:2], report(), [reported()], officer, STANDINGS[Standing.ACTIVE])
    SPEC.check(owed, pay(1), frozen, OFFICER, STANDINGS[Standing.SUSPENDED])
    SPEC.check(owed, pay(1), [paid(1)], OFFICER, STANDINGS[Standing.ENDED])


def test_a_contract_goes_on_under_the_id_of_the_registered_association():
    moved: list[ContractEvent] = [
        signed(provider=OF_ASSOCIATION),
        transferred(),
        ContractMoved(to_association="registered"),
    ]
    officer, former = asked(Role.ASSOCIATION_OFFICER, "registered"), asked(Role.ASSOCIATION_OFFICER, ASSOCIATION)
    related = known(ASSOCIATION_STANDING, "registered", filed())
    SPEC.check(moved, report(), [reported()], officer, related)
    SPEC.check(moved, report(), NotTheProvider("registered"), former, related)


def test_payment_before_the_signature_is_no_history():
    with pytest.raises(CorruptStream):
        CONTRACT.fold([paid(1)])
