"""The guide for founders over HTTP: published by the district, read by everybody."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from services.associations.domain.founding_guide import FOUNDING_GUIDE, PublishFoundingGuide
from shared.contracts.associations.association_founding import Track
from shared.contracts.associations.founding_guide import GuideEntry
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.public import PublicRoutes
from shared.runtime.refusals import NotFound


class FoundingGuideOut(BaseModel):
    """The edition that holds on a day: each value with where it is from, or to be confirmed."""

    track: Track
    edition: int
    effective_on: date
    entries: tuple[GuideEntry, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of the guide."""
    to = PublicRoutes(desk, "guide for founders")

    @to.command("/v1/founding-guides/{id}/editions", Role.ADMIN, body=PublishFoundingGuide)
    async def publish(call: Call[PublishFoundingGuide]) -> Done | Refusal:
        """Publish the next edition of the guide to a filing (`FILED`) or a registration (`REGISTERED`)."""
        if call.id not in {*Track}:
            return NotFound()
        return await call.execute(Step(FOUNDING_GUIDE, call.id, call.body))

    @to.public("/v1/public/founding-guides/{id}", answer=FoundingGuideOut, parameters=as_of.PARAMETERS)
    async def guide(query: Query) -> FoundingGuideOut | Refusal | None:
        """Read what founders are told of a filing (`FILED`) or a registration (`REGISTERED`)."""
        found, asked = await as_of.held(query, FOUNDING_GUIDE), query.parameters.get("as_of")
        if not isinstance(found, Held):
            return found
        edition = found.state.on(date.fromisoformat(asked) if asked else day_of(await desk.executor.clock.now()))
        if edition is None:
            return None
        told = edition.model_dump(include={"edition", "effective_on"}, mode="python")
        return FoundingGuideOut(track=Track(query.id), entries=edition.entries, **told)

    return to.router
