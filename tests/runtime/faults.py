"""Logs with one planted fault each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from shared.kernel.ids import AggregateRef
from shared.store.port import Append, AppendResult, LogUnavailable, OutcomeUnknown
from shared.testing.memory_log import MemoryLog


class Raising(MemoryLog):
    """Answers every append with one error."""

    error: Exception = LogUnavailable()

    async def append(self, append: Append) -> AppendResult:
        raise self.error


class AnswerLost(MemoryLog):
    """Writes, and loses the first answers."""

    to_lose = 1

    async def append(self, append: Append) -> AppendResult:
        result = await super().append(append)
        if self.to_lose:
            self.to_lose -= 1
            raise OutcomeUnknown
        return result


class NeverSent(MemoryLog):
    """Cannot be reached for the first appends."""

    to_fail = 1

    async def append(self, append: Append) -> AppendResult:
        if self.to_fail:
            self.to_fail -= 1
            raise LogUnavailable
        return await super().append(append)


async def _nothing() -> None:
    return None


class Overtaken(MemoryLog):
    """Lets something happen before each append, as another process may."""

    meanwhile: Callable[[], Awaitable[object]] = staticmethod(_nothing)
    appends = 0

    async def append(self, append: Append) -> AppendResult:
        self.appends += 1
        await self.meanwhile()
        return await super().append(append)


class Outpaced(MemoryLog):
    """Lets something happen between the look for what an aggregate has and its answer, as another process may."""

    meanwhile: Callable[[], Awaitable[object]] = staticmethod(_nothing)

    async def positions(self, aggregate: AggregateRef, after_version: int = 0) -> Sequence[int]:
        found = await super().positions(aggregate, after_version)
        await self.meanwhile()
        return found
