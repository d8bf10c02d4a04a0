"""What committees, the fund and the registry do: stories of the load, played by one client whose acts are timed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter

from deploy.registry import SERVICES
from tests.bench.between import Way, milliseconds
from tests.bench.table import Row, quantile
from tests.bench.yardstick import one_by_one
from tests.faults.requests import Requests
from tests.faults.staff import Newcomers, ServiceCounter, Staff
from tests.faults.stories.association import association, filed
from tests.faults.stories.council import council
from tests.faults.stories.fund import paid
from tests.faults.turn import Turn
from tests.faults.wire import Answer, Wire
from tests.journeys.district import District

ACTS = {
    "a vote of a decision meeting is counted, and the resolution stands (councils)": "vote",
    "money of the special fund is reserved for a project (grants)": "approve",
    "a filing is handed in (associations)": "lodge",
    "a filing is decided, under the next number of its community (associations)": "file",
}
"""By the last words of their keys in the stories."""
OPENS = Way("councils", "resolution-in-force", "grants", "project-opened")


@dataclass
class Timed(Wire):
    """Notes by its key how many milliseconds a command took; what is sent again under it is only repeated."""

    took: dict[str, float] = field(default_factory=dict)

    async def send(self, port: int, method: str, path: str, headers: Mapping[str, str], content: bytes = b"") -> Answer:
        begun = perf_counter()
        answer = await super().send(port, method, path, headers, content)
        if answer.is_success and "Idempotency-Key" in headers:
            self.took.setdefault(headers["Idempotency-Key"], 1000 * (perf_counter() - begun))
        return answer


@dataclass
class Bodies:
    """So many turns of one client; what is to be noticed first has a second part, after the notices."""

    district: District
    staff: Staff
    turns: int
    _newcomers: Newcomers = field(default_factory=Newcomers)
    _took: dict[str, float] = field(default_factory=dict)
    _opened: list[float] = field(default_factory=list)
    _yardstick: list[float] = field(default_factory=list)

    def before_notices(self) -> None:
        """Resolutions open projects, and filings are handed in; of both a notice is posted."""
        self._opened = asyncio.run(milliseconds(self.district.local.redis_url, OPENS, self.turns, self._before()))
        self._yardstick += one_by_one(self.district.local.server_port, self.turns)

    def rows(self) -> Iterator[Row]:
        """The notices are over: projects get their money, filings their numbers."""
        asyncio.run(self._after())
        self._yardstick += one_by_one(self.district.local.server_port, self.turns)
        beside = f"a bare XADD by one client {_told(self._yardstick)}"
        acts = {
            what: [self._took[key] for key in self._took if key.endswith(f"-{word}")] for what, word in ACTS.items()
        }
        between = {"resolution in force → project of the fund open in the other service (grants)": self._opened}
        for what, took in {**acts, **between}.items():
            times = quantile(took, 0.5) / quantile(self._yardstick, 0.5)
            yield Row(
                what, f"{_told(took)}; {times:.0f} × XADD", "–", f"{len(took)} times, one after another; {beside}"
            )

    async def _before(self) -> None:
        async with self._client() as requests:
            for number in range(self.turns):
                turn = self._turn(requests, self.staff.counters[number % len(self.staff.counters)], f"bodies{number}")
                await council(turn)
                await association(turn)

    async def _after(self) -> None:
        admin, counters = self.district.admin, self.staff.counters
        of = {"committee_id": self.staff.bodies.committee, "stage": "POSTED"}
        async with self._client() as requests:
            for each in admin.pages("grants", "/v1/fund-projects", "projects", **of):
                await paid(self._turn(requests, counters[0], f"project-{each['id']}"), each["id"])
            for counter in counters:
                there = {"community_id": self.staff.bodies.communities[counter.centre], "stage": "ON_NOTICE"}
                for each in admin.pages("associations", "/v1/associations", "associations", **there):
                    await filed(self._turn(requests, counter, f"filing-{each['id']}"), each["id"])

    def _turn(self, requests: Requests, counter: ServiceCounter, key: str) -> Turn:
        return Turn(requests, self.staff, self._newcomers, counter, key, seat=0, choice=0)

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[Requests]:
        wire, up = Timed(took=self._took), {name: asyncio.Event() for name in SERVICES}
        for each in up.values():
            each.set()
        yield Requests({name: (port,) for name, port in self.district.local.ports.items()}, wire, up)
        wire.close()


def _told(took: list[float]) -> str:
    return f"p50 {quantile(took, 0.5):.1f} ms, p99 {quantile(took, 0.99):.1f} ms"
