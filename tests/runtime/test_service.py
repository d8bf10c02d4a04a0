"""The whole service on a server: how it starts, what it follows, and what it does not start on."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast

import httpx
import pytest

from shared.kernel.actors import Role
from shared.kernel.envelope import LogName
from shared.runtime.clock import MANUAL_KEY
from shared.runtime.security import Issuer
from shared.runtime.service import Parts, Service, running
from shared.runtime.settings import ClockKind, Settings
from shared.store.keys import Keys
from shared.store.port import WrongEpoch, WrongLog
from shared.store.pump import Pump
from shared.store.servers import UnsafeServer
from tests.runtime.front import PARTS
from tests.runtime.house import NOON, done, until
from tests.runtime.till import ACCOUNT, ALL, BANK_EVENTS, add, booking, open_till

pytestmark = pytest.mark.server

BANK = Parts("bank", "钱庄", "Bank", BANK_EVENTS, (ACCOUNT,), reactions=(booking(),))


@pytest.fixture
def settings(server, pump, tmp_path: Path) -> Settings:
    return Settings(
        redis_url=server.url,
        state_dir=tmp_path,
        log_level="ERROR",
        deployment="demonstration",  # type: ignore[arg-type]
        clock="manual",  # type: ignore[arg-type]
    )


@pytest.fixture(autouse=True)
async def _noon(pump: Pump) -> None:
    await pump.ask("SET", MANUAL_KEY, NOON.isoformat())


@asynccontextmanager
async def started(settings: Settings, parts: Parts = PARTS) -> AsyncIterator[Service]:
    """The service once its door is open."""
    async with running(settings, parts) as service:
        await until(lambda: service.api is not None)
        yield service


async def settled(service: Service) -> None:
    """Until all that is followed is read."""
    await until(service.timekeeper.settled)


async def reached(service: Service, position: int) -> bool:
    return await service.desk.executor.log.head() >= position


async def test_what_was_made_is_looked_through_for_garbage_once_it_is_quiet_and_then_no_more(settings):
    async with started(settings) as till:
        kept = await done(till.desk.executor, open_till("a"))
        assert gc.is_tracked(kept)
        # Of what is frozen the collector knows nothing.
        await until(lambda: not any(each is kept for each in gc.get_objects()))


async def test_what_is_recorded_reaches_view_reaction_and_timer(settings, pump):
    async with started(settings) as till, started(settings, BANK) as bank:
        on = till.desk.executor
        await done(on, open_till("a", seals_at=NOON + timedelta(hours=1)))
        await done(on, add("c1"))
        await settled(till)
        assert [(row.id, row.coins.strip()) for row in till.desk.views.rows(ALL)] == [("a", "c1")]
        await until(lambda: reached(bank, 1))
        await pump.ask("SET", MANUAL_KEY, (NOON + timedelta(hours=1)).isoformat())
        await until(lambda: reached(till, 3))
        (fired,) = await on.log.read(2, 10)
        assert fired.type == "huimin.till.till-sealed.v1"
        await settled(till)
        status = await till.status()
        assert (status["ready"], status["settled"], status["next_due_at"]) == (True, True, None)


async def test_a_restart_goes_on_with_the_same_log_views_and_issuer(settings):
    async with started(settings) as till:
        await done(till.desk.executor, open_till("a"), key="k")
        token = Issuer(settings.state_dir / "issuer", settings.division).token("clerk", [Role.CLERK])
        await settled(till)
    async with started(settings) as again:
        assert again.identity == till.identity
        assert (await done(again.desk.executor, open_till("a"), key="k")).replayed
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=again.api),  # type: ignore[arg-type]
            base_url="http://till",
            headers={"Authorization": f"Bearer {token}", "Read-After": "till:1"},
        ) as http:
            assert (await http.get("/v1/tills/a")).json() == {"id": "a", "coins": "", "fen": 0}


async def test_it_does_not_start_on_a_server_that_was_flushed(settings, pump):
    async with started(settings):
        pass
    await pump.ask("FLUSHALL")
    with pytest.raises(WrongLog):
        async with started(settings):
            pass


async def test_it_does_not_start_on_a_copy_older_than_what_it_knew(settings, pump):
    meta = Keys(LogName(settings.division, "till")).meta
    async with started(settings):
        pass
    await pump.ask("HINCRBY", meta, "epoch", 1)
    async with started(settings):
        pass
    await pump.ask("HINCRBY", meta, "epoch", -1)
    with pytest.raises(WrongEpoch):
        async with started(settings):
            pass


async def test_views_forget_what_a_restored_copy_has_lost(settings, pump):
    keys = Keys(LogName(settings.division, "till"))
    async with started(settings) as till:
        await done(till.desk.executor, open_till("a"))
        copy = cast("bytes", await pump.ask("DUMP", keys.log))
        await done(till.desk.executor, open_till("lost"))
        await settled(till)
    # The copy is brought back: the last event is gone, and the epoch is the next one.
    await pump.ask("RESTORE", keys.log, 0, copy, "REPLACE")
    await pump.ask("DEL", keys.index(open_till("lost").ref))
    await pump.ask("HSET", keys.meta, "position", 1, "epoch", 2)
    async with started(settings) as again:
        await done(again.desk.executor, open_till("new"))
        await settled(again)
        assert [row.id for row in again.desk.views.rows(ALL)] == ["a", "new"]


async def test_a_server_that_could_lose_what_it_acknowledged_is_refused(settings, pump):
    await pump.ask("CONFIG", "SET", "appendfsync", "everysec")
    try:
        with pytest.raises(UnsafeServer, match="appendfsync"):
            async with running(settings, PARTS):
                pass
    finally:
        await pump.ask("CONFIG", "SET", "appendfsync", "always")


async def test_a_second_replica_has_views_of_its_own(settings):
    async with started(settings) as one, started(settings.model_copy(update={"replica": "1"})) as two:
        await done(one.desk.executor, open_till("a"))
        await done(two.desk.executor, add("c1"))
        await settled(one)
        await settled(two)
        assert one.desk.views.path != two.desk.views.path
        assert one.desk.views.rows(ALL) == two.desk.views.rows(ALL)


async def test_a_server_that_was_killed_is_followed_on_from_where_the_view_stands(own_server, settings):
    here = settings.model_copy(update={"redis_url": own_server.url, "clock": ClockKind.SYSTEM})
    async with started(here) as till:
        await done(till.desk.executor, open_till("a"))
        await done(till.desk.executor, add("c1"))
        await settled(till)
        await asyncio.to_thread(own_server.kill)
        await asyncio.to_thread(own_server.restart)
        for number in range(2, 5):
            await done(till.desk.executor, add(f"c{number}"))
        await settled(till)
        assert [row.coins.split() for row in till.desk.views.rows(ALL)] == [["c1", "c2", "c3", "c4"]]
