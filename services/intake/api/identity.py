"""The whole number of an applicant's document, which is masked otherwise: for once, with a reason that is reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.api.application_mending import entered
from services.intake.api.counter import barred_from
from services.intake.api.voucher import VoucherIn, proven
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.application_state import NotReceived
from shared.contracts.access import Purpose
from shared.kernel.actors import Role
from shared.kernel.instants import day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Forbidden, Refusal
from shared.runtime.access_log import AccessPage, of_subject
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.pages import MAX_LIMIT, Cursor
from shared.runtime.questions import Questions
from shared.runtime.reading import explain
from shared.runtime.refusals import PersonErased

SUBJECT_SEES = "privacy.subject_sees_access"


@dataclass(frozen=True, slots=True)
class AccessLogClosed(Forbidden):
    """The district does not show people who looked at their data."""

    slug: ClassVar[str] = "access-log-closed"
    zh: ClassVar[str] = "本区未向当事人开放访问记录"
    en: ClassVar[str] = "The access log is not open to the persons whom it is about"


class IdentityReadingIn(BaseModel):
    """What the whole number is needed for, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    purpose: Literal[Purpose.IDENTITY_CHECK, Purpose.URGENT_HELP, Purpose.LEGAL_REQUEST]
    reason: Annotated[str, Field(min_length=1, max_length=500)]


class IdentityOut(BaseModel):
    """The number of an applicant's document."""

    id_kind: str
    id_number: str


class OwnAccessIn(VoucherIn):
    """A voucher with its code, and where the page begins."""

    after: Annotated[int, Field(ge=0)] = 0


def routes(desk: Desk) -> APIRouter:
    """Register the routes about who reads who somebody is."""
    to = Questions(desk, "privacy")

    @to.search(
        "/v1/applications/{id}/identity-readings",
        Role.CLERK,
        Role.EXAMINER,
        body=IdentityReadingIn,
        answer=IdentityOut,
    )
    async def read_identity(query: Query, said: IdentityReadingIn) -> IdentityOut | Refusal:
        """Show the whole document number for once; another person reviews why."""
        application = await desk.state(APPLICATION, query.id)
        if isinstance(application, NotReceived):
            return ApplicationUnknown()
        if query.actor.role is Role.CLERK and (
            barred := await barred_from(desk, query.actor, application.facts.hall_id)
        ):
            return barred
        subject, applicant = await entered(desk, query.id)
        if applicant is None:
            return PersonErased()
        explain(said.purpose, Personal[str].of(subject, said.reason))
        return IdentityOut(id_kind=applicant.id_kind, id_number=applicant.id_number)

    @to.search("/v1/public/access-searches", body=OwnAccessIn, answer=AccessPage)
    async def own_accesses(_query: Query, said: OwnAccessIn) -> AccessPage | Refusal:
        """Show an applicant who was shown what of them, by voucher and code."""
        found = await proven(desk, said)
        if isinstance(found, Refusal):
            return found
        if not desk.executor.reference.policy.flag(SUBJECT_SEES, day_of(await desk.executor.clock.now())):
            return AccessLogClosed()
        return of_subject(desk, found[1].facts.subject, Cursor(said.after, MAX_LIMIT))

    return to.router
