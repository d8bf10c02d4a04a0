"""Grants at its HTTP API on a server, with policy, calendar and what councils said, and a clock that the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from services.grants.app import PARTS
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.runtime.act import Act, Done
from shared.runtime.known import KNOWN_CALENDAR, KNOWN_POLICY, RecordCalendarYear, RecordPolicy
from shared.runtime.patience import NotNow, patiently
from shared.testing import servers
from tests.casework.district import CALENDAR, POLICY
from tests.runtime.on_server import OnServer, local, on_server

PATIENCE_SECONDS = 20


class Desk:
    """Whoever is at the API of a service that runs in this process, and what councils tell it beside them."""

    def __init__(self, here: OnServer, tag: str) -> None:
        self.here, self.service, self.issuer, self.http = here, here.service, here.issuer, here.http
        self.position = 0
        self.keys: Iterator[str] = (f"of-{tag}-{number}" for number in count(1))

    async def hears(self, *steps: Step) -> None:
        """What a reaction records of another service."""
        for step in steps:
            await self.act(step)

    async def act(self, *steps: Step) -> None:
        """What a reaction does in one act."""
        done = await self.service.desk.executor.execute(Act(steps, TIMER))
        assert isinstance(done, Done), done
        self.position = max(self.position, done.position)

    async def post(
        self, path: str, role: Role | None, org: str = "", sub: str = "somebody", /, **body: Any
    ) -> httpx.Response:
        """A command under a fresh key, with a token or as anybody."""
        headers = {"Idempotency-Key": next(self.keys)}
        if role is not None:
            headers["Authorization"] = self._bearer(role, org, sub)
        response = await self.http.post(f"/v1{path}", json=body, headers=headers)
        if response.is_success and "position" in response.json():
            self.position = max(self.position, int(response.json()["position"].removeprefix("grants:")))
        return response

    async def tell(self, path: str, role: Role | None, org: str = "", sub: str = "somebody", /, **body: Any) -> str:
        """The words of the events that a command led to, or the slug of its refusal with the status."""
        response = await self.post(path, role, org, sub, **body)
        told = response.json()
        if not response.is_success:
            return f"{response.status_code} {told['type'].rsplit(':', 1)[-1]}"
        return " ".join(event["type"].split(".")[2] for event in told["events"])

    async def get(self, path: str, role: Role | None = Role.AUDITOR, **parameters: str) -> dict[str, Any]:
        """A question, with a token or as anybody."""
        headers = {"Read-After": f"grants:{self.position}"}
        if role is not None:
            headers["Authorization"] = self._bearer(role, "", "somebody")
        response = await self.http.get(f"/v1{path}", params=parameters, headers=headers)
        assert response.is_success, response.text
        answer: dict[str, Any] = response.json()
        return answer

    async def at(self, when: str) -> None:
        """Let it become `when`, and let all that falls due by then have happened."""
        await self.here.set_clock(local(when))
        async with asyncio.timeout(PATIENCE_SECONDS):
            await patiently(self._at_rest)
        self.position = await self.service.desk.executor.log.head()

    async def _at_rest(self) -> None:
        due = self.service.timekeeper.next_due()
        now = await self.service.desk.executor.clock.now()
        if (due is not None and due <= now) or not await self.service.timekeeper.settled():
            raise NotNow

    def _bearer(self, role: Role, org: str, sub: str) -> str:
        return f"Bearer {self.issuer.token(sub, [role], org)}"


@asynccontextmanager
async def desk_on(server: servers.Server, state_dir: Path, opens_at: str) -> AsyncIterator[Desk]:
    """The service with the shipped rules of the special fund and the shipped calendar, from `opens_at` on."""
    async with on_server(PARTS, server, state_dir, local(opens_at)) as here:
        desk = Desk(here, opens_at[:10])
        await desk.hears(*_rules())
        await desk.get("/funds")
        yield desk


def _rules() -> list[Step]:
    entries = [entry for key, several in POLICY.entries.items() if key.startswith("fund.") for entry in several]
    years = CALENDAR.years.values()
    return [
        *(
            Step(KNOWN_POLICY, "fund", RecordPolicy(entry=entry, source_position=n))
            for n, entry in enumerate(entries, 1)
        ),
        *(
            Step(KNOWN_CALENDAR, str(year.year), RecordCalendarYear(edition=year, source_position=n))
            for n, year in enumerate(years, 1)
        ),
    ]
