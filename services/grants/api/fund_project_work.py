"""Projects of the special fund over HTTP, from the contract to the result; each step with its part of the ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.grants.api.fund_project import COMMITTEE, B, tell
from services.grants.domain.fund import FUND
from services.grants.domain.fund_commands import (
    CommitFunds,
    FundCommand,
    MakePayment,
    RecoverFunds,
    ReleaseFunds,
    ReturnPayment,
)
from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import (
    Acceptors,
    AcceptWork,
    ContractProject,
    OrderClawback,
    PayAdvance,
    PayFinal,
    PostResult,
    RecordRecovery,
    ReferClawback,
    RejectWork,
    ReportProgress,
    Signatures,
    UndoPayment,
)
from services.grants.domain.fund_project_proposal import carriers
from services.grants.domain.fund_project_state import (
    Accepted,
    Contracted,
    FundProject,
    Result,
    file_of,
    period_of,
)
from services.grants.domain.fund_project_undoing import freed
from services.grants.domain.invoice import INVOICE, UseInvoice
from services.grants.domain.kin import KIN
from services.grants.domain.types import fund_id, invoice_id
from shared.contracts.grants.fund import FundAmount, ReleaseCause
from shared.contracts.grants.fund_project_work import AcceptanceFault, InvoiceOf
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Empty, Routes

PAYERS = (Role.CENTRE_DIRECTOR, Role.CLERK, Role.FUND_OFFICER, Role.ADMIN)
"""The centre keeps the accounts for the committee (居财代管)."""
ACCEPTORS = (*COMMITTEE, Role.CENTRE_DIRECTOR)
OVERSEERS = (Role.FUND_OFFICER, Role.WORKING_COMMITTEE, Role.ADMIN)


class AdvanceIn(BaseModel):
    """How much is paid before acceptance on which day, and who signed for it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    amount: FundAmount
    paid_on: Day
    signatures: Signatures


class RejectionIn(BaseModel):
    """Who looked at the work, and what is wrong with it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    acceptors: Acceptors
    faults: Annotated[tuple[AcceptanceFault, ...], Field(min_length=1, max_length=3)]


class FinalIn(BaseModel):
    """How much is paid for accepted work on which day, against which invoices, and who signed for it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    amount: FundAmount
    paid_on: Day
    invoices: Annotated[tuple[InvoiceOf, ...], Field(min_length=1, max_length=50)]
    signatures: Signatures


