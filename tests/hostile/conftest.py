"""A seeded district to be treated badly, one office of it staffed."""

from collections.abc import Iterator

import pytest

from tests.hostile.backoffice import BackOffice
from tests.hostile.wire import Wire
from tests.journeys.district import District, running
from tests.journeys.people import Office, office


@pytest.fixture(scope="package")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    """Shared by what leaves no trace but refusals."""
    with running(tmp_path_factory.mktemp("hostile")) as running_district:
        yield running_district


@pytest.fixture(scope="package")
def here(district: District) -> Office:
    return office(district, "QZX")


@pytest.fixture(scope="package")
def back(here: Office) -> BackOffice:
    """The back office of the staffed one, on the first day."""
    own = BackOffice(here)
    own.everything()
    return own


@pytest.fixture(scope="package")
def elsewhere(district: District) -> Office:
    """Another centre, staffed alike."""
    return office(district, "ZJQ")


@pytest.fixture(scope="package")
def wire(district: District) -> Iterator[Wire]:
    own = Wire(district)
    with own.http:
        yield own
