"""A project of the special fund from its contract to the result: one row each. It is Monday 2015-05-11."""

from __future__ import annotations

from datetime import date

import pytest

from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import (
    AcceptWork,
    PayAdvance,
    PayFinal,
    PostResult,
    RejectWork,
    ReportProgress,
    UndoPayment,
)
from services.grants.domain.fund_project_refusals import (
    AboveAccepted,
    AcceptedOutsidePrice,
    AcceptorsMissing,
    AdvanceAboveLimit,
    InvoicesBelowPayment,
    NotSupervisionMember,
    ProcurementFault,
    ProcurementFaulty,
    ProjectUnknown,
    RelatedParty,
    SignaturesMissing,
    StepOutOfTurn,
    StillToPay,
)
from services.grants.domain.fund_project_state import Stage
from services.grants.domain.invoice import DuplicateInvoice
from services.grants.domain.payments import PaidAhead, PaymentNotMade
from services.grants.domain.resolution import NoResolution
from shared.contracts.grants.fund_project_work import (
    AcceptanceFault,
    Capacity,
    PaymentUndone,
    Procurement,
    ProjectProgressed,
    ResultPosted,
    WorkNotAccepted,
)
from shared.contracts.grants.resolution import Standing
from shared.contracts.refusals import NotTheCommittee, SamePerson
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.testing.decider import Spec
from tests.grants.funds import COMMITTEE, OTHER, PAID_ON, asks, fen
from tests.grants.projects import (
    AROUND,
    CHAIR,
    COUSIN,
    LOOKED_AT,
    OWNER,
    SIGNED,
    TO_CONTRACT,
    TO_PAYMENT,
    TO_WORK,
    TOTAL,
    WATCHER,
    accepted,
    acceptors,
    advanced,
    contracted,
    final,
    invoices,
    resolution,
    sign,
    signatures,
)

SPEC = Spec(FUND_PROJECT)
TOO_FEW, NOT_OPEN = ProcurementFault.TOO_FEW_QUOTES, ProcurementFault.NOT_OPENLY_COMPARED
THREE = (3_000_000, 3_000_000, 3_000_000)
CONTRACTS = {
    "below 5,000 yuan one quote will do": (sign(499_999), [contracted(499_999, how=Procurement.DIRECT)]),
    "at 5,000 it takes three": (sign(500_000, 500_001), ProcurementFaulty((TOO_FEW,))),
    "with three it is signed": (sign(500_000, 1, 2), [contracted(500_000, 1, 2)]),
    "a fen below 30,000 they are enough": (sign(2_999_999, 1, 2), [contracted(2_999_999, 1, 2)]),
    "at 30,000 prices are compared openly": (sign(*THREE), ProcurementFaulty((NOT_OPEN,))),
    "then it is signed": (
        sign(*THREE, openly=True),
        [contracted(*THREE, how=Procurement.OPEN_COMPARISON)],
    ),
    "all that is missing is told at once": (
        sign(3_000_000).model_copy(update={"price": fen(3_000_001)}),
        ProcurementFaulty((TOO_FEW, NOT_OPEN, ProcurementFault.PRICE_NOT_QUOTED)),
    ),
    "nobody quotes twice": (
        sign(1).model_copy(update={"quotes": (*sign(1).quotes, *sign(1).quotes)}),
        ProcurementFaulty((ProcurementFault.SUPPLIER_QUOTED_TWICE,)),
    ),
    "the chair's own firm is refused": (sign(1, people=(CHAIR,)), RelatedParty((CHAIR,))),
    "so is the cousin's": (sign(1, people=(OWNER, COUSIN)), RelatedParty((COUSIN,))),
}


@pytest.mark.parametrize(("when", "then"), CONTRACTS.values(), ids=CONTRACTS.keys())
def test_contract(when, then):
    SPEC.check(TO_CONTRACT, when, then, asks(role=Role.COMMITTEE, org=COMMITTEE), AROUND)


