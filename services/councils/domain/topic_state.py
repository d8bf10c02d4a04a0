"""Where a topic stands between the opinions and the resolution."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from shared.contracts.councils.topic import (
    OpinionsMerged,
    Raised,
    TopicDecided,
    TopicDiscussed,
    TopicDropped,
    TopicEvent,
    TopicOpened,
)
from shared.kernel.refusals import CorruptStream


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Before it exists."""


@dataclass(frozen=True, slots=True)
class _Topic:
    """What every topic has: all opinions that were merged into it, and the last discussion."""

    opened: TopicOpened
    raised: tuple[Raised, ...]
    discussed: TopicDiscussed | None = None

    @property
    def opinion_ids(self) -> Set[str]:
        """The opinions that became part of it."""
        return {each.opinion_id for each in self.raised}

    @property
    def proposers(self) -> Set[str]:
        """Who raised them."""
        return {each.proposer for each in self.raised}


@dataclass(frozen=True, slots=True)
class Open(_Topic):
    """It was not discussed, or the discussion did not carry it on."""


@dataclass(frozen=True, slots=True)
class Ready(_Topic):
    """A topic meeting carried it on to a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(_Topic):
    """A decision meeting voted on it."""

    decided: TopicDecided


@dataclass(frozen=True, slots=True)
class Dropped(_Topic):
    """It goes nowhere."""


Known = Open | Ready | Decided | Dropped
Topic = NotOpened | Known


def evolve(topic: Topic, event: TopicEvent) -> Topic:
    """Apply one recorded fact."""
    match event, topic:
        case TopicOpened(), NotOpened():
            return Open(event, event.raised)
        case OpinionsMerged(), (Open() | Ready()):
            return replace(topic, raised=(*topic.raised, *event.raised))
        case TopicDiscussed(), (Open() | Ready() | Decided()):
            after = Ready if event.advances else Open
            return after(topic.opened, topic.raised, event)
        case TopicDecided(), (Open() | Ready()):
            return Decided(topic.opened, topic.raised, topic.discussed, decided=event)
        case TopicDropped(), (Open() | Ready() | Decided()):
            return Dropped(topic.opened, topic.raised, topic.discussed)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a topic that is {type(topic).__name__}")
