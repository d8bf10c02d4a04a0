"""Community (社区): an area of 20,000 to 30,000 people with a working committee and two centres (一委、两中心).

Invariants: one centre of each kind at most; no centre is older than its community.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, assert_never

from services.councils.domain.types import CommunityId, centre_id
from shared.contracts.councils.community import (
    Aliases,
    CentreKind,
    CentreOpened,
    CommunityEstablished,
    CommunityEvent,
    Name,
    Source,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unacceptable, Unknown

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotEstablished:
    """Before the community exists."""


@dataclass(frozen=True, slots=True)
class Community:
    """A community and its centres."""

    name_zh: str
    founded_on: date
    centres: Mapping[CentreKind, CentreOpened]


CommunityState = NotEstablished | Community


def evolve(community: CommunityState, event: CommunityEvent) -> CommunityState:
    """Apply one recorded fact."""
    match event:
        case CommunityEstablished():
            return Community(event.name_zh, event.founded_on, {})
        case CentreOpened():
            if not isinstance(community, Community):
                raise CorruptStream("a centre without its community")
            return replace(community, centres={**community.centres, event.kind: event})
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


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


CommunityCommand = EstablishCommunity | OpenCentre


@dataclass(frozen=True, slots=True)
class CommunityUnknown(Unknown):
    """There is no such community."""

    slug: ClassVar[str] = "community-unknown"
    zh: ClassVar[str] = "社区不存在"
    en: ClassVar[str] = "There is no such community"


@dataclass(frozen=True, slots=True)
class CentreExists(Conflict):
    """The community has a centre of this kind."""

    slug: ClassVar[str] = "centre-exists"
    zh: ClassVar[str] = "该社区已设有同类中心"
    en: ClassVar[str] = "The community has a centre of this kind"
    kind: CentreKind
    centre_id: str


@dataclass(frozen=True, slots=True)
class CentreNameMissing(Unacceptable):
    """No Chinese name was given, and the policy in force on the day of opening has none."""

    slug: ClassVar[str] = "centre-name-missing"
    zh: ClassVar[str] = "未提供中心名称，现行政策亦无默认名称"
    en: ClassVar[str] = "No Chinese name was given and the policy has none"
    kind: CentreKind


@dataclass(frozen=True, slots=True)
class CentreBeforeCommunity(Conflict):
    """The centre would be older than its community."""

    slug: ClassVar[str] = "centre-before-community"
    zh: ClassVar[str] = "中心设立日期早于社区成立日期"
    en: ClassVar[str] = "The centre would be older than its community"
    founded_on: date


# --- decisions --------------------------------------------------------------


def decide(command: CommunityCommand, community: CommunityState, context: Context) -> list[CommunityEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case EstablishCommunity():
            return _establish(command, community)
        case OpenCentre():
            return _open_centre(command, community, context)
        case _:
            assert_never(command)


def _establish(command: EstablishCommunity, community: CommunityState) -> list[CommunityEvent] | Refusal:
    if isinstance(community, Community):
        return []
    return [CommunityEstablished(**command.model_dump())]


def _open_centre(command: OpenCentre, community: CommunityState, context: Context) -> list[CommunityEvent] | Refusal:
    if not isinstance(community, Community):
        return CommunityUnknown()
    opened = _opened(command, community, context)
    if (standing := community.centres.get(command.kind)) is not None:
        return [] if standing == opened else CentreExists(command.kind, standing.centre_id)
    if opened is None:
        return CentreNameMissing(command.kind)
    if command.opened_on < community.founded_on:
        return CentreBeforeCommunity(community.founded_on)
    return [opened]


def _opened(command: OpenCentre, community: Community, context: Context) -> CentreOpened | None:
    name_zh = command.name_zh or _default_name(command, community, context)
    if name_zh is None:
        return None
    own = centre_id(command.community_id, command.kind)
    return CentreOpened(**command.model_dump(exclude={"name_zh"}), centre_id=own, name_zh=name_zh)


def _default_name(command: OpenCentre, community: Community, context: Context) -> str | None:
    """东关 + 社区综治工作中心."""
    entry = context.policy.in_force(f"structure.centres.{command.kind.value}.name_zh", command.opened_on)
    return f"{community.name_zh}{entry.value}" if entry and isinstance(entry.value, str) else None


COMMUNITY = Decider[CommunityState, CommunityCommand, CommunityEvent](
    "community", NotEstablished(), evolve, decide, CommunityEvent
)
