"""What can be asked of a purchase contract."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from services.grants.domain.types import GivenReference
from shared.contracts.grants.contract import (
    ContractTask,
    Counted,
    PaymentTerms,
    Provider,
    Quantity,
    Score,
    SettlementNumber,
    TerminationReason,
)
from shared.contracts.grants.task_admission import Amount, TaskCode, Text
from shared.kernel.instants import Day
from shared.kernel.messages import Command


class SignContract(Command):
    """Enter what buyer and provider signed on paper."""

    buyer: GivenReference
    provider: Provider
    tasks: Annotated[tuple[ContractTask, ...], Field(min_length=1, max_length=50)]
    terms: PaymentTerms
    from_on: Day
    until_on: Day
    signed_on: Day
    document: GivenReference


class TransferTaskFunds(Command):
    """Record that the buyer's money came in."""

    document: GivenReference
    amount: Amount
    transferred_on: Day


class ReportWork(Command):
    """Say how much of a task was done."""

    report_id: GivenReference
    code: TaskCode
    quantity: Quantity
    done_on: Day


class VerifyWork(Command):
    """Accept so much of what was reported; why not all of it, `reason` says."""

    report_id: GivenReference
    accepted: Counted
    reason: Text | None = None


class ScoreContract(Command):
    """Settle the work that was accepted since the last settlement by a score."""

    settlement: SettlementNumber
    score: Score


class PayContract(Command):
    """Record that the provider was paid."""

    receipt_ref: GivenReference
    amount: Amount
    paid_on: Day


class ReturnContractPayment(Command):
    """Record that the bank sent a payment back."""

    receipt_ref: GivenReference
    returned_on: Day


class TerminateContract(Command):
    """End the contract before it is fulfilled."""

    reason: Literal[TerminationReason.BREACH, TerminationReason.AGREED]
    note: Text | None = None


class CompleteContract(Command):
    """Close a contract of which nothing is left to do."""


class EndPeriod(Command):
    """Record that the last day of the contract is over."""


class EndForProvider(Command):
    """End the contract because the association that is its provider is none any more."""


class MoveContract(Command):
    """Let the contract go on with the registered association that its provider has become."""

    to_association: GivenReference


OfBuyer = VerifyWork | ScoreContract | TerminateContract | CompleteContract
OfTime = EndPeriod | EndForProvider | MoveContract
OfBank = PayContract | ReturnContractPayment
ContractCommand = SignContract | TransferTaskFunds | ReportWork | OfBank | OfBuyer | OfTime
