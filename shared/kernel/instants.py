"""Instants and days. The law of the district counts in Asia/Shanghai, which has known no summer time since 1991."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field

SHANGHAI = ZoneInfo("Asia/Shanghai")

# From the republic's first day on: no rule or body of the district is older, and before 1901 Shanghai kept local mean
# time, whose offset RFC 3339 cannot write. Short of where due dates would leave the calendar.
Day = Annotated[date, Field(ge=date(1949, 10, 1), le=date(2999, 12, 31))]
"""A day that somebody tells us; 1949-10-01 and 2999-12-31 belong to it."""

Instant = Annotated[
    AwareDatetime,
    Field(ge=datetime(1949, 10, 1, tzinfo=SHANGHAI), lt=datetime(3000, 1, 1, tzinfo=SHANGHAI)),
]
"""An instant that somebody tells us, aware, of such a day."""


def day_of(instant: datetime) -> date:
    """The local day on which an aware instant falls."""
    return instant.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """Midnight at which a local day begins."""
    return datetime.combine(day, time.min, SHANGHAI)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of a local day."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)
