"""Events of the premises register (用房台账): what surveys found of the rooms of communities and committees."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.grants.task_admission import Reference
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.provenance import Provenance

Words = Annotated[str, Field(min_length=1, max_length=100)]
"""What a place or a project is called; never about a person."""

Area = Annotated[int, Field(ge=1, le=10**6)]
"""Whole square metres; what is measured beyond them is cut off."""


class PremisesUse(StrEnum):
    """What rooms are for."""

    COMMITTEE_COMPLEX = "COMMITTEE_COMPLEX"
    """居委会综合办公服务中心."""

    COMPLEX_SERVICE_CENTRE = "COMPLEX_SERVICE_CENTRE"
    """社区综合服务中心."""

    OFFICE = "OFFICE"
    ELDERLY_DAYCARE = "ELDERLY_DAYCARE"
    SERVICE_STATION = "SERVICE_STATION"
    SERVICE_HALL = "SERVICE_HALL"
    ACTIVITY_ROOM = "ACTIVITY_ROOM"


class Condition(StrEnum):
    """What a survey says of them: dangerous, old or narrow (危旧狭小), or fit."""

    DANGEROUS = "DANGEROUS"
    OLD = "OLD"
    NARROW = "NARROW"
    FIT = "FIT"


class PremisesOwner(StrEnum):
    """Whose they are, by kind: a landlord is not named."""

    DISTRICT = "DISTRICT"
    OTHER_PUBLIC_BODY = "OTHER_PUBLIC_BODY"
    COMMITTEE = "COMMITTEE"
    ENTERPRISE = "ENTERPRISE"
    PRIVATE = "PRIVATE"


class HolderKind(StrEnum):
    """Who has rooms, or for whom they are built."""

    COMMUNITY = "COMMUNITY"
    COMMITTEE = "COMMITTEE"


class Holder(Value):
    """The community or the committee that rooms are built for."""

    kind: HolderKind
    id: Reference


class PremisesSurveyed(Event):
    """Somebody looked at rooms on `surveyed_on`; recorded when the survey is entered, which may be later.

    They are of a committee, of a community, or of a committee that is known to lie in a community.
    """

    community_id: Reference | None = None
    committee_id: Reference | None = None
    address: Words
    use: PremisesUse
    area_m2: Area
    condition: Condition
    owner: PremisesOwner
    surveyed_on: Day
    provenance: Provenance | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the survey."""
        return start_of(self.surveyed_on)


class PremisesTargetMissed(Event):
    """A survey found a committee's complex smaller than the target; recorded with it, and nothing is forbidden."""

    area_m2: Area
    target_m2: Area
    surveyed_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of the survey."""
        return start_of(self.surveyed_on)


PremisesEvent = PremisesSurveyed | PremisesTargetMissed
