"""Events of the unit's record (驻区单位实绩): what it did of what it had accepted, for its appraisal."""

from __future__ import annotations

from datetime import date, datetime

from shared.kernel.instants import start_of
from shared.kernel.messages import Event


class JointActivityKept(Event):
    """A joint activity that the unit had accepted was held, and it took part; recorded when the holding is entered."""

    activity_id: str
    held_on: date

    def effective_at(self) -> datetime:
        """The beginning of the day on which it was held."""
        return start_of(self.held_on)


class JointActivityNotKept(Event):
    """A joint activity that the unit had accepted was held without it; recorded when the holding is entered."""

    activity_id: str
    held_on: date

    def effective_at(self) -> datetime:
        """The beginning of the day on which it was held."""
        return start_of(self.held_on)


UnitRecordEvent = JointActivityKept | JointActivityNotKept
