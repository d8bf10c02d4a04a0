"""The fund of one committee and of 2015 in a few words: who asks when, what happened, and what is asked for."""

from __future__ import annotations

from datetime import date, datetime

from services.grants.domain.committee import COMMITTEES, DISTRICT
from services.grants.domain.fund_commands import (
    AllocateFund,
    CarryIn,
    CommitFunds,
    MakePayment,
    RecoverFunds,
    ReleaseFunds,
    ReserveFunds,
    ReturnPayment,
    ReverseEntry,
    WithholdFund,
)
from services.grants.domain.types import CommitteeId
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.grants.committee import CommitteeAssignmentKnown, CommitteeKnown
from shared.contracts.grants.fund import (
    AllocationWithheld,
    EntryReversed,
    FundAmount,
    FundsCarriedIn,
    FundsCarriedOver,
    FundsCommitted,
    FundsRecovered,
    FundsReleased,
    FundsReserved,
    FundsReturned,
    FundYearEnded,
    Held,
    PaymentMade,
    PaymentReturned,
    ReleaseCause,
    SpecialFundAllocated,
    WithholdingReason,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.testing.decider import context, known
from tests.casework.district import CALENDAR, POLICY

COMMITTEE, OTHER, VILLAGE, LATE = (
    CommitteeId(each) for each in ("shulinxiang", "zhoujiaquan", "tuanjie-village", "late")
)
COMMUNITY = "dongguan"
YEAR = 100_000_00
"""100,000 yuan in fen."""
COUNCILS = known(
    COMMITTEES,
    DISTRICT,
    CommitteeKnown(committee_id=COMMITTEE, kind=CommitteeKind.RESIDENTS, source_position=1),
    CommitteeKnown(committee_id=OTHER, kind=CommitteeKind.RESIDENTS, source_position=2),
    CommitteeKnown(committee_id=VILLAGE, kind=CommitteeKind.VILLAGERS, source_position=3),
    CommitteeKnown(committee_id=LATE, kind=CommitteeKind.RESIDENTS, source_position=4),
    CommitteeAssignmentKnown(
        committee_id=COMMITTEE, community_id=COMMUNITY, effective_on=date(2013, 9, 29), source_position=5
    ),
    CommitteeAssignmentKnown(
        committee_id=LATE, community_id=COMMUNITY, effective_on=date(2016, 1, 1), source_position=6
    ),
)


PAID_ON = date(2015, 5, 11)


def asks(
    at: str = "2015-05-11T09:00", role: Role = Role.FUND_OFFICER, org: str = "", by: str = "s-somebody"
) -> Context:
    """Somebody asks, under the shipped policy and calendar."""
    return context(f"{at}+08:00", Actor(ActorId(by), role, org), POLICY, CALENDAR)


def fen(amount: int) -> FundAmount:
    return FundAmount(amount=amount)


# --- what happened ----------------------------------------------------------


def allocated(
    amount: int = YEAR, period: int = 2015, on: str = "2015-01-05", to: str = COMMITTEE
) -> SpecialFundAllocated:
    day = date.fromisoformat(on)
    return SpecialFundAllocated(committee_id=to, period=period, amount=fen(amount), allocated_on=day)


def withheld(to: str = COMMITTEE, reason: WithholdingReason = WithholdingReason.CLAWBACK_OPEN) -> AllocationWithheld:
    return AllocationWithheld(committee_id=to, period=2015, reason=reason, document="2015-7")


def carried_in(amount: int, period: int = 2015) -> FundsCarriedIn:
    return FundsCarriedIn(committee_id=COMMITTEE, period=period, amount=fen(amount))


def reserved(amount: int, project: str = "p-1") -> FundsReserved:
    return FundsReserved(project_id=project, amount=fen(amount))


def committed(amount: int, project: str = "p-1") -> FundsCommitted:
    return FundsCommitted(project_id=project, amount=fen(amount))


def released(amount: int, held: Held, cause: ReleaseCause, project: str = "p-1") -> FundsReleased:
    return FundsReleased(project_id=project, amount=fen(amount), held=held, cause=cause)


def paid(amount: int, payment: str = "pay-1", project: str = "p-1") -> PaymentMade:
    return PaymentMade(project_id=project, payment_id=payment, amount=fen(amount), paid_on=PAID_ON)


def came_back(amount: int, payment: str = "pay-1", project: str = "p-1") -> PaymentReturned:
    return PaymentReturned(project_id=project, payment_id=payment, amount=fen(amount))


def recovered(amount: int, receipt: str = "R-1", project: str = "p-1") -> FundsRecovered:
    return FundsRecovered(project_id=project, receipt=receipt, amount=fen(amount))


def reversed_(entry: int) -> EntryReversed:
    return EntryReversed(reverses=entry, document="2015-9")


def carried_over(amount: int) -> FundsCarriedOver:
    return FundsCarriedOver(to_period=2016, amount=fen(amount))


def returned(amount: int) -> FundsReturned:
    return FundsReturned(amount=fen(amount))


ENDED = FundYearEnded(ended_at=datetime.fromisoformat("2016-01-01T00:00+08:00"))


# --- what is asked for ------------------------------------------------------


def allocate(to: CommitteeId = COMMITTEE, period: int = 2015) -> AllocateFund:
    return AllocateFund(committee_id=to, period=period)


def withhold(to: CommitteeId = COMMITTEE, reason: WithholdingReason = WithholdingReason.CLAWBACK_OPEN) -> WithholdFund:
    return WithholdFund(committee_id=to, period=2015, reason=reason, document="2015-7")


def carry_in(period: int = 2016) -> CarryIn:
    return CarryIn(committee_id=COMMITTEE, period=period)


def reserve(amount: int, project: str = "p-1") -> ReserveFunds:
    return ReserveFunds(project_id=project, amount=fen(amount))


def commit(price: int, project: str = "p-1") -> CommitFunds:
    return CommitFunds(project_id=project, price=fen(price))


def release(worth: int, cause: ReleaseCause, project: str = "p-1") -> ReleaseFunds:
    return ReleaseFunds(project_id=project, worth=worth, cause=cause)


def pay(amount: int, payment: str = "pay-1", project: str = "p-1") -> MakePayment:
    return MakePayment(project_id=project, payment_id=payment, amount=fen(amount), paid_on=PAID_ON)


def give_back(amount: int, payment: str = "pay-1", project: str = "p-1") -> ReturnPayment:
    return ReturnPayment(project_id=project, payment_id=payment, amount=fen(amount))


def recover(amount: int, receipt: str = "R-1", project: str = "p-1") -> RecoverFunds:
    return RecoverFunds(project_id=project, receipt=receipt, amount=fen(amount))


def reverse(entry: int) -> ReverseEntry:
    return ReverseEntry(reverses=entry, document="2015-9")
