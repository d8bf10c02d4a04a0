"""Events of the duty roster (值班表): who is at which window of a hall when, month by month."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import Day
from shared.kernel.messages import Event, Value

StaffId = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
"""The `sub` of the person's token; it never says who that is."""

ShiftTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A local time of the day, `09:00`."""

Month = Annotated[str, Field(pattern=r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$")]
"""A month, `2015-09`."""


class ShiftKind(StrEnum):
    """Why somebody is at a window at a time."""

    CORE = "CORE"
    """In the core hours of a working day."""

    STAGGERED = "STAGGERED"
    """At noon or in the evening of a working day (错时)."""

    DUTY = "DUTY"
    """On duty (值班), on a day on which the offices rest."""


class Shift(Value):
    """Somebody is at a window from `begins` until `ends` of one day, local time."""

    staff: StaffId
    window_id: Annotated[str, Field(min_length=1, max_length=64)]
    day: Day
    begins: ShiftTime
    ends: ShiftTime
    kind: ShiftKind


class DutyRosterPublished(Event):
    """The director published who is at the hall's windows in a month, for the first time or in place of what was.

    Editions count from 1. A later one says the same of the days that were over by then.
    """

    hall_id: str
    centre_id: str
    month: Month
    edition: int
    shifts: tuple[Shift, ...]


class DutyDayEnded(Event):
    """The last duty of a day on which the offices rest is over, at `over_at`; recorded then, together with the leave
    that it earns those who did it.
    """

    day: date
    staff: tuple[StaffId, ...]
    over_at: datetime

    def effective_at(self) -> datetime:
        """The end of the duty."""
        return self.over_at


RosterEvent = DutyRosterPublished | DutyDayEnded
