"""Who supervises a residents' committee, for everybody, without a token."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.api.supervision_committee import today
from services.councils.views import supervision_committee as view
from shared.contracts.councils.supervision_committee import Office
from shared.kernel.refusals import Refusal
from shared.runtime.days import day_asked
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.questions import Questions


class PublicSupervisor(BaseModel):
    """Who sits on the committee, by the name that is published."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    office: Office
    from_on: date
    until_on: date


class PublicSupervisionCommittee(BaseModel):
    """Who supervises a residents' committee on a day."""

    committee_id: str
    on: date
    members: tuple[PublicSupervisor, ...]


def routes(desk: Desk) -> APIRouter:
    """Register what anybody may read of supervision committees."""
    to = Questions(desk, "public")

    @to.public("/v1/public/supervision-committees/{id}", answer=PublicSupervisionCommittee, parameters=("on",))
    async def public_committee(query: Query) -> PublicSupervisionCommittee | Refusal | None:
        """Show who supervises a residents' committee, today or on a day."""
        day = day_asked(query, "on", await today(desk))
        if isinstance(day, Refusal):
            return day
        rows = desk.views.rows(view.SITTING, of=query.id, day=day)
        members = tuple(PublicSupervisor.model_validate(row) for row in rows)
        return PublicSupervisionCommittee(committee_id=query.id, on=day, members=members) if members else None

    return to.router
