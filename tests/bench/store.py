"""The store by itself: appends beside the same script from a client in C, growth, and coming back after a kill."""

from __future__ import annotations

import asyncio
from time import perf_counter

import redis

from shared.kernel.envelope import LogName
from shared.kernel.ids import AggregateRef
from shared.store.port import Append, Appended, NewEvent, Once, Write
from shared.store.pump import Pump
from shared.store.redis_log import _SCRIPT, _SCRIPT_SHA, RedisLog
from tests.bench.commands import Where, loaded, plan_for
from tests.bench.fill import Lives, fill
from tests.bench.stage import halls, start_server
from tests.bench.table import Row, at_least, at_most, middle
from tests.bench.yardstick import CLIENTS, repeated, tool
from tests.faults.staff import HALLS
from tests.journeys.district import District

BENCH = LogName("630102", "bench")
TYPE = "huimin.bench.thing-done.v1"
DOCUMENT = b"x" * 400
SHARE_OF_BENCHMARK = 0.4
GROWTH = 1.1
TARGET_EVENTS = 10_000_000
READY_SECONDS = {"before an AOF rewrite": 20.0, "after an AOF rewrite": 10.0}


async def appends(url: str, port: int, pairs: int, count: int) -> Row:
    """64 tasks through the store's client, and the same script by 64 clients of redis-benchmark, in turn."""
    pump = Pump(url)
    await pump.start()
    log = RedisLog(pump, BENCH)
    log.identity = await log.birth("bench")
    await pump.ask("SCRIPT", "LOAD", _SCRIPT)
    own, other = [], []
    for turn in range(pairs):
        own.append(await _own(log, turn, count))
        before = await log.head()
        other.append(await asyncio.to_thread(repeated, port, count, _evalsha(log, turn)))
        # Few of the drawn names meet; a script that only refuses would be no yardstick.
        assert await log.head() - before > 0.99 * count
    await pump.stop()
    ratio = middle([a / b for a, b in zip(own, other, strict=True)])
    met, missed_by = at_least(ratio.value, SHARE_OF_BENCHMARK)
    return Row(
        "append through the store client, 64 tasks",
        f"{middle(own).value:,.0f}/s; {ratio} of {tool()}",
        f"≥ {SHARE_OF_BENCHMARK:.0%} of the same script, unpipelined, {CLIENTS} clients",
        f"{middle(other).value:,.0f}/s, {pairs} alternating pairs",
        met,
        missed_by,
        "packing and futures in Python",
    )


async def _own(log: RedisLog, turn: int, count: int) -> float:
    async def work(task: int) -> None:
        for number in range(count // CLIENTS):
            name = f"{turn}-{task}-{number}".ljust(43, "z")
            write = Write(AggregateRef("thing", name), 0, (NewEvent(TYPE, DOCUMENT),))
            assert isinstance(await log.append(Append((write,), Once(name, b"c" * 32))), Appended)

    begun = perf_counter()
    await asyncio.gather(*(work(task) for task in range(CLIENTS)))
    return count // CLIENTS * CLIENTS / (perf_counter() - begun)


def _evalsha(log: RedisLog, turn: int) -> list[str]:
    keys, identity = log.keys, log.identity
    assert identity is not None
    # The tool draws the same numbers each time that it is started.
    thing = AggregateRef("thing", f"{turn:02d}-__rand_int__")
    names = [keys.log, keys.meta, keys.track, keys.once(f"{turn:02d}" + "k" * 29 + "__rand_int__"), keys.index(thing)]
    once_and_track = ["c" * 32, "86400", "", "0", "0"]
    event = ["1", DOCUMENT.decode(), TYPE, str(thing), "1", ""]
    head = [identity.log_id, str(identity.epoch), *once_and_track, "1", "0"]
    return ["EVALSHA", _SCRIPT_SHA, str(len(names)), *names, *head, *event]


def growth(district: District, few: int, many: int, rounds: int, count: int) -> Row:
    """The cost of a receipt when the log is small and when it is large, at halls where nobody was put on a post."""
    where = Where("intake", tuple(halls(district)[HALLS:]))
    rates, lives = [], Lives(where.places)
    for upto in (few, many):
        asyncio.run(fill(district.local.redis_url, lives, upto))
        _caught_up(district)
        port = district.local.ports["intake"]
        plan = plan_for(district, where, f"growth-{upto}", port, rounds=rounds, count=count)
        rates.append(middle([each.done / each.seconds for each in loaded(plan) if each.act == "receipt"]).value)
    # The target is set at ten million events: a smaller log says how it goes, and is no verdict.
    within, missed_by = at_most(rates[0] / rates[1], GROWTH)
    met = within if many >= TARGET_EVENTS or not within else None
    return Row(
        f"cost of a command at {many:,} events beside {few:,}",
        f"{rates[0] / rates[1]:.2f} ×",
        f"≤ {GROWTH} × (at 10,000,000)",
        f"{rates[0]:,.0f}/s and {rates[1]:,.0f}/s",
        met,
        missed_by,
        "noise of two shared cores; nothing on the way of a command depends on the length of the log",
    )


def recoveries(district: District) -> list[Row]:
    """Kill the server and the service with -9, start both, and wait until the service is ready."""
    _caught_up(district)
    events = _head(district)
    rows = []
    for when, seconds in READY_SECONDS.items():
        if when.startswith("after"):
            _rewrite(district)
        district.local.kill("intake")
        district.local.kill("server")
        begun = perf_counter()
        start_server(district.local)
        district.local.start_service("intake")
        district.local.wait_ready("intake")
        took = perf_counter() - begun
        # Starting a service takes its second or two whatever the log: a small log is allowed three seconds.
        allowed = max(seconds * events / 1_000_000, 3.0)
        met, missed_by = at_most(took, allowed)
        rows.append(
            Row(
                f"ready after `kill -9` of server and service, {when}",
                f"{took:.1f} s with {events:,} events",
                f"≤ {allowed:.1f} s, scaled from {seconds:.0f} s with 1,000,000",
                "views caught up before",
                met,
                missed_by,
                "the server reads its append-only file at its own pace",
            )
        )
    return rows


def _caught_up(district: District) -> None:
    head = _head(district)
    district.local._wait("intake", lambda: district.admin.status("intake")["followed"]["intake"] >= head)


def _head(district: District) -> int:
    with redis.Redis.from_url(district.local.redis_url) as client:
        return int(str(client.hget("{630102:intake}:meta", "position").decode()))


def _rewrite(district: District) -> None:
    with redis.Redis.from_url(district.local.redis_url) as client:
        client.bgrewriteaof()
        district.local._wait("server", lambda: not client.info("persistence")["aof_rewrite_in_progress"])
