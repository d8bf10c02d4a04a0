"""Events of the district (城东区): titles that it was awarded, and functions that the reform passed on."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from shared.contracts.councils.community import Name, Source
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.provenance import Provenance


class PublicFunction(StrEnum):
    """What a subdistrict or the district did before the reform."""

    PARTY_LEADERSHIP = "PARTY_LEADERSHIP"
    ECONOMY = "ECONOMY"
    URBAN_ENFORCEMENT = "URBAN_ENFORCEMENT"
    """城管执法."""

    PUBLIC_SERVICE = "PUBLIC_SERVICE"


class FormerBearer(StrEnum):
    """Who did it before."""

    SUBDISTRICT = "SUBDISTRICT"
    DISTRICT = "DISTRICT"


class Bearer(StrEnum):
    """Who does it now. Never a committee of residents or villagers: 居政分离."""

    PARTY_WORKING_COMMITTEE = "PARTY_WORKING_COMMITTEE"
    CENTRE = "CENTRE"
    DISTRICT = "DISTRICT"


class HonourAwarded(Event):
    """The district was awarded a title (荣誉称号)."""

    title: Name
    awarded_by: Name
    awarded_on: Day
    provenance: Provenance | None = None
    source: Source | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the award."""
        return start_of(self.awarded_on)


class FunctionTransferred(Event):
    """A function passed on (管理职能上升、服务职能下沉) from the beginning of `effective_on`, on what basis.

    Approvals move by delegation, not so.
    """

    function: PublicFunction
    from_body: FormerBearer
    to: Bearer
    basis: Source
    effective_on: Day
    provenance: Provenance | None = None
    source: Source | None = None

    def effective_at(self) -> datetime:
        """The beginning of the first day with its new bearer."""
        return start_of(self.effective_on)


DistrictEvent = HonourAwarded | FunctionTransferred
