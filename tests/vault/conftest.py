"""A vault per test, in a directory of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.kernel.personal import Personal
from shared.vault.sealing import Erased
from shared.vault.vault import Vault
from shared.vault.wrapping import WrappingKey

WRAPPING_KEY = WrappingKey(bytes(range(32)))
EVENT = ("{630102:intake}:log", "event-1")


async def sealed(vault: Vault, subject: str) -> Personal[str]:
    seal = (await vault.keys([subject])).sealer(*EVENT)
    return Personal[str](subject=subject, sealed=seal(subject, "data.name", b'"Wang"'))


async def opened(vault: Vault, value: Personal[str]) -> bytes | Erased:
    return (await vault.keys([value.subject])).open_value(*EVENT, "data.name", value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.db"


@pytest.fixture
async def vault(path: Path) -> AsyncIterator[Vault]:
    opened = await Vault.open(path, WRAPPING_KEY)
    yield opened
    await opened.close()
