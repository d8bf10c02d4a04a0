"""A server of its own for each test: the clock of one runs behind the log of another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.testing import servers


@pytest.fixture
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()
