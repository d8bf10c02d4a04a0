"""The statistical hierarchy over HTTP."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.domain.street import STREET, ListStreet
from services.councils.views import street as view
from shared.contracts.councils.community import Name, Source
from shared.contracts.councils.street import StreetCode
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes

WRITERS = (Role.WORKING_COMMITTEE, Role.ADMIN)
READERS = tuple(Role)


class StreetIn(BaseModel):
    """A street or town as statistics have it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    code: StreetCode
    name_zh: Name
    provenance: Provenance | None = None
    source: Source | None = None


class StreetOut(BaseModel):
    """A street or town and where its name is from."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    name_zh: str
    provenance: Provenance | None = None
    source: str | None = None


class Streets(BaseModel):
    """All streets and towns of the district, by code."""

    streets: tuple[StreetOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of streets."""
    to = Routes(desk, "streets")

    @to.command("/v1/streets", *WRITERS, body=StreetIn, creates=True)
    async def list_street(call: Call[StreetIn]) -> Done | Refusal:
        """Enter a street or town of the statistical hierarchy."""
        command = ListStreet(division=desk.settings.division, **call.body.model_dump())
        return await call.execute(Step(STREET, call.body.code, command))

    @to.query("/v1/streets", *READERS, answer=Streets)
    async def streets(_query: Query) -> Streets:
        """List the streets and towns of the district."""
        return Streets(streets=tuple(StreetOut.model_validate(row) for row in desk.views.rows(view.ALL)))

    @to.query("/v1/streets/{id}", *READERS, answer=StreetOut)
    async def street(query: Query) -> StreetOut | None:
        """Show one street or town."""
        row = desk.views.row(view.ONE, of=query.id)
        return StreetOut.model_validate(row) if row else None

    return to.router
