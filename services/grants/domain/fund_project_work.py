"""From the contract of a special-fund project to its result: each step's guard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.grants.domain.committee import SEATS
from services.grants.domain.fund_project_commands import (
    AcceptWork,
    ContractProject,
    OnWork,
    PayAdvance,
    PayFinal,
    PostResult,
    RejectWork,
    ReportProgress,
    UndoPayment,
)
from services.grants.domain.fund_project_proposal import Facts, out_of_turn, resolved
from services.grants.domain.fund_project_refusals import (
    AboveAccepted,
    AcceptedOutsidePrice,
    AcceptorsMissing,
    AdvanceAboveLimit,
    InvoicesBelowPayment,
    NotSupervisionMember,
    ProcurementFault,
    ProcurementFaulty,
    RelatedParty,
    SignaturesMissing,
    StillToPay,
)
from services.grants.domain.fund_project_state import (
    Accepted,
    Approved,
    Contracted,
    FundProject,
    Result,
    Work,
)
from services.grants.domain.invoice import DuplicateInvoice
from services.grants.domain.kin import KIN
from services.grants.domain.payments import PaidAhead, PaymentNotMade
from services.grants.domain.rules import acts_for, last_day
from shared.contracts.grants.committee import Seat
from shared.contracts.grants.fund import FundAmount
from shared.contracts.grants.fund_project_work import (
    Acceptor,
    AdvancePaid,
    Capacity,
    FinalPaid,
    PaymentUndone,
    Procurement,
    ProjectContracted,
    ProjectProgressed,
    ResultPosted,
    Signatory,
    Signature,
    WorkAccepted,
    WorkNotAccepted,
)
from shared.contracts.refusals import SamePerson
from shared.kernel.decider import Context
from shared.kernel.limits import LimitUnit
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal


def on_work(command: OnWork, project: FundProject, context: Context) -> Facts:
    """One step of the work and of what is paid for it."""
    match command, project:
        case ContractProject(), Approved():
            return _contract(command, project, context)
        case ReportProgress(), Contracted(work):
            return _progress(command, work, context)
        case PayAdvance(), Contracted(work):
            return _advance(command, work, context)
        case AcceptWork(), Contracted(work):
            return _accept(command, work, context)
        case RejectWork(), Contracted(work):
            return _reject(command, work, context)
        case PayFinal(), Accepted():
            return _final(command, project, context)
        case UndoPayment(), (Contracted(work) | Accepted(work) | Result(work)):
            return _undo(command, work)
        case PostResult(), Accepted():
            return _post_result(project, context)
        case PostResult(), Result():
            return []
        case _:
            return out_of_turn(project)


# --- the contract -----------------------------------------------------------


def procurement_of(fen: int, on: date, context: Context) -> Procurement:
    """How a supplier of that price is found."""
    if fen >= context.policy.whole("fund.procurement.open_comparison_from_fen", on):
        return Procurement.OPEN_COMPARISON
    by_quotes = fen >= context.policy.whole("fund.procurement.quotes_from_fen", on)
    return Procurement.QUOTES if by_quotes else Procurement.DIRECT


def _contract(command: ContractProject, project: Approved, context: Context) -> Facts:
    file = project.file
    refused = acts_for(file.committee_id, context) or resolved(file, context)
    refused = refused or _related(command, file.committee_id, context)
    if refused is not None:
        return refused
    procurement = procurement_of(command.price.amount, context.today, context)
    if faults := _procurement_faults(command, procurement, context):
        return ProcurementFaulty(faults)
    told = dict(command)
    del told["openly_compared"]
    return [ProjectContracted(**told, procurement=procurement)]


def _related(command: ContractProject, committee_id: str, context: Context) -> Refusal | None:
    sitting = context.look(SEATS, committee_id).sitting(context.today)
    related = tuple(
        person for person in command.in_charge if person in sitting or sitting & context.look(KIN, person).people
    )
    return RelatedParty(related) if related else None


def _procurement_faults(
    command: ContractProject, procurement: Procurement, context: Context
) -> tuple[ProcurementFault, ...]:
    needed = 1 if procurement is Procurement.DIRECT else context.policy.whole("fund.procurement.quotes", context.today)
    suppliers = {quote.supplier for quote in command.quotes}
    compared = command.openly_compared or procurement is not Procurement.OPEN_COMPARISON
    quoted = any(quote.supplier == command.supplier and quote.price == command.price for quote in command.quotes)
    holds = {
        ProcurementFault.TOO_FEW_QUOTES: len(suppliers) >= needed,
        ProcurementFault.NOT_OPENLY_COMPARED: compared,
        ProcurementFault.SUPPLIER_QUOTED_TWICE: len(suppliers) == len(command.quotes),
        ProcurementFault.PRICE_NOT_QUOTED: quoted,
    }
    return tuple(fault for fault, held in holds.items() if not held)


# --- the work and its acceptance --------------------------------------------


def _progress(command: ReportProgress, work: Work, context: Context) -> Facts:
    if (refused := acts_for(work.file.committee_id, context)) is not None:
        return refused
    return [] if command.percent <= work.percent else [ProjectProgressed(percent=command.percent)]


def _looked_at(acceptors: Sequence[Acceptor], work: Work, context: Context) -> Refusal | None:
    if (refused := acts_for(work.file.committee_id, context)) is not None:
        return refused
    needed = context.policy.whole("fund.acceptance_min_persons", context.today)
    if len({each.person_id for each in acceptors}) < len(acceptors):
        return SamePerson()
    there = {each.capacity for each in acceptors}
    missing = tuple(capacity for capacity in Capacity if capacity not in there)
    if len(acceptors) < needed or missing:
        return AcceptorsMissing(needed, missing)
    seats = context.look(SEATS, work.file.committee_id)
    watching = (each.person_id for each in acceptors if each.capacity is Capacity.SUPERVISION_COMMITTEE)
    sit = all(seats.sits(person, Seat.SUPERVISION, context.today) for person in watching)
    return None if sit else NotSupervisionMember()


def _accept(command: AcceptWork, work: Work, context: Context) -> Facts:
    price = work.contract.price.amount
    if not work.paid <= command.amount.amount <= price:
        return AcceptedOutsidePrice(Money(amount=work.paid), Money(amount=price))
    return _looked_at(command.acceptors, work, context) or [WorkAccepted(**dict(command))]


def _reject(command: RejectWork, work: Work, context: Context) -> Facts:
    if command.inspection_id in work.failed:
        return []
    return _looked_at(command.acceptors, work, context) or [WorkNotAccepted(**dict(command))]


# --- payments and the result ------------------------------------------------


def _due(command: PayAdvance | PayFinal, context: Context) -> Refusal | None:
    """Why it is not paid: its day is to come, or somebody has not signed."""
    return PaidAhead() if command.paid_on > context.today else _signed(command.signatures, context)


def _signed(signatures: Sequence[Signature], context: Context) -> Refusal | None:
    needed = context.policy.whole("fund.signatures", context.today)
    if len({each.person_id for each in signatures}) < len(signatures):
        return SamePerson()
    whole = len(signatures) >= needed and {each.signed_as for each in signatures} == set(Signatory)
    return None if whole else SignaturesMissing(needed)


def _advance(command: PayAdvance, work: Work, context: Context) -> Facts:
    if command.payment_id in work.payments:
        return []
    limit = work.contract.price.amount * context.policy.whole("fund.advance_max_percent", context.today) // 100
    if work.paid + command.amount.amount > limit:
        return AdvanceAboveLimit(Money(amount=limit))
    refused = _due(command, context) or resolved(work.file, context)
    return refused or [AdvancePaid(**dict(command))]


def _final(command: PayFinal, project: Accepted, context: Context) -> Facts:
    work = project.work
    if command.payment_id in work.payments:
        return []
    left = project.amount - work.paid
    if command.amount.amount > left:
        return AboveAccepted(Money(amount=left))
    numbers = [invoice.number for invoice in command.invoices]
    if len(set(numbers)) < len(numbers):
        return DuplicateInvoice(next(number for number in numbers if numbers.count(number) > 1))
    invoiced = sum(invoice.amount.amount for invoice in command.invoices)
    if invoiced < command.amount.amount:
        return InvoicesBelowPayment(Money(amount=invoiced))
    return _due(command, context) or [FinalPaid(**dict(command))]


def _undo(command: UndoPayment, work: Work) -> Facts:
    return [PaymentUndone(**dict(command))] if command.payment_id in work.payments else PaymentNotMade()


def _post_result(project: Accepted, context: Context) -> Facts:
    if (refused := acts_for(project.work.file.committee_id, context)) is not None:
        return refused
    if left := project.amount - project.work.paid:
        return StillToPay(Money(amount=left))
    until_on = last_day("fund.result_notice_cd", LimitUnit.CALENDAR_DAY, context)
    return [ResultPosted(paid=FundAmount(amount=project.amount), until_on=until_on)]
