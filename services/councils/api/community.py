"""Communities and their centres over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.domain.community import COMMUNITY, EstablishCommunity, OpenCentre
from services.councils.domain.types import CommunityId
from services.councils.views import community as view
from shared.contracts.councils.community import CentreKind, Name, Source
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes

WRITERS = (Role.WORKING_COMMITTEE, Role.ADMIN)
READERS = tuple(Role)


class CentreIn(BaseModel):
    """A centre to open; without `name_zh` the policy names it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    kind: CentreKind
    name_zh: Name | None = None
    name_en: Name
    opened_on: Day
    provenance: Provenance | None = None
    source: Source | None = None


class CommunityCentreOut(BaseModel):
    """One of a community's two centres."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    kind: CentreKind
    name_zh: str
    name_en: str
    opened_on: date
    provenance: Provenance | None = None
    source: str | None = None


class CommunityOut(BaseModel):
    """A community with its centres."""

    id: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    founded_on: date
    provenance: Provenance | None = None
    source: str | None = None
    centres: tuple[CommunityCentreOut, ...]


class Communities(BaseModel):
    """All communities of the district."""

    communities: tuple[CommunityOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of communities."""
    to = Routes(desk, "communities")

    @to.command("/v1/communities", *WRITERS, body=EstablishCommunity, creates=True)
    async def establish(call: Call[EstablishCommunity]) -> Done | Refusal:
        """Enter a community that was founded, or is to be."""
        return await call.execute(Step(COMMUNITY, call.new_id("community"), call.body))

    @to.command("/v1/communities/{id}/centres", *WRITERS, body=CentreIn)
    async def open_centre(call: Call[CentreIn]) -> Done | Refusal:
        """Open one of a community's two centres (两中心)."""
        command = OpenCentre(community_id=CommunityId(call.id), **call.body.model_dump())
        return await call.execute(Step(COMMUNITY, call.id, command))

    @to.query("/v1/communities", *READERS, answer=Communities)
    async def communities(_query: Query) -> Communities:
        """List the communities of the district with their centres."""
        centres = desk.views.rows(view.CENTRES)
        return Communities(communities=tuple(_community(row, centres) for row in desk.views.rows(view.ALL)))

    @to.query("/v1/communities/{id}", *READERS, answer=CommunityOut)
    async def community(query: Query) -> CommunityOut | None:
        """Show a community with its centres."""
        row = desk.views.row(view.ONE, of=query.id)
        return _community(row, desk.views.rows(view.CENTRES_OF, of=query.id)) if row else None

    @to.query("/v1/communities/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a community, from the log."""
        return await history_of(desk.executor, COMMUNITY.ref(query.id))

    return to.router


def _community(row: view.CommunityRow, centres: Iterable[view.CommunityRow]) -> CommunityOut:
    own = tuple(CommunityCentreOut.model_validate(centre) for centre in centres if centre.community_id == row.id)
    return CommunityOut(**row._mapping, centres=own)
