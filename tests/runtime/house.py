"""Parts of the runtime put together for tests, over a log in memory or on a server."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Decider, Step
from shared.kernel.envelope import Codec, LogName
from shared.kernel.instants import SHANGHAI
from shared.kernel.messages import Event
from shared.runtime.act import Act, Done
from shared.runtime.aggregates import Aggregates
from shared.runtime.clock import Clock
from shared.runtime.executor import Executor
from shared.runtime.metrics import Metrics
from shared.runtime.reference import Reference
from shared.runtime.unavailable import ClockSuspect
from shared.store.port import EventStore, LogIdentity, Once, StoredEvent
from shared.testing.memory_log import Memory, MemoryLog
from shared.vault.vault import Vault
from tests.runtime.till import ACCOUNT, BANK_EVENTS, TILL, TILL_EVENTS

L = TypeVar("L", bound=MemoryLog)

CLERK = Actor(ActorId("clerk-1"), Role.CLERK)
NOON = datetime(2014, 9, 24, 12, tzinfo=SHANGHAI)
IDENTITY = LogIdentity("log-a", 1)
_numbers = count(1)


@dataclass
class StandingClock:
    """A clock that stands where the test puts it."""

    at: datetime = NOON
    suspect: ClockSuspect | None = None

    async def now(self) -> datetime:
        return self.at

    async def check(self, last_event_at: datetime | None) -> ClockSuspect | None:
        return self.suspect

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


def fresh_id() -> str:
    return f"01890000-0000-7000-8000-{next(_numbers):012d}"


def born(memory: Memory | None = None) -> MemoryLog:
    """A log in a memory of its own, or another replica's door to a shared one."""
    return faulty(MemoryLog, memory)


def faulty(kind: type[L], memory: Memory | None = None) -> L:
    """The same, of a kind with a fault."""
    memory = memory or Memory()
    memory.identity = memory.identity or IDENTITY
    return kind(memory.identity, memory)


async def until(holds: Callable[[], bool | Awaitable[bool]]) -> None:
    """Give way to the others until it holds, or fail after a while."""
    async with asyncio.timeout(20):
        while True:
            held = holds()
            if held if isinstance(held, bool) else await held:
                return
            await asyncio.sleep(0)


def executor(
    log: EventStore,
    vault: Vault,
    clock: Clock | None = None,
    service: str = "till",
    new_event_id: Callable[[], str] = fresh_id,
) -> Executor:
    """An executor as one process has it."""
    deciders: Iterable[Decider[Any, Any, Any]] = (TILL,) if service == "till" else (ACCOUNT,)
    return Executor(
        log=log,
        log_name=LogName("630102", service),
        aggregates=Aggregates(log, codec(service), deciders),
        reference=Reference(),
        clock=clock or StandingClock(),
        vault=vault,
        metrics=Metrics(service),
        new_event_id=new_event_id,
    )


def codec(service: str = "till") -> Codec:
    events: Sequence[type[Event]] = TILL_EVENTS if service == "till" else BANK_EVENTS
    return Codec(service, events)


def once(key: str, asked: str = "") -> Once:
    return Once(key, hashlib.sha256((asked or key).encode()).digest())


def act(*steps: Step, key: str = "", asked: str = "", expected_version: int | None = None) -> Act:
    """What a request would make of these steps."""
    made = Act(steps, CLERK, once=once(key, asked) if key else None)
    return replace(made, expected_version=expected_version)


async def done(on: Executor, *steps: Step, key: str = "", asked: str = "") -> Done:
    """Carry it out; it must not be refused."""
    result = await on.execute(act(*steps, key=key, asked=asked))
    assert isinstance(result, Done), result
    return result


async def entries(log: EventStore) -> list[StoredEvent]:
    return list(await log.read(0, 100_000))


async def words(log: EventStore) -> list[str]:
    """The types in the log without service and version: `till-opened`."""
    return [entry.type.split(".")[2] for entry in await entries(log)]
