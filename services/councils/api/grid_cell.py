"""Grid cells (网格) of a committee over HTTP, with their members and officers."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.grid_cell import GRID_CELLS, MEMBERS, Cell, GridPost
from services.councils.domain.grid_cell_commands import (
    CellId,
    DissolveCell,
    DrawCell,
    LeaveGridPost,
    OfCell,
    PostGridMember,
    PostGridOfficer,
)
from services.councils.domain.party_working_committee_commands import GivenPersonId
from services.councils.domain.person import PERSON
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.community import Name
from shared.contracts.councils.grid_cell import GridOfficerPosted, OfficerKind
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Day, day_of
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import B, Call, Query, Routes

WRITERS = (Role.COMMITTEE, Role.CLERK, Role.WORKING_COMMITTEE, Role.ADMIN)
READERS = (*WRITERS, Role.REPRESENTATIVE, Role.SUPERVISOR, Role.AUDITOR)
C = TypeVar("C", bound=OfCell)
PATH = "/v1/committees/{id}/grid-cells"


class CellIn(BaseModel):
    """A cell of a committee's grid; its id is the committee's own word for it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    cell_id: CellId
    name_zh: Name
    drawn_on: Day


class GridMemberIn(BaseModel):
    """Who is grid member from a day on."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPersonId
    from_on: Day


class GridOfficerIn(BaseModel):
    """Who is officer of a kind from a day on; the kinds are policy `structure.officer_kinds`."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPersonId
    kind: OfficerKind
    from_on: Day


class GridLeavingIn(BaseModel):
    """Who is member or officer no more; `left_on` is the first day without them."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPersonId
    left_on: Day


class CellDissolutionIn(BaseModel):
    """The first day without the cell."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    dissolved_on: Day


class GridPostOut(BaseModel):
    """Who has a post in a cell since when, as a reference; an officer of which kind."""

    person_id: str
    from_on: date
    officer_kind: str | None = None


class CellOut(BaseModel):
    """A cell with its posts; `complete` where it has as many members as the policy says today."""

    id: str
    name_zh: str
    drawn_on: date
    posts: tuple[GridPostOut, ...]
    complete: bool
    dissolved_on: date | None = None


class GridOut(BaseModel):
    """The cells of a committee in the order in which they were drawn."""

    committee_id: str
    cells: tuple[CellOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of grid cells."""
    to = Routes(desk, "grid cells")

    @to.command(PATH, *WRITERS, body=CellIn)
    async def draw(call: Call[CellIn]) -> Done | Refusal:
        """Draw a cell in a committee's area."""
        command = DrawCell(committee_id=CommitteeId(call.id), **call.body.model_dump())
        return await call.execute(_step(call.id, command))

    @to.command(f"{PATH}/{{cell}}/members", *WRITERS, body=GridMemberIn)
    async def post_member(call: Call[GridMemberIn]) -> Done | Refusal:
        """Make somebody grid member of a cell (网格员)."""
        return await call.execute(_posting(call.id, _asked(PostGridMember, call)))

    @to.command(f"{PATH}/{{cell}}/officers", *WRITERS, body=GridOfficerIn)
    async def post_officer(call: Call[GridOfficerIn]) -> Done | Refusal:
        """Make somebody an officer of a kind for a cell."""
        return await call.execute(_posting(call.id, _asked(PostGridOfficer, call)))

    @to.command(f"{PATH}/{{cell}}/leavings", *WRITERS, body=GridLeavingIn)
    async def leave(call: Call[GridLeavingIn]) -> Done | Refusal:
        """Somebody is grid member or officer of a cell no more."""
        return await call.execute(_step(call.id, _asked(LeaveGridPost, call)))

    @to.command(f"{PATH}/{{cell}}/dissolution", *WRITERS, body=CellDissolutionIn)
    async def dissolve(call: Call[CellDissolutionIn]) -> Done | Refusal:
        """End a cell, and the posts in it."""
        return await call.execute(_step(call.id, _asked(DissolveCell, call)))

    @to.query(PATH, *READERS, answer=GridOut, parameters=as_of.PARAMETERS)
    async def grid(query: Query) -> GridOut | Refusal | None:
        """Show a committee's grid: as it is, as it was in law on a day, as it was known at a moment."""
        found = await as_of.held(query, GRID_CELLS)
        if not isinstance(found, Held):
            return found
        today = day_of(await desk.executor.clock.now())
        members = desk.executor.reference.policy.whole(MEMBERS, today)
        cells = tuple(_shown(cell_id, cell, members) for cell_id, cell in found.state.cells.items())
        return GridOut(committee_id=query.id, cells=cells)

    @to.query(f"{PATH}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a committee's grid, from the log."""
        return await history_of(desk.executor, GRID_CELLS.ref(query.id))

    return to.router


def _asked(kind: type[C], call: Call[B]) -> C:
    return kind(committee_id=CommitteeId(call.id), cell_id=call.path["cell"], **call.body.model_dump())


def _posting(committee_id: str, command: PostGridMember | PostGridOfficer) -> Step:
    return _step(committee_id, command, PERSON.ref(command.person_id))


def _step(committee_id: str, command: OfCell, *beside: AggregateRef) -> Step:
    return Step(GRID_CELLS, committee_id, command, related=(COMMITTEE.ref(committee_id), *beside))


def _shown(cell_id: str, cell: Cell, members: int) -> CellOut:
    return CellOut(
        id=cell_id,
        name_zh=cell.drawn.name_zh,
        drawn_on=cell.drawn.drawn_on,
        posts=tuple(_post(each) for each in cell.posts.values()),
        complete=len(cell.members) == members,
        dissolved_on=cell.dissolved_on,
    )


def _post(post: GridPost) -> GridPostOut:
    kind = post.kind if isinstance(post, GridOfficerPosted) else None
    return GridPostOut(person_id=post.person_id, from_on=post.from_on, officer_kind=kind)
