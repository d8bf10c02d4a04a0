"""Objections to a posted project: handed in and answered, or made and looked up with a code and no token."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.grants.api.fund_project import COMMUNITY, tell
from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import ObjectToProject, SettleObjection
from services.grants.domain.fund_project_proposal import out_of_turn
from services.grants.domain.fund_project_refusals import ObjectionUnknown
from services.grants.domain.fund_project_state import NotProposed, Posted, Stage, stage_of
from services.grants.domain.rules import acts_for
from services.grants.domain.types import GivenProject
from shared.contracts.access import Purpose
from shared.contracts.grants.fund_project import ObjectionMatter, ProjectObjected, ProjectObjectionSettled
from shared.kernel.actors import Role
from shared.kernel.personal import SubjectRef
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
OBJECTORS = (Role.RESIDENT, Role.REPRESENTATIVE, Role.SUPERVISION_COMMITTEE, Role.CLERK, Role.ADMIN)


class ObjectionIn(BaseModel):
    """What an objection is about; the counter says whose it is, by the number of the household's register."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    matter: ObjectionMatter
    register_number: RegisterNumber | None = None


class SettlementIn(BaseModel):
    """Whether an objection is right: then the project is asked for anew."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    upheld: bool


class ObjectorIn(HouseholdCodeIn):
    """A household and the project that it has a code for."""

    project_id: GivenProject


class ObjectionByCodeIn(ObjectorIn):
    """What a household objects to."""

    matter: ObjectionMatter


class OwnObjection(BaseModel):
    """What a household is told of its newest objection: `upheld` or not once it was answered, and the project's stage.

    What is upheld, of this household or of another, sends the project back.
    """

    matter: ObjectionMatter
    upheld: bool | None = None
    stage: Stage | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of objections to projects."""
    to = PublicRoutes(desk, "fund-projects")

    @to.command("/v1/fund-projects/{id}/objections", *OBJECTORS, body=ObjectionIn)
    async def object_to(call: Call[ObjectionIn]) -> Done | Refusal:
        """Object to a posted project."""
        number = call.body.register_number
        household = None if number is None else await household_of(desk, number)
        return await tell(call, _objection(call, call.body.matter, household))

    @to.command("/v1/fund-projects/{id}/objections/{objection}/settlement", *COMMUNITY, body=SettlementIn)
    async def settle(call: Call[SettlementIn]) -> Done | Refusal:
        """Answer an objection."""
        return await tell(call, SettleObjection(objection_id=call.path["objection"], upheld=call.body.upheld))

    @to.search(
        "/v1/fund-projects/{id}/objection-codes",
        *COUNTER,
        body=SlipsIn,
        answer=HouseholdCodes,
        purpose=Purpose.SERVING,
    )
    async def codes(query: Query, said: SlipsIn) -> HouseholdCodes | Refusal:
        """Tell the codes by which households may object, for who hands them out with the notice."""
        project = await desk.state(FUND_PROJECT, query.id)
        if not isinstance(project, Posted):
            return out_of_turn(project)
        foreign = acts_for(project.file.committee_id, await desk.context(query.actor))
        return foreign or await codes_of(desk, FUND_PROJECT.ref(query.id), said)

    @to.act("/v1/public/fund-project-objections", body=ObjectionByCodeIn)
    async def object_by_code(call: Call[ObjectionByCodeIn]) -> Done | Refusal:
        """Object to a posted project for one's household, with the code that was handed to it."""
        household = await _who(desk, call.body)
        if isinstance(household, Refusal):
            return household
        objection = _objection(call, call.body.matter, household)
        return await tell(call.acting(itself(household)), objection, id_=call.body.project_id)

    @to.search("/v1/public/fund-project-objections/lookup", body=ObjectorIn, answer=OwnObjection, purpose=Purpose.OWN)
    async def look_up(_query: Query, said: ObjectorIn) -> OwnObjection | Refusal:
        """Read what became of one's household's objection."""
        household = await _who(desk, said)
        return household if isinstance(household, Refusal) else await _own(desk, said.project_id, household)

    return to.router


def _objection(
    call: Call[ObjectionIn] | Call[ObjectionByCodeIn], matter: ObjectionMatter, household: SubjectRef | None
) -> ObjectToProject:
    return ObjectToProject(objection_id=call.new_id("objection"), matter=matter, household=household)


async def _who(desk: Desk, said: ObjectorIn) -> SubjectRef | Refusal:
    project = await desk.state(FUND_PROJECT, said.project_id)
    return await proven(desk, FUND_PROJECT.ref(said.project_id), said, there=not isinstance(project, NotProposed))


async def _own(desk: Desk, project_id: str, household: SubjectRef) -> OwnObjection | Refusal:
    """From the log: where a project stands no longer says who objected to it once its notice is over."""
    own, upheld = None, None
    for each in await opened(desk.executor, FUND_PROJECT.ref(project_id)):
        match each.recorded.event:
            case ProjectObjected() as event if event.household == household:
                own, upheld = event, None
            case ProjectObjectionSettled() as event if own is not None and event.objection_id == own.objection_id:
                upheld = event.upheld
            case _:
                pass
    if own is None:
        return ObjectionUnknown()
    stage = stage_of(await desk.state(FUND_PROJECT, project_id))
    return OwnObjection(matter=own.matter, upheld=upheld, stage=stage)
