"""A server of its own for each test that needs one."""

from collections.abc import Iterator

import pytest

from shared.testing import servers


@pytest.fixture
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()
