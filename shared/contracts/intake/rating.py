"""Events of the rating (评价) of a service: that one may be given, that one was given, and what it says.

Who rates is protected. That a voucher was used stands under a token that only the vault's key joins to its application;
what was said lies sealed and of one length in the box of the day, until the box is opened and its ballots are told in
another order, under ids of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import StaffRef
from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, SubjectRef

ServiceMonth = Annotated[str, Field(pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$")]
"""In which month the service was given, `2015-12`."""


class Level(StrEnum):
    """The five levels (五级评价), best first."""

    VERY_SATISFIED = "VERY_SATISFIED"
    SATISFIED = "SATISFIED"
    BASICALLY = "BASICALLY"
    DISSATISFIED = "DISSATISFIED"
    VERY_DISSATISFIED = "VERY_DISSATISFIED"

    @property
    def points(self) -> int:
        """From 5 down to 1."""
        return _POINTS[self]


_POINTS: Mapping[Level, int] = {level: 5 - place for place, level in enumerate(Level)}


class Indicator(StrEnum):
    """What may be rated by itself; the policy says what of it at a window, and what online."""

    OVERALL = "OVERALL"
    EFFICIENCY = "EFFICIENCY"
    LEVEL = "LEVEL"
    ATTITUDE = "ATTITUDE"
    GUIDE_ACCURACY = "GUIDE_ACCURACY"
    CONVENIENCE = "CONVENIENCE"
    OPERABILITY = "OPERABILITY"


class ServiceChannel(StrEnum):
    """Where the service was given: at a window or online."""

    OFFLINE = "OFFLINE"
    ONLINE = "ONLINE"


class IndicatorLevel(Value):
    """The level of one indicator."""

    indicator: Indicator
    level: Level


class Contact(Value):
    """Where who rated wants to be called back; `phone` is E.164."""

    name: Annotated[str, Field(min_length=1, max_length=50)] | None = None
    phone: Annotated[str, Field(max_length=20)]


class Ballot(Value):
    """What lies in the box. `subject` is nobody but who gave this rating; `handler` who last acted at the counter.

    `filling` makes all ballots equally long: a length would tell a ballot with a comment from one without.
    """

    rating_id: str
    subject: SubjectRef
    hall_id: str
    centre_id: str
    item_code: str
    served_in: ServiceMonth
    channel: ServiceChannel
    level: Level
    indicators: tuple[IndicatorLevel, ...]
    comment: str | None = None
    contact: Contact | None = None
    handler: StaffRef | None = None
    filling: str = ""


class RatingOffered(Event):
    """With a service the applicant got the chance to rate it until the end of `rate_by_on`; recorded at the delivery.

    Whether they did is not recorded with it.
    """

    hall_id: str
    centre_id: str
    item_code: str
    channel: ServiceChannel
    offered_on: date
    rate_by_on: date


class RatingTokenSpent(Event):
    """A service was rated, once and for all; which, only the vault's key tells. Recorded with the ballot."""

    cast_on: date


class RatingCast(Event):
    """Somebody put a rating into the box, which is opened at `opens_at`; recorded when it was given.

    `token_id` was spent for it in the same act.
    """

    token_id: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    ballot: Personal[Ballot]
    opens_at: datetime


class RatingBoxOpened(Event):
    """The `count` ballots longest in the box were taken out; what they say is recorded with it, in another order."""

    count: int


class ServiceRated(Event):
    """What one ballot says; recorded when its box is opened, and counted from `rated_on`, the day of the box."""

    hall_id: str
    centre_id: str
    item_code: str
    served_in: ServiceMonth
    channel: ServiceChannel
    level: Level
    indicators: tuple[IndicatorLevel, ...]
    rated_on: date
    comment: Personal[str] | None = None
    contact: Personal[Contact] | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the box."""
        return start_of(self.rated_on)


RatingOfferEvent = RatingOffered
RatingTokenEvent = RatingTokenSpent
RatingBoxEvent = RatingCast | RatingBoxOpened
