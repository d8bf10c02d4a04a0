"""Communities and their centres over HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.api.days import as_of_in
from services.councils.domain.community import COMMUNITY, Community, NotEstablished, Size, size_of, successors_of
from services.councils.domain.community_commands import (
    AbolishCommunity,
    CountPopulation,
    EstablishCommunity,
    MergeCommunity,
    OpenCentre,
    Parts,
    SplitCommunity,
)
from services.councils.domain.types import CommunityId
from services.councils.views import community as view
from shared.contracts.councils.community import CentreKind, Name, Residents, Source
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day, day_of
from shared.kernel.policy import Policy
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.questions import Questions

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


class PopulationIn(BaseModel):
    """How many people were counted on a day, and by whom."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    residents: Residents
    counted_on: Day
    source: Source


class SplitIn(BaseModel):
    """Into which communities one is split from a day on, by whose decision; they are entered before."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    into_ids: Parts
    effective_on: Day
    basis: Source


class MergerIn(BaseModel):
    """Of which community one becomes part from a day on, by whose decision."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    into_id: Name
    effective_on: Day
    basis: Source


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
    """A community with its centres; `size` is how its last count stands to today's standard.

    One that ended has its first day without, and the communities that took its place.
    """

    id: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    founded_on: date
    residents: int | None = None
    counted_on: date | None = None
    size: Size | None = None
    ended_on: date | None = None
    into_ids: tuple[str, ...] | None = None
    provenance: Provenance | None = None
    source: str | None = None
    centres: tuple[CommunityCentreOut, ...]


class Communities(BaseModel):
    """All communities of the district."""

    communities: tuple[CommunityOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of communities."""
    to = Questions(desk, "communities")

    @to.command("/v1/communities", *WRITERS, body=EstablishCommunity, creates=True)
    async def establish(call: Call[EstablishCommunity]) -> Done | Refusal:
        """Enter a community that was founded, or is to be."""
        return await call.execute(Step(COMMUNITY, call.new_id("community"), call.body))

    @to.command("/v1/communities/{id}/centres", *WRITERS, body=CentreIn)
    async def open_centre(call: Call[CentreIn]) -> Done | Refusal:
        """Open one of a community's two centres (两中心)."""
        command = OpenCentre(community_id=CommunityId(call.id), **call.body.model_dump())
        return await call.execute(Step(COMMUNITY, call.id, command))

    @to.command("/v1/communities/{id}/population", *WRITERS, body=PopulationIn)
    async def count(call: Call[PopulationIn]) -> Done | Refusal:
        """Enter how many people live in a community."""
        command = CountPopulation(community_id=CommunityId(call.id), **call.body.model_dump())
        return await call.execute(Step(COMMUNITY, call.id, command))

    @to.command("/v1/communities/{id}/split", Role.ADMIN, body=SplitIn)
    async def split(call: Call[SplitIn]) -> Done | Refusal:
        """Split a community into others."""
        command = SplitCommunity(community_id=CommunityId(call.id), **call.body.model_dump())
        related = tuple(COMMUNITY.ref(each) for each in command.into_ids)
        return await call.execute(Step(COMMUNITY, call.id, command, related=related))

    @to.command("/v1/communities/{id}/merger", Role.ADMIN, body=MergerIn)
    async def merge(call: Call[MergerIn]) -> Done | Refusal:
        """Let a community become part of another."""
        command = MergeCommunity(community_id=CommunityId(call.id), **call.body.model_dump())
        return await call.execute(Step(COMMUNITY, call.id, command, related=(COMMUNITY.ref(command.into_id),)))

    @to.command("/v1/communities/{id}/abolition", Role.ADMIN, body=AbolishCommunity)
    async def abolish(call: Call[AbolishCommunity]) -> Done | Refusal:
        """End a community in whose place comes no other."""
        return await call.execute(Step(COMMUNITY, call.id, call.body))

    @to.query("/v1/communities", *READERS, answer=Communities, parameters=("as_of",))
    async def communities(query: Query) -> Communities | Refusal:
        """List the communities of the district with their centres; with `as_of` those that stood on a day."""
        return await (_standing(query) if "as_of" in query.parameters else _all(query))

    @to.public("/v1/public/communities", answer=Communities, parameters=("as_of",))
    async def public_communities(query: Query) -> Communities | Refusal:
        """List the communities that stand today or stood on a day, with their centres."""
        return await _standing(query)

    @to.query("/v1/communities/{id}", *READERS, answer=CommunityOut, parameters=as_of.PARAMETERS)
    async def community(query: Query) -> CommunityOut | Refusal | None:
        """Show a community with its centres: as it is, as it was in law on a day, as it was known at a moment."""
        if query.parameters:
            return await _held(query)
        row = desk.views.row(view.ONE, of=query.id)
        return (await _communities(query, [row])).communities[0] if row else None

    @to.query("/v1/communities/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a community, from the log."""
        return await history_of(desk.executor, COMMUNITY.ref(query.id))

    return to.router


async def _all(query: Query) -> Communities:
    return await _communities(query, query.desk.views.rows(view.ALL))


async def _standing(query: Query) -> Communities | Refusal:
    day = await as_of_in(query)
    if isinstance(day, Refusal):
        return day
    return await _communities(query, query.desk.views.rows(view.STANDING, as_of=day))


async def _held(query: Query) -> CommunityOut | Refusal | None:
    found = await as_of.held(query, COMMUNITY)
    if not isinstance(found, Held):
        return found
    if isinstance(found.state, NotEstablished):
        return None
    return _shown(query.id, found.state, *await _standard(query))


async def _standard(query: Query) -> tuple[Policy, date]:
    executor = query.desk.executor
    return executor.reference.policy, day_of(await executor.clock.now())


def _shown(community_id: str, community: Community, policy: Policy, today: date) -> CommunityOut:
    counted, ending = community.counted, community.ending
    centres = sorted(community.centres.values(), key=lambda centre: centre.kind)
    return CommunityOut(
        id=community_id,
        **community.established.model_dump(),
        residents=counted.residents if counted else None,
        counted_on=counted.counted_on if counted else None,
        size=size_of(counted.residents, policy, today) if counted else None,
        ended_on=ending.effective_on if ending else None,
        into_ids=successors_of(ending),
        centres=tuple(
            CommunityCentreOut(id=each.centre_id, **each.model_dump(exclude={"centre_id"})) for each in centres
        ),
    )


async def _communities(query: Query, rows: Sequence[view.CommunityRow]) -> Communities:
    policy, today = await _standard(query)
    centres = query.desk.views.rows(view.CENTRES)
    return Communities(communities=tuple(_community(row, centres, policy, today) for row in rows))


def _community(
    row: view.CommunityRow, centres: Iterable[view.CommunityRow], policy: Policy, today: date
) -> CommunityOut:
    own = tuple(CommunityCentreOut.model_validate(centre) for centre in centres if centre.community_id == row.id)
    size = None if row.residents is None else size_of(row.residents, policy, today)
    into = {"into_ids": row.into_ids or None}
    return CommunityOut(**{**row._mapping, **into}, size=size, centres=own)
