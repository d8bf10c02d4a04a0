"""Events of the residents' or villagers' committee (居委会, 村委会)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Aliases, Name, Source
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.provenance import Provenance

Households = Annotated[int, Field(ge=1, le=100_000)]


class CommitteeKind(StrEnum):
    """Which organic law the committee is under."""

    RESIDENTS = "RESIDENTS"
    VILLAGERS = "VILLAGERS"


class Authority(StrEnum):
    """Who has a say in that a committee is set up, abolished or resized (城市居民委员会组织法 §6)."""

    SUBDISTRICT_OFFICE = "SUBDISTRICT_OFFICE"
    """街道办事处, which proposes it."""

    TOWN_GOVERNMENT = "TOWN_GOVERNMENT"
    """乡镇人民政府, which proposes it of a village."""

    DISTRICT_GOVERNMENT = "DISTRICT_GOVERNMENT"
    """区人民政府, which decides or approves it."""


class Ruling(Value):
    """What an authority proposed, decided or approved, by its document."""

    authority: Authority
    document: Source


Rulings = Annotated[tuple[Ruling, ...], Field(min_length=1, max_length=5)]


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


class CommitteeAbolished(Event):
    """A committee was abolished (撤销), and there is none from the beginning of `effective_on`; recorded from then on.

    With `successor_id` another committee goes on in its area.
    """

    effective_on: Day
    rulings: Rulings
    successor_id: str | None = None

    def effective_at(self) -> datetime:
        """The beginning of the first day without it."""
        return start_of(self.effective_on)


CommitteeEvent = CommitteeFounded | CommitteeAssigned | HouseholdsCounted | CommitteeAbolished
