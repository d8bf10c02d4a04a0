"""Allocation rounds, and invoices that are used once in the whole district: one row each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from services.grants.domain.allocation_round import (
    ALLOCATION_ROUND,
    CloseAllocationRound,
    OpenAllocationRound,
    RoundIncomplete,
    RoundUnknown,
)
from services.grants.domain.committee import COMMITTEES, DISTRICT, CommitteeGone
from services.grants.domain.fund import FUND
from services.grants.domain.invoice import INVOICE, DuplicateInvoice, FreeInvoice, UseInvoice
from shared.contracts.grants.allocation_round import AllocationRoundClosed, AllocationRoundOpened
from shared.contracts.grants.committee import CommitteeAbolitionKnown
from shared.contracts.grants.invoice import InvoiceFreed, InvoiceUsed
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.grants.funds import (
    COMMITTEE,
    COUNCILS,
    OTHER,
    allocate,
    allocated,
    asks,
    carried_in,
    fen,
    reversed_,
    withheld,
    withhold,
)

# --- invoices ---------------------------------------------------------------


def use(payment: str = "pay-1", project: str = "p-1") -> UseInvoice:
    return UseInvoice(supplier="s-1", number="00012345", project_id=project, payment_id=payment, amount=fen(100))


USED = InvoiceUsed(**dict(use()))
INVOICES = {
    "an invoice is paid": ([], use(), [USED]),
    "the same payment again is the same": ([USED], use(), []),
    "another payment is refused": ([USED], use("pay-2"), DuplicateInvoice(number="00012345")),
    "in another project too": ([USED], use("pay-2", "p-2"), DuplicateInvoice),
    "what came back frees it": ([USED], FreeInvoice(payment_id="pay-1"), [InvoiceFreed(payment_id="pay-1")]),
    "only the payment that stands on it": ([USED], FreeInvoice(payment_id="pay-2"), []),
    "then it is paid again": (
        [USED, InvoiceFreed(payment_id="pay-1")],
        use("pay-2"),
        [InvoiceUsed(**dict(use("pay-2")))],
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), INVOICES.values(), ids=INVOICES.keys())
def test_invoice(given, when, then):
    Spec(INVOICE).check(given, when, then, asks())


# --- rounds -----------------------------------------------------------------

ROUND = AllocationRoundOpened(period=2015, committees=(COMMITTEE, OTHER))
BOTH = AllocationRoundClosed(allocated=(COMMITTEE,), withheld=(OTHER,))
GIVEN = known(FUND, f"{COMMITTEE}-2015", allocated())
REFUSED = known(FUND, f"{OTHER}-2015", withheld(OTHER))
NOTHING = {**known(FUND, f"{COMMITTEE}-2015"), **known(FUND, f"{OTHER}-2015")}
CLOSE = CloseAllocationRound()
ROUNDS = {
    "a round is opened for who was there": ([], OpenAllocationRound(period=2015), NOTHING, [ROUND]),
    "once": ([ROUND], OpenAllocationRound(period=2015), NOTHING, []),
    "while nobody has anything it stays open": ([ROUND], CLOSE, NOTHING, RoundIncomplete((COMMITTEE, OTHER))),
    "whoever is left out is named": ([ROUND], CLOSE, {**NOTHING, **GIVEN}, RoundIncomplete((OTHER,))),
    "with a reason it closes": ([ROUND], CLOSE, {**GIVEN, **REFUSED}, [BOTH]),
    "once for all": ([ROUND, BOTH], CLOSE, NOTHING, []),
    "what was only carried in is no allocation": (
        [ROUND],
        CLOSE,
        {**REFUSED, **known(FUND, f"{COMMITTEE}-2015", carried_in(1))},
        RoundIncomplete((COMMITTEE,)),
    ),
    "nor is one that was reversed": (
        [ROUND],
        CLOSE,
        {**REFUSED, **known(FUND, f"{COMMITTEE}-2015", allocated(), reversed_(1))},
        RoundIncomplete((COMMITTEE,)),
    ),
    "a reason of before it is none, once it is": (
        [ROUND],
        CLOSE,
        {**REFUSED, **known(FUND, f"{COMMITTEE}-2015", withheld(), allocated(), reversed_(1))},
        RoundIncomplete((COMMITTEE,)),
    ),
    "whom nobody looked at is missing": ([ROUND], CLOSE, GIVEN, RoundIncomplete((OTHER,))),
    "a round that was never opened is not closed": ([], CLOSE, {}, RoundUnknown),
}


@pytest.mark.parametrize(("given", "when", "around", "then"), ROUNDS.values(), ids=ROUNDS.keys())
def test_round(given, when, around, then):
    Spec(ALLOCATION_ROUND).check(given, when, then, asks(), {**COUNCILS, **around})


def abolished(on: str) -> Mapping[AggregateRef, object]:
    """What councils said, and that one of both committees was abolished."""
    gone = CommitteeAbolitionKnown(committee_id=OTHER, abolished_on=date.fromisoformat(on), source_position=9)
    return {COMMITTEES.ref(DISTRICT): COMMITTEES.evolve(COUNCILS[COMMITTEES.ref(DISTRICT)], gone)}  # type: ignore[arg-type]


ONE = AllocationRoundClosed(allocated=(COMMITTEE,), withheld=())
ENDED = {
    "who was gone before the year is not waited for": ("2015-01-01", GIVEN, [ONE]),
    "who was there for a day of it is": ("2015-01-02", GIVEN, RoundIncomplete((OTHER,))),
    "and has its reason": ("2015-01-02", {**GIVEN, **REFUSED}, [BOTH]),
    "or had its money before": (
        "2015-07-01",
        {**GIVEN, **known(FUND, f"{OTHER}-2015", allocated())},
        [AllocationRoundClosed(allocated=(COMMITTEE, OTHER), withheld=())],
    ),
}


@pytest.mark.parametrize(("on", "around", "then"), ENDED.values(), ids=ENDED.keys())
def test_a_round_of_a_year_in_which_a_committee_was_abolished(on, around, then):
    """Whether councils tell it before its allocation or after it."""
    Spec(ALLOCATION_ROUND).check([ROUND], CLOSE, then, asks(), {**COUNCILS, **abolished(on), **around})


def test_money_is_given_to_who_was_there_for_a_day_of_the_year():
    """Why another got none is recorded all the same."""
    spec, councils = Spec(FUND), {**COUNCILS, **abolished("2015-01-01")}
    spec.check([], allocate(OTHER), CommitteeGone(date(2015, 1, 1)), asks(), councils)
    spec.check([], withhold(OTHER), [withheld(OTHER)], asks(), councils)
    given = allocated(on="2015-05-11", to=OTHER)
    spec.check([], allocate(OTHER), [given], asks(), {**COUNCILS, **abolished("2015-01-02")})
    spec.check([given], allocate(OTHER), [], asks(), {**COUNCILS, **abolished("2015-07-01")})


def test_a_round_that_was_never_opened_cannot_have_been_closed():
    with pytest.raises(CorruptStream):
        ALLOCATION_ROUND.fold([BOTH])
