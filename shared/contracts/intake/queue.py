"""Events of the queue (排队叫号) of a hall on one day: numbers that are issued, called, and end in one way.

Nothing says who has a number. What is done at a window names the window's post, and whether its A or B did it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs
from shared.kernel.messages import Event

ItemCode = Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z]{2}-[0-9]{3}$")]


class TicketIssued(Event):
    """Somebody took the next number of a hall and day (取号), of their own or from the clerk; `number` counts from 1.

    `priority` is for the elderly and the disabled: they are called before others.
    """

    ticket_id: str
    hall_id: str
    day: date
    number: int
    item_code: ItemCode | None = None
    priority: bool = False


class TicketCalled(Event):
    """A window called the next number for the first time (叫号), or for the first time after it was put back."""

    number: int
    window_id: str
    post_id: str | None = None
    acted_as: ActedAs | None = None


class TicketRecalled(Event):
    """Nobody came, and the window called the number again; `call` counts the calls, the first one included."""

    number: int
    window_id: str
    call: int
    post_id: str | None = None
    acted_as: ActedAs | None = None


class TicketSkipped(Event):
    """Nobody came after as many calls as the policy asks for, and the window went on (过号)."""

    number: int
    window_id: str
    post_id: str | None = None
    acted_as: ActedAs | None = None


class TicketRequeued(Event):
    """Who was skipped came after all, and waits behind the next one; once a day."""

    number: int
    post_id: str | None = None
    acted_as: ActedAs | None = None


class TicketServed(Event):
    """Who had the number was served, and the window is free."""

    number: int
    window_id: str
    post_id: str | None = None
    acted_as: ActedAs | None = None


class QueueDayEnded(Event):
    """The day is over: the numbers that were neither served nor skipped lapsed (作废), in their order."""

    lapsed: tuple[int, ...]
    over_at: datetime

    def effective_at(self) -> datetime:
        """Midnight."""
        return self.over_at


QueueEvent = (
    TicketIssued | TicketCalled | TicketRecalled | TicketSkipped | TicketRequeued | TicketServed | QueueDayEnded
)
