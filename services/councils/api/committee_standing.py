"""How a committee stood on a day, over HTTP: where it belonged and how many lived there, in law and as was known."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from services.councils.api.committee import READERS
from services.councils.domain.committee import COMMITTEE, Assigned, Committee, NotFounded
from shared.contracts.councils.committee import CommitteeKind
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.desk import Desk
from shared.runtime.http import Query, Routes


class CommitteeStanding(BaseModel):
    """The community of a committee from `effective_on` on, its households by the last count, and whether it is gone."""

    id: str
    kind: CommitteeKind
    community_id: str | None = None
    effective_on: date | None = None
    households: int | None = None
    counted_on: date | None = None
    abolished_on: date | None = None
    successor_id: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the route of how committees stood."""
    to = Routes(desk, "committees")

    @to.query("/v1/committees/{id}/standing", *READERS, answer=CommitteeStanding, parameters=as_of.PARAMETERS)
    async def standing(query: Query) -> CommitteeStanding | Refusal | None:
        """Show where a committee belonged on a day, as far as it was known."""
        found = await as_of.held(query, COMMITTEE)
        return _standing(query.id, found.state) if isinstance(found, as_of.Held) else found

    return to.router


def _standing(id_: str, committee: Committee) -> CommitteeStanding | None:
    if isinstance(committee, NotFounded):
        return None
    assigned = committee.last if isinstance(committee, Assigned) else None
    counted, abolished = committee.counted, committee.abolished
    return CommitteeStanding(
        id=id_,
        kind=committee.kind,
        community_id=assigned.community_id if assigned else None,
        effective_on=assigned.effective_on if assigned else None,
        households=counted.households if counted else None,
        counted_on=counted.counted_on if counted else None,
        abolished_on=abolished.effective_on if abolished else None,
        successor_id=abolished.successor_id if abolished else None,
    )
