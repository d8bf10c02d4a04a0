"""The back office in this process: its routes over a log in memory, with the small district's people on their posts."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
from starlette.requests import Request
from starlette.responses import Response

from services.casework.app import PARTS
from services.casework.domain.case import CASE
from services.casework.domain.item import ITEM
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from shared.contracts.casework.case import CaseEvent
from shared.contracts.casework.item import ItemKnown
from shared.contracts.casework.post import PostAssigned, PostKind
from shared.contracts.intake.item import ItemVersion
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.envelope import Codec, LogName, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from shared.kernel.messages import Event
from shared.kernel.personal import seal
from shared.runtime.aggregates import Aggregates
from shared.runtime.desk import Desk
from shared.runtime.direct import directly
from shared.runtime.executor import Executor
from shared.runtime.metrics import Metrics
from shared.runtime.reference import Reference
from shared.runtime.security import Issuer, Verifier
from shared.runtime.settings import Settings
from shared.runtime.tries import Tries
from shared.runtime.views import Views
from shared.store.keys import Keys
from shared.store.port import Append, LogIdentity, NewEvent, Write
from shared.store.pump import Pump
from shared.testing.memory_log import Memory, MemoryLog
from shared.vault.vault import Vault
from shared.vault.wrapping import WrappingKey
from tests.casework.district import CALENDAR, CENTRE, ELSEWHERE, ITEM_CODE, ITEM_VERSION, POLICY, engaged, established
from tests.casework.stories import opened
from tests.runtime.house import StandingClock, fresh_id

IDENTITY = LogIdentity("log-a", 1)
LOG = LogName("630102", PARTS.name)
MORNING = datetime(2014, 10, 13, 9, tzinfo=SHANGHAI)


def memory() -> Memory:
    """The memory of a log that was just born."""
    return Memory(identity=IDENTITY)


@dataclass
class Office:
    """A client of the back office, and what is behind it."""

    desk: Desk
    http: httpx.AsyncClient
    issuer: Issuer
    log: MemoryLog
    clock: StandingClock
    subject: str

    async def post(
        self, path: str, body: object, key: str, by: str, *roles: Role, org: str = CENTRE, **headers: str
    ) -> httpx.Response:
        """A command; header names are spelled with `_`."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        token = self.issuer.token(by, roles, org)
        said |= {"Authorization": f"Bearer {token}", "Idempotency-Key": key, "Content-Type": "application/json"}
        return await self.http.post(path, content=json.dumps(body).encode(), headers=said)

    async def get(self, path: str, *roles: Role) -> httpx.Response:
        """A question."""
        return await self.http.get(path, headers={"Authorization": f"Bearer {self.issuer.token('reader', roles)}"})

    async def record(self, ref: AggregateRef, *events: Event) -> None:
        """Let events be in the log."""
        stamp = Stamp(LOG, self.clock.at, Actor(ActorId("earlier"), Role.ADMIN), POLICY.version)
        new = []
        for event in events:
            closed = seal(event, lambda _subject, _path, _plain: "c2VhbGVk")
            new.append(NewEvent(type_of(PARTS.name, type(event)), encode(closed, fresh_id(), ref, stamp)))
        await self.log.append(Append((Write(ref, len(self.log.memory.index[ref]), tuple(new)),)))

    async def opened(self, case_id: str, *more: CaseEvent, centre: str = CENTRE) -> str:
        """A case of the S2 kind, opened on 2014-09-26, with what happened to it since."""
        changes = {"subject": self.subject, "application_id": f"of-{case_id}", "centre_id": centre}
        await self.record(CASE.ref(case_id), opened.model_copy(update=changes), *more)
        return case_id

    async def staffed(self, item: ItemVersion = ITEM_VERSION) -> None:
        """The item is known, and an examiner and an approver are on their posts in two centres."""
        await self.record(ITEM.ref(ITEM_CODE), ItemKnown(code=ITEM_CODE, item=item, source_position=3))
        for centre, name in ((CENTRE, ""), (ELSEWHERE, "-elsewhere")):
            for kind, who in ((PostKind.EXAMINATION, "examiner"), (PostKind.APPROVAL, "approver")):
                await self.record(STAFF.ref(f"s-{who}{name}"), engaged(f"{who}{name}", centre))
                post = POST.ref(f"{kind.value.lower()}{name}")
                await self.record(post, established(kind, centre), PostAssigned(holder=f"s-{who}{name}"))

    async def words(self, case_id: str) -> list[str]:
        """The types of a case's events without service and version: `case-opened`."""
        stored = await self.log.at(await self.log.positions(CASE.ref(case_id)))
        return [entry.type.split(".")[2] for entry in stored]


@asynccontextmanager
async def office(directory: Path, log: MemoryLog) -> AsyncIterator[Office]:
    """One process of the back office over `log`; several may share its memory and the directory."""
    vault = await Vault.open(directory / "vault.sqlite", WrappingKey(bytes(range(32))))
    views = Views(directory / f"views-{fresh_id()}", PARTS.name, PARTS.views, "log-a")
    clock, reference = StandingClock(MORNING), Reference()
    reference.policy, reference.calendar = POLICY, CALENDAR
    executor = Executor(
        log=log,
        log_name=LOG,
        aggregates=Aggregates(log, Codec(PARTS.name, PARTS.events), PARTS.deciders),
        reference=reference,
        clock=clock,
        vault=vault,
        metrics=Metrics(PARTS.name),
        new_event_id=fresh_id,
    )
    settings = Settings(state_dir=directory)
    verifier = Verifier(directory / "issuer", settings.division)
    tries = Tries(Pump("redis://127.0.0.1:1/0"), Keys(executor.log_name), clock)
    desk = Desk(PARTS.name, settings, executor, views, vault, verifier, {}, tries)
    for register in PARTS.routes:
        register(desk)
    app = directly(desk.direct, Response(status_code=404), _failed)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://casework") as http:
        subject = await vault.enrol("citizen-id", "63010219400101001X")
        issuer = Issuer(directory / "issuer", settings.division)
        yield Office(desk, http, issuer, log, clock, subject)
    views.close()
    await vault.close()


async def _failed(_request: Request, error: Exception) -> Response:
    raise error
