"""What only a server can do to a log: forget the script, fill up, be written to by others, be set up badly."""

from __future__ import annotations

import asyncio

import pytest

from shared.store.port import (
    Append,
    Appended,
    LogFull,
    LogUnavailable,
    OutcomeUnknown,
    Replayed,
    RogueEntry,
    Track,
    WrongLog,
)
from shared.store.redis_log import KEY_LIFETIME_SECONDS, RedisLog
from shared.store.servers import UnsafeServer, check_server, server_time
from tests.store.conftest import SERVERS
from tests.store.samples import LOG, event, events, once, ref, write

TAG = "{630102:casework}"


async def contents(pump) -> dict[bytes, object]:
    """Everything the server holds, by key."""
    readers = {b"string": ("GET",), b"hash": ("HGETALL",), b"stream": ("XRANGE", "-", "+")}
    held = {}
    for key in await keys(pump):
        command, *rest = readers[await pump.ask("TYPE", key)]
        held[key] = await pump.ask(command, key, *rest)
    return held


async def keys(pump) -> set[bytes]:
    cursor, found = b"0", set()
    while True:
        cursor, page = await pump.ask("SCAN", cursor, "COUNT", 1000)
        found.update(page)
        if cursor == b"0":
            return found


async def test_a_forgotten_script_is_sent_again(pump, log):
    await log.append(Append((write("a", 0, event()),)))
    await pump.ask("SCRIPT", "FLUSH")
    results = await asyncio.gather(*(log.append(Append((write(f"b{n}", 0, event()),))) for n in range(8)))
    assert sorted(result.first for result in results) == list(range(2, 10))


# --- keys -------------------------------------------------------------------


async def test_a_log_leaves_the_keys_of_the_design_and_no_others(pump, log):
    await log.append(Append((write("a", 0, *events(2)), write("b", 0, event())), once("k1"), Track("intake", 0, 1)))
    await log.append(Append((write("a", 2, event()), write("c", 0)), once("k2")))
    await log.append(Append((write("a", 9, event()), write("d", 0, event())), once("conflict")))
    await log.append(Append((write("e", 0, event()),), once("moved"), Track("intake", 0, 1)))
    await log.append(Append((write("f", 0),), once("nothing written")))
    await log.positions(ref("never"))
    await log.seen(once("never"))
    names = {f"{TAG}:{rest}" for rest in ("log", "meta", "track", "agg:case/a", "agg:case/b", "key:k1", "key:k2")}
    assert await keys(pump) == {name.encode() for name in names}


async def test_each_idempotency_key_lives_a_day_and_nothing_else_dies(pump, log):
    await log.append(Append((write("a", 0, event()),), once("k"), Track("intake", 0, 1)))
    lifetimes = {key: await pump.ask("TTL", key) for key in await keys(pump)}
    of_key = lifetimes.pop(f"{TAG}:key:k".encode())
    assert KEY_LIFETIME_SECONDS - 60 < of_key <= KEY_LIFETIME_SECONDS
    assert set(lifetimes.values()) == {-1}


async def test_an_entry_and_its_index_are_laid_out_as_the_design_says(pump, log):
    await log.append(Append((write("a", 0, event("{}", "huimin.casework.case-opened.v1", "00-1-2-01")),)))
    await log.append(Append((write("b", 0, event()), write("a", 1, event()))))
    fields = [b"ce", b"{}", b"t", b"huimin.casework.case-opened.v1", b"a", b"case/a", b"v", b"1", b"tp", b"00-1-2-01"]
    assert await pump.ask("XRANGE", log.keys.log, 1, 1) == [[b"1-0", fields]]
    assert await pump.ask("GET", log.keys.index(ref("a"))) == b"\0\0\0\0\0\1\0\0\0\0\0\3"
    assert await pump.ask("HGET", log.keys.meta, "position") == b"3"


# --- memory -----------------------------------------------------------------


@pytest.fixture
async def full(pump, log):
    await log.append(Append((write("a", 0, event()),)))
    await pump.ask("CONFIG", "SET", "maxmemory", 1)
    yield
    await pump.ask("CONFIG", "SET", "maxmemory", "512mb")


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize(
    "append",
    [
        Append((write("a", 1, *events(3)), write("b", 0, event())), once("k"), Track("intake", 0, 1)),
        Append(track=Track("intake", 0, 1)),
    ],
    ids=["events", "track alone"],
)
async def test_a_full_server_refuses_and_writes_nothing_until_it_has_room(pump, log, append):
    before = await contents(pump)
    with pytest.raises(LogFull):
        await log.append(append)
    assert await contents(pump) == before
    assert [stored.position for stored in await log.read(0, 10)] == [1]
    await pump.ask("CONFIG", "SET", "maxmemory", "512mb")
    assert await log.append(append) == Appended(2, append.count)


@pytest.mark.usefixtures("full")
async def test_a_key_is_answered_on_a_full_server_too(pump, log):
    await pump.ask("CONFIG", "SET", "maxmemory", "512mb")
    append = Append((write("b", 0, event()),), once("k"))
    await log.append(append)
    await pump.ask("CONFIG", "SET", "maxmemory", 1)
    assert await log.append(append) == Replayed(2, 1)


