"""Sanctions and endings over HTTP."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.associations.api.matter import AUTHORITIES, PARTY, REGISTRY, carry_out, end
from services.associations.domain.association_commands import (
    Deregister,
    EndSuspension,
    FinishLiquidation,
    RevokeRegistration,
    Sanction,
    StartLiquidation,
)
from shared.contracts.associations.association_ending import SanctionKind
from shared.contracts.associations.association_founding import Name
from shared.kernel.instants import Day
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Empty, Routes


class SanctionIn(BaseModel):
    """A warning, or a suspension with its last day, and the day from which it counts."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    kind: SanctionKind
    imposed_on: Day
    until_on: Day | None = None
    offence: Name


def routes(desk: Desk) -> APIRouter:
    """Register the routes of sanctions and endings."""
    to = Routes(desk, "association sanctions")

    @to.command("/v1/associations/{id}/sanctions", *AUTHORITIES, body=SanctionIn)
    async def sanction(call: Call[SanctionIn]) -> Done | Refusal:
        """Warn an association, or suspend its activities (警告、限期停止活动)."""
        return await carry_out(call, Sanction(sanction_id=call.new_id("sanction"), **dict(call.body)))

    @to.command("/v1/associations/{id}/suspension-end", *AUTHORITIES)
    async def lift(call: Call[Empty]) -> Done | Refusal:
        """Lift a suspension before its last day."""
        return await carry_out(call, EndSuspension(lifted=True))

    @to.command("/v1/associations/{id}/liquidation", *PARTY, body=StartLiquidation)
    async def liquidate(call: Call[StartLiquidation]) -> Done | Refusal:
        """Begin to wind up a registered association (清算), with its supervisor's consent."""
        return await carry_out(call, call.body)

    @to.command("/v1/associations/{id}/liquidation-end", *PARTY, body=FinishLiquidation)
    async def finish(call: Call[FinishLiquidation]) -> Done | Refusal:
        """Tell that the liquidation ended and where what was left went (清算结束); it is to be deregistered in days."""
        return await carry_out(call, call.body)

    @to.command("/v1/associations/{id}/deregistration", *REGISTRY, body=Deregister)
    async def deregister(call: Call[Deregister]) -> Done | Refusal:
        """End a registered association that has wound up (注销)."""
        return await end(call, call.body)

    @to.command("/v1/associations/{id}/revocation", *REGISTRY, body=RevokeRegistration)
    async def revoke(call: Call[RevokeRegistration]) -> Done | Refusal:
        """Take a registration back (撤销)."""
        return await end(call, call.body)

    return to.router
