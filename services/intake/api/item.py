"""The catalogue over HTTP: what the administration enters, and what staff read of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, RootModel
from sqlalchemy import Row

from services.intake.domain.item import (
    ITEM,
    EnterItem,
    Entry,
    Item,
    OpenItem,
    PublishItem,
    ResumeItem,
    ReviseGuide,
    SuspendItem,
)
from services.intake.views import item as view
from shared.contracts.intake.item import ItemSuspensionReason, ItemVersion, WhoseDecision
from shared.contracts.intake.service_guide import ServiceGuide
from shared.contracts.separation import SelfGoverningBody, Separation
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.receipts import Receipts, Several
from shared.runtime.settings import Deployment

READERS = tuple(Role)


class GivenVersion(ItemVersion):
    """A version as somebody tells it, who may even say that a committee decides."""

    authority: WhoseDecision | SelfGoverningBody | None = None  # type: ignore[assignment]  # wider, to refuse it by name

    @property
    def version_told(self) -> ItemVersion | Separation:
        """The version, unless it lets a committee decide (居政分离)."""
        if isinstance(self.authority, SelfGoverningBody):
            return Separation(self.authority)
        return ItemVersion.model_validate(dict(self))


class PublicationIn(BaseModel):
    """A version that is to be published."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    item: GivenVersion


class GuideIn(BaseModel):
    """What the guide of a version says."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    item_version: Annotated[int, Field(ge=1, le=1000)]
    guide: ServiceGuide


class OpeningIn(BaseModel):
    """Which version is opened: the one that holds today unless it is said."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    item_version: Annotated[int, Field(ge=1, le=1000)] | None = None


class CatalogueEntry(BaseModel):
    """An item as it is shipped: its versions in the order of their numbers."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    code: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z]{2}-\d{3}$")]
    versions: Annotated[tuple[Entry, ...], Field(min_length=1, max_length=20)]


class CatalogueIn(BaseModel):
    """A catalogue as it is shipped."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    items: Annotated[tuple[CatalogueEntry, ...], Field(min_length=1, max_length=200)]


class VersionStanding(BaseModel):
    """How a version stands: with a guide or without, open or not, and what must be public and is not known."""

    item_version: int
    guided: bool
    opened: bool
    to_be_confirmed: tuple[str, ...]


class ItemOut(BaseModel):
    """An item with its versions by number; `suspended` is why it is not offered for a while."""

    code: str
    versions: tuple[ItemVersion, ...]
    standing: tuple[VersionStanding, ...]
    suspended: ItemSuspensionReason | None = None


class ItemThen(BaseModel):
    """An item as of a day: the version that held, whether it was open, and what it did not make public; `version` is
    that of the last fact that counted and was known.
    """

    code: str
    version: int
    holds: ItemVersion | None = None
    opened: bool = False
    to_be_confirmed: tuple[str, ...] = ()
    suspended: ItemSuspensionReason | None = None

    @classmethod
    def of(cls, code: str, found: Held[Item], day: date) -> Self:
        """The state that the facts of the time make."""
        item, held = found.state, found.state.on(day)
        return cls(
            code=code,
            version=found.version,
            holds=held,
            opened=held is not None and held.version in item.opened,
            to_be_confirmed=() if held is None else item.to_be_confirmed(held.version),
            suspended=item.suspended,
        )


class ItemNowOrThen(RootModel[ItemOut | ItemThen]):
    """`ItemThen` where `as_of` or `known_at` is given."""


class Catalogue(BaseModel):
    """All items."""

    items: tuple[ItemOut, ...]


class GuideOut(BaseModel):
    """The guide of one version."""

    item_version: int
    guide: ServiceGuide


