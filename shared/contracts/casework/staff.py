"""Events of staff: people who act for the administration, under a pseudonymous id that never names them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from shared.kernel.instants import start_of
from shared.kernel.messages import Event
from shared.kernel.personal import Personal


class AbsenceReason(StrEnum):
    """Why a person is absent. No words of anybody's: what SICK means is nobody's business here."""

    LEAVE = "LEAVE"
    SICK = "SICK"
    TRAINING = "TRAINING"
    OFFICIAL = "OFFICIAL"
    """On an official errand elsewhere."""
    OTHER = "OTHER"


class StaffEngaged(Event):
    """A person took up work at `org` (a centre or department); `trained_for` lists codes of service items."""

    name: Personal[str]
    org: str
    trained_for: tuple[str, ...]
    engaged_on: date


class StaffTrained(Event):
    """The person is now trained for all of `trained_for` and for nothing else; recorded when that changed."""

    trained_for: tuple[str, ...]


class StaffMoved(Event):
    """The person works for `org` from now on, and for the former centre or department no more."""

    org: str


class StaffAbsenceRecorded(Event):
    """The person is absent on each day from `from_on` to `until_on`, both included, or until a return is recorded.

    Recorded when it became known: before, or late. Several absences add up.
    """

    from_on: date
    until_on: date | None = None
    reason: AbsenceReason

    def effective_at(self) -> datetime | None:
        """The first day's beginning."""
        return start_of(self.from_on)


class StaffReturned(Event):
    """The person is back from `on` on: absences that began on that day or before end the day before.

    Recorded when it became known, which may be earlier; an absence that begins later stays as it was recorded.
    """

    on: date

    def effective_at(self) -> datetime | None:
        """The day's beginning."""
        return start_of(self.on)


class StaffLeft(Event):
    """The person left the administration and acts no more; `left_on` is the day it was recorded."""

    left_on: date


StaffEvent = StaffEngaged | StaffTrained | StaffMoved | StaffAbsenceRecorded | StaffReturned | StaffLeft
