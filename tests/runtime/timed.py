"""A process that keeps time: a till with its view, its follower and its timekeeper, on a clock that a test moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from shared.contracts.known import PolicyKnown
from shared.kernel.decider import Context
from shared.kernel.envelope import Recorded
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.runtime.effects import ViewEffect
from shared.runtime.executor import Executor
from shared.runtime.follower import Follower
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.runtime.reference import VIEW
from shared.runtime.timers import Timekeeper, view_of
from shared.runtime.views import Views
from shared.store.port import EventStore
from shared.store.pump import Pump
from tests.runtime.house import StandingClock, codec, entries, executor
from tests.runtime.till import SEALING, Till

HOUR = timedelta(hours=1)
DELAY = "till.delay_minutes"


def due_later_by_policy(till: Till, context: Context) -> datetime | None:
    """The sealing instant, put off by what the policy says."""
    if till.sealed or till.seals_at is None:
        return None
    entry = context.policy.in_force(DELAY, context.today)
    return till.seals_at + timedelta(minutes=int(str(entry.value)) if entry else 0)


@dataclass
class House:
    """One process: a till with its view, its follower and its timekeeper."""

    till: Executor
    clock: StandingClock
    views: Views
    follower: Follower
    keeper: Timekeeper
    effect: ViewEffect

    async def settle(self) -> None:
        """Follow and keep time until nothing happens any more."""
        before = -1
        while before != self.follower.position:
            before = self.follower.position
            await self.follower.catch_up()
            while await self.keeper._turn():
                await self.follower.catch_up()
            await self.follower.catch_up()

    async def adopt_delay(self, minutes: int) -> None:
        """Let the policy of the delay change."""
        entry = PolicyEntry(
            key=DELAY, value=minutes, effective_on=date(2013, 1, 1), basis="of the test", provenance=Provenance.DEFAULT
        )
        stored = (await entries(self.till.log))[0]
        document = codec().decode(stored.type, stored.document)
        known = document.model_copy(update={"data": PolicyKnown(entry=entry, source_position=1)})
        place = 1000 + minutes
        await self.effect.retake(Recorded(place, stored.aggregate, 1, known))


@pytest.fixture
def house(vault, tmp_path) -> Iterator[Callable[..., House]]:
    made: list[House] = []

    def build(log: EventStore, name: str = "0", timer=SEALING, clock: StandingClock | None = None) -> House:
        clock = clock or StandingClock()
        till = executor(log, vault, clock)
        views = Views(tmp_path / "views", f"till-{name}", [view_of([timer]), VIEW], "log-a")
        parking = Parking(Pump("redis://127.0.0.1:1/0"), "parked", Metrics("till"))
        effect = ViewEffect(views, "till", till.reference)
        follower = Follower("till", log, codec(), effect, parking)
        made.append(House(till, clock, views, follower, Timekeeper([timer], views, till, [follower]), effect))
        return made[-1]

    yield build
    for each in made:
        each.views.close()


async def sealed(log: EventStore) -> list[str]:
    """Tills in the order in which they were sealed."""
    return [entry.aggregate.id for entry in await entries(log) if "till-sealed" in entry.type]


@asynccontextmanager
async def keeping_time(house: House) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(house.keeper.run(0))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
