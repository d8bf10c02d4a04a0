"""Objections to results of appraisals over HTTP: raised while the notice runs, answered by the working committee."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.api.appraisal import OBJECTORS, OPENERS, READERS, others
from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.appraisal_commands import AnswerObjection, ObjectToAppraisal
from services.councils.views import appraisal as view
from shared.contracts.councils.appraisal import ObjectionGround
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes


class ObjectionIn(BaseModel):
    """What somebody objects to."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    ground: ObjectionGround


class ObjectionOut(BaseModel):
    """An objection, and once it was answered whether it was right. Nobody is told who raised it."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    ground: ObjectionGround
    objected_on: date
    upheld: bool | None = None
    answered_on: date | None = None


class AppraisalObjections(BaseModel):
    """The objections to one result, as they were raised."""

    objections: tuple[ObjectionOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of objections to results."""
    to = Routes(desk, "appraisals")

    @to.command("/v1/appraisals/{id}/objections", *OBJECTORS, body=ObjectionIn)
    async def object_to(call: Call[ObjectionIn]) -> Done | Refusal:
        """Object to the result (异议)."""
        command = ObjectToAppraisal(objection_id=call.new_id("appraisal-objection"), ground=call.body.ground)
        return await call.execute(Step(APPRAISAL, call.id, command))

    @to.command("/v1/appraisals/{id}/objection-answers", *OPENERS, body=AnswerObjection)
    async def answer(call: Call[AnswerObjection]) -> Done | Refusal:
        """Answer an objection; where it is right, with other marks, or the scores are cast again."""
        return await call.execute(Step(APPRAISAL, call.id, call.body, related=await others(desk, call.id)))

    @to.query("/v1/appraisals/{id}/objections", *READERS, answer=AppraisalObjections)
    async def objections(query: Query) -> AppraisalObjections | None:
        """List what was objected to."""
        if desk.views.row(view.ONE, of=query.id) is None:
            return None
        rows = desk.views.rows(view.OBJECTIONS_OF, of=query.id)
        return AppraisalObjections(objections=tuple(ObjectionOut.model_validate(row) for row in rows))

    return to.router
