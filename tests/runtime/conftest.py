"""A vault for each test, and one embedded server for all that need one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from shared.runtime import telemetry
from shared.store.pump import Pump
from shared.testing import servers
from shared.testing.memory_log import MemoryLog
from shared.vault.vault import Vault
from shared.vault.wrapping import WrappingKey
from tests.runtime.front import Front, front
from tests.runtime.house import born


@pytest.fixture(autouse=True)
def _log_lines() -> None:
    """Log lines go where this test's output goes."""
    telemetry.configure("till", "ERROR")


@pytest.fixture
async def vault(tmp_path: Path) -> AsyncIterator[Vault]:
    opened = await Vault.open(tmp_path / "vault.sqlite", WrappingKey(bytes(range(32))))
    yield opened
    await opened.close()


@pytest.fixture
def log() -> MemoryLog:
    return born()


@pytest.fixture(scope="session")
def server() -> Iterator[servers.Server]:
    try:
        embedded = servers.embedded()
    except servers.NoServer as why:
        pytest.skip(str(why))
    yield embedded
    embedded.stop()


@pytest.fixture
def own_server() -> Iterator[servers.Server]:
    """A server that the test may kill."""
    try:
        embedded = servers.embedded()
    except servers.NoServer as why:
        pytest.skip(str(why))
    yield embedded
    embedded.stop()


@pytest.fixture
async def pump(server: servers.Server) -> AsyncIterator[Pump]:
    pump = Pump(server.url)
    await pump.start()
    await pump.ask("FLUSHALL")
    yield pump
    await pump.stop()


@pytest.fixture
async def api(log: MemoryLog, vault: Vault, tmp_path: Path) -> AsyncIterator[Front]:
    async with front(log, vault, tmp_path) as opened:
        yield opened
