"""Events of the community (社区), which took the subdistrict's place in the reform of 2013, and of its two centres."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.provenance import Provenance

Name = Annotated[str, Field(min_length=1, max_length=100)]
Aliases = Annotated[tuple[Name, ...], Field(max_length=20)]
Source = Annotated[str, Field(min_length=1, max_length=300)]
Residents = Annotated[int, Field(ge=0, le=10_000_000)]
CommunityIds = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=80)], ...], Field(max_length=12)]


class CentreKind(StrEnum):
    """The two centres (两中心) of a community."""

    PUBLIC_SERVICE = "PUBLIC_SERVICE"
    """社区公共服务中心: the government's services to residents."""

    WORK = "WORK"
    """The community work centre; its Chinese name is not in the sources and comes from policy."""


class CentreFunction(StrEnum):
    """The four functions of a public service centre: items, activities and indicators are counted by them."""

    SERVE_PEOPLE = "SERVE_PEOPLE"
    """服务群众."""

    RALLY_PEOPLE = "RALLY_PEOPLE"
    """凝聚人心."""

    OPTIMISE_MANAGEMENT = "OPTIMISE_MANAGEMENT"
    """优化管理."""

    KEEP_STABILITY = "KEEP_STABILITY"
    """维护稳定."""


class CommunityEstablished(Event):
    """A community was founded; recorded when it is entered, in law from the beginning of `founded_on`.

    `provenance` and `source` say where a value that a deployment starts with is from; an official's entry needs none.
    """

    name_zh: Name
    name_en: Name
    aliases: Aliases
    founded_on: Day
    provenance: Provenance | None = None
    source: Source | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of foundation."""
        return start_of(self.founded_on)


class CentreOpened(Event):
    """A community opened one of its two centres; recorded when it is entered, in law from `opened_on`."""

    centre_id: str
    community_id: str
    kind: CentreKind
    name_zh: Name
    name_en: Name
    opened_on: Day
    provenance: Provenance | None = None
    source: Source | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of opening."""
        return start_of(self.opened_on)


class PopulationCounted(Event):
    """How many people live in a community on a day, as somebody counted who is named as the `source`."""

    residents: Residents
    counted_on: Day
    source: Source

    def effective_at(self) -> datetime:
        """The beginning of the day of the count."""
        return start_of(self.counted_on)


class CommunitySplit(Event):
    """A community was split into others, which were entered before, and ended with the beginning of `effective_on`."""

    into_ids: CommunityIds
    effective_on: Day
    basis: Source

    def effective_at(self) -> datetime:
        """The beginning of the first day without it."""
        return start_of(self.effective_on)


class CommunityMerged(Event):
    """A community became part of another and ended with the beginning of `effective_on`."""

    into_id: str
    effective_on: Day
    basis: Source

    def effective_at(self) -> datetime:
        """The beginning of the first day without it."""
        return start_of(self.effective_on)


class CommunityAbolished(Event):
    """A community ended with the beginning of `effective_on`, and no other took its place."""

    effective_on: Day
    basis: Source

    def effective_at(self) -> datetime:
        """The beginning of the first day without it."""
        return start_of(self.effective_on)


CommunityEvent = (
    CommunityEstablished | CentreOpened | PopulationCounted | CommunitySplit | CommunityMerged | CommunityAbolished
)
