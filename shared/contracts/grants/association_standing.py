"""Events of what grants knows of an association: who it is, what it did, and whether it may be paid.

What the service of associations said has its `source_position`; what the centre entered from paper has none.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.associations.association_ending import SanctionKind
from shared.contracts.associations.association_founding import Track
from shared.contracts.grants.task_admission import Reference
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value

Year = Annotated[int, Field(ge=1949, le=2999)]

People = Annotated[int, Field(ge=0, le=100_000)]


class AssociationEnd(StrEnum):
    """How an association came to its end."""

    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    CONVERTED = "CONVERTED"
    """The filing ended because the association was registered; it goes on as another one of its lineage."""

    DEREGISTERED = "DEREGISTERED"
    REVOKED = "REVOKED"


class EngagementKind(StrEnum):
    """By what money of the district may reach an association."""

    CONTRACT = "CONTRACT"
    REWARD = "REWARD"


class RatingTotals(Value):
    """How many said what of an activity, of the five levels."""

    very_satisfied: People
    satisfied: People
    basically: People
    dissatisfied: People
    very_dissatisfied: People


class AssociationKnown(Event):
    """An association was filed or registered on `entered_on`, and exists `since_on`: one that was filed before, since
    its filing.
    """

    track: Track
    community_id: str
    lineage_id: str
    entered_on: Day
    since_on: Day
    filed_id: str | None = None
    source_position: int

    def effective_at(self) -> datetime:
        """The beginning of the day of the filing or registration."""
        return start_of(self.entered_on)


class AssociationSanctionKnown(Event):
    """An association was warned, or suspended through `until_on`; while it is suspended nothing is paid to it."""

    kind: SanctionKind
    sanctioned_on: Day
    until_on: Day | None = None
    source_position: int

    def effective_at(self) -> datetime:
        """The beginning of the day of the sanction."""
        return start_of(self.sanctioned_on)


class AssociationSuspensionEnded(Event):
    """The suspension of an association is over, and what was frozen may be paid."""

    ended_on: Day
    source_position: int

    def effective_at(self) -> datetime:
        """The beginning of the first day without."""
        return start_of(self.ended_on)


class AssociationEndKnown(Event):
    """An association ended; a converted one goes on as `successor_id`."""

    how: AssociationEnd
    ended_on: Day
    successor_id: str | None = None
    source_position: int

    def effective_at(self) -> datetime:
        """The beginning of the first day without."""
        return start_of(self.ended_on)


class AnnualReportKnown(Event):
    """The yearly report of an association for `year` is in."""

    year: Year
    source_position: int | None = None


class ActivityKnown(Event):
    """An association held an activity; counted once by its id.

    How many `attended` it, `residents` of the community among them, the service of associations tells. What was
    entered from paper counts for nothing beside an activity of the same day of which that service told.
    """

    activity_id: Reference
    held_on: Day
    source_position: int | None = None
    attended: People | None = None
    residents: People | None = None

    def effective_at(self) -> datetime:
        """The beginning of its day."""
        return start_of(self.held_on)


class ActivityRatingKnown(Event):
    """Residents rated an activity that they attended: the service of associations opened its box, at
    `source_position` of its log, and told totals alone.
    """

    activity_id: Reference
    held_on: Day
    totals: RatingTotals
    source_position: int


class NeedTakenUpKnown(Event):
    """An association that is a hub took up what another one or founders need (需求认领)."""

    need_id: Reference
    taken_up_on: Day
    source_position: int

    def effective_at(self) -> datetime:
        """The beginning of its day."""
        return start_of(self.taken_up_on)


class NeedAnsweredKnown(Event):
    """A hub answered a need that it had taken up, `late` where after the last day."""

    need_id: Reference
    answered_on: Day
    late: bool
    source_position: int

    def effective_at(self) -> datetime:
        """The beginning of its day."""
        return start_of(self.answered_on)


class EngagementNoted(Event):
    """A contract was signed with the association, or it applied for a reward; what becomes of it reaches these."""

    kind: EngagementKind
    id: Reference


class AssociationExcluded(Event):
    """No report on the use of a reward came in, so that there is no other through `until_on`."""

    application_id: str
    until_on: Day


AssociationStandingEvent = (
    AssociationKnown
    | AssociationSanctionKnown
    | AssociationSuspensionEnded
    | AssociationEndKnown
    | AnnualReportKnown
    | ActivityKnown
    | ActivityRatingKnown
    | NeedTakenUpKnown
    | NeedAnsweredKnown
    | EngagementNoted
    | AssociationExcluded
)
