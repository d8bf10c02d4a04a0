"""Cases that travel between bodies over HTTP: sending, and answering on a post or in the name of a body without one."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.casework.api.case_work import of_body, work
from services.casework.domain.case_body_acts import AnswerInItsName, AnswerOnPost, SendToBody
from services.casework.domain.types import GivenPostId
from shared.contracts.casework.reasons import Reasons, Texts
from shared.kernel.actors import Role
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Routes


class BodyAnswerIn(BaseModel):
    """What a body found; on which of its approval posts, or on none where it has none here."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    post_id: GivenPostId | None = None
    finding: Texts = ()

    def sealed(self, subject: str) -> Reasons | None:
        """The finding under the applicant's key."""
        return Reasons.of(subject, self.finding) if self.finding else None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of cases that travel."""
    to = Routes(desk, "cases")

    @to.command("/v1/cases/{id}/sending", Role.EXAMINER, body=SendToBody)
    async def send(call: Call[SendToBody]) -> Done | Refusal:
        """Send a case to another body; its own clock runs from now (转送)."""
        return await work(call, lambda _subject: call.body)

    @to.command("/v1/cases/{id}/body-answer", Role.APPROVER, Role.DEPARTMENT, Role.MACHINE, body=BodyAnswerIn)
    async def answer(call: Call[BodyAnswerIn]) -> Done | Refusal:
        """Give a case back to the centre with what the body found (回复)."""
        body, post_id = call.body, call.body.post_id
        if post_id is None:
            return await of_body(call, lambda subject: AnswerInItsName(finding=body.sealed(subject)))
        return await work(call, lambda subject: AnswerOnPost(post_id=post_id, finding=body.sealed(subject)))

    return to.router
