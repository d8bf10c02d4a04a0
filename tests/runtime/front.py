"""The till's front: routes of its own, and the whole service in this process over a log in memory."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import httpx
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.applications import Starlette

from shared.kernel import refusals as categories
from shared.kernel.actors import WITHHELD, Role
from shared.kernel.decider import Step
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.runtime import feed, reference
from shared.runtime.act import Done
from shared.runtime.api import api_of, process
from shared.runtime.desk import Desk
from shared.runtime.effects import ViewEffect
from shared.runtime.follower import Follower
from shared.runtime.http import Call, Query, Routes
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.runtime.public import PublicRoutes
from shared.runtime.security import Issuer, Verifier
from shared.runtime.service import Parts, Service
from shared.runtime.settings import Settings
from shared.runtime.timers import Timekeeper, view_of
from shared.runtime.tries import Tries
from shared.runtime.views import Views
from shared.store.keys import Keys
from shared.store.port import LogIdentity
from shared.store.pump import Pump
from shared.testing.memory_log import MemoryLog
from shared.vault.vault import Vault
from tests.runtime.house import StandingClock, codec, executor
from tests.runtime.till import ALL, ONE, SEALING, TILL, TILL_EVENTS, AddCoin, OpenTill, SealTill, view

KEEPERS = (Role.CLERK, Role.ADMIN)
RULE = PolicyEntry(
    key="till.coins_max",
    value=100,
    effective_on=date(2013, 1, 1),
    basis="of the test",
    provenance=Provenance.SYNTHETIC,
)


class NewTill(Command):
    """Open a till for a person, by number and name."""

    owner_number: str = ""
    owner_name: str = ""
    seals_at: datetime | None = None


class TillOut(BaseModel):
    """A till."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    coins: str
    fen: int


class Tills(BaseModel):
    """All tills."""

    tills: tuple[TillOut, ...]


def _refusal(category: type[Refusal], name: str) -> Refusal:
    members: dict[str, Any] = {"slug": f"test-{name}", "zh": f"拒绝 {name}", "en": f"Refused {name}"}
    annotations = dict.fromkeys(members, ClassVar[str])
    kind: type[Refusal] = type(f"Test{name.title()}", (category,), {"__annotations__": annotations, **members})
    return kind()


CATEGORIES: Mapping[str, Refusal] = {
    name: _refusal(getattr(categories, name.title().replace("-", "")), name)
    for name in (
        *("malformed", "unauthenticated", "forbidden", "unknown", "conflict"),
        *("stale", "too-large", "unacceptable", "too-often", "unavailable"),
    )
}


def routes(desk: Desk) -> APIRouter:
    """The routes of tills, and some that only fail."""
    to = Routes(desk, "tills")

    @to.command("/v1/tills", *KEEPERS, body=NewTill, creates=True)
    async def open_till(call: Call[NewTill]) -> Done | Refusal:
        """Open a till."""
        owner = None
        if call.body.owner_number:
            subject = await desk.vault.enrol("citizen-id", call.body.owner_number)
            owner = Personal[str].of(subject, call.body.owner_name)
        return await call.execute(Step(TILL, call.new_id("till"), OpenTill(owner=owner, seals_at=call.body.seals_at)))

    @to.command("/v1/tills/{id}/coins", *KEEPERS, body=AddCoin)
    async def add_coin(call: Call[AddCoin]) -> Done | Refusal:
        """Put a coin in."""
        return await call.execute(Step(TILL, call.id, call.body))

    @to.command("/v1/tills/{id}/seal", *KEEPERS)
    async def seal(call: Call[BaseModel]) -> Done | Refusal:
        """Seal it."""
        return await call.execute(Step(TILL, call.id, SealTill()))

    @to.command("/v1/refusals/{id}", *KEEPERS)
    async def refuse(call: Call[BaseModel]) -> Done | Refusal:
        """Refuse in the way that the address names."""
        return CATEGORIES[call.id]

    @to.command("/v1/bugs", *KEEPERS, body=NewTill)
    async def fail(call: Call[NewTill]) -> Done | Refusal:
        """Fail with the body on its lips."""
        raise RuntimeError(f"cannot take {call.body.owner_name}")

    @to.command("/v1/old-tills", *KEEPERS)
    async def open_of_old(_call: Call[BaseModel]) -> Done | Refusal:
        """Open a till on the day before there were rules of tills."""
        raise AssertionError(Policy.of([RULE]).whole(RULE.key, RULE.effective_on - timedelta(days=1)))

    @to.query("/v1/tills", *KEEPERS, answer=Tills, parameters=("after", "limit"))
    async def tills(_query: Query) -> Tills:
        """List all tills."""
        return Tills(tills=tuple(TillOut.model_validate(row) for row in desk.views.rows(ALL)))

    @to.query("/v1/tills/{id}", *KEEPERS, answer=TillOut)
    async def till(query: Query) -> TillOut | None:
        """Show a till."""
        row = desk.views.row(ONE, of=query.id)
        return TillOut.model_validate(row) if row else None

    return to.router


