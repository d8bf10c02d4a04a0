"""Events of a committee's quarterly disclosure (居务公开); the aggregate's id is the committee's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Name
from shared.kernel.messages import Event, Value
from shared.kernel.money import Money

Quarter = Annotated[str, Field(pattern=r"^[12][0-9]{3}-Q[1-4]$")]
"""A quarter of a year, `2014-Q1`."""


class DisclosureItem(Value):
    """One thing that is disclosed, with its money where it has any."""

    title: Name
    amount: Money | None = None


class DisclosuresExpected(Event):
    """A committee is to disclose its affairs each quarter from `first_quarter` on; recorded with its foundation."""

    first_quarter: Quarter


class DisclosurePosted(Event):
    """A committee posted what it disclosed of a quarter, until the end of `until_on`; after `due_on` it is late."""

    quarter: Quarter
    items: Annotated[tuple[DisclosureItem, ...], Field(min_length=1, max_length=200)]
    posted_on: date
    due_on: date
    until_on: date


class DisclosureMissed(Event):
    """The last day for a quarter's disclosure was over and nothing was posted; it may still be."""

    quarter: Quarter
    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The instant at which the last day was over."""
        return self.fell_due_at


class DisclosuresEnded(Event):
    """The committee was abolished, and `last_quarter` is the last that it discloses; recorded with the abolition."""

    last_quarter: Quarter


DisclosureEvent = DisclosuresExpected | DisclosurePosted | DisclosureMissed | DisclosuresEnded
