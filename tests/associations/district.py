"""Everybody at the API of associations, on a server of its own whose clock the test moves."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from services.associations.app import PARTS
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.runtime.act import Act, Done
from shared.runtime.known import KNOWN_CALENDAR, KNOWN_POLICY, RecordCalendarYear, RecordPolicy
from shared.testing import servers
from tests.associations.samples import CALENDAR, POLICY
from tests.associations.service import (
    at,
    centre,
    hear_of_communities,
)
from tests.runtime.on_server import OnServer, on_server

OF_CENTRE = (Role.CLERK, Role.EXAMINER, Role.CENTRE_DIRECTOR)


@dataclass
class District:
    """Everybody at the API of a service that runs in this process, and the clock of its server."""

    here: OnServer
    position: int = 0
    keys: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))

    def __post_init__(self) -> None:
        self.service, self.issuer, self.http = self.here.service, self.here.issuer, self.here.http

    async def at(self, when: str) -> None:
        await self.here.set_clock(at(when))

    async def post(self, role: Role, path: str, of: str = "", /, **body: Any) -> httpx.Response:
        org = of or (centre("gjc") if role in OF_CENTRE else "")
        headers = {
            "Authorization": f"Bearer {self.issuer.token('somebody', (role,), org)}",
            "Idempotency-Key": f"key-{next(self.keys):05d}",
        }
        answer = await self.http.post(f"/v1{path}", content=json.dumps(body).encode(), headers=headers)
        if answer.is_success and "position" in answer.json():
            self.position = max(self.position, int(answer.json()["position"].removeprefix("associations:")))
        return answer

    async def do(self, role: Role, path: str, of: str = "", /, **body: Any) -> list[str]:
        answer = await self.post(role, path, of, **body)
        assert answer.is_success, answer.text
        return [event["type"].split(".")[2] for event in answer.json()["events"]]

    async def refused(self, role: Role, path: str, of: str = "", /, **body: Any) -> tuple[int, str]:
        return slug(await self.post(role, path, of, **body))

    async def ask(self, path: str, role: Role | None = Role.AUDITOR, /, **parameters: str) -> httpx.Response:
        headers = {"Read-After": f"associations:{self.position}"}
        if role is not None:
            headers["Authorization"] = f"Bearer {self.issuer.token('somebody', (role,))}"
        return await self.http.get(f"/v1{path}", params=parameters, headers=headers)

    async def get(self, path: str, **parameters: str) -> dict[str, Any]:
        answer = await self.ask(path, **parameters)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def public(self, path: str, **parameters: str) -> dict[str, Any]:
        answer = await self.ask(f"/public{path}", None, **parameters)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def know(self) -> None:
        """Policy, calendar and communities, as their services announced them; the letters of two communities."""
        entries = (entry for entries in POLICY.entries.values() for entry in entries)
        steps = [
            *(
                Step(KNOWN_POLICY, entry.key.split(".")[0], RecordPolicy(entry=entry, source_position=number))
                for number, entry in enumerate(entries, 1)
                if entry.key.split(".")[0] in {"file", "registration", "association"}
            ),
            *(
                Step(KNOWN_CALENDAR, str(year), RecordCalendarYear(edition=edition, source_position=1))
                for year, edition in CALENDAR.years.items()
            ),
        ]
        executor = self.service.desk.executor
        for step in steps:
            done = await executor.execute(Act((step,), TIMER))
            assert isinstance(done, Done)
        self.position = await hear_of_communities(executor, at("2015-10-08T09:00"))
        for community, code in {"gjc": "GJC", "dg": "DG"}.items():
            await self.do(Role.ADMIN, f"/communities/{community}/code", code=code)


def slug(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["type"].rsplit(":", 1)[-1]


@asynccontextmanager
async def district_on(server: servers.Server, state_dir: Path) -> AsyncIterator[District]:
    async with on_server(PARTS, server, state_dir, at("2015-10-08T09:00")) as here:
        yield District(here)
