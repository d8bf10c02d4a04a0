"""Wrong codes: five within an hour lock what they were said for, for an hour, whoever is asked."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from shared.kernel.envelope import LogName
from shared.runtime.tries import CodeLocked, CodeWrong, Tries
from shared.store.keys import Keys
from shared.store.pump import Pump
from tests.runtime.house import NOON, StandingClock

pytestmark = pytest.mark.server

KEYS = Keys(LogName("630102", "intake"))
MINE, OTHER = ("voucher", "QZX-2014-000001"), ("voucher", "QZX-2014-000002")
HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def tries(pump: Pump, clock: StandingClock) -> Tries:
    return Tries(pump, KEYS, clock)


async def wrong(tries, times):
    return [type(await tries.judge(MINE, right=False)) for _ in range(times)]


async def test_a_right_code_opens(tries):
    assert await tries.judge(MINE, right=True) is None


async def test_after_four_wrong_codes_the_right_one_still_opens_and_the_count_begins_anew(tries):
    assert await wrong(tries, 4) == [CodeWrong] * 4
    assert await tries.judge(MINE, right=True) is None
    assert await wrong(tries, 4) == [CodeWrong] * 4
    assert await tries.judge(MINE, right=True) is None


async def test_after_five_the_right_one_waits_an_hour_to_the_minute(tries, clock):
    assert await wrong(tries, 5) == [CodeWrong] * 5
    assert await tries.judge(MINE, right=True) == CodeLocked(until=NOON + HOUR)
    assert await wrong(tries, 1) == [CodeLocked]
    assert await tries.judge(OTHER, right=True) is None, "another's code is not locked"
    clock.at = NOON + HOUR - timedelta(milliseconds=1)
    assert isinstance(await tries.judge(MINE, right=True), CodeLocked)
    clock.at = NOON + HOUR
    assert await tries.judge(MINE, right=True) is None


async def test_wrong_codes_of_more_than_an_hour_ago_do_not_count(tries, clock):
    await wrong(tries, 4)
    clock.at = NOON + HOUR
    assert await wrong(tries, 4) == [CodeWrong] * 4
    assert await tries.judge(MINE, right=True) is None


async def test_two_replicas_count_together(tries, clock, server):
    pump = Pump(server.url)
    await pump.start()
    replica = Tries(pump, KEYS, clock)
    said = await asyncio.gather(*((tries, replica)[n % 2].judge(MINE, right=False) for n in range(12)))
    await pump.stop()
    assert [type(each) for each in said].count(CodeWrong) == 5


async def test_what_is_counted_is_forgotten_and_says_nothing(tries, pump):
    await wrong(tries, 5)
    (key,) = await pump.ask("KEYS", "*")
    assert 0 < await pump.ask("TTL", key) <= 2 * 60 * 60
    assert b"QZX" not in key
