"""What a payment of a special-fund project leaves behind when it comes back: its invoices are free again."""

from __future__ import annotations

from services.grants.domain.fund_project_state import Accepted, ClawedBack, Contracted, FundProject, Result
from services.grants.domain.invoice import INVOICE, FreeInvoice
from services.grants.domain.types import invoice_id
from shared.contracts.grants.fund_project_work import AdvancePaid, FinalPaid
from shared.kernel.decider import Step


def payment_of(project: FundProject, payment_id: str) -> AdvancePaid | FinalPaid | None:
    """A payment of a project that has not come back."""
    if not isinstance(project, Contracted | Accepted | Result | ClawedBack):
        return None
    return project.work.payments.get(payment_id)


def freed(project: FundProject, payment_id: str) -> tuple[Step, ...]:
    """A step for each invoice that a payment was made against; none of an advance."""
    payment = payment_of(project, payment_id)
    if not isinstance(payment, FinalPaid) or not isinstance(project, Contracted | Accepted | Result | ClawedBack):
        return ()
    supplier = project.work.contract.supplier
    command = FreeInvoice(payment_id=payment_id)
    return tuple(Step(INVOICE, invoice_id(supplier, invoice.number), command) for invoice in payment.invoices)
