"""Where a purchase contract stands, and how each fact changes that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from services.grants.domain.payments import Payment
from shared.contracts.grants.contract import (
    ContractCompleted,
    ContractEvent,
    ContractMoved,
    ContractPaid,
    ContractPaymentDue,
    ContractPaymentReturned,
    ContractPeriodEnded,
    ContractScored,
    ContractSigned,
    ContractTask,
    ContractTerminated,
    Provider,
    TaskFundsTransferred,
    WorkReported,
    WorkVerified,
)
from shared.kernel.refusals import CorruptStream


@dataclass(frozen=True, slots=True)
class Work:
    """What the provider reported, and what the buyer says of it."""

    reported: WorkReported
    verified: WorkVerified | None = None

    @property
    def claims(self) -> int:
        """How much of the line's cap it takes up."""
        return self.verified.accepted if self.verified else self.reported.quantity


@dataclass(frozen=True, slots=True)
class Book:
    """What a contract carries from state to state. Amounts are in fen; transfers and receipts are by their numbers."""

    signed: ContractSigned
    provider: Provider
    transfers: Mapping[str, TaskFundsTransferred] = field(default_factory=dict)
    work: Mapping[str, Work] = field(default_factory=dict)
    scores: tuple[ContractScored, ...] = ()
    due: int = 0
    receipts: Mapping[str, Payment[ContractPaid, ContractPaymentReturned]] = field(default_factory=dict)

    @property
    def transferred(self) -> int:
        """The buyer's money that came in."""
        return sum(each.amount.amount for each in self.transfers.values())

    @property
    def paid(self) -> int:
        """What the provider has: nothing of what came back."""
        return sum(each.paid.amount.amount for each in self.receipts.values() if each.undone is None)

    @property
    def earned(self) -> int:
        """What all scores so far were worth."""
        return sum(each.earned.amount for each in self.scores)

    @property
    def unsettled(self) -> int:
        """Accepted work at its prices that no score has settled."""
        accepted = (
            each.verified.accepted * self.line(each.reported.code).unit_price.amount
            for each in self.work.values()
            if each.verified
        )
        return sum(accepted) - sum(each.value.amount for each in self.scores)

    @property
    def unverified(self) -> tuple[str, ...]:
        """The reports that the buyer has not looked at."""
        return tuple(report_id for report_id, each in self.work.items() if each.verified is None)

    def line(self, code: str) -> ContractTask:
        """The line of a task that is in the contract."""
        return next(task for task in self.signed.tasks if task.code == code)

    def claimed(self, code: str) -> int:
        """How much of a line's cap all work takes up."""
        return sum(each.claims for each in self.work.values() if each.reported.code == code)


@dataclass(frozen=True, slots=True)
class NotSigned:
    """Before the contract."""


@dataclass(frozen=True, slots=True)
class Running:
    """Signed, and its last day is not over."""

    book: Book


@dataclass(frozen=True, slots=True)
class PeriodOver:
    """The last day is over; what was done until then is reported, verified, settled and paid yet."""

    book: Book


@dataclass(frozen=True, slots=True)
class Terminated:
    """Ended before it was fulfilled; what fell due before is still paid."""

    book: Book
    terminated: ContractTerminated


@dataclass(frozen=True, slots=True)
class Completed:
    """All is done and paid."""

    book: Book


Open = Running | PeriodOver
Signed = Open | Terminated | Completed
Contract = NotSigned | Signed


def evolve(contract: Contract, event: ContractEvent) -> Contract:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, contract:
        case ContractSigned(), NotSigned():
            return Running(Book(event, event.provider))
        case ContractPeriodEnded(), Running(book):
            return PeriodOver(book)
        case ContractTerminated(), (Running(book) | PeriodOver(book)):
            return Terminated(book, event)
        case ContractCompleted(), PeriodOver(book):
            return Completed(book)
        case (
            (TaskFundsTransferred() | WorkReported() | WorkVerified() | ContractScored() | ContractPaymentDue()),
            (Running() | PeriodOver()),
        ):
            return replace(contract, book=_booked(contract.book, event))
        case (
            (ContractPaid() | ContractPaymentReturned() | ContractMoved()),
            (Running() | PeriodOver() | Terminated()),
        ):
            return replace(contract, book=_booked(contract.book, event))
        case ContractPaymentReturned(), Completed(book):
            return PeriodOver(_booked(book, event))
        case _:
            raise CorruptStream(f"{type(event).__name__} of a contract that is {type(contract).__name__}")


def _booked(book: Book, event: ContractEvent) -> Book:
    match event:
        case TaskFundsTransferred():
            return replace(book, transfers={**book.transfers, event.document: event})
        case WorkReported():
            return replace(book, work={**book.work, event.report_id: Work(event)})
        case WorkVerified():
            verified = Work(book.work[event.report_id].reported, event)
            return replace(book, work={**book.work, event.report_id: verified})
        case ContractScored():
            return replace(book, scores=(*book.scores, event))
        case ContractPaymentDue():
            return replace(book, due=book.due + event.amount.amount)
        case ContractPaid():
            return replace(book, receipts={**book.receipts, event.receipt_ref: Payment(event)})
        case ContractPaymentReturned():
            back = replace(book.receipts[event.receipt_ref], undone=event)
            return replace(book, receipts={**book.receipts, event.receipt_ref: back})
        case ContractMoved():
            return replace(book, provider=book.provider.model_copy(update={"id": event.to_association}))
        case _:
            raise CorruptStream(f"{type(event).__name__} is no entry of a contract's book")
