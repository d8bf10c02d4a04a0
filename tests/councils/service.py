"""The service through its HTTP API, on a server of its own, and people who stand at it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from pydantic import BaseModel

from services.councils.app import PARTS
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.kernel.policy import PolicyEntry, PolicyValue
from shared.kernel.provenance import Provenance
from shared.runtime.act import Act, Done
from shared.runtime.known import KNOWN_POLICY, RecordPolicy
from shared.testing import servers
from tests.runtime.on_server import OnServer, on_server


def slug(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["type"].rsplit(":", 1)[-1]


class Desk:
    """An administrator, and whoever else is named, at the API of a service that runs in this process."""

    def __init__(self, here: OnServer) -> None:
        self.service, self.issuer, self.http = here.service, here.issuer, here.http
        self.position = 0
        self.keys = 0

    async def post(self, path: str, body: object, key: str) -> httpx.Response:
        sent = body.model_dump(mode="json", exclude_none=True) if isinstance(body, BaseModel) else body
        response = await self.http.post(path, json=sent, headers={"Idempotency-Key": f"test-{key}".replace(" ", "-")})
        if response.is_success:
            self.saw(int(response.json()["position"].removeprefix("councils:")))
        return response

    async def send(self, path: str, role: Role = Role.ADMIN, of: str = "", /, **body: Any) -> httpx.Response:
        """A command under a fresh key, of somebody in a role who acts for a body."""
        self.keys += 1
        headers = {**self.bearer(role, of), "Idempotency-Key": f"key-{self.keys:05d}"}
        response = await self.http.post(path, json=body, headers=headers)
        if response.is_success:
            self.saw(int(response.json()["position"].removeprefix("councils:")))
        return response

    async def do(self, path: str, role: Role = Role.ADMIN, of: str = "", /, **body: Any) -> list[str]:
        """A command that must not be refused; the words of the events that it recorded."""
        answer = await self.send(path, role, of, **body)
        assert answer.is_success, answer.text
        return [event["type"].split(".")[2] for event in answer.json()["events"]]

    async def new(self, path: str, **body: Any) -> str:
        """What the administrator enters; its id."""
        answer = await self.send(path, **body)
        assert answer.is_success, answer.text
        return str(answer.json()["id"])

    async def ask(self, path: str, role: Role | None = None, /, **parameters: str) -> httpx.Response:
        """A question of somebody in a role, or of somebody without a token."""
        headers = {**(self.bearer(role) if role else {"Authorization": ""}), "Read-After": f"councils:{self.position}"}
        return await self.http.get(path, params=parameters, headers=headers)

    def bearer(self, role: Role, of: str = "") -> dict[str, str]:
        return {"Authorization": f"Bearer {self.issuer.token('somebody', (role,), of)}"}

    def saw(self, position: int) -> None:
        self.position = max(self.position, position)

    async def get(self, path: str, **parameters: str) -> dict[str, Any]:
        response = await self.http.get(path, params=parameters, headers={"Read-After": f"councils:{self.position}"})
        assert response.is_success, response.text
        answer: dict[str, Any] = response.json()
        return answer

    async def know(self, key: str, value: PolicyValue, position: int = 1) -> None:
        """Let casework have adopted a policy."""
        entry = PolicyEntry(
            key=key, value=value, effective_on=date(2013, 1, 1), basis="of the test", provenance=Provenance.DEFAULT
        )
        step = Step(KNOWN_POLICY, key.split(".", maxsplit=1)[0], RecordPolicy(entry=entry, source_position=position))
        done = await self.service.desk.executor.execute(Act((step,), TIMER))
        assert isinstance(done, Done)
        self.saw(done.position)
        await self.get("/v1/streets")


@asynccontextmanager
async def desk_on(server: servers.Server, state_dir: Path) -> AsyncIterator[Desk]:
    async with on_server(PARTS, server, state_dir) as here:
        token = here.issuer.token("admin", [Role.ADMIN])
        here.http.headers.update({"Authorization": f"Bearer {token}", "Accept-Language": "en"})
        yield Desk(here)
