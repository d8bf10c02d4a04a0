"""Events of the resident unit (驻区单位): an organisation that has its seat or its work in a community.

Of its Party organisation the post of its head and a count are known, never who belongs to it.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Name
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import SubjectRef

Uscc = Annotated[str, Field(pattern=r"^[0-9A-Z]{18}$")]
MemberCount = Annotated[int, Field(ge=0, le=100_000)]


class UnitKind(StrEnum):
    """What a resident unit is."""

    PUBLIC_INSTITUTION = "PUBLIC_INSTITUTION"
    NON_PUBLIC_ENTERPRISE = "NON_PUBLIC_ENTERPRISE"
    SOCIAL_ORG = "SOCIAL_ORG"
    PROPERTY_COMPANY = "PROPERTY_COMPANY"
    OTHER = "OTHER"


class LeavingCause(StrEnum):
    """Why a unit is resident no longer."""

    CLOSED = "CLOSED"
    LEFT_DISTRICT = "LEFT_DISTRICT"


class PartyOrg(Value):
    """A unit's Party organisation: the person who heads it, if anybody does, and how many belong to it."""

    head_id: SubjectRef | None = None
    party_member_count: MemberCount


class UnitRegistered(Event):
    """A unit was entered; recorded when it is entered, in law resident from the beginning of `resident_from_on`."""

    community_id: str
    kind: UnitKind
    name_zh: Name
    uscc: Uscc | None = None
    party_org: PartyOrg | None = None
    resident_from_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day in the community."""
        return start_of(self.resident_from_on)


class UnitHeadChanged(Event):
    """Somebody else heads the unit's Party organisation from the beginning of `from_on`, or nobody does."""

    head_id: SubjectRef | None = None
    from_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day under the new head."""
        return start_of(self.from_on)


class UnitPartyMembersCounted(Event):
    """The unit said how many belong to its Party organisation on a day."""

    party_member_count: MemberCount
    counted_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of the count."""
        return start_of(self.counted_on)


class UnitMoved(Event):
    """The unit is resident in another community from a day on: it moved, or the communities were drawn anew."""

    community_id: str
    from_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day in the other community."""
        return start_of(self.from_on)


class UnitLeft(Event):
    """The unit is resident in no community any more from the beginning of `left_on`."""

    cause: LeavingCause
    left_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day without it."""
        return start_of(self.left_on)


ResidentUnitEvent = UnitRegistered | UnitHeadChanged | UnitPartyMembersCounted | UnitMoved | UnitLeft
