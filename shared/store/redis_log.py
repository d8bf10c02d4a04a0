"""The event store on a Redis stream: Redis 7.0 commands, so that Valkey and Debian's server will do."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Sequence
from importlib import resources
from typing import TypeVar, cast

from redis.exceptions import (
    ClusterDownError,
    MasterDownError,
    NoScriptError,
    OutOfMemoryError,
    ReadOnlyError,
    ResponseError,
)

from shared.kernel.envelope import MAX_EVENT_BYTES, LogName
from shared.kernel.ids import AggregateRef
from shared.store.keys import Keys
from shared.store.port import (
    Append,
    Appended,
    AppendResult,
    EventTooLarge,
    KeyReused,
    LogFull,
    LogIdentity,
    LogUnavailable,
    Once,
    Replayed,
    RogueEntry,
    StoredEvent,
    StoreError,
    TrackMoved,
    VersionConflict,
    WrongEpoch,
    WrongLog,
)
from shared.store.pump import Answer, Pump, Word

A = TypeVar("A")

KEY_LIFETIME_SECONDS = 24 * 60 * 60
_SCRIPT = resources.files("shared.store").joinpath("append.lua").read_bytes()
_SCRIPT_SHA = hashlib.sha1(_SCRIPT, usedforsecurity=False).hexdigest()
_POSITION_BYTES = 6
_READ_AT_ONCE = 128
_FIELDS = [b"ce", b"t", b"a", b"v", b"tp"]
_NOT_NOW = frozenset({"MISCONF", "BUSY", "NOREPLICAS"})


class RedisLog:
    """One service's log on a server that `pump` reaches; `identity` is checked by every append."""

    def __init__(self, pump: Pump, log_name: LogName, identity: LogIdentity | None = None) -> None:
        self._pump = pump
        self.keys = Keys(log_name)
        self.identity = identity

    async def birth(self, log_id: str) -> LogIdentity:
        """Make the log if the server has none, and tell which log is there."""
        keys = self.keys
        # HSETNX of the id decides between two who are first; the other fields are what both would write.
        await self._ask("HSETNX", keys.meta, "epoch", 1)
        await self._ask("HSETNX", keys.meta, "position", 0)
        await self._ask("HSETNX", keys.meta, "id", log_id)
        identity = await self.identify()
        if identity is None:
            raise WrongLog("the server was flushed while the log was born")
        return identity

    async def identify(self) -> LogIdentity | None:
        """The log that the server holds."""
        log_id, epoch = cast("list[bytes | None]", await self._ask("HMGET", self.keys.meta, "id", "epoch"))
        return LogIdentity(log_id.decode(), int(epoch)) if log_id and epoch else None

    async def append(self, append: Append) -> AppendResult:
        """Write all or nothing. Raises `StoreError`."""
        words = self._append_words(append)
        try:
            answer = await self._ask("EVALSHA", _SCRIPT_SHA, *words)
        except NoScriptError:
            answer = await self._ask("EVAL", _SCRIPT, *words)
        return _append_result(append, cast("list[Answer]", answer))

    async def seen(self, once: Once) -> Replayed | KeyReused | None:
        """What became of a key."""
        value = cast("bytes | None", await self._ask("GET", self.keys.once(once.key)))
        if value is None:
            return None
        if value[:32] != once.content:
            return KeyReused()
        return Replayed(int.from_bytes(value[32:38]), int.from_bytes(value[38:40]))

    async def positions(self, aggregate: AggregateRef, after_version: int = 0) -> Sequence[int]:
        """The positions of an aggregate's events above a version, ascending."""
        start = after_version * _POSITION_BYTES
        packed = cast("bytes", await self._ask("GETRANGE", self.keys.index(aggregate), start, -1))
        return [int.from_bytes(packed[i : i + _POSITION_BYTES]) for i in range(0, len(packed), _POSITION_BYTES)]

    async def at(self, positions: Sequence[int]) -> Sequence[StoredEvent]:
        """The events at these positions, in their order."""
        events: list[StoredEvent] = []
        # A long aggregate in slices, or it alone would fill the pump's queue.
        for start in range(0, len(positions), _READ_AT_ONCE):
            slice_ = positions[start : start + _READ_AT_ONCE]
            asked = [self._pump.ask("XRANGE", self.keys.log, f"{p}-0", f"{p}-0") for p in slice_]
            for answer in await _checked(asyncio.gather(*asked)):
                events += _stored(answer)
        return events

    async def read(self, after: int, limit: int) -> Sequence[StoredEvent]:
        """At most `limit` events above a position, ascending."""
        return _stored(await self._ask("XRANGE", self.keys.log, f"{after + 1}-0", "+", "COUNT", limit))

    async def head(self) -> int:
        """The position of the last event; 0 in an empty log."""
        return int(cast("bytes | None", await self._ask("HGET", self.keys.meta, "position")) or 0)

    async def tracked(self, source: str) -> int:
        """How far a reaction has followed a source log."""
        return int(cast("bytes | None", await self._ask("HGET", self.keys.track, source)) or 0)

    async def _ask(self, *words: Word) -> Answer:
        return await _checked(self._pump.ask(*words))

    def _append_words(self, append: Append) -> list[Word]:
        if self.identity is None:
            raise WrongLog("no identity")
        keys, once, track = self.keys, append.once, append.track
        names: list[Word] = [keys.log, keys.meta, keys.track, keys.once(once.key) if once else keys.meta]
        names += [keys.index(write.aggregate) for write in append.writes]
        words: list[Word] = [len(names), *names, self.identity.log_id, self.identity.epoch]
        words += [once.content if once else b"", KEY_LIFETIME_SECONDS]
        words += [track.source, track.before, track.after] if track else ["", 0, 0]
        words.append(len(append.writes))
        words += [write.expected for write in append.writes]
        for number, write in enumerate(append.writes, start=1):
            aggregate = str(write.aggregate)
            for version, event in enumerate(write.events, start=write.expected + 1):
                if len(event.document) > MAX_EVENT_BYTES:
                    raise EventTooLarge(f"{event.type}: {len(event.document)} bytes")
                words += [number, event.document, event.type, aggregate, version, event.traceparent]
        return words


