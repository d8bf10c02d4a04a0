"""The pump: many ask, one connection answers, and nobody's end harms another."""

from __future__ import annotations

import asyncio

import pytest
from redis.exceptions import ResponseError

from shared.store import pump as pump_module
from shared.store.port import Append, Appended, LogUnavailable, OutcomeUnknown, StoreBusy
from shared.store.pump import BATCH_COMMANDS, QUEUE_COMMANDS, Pump
from tests.store.samples import event, write


async def test_each_gets_the_answer_to_its_own_question(pump):
    asked = [pump.ask("ECHO", f"{n}" * 700) for n in range(5 * BATCH_COMMANDS)]
    assert await asyncio.gather(*asked) == [(f"{n}" * 700).encode() for n in range(5 * BATCH_COMMANDS)]


async def test_a_batch_larger_than_its_limit_in_bytes_is_answered_whole(pump):
    documents = [bytes([n]) * 65_535 for n in range(20)]
    assert await asyncio.gather(*(pump.ask("ECHO", document) for document in documents)) == documents


async def test_a_refused_command_fails_alone(pump):
    before, refused, after = pump.ask("SET", "k", "v"), pump.ask("INCR", "k"), pump.ask("GET", "k")
    with pytest.raises(ResponseError):
        await refused
    assert [await before, await after] == [b"OK", b"v"]


async def test_words_that_cannot_be_sent_fail_alone(pump):
    before = pump.ask("ECHO", "a")
    with pytest.raises(UnicodeEncodeError):
        pump.ask("ECHO", "\ud800")
    assert [await before, await pump.ask("ECHO", "b")] == [b"a", b"b"]


async def test_cancelled_waiters_harm_nobody(pump, log):
    appends = [asyncio.ensure_future(log.append(Append((write(f"a{n}", 0, event()),)))) for n in range(60)]
    await asyncio.sleep(0)  # all have asked, nothing is sent
    for task in appends[::3]:
        task.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)  # sent, not answered
    for task in appends[1::3]:
        task.cancel()
    results = await asyncio.gather(*appends, return_exceptions=True)
    assert all(isinstance(result, asyncio.CancelledError) for result in results[::3] + results[1::3])
    assert all(isinstance(result, Appended) for result in results[2::3])
    assert await log.append(Append((write("z", 0, event()),))) == Appended(await log.head(), 1)


async def test_a_full_queue_is_busy_and_serves_who_was_first(pump):
    waiting = [pump.ask("ECHO", n) for n in range(QUEUE_COMMANDS)]
    with pytest.raises(StoreBusy):
        pump.ask("ECHO", "one too many")
    assert await asyncio.gather(*waiting) == [b"%d" % n for n in range(QUEUE_COMMANDS)]
    assert await pump.ask("ECHO", "again") == b"again"


async def test_a_silent_server_leaves_the_outcome_unknown_and_its_late_answer_to_nobody(pump, monkeypatch):
    await pump.ask("PING")
    with monkeypatch.context() as patience:
        patience.setattr(pump_module, "TIMEOUT_SECONDS", 0.05)
        paused = pump.ask("CLIENT", "PAUSE", 200, "ALL")
        late = pump.ask("ECHO", "late")
        assert await paused == b"OK"
        with pytest.raises(OutcomeUnknown):
            await late
    assert await pump.ask("ECHO", "new") == b"new"


async def test_who_waits_when_the_pump_stops_is_told(server):
    pump = Pump(server.url)
    await pump.start()
    waiting = [pump.ask("ECHO", n) for n in range(300)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await pump.stop()
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(result, LogUnavailable) for result in results)


async def test_a_stopped_pump_keeps_nobody_waiting(server):
    pump = Pump(server.url)
    with pytest.raises(LogUnavailable):
        pump.ask("PING")
    await pump.start()
    assert await pump.ask("PING") == b"PONG"
    await pump.stop()
    with pytest.raises(LogUnavailable):
        pump.ask("PING")


async def test_a_server_that_is_not_there_is_unavailable_and_nothing_was_sent():
    pump = Pump("redis://127.0.0.1:1/0")
    await pump.start()
    answers = await asyncio.gather(*(pump.ask("PING") for _ in range(3)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [LogUnavailable] * 3
    await pump.stop()
