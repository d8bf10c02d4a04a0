"""A whole service in this process, over a log in memory and a clock that the test moves."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from shared.kernel.actors import Role
from shared.kernel.envelope import Codec, LogName
from shared.kernel.instants import SHANGHAI
from shared.kernel.policy import Policy
from shared.kernel.working_days import Calendar
from shared.runtime import feed, reference
from shared.runtime.aggregates import Aggregates
from shared.runtime.api import api_of, process
from shared.runtime.desk import Desk
from shared.runtime.effects import ViewEffect
from shared.runtime.executor import Executor
from shared.runtime.follower import Follower
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.runtime.reference import Reference
from shared.runtime.security import Issuer, Verifier
from shared.runtime.service import Parts, Service
from shared.runtime.settings import Settings
from shared.runtime.timers import Timekeeper, view_of
from shared.runtime.views import Views
from shared.store.port import LogIdentity
from shared.store.pump import Pump
from shared.testing.memory_log import MemoryLog
from shared.vault.vault import Vault
from shared.vault.wrapping import WrappingKey
from tests.runtime.house import StandingClock, born, fresh_id
from tests.runtime.tries import TriesHere


class Told(Reference):
    """Policy and calendar as a test gives them, without their events."""

    def __init__(self, policy: Policy, calendar: Calendar) -> None:
        super().__init__()
        self.policy, self.calendar = policy, calendar


@dataclass
class Served:
    """A client of the service, and what is behind it."""

    service: Service
    http: httpx.AsyncClient
    issuer: Issuer
    clock: StandingClock
    log: MemoryLog
    keys: int = 0

    @property
    def root(self) -> str:
        """What every address begins with."""
        return f"/{self.service.parts.name}/v1"

    async def post(self, path: str, role: Role = Role.ADMIN, of: str = "", /, **body: Any) -> httpx.Response:
        """A command under a fresh key, of somebody in a role who acts for a body."""
        return await self.post_as("somebody", path, role, of, **body)

    async def post_as(
        self, sub: str, path: str, role: Role = Role.ADMIN, of: str = "", /, **body: Any
    ) -> httpx.Response:
        """The same, of somebody by their id."""
        self.keys += 1
        headers = {
            "Authorization": f"Bearer {self.issuer.token(sub, (role,), of)}",
            "Idempotency-Key": f"key-{self.keys:05d}",
            "Content-Type": "application/json",
        }
        return await self.http.post(f"{self.root}{path}", content=json.dumps(body).encode(), headers=headers)

    async def post_open(self, path: str, /, **body: Any) -> httpx.Response:
        """A command under a fresh key, or a question with a body, of somebody without a token."""
        self.keys += 1
        headers = {"Idempotency-Key": f"key-{self.keys:05d}", "Content-Type": "application/json"}
        return await self.http.post(f"{self.root}{path}", content=json.dumps(body).encode(), headers=headers)

    async def do(self, path: str, role: Role = Role.ADMIN, of: str = "", /, **body: Any) -> list[str]:
        """A command that must not be refused; the words of the events that it recorded."""
        answer = await self.post(path, role, of, **body)
        assert answer.status_code in {200, 201}, answer.text
        return [event["type"].split(".")[2] for event in answer.json()["events"]]

    async def get(self, path: str, role: Role = Role.ADMIN, **parameters: str) -> dict[str, Any]:
        """A question, asked once the view has read all that is there."""
        await self.follow()
        headers = {"Authorization": f"Bearer {self.issuer.token('somebody', (role,))}"}
        answer = await self.http.get(f"{self.root}{path}", params=parameters, headers=headers)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def follow(self) -> None:
        """Let the view read all that is there."""
        await self.service.desk.followers[self.service.parts.name].catch_up()

    async def at(self, when: str) -> list[str]:
        """Let it become `when`; the words of the events that the timers recorded."""
        before = await self.log.head()
        self.clock.at = datetime.fromisoformat(when).replace(tzinfo=SHANGHAI)
        await self.follow()
        while await self.service.timekeeper._turn():
            await self.follow()
        return [entry.type.split(".")[2] for entry in await self.log.read(before, 1000)]


def refused(answer: httpx.Response) -> tuple[int, str]:
    """Status and slug of a problem."""
    return answer.status_code, answer.json()["type"].rsplit(":", 1)[1]


@asynccontextmanager
async def served(
    parts: Parts, state_dir: Path, policy: Policy, calendar: Calendar, **settled: Any
) -> AsyncIterator[Served]:
    """A service over an empty log; nothing follows and no time passes until it is told to. `settled` are settings."""
    log, clock, name = born(), StandingClock(), parts.name
    vault = await Vault.open(state_dir / "vault.sqlite", WrappingKey(bytes(range(32))))
    codec = Codec(name, parts.events)
    views = Views(state_dir / "views", name, [*parts.views, reference.VIEW, view_of(parts.timers)], "log-a")
    executor = Executor(
        log=log,
        log_name=LogName("630102", name),
        aggregates=Aggregates(log, codec, parts.deciders),
        reference=Told(policy, calendar),
        clock=clock,
        vault=vault,
        metrics=Metrics(name),
        new_event_id=fresh_id,
    )
    parking = Parking(Pump("redis://127.0.0.1:1/0"), "parked", executor.metrics)
    own = Follower(name, log, codec, ViewEffect(views, name, executor.reference), parking)
    settings = Settings(state_dir=state_dir, **settled)
    verifier = Verifier(state_dir / "issuer", settings.division)
    desk = Desk(name, settings, executor, views, vault, verifier, {name: own}, TriesHere(clock))
    keeper = Timekeeper(parts.timers, views, executor, (own,))
    broker = feed.broker(settings.redis_url)
    service = Service(parts, desk, keeper, parking, executor.metrics, LogIdentity("log-a", 1), broker)
    service.api = api_of(service)

    @asynccontextmanager
    async def running(_settings: Settings, _parts: Parts) -> AsyncIterator[Service]:
        yield service

    app = process(settings, parts, running)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://service") as http,
    ):
        yield Served(service, http, Issuer(state_dir / "issuer", settings.division), clock, log)
    views.close()
    await vault.close()
