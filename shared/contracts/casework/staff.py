"""Events of staff: people who act for the administration, under a pseudonymous id that never names them."""

from __future__ import annotations

from datetime import date

from shared.kernel.messages import Event
from shared.kernel.personal import Personal


class StaffEngaged(Event):
    """A person took up work at `org` (a centre or department); `trained_for` lists codes of service items."""

    name: Personal[str]
    org: str
    trained_for: tuple[str, ...]
    engaged_on: date


class StaffLeft(Event):
    """The person left the administration and acts no more; `left_on` is the day it was recorded."""

    left_on: date


StaffEvent = StaffEngaged | StaffLeft
