"""Opinions over HTTP: taken down for somebody at a window, who follows them in councils by number and code."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.api.appointment import PHONE, GivenId
from services.intake.api.counter import ON_POSTS, CounterRoutes
from services.intake.domain.committee import COMMITTEE
from services.intake.domain.hall import HALL
from services.intake.domain.opinion import OPINION, TakeOpinion
from services.intake.domain.types import HallId, WindowId
from shared.kernel.actors import Role
from shared.kernel.codes import CodeFault, InvalidCode, phone_number
from shared.kernel.decider import Step
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call
from shared.runtime.receipts import ReceiptWithCode

CODE = "opinion"
"""For what the code of an opinion is derived, here as in councils."""
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class CounterOpinionIn(BaseModel):
    """What somebody raises with a committee, at which window, and how to reach them where they want to be."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    hall_id: GivenId
    window_id: GivenId
    committee_id: GivenId
    text: Text
    phone: Annotated[str, Field(max_length=20)] | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the route of opinions."""
    to = CounterRoutes(desk, "opinions")

    @to.command("/v1/opinions", Role.CLERK, body=CounterOpinionIn, creates=True, answer=ReceiptWithCode)
    async def take_down(call: Call[CounterOpinionIn]) -> Done | Refusal:
        """Take an opinion down; with its number and the code in the answer it is followed in councils."""
        phone = None if call.body.phone is None else phone_number(call.body.phone)
        if isinstance(phone, CodeFault):
            return InvalidCode(phone)
        proposer = await (desk.vault.mint() if phone is None else desk.vault.enrol(PHONE, phone))
        # A key that the same clerk also uses in councils must not name the same opinion there.
        id_, command = call.new_id("counter-opinion"), _raised(call.body, proposer, phone)
        related = (HALL.ref(command.hall_id), COMMITTEE.ref(command.committee_id), *ON_POSTS)
        result = await call.execute(Step(OPINION, id_, command, related=related))
        return result if isinstance(result, Refusal) else replace(result, code=desk.vault.code(CODE, id_))

    return to.router


def _raised(body: CounterOpinionIn, proposer: str, phone: str | None) -> TakeOpinion:
    return TakeOpinion(
        hall_id=HallId(body.hall_id),
        window_id=WindowId(body.window_id),
        committee_id=body.committee_id,
        proposer=proposer,
        text=Personal[str].of(proposer, body.text),
        contact=None if phone is None else Personal[str].of(proposer, phone),
    )
