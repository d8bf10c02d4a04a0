"""What can be asked of the grid of a committee."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.councils.domain.party_working_committee_commands import GivenPersonId
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.community import Name
from shared.contracts.councils.grid_cell import OfficerKind
from shared.kernel.instants import Day
from shared.kernel.messages import Command

CellId = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,20}$")]


class OfCell(Command):
    """What is asked of a cell of a committee's grid."""

    committee_id: CommitteeId
    cell_id: str


class DrawCell(OfCell):
    """Draw a cell in the committee's area."""

    cell_id: CellId
    name_zh: Name
    drawn_on: Day


class PostGridMember(OfCell):
    """Make somebody grid member of a cell."""

    person_id: GivenPersonId
    from_on: Day


class PostGridOfficer(OfCell):
    """Make somebody an officer of a kind for a cell."""

    person_id: GivenPersonId
    kind: OfficerKind
    from_on: Day


class LeaveGridPost(OfCell):
    """Somebody is grid member or officer no more."""

    person_id: GivenPersonId
    left_on: Day


class DissolveCell(OfCell):
    """End a cell, and the posts in it."""

    dissolved_on: Day


GridCellCommand = DrawCell | PostGridMember | PostGridOfficer | LeaveGridPost | DissolveCell
