"""The logs under test: in memory, and on each real server that this machine has."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from shared.store.port import EventStore, LogIdentity
from shared.store.pump import Pump
from shared.store.redis_log import RedisLog
from shared.testing import servers
from shared.testing.memory_log import Memory, MemoryLog
from shared.testing.servers import NoServer, Server
from tests.servers_seen import not_on, ran_on
from tests.store.samples import LOG

KINDS: dict[str, Callable[[], Server]] = {
    "embedded": servers.embedded,
    "redis-server": servers.debian,
    "redis:8 container": servers.container,
}
MARKS = {
    "embedded": (pytest.mark.server,),
    "redis-server": (pytest.mark.server,),
    "redis:8 container": (pytest.mark.server, pytest.mark.docker),
}
SERVERS = [pytest.param(kind, marks=MARKS[kind], id=kind) for kind in KINDS]


@dataclass
class Running:
    """Servers of this test run, each started when it is first asked for."""

    servers: dict[str, Server] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def get(self, kind: str) -> Server:
        if kind not in self.servers and kind not in self.missing:
            try:
                self.servers[kind] = KINDS[kind]()
            except NoServer as why:
                self.missing[kind] = str(why)
                not_on(kind, str(why))
            else:
                ran_on(self.servers[kind].label())
        if kind in self.missing:
            pytest.skip(f"{kind}: {self.missing[kind]}")
        return self.servers[kind]


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    running = Running()
    yield running
    for server in running.servers.values():
        server.stop()


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, running: Running) -> Server:
    return running.get(request.param)


@pytest.fixture
async def pump(server: Server) -> AsyncIterator[Pump]:
    pump = Pump(server.url)
    await pump.start()
    await pump.ask("FLUSHALL")
    yield pump
    await pump.stop()


@pytest.fixture
async def log(pump: Pump) -> RedisLog:
    log = RedisLog(pump, LOG)
    log.identity = await log.birth("log-a")
    return log


@dataclass
class OnServer:
    """A log on a real server."""

    pump: Pump

    def opened(self, identity: LogIdentity | None) -> EventStore:
        return RedisLog(self.pump, LOG, identity)

    async def flush(self) -> None:
        await self.pump.ask("FLUSHALL")

    async def restored(self) -> None:
        await self.pump.ask("HINCRBY", RedisLog(self.pump, LOG).keys.meta, "epoch", 1)


@dataclass
class InMemory:
    """The same in memory."""

    memory: Memory = field(default_factory=Memory)

    def opened(self, identity: LogIdentity | None) -> EventStore:
        return MemoryLog(identity, self.memory)

    async def flush(self) -> None:
        self.memory.flush()

    async def restored(self) -> None:
        self.memory.restored()


Home = OnServer | InMemory


@pytest.fixture(params=["memory", *SERVERS])
async def home(request: pytest.FixtureRequest, running: Running) -> AsyncIterator[Home]:
    if request.param == "memory":
        yield InMemory()
        return
    pump = Pump(running.get(request.param).url)
    await pump.start()
    await pump.ask("FLUSHALL")
    yield OnServer(pump)
    await pump.stop()


@pytest.fixture
async def store(home: Home) -> EventStore:
    """A log that was just born."""
    return home.opened(await home.opened(None).birth("log-a"))


@pytest.fixture
def own_server() -> Iterator[Server]:
    """An embedded server that the test may kill."""
    try:
        server = servers.embedded()
    except NoServer as why:
        pytest.skip(str(why))
    yield server
    with suppress(ProcessLookupError):
        server.stop()
