"""Instants and days. The law of the district counts in Asia/Shanghai, which has known no summer time since 1991."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_of(instant: datetime) -> date:
    """The local day on which an aware instant falls."""
    return instant.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """Midnight at which a local day begins."""
    return datetime.combine(day, time.min, SHANGHAI)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of a local day."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)
