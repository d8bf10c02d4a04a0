"""Events of compensatory leave (补休): what somebody's duty on days of rest has earned them, and what they took of it.

A half day is the morning or the afternoon.
"""

from __future__ import annotations

from datetime import date, datetime

from shared.contracts.intake.roster import StaffId
from shared.kernel.instants import start_of
from shared.kernel.messages import Event


class CompensatoryLeaveEarned(Event):
    """Somebody was on duty on a day on which the offices rest; recorded when the day's duty was over."""

    staff: StaffId
    centre_id: str
    hall_id: str
    day: date
    half_days: int


class CompensatoryLeaveTaken(Event):
    """The director gave somebody leave from `from_on` to `until_on`, both included, for so many half days earned.

    Where they are an odd number, half of one of the days is no leave.
    """

    staff: StaffId
    centre_id: str
    from_on: date
    until_on: date
    half_days: int

    def effective_at(self) -> datetime:
        """The first day's beginning."""
        return start_of(self.from_on)


CompensatoryLeaveEvent = CompensatoryLeaveEarned | CompensatoryLeaveTaken
