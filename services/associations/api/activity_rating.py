"""Rating an activity, for who has a code of it: once, and so that nobody learns who rated how."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.associations.domain.activity import ACTIVITY, Held
from services.associations.domain.activity_box import ACTIVITY_BOX, CastActivityRating
from services.associations.domain.activity_token import ACTIVITY_TOKEN, SpendActivityToken
from services.associations.domain.types import GivenId
from shared.contracts.intake.rating import Level
from shared.kernel.actors import WITHHELD
from shared.kernel.decider import Step
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call
from shared.runtime.public import PublicRoutes

CODE, TOKEN, BOX = "activity-code", "activity-token", "activity-box"


class ActivityRatingIn(BaseModel):
    """A slip, as it was handed to who attended, and what they say."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    activity_id: GivenId
    number: Annotated[int, Field(ge=1, le=100_000)]
    code: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{8}$")]
    level: Level


def slip_of(activity_id: str, number: int) -> str:
    """What names a slip among those of all activities."""
    return f"{activity_id}/{number}"


def code_of(desk: Desk, activity_id: str, number: int) -> str:
    """The code on a slip; derived, and kept nowhere."""
    return desk.vault.code(CODE, slip_of(activity_id, number))


def routes(desk: Desk) -> APIRouter:
    """Register the route of who rates."""
    to = PublicRoutes(desk, "activities")

    @to.act("/v1/public/activity-ratings", body=ActivityRatingIn)
    async def rate(call: Call[ActivityRatingIn]) -> Done | Refusal:
        """Rate an activity that one attended, once (一人一评)."""
        said = call.body
        activity = await desk.state(ACTIVITY, said.activity_id)
        issued = activity.codes.issued if isinstance(activity, Held) and activity.codes else 0
        slip = slip_of(said.activity_id, said.number)
        refusal = await desk.wrong_code(CODE, slip, said.code, there=said.number <= issued)
        return refusal or await _cast(call.acting(WITHHELD))

    return to.router


async def _cast(call: Call[ActivityRatingIn]) -> Done | Refusal:
    vault, said = call.desk.vault, call.body
    token = vault.token(TOKEN, slip_of(said.activity_id, said.number))
    box = await vault.enrol(BOX, said.activity_id)
    cast = CastActivityRating(
        activity_id=said.activity_id,
        token_id=token,
        ballot=Personal[Level].of(box, said.level),
    )
    given = (ACTIVITY.ref(said.activity_id),)
    return await call.execute(
        Step(ACTIVITY_TOKEN, token, SpendActivityToken(activity_id=said.activity_id), given),
        Step(ACTIVITY_BOX, said.activity_id, cast, given),
    )