def routes(desk: Desk) -> APIRouter:
    """Register the routes of projects from the contract on."""
    to = Routes(desk, "fund-projects")

    @to.command("/v1/fund-projects/{id}/contract", *COMMITTEE, body=ContractProject)
    async def contract(call: Call[ContractProject]) -> Done | Refusal:
        """Sign with a supplier; the price is owed in the same act (采购)."""
        project = await desk.state(FUND_PROJECT, call.id)
        kin = tuple(KIN.ref(person) for person in call.body.in_charge)
        lead = Step(FUND_PROJECT, call.id, call.body, related=(*carriers(project), *kin))
        return await call.execute(lead, *_to_fund(project, CommitFunds(project_id=call.id, price=call.body.price)))

    @to.command("/v1/fund-projects/{id}/progress", *COMMITTEE, body=ReportProgress)
    async def progress(call: Call[ReportProgress]) -> Done | Refusal:
        """Say how much of the work is done (进度)."""
        return await tell(call, call.body)

    @to.command("/v1/fund-projects/{id}/advances", *PAYERS, body=AdvanceIn)
    async def advance(call: Call[AdvanceIn]) -> Done | Refusal:
        """Pay a part of the price in advance (预付)."""
        payment_id = call.new_id("payment")
        pay = _payment(call.id, payment_id, call.body)
        return await _moving(call, PayAdvance(**dict(call.body), payment_id=payment_id), pay)

    @to.command("/v1/fund-projects/{id}/acceptance", *ACCEPTORS, body=AcceptWork)
    async def accept(call: Call[AcceptWork]) -> Done | Refusal:
        """Accept the work at what it is worth; the rest of the price is released in the same act (验收)."""
        worth, cause = call.body.amount.amount, ReleaseCause.ACCEPTED_BELOW_PRICE
        return await _moving(call, call.body, ReleaseFunds(project_id=call.id, worth=worth, cause=cause))

    @to.command("/v1/fund-projects/{id}/failed-acceptance", *ACCEPTORS, body=RejectionIn)
    async def reject(call: Call[RejectionIn]) -> Done | Refusal:
        """Record that the work was looked at and not accepted."""
        return await tell(call, RejectWork(**dict(call.body), inspection_id=call.new_id("inspection")))

    @to.command("/v1/fund-projects/{id}/payments", *PAYERS, body=FinalIn)
    async def pay(call: Call[FinalIn]) -> Done | Refusal:
        """Pay for accepted work against invoices, each of them used for ever (报账)."""
        payment_id = call.new_id("payment")
        project = await desk.state(FUND_PROJECT, call.id)
        pay = _payment(call.id, payment_id, call.body)
        steps = (*_to_fund(project, pay), *_invoices(project, call.id, payment_id, call.body.invoices))
        return await tell(call, PayFinal(**dict(call.body), payment_id=payment_id), *steps)

    @to.command("/v1/fund-projects/{id}/payments/{payment}/return", *PAYERS)
    async def take_back(call: Call[Empty]) -> Done | Refusal:
        """Record that the bank sent a payment back: it is owed again, and its invoices are free (退汇)."""
        project, payment_id = await desk.state(FUND_PROJECT, call.id), call.path["payment"]
        paid = (
            None if not isinstance(project, Contracted | Accepted | Result) else project.work.payments.get(payment_id)
        )
        if paid is None:
            # Who asks again after an answer was lost is told what was told then: the executor looks at the key first.
            return await tell(call, UndoPayment(payment_id=payment_id))
        back = ReturnPayment(project_id=call.id, payment_id=payment_id, amount=paid.amount)
        return await tell(
            call, UndoPayment(payment_id=payment_id), *_to_fund(project, back), *freed(project, payment_id)
        )

    @to.command("/v1/fund-projects/{id}/result", *COMMITTEE)
    async def post_result(call: Call[Empty]) -> Done | Refusal:
        """Put the result up with its accounts (结果公示)."""
        return await tell(call, PostResult())

    @to.command("/v1/fund-projects/{id}/clawback", *OVERSEERS, body=OrderClawback)
    async def order_clawback(call: Call[OrderClawback]) -> Done | Refusal:
        """Ask back what was paid; what is still held is released in the same act (追缴)."""
        return await _moving(call, call.body, ReleaseFunds(project_id=call.id, cause=ReleaseCause.CLAWBACK))

    @to.command("/v1/fund-projects/{id}/recoveries", *PAYERS, body=RecordRecovery)
    async def recover(call: Call[RecordRecovery]) -> Done | Refusal:
        """Record that money asked back came in."""
        return await _moving(call, call.body, RecoverFunds(project_id=call.id, **dict(call.body)))

    @to.command("/v1/fund-projects/{id}/referral", *OVERSEERS, body=ReferClawback)
    async def refer(call: Call[ReferClawback]) -> Done | Refusal:
        """Hand what did not come in to discipline or audit."""
        return await tell(call, call.body)

    return to.router


def _payment(project_id: str, payment_id: str, said: AdvanceIn | FinalIn) -> MakePayment:
    return MakePayment(project_id=project_id, payment_id=payment_id, amount=said.amount, paid_on=said.paid_on)


async def _moving(
    call: Call[B],
    command: PayAdvance | AcceptWork | OrderClawback | RecordRecovery,
    of_fund: FundCommand,
) -> Done | Refusal:
    project = await call.desk.state(FUND_PROJECT, call.id)
    return await tell(call, command, *_to_fund(project, of_fund))


def _to_fund(project: FundProject, command: FundCommand) -> tuple[Step, ...]:
    """The step of the fund out of which a project was approved; none before that, where the project itself refuses."""
    file, period = file_of(project), period_of(project)
    return () if file is None or period is None else (Step(FUND, fund_id(file.committee_id, period), command),)


def _invoices(
    project: FundProject, project_id: str, payment_id: str, invoices: tuple[InvoiceOf, ...]
) -> tuple[Step, ...]:
    if not isinstance(project, Accepted):
        return ()
    supplier = project.work.contract.supplier
    return tuple(
        Step(
            INVOICE,
            invoice_id(supplier, number),
            UseInvoice(
                supplier=supplier, number=number, project_id=project_id, payment_id=payment_id, amount=invoice.amount
            ),
        )
        for number, invoice in {invoice.number: invoice for invoice in invoices}.items()
    )
