"""Commands through HTTP, and what they leave behind: rates beside the storeless twin, latency, memory, idle size."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import cast

import redis

from deploy.registry import SERVICES
from shared.kernel.actors import Role
from tests.bench.between import Entry, Way, key_of, milliseconds
from tests.bench.load import Plan, Slice
from tests.bench.stage import halls, start_storeless, stop
from tests.bench.table import Row, at_least, at_most, middle, quantile
from tests.bench.yardstick import tool, xadd
from tests.journeys.district import District

SHARE_OF_STORELESS = 0.6
SHARE_OF_YARDSTICK = 4000 / 60_000
BYTES_BESIDE = 200
IDLE_MEGABYTES = 600
LATENCY_MS = (5.0, 25.0)


def loaded(plan: Plan) -> list[Slice]:
    """Carry out a plan in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.load"]
    done = subprocess.run(command, input=json.dumps(asdict(plan)), capture_output=True, text=True, check=True)
    return [Slice(**{**said, "milliseconds": tuple(said["milliseconds"])}) for said in json.loads(done.stdout)]


@dataclass(frozen=True)
class Where:
    """At which places of a service a clerk enters things, of one centre where the service asks of which."""

    service: str
    places: tuple[str, ...]
    centre: str = ""


def counter(district: District) -> Where:
    """All halls."""
    return Where("intake", tuple(halls(district)))


def registry(district: District) -> Where:
    """The community of a centre."""
    community = district.admin.get("associations", "/v1/communities")["communities"][0]
    return Where("associations", (community["id"],), community["centre_id"])


def plan_for(district: District, where: Where, run: str, *targets: int, rounds: int, count: int) -> Plan:
    """What one clerk enters."""
    clerk = district.person("s-bench-clerk", Role.CLERK, org=where.centre)
    return Plan(where.service, targets, clerk.token, where.places, run, rounds, count)


def beside_storeless(district: District, yardstick: int, rounds: int, count: int) -> Iterator[Row]:
    """The counter's routes, and beside bare appends of the same minutes."""
    machine: list[float] = []

    def between() -> None:
        with alone(district, "server"):
            machine.append(xadd(district.local.server_port, yardstick))

    pairs = _pairs(district, counter(district), rounds, count, between)
    for act in pairs:
        yield _beside(act, pairs[act])
    best = middle(pairs["acceptance"].own).value
    met, missed_by = at_least(best / middle(machine).value, SHARE_OF_YARDSTICK)
    yield Row(
        "acceptances beside bare XADD of 400 bytes, fsync always, 64 clients, in the same minutes",
        f"{best:,.0f}/s; {best / middle(machine).value:.3f} of the yardstick",
        f"≥ {SHARE_OF_YARDSTICK:.3f} (4,000/s at 60,000/s)",
        f"yardstick {middle(machine).value:,.0f}/s by {tool()}, once before each pair",
        met,
        missed_by,
        "0.3 ms of Python a command (HTTP, token, JSON, decision, envelope, view) on cores shared with the load",
    )


def filings_beside_storeless(district: District, rounds: int, count: int) -> Iterator[Row]:
    """The routes by which associations are written down and handed in."""
    pairs = _pairs(district, registry(district), rounds, count)
    for act in pairs:
        yield _beside(act, pairs[act])


@dataclass
class Pairs:
    """Rates of the same act in the same rounds."""

    own: list[float] = field(default_factory=list)
    without: list[float] = field(default_factory=list)


def _pairs(
    district: District, where: Where, rounds: int, count: int, between: Callable[[], None] = lambda: None
) -> Mapping[str, Pairs]:
    """The real route and the one without store take turns; each round is a pair."""
    real, bare = district.local.ports[where.service], start_storeless(district.local, where.service)
    pairs: Mapping[str, Pairs] = defaultdict(Pairs)
    for number in range(rounds):
        between()
        for port, name in ((real, where.service), (bare, "storeless"))[:: 1 if number % 2 == 0 else -1]:
            plan = plan_for(district, where, f"pair-{number}", port, rounds=1, count=count)
            with alone(district, "server", name):
                slices = loaded(plan)
            for each in slices:
                assert not each.refused, each
                rates = pairs[each.act].own if port == real else pairs[each.act].without
                rates.append(each.done / each.seconds)
    stop(district.local, "storeless")
    return pairs


