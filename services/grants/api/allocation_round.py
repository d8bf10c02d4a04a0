"""Allocation rounds over HTTP: the district gives each residents' committee its money, or says why not."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.grants.domain.allocation_round import (
    ALLOCATION_ROUND,
    CloseAllocationRound,
    NotOpened,
    OpenAllocationRound,
    RoundUnknown,
)
from services.grants.domain.committee import COMMITTEES, DISTRICT
from services.grants.domain.fund import FUND
from services.grants.domain.fund_commands import AllocateFund, WithholdFund
from services.grants.domain.types import GivenCommittee, fund_id
from services.grants.views import allocation_round as view
from services.grants.views.allocation_round import RoundState
from shared.contracts.grants.fund import Reference, WithholdingReason
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.pages import cursor_of, next_after

WRITERS = (Role.FUND_OFFICER, Role.ADMIN)
READERS = tuple(Role)


class AllocationIn(BaseModel):
    """Who gets the amount of the period."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    committee_id: GivenCommittee


class WithholdingIn(BaseModel):
    """Who gets nothing, why, and by which document."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    committee_id: GivenCommittee
    reason: WithholdingReason
    document: Reference


class AllocationRoundOut(BaseModel):
    """A round; once it is closed, who of the committees got something and who did not."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    period: int
    state: RoundState
    committees: tuple[str, ...]
    allocated: tuple[str, ...]
    withheld: tuple[str, ...]


class AllocationRoundPage(BaseModel):
    """Some rounds in the order of their opening; `next` continues after them."""

    allocation_rounds: tuple[AllocationRoundOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of allocation rounds."""
    to = Routes(desk, "allocation-rounds")

    @to.command("/v1/allocation-rounds", *WRITERS, body=OpenAllocationRound, creates=True)
    async def open_round(call: Call[OpenAllocationRound]) -> Done | Refusal:
        """Open the round of a period; its id is the period."""
        step = Step(ALLOCATION_ROUND, str(call.body.period), call.body, related=(COMMITTEES.ref(DISTRICT),))
        return await call.execute(step)

    @to.command("/v1/allocation-rounds/{id}/allocations", *WRITERS, body=AllocationIn)
    async def allocate(call: Call[AllocationIn]) -> Done | Refusal:
        """Give a committee the amount of the period (拨付)."""
        period = await _period(desk, call.id)
        if isinstance(period, Refusal):
            return period
        command = AllocateFund(committee_id=call.body.committee_id, period=period)
        return await call.execute(_to_fund(command))

    @to.command("/v1/allocation-rounds/{id}/withholdings", *WRITERS, body=WithholdingIn)
    async def withhold(call: Call[WithholdingIn]) -> Done | Refusal:
        """Give a committee nothing of the period, for a reason."""
        period = await _period(desk, call.id)
        if isinstance(period, Refusal):
            return period
        return await call.execute(_to_fund(WithholdFund(**dict(call.body), period=period)))

    @to.command("/v1/allocation-rounds/{id}/closure", *WRITERS)
    async def close(call: Call[Empty]) -> Done | Refusal:
        """Close the round, once nobody is left out without a reason."""
        period = await _period(desk, call.id)
        if isinstance(period, Refusal):
            return period
        active = (await desk.state(COMMITTEES, DISTRICT)).active_in(period)
        funds = (FUND.ref(fund_id(committee, period)) for committee in active)
        step = Step(ALLOCATION_ROUND, call.id, CloseAllocationRound(), related=(COMMITTEES.ref(DISTRICT), *funds))
        return await call.execute(step)

    @to.query("/v1/allocation-rounds/{id}", *READERS, answer=AllocationRoundOut)
    async def allocation_round(query: Query) -> AllocationRoundOut | None:
        """Show a round."""
        row = desk.views.row(view.ONE, of=query.id)
        return AllocationRoundOut.model_validate(row) if row else None

    @to.query("/v1/allocation-rounds/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a round, from the log."""
        return await history_of(desk.executor, ALLOCATION_ROUND.ref(query.id))

    @to.query("/v1/allocation-rounds", *READERS, answer=AllocationRoundPage, parameters=("after", "limit"))
    async def allocation_rounds(query: Query) -> AllocationRoundPage | Refusal:
        """List rounds."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.PAGE, after=cursor.after, limit=cursor.limit)
        rounds = tuple(AllocationRoundOut.model_validate(row) for row in rows)
        return AllocationRoundPage(allocation_rounds=rounds, next=next_after(rows, cursor))

    return to.router


async def _period(desk: Desk, id_: str) -> int | Refusal:
    """The period of a round that was opened."""
    round_ = await desk.state(ALLOCATION_ROUND, id_)
    return RoundUnknown() if isinstance(round_, NotOpened) else round_.period


def _to_fund(command: AllocateFund | WithholdFund) -> Step:
    fund = fund_id(command.committee_id, command.period)
    return Step(FUND, fund, command, related=(COMMITTEES.ref(DISTRICT),))
