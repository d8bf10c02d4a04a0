"""How an appraisal stood on a day, over HTTP: was somebody's work satisfactory then, in law and as far as was known."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from services.councils.api.appraisal import READERS, AppraisalState
from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.appraisal_state import Appraisal, Concluded, NotOpened, Published, Running
from shared.contracts.councils.appraisal import Grade, SubjectKind
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.desk import Desk
from shared.runtime.http import Query, Routes

STATES = {
    Running: AppraisalState.RUNNING,
    Published: AppraisalState.PUBLISHED,
    Concluded: AppraisalState.CONCLUDED,
}


class AppraisalStanding(BaseModel):
    """An appraisal on the day asked for; `satisfactory` once its result counted, from `concluded_on` on."""

    id: str
    subject_kind: SubjectKind
    subject_id: str
    period: str
    state: AppraisalState
    score: int | None = None
    grade: Grade | None = None
    satisfactory: bool | None = None
    concluded_on: date | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the route of how appraisals stood."""
    to = Routes(desk, "appraisals")

    @to.query("/v1/appraisals/{id}/standing", *READERS, answer=AppraisalStanding, parameters=as_of.PARAMETERS)
    async def standing(query: Query) -> AppraisalStanding | Refusal | None:
        """Show what an appraisal had come to on a day, as far as it was known."""
        found = await as_of.held(query, APPRAISAL)
        return _standing(query.id, found.state) if isinstance(found, as_of.Held) else found

    return to.router


def _standing(id_: str, appraisal: Appraisal) -> AppraisalStanding | None:
    if isinstance(appraisal, NotOpened):
        return None
    opened = appraisal.file.opened
    result = None if isinstance(appraisal, Running) else appraisal.result
    concluded = appraisal.concluded if isinstance(appraisal, Concluded) else None
    return AppraisalStanding(
        id=id_,
        subject_kind=opened.subject_kind,
        subject_id=opened.subject_id,
        period=opened.period,
        state=STATES[type(appraisal)],
        score=result.score if result else None,
        grade=result.grade if result else None,
        satisfactory=concluded.satisfactory if concluded else None,
        concluded_on=concluded.concluded_on if concluded else None,
    )
