"""`kill -9` of the server at random instants under load, and what must hold of the log afterwards.

Each invariant is a function from a `Record` to complaints: none means that it holds.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from random import Random

from shared.kernel.ids import AggregateRef
from shared.store.port import (
    Append,
    Appended,
    EventStore,
    LogUnavailable,
    NewEvent,
    OutcomeUnknown,
    Replayed,
    StoredEvent,
    Track,
    Write,
)
from shared.store.pump import Pump
from shared.store.redis_log import RedisLog
from shared.testing.servers import Server
from tests.store.samples import LOG, TYPE, once, ref

PUMPS = 3
CLIENTS = 96
IN_FLIGHT = 32
POSITION_BYTES = 6


@dataclass(frozen=True)
class Acknowledged:
    """An answer that a client got: its append wrote `events`, from `first` on."""

    key: str
    first: int
    events: tuple[tuple[AggregateRef, int, bytes], ...]


@dataclass(frozen=True)
class Record:
    """What the server holds, beside what it acknowledged and where its clients left their tracks."""

    events: tuple[StoredEvent, ...]
    head: int
    index: Mapping[AggregateRef, bytes]
    seen: Mapping[str, object]
    tracked: Mapping[str, int]
    acknowledged: tuple[Acknowledged, ...]
    left_at: Mapping[str, int]


# --- invariants -------------------------------------------------------------


def positions_are_gapless(record: Record) -> list[str]:
    """Positions run from 1 to the head, none left out, none used twice."""
    positions = [event.position for event in record.events]
    gaps = [f"{found} stands at {due}" for due, found in enumerate(positions, start=1) if due != found]
    return gaps[:1] + ([] if record.head == len(positions) else [f"head {record.head}, {len(positions)} events"])


def acknowledged_is_kept(record: Record) -> list[str]:
    """What was acknowledged is in the log, at its positions, byte by byte."""
    at = {event.position: (event.aggregate, event.version, event.document) for event in record.events}
    return [
        f"{ack.key} is not at {ack.first}"
        for ack in record.acknowledged
        if ack.events != tuple(at.get(position) for position in range(ack.first, ack.first + len(ack.events)))
    ]


def batches_are_whole(record: Record) -> list[str]:
    """The events of an append stand together, all of them and in order."""
    return [
        f"{key} has {numbers} of {count} at {first}"
        for key, first, numbers, count in _batches(record)
        if numbers != list(range(count))
    ]


def keys_act_once(record: Record) -> list[str]:
    """No key wrote twice, each wrote for whom it answered, and it still knows what it wrote."""
    batches = list(_batches(record))
    keys = [key for key, *_ in batches]
    complaints = [f"{key} acted {keys.count(key)} times" for key in {*keys} if keys.count(key) > 1]
    answers = {key: Replayed(first, count) for key, first, _, count in batches}
    complaints += [f"{key} answers {seen}" for key, seen in record.seen.items() if seen != answers.get(key)]
    return complaints


def index_says_what_the_log_says(record: Record) -> list[str]:
    """Each aggregate's packed positions are those of its events, whose versions count from 1."""
    positions: dict[AggregateRef, bytes] = dict.fromkeys(record.index, b"")
    complaints = []
    for event in record.events:
        packed = positions.get(event.aggregate, b"") + event.position.to_bytes(POSITION_BYTES)
        positions[event.aggregate] = packed
        if event.version != len(packed) // POSITION_BYTES:
            complaints.append(f"{event.aggregate} has version {event.version} at {event.position}")
    return complaints + [f"index of {name}" for name, packed in positions.items() if record.index.get(name) != packed]


def tracks_are_where_they_were_left(record: Record) -> list[str]:
    """A reaction's position moved once with each of its appends."""
    return [f"{source} is not at {at}" for source, at in record.left_at.items() if record.tracked.get(source) != at]


INVARIANTS: tuple[Callable[[Record], list[str]], ...] = (
    positions_are_gapless,
    acknowledged_is_kept,
    batches_are_whole,
    keys_act_once,
    index_says_what_the_log_says,
    tracks_are_where_they_were_left,
)


def _batches(record: Record) -> Iterator[tuple[str, int, list[int], int]]:
    """Runs of neighbouring events of one append: key, first position, their numbers, how many there should be."""
    told = [(event.position, json.loads(event.document)) for event in record.events]
    for (key, count), run in groupby(told, key=lambda entry: (entry[1]["key"], entry[1]["of"])):
        part = list(run)
        # A second effect right behind the first is a run of its own.
        starts = [i for i, (_, document) in enumerate(part) if document["n"] == 0] or [0]
        for start, end in zip([0, *starts[1:]], [*starts[1:], len(part)], strict=True):
            yield key, part[start][0], [document["n"] for _, document in part[start:end]], count


# --- load -------------------------------------------------------------------


