"""Mistakes of the hall over HTTP: an acceptance taken back, a slip mended, a wrong person replaced; and who applies."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from services.intake.api.applicant import ApplicantIn, Person, checked
from services.intake.api.application import COUNTER, ON_POSTS
from services.intake.api.application_endings import Told
from services.intake.api.claim import looked_at, written
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_mending import CorrectApplicant, CorrectEntry, WithdrawAcceptance
from services.intake.domain.application_people import NOBODY_ELSE
from services.intake.domain.application_refusals import ApplicationUnknown, PhoneInvalid
from services.intake.domain.application_state import NotReceived
from services.intake.domain.claim import claims_of
from services.intake.domain.types import ApplicationId
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost, on_hall
from shared.contracts.access import Purpose
from shared.contracts.casework.case_aftermath import EntryFault
from shared.contracts.casework.reasons import Reasons
from shared.contracts.intake.application import Applicant, ApplicationReceived
from shared.contracts.intake.application_mending import (
    AcceptanceFault,
    ApplicantCorrected,
    ApplicantField,
    EntryCorrected,
)
from shared.kernel.codes import CodeFault, masked, phone_number
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Empty, Query
from shared.runtime.opening import opened
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidValue, PersonErased

_APPLICANT = TypeAdapter(Applicant)
ENTERED = (ApplicationReceived, EntryCorrected, ApplicantCorrected)
"""What says who applies; the newest holds."""


class AcceptanceWithdrawalIn(BaseModel):
    """Why the acceptance was a mistake."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    cause: AcceptanceFault
    reasons: Told


class EntryCorrectionIn(BaseModel):
    """What of the applicant's entry should read otherwise, and what kind of slip it was; the number stays."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=50)] | None = None
    phone: Annotated[str, Field(max_length=20)] | None = None
    fault: EntryFault

    @property
    def fields(self) -> tuple[ApplicantField, ...]:
        """What is said."""
        said = ((ApplicantField.NAME, self.name), (ApplicantField.PHONE, self.phone))
        return tuple(field for field, value in said if value is not None)

    def mended(self, entered: Applicant) -> Applicant | Refusal:
        """The entry as it should read."""
        phone = entered.phone if self.phone is None else phone_number(self.phone)
        if isinstance(phone, CodeFault):
            return PhoneInvalid()
        dialled = None if phone is None else str(phone)
        return entered.model_copy(update={"name": self.name or entered.name, "phone": dialled})


class ApplicantCorrectionIn(BaseModel):
    """Who applied in fact, and what kind of slip it was to enter somebody else."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    applicant: ApplicantIn
    fault: EntryFault
    without_capacity: bool = False


class ApplicantOut(BaseModel):
    """Who applies, as it is entered now."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    id_kind: str
    id_number: str
    phone: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes that put mistakes right."""
    to = Questions(desk, "applications")

    @to.command("/v1/applications/{id}/acceptance-withdrawal", *COUNTER, body=AcceptanceWithdrawalIn)
    async def withdraw_acceptance(call: Call[AcceptanceWithdrawalIn]) -> Done | Refusal:
        """Take an acceptance back that was a mistake (撤回受理); its case is annulled in the back office."""
        application = await desk.state(APPLICATION, call.id)
        if isinstance(application, NotReceived):
            return ApplicationUnknown()
        reasons = Reasons.of(application.facts.subject, call.body.reasons)
        command = WithdrawAcceptance(cause=call.body.cause, reasons=reasons)
        return await call.execute(Step(APPLICATION, call.id, command, related=ON_POSTS))

    @to.command("/v1/applications/{id}/entry-correction", *COUNTER, body=EntryCorrectionIn)
    async def correct_entry(call: Call[EntryCorrectionIn]) -> Done | Refusal:
        """Mend a slip in what was entered of the applicant (信息更正)."""
        return await _correct_entry(call)

    @to.command("/v1/applications/{id}/applicant-correction", *COUNTER, body=ApplicantCorrectionIn)
    async def correct_applicant(call: Call[ApplicantCorrectionIn]) -> Done | Refusal:
        """Put who applied in the place of a wrong person (更正申请人)."""
        today = day_of(await desk.executor.clock.now())
        person = checked(call.body.applicant, today)
        return person if isinstance(person, Refusal) else await _correct_applicant(call, person, today)

    @to.search(
        "/v1/applications/{id}/applicant-reading", *COUNTER, body=Empty, answer=ApplicantOut, purpose=Purpose.SERVING
    )
    async def read_applicant(query: Query, _said: Empty) -> ApplicantOut | Refusal | None:
        """Show the window who applies, with a masked number; only to who is on a post of the hall, if it has any."""
        application = await desk.state(APPLICATION, query.id)
        if isinstance(application, NotReceived):
            return None
        on = on_hall(await desk.state(WINDOW_POSTS, DISTRICT), application.facts.hall_id, query.actor.id)
        if isinstance(on, NotOnWindowPost):
            return on
        _, applicant = await entered(desk, query.id)
        return PersonErased() if applicant is None else ApplicantOut.model_validate(_masked(applicant))

    return to.router


async def _correct_applicant(call: Call[ApplicantCorrectionIn], person: Person, today: date) -> Done | Refusal:
    application = await call.desk.state(APPLICATION, call.id)
    if isinstance(application, NotReceived):
        return ApplicationUnknown()
    command = await _replacement(call, person, today)
    claims = claims_of(application.facts.item_code, command.applicant.subject, NOBODY_ELSE).values()
    related = (*ON_POSTS, *await looked_at(call.desk, call.id, claims))
    step = Step(APPLICATION, call.id, command, related=related)
    return await call.execute(step, *written(call.id, claims))


async def _replacement(call: Call[ApplicantCorrectionIn], person: Person, today: date) -> CorrectApplicant:
    subject = await call.desk.vault.enrol(person.told.id_kind, person.told.id_number)
    return CorrectApplicant(
        application_id=ApplicationId(call.id),
        entry_id=call.new_id("entry"),
        fault=call.body.fault,
        applicant=Personal[Applicant].of(subject, person.told),
        protection=person.protection(call.body.without_capacity, today),
        legal_person=person.is_legal_person,
    )


async def _correct_entry(call: Call[EntryCorrectionIn]) -> Done | Refusal:
    if not call.body.fields:
        return InvalidValue(fields=("name", "phone"))
    application = await call.desk.state(APPLICATION, call.id)
    if isinstance(application, NotReceived):
        return ApplicationUnknown()
    subject, applicant = await entered(call.desk, call.id)
    mended = PersonErased() if applicant is None else call.body.mended(applicant)
    if isinstance(mended, Refusal):
        return mended
    command = CorrectEntry(
        entry_id=call.new_id("entry"),
        fields=call.body.fields,
        fault=call.body.fault,
        applicant=Personal[Applicant].of(subject, mended),
    )
    return await call.execute(Step(APPLICATION, call.id, command, related=ON_POSTS))


def _masked(applicant: Applicant) -> Applicant:
    return applicant.model_copy(update={"id_number": masked(applicant.id_number)})


async def entered(desk: Desk, application_id: str) -> tuple[str, Applicant | None]:
    """To whom a received application refers, and what is entered of them now; nothing of whoever was erased."""
    told = await opened(desk.executor, APPLICATION.ref(application_id))
    newest = next(each for each in reversed(told) if isinstance(each.recorded.event, ENTERED))
    applicant: Personal[Applicant] = newest.recorded.event.applicant
    return applicant.subject, newest.value(applicant, _APPLICANT)
