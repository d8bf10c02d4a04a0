"""Followers: one ordered reader for each log, at a position that is stored together with its effect.

Exactly once and in order, whoever feeds it: what was taken before is dropped, a gap is read from the log. What is
transient is tried again in place; what fails for good is parked with all that follows of its aggregate.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Protocol

from shared.kernel.envelope import Codec, Recorded
from shared.runtime.parking import Parking
from shared.runtime.patience import patiently
from shared.runtime.telemetry import correlation_id, logger
from shared.store.port import EventStore, StoredEvent

PAGE = 1000
TRIES = 5


class Effect(Protocol):
    """What following does. `position` moves with the effect or not at all."""

    async def position(self) -> int:
        """How far the effect has come."""
        ...

    def wants(self, type_: str) -> bool:
        """Whether events of this type have an effect."""
        ...

    async def take(self, recorded: Sequence[Recorded[Any]], through: int) -> None:
        """Take effect for these events, all or a first part of them, and move the position, in the end to `through`."""
        ...

    async def passed(self, position: int) -> None:
        """Move the position past an event that was parked, so that no start brings it again."""
        ...

    async def retake(self, recorded: Recorded[Any]) -> None:
        """Take effect for one event that was parked; the position stays."""
        ...


class Follower:
    """Reads one log for one effect."""

    def __init__(self, name: str, log: EventStore, codec: Codec, effect: Effect, parking: Parking) -> None:
        self.name = name
        self.log = log
        self.codec = codec
        self._effect = effect
        self._parking = parking
        self.position = 0
        self._moved = asyncio.Condition()
        self._turn = asyncio.Lock()

    async def catch_up(self) -> None:
        """Read all that is there, in pages, from where the effect stands."""
        self.position = await patiently(self._effect.position)
        while page := await patiently(self.log.read, self.position, PAGE):
            await self.take(page)

    async def take(self, entries: Sequence[StoredEvent]) -> None:
        """Take what a feed brings. It returns when all of it has taken effect or is parked."""
        async with self._turn:
            while entries:
                news = [entry for entry in entries if entry.position > self.position]
                entries = ()
                if news and news[0].position > self.position + 1:
                    # The feed skipped something: between the last page and its first read, or after a lost reply.
                    news = list(await patiently(self.log.read, self.position, PAGE))
                    entries = news
                if news:
                    await self._take_all(news)

    async def reached(self, position: int) -> None:
        """Wait until this position has taken effect."""
        async with self._moved:
            await self._moved.wait_for(lambda: self.position >= position)

    async def redrive(self) -> int:
        """Try again what is parked, in order; returns how many went through."""
        async with self._turn:
            return await self._parking.redrive(self.name, self._retake)

    async def _take_all(self, news: Sequence[StoredEvent]) -> None:
        wanted = [entry for entry in news if self._effect.wants(entry.type)]
        through = news[-1].position
        if not any(self._parking.blocks(self.name, entry) for entry in wanted):
            try:
                await patiently(self._effect.take, [self._read(entry) for entry in wanted], through)
            except Exception:
                await self._sync()
            else:
                await self._move(through)
                return
        for entry in (entry for entry in wanted if entry.position > self.position):
            await self._take_one(entry)
        await patiently(self._effect.take, [], through)
        await self._move(through)

    async def _take_one(self, entry: StoredEvent) -> None:
        error = ""
        if not self._parking.blocks(self.name, entry):
            for _ in range(TRIES):
                try:
                    recorded = self._read(entry)
                    correlation_id.set(recorded.document.correlationid)
                    await patiently(self._effect.take, [recorded], entry.position)
                except Exception as bug:
                    error = type(bug).__name__
                    logger().exception("not taken", follower=self.name, position=entry.position, type=entry.type)
                else:
                    await self._move(entry.position)
                    return
        await patiently(self._parking.park, self.name, entry, error or "behind")
        await patiently(self._effect.passed, entry.position)
        await self._move(entry.position)

    async def _retake(self, position: int) -> None:
        (entry,) = await self.log.at([position])
        await self._effect.retake(self._read(entry))

    def _read(self, entry: StoredEvent) -> Recorded[Any]:
        document = self.codec.decode(entry.type, entry.document)
        return Recorded(entry.position, entry.aggregate, entry.version, document)

    async def _sync(self) -> None:
        self.position = max(self.position, await patiently(self._effect.position))

    async def _move(self, position: int) -> None:
        self.position = position
        async with self._moved:
            self._moved.notify_all()
