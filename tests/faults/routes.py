"""Which commands a service has, as it says itself, and which of them a load has got through."""

from __future__ import annotations

import re
from collections.abc import Iterable

import httpx

from tests.faults.requests import Acknowledged
from tests.journeys.district import District

_NAMED = re.compile(r"{\w+}")


def commands_of(district: District, service: str) -> frozenset[str]:
    """The addresses of its commands, `/v1/halls/{id}/calls`: a question with a body needs no key."""
    document = httpx.get(f"http://127.0.0.1:{district.local.ports[service]}/{service}/openapi.json").json()
    return frozenset(
        path
        for path, operations in document["paths"].items()
        for parameter in operations.get("post", {}).get("parameters", ())
        if parameter["name"] == "Idempotency-Key"
    )


def unreached(commands: Iterable[str], service: str, acknowledged: Iterable[Acknowledged]) -> list[str]:
    """The commands of a service of which none was acknowledged."""
    reached = {told.path.partition("?")[0] for told in acknowledged if told.service == service}
    return sorted(command for command in commands if not any(map(_addressed(command).fullmatch, reached)))


def _addressed(command: str) -> re.Pattern[str]:
    return re.compile(_NAMED.sub("[^/]+", command))
