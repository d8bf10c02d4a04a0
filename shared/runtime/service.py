"""A service: its parts put together, started in order and stopped in reverse."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import uuid6
from fastapi import APIRouter
from faststream.redis import RedisBroker
from starlette.types import ASGIApp

from shared.kernel.decider import Decider
from shared.kernel.envelope import Codec, LogName
from shared.kernel.messages import Event
from shared.kernel.reaction import Reaction
from shared.kernel.timer import Timer
from shared.runtime import feed, reference
from shared.runtime.aggregates import Aggregates
from shared.runtime.api import api_of
from shared.runtime.birth import identity_of
from shared.runtime.clock import Clock, ClockNotSet, ManualClock, SystemClock
from shared.runtime.desk import Desk
from shared.runtime.duty import Duty, keep
from shared.runtime.effects import ReactionEffect, ViewEffect
from shared.runtime.executor import Executor
from shared.runtime.follower import Follower
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.runtime.patience import patiently
from shared.runtime.reference import Reference
from shared.runtime.security import Verifier
from shared.runtime.settings import ClockKind, Settings
from shared.runtime.telemetry import configure, logger
from shared.runtime.tidying import keep_tidy
from shared.runtime.timers import Timekeeper, view_of
from shared.runtime.tries import Tries
from shared.runtime.unavailable import EpochChanged, LogSwapped
from shared.runtime.views import View, Views
from shared.store.keys import Keys
from shared.store.port import LogIdentity, LogUnavailable, StoreError
from shared.store.pump import Pump
from shared.store.redis_log import RedisLog
from shared.store.servers import check_server
from shared.vault.vault import Vault
from shared.vault.wrapping import WrappingKey

HEARTBEAT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Parts:
    """What makes one service differ from another."""

    name: str
    title_zh: str
    title_en: str
    events: Sequence[type[Event]]
    deciders: Sequence[Decider[Any, Any, Any]]
    views: Sequence[View] = ()
    reactions: Sequence[Reaction] = ()
    timers: Sequence[Timer] = ()
    routes: Sequence[Callable[[Desk], APIRouter]] = ()
    duties: Sequence[Duty] = ()


@dataclass(slots=True)
class Service:
    """A service that runs."""

    parts: Parts
    desk: Desk
    timekeeper: Timekeeper
    parking: Parking
    metrics: Metrics
    identity: LogIdentity
    broker: RedisBroker
    api: ASGIApp | None = None
    wrong: str = ""

    @property
    def followers(self) -> Sequence[Follower]:
        """The view's follower and those of reactions."""
        return tuple(self.desk.followers.values())

    def keys(self, name: str) -> Keys:
        """The keys of the log of a service of this division."""
        return Keys(LogName(self.desk.settings.division, name))

    async def status(self) -> dict[str, object]:
        """How it stands, for `/health/ready` and the command line."""
        clock = self.desk.executor.clock
        try:
            at = await clock.now()
            settled, now = await self.timekeeper.settled(), at.isoformat()
            settled = settled and not any(duty.waits(self.desk, at) for duty in self.parts.duties)
        except (StoreError, ClockNotSet) as error:
            settled, now = False, type(error).__name__
        next_due = self.timekeeper.next_due()
        suspect = clock.suspect
        return {
            "service": self.parts.name,
            "ready": self.api is not None and not self.wrong and suspect is None,
            "wrong": self.wrong or (f"clock-suspect: {suspect.why}" if suspect else ""),
            "log_id": self.identity.log_id,
            "followed": {name: follower.position for name, follower in self.desk.followers.items()},
            "settled": settled,
            "now": now,
            "next_due_at": next_due.isoformat() if next_due else None,
            "parked": len(self.parking.parked),
        }


@contextlib.asynccontextmanager
async def running(settings: Settings, parts: Parts) -> AsyncIterator[Service]:
    """Check the server and the log, then start; catching up goes on behind, and `api` is set when it is done.

    Raises `UnsafeServer`, `WrongLog`, `WrongEpoch` and what the vault refuses: then nothing may be served.
    """
    configure(parts.name, settings.log_level)
    async with contextlib.AsyncExitStack() as stack:
        pump = Pump(settings.redis_url)
        await pump.start()
        stack.push_async_callback(pump.stop)
        service = await _opened(settings, parts, pump, stack)
        for duty in (_serving(service), _heartbeat(service, pump)):
            task = asyncio.create_task(duty)
            stack.push_async_callback(_ended, task)
        yield service


