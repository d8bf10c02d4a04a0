"""Endings at the window over HTTP: an application is not accepted, or handed on to the body whose matter it is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.api.application import COUNTER, ON_POSTS
from services.intake.api.counter import CounterRoutes
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_endings import DeclineApplication, TransferApplication
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.application_state import NotReceived
from shared.contracts.casework.reasons import Reasons, Text, Texts
from shared.contracts.intake.application import Name
from shared.contracts.intake.application_endings import BodyRef, NotAcceptedCause
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call

Told = Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]


class NonAcceptanceIn(BaseModel):
    """Why the application is not accepted, and where that can be challenged, in the law's words."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    cause: NotAcceptedCause
    reasons: Told
    remedies: Texts = ()

    def about(self, subject: str) -> DeclineApplication:
        """The command, with its words under the applicant's key."""
        return DeclineApplication(cause=self.cause, reasons=Reasons.of(subject, self.reasons), remedies=self.remedies)


class TransferIn(BaseModel):
    """To which body the application is handed on, and why."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    to_body: BodyRef
    body_name: Name
    reasons: Told

    def about(self, subject: str) -> TransferApplication:
        """The command, with its words under the applicant's key."""
        reasons = Reasons.of(subject, self.reasons)
        return TransferApplication(to_body=self.to_body, body_name=self.body_name, reasons=reasons)


def routes(desk: Desk) -> APIRouter:
    """Register the routes that end applications at the window."""
    to = CounterRoutes(desk, "applications")

    @to.command("/v1/applications/{id}/non-acceptance", *COUNTER, body=NonAcceptanceIn)
    async def decline(call: Call[NonAcceptanceIn]) -> Done | Refusal:
        """Tell the applicant that the application is not accepted (不予受理)."""
        return await _end(call)

    @to.command("/v1/applications/{id}/transfer", *COUNTER, body=TransferIn)
    async def transfer(call: Call[TransferIn]) -> Done | Refusal:
        """Hand the application on to the body whose matter it is (移送)."""
        return await _end(call)

    return to.router


async def _end(call: Call[NonAcceptanceIn] | Call[TransferIn]) -> Done | Refusal:
    application = await call.desk.state(APPLICATION, call.id)
    if isinstance(application, NotReceived):
        return ApplicationUnknown()
    command = call.body.about(application.facts.subject)
    return await call.execute(Step(APPLICATION, call.id, command, related=ON_POSTS))
