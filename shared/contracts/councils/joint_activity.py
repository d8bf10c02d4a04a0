"""Events of the joint activity (共驻共建) of a working committee and the resident units of its community.

Units take part, never persons: who was there is a number of people and of hours.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import CentreFunction, Name
from shared.kernel.instants import Day
from shared.kernel.messages import Event, Value

Functions = Annotated[tuple[CentreFunction, ...], Field(max_length=len(CentreFunction))]


class ActivitySubject(StrEnum):
    """What a joint activity is about."""

    SOCIAL = "SOCIAL"
    """社会性."""

    MASS = "MASS"
    """群众性."""

    PUBLIC_GOOD = "PUBLIC_GOOD"
    """公益性."""


class Attendance(Value):
    """How many people of a unit took part, and for how many hours all of them together."""

    unit_id: Annotated[str, Field(min_length=1, max_length=80)]
    people: Annotated[int, Field(ge=1, le=100_000)]
    hours: Annotated[int, Field(ge=1, le=1_000_000)]


class JointActivityPlanned(Event):
    """A working committee planned an activity; `functions` of the centre are those that it serves."""

    community_id: str
    subject: ActivitySubject
    title: Name
    functions: Functions = ()
    planned_for_on: Day


class UnitInvited(Event):
    """A resident unit was invited."""

    unit_id: str


class InvitationAccepted(Event):
    """A unit that was invited will take part."""

    unit_id: str


class InvitationDeclined(Event):
    """A unit that was invited will not take part, or not any more."""

    unit_id: str


class JointActivityHeld(Event):
    """The activity took place; recorded with who took part."""

    held_on: date
    attendance: Annotated[tuple[Attendance, ...], Field(max_length=500)]


class JointActivityResultPublished(Event):
    """What came of the activity was made public."""

    summary: Annotated[str, Field(min_length=1, max_length=1000)]
    beneficiaries: Annotated[int, Field(ge=0, le=1_000_000)]
    published_on: date


class JointActivityCancelled(Event):
    """The activity will not take place."""

    cancelled_on: date


JointActivityEvent = (
    JointActivityPlanned
    | UnitInvited
    | InvitationAccepted
    | InvitationDeclined
    | JointActivityHeld
    | JointActivityResultPublished
    | JointActivityCancelled
)
