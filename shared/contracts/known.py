"""What a service records of the policy and the calendar, which casework adopts and publishes.

A decision uses its own log only: these events say since when this service has known a rule, and from which position
of the casework log.
"""

from __future__ import annotations

from shared.kernel.messages import Event
from shared.kernel.policy import PolicyEntry
from shared.kernel.working_days import CalendarYear


class PolicyKnown(Event):
    """A policy entry of casework became known here; recorded by reaction to `policy-adopted`."""

    entry: PolicyEntry
    source_position: int


class CalendarYearKnown(Event):
    """An edition of a calendar year became known here; recorded by reaction to `calendar-year-published`."""

    edition: CalendarYear
    source_position: int


PolicyKnownEvent = PolicyKnown
CalendarKnownEvent = CalendarYearKnown
