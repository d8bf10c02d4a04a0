"""Purchase contracts over HTTP: signing, the buyer's money, work and its verification, scores, payment, looking up."""

from __future__ import annotations

from typing import TypeVar

from fastapi import APIRouter

from services.grants.api.contract_out import ContractBrief, ContractOut, ContractPage, PublicContractPage, shown
from services.grants.api.filters import filters_of
from services.grants.domain.association_standing import ASSOCIATION_STANDING, NoteEngagement
from services.grants.domain.association_standing_state import Engagement
from services.grants.domain.contract import CONTRACT, provider_of
from services.grants.domain.contract_commands import (
    CompleteContract,
    ContractCommand,
    PayContract,
    ReportWork,
    ReturnContractPayment,
    ScoreContract,
    SignContract,
    TerminateContract,
    TransferTaskFunds,
    VerifyWork,
)
from services.grants.domain.contract_signing import looked_at
from services.grants.views import contract as view
from services.grants.views.contract import ContractState
from shared.contracts.grants.association_standing import EngagementKind
from shared.contracts.grants.contract import ProviderKind
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions

C = TypeVar("C", bound=ContractCommand)

BUYERS = (Role.DEPARTMENT, Role.ADMIN)
PROVIDERS = (Role.COMMITTEE, Role.ASSOCIATION_OFFICER, Role.CLERK)
READERS = (
    *(*BUYERS, *PROVIDERS, Role.APPROVER, Role.FUND_OFFICER),
    *(Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR),
)


def routes(desk: Desk) -> APIRouter:
    """Register the routes of contracts."""
    to = Questions(desk, "contracts")

    @to.command("/v1/contracts", *BUYERS, Role.CLERK, body=SignContract, creates=True)
    async def sign(call: Call[SignContract]) -> Done | Refusal:
        """Enter a contract that both parties signed (签订)."""
        id_, provider = call.new_id("contract"), call.body.provider
        step = Step(CONTRACT, id_, call.body, related=looked_at(call.body))
        if provider.kind is ProviderKind.COMMITTEE:
            return await call.execute(step)
        engaged = NoteEngagement(engagement=Engagement(kind=EngagementKind.CONTRACT, id=id_))
        return await call.execute(step, Step(ASSOCIATION_STANDING, provider.id, engaged))

    @to.command("/v1/contracts/{id}/transfers", *BUYERS, Role.FUND_OFFICER, body=TransferTaskFunds)
    async def transfer(call: Call[TransferTaskFunds]) -> Done | Refusal:
        """Record that the buyer's money for the tasks came in (费随事转)."""
        return await _tell(call)

    @to.command("/v1/contracts/{id}/work-reports", *PROVIDERS, body=ReportWork)
    async def report(call: Call[ReportWork]) -> Done | Refusal:
        """Say how much of a task was done (申报)."""
        return await _tell(call)

    @to.command("/v1/contracts/{id}/verifications", *BUYERS, Role.CLERK, body=VerifyWork)
    async def verify(call: Call[VerifyWork]) -> Done | Refusal:
        """Accept so much of what was reported (核实)."""
        return await _tell(call)

    @to.command("/v1/contracts/{id}/scores", *BUYERS, body=ScoreContract)
    async def score(call: Call[ScoreContract]) -> Done | Refusal:
        """Settle the accepted work by a score (考核结算)."""
        return await _tell(call)

    @to.command("/v1/contracts/{id}/payments", Role.FUND_OFFICER, body=PayContract)
    async def pay(call: Call[PayContract]) -> Done | Refusal:
        """Record that the provider was paid (支付)."""
        return await _tell(call)

    @to.command("/v1/contracts/{id}/returned-payments", Role.FUND_OFFICER, body=ReturnContractPayment)
    async def take_back(call: Call[ReturnContractPayment]) -> Done | Refusal:
        """Record that the bank sent a payment back: it is owed again (退汇)."""
        return await call.execute(Step(CONTRACT, call.id, call.body))

    @to.command("/v1/contracts/{id}/termination", *BUYERS, body=TerminateContract)
    async def terminate(call: Call[TerminateContract]) -> Done | Refusal:
        """End a contract before it is fulfilled (终止)."""
        return await _tell(call)

    @to.command("/v1/contracts/{id}/completion", *BUYERS)
    async def complete(call: Call[Empty]) -> Done | Refusal:
        """Close a contract of which nothing is left to do (履行完毕)."""
        return await call.execute(Step(CONTRACT, call.id, CompleteContract()))

    @to.query("/v1/contracts/{id}", *READERS, answer=ContractOut, parameters=as_of.PARAMETERS)
    async def contract(query: Query) -> ContractOut | Refusal | None:
        """Show a contract with its work and money: as it stands, as it held on a day, as it was known at a moment."""
        found = await as_of.held(query, CONTRACT)
        return shown(query.id, found.state) if isinstance(found, Held) else found

    @to.query("/v1/contracts/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a contract, from the log."""
        return await history_of(desk.executor, CONTRACT.ref(query.id))

    @to.query("/v1/contracts", *READERS, answer=ContractPage, parameters=(*view.FILTERS, "after", "limit"))
    async def contracts(query: Query) -> ContractPage | Refusal:
        """List contracts by buyer, provider or state."""
        cursor, filters = cursor_of(query), filters_of(query, view.FILTERS, state=ContractState)
        if isinstance(cursor, Refusal):
            return cursor
        if isinstance(filters, Refusal):
            return filters
        rows = desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
        return ContractPage(contracts=tuple(ContractBrief.of(row) for row in rows), next=next_after(rows, cursor))

    @to.public("/v1/public/contracts", answer=PublicContractPage, parameters=("after", "limit"))
    async def public_contracts(query: Query) -> PublicContractPage | Refusal:
        """List all contracts with their parties, tasks and sums."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.page(), after=cursor.after, limit=cursor.limit)
        return PublicContractPage.of(rows, next_after(rows, cursor))

    return to.router


async def _tell(call: Call[C]) -> Done | Refusal:
    """A report and a payment look at an association that is the provider."""
    contract = await call.desk.state(CONTRACT, call.id)
    return await call.execute(Step(CONTRACT, call.id, call.body, related=provider_of(contract)))
