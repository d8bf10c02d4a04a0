"""Community (社区): an area of 20,000 to 30,000 people with a working committee and two centres (一委、两中心).

Invariants: one centre of each kind at most; no centre is older than its community · a community ends once, on a day
after its foundation, into others that stand on that day; what ended opens nothing and is counted no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.councils.domain.community_commands import (
    AbolishCommunity,
    CommunityCommand,
    CountPopulation,
    EstablishCommunity,
    MergeCommunity,
    OpenCentre,
    SplitCommunity,
)
from services.councils.domain.community_refusals import (
    CentreBeforeCommunity,
    CentreExists,
    CentreNameMissing,
    CommunityEnded,
    CommunityUnknown,
    CountOutOfOrder,
    EndBeforeFoundation,
    SuccessorMissing,
)
from services.councils.domain.mandate import of_another_community
from services.councils.domain.types import CommunityId, centre_id
from shared.contracts.councils.community import (
    CentreKind,
    CentreOpened,
    CommunityAbolished,
    CommunityEstablished,
    CommunityEvent,
    CommunityMerged,
    CommunitySplit,
    PopulationCounted,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.policy import Policy
from shared.kernel.refusals import CorruptStream, Refusal

MIN_RESIDENTS = "structure.community.min_residents"
MAX_RESIDENTS = "structure.community.max_residents"

Ending = CommunitySplit | CommunityMerged | CommunityAbolished

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotEstablished:
    """Before the community exists."""


@dataclass(frozen=True, slots=True)
class Community:
    """A community, its centres, and how many people it was counted to have."""

    established: CommunityEstablished
    centres: Mapping[CentreKind, CentreOpened]
    counted: PopulationCounted | None = None
    ending: Ending | None = None
    """What ends it, on a day that may be ahead."""

    @property
    def name_zh(self) -> str:
        """What it is called."""
        return self.established.name_zh

    @property
    def founded_on(self) -> date:
        """Its first day."""
        return self.established.founded_on


CommunityState = NotEstablished | Community


class Size(StrEnum):
    """How many live in a community, by the standard of the reform, or in a committee's area, by that of the law."""

    BELOW_STANDARD = "BELOW_STANDARD"
    STANDARD = "STANDARD"
    ABOVE_STANDARD = "ABOVE_STANDARD"


def size_of(counted: int, policy: Policy, day: date, fewest: str = MIN_RESIDENTS, most: str = MAX_RESIDENTS) -> Size:
    """How a number of people, or by other keys of the policy of households, stands to the standard of a day."""
    if counted < policy.whole(fewest, day):
        return Size.BELOW_STANDARD
    return Size.ABOVE_STANDARD if counted > policy.whole(most, day) else Size.STANDARD


def stands_on(community: CommunityState, day: date) -> bool:
    """Whether there is the community on a day."""
    if not isinstance(community, Community) or day < community.founded_on:
        return False
    return community.ending is None or day < community.ending.effective_on


def successors_of(ending: Ending | None) -> tuple[str, ...] | None:
    """The communities that took the place of one, None where none did."""
    match ending:
        case CommunitySplit():
            return ending.into_ids
        case CommunityMerged():
            return (ending.into_id,)
        case CommunityAbolished() | None:
            return None
        case _:
            assert_never(ending)


def evolve(community: CommunityState, event: CommunityEvent) -> CommunityState:
    """Apply one recorded fact."""
    if isinstance(event, CommunityEstablished):
        return Community(event, {})
    if not isinstance(community, Community):
        raise CorruptStream("a centre without its community")
    match event:
        case CentreOpened():
            return replace(community, centres={**community.centres, event.kind: event})
        case PopulationCounted():
            return replace(community, counted=event)
        case CommunitySplit() | CommunityMerged() | CommunityAbolished():
            return replace(community, ending=event)
        case _:
            assert_never(event)


# --- decisions --------------------------------------------------------------


def decide(command: CommunityCommand, community: CommunityState, context: Context) -> list[CommunityEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, EstablishCommunity):
        return [] if isinstance(community, Community) else [CommunityEstablished(**command.model_dump())]
    if not isinstance(community, Community):
        return CommunityUnknown()
    match command:
        case OpenCentre():
            barred = of_another_community(context.actor, command.community_id)
            return barred or _open_centre(command, community, context)
        case CountPopulation():
            return of_another_community(context.actor, command.community_id) or _count(command, community)
        case SplitCommunity():
            split = CommunitySplit(**command.model_dump(exclude={"community_id"}))
            return _end_into(split, command.into_ids, command.community_id, community, context)
        case MergeCommunity():
            merged = CommunityMerged(**command.model_dump(exclude={"community_id"}))
            return _end_into(merged, (command.into_id,), command.community_id, community, context)
        case AbolishCommunity():
            return _end(CommunityAbolished(**command.model_dump()), community)
        case _:
            assert_never(command)


def _open_centre(command: OpenCentre, community: Community, context: Context) -> list[CommunityEvent] | Refusal:
    opened = _opened(command, community, context)
    if (standing := community.centres.get(command.kind)) is not None:
        return [] if standing == opened else CentreExists(command.kind, standing.centre_id)
    if opened is None:
        return CentreNameMissing(command.kind)
    if command.opened_on < community.founded_on:
        return CentreBeforeCommunity(community.founded_on)
    return _ended(community, command.opened_on) or [opened]


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


def _count(command: CountPopulation, community: Community) -> list[CommunityEvent] | Refusal:
    counted = PopulationCounted(**command.model_dump(exclude={"community_id"}))
    if counted == community.counted:
        return []
    since = community.counted.counted_on if community.counted else community.founded_on
    if command.counted_on < since:
        return CountOutOfOrder(since)
    return _ended(community, command.counted_on) or [counted]


def _end(ending: Ending, community: Community) -> list[CommunityEvent] | Refusal:
    if community.ending is not None:
        return [] if community.ending == ending else CommunityEnded(community.ending.effective_on)
    if ending.effective_on <= community.founded_on:
        return EndBeforeFoundation(community.founded_on)
    return [ending]


def _end_into(
    ending: Ending, into_ids: Sequence[str], own_id: CommunityId, community: Community, context: Context
) -> list[CommunityEvent] | Refusal:
    ended = _end(ending, community)
    if isinstance(ended, Refusal) or not ended:
        return ended
    successors = {each: context.look(COMMUNITY, each) for each in into_ids}
    stand = all(stands_on(each, ending.effective_on) for each in successors.values())
    return ended if stand and own_id not in successors else SuccessorMissing()


def _ended(community: Community, day: date) -> Refusal | None:
    if community.ending is None or stands_on(community, day):
        return None
    return CommunityEnded(community.ending.effective_on)


COMMUNITY = Decider[CommunityState, CommunityCommand, CommunityEvent](
    "community", NotEstablished(), evolve, decide, CommunityEvent
)
