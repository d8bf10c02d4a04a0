"""What is told of purchase contracts: to the parties with all work and money, to anybody parties, tasks and sums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, assert_never

from pydantic import BaseModel
from sqlalchemy import Row

from services.grants.domain.contract_state import (
    Completed,
    Contract,
    NotSigned,
    PeriodOver,
    Running,
    Signed,
    Terminated,
)
from services.grants.domain.payments import Payment
from services.grants.views.contract import ContractState
from shared.contracts.grants.contract import (
    ContractPaid,
    ContractPaymentReturned,
    ContractScored,
    ContractTask,
    PayBand,
    PaymentTerms,
    Provider,
    ProviderKind,
    TaskFundsTransferred,
    TerminationReason,
)
from shared.kernel.money import Money


class WorkOut(BaseModel):
    """What was reported, and how much of it the buyer accepted."""

    report_id: str
    code: str
    quantity: int
    done_on: date
    accepted: int | None = None
    reason: str | None = None


class ContractPaymentOut(BaseModel):
    """A payment, and the day on which the bank sent it back."""

    receipt_ref: str
    amount: Money
    paid_on: date
    returned_on: date | None = None


class ContractBase(BaseModel):
    """What a contract says."""

    id: str
    state: ContractState
    buyer: str
    provider: Provider
    document: str
    tasks: tuple[ContractTask, ...]
    from_on: date
    until_on: date
    total: Money
    paid: Money


class PublicContract(ContractBase):
    """A contract as anybody may see it: parties, tasks and sums."""

    @classmethod
    def of(cls, row: Row[Any]) -> PublicContract:
        """What a row of the view says in public."""
        said = {name: getattr(row, name) for name in ("id", "state", "buyer", "document", "from_on", "until_on")}
        provider = Provider(kind=ProviderKind(row.provider_kind), id=row.provider_id)
        tasks = tuple(ContractTask.model_validate(task, strict=False) for task in row.tasks)
        money = {name: Money(amount=getattr(row, name)) for name in ("total", "paid")}
        return cls.model_validate({**said, **money, "provider": provider, "tasks": tasks})


class PublicContractPage(BaseModel):
    """Some contracts in the order of their entry; `next` continues after them."""

    contracts: tuple[PublicContract, ...]
    next: str | None = None

    @classmethod
    def of(cls, rows: Sequence[Row[Any]], next_: str | None) -> PublicContractPage:
        """A page of the view's rows."""
        return cls(contracts=tuple(PublicContract.of(row) for row in rows), next=next_)


class ContractBrief(ContractBase):
    """A contract in a list, with its money."""

    terms: PaymentTerms
    signed_on: date
    transferred: Money
    due: Money

    @classmethod
    def of(cls, row: Row[Any]) -> ContractBrief:
        """What a row of the view says."""
        money = {name: Money(amount=getattr(row, name)) for name in ("transferred", "due")}
        words = {"terms": row.terms, "signed_on": row.signed_on}
        return cls.model_validate({**dict(PublicContract.of(row)), **money, **words})


class ContractPage(BaseModel):
    """Some contracts in the order of their entry; `next` continues after them."""

    contracts: tuple[ContractBrief, ...]
    next: str | None = None


class ContractOut(ContractBrief):
    """A contract with all of its work and money; `earned` is what the scores so far were worth."""

    bands: tuple[PayBand, ...]
    shares: tuple[int, ...]
    earned: Money
    transfers: tuple[TaskFundsTransferred, ...]
    work: tuple[WorkOut, ...]
    scores: tuple[ContractScored, ...]
    payments: tuple[ContractPaymentOut, ...]
    terminated_because: TerminationReason | None = None


def shown(id_: str, contract: Contract) -> ContractOut | None:
    """A contract in a state, with all that its book says."""
    if isinstance(contract, NotSigned):
        return None
    book, signed = contract.book, contract.book.signed
    said = {name: getattr(signed, name) for name in ("buyer", "document", "tasks", "from_on", "until_on", "signed_on")}
    money = {name: Money(amount=getattr(book, name)) for name in ("transferred", "due", "paid", "earned")}
    told = {
        "id": id_,
        "state": _state(contract),
        "provider": book.provider,
        "terms": signed.terms,
        "total": Money(amount=signed.total.amount),
        "bands": signed.bands,
        "shares": signed.shares,
        "transfers": tuple(book.transfers.values()),
        "work": tuple(_work(each.reported.report_id, contract) for each in book.work.values()),
        "scores": book.scores,
        "payments": tuple(_payment(each) for each in book.receipts.values()),
        "terminated_because": contract.terminated.reason if isinstance(contract, Terminated) else None,
    }
    return ContractOut.model_validate({**told, **said, **money})


def _work(report_id: str, contract: Signed) -> WorkOut:
    each = contract.book.work[report_id]
    reported, verified = each.reported, each.verified
    return WorkOut(
        report_id=report_id,
        code=reported.code,
        quantity=reported.quantity,
        done_on=reported.done_on,
        accepted=verified.accepted if verified else None,
        reason=verified.reason if verified else None,
    )


def _payment(payment: Payment[ContractPaid, ContractPaymentReturned]) -> ContractPaymentOut:
    paid, undone = payment.paid, payment.undone
    return ContractPaymentOut(
        receipt_ref=paid.receipt_ref,
        amount=Money(amount=paid.amount.amount),
        paid_on=paid.paid_on,
        returned_on=undone.returned_on if undone else None,
    )


def _state(contract: Signed) -> ContractState:
    match contract:
        case Running():
            return ContractState.RUNNING
        case PeriodOver():
            return ContractState.PERIOD_OVER
        case Terminated():
            return ContractState.TERMINATED
        case Completed():
            return ContractState.COMPLETED
        case _:
            assert_never(contract)
