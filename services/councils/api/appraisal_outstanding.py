"""Appraisals that are outstanding, over HTTP: whose work nobody has judged to the end, though the period is over."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from services.councils.api.appraisal import READERS, AppraisalState
from services.councils.domain.appraisal_period import span_of
from services.councils.domain.appraisal_rules import appraised_for
from services.councils.views import appraisal as view
from shared.contracts.councils.appraisal import Period, SubjectKind
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query, Routes
from shared.runtime.refusals import InvalidParameter

_PERIOD: TypeAdapter[str] = TypeAdapter(Period)


class OutstandingAppraisal(BaseModel):
    """Somebody in office, a centre or a unit without a result that counts; with how far it is, if it was opened."""

    model_config = ConfigDict(from_attributes=True)

    subject_kind: SubjectKind
    subject_id: str
    committee_id: str | None = None
    appraisal_id: str | None = None
    state: AppraisalState | None = None


class OutstandingAppraisals(BaseModel):
    """All of a community who had to be appraised for a period that ended with `until_on`, and were not."""

    community_id: str
    period: str
    until_on: date
    outstanding: tuple[OutstandingAppraisal, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the route of appraisals that are outstanding."""
    to = Routes(desk, "appraisals")

    @to.query(
        "/v1/outstanding-appraisals", *READERS, answer=OutstandingAppraisals, parameters=("community_id", "period")
    )
    async def outstanding(query: Query) -> OutstandingAppraisals | Refusal:
        """List who of a community had no result at the end of a period (`2014`, `2014-H1`): members, centre, units."""
        try:
            period = _PERIOD.validate_python(query.parameters.get("period"))
        except ValidationError:
            return InvalidParameter(name="period")
        today = day_of(await desk.executor.clock.now())
        return _outstanding(desk, query.parameters.get("community_id", query.actor.org), period, today)

    return to.router


def _outstanding(desk: Desk, community_id: str, period: str, today: date) -> OutstandingAppraisals:
    """Nobody is in arrears before the period is over."""
    last = span_of(period).until_on
    policy = desk.executor.reference.policy
    owed = [kind.value for kind in SubjectKind if last < today and appraised_for(kind, period, policy, last)]
    where = {"community_id": community_id, "day": last, "as_of": last, "period": period, "kinds": owed}
    rows = desk.views.rows(view.OUTSTANDING, **where) if owed else ()
    told = tuple(OutstandingAppraisal.model_validate(row) for row in rows)
    return OutstandingAppraisals(community_id=community_id, period=period, until_on=last, outstanding=told)
