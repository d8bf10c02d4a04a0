"""The port of the event store: what a log promises, whichever server keeps it.

A log is one stream of gapless positions from 1. An append writes events of several aggregates at exact versions,
an idempotency key and the position of a reaction, all or nothing, durable before it answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.kernel.ids import AggregateRef


@dataclass(frozen=True, slots=True)
class LogIdentity:
    """Which log this is: `log_id` is born with it, `epoch` grows by one whenever a log is restored from a copy."""

    log_id: str
    epoch: int


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to append: `document` is its CloudEvents JSON, at most 65,535 bytes."""

    type: str
    document: bytes
    traceparent: str = ""


@dataclass(frozen=True, slots=True)
class Write:
    """Events of one aggregate, which must stand at `expected` (0: it does not exist). No events: only the check."""

    aggregate: AggregateRef
    expected: int
    events: tuple[NewEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Once:
    """An idempotency key: `key` names the request, `content` is the 32-byte hash of what it asked."""

    key: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Track:
    """A reaction's position in a source log, moved from `before` to `after` by the same append."""

    source: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Append:
    """One atomic append. Events take their positions in the order written here; an aggregate is written to once."""

    writes: tuple[Write, ...] = ()
    once: Once | None = None
    track: Track | None = None

    def __post_init__(self) -> None:
        if len(self.writes) > 1:
            written = [write.aggregate for write in self.writes if write.events]
            if twice := {str(aggregate) for aggregate in written if written.count(aggregate) > 1}:
                raise ValueError(f"written twice in one append: {', '.join(sorted(twice))}")

    @property
    def count(self) -> int:
        """How many events it writes."""
        return sum(len(write.events) for write in self.writes)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as the log keeps it."""

    position: int
    type: str
    aggregate: AggregateRef
    version: int
    document: bytes
    traceparent: str = ""


@dataclass(frozen=True, slots=True)
class Appended:
    """Written and durable: `count` events from `first` on."""

    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """The key was used for the same content before: that append wrote `count` events from `first` on."""

    first: int
    count: int


@dataclass(frozen=True, slots=True)
class KeyReused:
    """The key was used before for other content; nothing is written."""


@dataclass(frozen=True, slots=True)
class VersionConflict:
    """An aggregate does not stand where it was expected; nothing is written."""

    aggregate: AggregateRef
    actual: int


@dataclass(frozen=True, slots=True)
class TrackMoved:
    """The reaction stands elsewhere, so another replica or an earlier try was here; nothing is written."""

    actual: int


AppendResult = Appended | Replayed | KeyReused | VersionConflict | TrackMoved


class StoreError(Exception):
    """The store could not do what was asked; nothing that was refused is written."""


class EventTooLarge(StoreError):
    """A document is longer than 65,535 bytes."""


class WrongLog(StoreError):
    """The server holds another log, or none: it was flushed or swapped."""


class WrongEpoch(StoreError):
    """The log was restored from a copy since this process started."""


class LogFull(StoreError):
    """The server has no memory left for events."""


class RogueEntry(StoreError):
    """The stream has an entry that no append wrote, or lacks one; until an operator has looked nothing is written."""


class LogUnavailable(StoreError):
    """The server cannot be reached; the request was not sent."""


class OutcomeUnknown(LogUnavailable):
    """The request was sent and no answer came: it may have been carried out, so it is tried again under its key."""


class StoreBusy(StoreError):
    """Too many requests wait already; this one was not sent."""


class EventStore(Protocol):
    """One log. Every operation but `identify` and `birth` needs the identity that the process started with."""

    async def birth(self, log_id: str) -> LogIdentity:
        """Make the log if the server has none, and tell which log is there."""
        ...

    async def identify(self) -> LogIdentity | None:
        """The log that the server holds."""
        ...

    async def append(self, append: Append) -> AppendResult:
        """Write all or nothing. Raises `StoreError`."""
        ...

    async def seen(self, once: Once) -> Replayed | KeyReused | None:
        """What became of a key."""
        ...

    async def positions(self, aggregate: AggregateRef, after_version: int = 0) -> Sequence[int]:
        """The positions of an aggregate's events above a version, ascending."""
        ...

    async def at(self, positions: Sequence[int]) -> Sequence[StoredEvent]:
        """The events at these positions, in their order."""
        ...

    async def read(self, after: int, limit: int) -> Sequence[StoredEvent]:
        """At most `limit` events above a position, ascending."""
        ...

    async def head(self) -> int:
        """The position of the last event; 0 in an empty log."""
        ...

    async def tracked(self, source: str) -> int:
        """How far a reaction has followed a source log."""
        ...
