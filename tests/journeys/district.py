"""A whole deployment for a test: server and services as processes on free ports, seeded, with a clock moved by hand."""

from __future__ import annotations

import atexit
import contextlib
import os
import random
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import redis

from deploy.client import Client, Clients, clients
from deploy.clock import HandClock, settle
from deploy.local import Local
from deploy.registry import SERVICES
from deploy.seeding import Seeder
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from shared.runtime.clock import MANUAL_KEY
from shared.runtime.settings import ClockKind, Deployment, Settings
from tests.journeys.forked import ForkedLocal

FOUNDED = datetime(2013, 9, 29, 8, 30, tzinfo=SHANGHAI)
DEMONSTRATION = {"HUIMIN_DEPLOYMENT": "demonstration", "HUIMIN_CLOCK": "manual", "HUIMIN_LOG_LEVEL": "WARNING"}


@dataclass
class District:
    """What a journey plays in."""

    local: Local
    settings: Settings
    clock: HandClock
    people: Clients
    admin: Client

    def person(self, sub: str, *roles: Role, org: str = "") -> Client:
        """Somebody with a token."""
        return self.people.person(sub, *roles, org=org)

    def anybody(self) -> Client:
        """Somebody without a token."""
        return replace(self.admin, token="")

    @contextmanager
    def beside(self, service: str) -> Iterator[Client]:
        """Another process of a service on the same logs, with timers of its own; the administrator asks it there."""
        own = {**self.local.environment, "HUIMIN_REDIS_URL": self.local.redis_url, "HUIMIN_REPLICA": "1"}
        second = ForkedLocal(self.settings.state_dir, own, ports={service: free_port()})
        try:
            second.start_service(service)
            second.wait_ready(service)
            yield replace(self.admin, ports={**self.local.ports, **second.ports})
        finally:
            second.stop()

    @property
    def today(self) -> str:
        """The day on which its clock stands."""
        return self.day(0)

    def day(self, n: int) -> str:
        """The n-th day after today."""
        now = self.clock.now()
        assert now is not None, "the clock was set before anything started"
        return (now.date() + timedelta(days=n)).isoformat()

    def until(self, instant: str) -> None:
        """Let time pass, local time of the district; it never goes back."""
        self.clock.advance(datetime.fromisoformat(instant).replace(tzinfo=SHANGHAI), self.admin)

    def jump(self, instant: str) -> None:
        """Let it become a local time while a service is down: nobody is waited for."""
        at = datetime.fromisoformat(instant).replace(tzinfo=SHANGHAI)
        with redis.Redis.from_url(self.local.redis_url) as server:
            server.set(MANUAL_KEY, at.isoformat())

    def settle(self) -> None:
        """Wait until all services have followed all logs."""
        settle(self.admin)


_PORTS = iter(random.Random(os.getpid()).sample(range(20_000, 32_000), 2_000))
_TAKEN = contextlib.ExitStack()
atexit.register(_TAKEN.close)


def free_port() -> int:
    """A port nobody listens on now, and no other process of tests on this machine is given while this one lives.

    Below the range from which the kernel takes ports of outgoing connections: one of those may be gone when a service
    that was promised it starts.
    """
    for port in _PORTS:
        taken = socket.socket(socket.AF_UNIX)
        with socket.socket() as probe, contextlib.suppress(OSError):
            taken.bind(f"\0huimin-port-{port}")
            probe.bind(("127.0.0.1", port))
            _TAKEN.enter_context(taken)
            return port
        taken.close()
    raise AssertionError("no port is free")


@contextmanager
def running(
    state_dir: Path, *, seeded: bool = True, environment: Mapping[str, str] = DEMONSTRATION
) -> Iterator[District]:
    """Start a deployment in `state_dir` and stop it; what it was seeded with was copied."""
    if seeded:
        shutil.copytree(_seeded(), state_dir, dirs_exist_ok=True)
    with _started(state_dir, environment) as district:
        yield district


@cache
def _seeded() -> Path:
    """The state of a district that was seeded and stopped: that takes longer than to start one, so it is done once."""
    state_dir = Path(tempfile.mkdtemp(prefix="huimin-seeded-"))
    atexit.register(shutil.rmtree, state_dir)
    with _started(state_dir, DEMONSTRATION) as district:
        Seeder(district.admin, lambda _line: None).run()
        district.settle()
    shutil.rmtree(state_dir / "logs")
    return state_dir


@contextmanager
def _started(state_dir: Path, environment: Mapping[str, str]) -> Iterator[District]:
    ports = {service: free_port() for service in SERVICES}
    local = ForkedLocal(state_dir, environment, server_port=free_port(), ports=ports)
    settings = Settings(
        redis_url=local.redis_url,
        state_dir=state_dir,
        deployment=Deployment.DEMONSTRATION,
        clock=ClockKind.MANUAL,
    )
    with HandClock(local.redis_url) as clock, clients(settings, local.ports) as people:
        try:
            local.start()
            clock.set_first(FOUNDED)
            local.wait_ready()
            admin = people.person("admin", Role.ADMIN, Role.AUDITOR)
            yield District(local, settings, clock, people, admin)
        finally:
            local.stop()
