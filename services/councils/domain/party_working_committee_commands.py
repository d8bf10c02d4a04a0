"""What can be asked of a working committee."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.councils.domain.types import CommunityId, PersonId, UnitId
from shared.contracts.councils.party_working_committee import MemberRole, ReleaseCause
from shared.kernel.instants import Day
from shared.kernel.messages import Command

GivenPersonId = Annotated[PersonId, Field(min_length=1, max_length=64)]
GivenUnitId = Annotated[UnitId, Field(min_length=1, max_length=80)]


class OfCommunity(Command):
    """What is asked of one community's working committee."""

    community_id: CommunityId


class FormWorkingCommittee(OfCommunity):
    """Enter that a community has its working committee from a day on."""

    formed_on: Day


class AppointFullTime(OfCommunity):
    """Give somebody a full-time seat."""

    person_id: GivenPersonId
    role: MemberRole
    from_on: Day


class AppointPartTime(OfCommunity):
    """Give the head of a resident unit's Party organisation a part-time seat; the decision is given the unit."""

    unit_id: GivenUnitId
    person_id: GivenPersonId
    from_on: Day


class ReleaseMember(OfCommunity):
    """End somebody's seat; `released_on` is the first day without it."""

    person_id: GivenPersonId
    released_on: Day


class FollowUnit(OfCommunity):
    """In the act that changes a unit: whoever sits for it and does not head it any more is released."""

    unit_id: UnitId
    head_id: PersonId | None
    on: Day
    cause: ReleaseCause


class DissolveWorkingCommittee(Command):
    """The community has ended; the decision is given it."""


PartyWorkingCommitteeCommand = (
    FormWorkingCommittee | AppointFullTime | AppointPartTime | ReleaseMember | FollowUnit | DissolveWorkingCommittee
)
