"""Events of the special-fund project once it is approved: procurement, work, acceptance, payment, result, clawback."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.grants.fund import FundAmount, Reference
from shared.contracts.grants.fund_project import ProjectBeforeEvent
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import SubjectRef


class Procurement(StrEnum):
    """How a supplier is found; the amount says which is due."""

    DIRECT = "DIRECT"
    QUOTES = "QUOTES"
    OPEN_COMPARISON = "OPEN_COMPARISON"


class Capacity(StrEnum):
    """As what somebody accepts the work."""

    RESIDENT = "RESIDENT"
    """Who proposed it, or whom it serves."""

    SUPERVISION_COMMITTEE = "SUPERVISION_COMMITTEE"
    CENTRE = "CENTRE"


class Signatory(StrEnum):
    """As what somebody signs for a payment."""

    HANDLER = "HANDLER"
    """经手."""

    WITNESS = "WITNESS"
    """证明."""

    APPROVER = "APPROVER"
    """审批."""


class AcceptanceFault(StrEnum):
    """Why work was not accepted."""

    INCOMPLETE = "INCOMPLETE"
    DEFECTIVE = "DEFECTIVE"
    NOT_AS_APPROVED = "NOT_AS_APPROVED"


class ClawbackBasis(StrEnum):
    """Why money is asked back."""

    MISUSE = "MISUSE"
    FAKE_INVOICES = "FAKE_INVOICES"
    NOT_STARTED = "NOT_STARTED"
    FAILED_ACCEPTANCE = "FAILED_ACCEPTANCE"


class ReferredTo(StrEnum):
    """Who takes over what was not paid back."""

    DISCIPLINE = "DISCIPLINE"
    AUDIT = "AUDIT"


class Quote(Value):
    """What a supplier asks."""

    supplier: Reference
    price: FundAmount


class Acceptor(Value):
    """Who looked at the work, and as what."""

    person_id: SubjectRef
    capacity: Capacity


class Signature(Value):
    """Who signed for a payment, and as what."""

    person_id: SubjectRef
    signed_as: Signatory


class InvoiceOf(Value):
    """An invoice of the supplier, and how much it is for."""

    number: Reference
    amount: FundAmount


class ProjectContracted(Event):
    """A supplier was found by the procurement that the amount asks for; `price` is committed in the same act."""

    supplier: Reference
    in_charge: tuple[SubjectRef, ...]
    procurement: Procurement
    quotes: tuple[Quote, ...]
    price: FundAmount


class ProjectProgressed(Event):
    """The work has begun or gone on: so many per cent are done."""

    percent: Annotated[int, Field(ge=1, le=100)]


class AdvancePaid(Event):
    """The supplier was paid a part of the price on `paid_on`, before the work was accepted."""

    payment_id: Reference
    amount: FundAmount
    paid_on: Day
    signatures: tuple[Signature, ...]

    def effective_at(self) -> datetime:
        """The beginning of the day of the payment."""
        return start_of(self.paid_on)


class WorkAccepted(Event):
    """The work was looked at and accepted (验收) at `amount`; the rest of the price is released in the same act."""

    amount: FundAmount
    acceptors: tuple[Acceptor, ...]


class WorkNotAccepted(Event):
    """The work was looked at and not accepted; it may be looked at again."""

    inspection_id: Reference
    acceptors: tuple[Acceptor, ...]
    faults: tuple[AcceptanceFault, ...]


class FinalPaid(Event):
    """The supplier was paid for accepted work against invoices on `paid_on`."""

    payment_id: Reference
    amount: FundAmount
    paid_on: Day
    invoices: tuple[InvoiceOf, ...]
    signatures: tuple[Signature, ...]

    def effective_at(self) -> datetime:
        """The beginning of the day of the payment."""
        return start_of(self.paid_on)


class PaymentUndone(Event):
    """A payment came back from the bank, or its entry was reversed: the supplier is still to be paid."""

    payment_id: Reference


class ResultPosted(Event):
    """All was paid, and the result was put up with its accounts, until the end of `until_on`."""

    paid: FundAmount
    until_on: date


class FundProjectNotStarted(Event):
    """Money was paid for the project, and the last day to begin was over without a beginning; recorded once."""

    due_on: date

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return start_of(self.due_on + timedelta(days=1))


class ClawbackOrdered(Event):
    """Money that was paid for the project is asked back, by the end of `due_on`; no more is paid."""

    amount: FundAmount
    basis: ClawbackBasis
    due_on: date


class ClawbackRecovered(Event):
    """Some of what was asked back came in."""

    receipt: Reference
    amount: FundAmount


class ClawbackMissed(Event):
    """The last day to pay back was over, and `amount` of what was asked back had not come in; recorded once."""

    due_on: date
    amount: FundAmount

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return start_of(self.due_on + timedelta(days=1))


class ClawbackReferred(Event):
    """What was asked back did not come in time, and others look into it."""

    to: ReferredTo
    amount: FundAmount


ProjectWorkEvent = (
    ProjectContracted
    | ProjectProgressed
    | AdvancePaid
    | WorkAccepted
    | WorkNotAccepted
    | FinalPaid
    | PaymentUndone
    | ResultPosted
    | FundProjectNotStarted
    | ClawbackOrdered
    | ClawbackRecovered
    | ClawbackMissed
    | ClawbackReferred
)
FundProjectEvent = ProjectBeforeEvent | ProjectWorkEvent