def advance(amount: int, payment: str = "pay-0", people=SIGNED) -> PayAdvance:
    return PayAdvance(payment_id=payment, amount=fen(amount), paid_on=PAID_ON, signatures=people)


def ahead(payment: PayAdvance | PayFinal) -> PayAdvance | PayFinal:
    return payment.model_copy(update={"paid_on": date(2015, 5, 12)})


def test_while_another_vote_is_demanded_nothing_is_signed_or_paid_in_advance():
    waiting = {**AROUND, **resolution(Standing.WAITING)}
    SPEC.check(TO_CONTRACT, sign(1), NoResolution(Standing.WAITING), asks(), waiting)
    SPEC.check(TO_WORK, advance(1), NoResolution(Standing.WAITING), asks(), waiting)


# --- work and acceptance ----------------------------------------------------


def accept(amount: int = 2_790_000, people=LOOKED_AT) -> AcceptWork:
    return AcceptWork(amount=fen(amount), acceptors=people)


LIMIT = 858_000
RESIDENT, WATCHES, OF_CENTRE = Capacity.RESIDENT, Capacity.SUPERVISION_COMMITTEE, Capacity.CENTRE


def not_accepted(inspection: str = "i-1") -> WorkNotAccepted:
    return WorkNotAccepted(inspection_id=inspection, acceptors=LOOKED_AT, faults=(AcceptanceFault.DEFECTIVE,))


FAILED = not_accepted()
WORK = {
    "30 per cent are paid in advance": (
        TO_WORK,
        advance(LIMIT),
        [advanced(LIMIT)],
    ),
    "not a fen more": (
        TO_WORK,
        advance(LIMIT + 1),
        AdvanceAboveLimit(Money(amount=LIMIT)),
    ),
    "in two parts not more either": (
        [*TO_WORK, advanced(LIMIT)],
        advance(1, "pay-1"),
        AdvanceAboveLimit,
    ),
    "the same advance is paid once": (
        [*TO_WORK, advanced(LIMIT)],
        advance(LIMIT),
        [],
    ),
    "not on a day to come": (TO_WORK, ahead(advance(1)), PaidAhead),
    "an advance is signed for": (
        TO_WORK,
        advance(1, people=SIGNED[:2]),
        SignaturesMissing(3),
    ),
    "nothing is paid before the contract": (
        TO_CONTRACT,
        advance(1),
        StepOutOfTurn(Stage.APPROVED),
    ),
    "the work goes on": (TO_WORK, ReportProgress(percent=40), [ProjectProgressed(percent=40)]),
    "it does not go back": ([*TO_WORK, ProjectProgressed(percent=40)], ReportProgress(percent=40), []),
    "three accept the work": (TO_WORK, accept(), [accepted()]),
    "at its price too": (TO_WORK, accept(TOTAL), [accepted(TOTAL)]),
    "never above it": (
        TO_WORK,
        accept(TOTAL + 1),
        AcceptedOutsidePrice(Money(amount=0), Money(amount=TOTAL)),
    ),
    "nor below what was paid": (
        [*TO_WORK, advanced(LIMIT)],
        accept(LIMIT - 1),
        AcceptedOutsidePrice(Money(amount=LIMIT), Money(amount=TOTAL)),
    ),
    "two are too few": (TO_WORK, accept(people=LOOKED_AT[:2]), AcceptorsMissing(3, (OF_CENTRE,))),
    "a resident is among them": (
        TO_WORK,
        accept(people=acceptors(("a", OF_CENTRE), (WATCHER, WATCHES), ("b", OF_CENTRE))),
        AcceptorsMissing(3, (RESIDENT,)),
    ),
    "nobody looks twice": (
        TO_WORK,
        accept(people=acceptors(("a", RESIDENT), (WATCHER, WATCHES), ("a", OF_CENTRE))),
        SamePerson,
    ),
    "who looks for the supervision committee sits on it": (
        TO_WORK,
        accept(people=acceptors(("a", RESIDENT), ("b", WATCHES), ("c", OF_CENTRE))),
        NotSupervisionMember,
    ),
    "what is not in order is not accepted": (
        TO_WORK,
        RejectWork(inspection_id="i-1", acceptors=LOOKED_AT, faults=(AcceptanceFault.DEFECTIVE,)),
        [FAILED],
    ),
    "and may be accepted later": ([*TO_WORK, FAILED], accept(), [accepted()]),
    "what nobody proposed is not accepted": ([], accept(), ProjectUnknown),
}

