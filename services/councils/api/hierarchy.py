"""The two hierarchies side by side: communities with their committees, streets with the same committees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.api.days import as_of_in
from services.councils.views import committee as committee_view
from services.councils.views import community as community_view
from services.councils.views import street as street_view
from shared.contracts.councils.committee import CommitteeKind
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.questions import Questions


class PlacedCommittee(BaseModel):
    """A committee, under its community or its street."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    kind: CommitteeKind
    name_zh: str
    stat_code_12: str


class CommunityBranch(BaseModel):
    """A community that stood on the day, and its committees."""

    id: str
    name_zh: str
    committees: tuple[PlacedCommittee, ...]


class StreetBranch(BaseModel):
    """A street or town as statistics have it, and its committees."""

    code: str
    name_zh: str
    committees: tuple[PlacedCommittee, ...]


class Hierarchies(BaseModel):
    """The administrative and the statistical hierarchy on a day; neither says anything about the other.

    `unassigned` are committees of whose community nothing is known, or whose community stood no more.
    """

    as_of: date
    communities: tuple[CommunityBranch, ...]
    unassigned: tuple[PlacedCommittee, ...]
    streets: tuple[StreetBranch, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the route of the hierarchies."""
    to = Questions(desk, "hierarchies")

    @to.public("/v1/public/hierarchies", answer=Hierarchies, parameters=("as_of",))
    async def hierarchies(query: Query) -> Hierarchies | Refusal:
        """Show both hierarchies side by side, as they were on a day."""
        day = await as_of_in(query)
        return day if isinstance(day, Refusal) else _hierarchies(desk, day)

    return to.router


def _hierarchies(desk: Desk, day: date) -> Hierarchies:
    committees = desk.views.rows(committee_view.STANDING, as_of=day)
    standing = desk.views.rows(community_view.STANDING, as_of=day)
    communities = tuple(
        CommunityBranch(
            id=row.id,
            name_zh=row.name_zh,
            committees=_placed(each for each in committees if each.community_id == row.id),
        )
        for row in standing
    )
    streets = tuple(
        StreetBranch(
            code=row.code,
            name_zh=row.name_zh,
            committees=_placed(each for each in committees if each.street_code == row.code),
        )
        for row in desk.views.rows(street_view.ALL)
    )
    known = {row.id for row in standing}
    unassigned = _placed(each for each in committees if each.community_id not in known)
    return Hierarchies(as_of=day, communities=communities, unassigned=unassigned, streets=streets)


def _placed(rows: Iterable[committee_view.CommitteeRow]) -> tuple[PlacedCommittee, ...]:
    return tuple(PlacedCommittee.model_validate(row) for row in rows)
