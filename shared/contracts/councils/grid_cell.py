"""Events of the grid cells (网格) of one committee and of who works in them; the aggregate's id is the committee's."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Name
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.personal import SubjectRef

OfficerKind = Annotated[str, Field(min_length=1, max_length=40)]
"""A kind of officer as the policy names it."""


class GridCellDrawn(Event):
    """A cell of the grid was drawn in a committee's area."""

    cell_id: str
    name_zh: Name
    drawn_on: Day

    def effective_at(self) -> datetime:
        """The beginning of its first day."""
        return start_of(self.drawn_on)


class GridMemberPosted(Event):
    """Somebody became a grid member (网格员) of a cell: they collect what residents tell and enter it for them."""

    cell_id: str
    person_id: SubjectRef
    from_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day in the cell."""
        return start_of(self.from_on)


class GridOfficerPosted(Event):
    """Somebody became an officer of a kind for a cell, beside its members."""

    cell_id: str
    person_id: SubjectRef
    kind: OfficerKind
    from_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day in the cell."""
        return start_of(self.from_on)


class GridPostLeft(Event):
    """Somebody is grid member or officer of a cell no more; `left_on` is the first day without them."""

    cell_id: str
    person_id: SubjectRef
    left_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day without them."""
        return start_of(self.left_on)


class GridCellDissolved(Event):
    """A cell ended with the beginning of `dissolved_on`, and the posts in it."""

    cell_id: str
    dissolved_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day without it."""
        return start_of(self.dissolved_on)


GridCellEvent = GridCellDrawn | GridMemberPosted | GridOfficerPosted | GridPostLeft | GridCellDissolved
