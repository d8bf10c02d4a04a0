"""A whole service in this process, on a server of its own: its API, and a clock that a test may move."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx

from shared.kernel.instants import SHANGHAI
from shared.runtime.clock import MANUAL_KEY
from shared.runtime.patience import NotNow, patiently
from shared.runtime.security import Issuer
from shared.runtime.service import Parts, Service, running
from shared.runtime.settings import ClockKind, Deployment, Settings
from shared.store.pump import Pump
from shared.testing import servers


@dataclass(frozen=True)
class OnServer:
    """A client of the service, and what is behind it."""

    service: Service
    issuer: Issuer
    http: httpx.AsyncClient
    pump: Pump

    async def set_clock(self, instant: datetime) -> None:
        """Let it become an instant; of a service that began with one."""
        await self.pump.ask("SET", MANUAL_KEY, instant.isoformat())


@asynccontextmanager
async def on_server(
    parts: Parts, server: servers.Server, state_dir: Path, begins_at: datetime | None = None
) -> AsyncIterator[OnServer]:
    """The service, open for requests; with `begins_at` by a clock that stands until it is set."""
    by_hand = {} if begins_at is None else {"deployment": Deployment.DEMONSTRATION, "clock": ClockKind.MANUAL}
    settings = Settings.model_validate(
        {"redis_url": server.url, "state_dir": state_dir, "log_level": "ERROR", **by_hand}
    )
    pump = Pump(server.url)
    await pump.start()
    if begins_at is not None:
        await pump.ask("SET", MANUAL_KEY, begins_at.isoformat())
    async with running(settings, parts) as service:

        async def opened() -> httpx.ASGITransport:
            if service.api is None:
                raise NotNow
            return httpx.ASGITransport(app=service.api)

        issuer = Issuer(state_dir / "issuer", settings.division)
        async with httpx.AsyncClient(transport=await patiently(opened), base_url=f"http://{parts.name}") as http:
            yield OnServer(service, issuer, http, pump)
    await pump.stop()


def local(when: str) -> datetime:
    """An instant by the district's clocks."""
    return datetime.fromisoformat(when).replace(tzinfo=SHANGHAI)
