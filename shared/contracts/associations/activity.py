"""Events of the activities (活动) of associations: planned, called off, reported, and how residents rated them.

Who rates is protected. That a code was used stands under a token that only the vault's key joins to it; what was said
lies sealed in the box, all of one length, of the activity, until the box is opened and told in totals.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from shared.contracts.associations.association_founding import Name
from shared.contracts.intake.rating import Level
from shared.kernel.instants import Day
from shared.kernel.messages import Event, Value
from shared.kernel.money import Money
from shared.kernel.personal import Personal

ActivityKind = Annotated[str, Field(pattern=r"^[A-Z_]{2,40}$")]
"""A word of the policy's list `association.activity_kinds`."""

People = Annotated[int, Field(ge=0, le=100_000)]


class Programme(Value):
    """What an activity is and where."""

    kind: ActivityKind
    title: Name
    place: Name


class ActivityPlanned(Event):
    """An association announced an activity for `planned_on`."""

    association_id: str
    community_id: str
    lineage_id: str
    programme: Programme
    planned_on: Day


class ActivityCalledOff(Event):
    """A planned activity does not take place."""

    reason: Name


class ActivityReported(Event):
    """An activity was held; `attended` came, `residents` of them of the community. Recorded when it is reported.

    One that nobody had announced is reported in the same way.
    """

    association_id: str
    community_id: str
    lineage_id: str
    programme: Programme
    held_on: Day
    attended: People
    residents: People
    cost: Money


class RatingCodesIssued(Event):
    """Residents who attended were given `issued` one-time codes in all; each rates until the end of `rate_by_on`."""

    issued: Annotated[int, Field(ge=1, le=100_000)]
    rate_by_on: date


ActivityEvent = ActivityPlanned | ActivityCalledOff | ActivityReported | RatingCodesIssued

# --- ratings ----------------------------------------------------------------


class ActivityTokenSpent(Event):
    """A code of an activity was used, once and for all; which, only the vault's key tells. Recorded with the ballot."""


class ActivityRatingCast(Event):
    """Somebody who attended put a rating into the activity's box, which is opened at `opens_at`.

    `token_id` was spent for it in the same act. All levels are equally long when they are sealed.
    """

    token_id: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    ballot: Personal[Level]
    opens_at: datetime


class ActivityTotals(Value):
    """How many said what."""

    very_satisfied: int
    satisfied: int
    basically: int
    dissatisfied: int
    very_dissatisfied: int


class ActivityRated(Event):
    """The box of an activity was opened: `cast` ratings lay in it, told in totals alone."""

    association_id: str
    community_id: str
    lineage_id: str
    held_on: Day
    cast: int
    totals: ActivityTotals


ActivityTokenEvent = ActivityTokenSpent
ActivityBoxEvent = ActivityRatingCast | ActivityRated