class Guides(BaseModel):
    """The guides of an item's versions."""

    guides: tuple[GuideOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of the catalogue."""
    to = Routes(desk, "items")
    demonstration = desk.settings.deployment is Deployment.DEMONSTRATION

    @to.command("/v1/items/{id}/versions", Role.ADMIN, body=PublicationIn)
    async def publish(call: Call[PublicationIn]) -> Done | Refusal:
        """Publish a version of an item."""
        version = call.body.item.version_told
        if isinstance(version, Separation):
            return version
        return await call.execute(Step(ITEM, call.id, PublishItem(item=version)))

    @to.command("/v1/items/{id}/guide", Role.ADMIN, body=GuideIn)
    async def revise(call: Call[GuideIn]) -> Done | Refusal:
        """Publish, complete or correct the guide of a version."""
        said = call.body
        command = ReviseGuide(item_version=said.item_version, guide=said.guide, demonstration=demonstration)
        return await call.execute(Step(ITEM, call.id, command))

    @to.command("/v1/items/{id}/opening", Role.ADMIN, body=OpeningIn)
    async def open_(call: Call[OpeningIn]) -> Done | Refusal:
        """Open a version, so that windows receive under it in its time (开通)."""
        command = OpenItem(item_version=call.body.item_version, demonstration=demonstration)
        return await call.execute(Step(ITEM, call.id, command))

    @to.command("/v1/items/{id}/suspension", Role.ADMIN, body=SuspendItem)
    async def suspend(call: Call[SuspendItem]) -> Done | Refusal:
        """Offer an item no more for a while (暂停办理)."""
        return await call.execute(Step(ITEM, call.id, call.body))

    @to.command("/v1/items/{id}/resumption", Role.ADMIN)
    async def resume(call: Call[Empty]) -> Done | Refusal:
        """Offer an item again."""
        return await call.execute(Step(ITEM, call.id, ResumeItem()))

    @to.command("/v1/catalogue/entries", Role.ADMIN, body=CatalogueIn, answer=Receipts)
    async def enter(call: Call[CatalogueIn]) -> Several | Refusal:
        """Enter what a release ships and is not there yet; what the district has entered itself stays."""
        shipped = {entry.code: entry.versions for entry in call.body.items}

        async def one(each: Call[CatalogueIn]) -> Done | Refusal:
            command = EnterItem(entries=shipped[each.id], demonstration=demonstration)
            return await each.execute(Step(ITEM, each.id, command))

        return await call.each(shipped, one)

    @to.query("/v1/items", *READERS, answer=Catalogue)
    async def catalogue(_query: Query) -> Catalogue:
        """List the catalogue."""
        rows: dict[str, list[Row[Any]]] = {}
        for row in desk.views.rows(view.ALL):
            rows.setdefault(row.code, []).append(row)
        return Catalogue(items=tuple(_item(code, of) for code, of in rows.items()))

    @to.query("/v1/items/{id}", *READERS, answer=ItemNowOrThen, parameters=as_of.PARAMETERS)
    async def item(query: Query) -> ItemOut | ItemThen | Refusal | None:
        """Show one item: all its versions now, or the one that held on a day (`as_of`), as it was known at a moment."""
        if query.parameters:
            found = await as_of.held(query, ITEM)
            return await _then(query, found) if isinstance(found, Held) else found
        rows = desk.views.rows(view.ONE, of=query.id)
        return _item(query.id, rows) if rows else None

    @to.query("/v1/items/{id}/guides", *READERS, answer=Guides)
    async def guides(query: Query) -> Guides | None:
        """Show the guides of an item's versions."""
        rows = desk.views.rows(view.ONE, of=query.id)
        told = tuple(GuideOut(item_version=row.version, guide=guide_of(row)) for row in rows if row.guide)
        return Guides(guides=told) if rows else None

    return to.router


async def _then(query: Query, found: Held[Item]) -> ItemThen | Refusal:
    moment = as_of.moment_of(query)
    if isinstance(moment, Refusal):
        return moment
    return ItemThen.of(query.id, found, moment.as_of or day_of(await query.desk.executor.clock.now()))


def guide_of(row: Row[Any]) -> ServiceGuide:
    """What is known of a version's guide; where there is none, nothing."""
    return ServiceGuide.model_validate_json(row.guide) if row.guide else ServiceGuide()


def _item(code: str, rows: Iterable[Row[Any]]) -> ItemOut:
    versions = tuple(rows)
    return ItemOut(
        code=code,
        versions=tuple(ItemVersion.model_validate_json(row.item) for row in versions),
        standing=tuple(
            VersionStanding(
                item_version=row.version,
                guided=row.guide is not None,
                opened=row.opened,
                to_be_confirmed=guide_of(row).to_be_confirmed,
            )
            for row in versions
        ),
        suspended=versions[0].reason,
    )
