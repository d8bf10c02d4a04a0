"""Needs of residents who want to found an association, without an account: registered, and read by a code."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.associations.api.need import NeedIn, registered
from services.associations.api.need_words import CODE, NeedWords, words_of
from services.associations.domain.need import NEED, Answered, NotRegistered
from services.associations.domain.types import GivenId
from shared.contracts.access import Purpose
from shared.contracts.associations.need import Taker
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.public import PublicRoutes
from shared.runtime.receipts import ReceiptWithCode
from shared.runtime.tries import CodeWrong


class NeedCodeIn(BaseModel):
    """A need and the code that was given for it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id: GivenId
    code: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{8}$")]


class OwnNeed(NeedWords):
    """What who asked is told: who helps, and the answer or until when it is owed."""

    answered: bool
    answer_due_on: date
    taker: Taker | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of founders."""
    to = PublicRoutes(desk, "needs")

    @to.act("/v1/public/needs", body=NeedIn, creates=True, answer=ReceiptWithCode)
    async def register(call: Call[NeedIn]) -> Done | Refusal:
        """Say what one needs to found an association; the code in the answer opens it again."""
        return await registered(call, None)

    @to.search("/v1/public/needs/lookup", body=NeedCodeIn, answer=OwnNeed, purpose=Purpose.OWN)
    async def look_up(_query: Query, said: NeedCodeIn) -> OwnNeed | Refusal:
        """Read what became of one's own need, by the code that was given for it."""
        need = await desk.state(NEED, said.id)
        refusal = await desk.wrong_code(CODE, said.id, said.code, there=not isinstance(need, NotRegistered))
        if refusal is not None or isinstance(need, NotRegistered):
            return refusal or CodeWrong()
        words = await words_of(desk, said.id)
        return OwnNeed(
            words=words.words,
            answer=words.answer,
            answered=isinstance(need, Answered),
            answer_due_on=need.need.answer_due_on,
            taker=need.taker,
        )

    return to.router
