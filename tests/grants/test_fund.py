"""The fund of a committee: decisions about its money, one row each. Amounts are in fen; it is Monday 2015-05-11."""

from __future__ import annotations

import pytest

from services.grants.domain.fund import FUND
from services.grants.domain.fund_commands import SubmitSpendPlan
from services.grants.domain.fund_refusals import (
    AboveCommitment,
    AbovePaid,
    AboveReservation,
    AlreadyAllocated,
    EntryNotReversible,
    EntryUnknown,
    FundUnknown,
    FundYearOver,
    InsufficientFunds,
    NegativeList,
    NothingReserved,
    PaperUsed,
)
from services.grants.domain.payments import PaymentNotMade
from services.grants.domain.types import CommitteeId
from shared.contracts.grants.fund import (
    Held,
    PlannedUse,
    ReleaseCause,
    SpendPlanSubmitted,
    UseCategory,
    WithholdingReason,
)
from shared.contracts.refusals import CommitteeNotKnown, NotTheCommittee, WrongRegime
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.grants.funds import (
    COMMITTEE,
    COUNCILS,
    ENDED,
    OTHER,
    VILLAGE,
    YEAR,
    allocate,
    allocated,
    asks,
    came_back,
    carried_in,
    commit,
    committed,
    fen,
    give_back,
    paid,
    pay,
    recover,
    recovered,
    release,
    released,
    reserve,
    reserved,
    returned,
    reverse,
    reversed_,
    withheld,
    withhold,
)

SPEC = Spec(FUND)
GIVEN = allocated(on="2015-05-11")
RESERVED, COMMITTED = Held.RESERVED, Held.COMMITTED
CHEAPER, ACCEPTED = ReleaseCause.PRICE_BELOW_APPROVAL, ReleaseCause.ACCEPTED_BELOW_PRICE
CLAWBACK, GIVEN_UP = ReleaseCause.CLAWBACK, ReleaseCause.PROJECT_WITHDRAWN
SIGNED = [GIVEN, reserved(300), committed(300)]
PAID = [*SIGNED, paid(300)]

