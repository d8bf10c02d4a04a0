"""`kill -9` of the server and of services, alone and together, at random instants under load."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from time import monotonic

import redis

from deploy.local import Local
from deploy.registry import SERVICES
from shared.kernel.envelope import LogName
from shared.runtime.clock import MANUAL_KEY
from shared.store.keys import Keys
from tests.faults import deployed
from tests.faults.load import IN_FLIGHT, Load
from tests.faults.requests import Requests
from tests.faults.staff import prepared
from tests.faults.wire import Wire
from tests.journeys.district import District

SERVER = "server"
# How often each is struck in a round of ten; a service needs its start-up time, the server only its log.
ROUND: Sequence[tuple[str, ...]] = (
    *[(SERVER,)] * 6,
    ("intake",),
    ("grants", "associations"),
    ("casework", "councils"),
    (SERVER, "intake", "casework"),
)
ALL_AT_ONCE = (SERVER, *SERVICES)
# Who is struck while the day is followed up: its commands are few, and at the end of each strike fewer are left.
AFTERWARDS: Sequence[tuple[str, ...]] = ((SERVER,), (SERVER, "intake", "casework"), (SERVER, "grants", "associations"))
BETWEEN = 25
MOST_FIRED, AT_MOST_SECONDS = 12, 10.0
# With so many to follow up there is work left for each strike: clients pause soon after the one before.
RATINGS = 24
INTAKE = Keys(LogName("630102", "intake")).log
LATEST_SECONDS = 0.25


@dataclass
class Survived:
    """How the run went. `strikes` are the instants at which at least 32 commands were sent and unanswered."""

    strikes: int = 0
    too_idle: int = 0
    least_in_flight: int = 10**6
    victims: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    declined: int = 0
    unknown: int = 0
    written_unanswered: int = 0
    sent_twice: int = 0
    not_now: Mapping[str, int] = field(default_factory=dict)
    amid_timers: int = 0
    afterwards: int = 0

    def __str__(self) -> str:
        killed = ", ".join(f"{name} {count}" for name, count in sorted(self.victims.items()))
        waits = ", ".join(f"{slug} {count}" for slug, count in sorted(self.not_now.items()))
        return (
            f"{self.strikes} strikes with kill -9 at {self.least_in_flight} or more commands in flight"
            f" ({self.too_idle} more not counted), processes killed: {killed}; {self.acknowledged} commands"
            f" acknowledged, {self.declined} too late for a place, {self.unknown} outcomes unknown,"
            f" {self.written_unanswered} found written when asked again, {self.sent_twice} more sent twice on purpose;"
            f" told to wait: {waits or 'never'}; {self.amid_timers} more strikes while the day ended,"
            f" {self.afterwards} while it was followed up"
        )


def plan(strikes: int, random: Random) -> list[tuple[str, ...]]:
    """Who is struck, in random order; all at once at least once."""
    rounds = [victims for _ in range(-(-strikes // len(ROUND))) for victims in ROUND][: strikes - 1]
    return random.sample([ALL_AT_ONCE, *rounds], strikes)


async def run(district: District, strikes: int, at_night: int, random: Random) -> tuple[Load, Survived]:
    """Strike under load until `strikes` count, then while the day ends, then while it is followed up days later.

    Before each, every client has finished its story.
    """
    survived = Survived()
    ports = {name: [port] for name, port in district.local.ports.items()}
    async with loaded(district, ports) as load:
        async with asyncio.TaskGroup() as clients:
            load.start(clients)
            await _strike_all(district.local, load, strikes, random, survived)
            await load.rated(RATINGS)
            await load.finish()
        await asyncio.to_thread(deployed.rested, district)
        survived.amid_timers = await asyncio.to_thread(strike_timers, district, deployed.MIDNIGHT, at_night, random)
        await asyncio.to_thread(deployed.duty_over, district)
        async with asyncio.TaskGroup() as clients:
            await load.start_afterwards(clients)
            await _strike_afterwards(district.local, load, random, survived)
            await load.finish()
        await asyncio.to_thread(deployed.rested, district)
    sent = load.requests
    survived.acknowledged, survived.sent_twice = len(sent.acknowledged), len(sent.sent_twice)
    survived.declined, survived.not_now = len(sent.declined), sent.not_now
    survived.unknown, survived.written_unanswered = sent.unknown, sent.written_unanswered
    return load, survived


def strike_timers(district: District, instant: datetime, strikes: int, random: Random) -> int:
    """Let all that is due until `instant` fall due at once, and strike amid it; how often it was not over before."""
    with redis.Redis.from_url(district.local.redis_url) as client:
        client.set(MANUAL_KEY, instant.isoformat())
    struck = 0
    while struck < strikes and _grown(district.local.redis_url, random.randint(1, MOST_FIRED)):
        for victim in (SERVER, "intake"):
            district.local.kill(victim)
        district.local.start_server()
        district.local.start_service("intake")
        struck += 1
    district.local.wait_ready("intake")
    return struck


def _grown(redis_url: str, more: int) -> bool:
    """Wait until intake's log has so many events more; False when it does not."""
    with redis.Redis.from_url(redis_url) as client:
        give_up_at, wanted = monotonic() + AT_MOST_SECONDS, client.xlen(INTAKE) + more
        while client.xlen(INTAKE) < wanted:
            if monotonic() > give_up_at:
                return False
        return True