async def _opened(settings: Settings, parts: Parts, pump: Pump, stack: contextlib.AsyncExitStack) -> Service:
    log_name = LogName(settings.division, parts.name)
    log = RedisLog(pump, log_name)
    await patiently(check_server, pump, transient=(LogUnavailable,))
    log.identity = identity = await patiently(
        identity_of, log, log_name, settings.state_dir, transient=(LogUnavailable,)
    )
    vault = await Vault.open(settings.state_dir / "vault" / "vault.sqlite", wrapping_key(settings))
    stack.push_async_callback(vault.close)
    known = Reference()
    all_views = (*parts.views, reference.VIEW, view_of(parts.timers))
    # A log restored from a copy is another one to a view: it may have lost what the view has seen.
    lineage = f"{identity.log_id}/{identity.epoch}"
    views = Views(settings.state_dir / "views", f"{parts.name}-{settings.replica}", all_views, lineage)
    stack.callback(views.close)
    known.renew(views)
    metrics = Metrics(parts.name)
    clock: Clock = ManualClock(pump) if settings.clock is ClockKind.MANUAL else SystemClock(pump)
    codec = Codec(parts.name, parts.events)
    executor = Executor(
        log=log,
        log_name=log_name,
        aggregates=Aggregates(log, codec, parts.deciders),
        reference=known,
        clock=clock,
        vault=vault,
        metrics=metrics,
        new_event_id=lambda: str(uuid6.uuid7()),
    )
    parking = Parking(pump, log.keys.parked, metrics)
    await patiently(parking.load)
    followers = {parts.name: Follower(parts.name, log, codec, ViewEffect(views, parts.name, known), parking)}
    for reaction in parts.reactions:
        source = RedisLog(pump, LogName(settings.division, reaction.source))
        source_codec = Codec(reaction.source, reaction.events)
        effect = ReactionEffect(executor, reaction)
        followers[reaction.source] = Follower(reaction.source, source, source_codec, effect, parking)
    desk = Desk(
        service=parts.name,
        settings=settings,
        executor=executor,
        views=views,
        vault=vault,
        verifier=Verifier(settings.state_dir / "issuer", settings.division),
        followers=followers,
        tries=Tries(pump, log.keys, clock),
    )
    timekeeper = Timekeeper(parts.timers, views, executor, tuple(followers.values()))
    broker = feed.broker(settings.redis_url)
    stack.push_async_callback(broker.stop)
    return Service(parts, desk, timekeeper, parking, metrics, identity, broker)


async def _serving(service: Service) -> None:
    """Catch up, let the feed take over, open the door, keep time."""
    own = service.desk.followers[service.parts.name]
    for follower in (own, *(each for each in service.followers if each is not own)):
        await follower.catch_up()
        feed.subscribe(service.broker, follower, service.keys(follower.name))
    await service.broker.start()
    service.api = api_of(service)
    logger().info("ready", position=own.position)
    manual = service.desk.settings.clock is ClockKind.MANUAL
    every_seconds = 0.05 if manual else 1.0
    async with asyncio.TaskGroup() as group:
        group.create_task(keep_tidy(lambda: tuple(each.position for each in service.followers)))
        group.create_task(service.timekeeper.run(every_seconds))
        for duty in service.parts.duties:
            group.create_task(keep(duty, service.desk, every_seconds))


async def _heartbeat(service: Service, pump: Pump) -> None:
    """Look at the log, the lag and the clock about once a second."""
    log = service.desk.executor.log
    while True:
        try:
            identity = await log.identify()
            service.wrong = _difference(identity, service.identity)
            for name, follower in service.desk.followers.items():
                head = await follower.log.head()
                service.metrics.lag.labels(follower=name).set(max(0, head - follower.position))
            head = await log.head()
            service.metrics.position.set(head)
            last = await log.read(head - 1, 1) if head else ()
            last_at = datetime.fromisoformat(json.loads(last[0].document)["time"]) if last else None
            await service.desk.executor.clock.check(last_at)
        except (StoreError, ClockNotSet, ValueError, LookupError) as error:
            # The last two: an entry that no service wrote. The watch goes on, whatever stands in the log.
            logger().warning("heartbeat", error=type(error).__name__)
        await asyncio.sleep(HEARTBEAT_SECONDS)


def _difference(there: LogIdentity | None, known: LogIdentity) -> str:
    if there is None or there.log_id != known.log_id:
        return LogSwapped.slug
    return "" if there.epoch == known.epoch else EpochChanged.slug


def wrapping_key(settings: Settings) -> WrappingKey:
    """The key that wraps persons' keys: given as text, or in a file that the first start makes."""
    if settings.vault_key:
        return WrappingKey.from_text(settings.vault_key)
    path = settings.vault_key_file or settings.state_dir / "vault" / "key"
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    return WrappingKey.from_file(path, create=settings.vault_key_file is None)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
