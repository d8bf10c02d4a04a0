"""Events of the self-governance activity (自治活动) of a committee: planned, announced, held and reported."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Name
from shared.contracts.councils.resolution import Budget
from shared.kernel.instants import Day
from shared.kernel.messages import Event


class SelfGovernanceClass(StrEnum):
    """What an activity serves."""

    SELF_MANAGEMENT = "SELF_MANAGEMENT"
    """自我管理."""

    SELF_SUPERVISION = "SELF_SUPERVISION"
    """自我监督."""

    SELF_EDUCATION = "SELF_EDUCATION"
    """自我教育."""

    SELF_SERVICE = "SELF_SERVICE"
    """自我服务."""


class SelfGovernanceActivityPlanned(Event):
    """A committee planned an activity of its residents."""

    committee_id: str
    activity_class: SelfGovernanceClass
    title: Name
    planned_for_on: Day


class SelfGovernanceActivityAnnounced(Event):
    """The committee told its residents of the activity."""

    announced_on: date


class SelfGovernanceActivityHeld(Event):
    """The activity took place; `spent` is what it cost and whose money that was, absent where it cost nothing."""

    held_on: date
    attendance: Annotated[int, Field(ge=1, le=100_000)]
    spent: Budget | None = None


class SelfGovernanceActivityReported(Event):
    """The committee told its residents what came of it."""

    report: Annotated[str, Field(min_length=1, max_length=1000)]
    reported_on: date


class SelfGovernanceActivityCancelled(Event):
    """The activity will not take place."""

    cancelled_on: date


SelfGovernanceActivityEvent = (
    SelfGovernanceActivityPlanned
    | SelfGovernanceActivityAnnounced
    | SelfGovernanceActivityHeld
    | SelfGovernanceActivityReported
    | SelfGovernanceActivityCancelled
)
