"""One service on a server of its own, as processes on free ports: small enough to be ruined by each test."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import redis

from deploy.clock import HandClock
from deploy.local import Local
from shared.kernel.actors import Role
from shared.runtime.security import Issuer
from tests.journeys.district import DEMONSTRATION, FOUNDED, free_port

SERVICE = "councils"
BY_HAND = DEMONSTRATION
BY_THE_MACHINE = {"HUIMIN_LOG_LEVEL": "WARNING"}
SECONDS_TO_END = 60


@dataclass
class Alone:
    """The server and councils."""

    local: Local
    client: redis.Redis

    def found(self, key: str) -> httpx.Response:
        """Found a community; one try."""
        body = {"name_zh": "示例", "name_en": key, "founded_on": "2013-09-29"}
        issuer = Issuer(self.local.state_dir / "issuer", "630102")
        headers = {"Authorization": f"Bearer {issuer.token('founder', (Role.ADMIN,))}", "Idempotency-Key": key}
        return httpx.post(f"{self._base}/{SERVICE}/v1/communities", json=body, headers=headers, timeout=SECONDS_TO_END)

    def ready(self) -> dict[str, Any]:
        """What it says of itself."""
        answer: dict[str, Any] = httpx.get(f"{self._base}/health/ready", timeout=SECONDS_TO_END).json()
        return answer

    def start(self) -> None:
        """Start the service and wait until it is ready."""
        self.local.start_service(SERVICE)
        self.local.wait_ready(SERVICE)

    def ended(self, how: signal.Signals | None = None) -> int:
        """The service's exit code, after a signal or by itself."""
        process = self.local.processes.pop(SERVICE)
        try:
            if how is not None:
                process.send_signal(how)
            return process.wait(SECONDS_TO_END)
        finally:
            process.kill()

    def log(self) -> str:
        """What the service wrote."""
        return (self.local.state_dir / "logs" / f"{SERVICE}.log").read_text()

    def length(self) -> int:
        """How many events the server holds."""
        return int(self.client.xlen(f"{{630102:{SERVICE}}}:log"))

    @property
    def _base(self) -> str:
        return f"http://127.0.0.1:{self.local.ports[SERVICE]}"


@contextmanager
def alone(state_dir: Path, environment: Mapping[str, str] = BY_HAND) -> Iterator[Alone]:
    """Start the server, and stop all; the test starts the service."""
    local = Local(state_dir, environment, server_port=free_port(), ports={SERVICE: free_port()})
    try:
        local.start_server()
        HandClock(local.redis_url).set_first(FOUNDED if environment is BY_HAND else datetime.now(UTC))
        with redis.Redis.from_url(local.redis_url) as client:
            yield Alone(local, client)
    finally:
        local.stop()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, looking twenty times a second; fails when it takes too long."""
    looks = 20 * SECONDS_TO_END
    assert any(holds() or Event().wait(1 / 20) for _ in range(looks))


def slug(response: httpx.Response) -> tuple[int, str]:
    """Status and slug of a problem."""
    return response.status_code, str(response.json()["type"]).rsplit(":", 1)[-1]