@asynccontextmanager
async def loaded(district: District, ports: Mapping[str, Sequence[int]]) -> AsyncIterator[Load]:
    """A load on these ports, with the staff that it needs."""
    staff = await asyncio.to_thread(prepared, district)
    up = {service: asyncio.Event() for service in SERVICES}
    for each in up.values():
        each.set()
    wire = Wire()
    yield Load(Requests(ports, wire, up), staff)
    wire.close()


async def _strike_all(local: Local, load: Load, strikes: int, random: Random, survived: Survived) -> None:
    starting: set[asyncio.Task[None]] = set()
    planned = plan(strikes, random)
    while survived.strikes < strikes:
        victims = planned[survived.strikes]
        for service in victims:
            if service != SERVER:
                await load.requests.up[service].wait()
        await load.busy(BETWEEN)
        await _after(random.uniform(0, LATEST_SECONDS))
        in_flight = load.requests.in_flight
        await _kill(local, load, victims)
        if in_flight >= IN_FLIGHT:
            survived.strikes += 1
            survived.least_in_flight = min(survived.least_in_flight, in_flight)
            survived.victims.update(victims)
        else:
            survived.too_idle += 1
        starting |= {asyncio.create_task(_start(local, load, service)) for service in victims if service != SERVER}
        if SERVER in victims:
            await asyncio.to_thread(local.start_server)
        for started in [task for task in starting if task.done()]:
            starting.remove(started)
            await started
    await asyncio.gather(*starting)


async def _strike_afterwards(local: Local, load: Load, random: Random, survived: Survived) -> None:
    for victims in AFTERWARDS:
        await load.busy(random.randint(1, MOST_FIRED), in_flight=1)
        await _kill(local, load, victims)
        survived.afterwards += 1
        await asyncio.to_thread(local.start_server)
        await asyncio.gather(*(_start(local, load, service) for service in victims if service != SERVER))


async def _kill(local: Local, load: Load, victims: Sequence[str]) -> None:
    for victim in victims:
        if victim != SERVER:
            load.requests.up[victim].clear()
        local.kill(victim)
    await load.struck()


async def _start(local: Local, load: Load, service: str) -> None:
    # Not waited for by the next strike: the server may go down while a service comes up.
    local.start_service(service)
    await asyncio.to_thread(local.wait_ready, service)
    load.requests.up[service].set()


async def _after(seconds: float) -> None:
    due: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(seconds, due.set_result, None)
    await due
