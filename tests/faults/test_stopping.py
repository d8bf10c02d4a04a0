"""Told to end, a service answers what it has begun, gives its files back, and goes within the grace, without a word."""

from __future__ import annotations

import asyncio
import signal

import httpx
import pytest

from shared.kernel.actors import Role
from shared.runtime.security import Issuer
from tests.faults.alone import SERVICE, Alone, alone
from tests.faults.logs import errors_logged

COMMANDS = 400
AT_ONCE = 48
# uvicorn stops in order and then lets the signal take its course.
CLEANLY = {0, -signal.SIGTERM}

pytestmark = pytest.mark.server


async def _found_many(its: Alone, key: str) -> list[int]:
    """Positions that were acknowledged while the service was told to end after the first hundred."""
    issuer = Issuer(its.local.state_dir / "issuer", "630102")
    token = issuer.token("founder", (Role.ADMIN,))
    url = f"http://127.0.0.1:{its.local.ports[SERVICE]}/{SERVICE}/v1/communities"
    gate, positions = asyncio.Semaphore(AT_ONCE), list[int]()

    async def found(number: int) -> None:
        body = {"name_zh": "示例", "name_en": f"{key}-{number}", "founded_on": "2013-09-29"}
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"{key}-{number}"}
        async with gate:
            if number == COMMANDS // 4:
                its.local.processes[SERVICE].send_signal(signal.SIGTERM)
            try:
                response = await http.post(url, json=body, headers=headers)
            except httpx.TransportError:
                return
            if response.is_success:
                positions.append(response.json()["events"][0]["position"])

    async with httpx.AsyncClient(timeout=60) as http:
        await asyncio.gather(*(found(number) for number in range(COMMANDS)))
    return positions


def test_amid_commands_all_that_was_acknowledged_is_kept(tmp_path):
    with alone(tmp_path) as its:
        its.start()
        positions = asyncio.run(_found_many(its, "amid-commands"))
        assert its.ended() in CLEANLY
        assert errors_logged(tmp_path) == []
        assert COMMANDS // 4 - AT_ONCE <= len(positions) < COMMANDS
        assert len(set(positions)) == len(positions)
        assert max(positions) <= its.length()


def test_at_rest(tmp_path):
    with alone(tmp_path) as its:
        its.start()
        assert its.ended(signal.SIGTERM) in CLEANLY
        assert errors_logged(tmp_path) == []


def test_while_the_server_is_gone(tmp_path):
    with alone(tmp_path) as its:
        its.start()
        its.local.kill("server")
        assert its.ended(signal.SIGTERM) in CLEANLY
        assert errors_logged(tmp_path) == []


def test_while_somebody_follows_the_log(tmp_path):
    with alone(tmp_path) as its:
        its.start()
        token = Issuer(tmp_path / "issuer", "630102").token("auditor", (Role.AUDITOR,))
        url = f"http://127.0.0.1:{its.local.ports[SERVICE]}/{SERVICE}/v1/log/stream"
        with httpx.stream("GET", url, headers={"Authorization": f"Bearer {token}"}, timeout=60) as following:
            assert following.status_code == httpx.codes.OK
            assert its.ended(signal.SIGTERM) in CLEANLY
        assert errors_logged(tmp_path) == []