# --- payments and the result ------------------------------------------------


INVOICED = invoices("00012345")


def pay(amount: int = 2_790_000, people=SIGNED, papers=INVOICED) -> PayFinal:
    return PayFinal(payment_id="pay-1", amount=fen(amount), paid_on=PAID_ON, invoices=papers, signatures=people)


POSTED = ResultPosted(paid=fen(2_790_000), until_on=date(2015, 5, 18))
UNDONE = PaymentUndone(payment_id="pay-1")
PAYMENTS = {
    "accepted work is paid": (TO_PAYMENT, pay(), [final()]),
    "not on a day to come": (TO_PAYMENT, ahead(pay()), PaidAhead),
    "once": ([*TO_PAYMENT, final()], pay(), []),
    "not a fen more than is left": (TO_PAYMENT, pay(2_790_001), AboveAccepted(Money(amount=2_790_000))),
    "after an advance the rest is": (
        [*TO_WORK, advanced(LIMIT), accepted()],
        pay(2_790_000 - LIMIT + 1),
        AboveAccepted(Money(amount=2_790_000 - LIMIT)),
    ),
    "three signatures by two people are not enough": (
        TO_PAYMENT,
        pay(people=signatures("p-1", "p-2", "p-2")),
        SamePerson,
    ),
    "nor are two": (TO_PAYMENT, pay(people=signatures("p-1", "p-2")), SignaturesMissing(3)),
    "an invoice is not handed in twice": (
        TO_PAYMENT,
        pay(papers=invoices("1", "2", "1")),
        DuplicateInvoice(number="1"),
    ),
    "invoices cover the payment": (
        TO_PAYMENT,
        pay(papers=invoices("1", amount=2_789_999)),
        InvoicesBelowPayment(Money(amount=2_789_999)),
    ),
    "a payment that came back is owed again": ([*TO_PAYMENT, final()], UndoPayment(payment_id="pay-1"), [UNDONE]),
    "it comes back once": (
        [*TO_PAYMENT, final(), UNDONE],
        UndoPayment(payment_id="pay-1"),
        PaymentNotMade,
    ),
    "paid in full, the result is posted for seven days": ([*TO_PAYMENT, final()], PostResult(), [POSTED]),
    "once, too": ([*TO_PAYMENT, final(), POSTED], PostResult(), []),
    "while anything is owed it is not": (
        [*TO_PAYMENT, final(2_789_999)],
        PostResult(),
        StillToPay(Money(amount=1)),
    ),
    "nor after the payment came back": (
        [*TO_PAYMENT, final(), POSTED, UNDONE],
        PostResult(),
        StillToPay(Money(amount=2_790_000)),
    ),
    "before acceptance nothing is paid in full": (TO_WORK, pay(), StepOutOfTurn(Stage.CONTRACTED)),
}


@pytest.mark.parametrize(
    ("given", "when", "then"),
    [*WORK.values(), *PAYMENTS.values()],
    ids=[*WORK, *PAYMENTS],
)
def test_work(given, when, then):
    SPEC.check(given, when, then, asks(role=Role.CENTRE_DIRECTOR), AROUND)


def test_another_committee_accepts_no_work():
    other = asks(role=Role.COMMITTEE, org=OTHER)
    rejected = RejectWork(inspection_id="i-1", acceptors=LOOKED_AT, faults=(AcceptanceFault.DEFECTIVE,))
    for when in (accept(), rejected):
        SPEC.check(TO_WORK, when, NotTheCommittee, other, AROUND)
