"""The executor where the server matters: it is killed between question and answer, or two processes share it."""

from __future__ import annotations

import asyncio

import pytest

from shared.kernel.envelope import LogName
from shared.kernel.refusals import Refusal, Unavailable
from shared.runtime import executor as module
from shared.runtime.act import Done
from shared.store.pump import Pump
from shared.store.redis_log import RedisLog
from tests.runtime.house import act, done, entries, executor, until
from tests.runtime.till import add, open_till

pytestmark = pytest.mark.server

LOG = LogName("630102", "till")


async def opened(pump: Pump) -> RedisLog:
    log = RedisLog(pump, LOG)
    log.identity = await log.birth("log-a")
    return log


async def test_the_answer_of_a_key_survives_process_and_connection(pump, vault, server):
    first = await done(executor(await opened(pump), vault), open_till(), key="k1")
    after = Pump(server.url)
    await after.start()
    again = await done(executor(await opened(after), vault), open_till(), key="k1")
    await after.stop()
    assert (again.position, again.replayed, first.replayed) == (first.position, True, False)


async def test_two_replicas_at_one_aggregate_lose_nothing_and_double_nothing(pump, vault, server):
    pumps = [pump, Pump(server.url)]
    await pumps[1].start()
    replicas = [executor(await opened(each), vault) for each in pumps]
    await done(replicas[0], open_till())
    results = await asyncio.gather(*(replicas[n % 2].execute(act(add(f"c{n}"), key=f"k{n}")) for n in range(64)))
    # Whoever lost too often is told to come again, and does.
    again = [await replicas[0].execute(act(add(f"c{n}"), key=f"k{n}")) for n in range(64)]
    await pumps[1].stop()
    given_up = {result.slug for result in results if isinstance(result, Refusal)}
    assert given_up <= {"concurrent-change"}
    assert all(isinstance(result, Done) for result in again)
    assert len(await entries(replicas[0].log)) == 65


async def test_a_server_killed_amid_commands_leaves_each_done_exactly_once_under_its_key(
    own_server, vault, monkeypatch
):
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.1)
    pump = Pump(own_server.url)
    await pump.start()
    till = executor(await opened(pump), vault)
    await done(till, *(open_till(str(n)) for n in range(4)))
    answered: list[Done] = []

    async def put(number: int) -> Done:
        while True:
            result = await till.execute(act(add(f"c{number}", str(number % 4)), key=f"key-{number}"))
            if isinstance(result, Done):
                answered.append(result)
                return result
            assert isinstance(result, Unavailable), result

    tasks = [asyncio.create_task(put(number)) for number in range(400)]
    await until(lambda: len(answered) >= 40)
    in_flight = sum(not task.done() for task in tasks)
    await asyncio.to_thread(own_server.kill)
    await asyncio.to_thread(own_server.restart)
    results = await asyncio.gather(*tasks)
    stored = await entries(till.log)
    once_more = [await till.execute(act(add(f"c{n}", str(n % 4)), key=f"key-{n}")) for n in range(400)]
    await pump.stop()
    assert in_flight >= 32
    assert len(stored) == 404
    assert len({result.position for result in results}) == 400
    assert [one.position for one in once_more if isinstance(one, Done)] == [result.position for result in results]
