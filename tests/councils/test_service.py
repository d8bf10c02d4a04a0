"""The service through its HTTP API, on a server of its own: the structure of the district is entered and read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from services.councils.app import PARTS
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.runtime.executor import Act
from shared.runtime.known import KNOWN_POLICY, RecordPolicy
from shared.runtime.patience import patiently
from shared.runtime.security import Issuer
from shared.runtime.service import Service, running
from shared.runtime.settings import Settings
from shared.testing import servers
from tests.councils import seed

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()