ALLOCATIONS = {
    "a committee gets the amount of the year": ([], allocate(), [GIVEN]),
    "giving it twice gives it once": ([GIVEN], allocate(), []),
    "a village has no special fund": ([], allocate(VILLAGE), WrongRegime),
    "a committee that councils have not founded gets nothing": ([], allocate(CommitteeId("nobody")), CommitteeNotKnown),
    "what was carried in comes on top": ([carried_in(500)], allocate(), [GIVEN]),
    "for a reason a committee gets nothing": ([], withhold(), [withheld()]),
    "the same reason again is no news": ([withheld()], withhold(), []),
    "another reason is": (
        [withheld()],
        withhold(reason=WithholdingReason.DISSOLVED),
        [withheld(reason=WithholdingReason.DISSOLVED)],
    ),
    "who has the money is not refused it": ([GIVEN], withhold(), AlreadyAllocated),
    "once the reason is gone it gets the money": ([withheld()], allocate(), [GIVEN]),
    "nothing is allocated in a year that is over": ([withheld(), ENDED], allocate(), FundYearOver),
    "a village is refused nothing either": ([], withhold(VILLAGE), WrongRegime),
}
PROJECTS = {
    "a fund that was never opened reserves nothing": ([], reserve(1), FundUnknown),
    "all of it may be reserved": ([GIVEN], reserve(YEAR), [reserved(YEAR)]),
    "one fen more may not": ([GIVEN], reserve(YEAR + 1), InsufficientFunds(available=Money(amount=YEAR))),
    "what one project holds another cannot have": (
        [GIVEN, reserved(2_860_000)],
        reserve(7_200_000, "p-2"),
        InsufficientFunds(available=Money(amount=7_140_000)),
    ),
    "a project is reserved for once": ([GIVEN, reserved(300)], reserve(300), []),
    "a withheld fund has nothing": ([withheld()], reserve(1), InsufficientFunds(available=Money(amount=0))),
    "a contract at the approved amount commits it": ([GIVEN, reserved(300)], commit(300), [committed(300)]),
    "a cheaper one releases the rest": (
        [GIVEN, reserved(300)],
        commit(299),
        [committed(299), released(1, RESERVED, CHEAPER)],
    ),
    "a dearer one is refused": ([GIVEN, reserved(300)], commit(301), AboveReservation(reserved=Money(amount=300))),
    "without a reservation nothing is committed": ([GIVEN], commit(1), NothingReserved),
    "acceptance below the price releases the difference": (
        SIGNED,
        release(230, ACCEPTED),
        [released(70, COMMITTED, ACCEPTED)],
    ),
    "what was paid in advance is not owed again": (
        [*SIGNED, paid(90)],
        release(230, ACCEPTED),
        [released(70, COMMITTED, ACCEPTED)],
    ),
    "acceptance at the price releases nothing": (SIGNED, release(300, ACCEPTED), []),
    "a project that is given up releases what was reserved": (
        [GIVEN, reserved(300)],
        release(0, GIVEN_UP),
        [released(300, RESERVED, GIVEN_UP)],
    ),
    "a clawback releases what is still owed": (
        [*SIGNED, paid(90)],
        release(0, CLAWBACK),
        [released(210, COMMITTED, CLAWBACK)],
    ),
    "all that is committed may be paid": (SIGNED, pay(300), [paid(300)]),
    "a fen more may not be": (SIGNED, pay(301), AboveCommitment(committed=Money(amount=300))),
    "the same payment is made once": (PAID, pay(300), []),
    "another payment finds nothing committed": (PAID, pay(1, "pay-2"), AboveCommitment(committed=Money(amount=0))),
    "a payment of one project stands for no other's": (
        [*PAID, reserved(300, "p-2"), committed(300, "p-2")],
        pay(300, project="p-2"),
        PaperUsed,
    ),
    "a payment that the bank sent back is owed again": (PAID, give_back(300), [came_back(300)]),
    "it comes back once": ([*PAID, came_back(300)], give_back(300), PaymentNotMade),
    "one of another amount was never made": (PAID, give_back(299), PaymentNotMade),
    "nor was one of another project": (
        [*PAID, reserved(300, "p-2"), committed(300, "p-2"), paid(300, "pay-2", "p-2")],
        give_back(300, "pay-1", "p-2"),
        PaymentNotMade,
    ),
    "what was recovered does not come back from the bank as well": (
        [*PAID, recovered(1)],
        give_back(300),
        AbovePaid(paid=Money(amount=299)),
    ),
    "what came back is paid again": ([*PAID, came_back(300)], pay(300, "pay-2"), [paid(300, "pay-2")]),
    "all that was paid may be recovered": (PAID, recover(300), [recovered(300)]),
    "a fen more may not be recovered": (PAID, recover(301), AbovePaid(paid=Money(amount=300))),
    "what came in by a receipt is entered once": ([*PAID, recovered(100)], recover(100), []),
    "but not another amount by the same one": ([*PAID, recovered(100)], recover(101), PaperUsed),
    "nor what another project owes": (
        [*PAID, recovered(100), reserved(300, "p-2"), committed(300, "p-2"), paid(300, "pay-2", "p-2")],
        recover(100, project="p-2"),
        PaperUsed,
    ),
    "nor is a payment its own receipt": (PAID, recover(300, "pay-1"), PaperUsed),
    "of what was recovered nothing is recovered again": (
        [*PAID, recovered(300)],
        recover(1, "R-2"),
        AbovePaid(paid=Money(amount=0)),
    ),
}
REVERSALS = {
    "a wrong allocation is reversed": ([GIVEN], reverse(1), [reversed_(1)]),
    "and can be made anew": ([GIVEN, reversed_(1)], allocate(), [GIVEN]),
    "an entry is reversed once": ([GIVEN, reversed_(1)], reverse(1), []),
    "a reversal is not reversed": ([GIVEN, reversed_(1)], reverse(2), EntryNotReversible),
    "a wrong payment is reversed": (PAID, reverse(4), [reversed_(4)]),
    "one that came back is not": ([*PAID, came_back(300)], reverse(4), PaymentNotMade),
    "nor one of which something was recovered": ([*PAID, recovered(1)], reverse(4), AbovePaid),
    "a reservation is put right by what follows it": ([GIVEN, reserved(300)], reverse(2), EntryNotReversible),
    "money that is held cannot be taken back": (
        [GIVEN, reserved(300)],
        reverse(1),
        InsufficientFunds(available=Money(amount=YEAR - 300)),
    ),
    "no entry, no reversal": ([GIVEN], reverse(2), EntryUnknown),
}
AFTERWARDS = {
    "what is released after the year goes back at once": (
        [GIVEN, reserved(YEAR), committed(YEAR), ENDED],
        release(YEAR - 70, ACCEPTED),
        [released(70, COMMITTED, ACCEPTED), returned(70)],
    ),
    "what is recovered after the year does too": (
        [GIVEN, reserved(YEAR), committed(YEAR), paid(YEAR), ENDED],
        recover(500),
        [recovered(500), returned(500)],
    ),
    "what is committed is paid out of the year yet": (
        [GIVEN, reserved(YEAR), committed(YEAR), ENDED],
        pay(YEAR),
        [paid(YEAR)],
    ),
    "nothing is reserved in a year that is over": ([GIVEN, returned(YEAR), ENDED], reserve(1), FundYearOver),
}


