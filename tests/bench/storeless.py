"""A service with the log taken out: the same routes parse, authorise, decide, seal, encode and answer; nothing is kept.

The yardstick of what the store costs a command. `python -m tests.bench.storeless <service>`, settings as a service's.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import uvicorn

from deploy.registry import parts
from shared.kernel.ids import AggregateRef
from shared.runtime.api import process
from shared.runtime.service import Parts, Service
from shared.runtime.service import running as with_log
from shared.runtime.settings import Settings
from shared.store.port import Append, Appended, AppendResult, Once
from shared.store.redis_log import RedisLog


class NoLog(RedisLog):
    """Says that it appended. What was there before it is read once, as any process reads it; what it took is gone."""

    taken = 0

    async def append(self, append: Append) -> AppendResult:
        self.taken += append.count
        return Appended(self.taken - append.count + 1, append.count)

    async def seen(self, once: Once) -> None:
        return None

    async def positions(self, aggregate: AggregateRef, after_version: int = 0) -> Sequence[int]:
        return () if after_version else await super().positions(aggregate)


@asynccontextmanager
async def without_log(settings: Settings, its: Parts) -> AsyncIterator[Service]:
    """The service, its executor's log swapped when it has started."""
    async with with_log(settings, its) as service:
        executor = service.desk.executor
        log = executor.log
        assert isinstance(log, RedisLog)
        while service.api is None:  # noqa: ASYNC110 - nothing tells when it is set
            await asyncio.sleep(0.01)
        # It has the policy, the items and the halls; from here on it follows nothing and appends nothing.
        await service.broker.stop()
        executor.log = executor.aggregates._log = NoLog(log._pump, log.keys.log_name, log.identity)
        yield service


def main() -> None:
    """Serve as `deploy.serving` does."""
    settings, its = Settings(), parts(sys.argv[1])
    uvicorn.run(
        process(settings, its, without_log),
        host=settings.host,
        port=settings.port_of(its.name),
        loop="uvloop",
        http="httptools",
        access_log=False,
        proxy_headers=False,
        log_level="warning",
        server_header=False,
    )


if __name__ == "__main__":
    main()
