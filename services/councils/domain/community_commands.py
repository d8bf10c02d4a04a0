"""What can be asked of a community."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.councils.domain.types import CommunityId
from shared.contracts.councils.community import Aliases, CentreKind, CommunityIds, Name, Residents, Source
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.provenance import Provenance


class EstablishCommunity(Command):
    """Enter a community that was founded, or is to be."""

    name_zh: Name
    name_en: Name
    aliases: Aliases = ()
    founded_on: Day
    provenance: Provenance | None = None
    source: Source | None = None


class OpenCentre(Command):
    """Open one of the two centres; without `name_zh` it is called as policy `structure.centres.<kind>.name_zh` says."""

    community_id: CommunityId
    kind: CentreKind
    name_zh: Name | None = None
    name_en: Name
    opened_on: Day
    provenance: Provenance | None = None
    source: Source | None = None


class CountPopulation(Command):
    """Enter how many people a community was counted to have, and by whom."""

    community_id: CommunityId
    residents: Residents
    counted_on: Day
    source: Source


Parts = Annotated[CommunityIds, Field(min_length=2)]


class SplitCommunity(Command):
    """Split a community into others that are entered already."""

    community_id: CommunityId
    into_ids: Parts
    effective_on: Day
    basis: Source


class MergeCommunity(Command):
    """Let a community become part of another."""

    community_id: CommunityId
    into_id: Annotated[str, Field(min_length=1, max_length=80)]
    effective_on: Day
    basis: Source


class AbolishCommunity(Command):
    """End a community in whose place comes no other."""

    effective_on: Day
    basis: Source


CommunityCommand = (
    EstablishCommunity | OpenCentre | CountPopulation | SplitCommunity | MergeCommunity | AbolishCommunity
)