@pytest.mark.parametrize(
    ("given", "when", "then"),
    [*ALLOCATIONS.values(), *PROJECTS.values(), *REVERSALS.values(), *AFTERWARDS.values()],
    ids=[*ALLOCATIONS, *PROJECTS, *REVERSALS, *AFTERWARDS],
)
def test_fund(given, when, then):
    SPEC.check(given, when, then, asks(), COUNCILS)


OVER = {
    "on the last day of a year it is allocated": ("2015-12-31T23:59", allocate(), [allocated(on="2015-12-31")]),
    "the day after it is not, since nothing could be reserved any more": ("2016-01-01T00:00", allocate(), FundYearOver),
    "why it was not, is recorded yet": ("2016-01-01T00:00", withhold(), [withheld()]),
}


@pytest.mark.parametrize(("at", "when", "then"), OVER.values(), ids=OVER.keys())
def test_a_year_that_is_over(at, when, then):
    SPEC.check([], when, then, asks(at), COUNCILS)


def plan(amount: int, category: UseCategory = UseCategory.ENVIRONMENT) -> SubmitSpendPlan:
    return SubmitSpendPlan(uses=(PlannedUse(category=category, amount=fen(amount)),))


PLANNED = SpendPlanSubmitted(uses=plan(YEAR).uses)
PLANS = {
    "a committee plans all of its money": (COMMITTEE, plan(YEAR), [PLANNED]),
    "but no more": (COMMITTEE, plan(YEAR + 1), InsufficientFunds),
    "and nothing for wages": (
        COMMITTEE,
        plan(1, UseCategory.WAGES_BONUSES),
        NegativeList(categories=(UseCategory.WAGES_BONUSES,)),
    ),
    "another committee does not plan for it": (OTHER, plan(1), NotTheCommittee),
}


@pytest.mark.parametrize(("org", "when", "then"), PLANS.values(), ids=PLANS.keys())
def test_plan(org, when, then):
    SPEC.check([GIVEN], when, then, asks(role=Role.COMMITTEE, org=org))


@pytest.mark.parametrize(
    "events",
    [[reserved(1)], [GIVEN, committed(1)], [GIVEN, reserved(YEAR + 1)], [GIVEN, ENDED, ENDED]],
    ids=["before it was opened", "out of nothing reserved", "beyond what there is", "ended twice"],
)
def test_a_ledger_that_contradicts_itself_is_noticed(events):
    with pytest.raises(CorruptStream):
        FUND.fold(events)
