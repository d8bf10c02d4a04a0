"""Grid cells (网格) of one committee, with their members and officers; the aggregate's id is the committee's.

Invariants: a cell has no more members than the policy says, and no officer of a kind that it does not name · nobody
has two posts in one cell · what was dissolved has none and does not come back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from services.councils.domain.committee import COMMITTEE, not_standing, of_elsewhere
from services.councils.domain.grid_cell_commands import (
    DissolveCell,
    DrawCell,
    GridCellCommand,
    LeaveGridPost,
    PostGridMember,
    PostGridOfficer,
)
from services.councils.domain.grid_cell_refusals import (
    GridCellDissolvedAlready,
    GridCellFull,
    GridCellUnknown,
    GridDayOutOfOrder,
    GridPostHeld,
    NoGridPost,
    OfficerKindUnknown,
)
from services.councils.domain.person import PERSON, NotEntered, PersonUnknown
from services.councils.domain.types import PersonId
from shared.contracts.councils.grid_cell import (
    GridCellDissolved,
    GridCellDrawn,
    GridCellEvent,
    GridMemberPosted,
    GridOfficerPosted,
    GridPostLeft,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import CorruptStream, Refusal

MEMBERS = "structure.grid.members"
OFFICER_KINDS = "structure.officer_kinds"

GridPost = GridMemberPosted | GridOfficerPosted

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and the posts that are held in it."""

    drawn: GridCellDrawn
    posts: Mapping[PersonId, GridPost] = field(default_factory=dict)
    dissolved_on: date | None = None

    @property
    def members(self) -> tuple[GridMemberPosted, ...]:
        """Who collects what residents tell."""
        return tuple(each for each in self.posts.values() if isinstance(each, GridMemberPosted))


@dataclass(frozen=True, slots=True)
class GridCells:
    """The cells of a committee by their ids."""

    cells: Mapping[str, Cell] = field(default_factory=dict)


def evolve(grid: GridCells, event: GridCellEvent) -> GridCells:
    """Apply one recorded fact."""
    if isinstance(event, GridCellDrawn):
        return _with(grid, event.cell_id, Cell(event))
    if (cell := grid.cells.get(event.cell_id)) is None:
        raise CorruptStream("a post in no cell")
    match event:
        case GridMemberPosted() | GridOfficerPosted():
            posts = {**cell.posts, PersonId(event.person_id): event}
            return _with(grid, event.cell_id, replace(cell, posts=posts))
        case GridPostLeft():
            posts = {holder: post for holder, post in cell.posts.items() if holder != event.person_id}
            return _with(grid, event.cell_id, replace(cell, posts=posts))
        case GridCellDissolved():
            return _with(grid, event.cell_id, Cell(cell.drawn, dissolved_on=event.dissolved_on))
        case _:
            assert_never(event)


def _with(grid: GridCells, cell_id: str, cell: Cell) -> GridCells:
    return replace(grid, cells={**grid.cells, cell_id: cell})


# --- decisions --------------------------------------------------------------

Facts = list[GridCellEvent] | Refusal


def decide(command: GridCellCommand, grid: GridCells, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if (foreign := of_elsewhere(command.committee_id, context)) is not None:
        return foreign
    cell = grid.cells.get(command.cell_id)
    if isinstance(command, DrawCell):
        return _draw(command, cell, context)
    if cell is None:
        return GridCellUnknown()
    if cell.dissolved_on is not None:
        repeated = isinstance(command, DissolveCell) and command.dissolved_on == cell.dissolved_on
        return [] if repeated else GridCellDissolvedAlready(cell.dissolved_on)
    match command:
        case PostGridMember():
            return _post_member(command, cell, context)
        case PostGridOfficer():
            return _post_officer(command, cell, context)
        case LeaveGridPost():
            return _leave(command, cell)
        case DissolveCell():
            return _dissolve(command, cell)
        case _:
            assert_never(command)


def _draw(command: DrawCell, cell: Cell | None, context: Context) -> Facts:
    if (refused := not_standing(context.look(COMMITTEE, command.committee_id))) is not None:
        return refused
    return [] if cell else [GridCellDrawn(**command.model_dump(exclude={"committee_id"}))]


def _post_member(command: PostGridMember, cell: Cell, context: Context) -> Facts:
    posted = GridMemberPosted(**command.model_dump(exclude={"committee_id"}))
    if isinstance(held := _held(posted, cell, context), Refusal | list):
        return held
    limit = context.policy.whole(MEMBERS, context.today)
    return GridCellFull(limit) if len(cell.members) >= limit else [posted]


def _post_officer(command: PostGridOfficer, cell: Cell, context: Context) -> Facts:
    posted = GridOfficerPosted(**command.model_dump(exclude={"committee_id"}))
    if isinstance(held := _held(posted, cell, context), Refusal | list):
        return held
    kinds = context.policy.texts(OFFICER_KINDS, context.today)
    return [posted] if command.kind in kinds else OfficerKindUnknown(kinds)


def _held(posted: GridPost, cell: Cell, context: Context) -> Facts | None:
    """Why nobody need or can take a post, if so."""
    if isinstance(context.look(PERSON, posted.person_id), NotEntered):
        return PersonUnknown()
    if (post := cell.posts.get(PersonId(posted.person_id))) is not None:
        return [] if post == posted else GridPostHeld(post.from_on)
    return GridDayOutOfOrder(cell.drawn.drawn_on) if posted.from_on < cell.drawn.drawn_on else None


def _leave(command: LeaveGridPost, cell: Cell) -> Facts:
    if (post := cell.posts.get(command.person_id)) is None:
        return NoGridPost()
    if command.left_on < post.from_on:
        return GridDayOutOfOrder(post.from_on)
    return [GridPostLeft(**command.model_dump(exclude={"committee_id"}))]


def _dissolve(command: DissolveCell, cell: Cell) -> Facts:
    since = max((cell.drawn.drawn_on, *(each.from_on for each in cell.posts.values())))
    if command.dissolved_on < since:
        return GridDayOutOfOrder(since)
    return [GridCellDissolved(cell_id=command.cell_id, dissolved_on=command.dissolved_on)]


GRID_CELLS: Decider[GridCells, GridCellCommand, GridCellEvent] = Decider(
    "grid-cells", GridCells(), evolve, decide, GridCellEvent
)
