"""Who may act at the counter, and see there what is personal: by one rule, and never a committee (居政分离)."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from starlette.requests import Request

from services.intake.domain.committee import COMMITTEE
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost, at_counter
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.separation import SelfGoverningBody, Separation
from shared.kernel.actors import Actor, Role
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Routes
from shared.runtime.refusals import RoleForbidden

ON_POSTS = (WINDOW_POSTS.ref(DISTRICT),)
"""What each act of the counter looks at: a hand-over in between is seen."""


class CounterRoutes(Routes):
    """The routes of what the government does at a window: a committee that would is told why it never may."""

    async def _call(
        self, request: Request, roles: tuple[Role, ...], adapter: TypeAdapter[Any], may_be_empty: bool
    ) -> Call[Any] | Refusal:
        call = await super()._call(request, roles, adapter, may_be_empty)
        return await self._told(request, call) if isinstance(call, RoleForbidden) else call

    async def _told(self, request: Request, forbidden: RoleForbidden) -> Refusal:
        actor = self._desk.verifier.actor(request.headers.get("authorization"), (Role.COMMITTEE,))
        if isinstance(actor, Refusal):
            return forbidden
        villagers = (await self._desk.state(COMMITTEE, actor.org)).kind is CommitteeKind.VILLAGERS
        return Separation(SelfGoverningBody.VILLAGERS_COMMITTEE if villagers else SelfGoverningBody.RESIDENTS_COMMITTEE)


async def barred_from(desk: Desk, actor: Actor, hall_id: str) -> NotOnWindowPost | None:
    """Why somebody may not see what is personal in a hall's applications, if they may not."""
    on = at_counter(hall_id, await desk.context(actor, *ON_POSTS))
    return on if isinstance(on, NotOnWindowPost) else None
