"""Events of the invoice (发票): one number of one supplier stands for one payment in the whole district."""

from __future__ import annotations

from shared.contracts.grants.fund import FundAmount, Reference
from shared.kernel.messages import Event


class InvoiceUsed(Event):
    """A payment was made against the invoice; recorded in the same act."""

    supplier: Reference
    number: Reference
    project_id: str
    payment_id: str
    amount: FundAmount


class InvoiceFreed(Event):
    """The payment that was made against the invoice came back: it may stand for another try."""

    payment_id: str


InvoiceEvent = InvoiceUsed | InvoiceFreed
