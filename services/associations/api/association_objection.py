"""Objections to the notice of a filing: handed in, answered, listed, or made and looked up with a code and no token."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.associations.api.matter import CENTRE, OFFICES, carry_out
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_acting import not_of_centre
from services.associations.domain.association_objection import FilingObjectionUnknown
from services.associations.domain.association_objection_commands import AnswerFilingObjection, ObjectToFiling
from services.associations.domain.association_objection_state import Objection
from services.associations.domain.association_refusals import AssociationUnknown, at_another_stage
from services.associations.domain.association_state import STAGES, NotDrafted, OnNotice, Stage
from services.associations.domain.community import COMMUNITY
from services.associations.domain.types import GivenId
from shared.contracts.access import Purpose
from shared.contracts.associations.association_founding import Name
from shared.contracts.associations.association_objection import FilingObjectionGround, FilingObjectionOutcome
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
from shared.runtime.public import PublicRoutes

COUNTER = (Role.CLERK,)
"""Where a household asks for its code, and hands in what it objects to."""
OBJECTORS = (Role.RESIDENT, *COUNTER)


class FilingObjectionIn(BaseModel):
    """Which household objects, by the number of its register, and what its objection is about.

    `document` is the paper that says it in words, if one was handed in.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    register_number: RegisterNumber
    ground: FilingObjectionGround
    document: GivenId | None = None


class AnswerIn(BaseModel):
    """What the centre finds of an objection, and why; it names nobody."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    outcome: FilingObjectionOutcome
    statement: Name


class ObjectorIn(HouseholdCodeIn):
    """A household and the association to whose notice it has a code."""

    association_id: GivenId


class FilingObjectionByCodeIn(ObjectorIn):
    """What a household's objection is about."""

    ground: FilingObjectionGround


class OwnFilingObjection(BaseModel):
    """What a household is told of its objection: its answer once there is one, and where the association stands."""

    ground: FilingObjectionGround
    answer_due_on: date
    outcome: FilingObjectionOutcome | None = None
    statement: str | None = None
    stage: Stage


class FilingObjectionOut(BaseModel):
    """One objection; `missed` says that its last day passed without an answer. Nobody is told who objected."""

    id: str
    ground: FilingObjectionGround
    document: str | None = None
    answer_due_on: date
    missed: bool
    outcome: FilingObjectionOutcome | None = None
    statement: str | None = None

    @classmethod
    def of(cls, objection: Objection) -> FilingObjectionOut:
        """As the association has it."""
        made, answered = objection.made, objection.answered
        return cls(
            id=made.objection_id,
            ground=made.ground,
            document=made.document,
            answer_due_on=made.answer_due_on,
            missed=objection.missed,
            outcome=answered.outcome if answered else None,
            statement=answered.statement if answered else None,
        )


class FilingObjections(BaseModel):
    """The objections to one filing, as they were made."""

    objections: tuple[FilingObjectionOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of objections to filings."""
    to = PublicRoutes(desk, "objections to filings")

    @to.command("/v1/associations/{id}/objections", *OBJECTORS, body=FilingObjectionIn)
    async def object_to(call: Call[FilingObjectionIn]) -> Done | Refusal:
        """Object to a filing whose notice runs (异议): for the household in which one lives, or at the counter."""
        household = await household_of(desk, call.body.register_number)
        return await carry_out(call, _objection(call, household, call.body.document))

    @to.command("/v1/associations/{id}/objections/{objection}/answer", *CENTRE, body=AnswerIn)
    async def answer(call: Call[AnswerIn]) -> Done | Refusal:
        """Uphold or dismiss an objection, and say why."""
        said = call.body
        command = AnswerFilingObjection(
            objection_id=call.path["objection"], outcome=said.outcome, statement=said.statement
        )
        return await carry_out(call, command)

    @to.query("/v1/associations/{id}/objections", *OFFICES, answer=FilingObjections)
    async def objections(query: Query) -> FilingObjections | None:
        """List what was objected to a filing, and what was answered."""
        association = await desk.state(ASSOCIATION, query.id)
        if isinstance(association, NotDrafted):
            return None
        made = association.file.objections.all.values()
        return FilingObjections(objections=tuple(FilingObjectionOut.of(each) for each in made))

    @to.search(
        "/v1/associations/{id}/objection-codes",
        *COUNTER,
        body=SlipsIn,
        answer=HouseholdCodes,
        purpose=Purpose.SERVING,
    )
    async def codes(query: Query, said: SlipsIn) -> HouseholdCodes | Refusal:
        """Tell the codes by which households may object, for who hands them out with the notice."""
        return await _not_told(query) or await codes_of(desk, ASSOCIATION.ref(query.id), said)

    @to.act("/v1/public/association-objections", body=FilingObjectionByCodeIn)
    async def object_by_code(call: Call[FilingObjectionByCodeIn]) -> Done | Refusal:
        """Object to a filing for one's household, with the code that was handed to it."""
        household = await _who(desk, call.body)
        if isinstance(household, Refusal):
            return household
        objection = _objection(call, household)
        return await carry_out(call.acting(itself(household)), objection, call.body.association_id)

    @to.search("/v1/public/association-objections/lookup", body=ObjectorIn, answer=OwnFilingObjection)
    async def look_up(_query: Query, said: ObjectorIn) -> OwnFilingObjection | Refusal:
        """Read what became of one's household's objection."""
        household = await _who(desk, said)
        return household if isinstance(household, Refusal) else await _own(desk, said.association_id, household)

    return to.router


def _objection(
    call: Call[FilingObjectionIn] | Call[FilingObjectionByCodeIn], household: SubjectRef, document: str | None = None
) -> ObjectToFiling:
    id_ = call.new_id("filing-objection")
    return ObjectToFiling(objection_id=id_, ground=call.body.ground, document=document, household=household)


async def _who(desk: Desk, said: ObjectorIn) -> SubjectRef | Refusal:
    association = await desk.state(ASSOCIATION, said.association_id)
    there = not isinstance(association, NotDrafted)
    return await proven(desk, ASSOCIATION.ref(said.association_id), said, there=there)


async def _own(desk: Desk, association_id: str, household: SubjectRef) -> OwnFilingObjection | Refusal:
    association = await desk.state(ASSOCIATION, association_id)
    own = None if isinstance(association, NotDrafted) else association.file.objections.of_household(household)
    if own is None or isinstance(association, NotDrafted):
        return FilingObjectionUnknown()
    shown = FilingObjectionOut.of(own)
    return OwnFilingObjection(
        ground=shown.ground,
        answer_due_on=shown.answer_due_on,
        outcome=shown.outcome,
        statement=shown.statement,
        stage=STAGES[type(association)],
    )


async def _not_told(query: Query) -> Refusal | None:
    """Why codes are not told: there is no notice, or it is of another centre."""
    association = await query.desk.state(ASSOCIATION, query.id)
    if isinstance(association, NotDrafted):
        return AssociationUnknown()
    community_id = association.file.drafted.community_id
    foreign = not_of_centre(community_id, await query.desk.context(query.actor, COMMUNITY.ref(community_id)))
    return foreign or (None if isinstance(association, OnNotice) else at_another_stage(association))
