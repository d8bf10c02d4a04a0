"""The catalogue over HTTP."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from services.intake.domain.item import ITEM, PublishItem
from services.intake.views import item as view
from shared.contracts.intake.item import ItemVersion
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes

READERS = tuple(Role)


class ItemOut(BaseModel):
    """An item with its versions, oldest first."""

    code: str
    versions: tuple[ItemVersion, ...]


class Catalogue(BaseModel):
    """All items."""

    items: tuple[ItemOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of the catalogue."""
    to = Routes(desk, "items")

    @to.command("/v1/items/{id}/versions", Role.ADMIN, body=PublishItem)
    async def publish(call: Call[PublishItem]) -> Done | Refusal:
        """Publish a version of an item."""
        return await call.execute(Step(ITEM, call.id, call.body))

    @to.query("/v1/items", *READERS, answer=Catalogue)
    async def catalogue(_query: Query) -> Catalogue:
        """List the catalogue."""
        versions: dict[str, list[ItemVersion]] = {}
        for row in desk.views.rows(view.ALL):
            versions.setdefault(row.code, []).append(ItemVersion.model_validate_json(row.guide))
        return Catalogue(items=tuple(ItemOut(code=code, versions=tuple(of)) for code, of in versions.items()))

    @to.query("/v1/items/{id}", *READERS, answer=ItemOut)
    async def item(query: Query) -> ItemOut | None:
        """Show one item."""
        versions = tuple(ItemVersion.model_validate_json(row.guide) for row in desk.views.rows(view.ONE, of=query.id))
        return ItemOut(code=query.id, versions=versions) if versions else None

    return to.router