@dataclass
class Load:
    """Clients that append without pause, each to aggregates of its own, and try again what nobody answered."""

    random: Random
    acknowledged: list[Acknowledged] = field(default_factory=list)
    left_at: dict[str, int] = field(default_factory=dict)
    unanswered: int = 0
    written_unanswered: int = 0
    up: asyncio.Event = field(default_factory=asyncio.Event)
    all_wait: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0
    done: bool = False

    async def client(self, store: EventStore, name: str, appends: int | None = None) -> None:
        versions = dict.fromkeys((ref(f"{name}-{letter}") for letter in "abc"), 0)
        turn = 0
        while not self.done and turn != appends:
            append = self._next(f"{name}-{turn}", versions, Track(f"of {name}", turn, turn + 1))
            first = await self._until_answered(store, append)
            self._acknowledge(append, first)
            for write in append.writes:
                versions[write.aggregate] += len(write.events)
            turn += 1

    def _next(self, key: str, versions: Mapping[AggregateRef, int], track: Track) -> Append:
        chosen = self.random.sample(sorted(versions), self.random.randint(1, 3))
        counts = {aggregate: self.random.randint(1, 3) for aggregate in chosen}
        total, number = sum(counts.values()), iter(range(9))
        writes = [
            Write(
                aggregate,
                versions[aggregate],
                tuple(
                    NewEvent(TYPE, json.dumps({"key": key, "n": next(number), "of": total}).encode())
                    for _ in range(count)
                ),
            )
            for aggregate, count in counts.items()
        ]
        return Append(tuple(writes), once(key), track)

    async def _until_answered(self, store: EventStore, append: Append) -> int:
        while True:
            try:
                result = await store.append(append)
            except LogUnavailable as error:
                self.unanswered += isinstance(error, OutcomeUnknown)
                await self._wait()
                continue
            match result:
                case Appended(first, _):
                    return first
                case Replayed(first, _):
                    self.written_unanswered += 1
                    return first
                case refused:
                    raise AssertionError(f"{append.once} was refused: {refused}")

    async def _wait(self) -> None:
        self.waiting += 1
        if self.waiting == CLIENTS:
            self.all_wait.set()
        await self.up.wait()

    def _acknowledge(self, append: Append, first: int) -> None:
        assert append.once is not None
        assert append.track is not None
        written = tuple(
            (write.aggregate, version, event.document)
            for write in append.writes
            for version, event in enumerate(write.events, start=write.expected + 1)
        )
        self.acknowledged.append(Acknowledged(append.once.key, first, written))
        self.left_at[append.track.source] = append.track.after


async def record_of(store: EventStore, load: Load) -> Record:
    """All that the store holds, read through the port."""
    events: list[StoredEvent] = []
    while page := await store.read(events[-1].position if events else 0, 1000):
        events += page
    aggregates = {aggregate for ack in load.acknowledged for aggregate, _, _ in ack.events}
    index = {name: await store.positions(name) for name in aggregates}
    return Record(
        events=tuple(events),
        head=await store.head(),
        index={name: b"".join(p.to_bytes(POSITION_BYTES) for p in positions) for name, positions in index.items()},
        seen={ack.key: await store.seen(once(ack.key)) for ack in load.acknowledged},
        tracked={source: await store.tracked(source) for source in load.left_at},
        acknowledged=tuple(load.acknowledged),
        left_at=dict(load.left_at),
    )


# --- kills ------------------------------------------------------------------


@dataclass(frozen=True)
class Survived:
    """How the run went. `kills` are those that left at least 32 commands sent and unanswered."""

    kills: int
    too_idle: int
    appends: int
    unanswered: int
    written_unanswered: int

    def __str__(self) -> str:
        return (
            f"{self.kills} kills -9 with at least {IN_FLIGHT} appends in flight ({self.too_idle} more not counted), "
            f"{self.appends} acknowledged appends; {self.unanswered} unanswered, "
            f"of which {self.written_unanswered} had been written"
        )


async def run(server: Server, kills: int, random: Random) -> tuple[Record, Survived]:
    """Kill `server` until `kills` count, restart it on its data each time, and read what is left."""
    pumps = [Pump(server.url) for _ in range(PUMPS)]
    for pump in pumps:
        await pump.start()
    identity = await RedisLog(pumps[0], LOG).birth("log-a")
    stores = [RedisLog(pump, LOG, identity) for pump in pumps]
    load = Load(random)
    load.up.set()
    counted, struck = 0, 0
    async with asyncio.TaskGroup() as clients:  # a client that is refused ends the run
        for n in range(CLIENTS):
            clients.create_task(load.client(stores[n % PUMPS], f"c{n}"))
        while counted < kills:
            assert struck < 3 * kills, "the load is too thin for kills to count"
            before = load.unanswered
            await _strike(server, load)
            struck += 1
            counted += load.unanswered - before >= IN_FLIGHT
        load.done = True
    record = await record_of(stores[0], load)
    for pump in pumps:
        await pump.stop()
    written = load.written_unanswered
    return record, Survived(counted, struck - counted, len(load.acknowledged), load.unanswered, written)


async def _strike(server: Server, load: Load) -> None:
    loop = asyncio.get_running_loop()
    struck = loop.create_future()

    def kill() -> None:
        load.waiting = 0
        load.up.clear()
        load.all_wait.clear()
        server.kill()
        struck.set_result(None)

    loop.call_later(load.random.uniform(0.005, 0.06), kill)
    await struck
    await load.all_wait.wait()
    await asyncio.to_thread(server.restart)
    load.up.set()
