"""Invoice (发票): a number of a supplier, and the payment that it stands for.

Invariants: it stands for one payment at a time in the whole district, and is free again when that came back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, assert_never

from shared.contracts.grants.fund import FundAmount, Reference
from shared.contracts.grants.invoice import InvoiceEvent, InvoiceFreed, InvoiceUsed
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Free:
    """No payment stands on it."""


@dataclass(frozen=True, slots=True)
class Used:
    """A payment stands on it."""

    use: InvoiceUsed


Invoice = Free | Used


def evolve(_invoice: Invoice, event: InvoiceEvent) -> Invoice:
    """Apply one recorded fact."""
    return Used(event) if isinstance(event, InvoiceUsed) else Free()


# --- commands and refusals --------------------------------------------------


class UseInvoice(Command):
    """Pay against it."""

    supplier: Reference
    number: Reference
    project_id: str
    payment_id: Reference
    amount: FundAmount


class FreeInvoice(Command):
    """Let it stand for another try, since the payment came back."""

    payment_id: Reference


@dataclass(frozen=True, slots=True)
class DuplicateInvoice(Conflict):
    """A payment was made against this number of this supplier already."""

    slug: ClassVar[str] = "duplicate-invoice"
    zh: ClassVar[str] = "该供应商的该发票号码已报销"
    en: ClassVar[str] = "The supplier's invoice number was used already"
    number: str


# --- decisions --------------------------------------------------------------


def decide(command: UseInvoice | FreeInvoice, invoice: Invoice, _context: Context) -> list[InvoiceEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case UseInvoice():
            used = InvoiceUsed(**dict(command))
            if isinstance(invoice, Used):
                return [] if invoice.use == used else DuplicateInvoice(number=command.number)
            return [used]
        case FreeInvoice():
            mine = isinstance(invoice, Used) and invoice.use.payment_id == command.payment_id
            return [InvoiceFreed(payment_id=command.payment_id)] if mine else []
        case _:
            assert_never(command)


INVOICE = Decider[Invoice, UseInvoice | FreeInvoice, InvoiceEvent]("invoice", Free(), evolve, decide, InvoiceEvent)
