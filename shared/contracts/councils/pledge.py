"""Events of a resident unit's yearly pledges (资源、需求、项目三张清单); the aggregate's id is the unit's."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Name
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value

Year = Annotated[int, Field(ge=2013, le=2999)]
Numbers = Annotated[tuple[Annotated[int, Field(ge=1, le=60)], ...], Field(max_length=60)]


class PledgeList(StrEnum):
    """One of the three lists that a unit fills."""

    RESOURCE = "RESOURCE"
    """What it offers."""

    NEED = "NEED"
    """What it asks for."""

    PROJECT = "PROJECT"
    """What it will do."""


class PledgeEntry(Value):
    """One line of a list."""

    list_of: PledgeList
    title: Name


Entries = Annotated[tuple[PledgeEntry, ...], Field(min_length=1, max_length=60)]


class PledgesExpected(Event):
    """A unit is to pledge each year, from `first_year` on; recorded with its registration."""

    first_year: Year


class PledgeMade(Event):
    """A unit made its pledge of a year; one that was made after `due_on` is late."""

    year: Year
    entries: Entries
    made_on: date
    due_on: date


class PledgeMissed(Event):
    """The last day for the pledge of a year is over and nothing was pledged. It may still be."""

    year: Year
    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """When the last day was over."""
        return self.fell_due_at


class PledgeConfirmed(Event):
    """A unit said which entries of its pledge it has fulfilled, by their numbers; a later word replaces this one."""

    year: Year
    fulfilled: Numbers
    confirmed_on: date


class PledgeChecked(Event):
    """The working committee checked in the quarter for it which entries were fulfilled."""

    year: Year
    fulfilled: Numbers
    checked_on: date


class PledgesEnded(Event):
    """The unit pledges no more, for it is gone; recorded with its leaving."""

    ended_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the first day without."""
        return start_of(self.ended_on)


PledgeEvent = PledgesExpected | PledgeMade | PledgeMissed | PledgeConfirmed | PledgeChecked | PledgesEnded
