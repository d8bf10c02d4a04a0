"""The log survives `kill -9`; and each invariant that says so goes red when it does not hold."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from shared.kernel.ids import AggregateRef
from shared.store.port import StoredEvent
from shared.testing.memory_log import MemoryLog
from tests.store import kill_loop
from tests.store.kill_loop import INVARIANTS, POSITION_BYTES, Load, Record

KILLS = 25


@pytest.mark.server
async def test_nothing_acknowledged_is_lost_torn_or_doubled_by_kills(own_server, capsys):
    seed = Random().randrange(2**32)
    record, survived = await kill_loop.run(own_server, KILLS, Random(seed))
    with capsys.disabled():
        print(f"\nevent store: {survived} (seed {seed})")
    assert {invariant.__name__: invariant(record) for invariant in INVARIANTS} == {
        invariant.__name__: [] for invariant in INVARIANTS
    }
    assert survived.kills >= KILLS


# --- twins with a planted fault ---------------------------------------------


async def honest() -> Record:
    store, load = MemoryLog(), Load(Random(7))
    store.identity = await store.birth("log-a")
    await asyncio.gather(*(load.client(store, f"c{n}", appends=5) for n in range(4)))
    return await kill_loop.record_of(store, load)


def batch_at(record: Record, first: int) -> tuple[StoredEvent, ...]:
    (ack,) = (ack for ack in record.acknowledged if ack.first == first)
    return record.events[first - 1 : first - 1 + len(ack.events)]


def indexed(events: tuple[StoredEvent, ...]) -> dict[AggregateRef, bytes]:
    index: dict[AggregateRef, bytes] = {}
    for event in events:
        index[event.aggregate] = index.get(event.aggregate, b"") + event.position.to_bytes(POSITION_BYTES)
    return index


def written(record: Record, events: tuple[StoredEvent, ...]) -> Record:
    """The record as if the log had always been `events`: numbered anew, with the index and head that belong to it."""
    numbered = tuple(replace(event, position=position) for position, event in enumerate(events, start=1))
    return replace(record, events=numbered, head=len(numbered), index=indexed(numbered))


def last_batch(record: Record) -> tuple[StoredEvent, ...]:
    """The last append of at least two events."""
    return batch_at(record, max(ack.first for ack in record.acknowledged if len(ack.events) > 1))


def event_dropped(record: Record) -> Record:
    return written(record, record.events[:-1])


def bytes_changed(record: Record) -> Record:
    first, *rest = record.events
    return replace(record, events=(replace(first, document=first.document + b" "), *rest))


def effect_doubled(record: Record) -> Record:
    return written(record, record.events + last_batch(record))


def batch_torn(record: Record) -> Record:
    """The end of an append is missing that nobody was answered for."""
    batch = last_batch(record)
    kept = written(record, tuple(event for event in record.events if event != batch[-1]))
    return replace(kept, acknowledged=tuple(ack for ack in record.acknowledged if ack.first < batch[0].position))


def batch_interleaved(record: Record) -> Record:
    batch = last_batch(record)
    others = tuple(event for event in record.events if event not in batch)
    return written(record, (*others[:-1], *batch[:1], others[-1], *batch[1:]))


def position_skipped(record: Record) -> Record:
    moved = replace(record.events[-1], position=record.events[-1].position + 1)
    events = (*record.events[:-1], moved)
    return replace(record, events=events, head=record.head + 1, index=indexed(events))


def position_used_twice(record: Record) -> Record:
    return replace(record, events=(*record.events[:-1], replace(record.events[-1], position=record.head - 1)))


def head_behind(record: Record) -> Record:
    return replace(record, head=record.head - 1)


def index_changed(record: Record) -> Record:
    aggregate, packed = next(iter(record.index.items()))
    return replace(record, index={**record.index, aggregate: packed[:-1] + bytes([packed[-1] ^ 1])})


def index_doubled(record: Record) -> Record:
    aggregate, packed = next(iter(record.index.items()))
    return replace(record, index={**record.index, aggregate: packed + packed[-POSITION_BYTES:]})


def key_forgotten(record: Record) -> Record:
    return replace(record, seen={**record.seen, next(iter(record.seen)): None})


def track_behind(record: Record) -> Record:
    source, at = next(iter(record.tracked.items()))
    return replace(record, tracked={**record.tracked, source: at - 1})


PLANTED: dict[Callable[[Record], Record], Callable[[Record], list[str]]] = {
    event_dropped: kill_loop.acknowledged_is_kept,
    bytes_changed: kill_loop.acknowledged_is_kept,
    effect_doubled: kill_loop.keys_act_once,
    batch_torn: kill_loop.batches_are_whole,
    batch_interleaved: kill_loop.batches_are_whole,
    position_skipped: kill_loop.positions_are_gapless,
    position_used_twice: kill_loop.positions_are_gapless,
    head_behind: kill_loop.positions_are_gapless,
    index_changed: kill_loop.index_says_what_the_log_says,
    index_doubled: kill_loop.index_says_what_the_log_says,
    key_forgotten: kill_loop.keys_act_once,
    track_behind: kill_loop.tracks_are_where_they_were_left,
}


@pytest.mark.parametrize("invariant", INVARIANTS, ids=lambda invariant: invariant.__name__)
async def test_an_honest_log_has_no_complaints(invariant):
    assert invariant(await honest()) == []


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault.__name__)
async def test_a_planted_fault_is_seen(fault):
    assert PLANTED[fault](fault(await honest())) != []


def test_each_invariant_has_its_fault():
    assert set(PLANTED.values()) == set(INVARIANTS)
