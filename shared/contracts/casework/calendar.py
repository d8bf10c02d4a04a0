"""Events of the calendar: one aggregate for each year, `calendar/2015`."""

from __future__ import annotations

from shared.kernel.messages import Event
from shared.kernel.working_days import CalendarYear


class CalendarYearPublished(Event):
    """A year's holidays and make-up days were entered or changed; recorded when the notice is entered."""

    edition: CalendarYear


CalendarEvent = CalendarYearPublished