class Slot(Command):
    """Which till, and the coin."""

    till_id: str
    coin: AddCoin


class Named(BaseModel):
    """Which till."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    till_id: str


def public_routes(desk: Desk) -> APIRouter:
    """The routes of tills that need no token."""
    to = PublicRoutes(desk, "tills")

    @to.act("/v1/public/tills", body=NewTill, creates=True)
    async def open_publicly(call: Call[NewTill]) -> Done | Refusal:
        """Open a till."""
        return await call.execute(Step(TILL, call.new_id("till"), OpenTill()))

    @to.act("/v1/public/coins", body=Slot)
    async def add_secretly(call: Call[Slot]) -> Done | Refusal:
        """Put a coin in without being seen."""
        return await call.acting(WITHHELD).execute(Step(TILL, call.body.till_id, call.body.coin))

    @to.search("/v1/public/till-searches", body=Named, answer=TillOut)
    async def search(_query: Query, named: Named) -> TillOut | None:
        """Show the till that the body names."""
        row = desk.views.row(ONE, of=named.till_id)
        return TillOut.model_validate(row) if row else None

    @to.public("/v1/public/tills/{id}", answer=TillOut)
    async def shown(query: Query) -> TillOut | None:
        """Show a till."""
        row = desk.views.row(ONE, of=query.id)
        return TillOut.model_validate(row) if row else None

    return to.router


PARTS = Parts(
    name="till",
    title_zh="钱箱",
    title_en="Till",
    events=TILL_EVENTS,
    deciders=(TILL,),
    views=(view(),),
    timers=(SEALING,),
    routes=(routes, public_routes),
)


@dataclass
class Front:
    """A client of the service, and what is behind it."""

    service: Service
    app: Starlette
    http: httpx.AsyncClient
    issuer: Issuer
    clock: StandingClock
    log: MemoryLog
    keys: int = 0

    def token(self, *roles: Role, sub: str = "clerk-1") -> str:
        return self.issuer.token(sub, roles or (Role.CLERK,))

    async def post(self, path: str, body: object = None, key: str = "", **headers: str) -> httpx.Response:
        """A command under a fresh key unless one is given; header names are spelled with `_`."""
        self.keys += 1
        said = {
            "Authorization": f"Bearer {self.token()}",
            "Idempotency-Key": key or f"key-{self.keys:05d}",
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        content = body if isinstance(body, bytes) else json.dumps({} if body is None else body).encode()
        sent = {name: value for name, value in said.items() if value}
        return await self.http.post(f"/till{path}", content=content, headers=sent)

    async def get(self, path: str, *roles: Role, **headers: str) -> httpx.Response:
        said = {
            "Authorization": f"Bearer {self.token(*roles)}",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return await self.http.get(f"/till{path}", headers=said)

    async def follow(self) -> None:
        """Let the view read all that is there."""
        await self.service.desk.followers["till"].catch_up()

    async def opened(self) -> str:
        """The id of a till that is open."""
        answer = await self.post("/v1/tills")
        assert answer.status_code == 201, answer.text
        id_: str = answer.json()["id"]
        return id_


@asynccontextmanager
async def front(log: MemoryLog, vault: Vault, state_dir: Path) -> AsyncIterator[Front]:
    """The service over `log`; nothing follows until it is told to."""
    clock = StandingClock()
    till = executor(log, vault, clock)
    views = Views(state_dir / "views", "till-0", [view(), reference.VIEW, view_of([SEALING])], "log-a")
    parking = Parking(Pump("redis://127.0.0.1:1/0"), "parked", Metrics("till"))
    own = Follower("till", log, codec(), ViewEffect(views, "till", till.reference), parking)
    settings = Settings(state_dir=state_dir)
    verifier = Verifier(state_dir / "issuer", settings.division)
    tries = Tries(Pump("redis://127.0.0.1:1/0"), Keys(till.log_name), clock)
    desk = Desk("till", settings, till, views, vault, verifier, {"till": own}, tries)
    keeper = Timekeeper(PARTS.timers, views, till, (own,))
    broker = feed.broker(settings.redis_url)
    service = Service(PARTS, desk, keeper, parking, till.metrics, LogIdentity("log-a", 1), broker)
    service.api = api_of(service)

    @asynccontextmanager
    async def running(_settings: Settings, _parts: Parts) -> AsyncIterator[Service]:
        yield service

    app = process(settings, PARTS, running)
    issuer = Issuer(state_dir / "issuer", settings.division)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://till") as http,
    ):
        yield Front(service, app, http, issuer, clock, log)
    views.close()


def told(answer: httpx.Response) -> tuple[int, str]:
    """Status and slug of a problem, which must be one in every respect."""
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == answer.status_code
    assert problem["title"]
    assert problem["detail"]
    assert problem["type"].startswith("urn:huimin:problem:")
    return answer.status_code, problem["type"].rsplit(":", 1)[1]
