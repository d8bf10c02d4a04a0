"""Somebody at the API of grants, which runs in this process on a server, with a clock that the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from services.grants.app import PARTS
from shared.contracts import associations
from shared.kernel.actors import TIMER, Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.envelope import LogName, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.runtime.act import Act, Done
from shared.runtime.known import KNOWN_CALENDAR, KNOWN_POLICY, RecordCalendarYear, RecordPolicy
from shared.runtime.patience import NotNow, patiently
from shared.store.port import Append, Appended, NewEvent, Write
from shared.store.pump import Pump
from shared.store.redis_log import RedisLog
from shared.testing import servers
from tests.grants.purchases import CALENDAR, POLICY
from tests.runtime.on_server import OnServer, local, on_server

PATIENCE_SECONDS = 20
_REGISTRAR = Actor(ActorId("s-registrar"), Role.REGISTRAR)
PREFIXES = ("purchase", "reward", "infra", "appraisal")


class Desk:
    """Anybody who has a token, and the acts of others beside them."""

    def __init__(self, here: OnServer) -> None:
        self.here, self.service, self.issuer, self.http = here, here.service, here.issuer, here.http
        self.position = 0
        self.keys = 0
        self.id = ""

    async def act(self, *steps: Step) -> None:
        """What a reaction does."""
        done = await self.service.desk.executor.execute(Act(steps, TIMER))
        assert isinstance(done, Done), done
        self.position = max(self.position, done.position)

    async def hear(self, event: Event, of: str, kind: str = "association", source: str = associations.SERVICE) -> None:
        """Let another service record something, and grants follow it."""
        pump = Pump(self.service.desk.settings.redis_url)
        await pump.start()
        name = LogName("630102", source)
        log, ref = RedisLog(pump, name), AggregateRef(kind, of)
        log.identity = await log.identify() or await log.birth(f"{source}-a")
        now, version = await self.service.desk.executor.clock.now(), len(await log.positions(ref))
        document = encode(event, f"event-{of}-{version}", ref, Stamp(name, now, _REGISTRAR, 1))
        new = NewEvent(type_of(source, type(event)), document, "")
        told = await log.append(Append((Write(ref, version, (new,)),)))
        await pump.stop()
        assert isinstance(told, Appended)
        headers = {**self._bearer(Role.AUDITOR, ""), "Read-After": f"{source}:{told.first}"}
        assert (await self.http.get("/v1/associations", headers=headers)).is_success

    async def at(self, when: str) -> None:
        """Let it become `when`."""
        await self.here.set_clock(local(when))

    async def tell(self, role: Role, org: str, path: str, /, **body: Any) -> tuple[int, str]:
        """The status, and the slug where it is refused or else the words of the events; `id` is that of the answer."""
        self.keys += 1
        headers = {**self._bearer(role, org), "Idempotency-Key": f"grants-{self.keys}"}
        response = await self.http.post(f"/v1/{path}", json=body, headers=headers)
        told = response.json()
        if not response.is_success:
            return response.status_code, told["type"].rsplit(":", 1)[-1]
        self.position = max(self.position, int(told["position"].removeprefix("grants:")))
        self.id = told["id"]
        return response.status_code, " ".join(event["type"].split(".")[2] for event in told["events"])

    async def ask(self, role: Role, org: str, path: str, /, **parameters: str) -> httpx.Response:
        """A question with a token, once the view has read what was told."""
        headers = {**self._bearer(role, org), "Read-After": f"grants:{self.position}"}
        return await self.http.get(f"/v1/{path}", params=parameters, headers=headers)

    async def read(self, path: str, /, **parameters: str) -> dict[str, Any]:
        """What an auditor reads."""
        response = await self.ask(Role.AUDITOR, "", path, **parameters)
        assert response.is_success, response.text
        answer: dict[str, Any] = response.json()
        return answer

    async def public(self, path: str) -> dict[str, Any]:
        """What anybody reads without a token."""
        response = await self.http.get(f"/v1/public/{path}", headers={"Read-After": f"grants:{self.position}"})
        assert response.is_success, response.text
        answer: dict[str, Any] = response.json()
        return answer

    async def happened(self, path: str) -> list[str]:
        """The words of an aggregate's events."""
        told = await self.read(f"{path}/history")
        return [event["type"].split(".")[2] for event in told["events"]]

    def _bearer(self, role: Role, org: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.issuer.token(f's-{role.value}', [role], org)}"}


@asynccontextmanager
async def desk_on(server: servers.Server, state_dir: Path, when: str) -> AsyncIterator[Desk]:
    """The service with the shipped policy of contracts and rewards, and the calendar, at an instant."""
    async with on_server(PARTS, server, state_dir, local(when)) as here:
        desk = Desk(here)
        await _know(desk)
        yield desk


async def _know(desk: Desk) -> None:
    """Let casework have announced policy and calendar."""
    position = 0
    for key, entries in POLICY.entries.items():
        for entry in entries if key.split(".")[0] in PREFIXES else ():
            position += 1
            command = RecordPolicy(entry=entry, source_position=position)
            await desk.act(Step(KNOWN_POLICY, key.split(".", maxsplit=1)[0], command))
    for year, edition in CALENDAR.years.items():
        position += 1
        await desk.act(Step(KNOWN_CALENDAR, str(year), RecordCalendarYear(edition=edition, source_position=position)))
    await desk.read("tasks")


def fen(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "CNY"}


async def becomes(desk: Desk, path: str, last: str) -> None:
    """Wait for what the timers do."""

    async def told() -> None:
        if (await desk.happened(path))[-1] != last:
            raise NotNow

    async with asyncio.timeout(PATIENCE_SECONDS):
        await patiently(told)
