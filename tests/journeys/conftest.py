"""One seeded deployment for all journeys; each journey has people and applications of its own."""

from collections.abc import Iterator

import pytest

from tests.journeys.district import District, running


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    """The district on its founding day."""
    with running(tmp_path_factory.mktemp("district")) as running_district:
        yield running_district
