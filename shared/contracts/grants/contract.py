"""Events of the purchase contract (政府购买服务合同): a department pays a committee or an association for results."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.grants.task_admission import Amount, Reference, TaskCode, Text
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.money import Money

Quantity = Annotated[int, Field(ge=1, le=10**6)]
Counted = Annotated[int, Field(ge=0, le=10**6)]
Score = Annotated[int, Field(ge=0, le=100)]
Percent = Annotated[int, Field(ge=0, le=100)]
SettlementNumber = Annotated[int, Field(ge=1, le=40)]


class ProviderKind(StrEnum):
    """Who may be paid for a task; a residents' committee is no office and an association no company."""

    COMMITTEE = "COMMITTEE"
    ASSOCIATION = "ASSOCIATION"


class Provider(Value):
    """Who does the work: the id of a residents' committee or of an association."""

    kind: ProviderKind
    id: Reference


class ContractTask(Value):
    """One line: `unit_price` for each `unit` of an admitted task done to the `standard`, up to `qty_cap` of them."""

    code: TaskCode
    unit: Annotated[str, Field(min_length=1, max_length=40)]
    unit_price: Amount
    qty_cap: Quantity
    standard: Text


class PaymentTerms(StrEnum):
    """By what settlements what was earned falls due."""

    INSTALMENTS = "INSTALMENTS"
    """Three settlements; after each at most its share of the contract's total has fallen due."""

    QUARTERLY = "QUARTERLY"
    """One settlement after each quarter of the contract; what it earned is due at once."""


class PayBand(Value):
    """A score of `min_score` and more, and below the band above, pays so many percent; below all bands nothing."""

    min_score: Score
    pay_percent: Percent


class TerminationReason(StrEnum):
    """Why a contract ended before it was fulfilled."""

    SCORE_BELOW_MINIMUM = "SCORE_BELOW_MINIMUM"
    BREACH = "BREACH"
    AGREED = "AGREED"
    PROVIDER_ENDED = "PROVIDER_ENDED"
    """The association was deregistered, its filing cancelled or expired, or it was revoked."""


class ContractSigned(Event):
    """Buyer and provider signed: work from `from_on` to `until_on`; recorded when the buyer enters it.

    `total` is what all lines cost up to their caps. `bands` say what a score pays, the highest first, and `shares` how
    many percent of the total fall due at most with each instalment; both as policy had them at the signature. No task
    may be done before the buyer's money has come in.
    """

    buyer: Reference
    provider: Provider
    tasks: Annotated[tuple[ContractTask, ...], Field(min_length=1, max_length=50)]
    total: Amount
    terms: PaymentTerms
    bands: Annotated[tuple[PayBand, ...], Field(min_length=1, max_length=10)]
    shares: Annotated[tuple[Percent, ...], Field(max_length=10)] = ()
    from_on: Day
    until_on: Day
    signed_on: Day
    document: Reference

    def effective_at(self) -> datetime:
        """The beginning of the first day of the contract."""
        return start_of(self.from_on)


class TaskFundsTransferred(Event):
    """The buyer's money for the tasks came in (费随事转), by the voucher `document`; several add up."""

    document: Reference
    amount: Amount
    transferred_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day on which it came in."""
        return start_of(self.transferred_on)


class WorkReported(Event):
    """The provider says that it did so much of a task, the last of it on `done_on`; nothing is owed for it yet.

    Who entered it, `reported_by`, does not verify it; of what was reported before that was told, it is not known.
    """

    report_id: Reference
    code: TaskCode
    quantity: Quantity
    done_on: Day
    reported_by: Reference | None = None


class WorkVerified(Event):
    """The buyer looked at reported work and accepts so much of it; the rest is not paid, for the `reason`."""

    report_id: Reference
    accepted: Counted
    reason: Text | None = None


class ContractScored(Event):
    """The buyer scored the work accepted since the last settlement, and so its pay.

    `value` is that work at its prices, `pay_percent` what the score's band pays of it, `earned` the fen of that,
    rounded down.
    """

    settlement: SettlementNumber
    score: Score
    value: Money
    pay_percent: Percent
    earned: Money


class ContractPaymentDue(Event):
    """So much of what was earned fell due with a settlement; recorded with its score."""

    settlement: SettlementNumber
    amount: Amount


class ContractPaid(Event):
    """The provider was paid on `paid_on`, by the receipt `receipt_ref`."""

    receipt_ref: Reference
    amount: Amount
    paid_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of the payment."""
        return start_of(self.paid_on)


class ContractPaymentReturned(Event):
    """The bank sent a payment back on `returned_on`: so much is owed again, and paid by another receipt.

    A contract that was completed waits for that payment, and is completed once more after it.
    """

    receipt_ref: Reference
    returned_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day on which it came back."""
        return start_of(self.returned_on)


class ContractMoved(Event):
    """The filed association that is the provider was registered; the contract goes on with it under its new id."""

    to_association: Reference


class ContractPeriodEnded(Event):
    """The last day of the contract was over at `ended_at`; what was done until then is still verified and paid."""

    ended_at: datetime

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return self.ended_at


class ContractTerminated(Event):
    """The contract ended before it was fulfilled; what fell due before stays owed, what had not is no longer."""

    reason: TerminationReason
    note: Text | None = None


class ContractCompleted(Event):
    """The period is over, all work is verified and settled, and all that fell due is paid."""


ContractEvent = (
    ContractSigned
    | TaskFundsTransferred
    | WorkReported
    | WorkVerified
    | ContractScored
    | ContractPaymentDue
    | ContractPaid
    | ContractPaymentReturned
    | ContractMoved
    | ContractPeriodEnded
    | ContractTerminated
    | ContractCompleted
)