# --- other writers ----------------------------------------------------------


@pytest.mark.parametrize("entry", ["*", "3-0", "3-1", "4-0", "9-0"])
async def test_an_entry_that_no_append_wrote_stops_the_log(pump, log, entry):
    await log.append(Append((write("a", 0, *events(2)),)))
    await pump.ask("XADD", log.keys.log, entry, "ce", "{}", "t", "forged", "a", "case/a", "v", 3, "tp", "")
    before = await contents(pump)
    with pytest.raises(RogueEntry):
        await log.append(Append((write("a", 2, *events(2)), write("b", 0, event())), once("k"), Track("intake", 0, 1)))
    assert await contents(pump) == before


async def test_an_entry_squeezed_in_behind_the_last_one_stops_the_log_too(pump, log):
    await log.append(Append((write("a", 0, *events(2)),)))
    await pump.ask("XADD", log.keys.log, "2-1", "ce", "{}", "t", "forged", "a", "case/a", "v", 3, "tp", "")
    before = await contents(pump)
    with pytest.raises(RogueEntry):
        await log.append(Append((write("a", 2, event()),), once("k")))
    assert await contents(pump) == before


@pytest.mark.parametrize("fields", [("ce", "{}"), ("x", "y")], ids=["half of the fields", "other fields"])
async def test_a_reader_meets_a_foreign_entry_as_rogue(pump, log, fields):
    await pump.ask("XADD", log.keys.log, "1-0", *fields)
    with pytest.raises(RogueEntry):
        await log.read(0, 10)


async def test_a_reader_meets_an_entry_between_two_positions_as_rogue(pump, log):
    await log.append(Append((write("a", 0, *events(2)),)))
    await pump.ask("XADD", log.keys.log, "2-1", "ce", "{}", "t", "forged", "a", "case/a", "v", 3, "tp", "")
    with pytest.raises(RogueEntry):
        await log.read(0, 10)


# --- settings ---------------------------------------------------------------

UNSAFE = {
    "appendonly": ("no", "yes"),
    "appendfsync": ("everysec", "always"),
    "maxmemory": ("0", "512mb"),
    "maxmemory-policy": ("allkeys-lru", "noeviction"),
}


async def configure(pump, setting: str, value: str) -> None:
    await pump.ask("CONFIG", "SET", setting, value)
    # Switched on again, the append-only file is only complete, and the server safe to kill, once it is rewritten.
    while b"aof_rewrite_in_progress:1" in await pump.ask("INFO", "persistence"):
        pass


async def test_a_safe_server_passes(pump):
    await check_server(pump)
    assert await server_time(pump) > 1_700_000_000


@pytest.mark.parametrize("setting", UNSAFE)
async def test_each_unsafe_setting_is_refused_by_name(pump, setting):
    unsafe, safe = UNSAFE[setting]
    await configure(pump, setting, unsafe)
    try:
        with pytest.raises(UnsafeServer, match=f"^{setting} is {unsafe}$"):
            await check_server(pump)
    finally:
        await configure(pump, setting, safe)


async def test_all_unsafe_settings_are_told_at_once(pump):
    for setting, (unsafe, _) in UNSAFE.items():
        await configure(pump, setting, unsafe)
    try:
        with pytest.raises(UnsafeServer) as refused:
            await check_server(pump)
        assert all(setting in str(refused.value) for setting in UNSAFE)
    finally:
        for setting, (_, safe) in UNSAFE.items():
            await configure(pump, setting, safe)


# --- absence ----------------------------------------------------------------


async def test_a_server_turned_replica_is_unavailable(pump, log):
    await log.append(Append((write("a", 0, event()),)))
    await pump.ask("REPLICAOF", "127.0.0.1", 1)
    try:
        with pytest.raises(LogUnavailable):
            await log.append(Append((write("a", 1, event()),)))
    finally:
        await pump.ask("REPLICAOF", "NO", "ONE")
    assert await log.append(Append((write("a", 1, event()),))) == Appended(2, 1)


async def test_the_same_pump_works_again_after_a_kill(server, pump, log):
    await log.append(Append((write("a", 0, event()),)))
    server.kill()
    try:
        with pytest.raises(OutcomeUnknown):  # sent into a connection that was already dead
            await log.append(Append((write("a", 1, event()),), once("k")))
        with pytest.raises(LogUnavailable) as not_sent:
            await log.append(Append((write("a", 1, event()),), once("k")))
        assert not isinstance(not_sent.value, OutcomeUnknown)
        with pytest.raises(LogUnavailable):
            await log.read(0, 10)
    finally:
        await asyncio.to_thread(server.restart)
    assert await log.append(Append((write("a", 1, event()),), once("k"))) == Appended(2, 1)
    assert await log.append(Append((write("a", 1, event()),), once("k"))) == Replayed(2, 1)


@pytest.mark.parametrize("kind", SERVERS)
async def test_a_log_without_identity_asks_nothing_of_the_server(running, kind):
    unstarted = RedisLog(running.get(kind), LOG)  # a server is no pump: it would fail if it were asked
    with pytest.raises(WrongLog):
        await unstarted.append(Append((write("a", 0, event()),)))
