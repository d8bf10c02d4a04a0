"""Events of the residents' pact (居民公约): drafted, posted, adopted by the assembly, filed with the government."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import start_of
from shared.kernel.messages import Event

Edition = Annotated[int, Field(ge=1, le=1000)]
Text = Annotated[str, Field(min_length=1, max_length=8000)]
"""Rules for everybody; they name nobody."""


class PactDrafted(Event):
    """An edition was drafted; an older draft that was not adopted is not gone on with."""

    committee_id: str
    edition: Edition
    text: Text


class PactPosted(Event):
    """The draft was posted for everybody to read, until the end of `until_on`."""

    committee_id: str
    edition: Edition
    posted_on: date
    until_on: date


class PactAdopted(Event):
    """The residents' assembly adopted the edition, which takes the place of the one before; recorded afterwards."""

    committee_id: str
    edition: Edition
    assembly_id: str
    adopted_on: date

    def effective_at(self) -> datetime:
        """The beginning of the day of the assembly."""
        return start_of(self.adopted_on)


class PactFiled(Event):
    """The pact in force was filed with the government (城市居民委员会组织法 §15)."""

    committee_id: str
    edition: Edition
    filed_on: date


class PactReturned(Event):
    """The government found that the pact contradicts the law, said where, and it is in force no longer."""

    committee_id: str
    edition: Edition
    reason: Annotated[str, Field(min_length=1, max_length=1000)]
    returned_on: date


PactEvent = PactDrafted | PactPosted | PactAdopted | PactFiled | PactReturned
