"""Events of the residents' or villagers' committee (居委会, 村委会)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Aliases, Name, Source
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.provenance import Provenance

Households = Annotated[int, Field(ge=1, le=100_000)]


class CommitteeKind(StrEnum):
    """Which organic law the committee is under."""

    RESIDENTS = "RESIDENTS"
    VILLAGERS = "VILLAGERS"


class CommitteeFounded(Event):
    """A committee entered the register; its place in the statistical hierarchy is no statement about its community."""

    kind: CommitteeKind
    name_zh: Name
    aliases: Aliases
    stat_code_12: str
    street_code: str
    provenance: Provenance | None = None
    source: Source | None = None


class CommitteeAssigned(Event):
    """A committee came to belong to a community, and to no other any more, from the beginning of `effective_on`.

    A later event of the same day takes the place of the earlier one: what was taken for true before is put right so.
    """

    community_id: str
    effective_on: Day
    provenance: Provenance
    source: Source

    def effective_at(self) -> datetime:
        """The beginning of the first day in the community."""
        return start_of(self.effective_on)


class HouseholdsCounted(Event):
    """So many households were counted in the area of a committee; recorded when the count is told."""

    households: Households
    counted_on: Day
    source: Source

    def effective_at(self) -> datetime:
        """The beginning of the day of the count."""
        return start_of(self.counted_on)


CommitteeEvent = CommitteeFounded | CommitteeAssigned | HouseholdsCounted
