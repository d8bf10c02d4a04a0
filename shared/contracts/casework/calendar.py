"""Events of the calendar: one aggregate for each year, `calendar/2015`."""

from __future__ import annotations

from datetime import datetime

from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.working_days import CalendarYear


class CalendarYearPublished(Event):
    """A year's holidays and make-up days were entered or changed; recorded when the notice is entered.

    `announced_on` is the day of the notice, from which people could know.
    """

    edition: CalendarYear
    announced_on: Day | None = None

    def effective_at(self) -> datetime | None:
        """The beginning of the day on which the notice was announced, where that day is told."""
        return None if self.announced_on is None else start_of(self.announced_on)


CalendarEvent = CalendarYearPublished
