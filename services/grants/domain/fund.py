"""Fund (服务群众专项资金): the money of one residents' committee in one period, as a double-entry ledger.

Invariants: it never has less than nothing, nor holds more for a project than was approved · approval reserves, a
contract commits, paying takes from what is committed, a payment that came back is owed again · what is wrong is put
right by the opposite entry, once · when the period is over nothing is available any more: what was not committed goes
on into the next one, as far as it may, or back to the district, and so does what is released later.
"""

from __future__ import annotations

from datetime import date
from typing import assert_never

from services.grants.domain.committee import gone_by, residents_only
from services.grants.domain.fund_commands import (
    AllocateFund,
    ByProject,
    CarryIn,
    CommitFunds,
    DrawStatement,
    EndYear,
    FundCommand,
    MakePayment,
    MissSpendPlan,
    RecoverFunds,
    ReleaseFunds,
    RemindOfUse,
    ReserveFunds,
    ReturnPayment,
    ReverseEntry,
    SubmitSpendPlan,
    WithholdFund,
)
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
    NothingReserved,
    PaperUsed,
)
from services.grants.domain.fund_state import Ended, Fund, NotOpened, Opened, Running, evolve
from services.grants.domain.fund_year import fell_due, year_ended
from services.grants.domain.ledger import NOTHING, Entry
from services.grants.domain.payments import PaymentNotMade
from services.grants.domain.rules import acts_for, allowed_uses
from services.grants.domain.types import fund_id
from shared.contracts.grants.fund import (
    AllocationWithheld,
    EntryReversed,
    FundAmount,
    FundEvent,
    FundsCarriedIn,
    FundsCarriedOver,
    FundsCommitted,
    FundsRecovered,
    FundsReleased,
    FundsReserved,
    FundsReturned,
    Held,
    LedgerEvent,
    PaymentMade,
    PaymentReturned,
    ReleaseCause,
    SpecialFundAllocated,
    SpendPlanSubmitted,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal

ANNUAL_AMOUNT = "fund.annual_amount"

Facts = list[FundEvent] | Refusal


def decide(command: FundCommand, fund: Fund, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case AllocateFund():
            return residents_only(context, command.committee_id) or _allocate(command, fund, context)
        case WithholdFund():
            return residents_only(context, command.committee_id) or _withhold(command, fund)
        case CarryIn():
            return _carry_in(command, fund, context)
        case MissSpendPlan() | RemindOfUse() | DrawStatement() | EndYear():
            return [] if isinstance(fund, NotOpened) else fell_due(command, fund, context)
        case _:
            return FundUnknown() if isinstance(fund, NotOpened) else _of_opened(command, fund, context)


def _of_opened(command: ByProject | ReverseEntry | SubmitSpendPlan, fund: Opened, context: Context) -> Facts:
    match command:
        case ReserveFunds():
            return _reserve(command, fund)
        case CommitFunds():
            return _commit(command, fund)
        case ReleaseFunds():
            return _release(command, fund)
        case MakePayment():
            return _pay(command, fund)
        case ReturnPayment():
            return _take_back(command, fund)
        case RecoverFunds():
            return _recover(command, fund)
        case ReverseEntry():
            return _reverse(command, fund)
        case SubmitSpendPlan():
            return _plan(command, fund, context)
        case _:
            assert_never(command)


# --- what comes in ----------------------------------------------------------


def _allocate(command: AllocateFund, fund: Fund, context: Context) -> Facts:
    if isinstance(fund, Running) and fund.book.ledger.sums.allocated > 0:
        return []
    if isinstance(fund, Ended) or context.today.year > command.period:
        return FundYearOver()
    if (refusal := gone_by(context, command.committee_id, command.period)) is not None:
        return refusal
    fen = context.policy.whole(ANNUAL_AMOUNT, date(command.period, 1, 1))
    allocated = SpecialFundAllocated(
        committee_id=command.committee_id,
        period=command.period,
        amount=FundAmount(amount=fen),
        allocated_on=context.today,
    )
    return [allocated]


def _withhold(command: WithholdFund, fund: Fund) -> Facts:
    withheld = AllocationWithheld(**dict(command))
    if isinstance(fund, NotOpened):
        return [withheld]
    if fund.book.ledger.sums.allocated > 0:
        return AlreadyAllocated()
    return [] if fund.book.withheld == withheld else [withheld]


def _carry_in(command: CarryIn, fund: Fund, context: Context) -> Facts:
    """What the year before carries over is asked of that year itself, which ends in the same act."""
    before = context.look(FUND, fund_id(command.committee_id, command.period - 1))
    if not isinstance(before, Running) or isinstance(fund, Ended):
        return []
    carried = [each for each in year_ended(before.book, context) if isinstance(each, FundsCarriedOver)]
    return [FundsCarriedIn(**dict(command), amount=each.amount) for each in carried]


# --- what projects do -------------------------------------------------------


def _booked(fund: Opened, *entries: LedgerEvent) -> list[FundEvent]:
    """The entries; of a year that is over, what they leave available goes back at once."""
    ledger = fund.book.ledger
    for entry in entries:
        ledger = ledger.after(entry)
    left = ledger.sums.available
    if isinstance(fund, Ended) and left > 0:
        return [*entries, FundsReturned(amount=FundAmount(amount=left))]
    return list(entries)


def _reserve(command: ReserveFunds, fund: Opened) -> Facts:
    sums = fund.book.ledger.sums
    if fund.book.ledger.of(command.project_id).held > 0:
        return []
    if isinstance(fund, Ended):
        return FundYearOver()
    if command.amount.amount > sums.available:
        return InsufficientFunds(available=Money(amount=sums.available))
    return [FundsReserved(project_id=command.project_id, amount=command.amount)]


def _commit(command: CommitFunds, fund: Opened) -> Facts:
    reserved, price = fund.book.ledger.of(command.project_id).reserved, command.price.amount
    if reserved == 0:
        return NothingReserved()
    if price > reserved:
        return AboveReservation(reserved=Money(amount=reserved))
    committed = FundsCommitted(project_id=command.project_id, amount=command.price)
    rest = _released(command.project_id, reserved - price, Held.RESERVED, ReleaseCause.PRICE_BELOW_APPROVAL)
    return _booked(fund, committed, *rest)


def _release(command: ReleaseFunds, fund: Opened) -> Facts:
    held = fund.book.ledger.of(command.project_id)
    reserved = _released(command.project_id, held.reserved, Held.RESERVED, command.cause)
    owed = max(0, command.worth - held.paid)
    committed = _released(command.project_id, held.committed - owed, Held.COMMITTED, command.cause)
    return _booked(fund, *reserved, *committed) if reserved or committed else []


def _released(project_id: str, fen: int, held: Held, cause: ReleaseCause) -> list[FundsReleased]:
    if fen <= 0:
        return []
    return [FundsReleased(project_id=project_id, amount=FundAmount(amount=fen), held=held, cause=cause)]


def _pay(command: MakePayment, fund: Opened) -> Facts:
    ledger = fund.book.ledger
    if ledger.of_another(command.payment_id, command.project_id):
        return PaperUsed()
    if (ledger.of_paper(command.payment_id) or NOTHING).paid > 0:
        return []
    committed = ledger.of(command.project_id).committed
    if command.amount.amount > committed:
        return AboveCommitment(committed=Money(amount=committed))
    return [PaymentMade(**dict(command))]


def _take_back(command: ReturnPayment, fund: Opened) -> Facts:
    ledger = fund.book.ledger
    made = ledger.of_paper(command.payment_id)
    of_another = ledger.of_another(command.payment_id, command.project_id)
    if made is None or of_another or made.paid != command.amount.amount:
        return PaymentNotMade()
    return _recovered_already(fund, command.project_id, made.paid) or [PaymentReturned(**dict(command))]


def _recovered_already(fund: Opened, project_id: str, fen: int) -> Refusal | None:
    """What was clawed back came from the supplier: it does not come back from the bank as well."""
    of_project = fund.book.ledger.of(project_id)
    left = of_project.paid - of_project.clawed_back
    return AbovePaid(paid=Money(amount=left)) if fen > left else None


def _recover(command: RecoverFunds, fund: Opened) -> Facts:
    ledger = fund.book.ledger
    if (stands := ledger.of_paper(command.receipt)) is not None:
        same = stands.clawed_back == command.amount.amount and not ledger.of_another(
            command.receipt, command.project_id
        )
        return [] if same else PaperUsed()
    of_project = ledger.of(command.project_id)
    left = of_project.paid - of_project.clawed_back
    if command.amount.amount > left:
        return AbovePaid(paid=Money(amount=left))
    return _booked(fund, FundsRecovered(**dict(command)))


# --- what was wrong, and what is planned ------------------------------------


def _reverse(command: ReverseEntry, fund: Opened) -> Facts:
    ledger = fund.book.ledger
    entry = ledger.entry(command.reverses)
    if entry is None:
        return EntryUnknown()
    if command.reverses in ledger.reversed:
        return []
    if not _reversible(entry):
        return EntryNotReversible()
    if entry.moves.allocated > ledger.sums.available:
        return InsufficientFunds(available=Money(amount=ledger.sums.available))
    return _no_payment(entry, fund) or [EntryReversed(**dict(command))]


def _no_payment(entry: Entry, fund: Opened) -> Refusal | None:
    """Why a payment is not reversed: it came back already, or was clawed back."""
    if entry.paper is None or entry.project_id is None:
        return None
    if (fund.book.ledger.of_paper(entry.paper) or NOTHING).paid == 0:
        return PaymentNotMade()
    return _recovered_already(fund, entry.project_id, entry.moves.paid)


def _reversible(entry: Entry) -> bool:
    return entry.reverses is None and (entry.moves.allocated > 0 or entry.moves.paid > 0)


def _plan(command: SubmitSpendPlan, fund: Opened, context: Context) -> Facts:
    book = fund.book
    refused = acts_for(book.committee_id, context) or allowed_uses((use.category for use in command.uses), context)
    if refused is not None:
        return refused
    if isinstance(fund, Ended):
        return FundYearOver()
    money = book.ledger.sums.came_in
    if sum(use.amount.amount for use in command.uses) > money:
        return InsufficientFunds(available=Money(amount=money))
    submitted = SpendPlanSubmitted(uses=command.uses)
    return [] if book.plan == submitted else [submitted]


FUND = Decider[Fund, FundCommand, FundEvent]("fund", NotOpened(), evolve, decide, FundEvent)
