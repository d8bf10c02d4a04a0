"""Registrations over HTTP: the supervisor's consent, and what the registry of the district does from then on."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.associations.api.association_changes import ChangeIn, change
from services.associations.api.founder import in_charge_of
from services.associations.api.matter import PARTY, REGISTRY, Matter, carry_out, end, matter_of
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_change_request_commands import (
    RefuseRegistrationChange,
    RequestRegistrationChange,
)
from services.associations.domain.association_commands import (
    AcceptRegistration,
    ApproveCharter,
    ApprovePreparation,
    ChangeRegistration,
    ConvertFiling,
    HoldFoundingMeeting,
    RefuseRegistration,
    RegisterAssociation,
)
from services.associations.domain.association_consent_commands import ConsentToAct, ConsentToRegistration
from services.associations.domain.association_holdings import released
from services.associations.domain.credit_code import CREDIT_CODE, AssignCreditCode, GivenCode
from services.associations.domain.types import AssociationId, GivenId
from shared.contracts.associations.association_founding import Form
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Empty, Routes

SUPERVISORS = (Role.CENTRE_DIRECTOR, Role.DEPARTMENT)


class RegistrationIn(BaseModel):
    """The credit code, or before 2015-10-01 the number of the old kind."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    uscc: GivenCode | None = None
    legacy_reg_no: GivenId | None = None


class RegistrationChangeIn(ChangeIn):
    """What the supervisor consented to on a day."""

    consented_on: Day


def routes(desk: Desk) -> APIRouter:
    """Register the routes of registrations."""
    to = Routes(desk, "registrations")

    @to.command("/v1/associations/{id}/supervisor-consent", *SUPERVISORS)
    async def consent(call: Call[Empty]) -> Done | Refusal:
        """Consent to the application as the business supervisor (业务主管单位同意)."""
        return await carry_out(call, ConsentToRegistration())

    @to.command("/v1/associations/{id}/supervisor-consents", *SUPERVISORS, body=ConsentToAct)
    async def consent_to_act(call: Call[ConsentToAct]) -> Done | Refusal:
        """Consent as the business supervisor to a change or the liquidation of a registered association."""
        return await carry_out(call, call.body)

    @to.command("/v1/associations/{id}/preparation-approval", *REGISTRY)
    async def approve_preparation(call: Call[Empty]) -> Done | Refusal:
        """Let a social group prepare its founding (批准筹备), as the regulation of 1998 has it."""
        return await carry_out(call, ApprovePreparation())

    @to.command("/v1/associations/{id}/founding-meeting", *PARTY, body=HoldFoundingMeeting)
    async def hold_founding(call: Call[HoldFoundingMeeting]) -> Done | Refusal:
        """Tell that the founding meeting was held (成立大会)."""
        return await carry_out(call, call.body)

    @to.command("/v1/associations/{id}/registration-acceptance", *REGISTRY)
    async def accept(call: Call[Empty]) -> Done | Refusal:
        """Hold all valid papers: from today the days of the decision count."""
        return await carry_out(call, AcceptRegistration())

    @to.command("/v1/associations/{id}/charter-approval", *REGISTRY, body=ApproveCharter)
    async def approve_charter(call: Call[ApproveCharter]) -> Done | Refusal:
        """Approve the charter, or what was changed in it (章程核准)."""
        return await carry_out(call, call.body)

    @to.command("/v1/associations/{id}/registration", *REGISTRY, body=RegistrationIn)
    async def register(call: Call[RegistrationIn]) -> Done | Refusal:
        """Register the association (登记); the filed one that it was ends in the same act."""
        matter = await matter_of(call)
        if isinstance(matter, Refusal):
            return matter
        in_charge, body = await in_charge_of(desk, matter), call.body
        if isinstance(in_charge, Refusal):
            return in_charge
        command = RegisterAssociation(uscc=body.uscc, legacy_reg_no=body.legacy_reg_no, in_charge=in_charge)
        coded = code_steps(desk, matter.id, matter.file.drafted.form, body.uscc)
        return await call.execute(matter.step(command), *coded, *await _converted(desk, matter))

    @to.command("/v1/associations/{id}/registration-refusal", *REGISTRY, body=RefuseRegistration)
    async def refuse(call: Call[RefuseRegistration]) -> Done | Refusal:
        """Do not approve the preparation or do not register, and say why."""
        return await end(call, call.body)

    @to.command("/v1/associations/{id}/registration-change-request", *PARTY, body=RequestRegistrationChange)
    async def request_change(call: Call[RequestRegistrationChange]) -> Done | Refusal:
        """Ask the registry to enter another name, place or legal representative (变更登记申请)."""
        return await carry_out(call, call.body)

    @to.command("/v1/associations/{id}/registration-change-refusal", *REGISTRY, body=RefuseRegistrationChange)
    async def refuse_change(call: Call[RefuseRegistrationChange]) -> Done | Refusal:
        """Do not enter what the association asked for, and say why."""
        return await carry_out(call, call.body)

    @to.command("/v1/associations/{id}/registration-change", *REGISTRY, body=RegistrationChangeIn)
    async def change_registration(call: Call[RegistrationChangeIn]) -> Done | Refusal:
        """Enter another name, place or legal representative (变更登记)."""
        return await change(call, ChangeRegistration(consented_on=call.body.consented_on))

    return to.router


def code_steps(desk: Desk, association_id: AssociationId, form: Form | None, uscc: str | None) -> tuple[Step, ...]:
    """The credit code of a registration, taken in its act."""
    if uscc is None or form is None:
        return ()
    division = desk.settings.division
    command = AssignCreditCode(code=uscc, form=form, division=division, association_id=association_id)
    return (Step(CREDIT_CODE, uscc, command),)


async def _converted(desk: Desk, matter: Matter) -> tuple[Step, ...]:
    """What was filed of the same lineage ends with its registration, and all that it held."""
    filed_id = matter.file.drafted.filed_id
    if filed_id is None:
        return ()
    filed = await desk.state(ASSOCIATION, filed_id)
    ending = Step(ASSOCIATION, filed_id, ConvertFiling(registered_id=matter.id))
    return (ending, *released(AssociationId(filed_id), filed))
