"""The communities that associations knows, over HTTP: their centres, and the letters of their filing numbers."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.associations.api.matter import READERS
from services.associations.domain.community import COMMUNITY, CodeCommunity
from services.associations.views import community as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after


class CommunityOut(BaseModel):
    """A community with its public service centre, and the letters of its filing numbers."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name_zh: str
    centre_id: str | None = None
    code: str | None = None


class CommunityPage(BaseModel):
    """Some communities in the order in which they became known; `next` continues after them."""

    communities: tuple[CommunityOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of communities."""
    to = Routes(desk, "communities")

    @to.command("/v1/communities/{id}/code", Role.ADMIN, body=CodeCommunity)
    async def code(call: Call[CodeCommunity]) -> Done | Refusal:
        """Give a community the letters of its filing numbers, once."""
        return await call.execute(Step(COMMUNITY, call.id, call.body))

    @to.query("/v1/communities", *READERS, answer=CommunityPage, parameters=("after", "limit"))
    async def communities(query: Query) -> CommunityPage | Refusal:
        """List the communities."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.PAGE, after=cursor.after, limit=cursor.limit)
        shown = tuple(CommunityOut.model_validate(row) for row in rows)
        return CommunityPage(communities=shown, next=next_after(rows, cursor))

    return to.router
