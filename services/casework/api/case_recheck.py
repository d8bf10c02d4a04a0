"""Re-checks of single persons' decisions over HTTP."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.casework.api.case_work import work
from services.casework.domain.case_recheck_acts import RecheckDecision
from services.casework.domain.types import GivenPostId
from shared.contracts.casework.case_recheck import RecheckResult
from shared.contracts.casework.reasons import Reasons, Texts
from shared.kernel.actors import Role
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Routes


class RecheckIn(BaseModel):
    """What the re-check found; where the decision is wrong, why."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    post_id: GivenPostId
    result: RecheckResult
    reasons: Texts = ()

    def about(self, subject: str) -> RecheckDecision:
        """The command, with its reasons under the applicant's key."""
        reasons = Reasons.of(subject, self.reasons) if self.reasons else None
        return RecheckDecision(post_id=self.post_id, result=self.result, reasons=reasons)


def routes(desk: Desk) -> APIRouter:
    """Register the route of re-checks."""
    to = Routes(desk, "cases")

    @to.command("/v1/cases/{id}/recheck", Role.APPROVER, body=RecheckIn)
    async def recheck(call: Call[RecheckIn]) -> Done | Refusal:
        """Look again at a decision that one person made alone and that was drawn (复核)."""
        return await work(call, call.body.about)

    return to.router
