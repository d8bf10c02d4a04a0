"""The catalogue for everybody, without a token: what can be applied for on a day, and its guide (服务指南)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, TypeAdapter
from sqlalchemy import Row

from services.intake.api.item import guide_of
from services.intake.views import item as view
from shared.contracts.intake.item import ItemSuspensionReason, ItemVersion
from shared.contracts.intake.service_guide import ServiceGuide
from shared.kernel.instants import Day, day_of
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.public import PublicRoutes
from shared.runtime.refusals import InvalidParameter
from shared.runtime.settings import Deployment

_DAY: TypeAdapter[date] = TypeAdapter(Day)


class PublicItem(BaseModel):
    """An item as it holds on a day: whether windows receive it, and which ★ fields of its guide are to be confirmed.

    In a demonstration an item may be open although its guide is not complete.
    """

    code: str
    item: ItemVersion
    open: bool
    suspended: ItemSuspensionReason | None = None
    to_be_confirmed: tuple[str, ...]
    demonstration: bool


class PublicItemWithGuide(PublicItem):
    """The same with all that its guide says."""

    guide: ServiceGuide


class PublicCatalogue(BaseModel):
    """The items that hold on a day."""

    on: date
    demonstration: bool
    items: tuple[PublicItem, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A version that holds, from its row."""

    row: Row[Any]
    item: ItemVersion
    guide: ServiceGuide

    def brief(self, demonstration: bool) -> PublicItem:
        return PublicItem(
            code=self.row.code,
            item=self.item,
            open=self.row.opened and self.row.reason is None,
            suspended=self.row.reason,
            to_be_confirmed=self.guide.to_be_confirmed,
            demonstration=demonstration,
        )


def routes(desk: Desk) -> APIRouter:
    """Register what anybody may read of the catalogue."""
    to = PublicRoutes(desk, "public")
    demonstration = desk.settings.deployment is Deployment.DEMONSTRATION

    @to.public("/v1/public/items", answer=PublicCatalogue, parameters=("on", "department"))
    async def public_catalogue(query: Query) -> PublicCatalogue | Refusal:
        """List what holds on a day, today unless it is said; of a department by the letters of the code or its id."""
        day = await _day(query)
        if isinstance(day, Refusal):
            return day
        department = query.parameters.get("department")
        found = (each for each in _held(desk.views.rows(view.BEGUN, day=day), day) if _is_of(each, department))
        items = tuple(each.brief(demonstration) for each in found)
        return PublicCatalogue(on=day, demonstration=demonstration, items=items)

    @to.public("/v1/public/items/{id}", answer=PublicItemWithGuide, parameters=("on",))
    async def public_item(query: Query) -> PublicItemWithGuide | Refusal | None:
        """Show an item as it holds on a day, with its guide and where each value of it is from."""
        day = await _day(query)
        if isinstance(day, Refusal):
            return day
        held = next(_held(desk.views.rows(view.ONE_BEGUN, day=day, of=query.id), day), None)
        if held is None:
            return None
        return PublicItemWithGuide(**dict(held.brief(demonstration)), guide=held.guide)

    return to.router


async def _day(query: Query) -> date | Refusal:
    said = query.parameters.get("on")
    if said is None:
        return day_of(await query.desk.executor.clock.now())
    try:
        return _DAY.validate_python(date.fromisoformat(said))
    except ValueError:
        return InvalidParameter(name="on")


def _held(begun: Iterable[Row[Any]], day: date) -> Iterator[_Shown]:
    """Of each item the version that began last, unless it has ended; `begun` are rows in the order of their days."""
    last = {row.code: row for row in begun}
    for row in last.values():
        item = ItemVersion.model_validate_json(row.item)
        if item.valid_to is None or item.valid_to >= day:
            yield _Shown(row, item, guide_of(row))


def _is_of(shown: _Shown, department: str | None) -> bool:
    return department is None or department == shown.item.department or f"-{department}-" in shown.row.code
