"""Objections of households to a posted resolution: by who lives there, at the counter, or with a code and no token."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.api.resolution import STANDINGS, Standing
from services.councils.api.resolution_steps import on_resolution
from services.councils.domain import offices
from services.councils.domain.resolution import RESOLUTION
from services.councils.domain.resolution_commands import ObjectToResolution
from services.councils.domain.resolution_refusals import ResolutionNotPosted, ResolutionUnknown
from services.councils.domain.resolution_state import NotVoted, Posted, Rejected
from shared.contracts.access import Purpose
from shared.contracts.councils.resolution import HouseholdObjected
from shared.kernel.actors import Role
from shared.kernel.personal import Personal, SubjectRef
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.household import (
    HouseholdCodeIn,
    HouseholdCodes,
    RegisterNumber,
    SlipsIn,
    codes_of,
    household_of,
    itself,
    proven,
)
from shared.runtime.http import Call, Query
from shared.runtime.opening import opened
from shared.runtime.public import PublicRoutes

COUNTER = (Role.COMMITTEE, Role.CLERK)
"""Where the notice comes from, and where a household asks for its code."""
OBJECTORS = (*COUNTER, Role.ADMIN, Role.WORKING_COMMITTEE, Role.SUPERVISION_COMMITTEE, Role.RESIDENT)
"""Where a household may hand its objection in, and who lives there."""
Reason = Annotated[str, Field(min_length=1, max_length=2000)]


class HouseholdObjectionIn(BaseModel):
    """Which household objects, by the number of its register, and why."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    register_number: RegisterNumber
    reason: Reason | None = None


class ObjectorIn(HouseholdCodeIn):
    """A household and the resolution that it has a code for."""

    resolution_id: Annotated[str, Field(min_length=1, max_length=80)]


class ObjectionByCodeIn(ObjectorIn):
    """Why a household objects."""

    reason: Reason | None = None


class OwnObjection(BaseModel):
    """What a household is told: whether it objected, by whomever, and how the resolution stands."""

    objected: bool
    standing: Standing


def routes(desk: Desk) -> APIRouter:
    """Register the routes of objections to resolutions."""
    to = PublicRoutes(desk, "resolutions")

    @to.command("/v1/resolutions/{id}/objections", *OBJECTORS, body=HouseholdObjectionIn)
    async def object_to(call: Call[HouseholdObjectionIn]) -> Done | Refusal:
        """Take the objection of a household; so many of them bring a resolution back."""
        household = await household_of(desk, call.body.register_number)
        return await on_resolution(call, _objection(household, call.body.reason))

    @to.search(
        "/v1/resolutions/{id}/objection-codes",
        *COUNTER,
        body=SlipsIn,
        answer=HouseholdCodes,
        purpose=Purpose.SERVING,
    )
    async def codes(query: Query, said: SlipsIn) -> HouseholdCodes | Refusal:
        """Tell the codes by which households may object, for who hands them out with the notice."""
        return await _not_told(query) or await codes_of(desk, RESOLUTION.ref(query.id), said)

    @to.act("/v1/public/resolution-objections", body=ObjectionByCodeIn)
    async def object_by_code(call: Call[ObjectionByCodeIn]) -> Done | Refusal:
        """Object to a posted resolution for one's household, with the code that was handed to it."""
        said, household = call.body, await _who(desk, call.body)
        if isinstance(household, Refusal):
            return household
        return await on_resolution(
            call.acting(itself(household)), _objection(household, said.reason), said.resolution_id
        )

    @to.search("/v1/public/resolution-objections/lookup", body=ObjectorIn, answer=OwnObjection, purpose=Purpose.OWN)
    async def look_up(_query: Query, said: ObjectorIn) -> OwnObjection | Refusal:
        """Read what became of the resolution that one's household may have objected to."""
        household = await _who(desk, said)
        if isinstance(household, Refusal):
            return household
        events = [each.recorded.event for each in await opened(desk.executor, RESOLUTION.ref(said.resolution_id))]
        objected = any(isinstance(event, HouseholdObjected) and event.household == household for event in events)
        resolution = await desk.state(RESOLUTION, said.resolution_id)
        return OwnObjection(objected=objected, standing=STANDINGS[type(resolution)])

    return to.router


def _objection(household: SubjectRef, reason: str | None) -> ObjectToResolution:
    sealed = None if reason is None else Personal[str].of(household, reason)
    return ObjectToResolution(household=household, reason=sealed)


async def _who(desk: Desk, said: ObjectorIn) -> SubjectRef | Refusal:
    resolution = await desk.state(RESOLUTION, said.resolution_id)
    there = not isinstance(resolution, NotVoted | Rejected)
    return await proven(desk, RESOLUTION.ref(said.resolution_id), said, there=there)


async def _not_told(query: Query) -> Refusal | None:
    """Why codes are not told: nothing is posted, or by another committee."""
    resolution = await query.desk.state(RESOLUTION, query.id)
    if isinstance(resolution, NotVoted | Rejected):
        return ResolutionUnknown()
    committee_id = resolution.facts.adopted.committee_id
    context = await query.desk.context(query.actor, *offices.refs(committee_id))
    foreign = offices.of_committee(committee_id, context)
    return foreign or (None if isinstance(resolution, Posted) else ResolutionNotPosted())
