"""What can be asked of a joint activity."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.councils.domain.party_working_committee_commands import GivenUnitId
from services.councils.domain.types import CommunityId, UnitId
from shared.contracts.councils.community import Name
from shared.contracts.councils.joint_activity import ActivitySubject, Attendance, Functions
from shared.kernel.instants import Day
from shared.kernel.messages import Command


class PlanActivity(Command):
    """Plan an activity of a community's working committee and its resident units."""

    community_id: Annotated[CommunityId, Field(min_length=1, max_length=80)]
    subject: ActivitySubject
    title: Name
    functions: Functions = ()
    planned_for_on: Day


class InviteUnits(Command):
    """Invite units; the decision is given each of them."""

    unit_ids: Annotated[tuple[GivenUnitId, ...], Field(min_length=1, max_length=100)]


class AnswerInvitation(Command):
    """Answer for a unit whether it takes part; it may think better of it until the activity is held."""

    unit_id: GivenUnitId
    accepts: bool


class HoldActivity(Command):
    """Enter that the activity took place, and who of which unit took part."""

    held_on: Day
    attendance: Annotated[tuple[Attendance, ...], Field(max_length=500)]

    @property
    def unit_ids(self) -> frozenset[UnitId]:
        """The units that took part."""
        return frozenset(UnitId(each.unit_id) for each in self.attendance)


class PublishResult(Command):
    """Make public what came of it, and for how many people."""

    summary: Annotated[str, Field(min_length=1, max_length=1000)]
    beneficiaries: Annotated[int, Field(ge=0, le=1_000_000)]


class CancelActivity(Command):
    """Let the activity not take place."""


JointActivityCommand = PlanActivity | InviteUnits | AnswerInvitation | HoldActivity | PublishResult | CancelActivity
