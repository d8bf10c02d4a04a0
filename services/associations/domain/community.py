"""Community: what associations knows of a community of councils, and the letters that its filing numbers carry.

Invariants: what is recorded here never runs ahead of what councils said · the letters are given once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, assert_never

from shared.contracts.associations.community import (
    CentreKnown,
    CommunityCode,
    CommunityCoded,
    CommunityEvent,
    CommunityKnown,
)
from shared.contracts.councils.community import CentreKind
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal, Unacceptable

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Community:
    """Its name, its public service centre and its letters, empty where they are not known."""

    name_zh: str = ""
    centre_id: str = ""
    code: str = ""
    centre_ids: frozenset[str] = frozenset()

    def with_centre(self, known: CentreKnown) -> Community:
        """The community with one of its two centres."""
        serves = known.kind is CentreKind.PUBLIC_SERVICE
        own = known.centre_id if serves else self.centre_id
        return replace(self, centre_id=own, centre_ids=self.centre_ids | {known.centre_id})


def evolve(community: Community, event: CommunityEvent) -> Community:
    """Apply one recorded fact."""
    match event:
        case CommunityKnown():
            return replace(community, name_zh=event.name_zh)
        case CentreKnown():
            return community.with_centre(event)
        case CommunityCoded():
            return replace(community, code=event.code)
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class RecordCommunity(Command):
    """Record a community that councils established."""

    name_zh: str
    source_position: int


class RecordCentre(Command):
    """Record one of the two centres that councils opened."""

    centre_id: str
    kind: CentreKind
    source_position: int


class CodeCommunity(Command):
    """Give the community the letters of its filing numbers."""

    code: CommunityCode


CommunityCommand = RecordCommunity | RecordCentre | CodeCommunity


@dataclass(frozen=True, slots=True)
class CommunityWithoutCentre(Unacceptable):
    """Councils has not announced such a community, or not its public service centre."""

    slug: ClassVar[str] = "community-without-centre"
    zh: ClassVar[str] = "社区或其公共服务中心尚未设立"
    en: ClassVar[str] = "There is no such community with a public service centre"


@dataclass(frozen=True, slots=True)
class CommunityIsCoded(Conflict):
    """The community has other letters, and numbers that carry them."""

    slug: ClassVar[str] = "community-coded"
    zh: ClassVar[str] = "该社区已有备案编号代码"
    en: ClassVar[str] = "The community has other letters"
    code: str


# --- decisions --------------------------------------------------------------


def decide(command: CommunityCommand, community: Community, _context: Context) -> list[CommunityEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case RecordCommunity():
            return [] if community.name_zh else [CommunityKnown(**command.model_dump())]
        case RecordCentre():
            return [] if command.centre_id in community.centre_ids else [CentreKnown(**command.model_dump())]
        case CodeCommunity():
            return _code(command, community)
        case _:
            assert_never(command)


def _code(command: CodeCommunity, community: Community) -> list[CommunityEvent] | Refusal:
    if not community.centre_id:
        return CommunityWithoutCentre()
    if community.code:
        return [] if community.code == command.code else CommunityIsCoded(community.code)
    return [CommunityCoded(code=command.code)]


COMMUNITY = Decider[Community, CommunityCommand, CommunityEvent](
    "community", Community(), evolve, decide, CommunityEvent
)
