"""What may be asked of a post."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from services.casework.domain.types import GivenOrg, GivenStaffId, StaffId
from shared.contracts.casework.post import AwayReason, PostKind, Title
from shared.kernel.messages import Command

GivenPlaceId = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,80}$")]


class EstablishPost(Command):
    """Set up a post at a centre or department; one of kind WINDOW says which hall's window, and no other does."""

    org: GivenOrg
    kind: PostKind
    title_zh: Title
    title_en: Title
    hall_id: GivenPlaceId | None = None
    window_id: GivenPlaceId | None = None


class AssignPost(Command):
    """Put A and, where there is one, B on the post, in place of who was; the decision is given both."""

    holder: GivenStaffId
    substitute: GivenStaffId | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """A and, where there is one, B."""
        return (self.holder,) if self.substitute is None else (self.holder, self.substitute)


class NoteAbsence(Command):
    """Tell the post that one of its people is absent, or has left; from today on unless said."""

    staff_id: StaffId
    reason: AwayReason
    from_on: date | None = None
    until_on: date | None = None


class NoteReturn(Command):
    """Tell the post that one of its people is back from `on` on, today unless said."""

    staff_id: StaffId
    on: date | None = None


class CoverPost(Command):
    """Order somebody to stand in while A and B are away; the decision is given them."""

    staff_id: GivenStaffId


class HandOverPost(Command):
    """Hand the post over as the absences say that it knows of: a midnight has come."""


PostCommand = EstablishPost | AssignPost | NoteAbsence | NoteReturn | CoverPost | HandOverPost
