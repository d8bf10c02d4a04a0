"""Purchase contract (政府购买服务合同): a department pays a committee or an association for results, never for posts.

Invariants: nothing is done before the buyer's money for all lines has come in · no line is done beyond its cap, nothing
is accepted beyond what was reported, nor by whoever reported it · each settlement prices what was accepted since the
last one, once · what has fallen due never exceeds what was earned, nor the instalments' shares, and what is paid never
exceeds what is due · a score below all bands earns nothing and ends the contract; what fell due before stays owed · a
payment that came back is owed again, also of a contract that was completed.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.association_standing_state import AssociationNotInStanding, Standing, standing_of
from services.grants.domain.contract_commands import (
    CompleteContract,
    ContractCommand,
    EndForProvider,
    EndPeriod,
    MoveContract,
    OfBank,
    OfBuyer,
    OfTime,
    PayContract,
    ReportWork,
    ReturnContractPayment,
    ScoreContract,
    SignContract,
    TerminateContract,
    TransferTaskFunds,
    VerifyWork,
)
from services.grants.domain.contract_money import settlements
from services.grants.domain.contract_refusals import (
    AboveDue,
    AboveQuantityCap,
    AcceptedAboveReported,
    ContractAlreadySigned,
    ContractEnded,
    ContractStillOpen,
    ContractUnknown,
    DeductionUnexplained,
    DoneOutsidePeriod,
    EntryTaken,
    FundsNotTransferred,
    PeriodNotOver,
    Remaining,
    ReportUnknown,
    SettlementsDone,
    TaskNotInContract,
    WorkAlreadyVerified,
)
from services.grants.domain.contract_settlement import settle
from services.grants.domain.contract_signing import not_to_be_signed, signed
from services.grants.domain.contract_state import (
    Book,
    Completed,
    Contract,
    NotSigned,
    Open,
    Running,
    Signed,
    Terminated,
    evolve,
)
from services.grants.domain.parties import not_for_buyer, not_for_department, not_for_provider
from services.grants.domain.payments import PaidAhead, not_to_be_returned
from shared.contracts.grants.contract import (
    ContractCompleted,
    ContractEvent,
    ContractMoved,
    ContractPaid,
    ContractPaymentReturned,
    ContractPeriodEnded,
    ContractTerminated,
    ProviderKind,
    TaskFundsTransferred,
    TerminationReason,
    WorkReported,
    WorkVerified,
)
from shared.contracts.refusals import SamePerson
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import AggregateRef
from shared.kernel.limits import END_OF_DAY
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal

Facts = list[ContractEvent] | Refusal


def provider_of(contract: Contract) -> tuple[AggregateRef, ...]:
    """The association that is the provider, which a report and a payment look at; none where a committee is."""
    if isinstance(contract, NotSigned) or contract.book.provider.kind is ProviderKind.COMMITTEE:
        return ()
    return (ASSOCIATION_STANDING.ref(contract.book.provider.id),)


def decide(command: ContractCommand, contract: Contract, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case SignContract():
            return _sign(command, contract, context)
        case EndPeriod() | EndForProvider() | MoveContract():
            return [] if isinstance(contract, NotSigned) else _of_time(command, contract, context)
        case _ if isinstance(contract, NotSigned):
            return ContractUnknown()
        case TransferTaskFunds():
            return _transfer(command, contract, context)
        case ReportWork():
            return _report(command, contract, context)
        case PayContract() | ReturnContractPayment():
            return _of_bank(command, contract, context)
        case VerifyWork():
            return not_for_buyer(context.actor, contract.book.signed.buyer) or _of_buyer(command, contract, context)
        case ScoreContract() | TerminateContract() | CompleteContract():
            return not_for_department(context.actor, contract.book.signed.buyer) or _of_buyer(
                command, contract, context
            )
        case _:
            assert_never(command)


def _sign(command: SignContract, contract: Contract, context: Context) -> Facts:
    if not isinstance(contract, NotSigned):
        told = contract.book.signed
        same = all(getattr(told, name) == value for name, value in command)
        return [] if same else ContractAlreadySigned()
    return not_to_be_signed(command, context) or [signed(command, context)]


# --- the buyer's money, and the provider's work -----------------------------


def _transfer(command: TransferTaskFunds, contract: Signed, context: Context) -> Facts:
    book = contract.book
    if context.actor.role is not Role.FUND_OFFICER and (
        refusal := not_for_department(context.actor, book.signed.buyer)
    ):
        return refusal
    transferred = TaskFundsTransferred(**dict(command))
    if (recorded := book.transfers.get(command.document)) is not None:
        return [] if recorded == transferred else EntryTaken(reference=command.document)
    if command.transferred_on > context.today:
        return PaidAhead()
    return [transferred] if isinstance(contract, Open) else ContractEnded()


def _report(command: ReportWork, contract: Signed, context: Context) -> Facts:
    book = contract.book
    if refusal := not_for_provider(context.actor, book.provider):
        return refusal
    if (recorded := book.work.get(command.report_id)) is not None:
        same = all(getattr(recorded.reported, name) == value for name, value in command)
        return [] if same else EntryTaken(reference=command.report_id)
    if not isinstance(contract, Open):
        return ContractEnded()
    if refusal := _frozen(book, context, Standing.ACTIVE) or _not_to_be_reported(command, book, context):
        return refusal
    return [WorkReported(**dict(command), reported_by=context.actor.id)]


def _not_to_be_reported(command: ReportWork, book: Book, context: Context) -> Refusal | None:
    contract = book.signed
    if command.code not in {task.code for task in contract.tasks}:
        return TaskNotInContract()
    if (missing := contract.total.amount - book.transferred) > 0:
        return FundsNotTransferred(missing=Money(amount=missing))
    if not contract.from_on <= command.done_on <= min(contract.until_on, context.today):
        return DoneOutsidePeriod(from_on=contract.from_on, until_on=contract.until_on)
    if len(book.scores) == settlements(contract):
        return SettlementsDone()
    left = book.line(command.code).qty_cap - book.claimed(command.code)
    return AboveQuantityCap(left=left) if command.quantity > left else None


def _frozen(book: Book, context: Context, *enough: Standing) -> Refusal | None:
    """Why nothing moves now: the provider is an association whose standing is not enough."""
    if book.provider.kind is ProviderKind.COMMITTEE:
        return None
    standing = standing_of(context.look(ASSOCIATION_STANDING, book.provider.id))
    return None if standing in enough else AssociationNotInStanding(standing=standing)


# --- the buyer's acts -------------------------------------------------------


def _of_buyer(command: OfBuyer, contract: Signed, context: Context) -> Facts:
    match command:
        case VerifyWork():
            return _verify(command, contract, context)
        case ScoreContract():
            return settle(command, contract, context)
        case TerminateContract():
            return _terminate(ContractTerminated(reason=command.reason, note=command.note), contract)
        case CompleteContract():
            return _complete(contract)
        case _:
            assert_never(command)


def _verify(command: VerifyWork, contract: Signed, context: Context) -> Facts:
    work = contract.book.work.get(command.report_id)
    if work is None:
        return ReportUnknown()
    verified = WorkVerified(**dict(command))
    if work.verified is not None:
        return [] if work.verified == verified else WorkAlreadyVerified()
    if work.reported.reported_by == context.actor.id:
        return SamePerson()
    if command.accepted > work.reported.quantity:
        return AcceptedAboveReported(reported=work.reported.quantity)
    if command.accepted < work.reported.quantity and command.reason is None:
        return DeductionUnexplained()
    return [verified] if isinstance(contract, Open) else ContractEnded()


def _terminate(terminated: ContractTerminated, contract: Signed) -> Facts:
    if isinstance(contract, Terminated) and contract.terminated == terminated:
        return []
    return [terminated] if isinstance(contract, Open) else ContractEnded()


def _complete(contract: Signed) -> Facts:
    if isinstance(contract, Completed):
        return []
    if isinstance(contract, Terminated):
        return ContractEnded()
    book = contract.book
    left = {
        Remaining.PERIOD: isinstance(contract, Running),
        Remaining.VERIFICATION: bool(book.unverified),
        Remaining.SETTLEMENT: book.unsettled > 0 or len(book.scores) < settlements(book.signed),
        Remaining.PAYMENT: book.due > book.paid,
    }
    remaining = tuple(what for what, is_left in left.items() if is_left)
    return ContractStillOpen(remaining=remaining) if remaining else [ContractCompleted()]


# --- payment, and the passing of time ---------------------------------------


def _of_bank(command: OfBank, contract: Signed, context: Context) -> Facts:
    match command:
        case PayContract():
            return _pay(command, contract.book, context)
        case ReturnContractPayment():
            return _take_back(command, contract.book, context)
        case _:
            assert_never(command)


def _pay(command: PayContract, book: Book, context: Context) -> Facts:
    paid = ContractPaid(**dict(command))
    if (recorded := book.receipts.get(command.receipt_ref)) is not None:
        return [] if recorded.paid == paid else EntryTaken(reference=command.receipt_ref)
    if refusal := _frozen(book, context, Standing.ACTIVE, Standing.ENDED):
        return refusal
    if command.paid_on > context.today:
        return PaidAhead()
    left = book.due - book.paid
    return AboveDue(due=Money(amount=left)) if command.amount.amount > left else [paid]


def _take_back(command: ReturnContractPayment, book: Book, context: Context) -> Facts:
    payment, returned = book.receipts.get(command.receipt_ref), ContractPaymentReturned(**dict(command))
    if payment is not None and payment.undone == returned:
        return []
    return not_to_be_returned(payment, command.returned_on, context) or [returned]


def period_over_at(contract: Contract) -> datetime | None:
    """When the contract's last day is over; None where that is told already."""
    return END_OF_DAY.of(contract.book.signed.until_on) if isinstance(contract, Running) else None


def _of_time(command: OfTime, contract: Signed, context: Context) -> Facts:
    match command:
        case EndPeriod():
            over_at = period_over_at(contract)
            if over_at is not None and context.now < over_at:
                return PeriodNotOver(until_on=contract.book.signed.until_on)
            return [] if over_at is None else [ContractPeriodEnded(ended_at=over_at)]
        case EndForProvider():
            ended = ContractTerminated(reason=TerminationReason.PROVIDER_ENDED)
            return [ended] if isinstance(contract, Open) else []
        case MoveContract():
            moved = isinstance(contract, Completed) or contract.book.provider.id == command.to_association
            return [] if moved else [ContractMoved(to_association=command.to_association)]
        case _:
            assert_never(command)


CONTRACT = Decider[Contract, ContractCommand, ContractEvent]("contract", NotSigned(), evolve, decide, ContractEvent)
