"""Enquiries for who asked: the answer, by the enquiry's id and the code that was given for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.api.enquiry_words import CODE, words_of
from services.intake.domain.enquiry import ENQUIRY, NotOpened, Unanswered
from shared.contracts.access import Purpose
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.public import PublicRoutes
from shared.runtime.tries import CodeWrong


class EnquiryCodeIn(BaseModel):
    """An enquiry and the code that was given for it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id: Annotated[str, Field(min_length=1, max_length=80)]
    code: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{8}$")]


class OwnEnquiry(BaseModel):
    """What who asked is told: the answer, or until when it is owed."""

    answered: bool
    answer_due_on: date
    answer: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the route of enquiries that needs no token."""
    to = PublicRoutes(desk, "enquiries")

    @to.search("/v1/public/enquiries/lookup", body=EnquiryCodeIn, answer=OwnEnquiry, purpose=Purpose.OWN)
    async def look_up(_query: Query, said: EnquiryCodeIn) -> OwnEnquiry | Refusal:
        """Read the answer to one's own enquiry, by the code that was given for it."""
        enquiry = await desk.state(ENQUIRY, said.id)
        refusal = await desk.wrong_code(CODE, said.id, said.code, there=not isinstance(enquiry, NotOpened))
        if refusal is not None or isinstance(enquiry, NotOpened):
            return refusal or CodeWrong()
        answered = not isinstance(enquiry, Unanswered)
        answer = (await words_of(desk, said.id)).answer if answered else None
        return OwnEnquiry(answered=answered, answer_due_on=enquiry.facts.answer_due_on, answer=answer)

    return to.router