async def _checked(answer: Awaitable[A]) -> A:
    try:
        return await answer
    except OutOfMemoryError as error:
        raise LogFull(str(error)) from error
    except (ReadOnlyError, MasterDownError, ClusterDownError) as error:
        raise LogUnavailable(str(error)) from error
    except ResponseError as error:
        if "equal or smaller" in str(error):
            raise RogueEntry(str(error)) from error
        if str(error).split(" ", 1)[0] in _NOT_NOW:
            raise LogUnavailable(str(error)) from error
        raise


def _append_result(append: Append, answer: list[Answer]) -> AppendResult:
    match answer:
        case [b"appended", int(first), int(count)]:
            return Appended(first, count)
        case [b"replayed", int(first), int(count)]:
            return Replayed(first, count)
        case [b"conflict", int(number), int(actual)]:
            return VersionConflict(append.writes[number - 1].aggregate, actual)
        case [b"track-moved", int(actual)]:
            return TrackMoved(actual)
        case [b"key-reused"]:
            return KeyReused()
        case [b"wrong-log"]:
            raise WrongLog
        case [b"wrong-epoch"]:
            raise WrongEpoch
        case [b"rogue-entry"]:
            raise RogueEntry
        case _:
            raise StoreError(f"the append script answered {answer!r}")


def stored_event(entry_id: bytes, fields: dict[bytes, bytes]) -> StoredEvent:
    """A stream entry as an event. Raises `RogueEntry` for one that no append wrote."""
    return _event(entry_id, list(fields), list(fields.values()))


def _stored(answer: Answer) -> list[StoredEvent]:
    entries = cast("list[tuple[bytes, list[bytes]]]", answer or [])
    return [_event(entry_id, fields[::2], fields[1::2]) for entry_id, fields in entries]


def _event(entry_id: bytes, names: list[bytes], values: list[bytes]) -> StoredEvent:
    position, _, sequence = entry_id.partition(b"-")
    if sequence != b"0" or names != _FIELDS:
        raise RogueEntry(entry_id.decode())
    document, type_, aggregate, version, traceparent = values
    kind, _, id_ = aggregate.decode().partition("/")
    ref = AggregateRef(kind, id_)
    return StoredEvent(int(position), type_.decode(), ref, int(version), document, traceparent.decode())
