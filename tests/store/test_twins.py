"""The log in memory and the log on a server are twins: the same appends, the same answers, the same log."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.store.port import Append, NewEvent, Track, Write
from shared.store.pump import Pump
from shared.store.redis_log import RedisLog
from shared.testing.memory_log import MemoryLog
from tests.store.conftest import SERVERS
from tests.store.samples import LOG, once, ref

NAMES = ("a", "b", "c/d", "戊")
SOURCES = ("intake", "grants")
KEYS = ("k1", "k2", "k3")
ASKED = ("this", "that")
new_events = st.lists(
    st.builds(
        NewEvent, st.sampled_from(["t.one.v1", "t.two.v1"]), st.binary(max_size=12), st.sampled_from(["", "00-1"])
    ),
    max_size=3,
).map(tuple)
# Mostly right, sometimes off by one: both twins must refuse for the same reason.
off_by = st.sampled_from([0, 0, 0, 0, 1, -1])
steps = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(NAMES), st.tuples(off_by, new_events), max_size=3),
        st.none() | st.tuples(st.sampled_from(KEYS), st.sampled_from(ASKED)),
        st.none() | st.tuples(st.sampled_from(SOURCES), off_by, st.integers(1, 5)),
    ),
    min_size=1,
    max_size=12,
)


async def as_append(store, step) -> Append:
    writes, key, track = step
    return Append(
        tuple(
            [
                Write(ref(name), max(0, len(await store.positions(ref(name))) + off), new)
                for name, (off, new) in writes.items()
            ]
        ),
        once(*key) if key else None,
        Track(track[0], before := max(0, await store.tracked(track[0]) + track[1]), before + track[2])
        if track
        else None,
    )


async def all_that_can_be_asked(store) -> list[object]:
    head = await store.head()
    return [
        await store.identify(),
        head,
        list(await store.read(0, 1000)),
        list(await store.read(head // 2, 3)),
        list(await store.at(range(head, 0, -1))),
        [list(await store.positions(ref(name), after)) for name in NAMES for after in (0, 1, 2)],
        [await store.tracked(source) for source in SOURCES],
        [await store.seen(once(key, asked)) for key in KEYS for asked in ASKED],
    ]


@pytest.mark.parametrize("kind", SERVERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
async def test_memory_and_server_answer_alike(running, kind, steps):
    pump = Pump(running.get(kind).url)
    await pump.start()
    try:
        await pump.ask("FLUSHALL")
        on_server, in_memory = RedisLog(pump, LOG), MemoryLog()
        on_server.identity = await on_server.birth("log-a")
        in_memory.identity = await in_memory.birth("log-a")
        for step in steps:
            append = await as_append(in_memory, step)
            assert await on_server.append(append) == await in_memory.append(append)
        assert await all_that_can_be_asked(on_server) == await all_that_can_be_asked(in_memory)
    finally:
        await pump.stop()
