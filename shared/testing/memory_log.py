"""The event store in memory, for unit tests: what the contract suite demands of a server holds here too."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.kernel.envelope import MAX_EVENT_BYTES
from shared.kernel.ids import AggregateRef
from shared.store.port import (
    Append,
    Appended,
    AppendResult,
    EventTooLarge,
    KeyReused,
    LogIdentity,
    Once,
    Replayed,
    StoredEvent,
    TrackMoved,
    VersionConflict,
    WrongEpoch,
    WrongLog,
)


@dataclass
class Memory:
    """What a server would hold of one log. Several `MemoryLog`s may share it, as replicas share a server."""

    identity: LogIdentity | None = None
    events: list[StoredEvent] = field(default_factory=list)
    index: defaultdict[AggregateRef, list[int]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, tuple[bytes, Appended]] = field(default_factory=dict)
    track: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def flush(self) -> None:
        """Lose everything, as FLUSHALL does."""
        self.identity = None
        for held in (self.events, self.index, self.keys, self.track):
            held.clear()

    def restored(self) -> None:
        """Be a copy brought back: the same log in its next epoch."""
        if self.identity is not None:
            self.identity = LogIdentity(self.identity.log_id, self.identity.epoch + 1)


class MemoryLog:
    """An `EventStore` over `memory`; idempotency keys live as long as it does. Every call takes a turn of the loop."""

    def __init__(self, identity: LogIdentity | None = None, memory: Memory | None = None) -> None:
        self.identity = identity
        self.memory = memory or Memory()

    async def birth(self, log_id: str) -> LogIdentity:
        """Make the log if the memory has none, and tell which log is there."""
        await asyncio.sleep(0)
        if self.memory.identity is None:
            self.memory.identity = LogIdentity(log_id, 1)
        return self.memory.identity

    async def identify(self) -> LogIdentity | None:
        """The log that the memory holds."""
        await asyncio.sleep(0)
        return self.memory.identity

    async def append(self, append: Append) -> AppendResult:
        """Write all or nothing. Raises `StoreError`."""
        if self.identity is None:
            raise WrongLog("no identity")
        for write in append.writes:
            for event in write.events:
                if len(event.document) > MAX_EVENT_BYTES:
                    raise EventTooLarge(f"{event.type}: {len(event.document)} bytes")
        await asyncio.sleep(0)
        self._check_identity(self.identity)
        return self._what_forbids(append) or self._write(append)

    async def seen(self, once: Once) -> Replayed | KeyReused | None:
        """What became of a key."""
        await asyncio.sleep(0)
        return self._seen(once)

    async def positions(self, aggregate: AggregateRef, after_version: int = 0) -> Sequence[int]:
        """The positions of an aggregate's events above a version, ascending."""
        await asyncio.sleep(0)
        return self.memory.index[aggregate][after_version:]

    async def at(self, positions: Sequence[int]) -> Sequence[StoredEvent]:
        """The events at these positions, in their order."""
        await asyncio.sleep(0)
        return [self.memory.events[p - 1] for p in positions if 0 < p <= len(self.memory.events)]

    async def read(self, after: int, limit: int) -> Sequence[StoredEvent]:
        """At most `limit` events above a position, ascending."""
        await asyncio.sleep(0)
        return self.memory.events[after : after + limit]

    async def head(self) -> int:
        """The position of the last event; 0 in an empty log."""
        await asyncio.sleep(0)
        return len(self.memory.events)

    async def tracked(self, source: str) -> int:
        """How far a reaction has followed a source log."""
        await asyncio.sleep(0)
        return self.memory.track[source]

    def _check_identity(self, expected: LogIdentity) -> None:
        held = self.memory.identity
        if held is None or held.log_id != expected.log_id:
            raise WrongLog
        if held.epoch != expected.epoch:
            raise WrongEpoch

    def _what_forbids(self, append: Append) -> Replayed | KeyReused | TrackMoved | VersionConflict | None:
        if append.once is not None and (seen := self._seen(append.once)) is not None:
            return seen
        track = append.track
        if track is not None and (actual := self.memory.track[track.source]) != track.before:
            return TrackMoved(actual)
        for write in append.writes:
            if (actual := len(self.memory.index[write.aggregate])) != write.expected:
                return VersionConflict(write.aggregate, actual)
        return None

    def _seen(self, once: Once) -> Replayed | KeyReused | None:
        if (known := self.memory.keys.get(once.key)) is None:
            return None
        content, appended = known
        return Replayed(appended.first, appended.count) if content == once.content else KeyReused()

    def _write(self, append: Append) -> Appended:
        memory = self.memory
        appended = Appended(len(memory.events) + 1, append.count)
        for write in append.writes:
            for version, event in enumerate(write.events, start=write.expected + 1):
                position = len(memory.events) + 1
                memory.events.append(
                    StoredEvent(position, event.type, write.aggregate, version, event.document, event.traceparent)
                )
                memory.index[write.aggregate].append(position)
        if append.once is not None and appended.count:
            memory.keys[append.once.key] = (append.once.content, appended)
        if append.track is not None:
            memory.track[append.track.source] = append.track.after
        return appended
