"""From an event of one service to what it causes in another, both seen by blocking reads of one process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Coroutine
from contextlib import aclosing
from dataclasses import dataclass
from time import perf_counter
from typing import Any, cast

import redis.asyncio

from shared.kernel.envelope import LogName
from shared.store.keys import Keys
from tests.bench.fill import INTAKE

Entry = tuple[bytes, dict[bytes, bytes]]
SECONDS = 300


@dataclass(frozen=True)
class Way:
    """From an event of `source` to the event of `target` that names it as its cause."""

    source: str
    cause: str
    target: str
    effect: str


async def milliseconds(url: str, way: Way, count: int, play: Coroutine[Any, Any, object]) -> list[float]:
    """How long each took, the first `count` that happen while something is played."""
    async with asyncio.timeout(SECONDS), asyncio.TaskGroup() as watching:
        causes = watching.create_task(_seen(url, way.source, way.cause, "id", count))
        effects = watching.create_task(_seen(url, way.target, way.effect, "causationid", count))
        await asyncio.sleep(0.2)
        await play
    return [1000 * (effects.result()[id_] - at) for id_, at in causes.result().items()]


async def _seen(url: str, service: str, word: str, by: str, count: int) -> dict[str, float]:
    seen: dict[str, float] = {}
    async with aclosing(_told(url, key_of(service))) as told:
        async for now, entries in told:
            of_word = (fields for _, fields in entries if f".{word}." in fields[b"t"].decode())
            seen |= {json.loads(fields[b"ce"])[by]: now for fields in of_word}
            if len(seen) >= count:
                break
    return seen


async def _told(url: str, key: str) -> AsyncGenerator[tuple[float, list[Entry]], None]:
    async with redis.asyncio.Redis.from_url(url) as client:
        at = cast("list[Entry]", await client.xrevrange(key, count=1))[0][0]
        while True:
            for _, entries in cast("list[tuple[bytes, list[Entry]]]", await client.xread({key: at}, block=1000)):
                at = entries[-1][0]
                yield perf_counter(), entries


def key_of(service: str) -> str:
    """The key of a service's log."""
    return Keys(LogName(INTAKE.division, service)).log