def _beside(act: str, pairs: Pairs) -> Row:
    ratio = middle([a / b for a, b in zip(pairs.own, pairs.without, strict=True)])
    met, missed_by = at_least(ratio.value, SHARE_OF_STORELESS)
    return Row(
        f"{act} through HTTP, one process, 64 connections, beside the same route without store",
        f"{middle(pairs.own).value:,.0f}/s; {ratio} of the storeless route",
        f"≥ {SHARE_OF_STORELESS:.0%}",
        f"storeless {middle(pairs.without).value:,.0f}/s, {len(pairs.own)} alternating pairs",
        met,
        missed_by,
        "the own view, the append and the log's server share the two cores with the load",
    )


@contextmanager
def alone(district: District, *names: str) -> Iterator[None]:
    """Hold all other processes still meanwhile: what is measured is one service with its server."""
    others = [process for name, process in district.local.processes.items() if name not in names]
    for process in others:
        process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for process in others:
            process.send_signal(signal.SIGCONT)


def bytes_per_event(district: District, used_before: int, heads: Mapping[str, int]) -> Row:
    """What Redis holds per event since `used_before`: log, index, keys of a day, all logs together."""
    with redis.Redis.from_url(district.local.redis_url) as client:
        used = cast("dict[str, int]", client.info("memory"))["used_memory"]
        sizes = [len(fields[b"ce"]) for name in SERVICES for fields in _entries(client, name, heads[name])]
    mean = sum(sizes) / len(sizes)
    beside = (used - used_before) / len(sizes) - mean
    met, missed_by = at_most(beside, BYTES_BESIDE)
    return Row(
        "memory in Redis per event beside `ce` itself",
        f"{beside:.0f} bytes",
        f"≤ {BYTES_BESIDE} bytes",
        f"`ce` mean {mean:.0f}, p95 {quantile(sizes, 0.95):.0f} bytes; {len(sizes):,} events of all logs, with index",
        met,
        missed_by,
        "one idempotency key a command, two fields of routing an event, one index an aggregate",
    )


def standing(district: District) -> tuple[int, Mapping[str, int]]:
    """Redis' used memory and the number of events in each log."""
    with redis.Redis.from_url(district.local.redis_url) as client:
        used = cast("dict[str, int]", client.info("memory"))["used_memory"]
        return used, {name: cast("int", client.xlen(key_of(name))) for name in SERVICES}


async def latency(district: District, count: int) -> Row:
    """How long after an acceptance its case stands in casework's log."""
    plan = plan_for(district, counter(district), "latency", district.local.ports["intake"], rounds=count // 4, count=4)
    plan = replace(plan, connections=1)
    way = Way("intake", "application-accepted", "casework", "case-opened")
    times = await milliseconds(district.local.redis_url, way, count, asyncio.to_thread(loaded, plan))
    p50, p99 = quantile(times, 0.5), quantile(times, 0.99)
    met = p50 <= LATENCY_MS[0] and p99 <= LATENCY_MS[1]
    return Row(
        "application accepted → case open in the other service",
        f"p50 {p50:.1f} ms, p99 {p99:.1f} ms",
        "p50 ≤ 5 ms, p99 ≤ 25 ms",
        f"{len(times)} acceptances, one after another",
        met,
        f"p50 {max(0, p50 - LATENCY_MS[0]):.1f} ms, p99 {max(0, p99 - LATENCY_MS[1]):.1f} ms",
        "load, two services and the server share two cores",
    )


def idle(district: District) -> Row:
    """Proportional memory of all processes of the deployment at rest."""
    sizes = {name: _pss(process.pid) for name, process in district.local.processes.items()}
    total = sum(sizes.values())
    met, missed_by = at_most(total, IDLE_MEGABYTES)
    return Row(
        "five services and the server, idle (PSS)",
        f"{total:.0f} MB",
        f"≤ {IDLE_MEGABYTES} MB",
        ", ".join(f"{name} {size:.0f}" for name, size in sizes.items()),
        met,
        missed_by,
        "each process imports FastAPI, FastStream and SQLAlchemy for itself",
    )


def _pss(pid: int) -> float:
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) / 1024


def _entries(client: redis.Redis, service: str, after: int) -> list[dict[bytes, bytes]]:
    entries = cast("list[Entry]", client.xrange(key_of(service), min=f"({after}"))
    return [fields for _, fields in entries]
