"""Wrong codes: what the script counts in Redis and what its twin counts in the tests' own process is the same."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from shared.kernel.envelope import LogName
from shared.kernel.refusals import Refusal
from shared.runtime.tries import CodeLocked, CodeWrong, Tries
from shared.store.keys import Keys
from tests.runtime.house import StandingClock
from tests.runtime.tries import TriesHere

DRAFT = ("draft", "d-1")
Judge = Callable[[bool], Awaitable[Refusal | None]]


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture(params=["here", pytest.param("in Redis", marks=pytest.mark.server)])
def tries(request: pytest.FixtureRequest, clock: StandingClock) -> Tries:
    if request.param == "here":
        return TriesHere(clock)
    return Tries(request.getfixturevalue("pump"), Keys(LogName("630102", "intake")), clock)


async def test_the_right_code_opens_and_a_wrong_one_does_not(tries):
    assert await tries.judge(DRAFT, right=True) is None
    assert await tries.judge(DRAFT, right=False) == CodeWrong()
    assert await tries.judge(DRAFT, right=True) is None


async def test_after_five_wrong_ones_the_right_one_waits_an_hour(tries, clock):
    for _ in range(5):
        assert await tries.judge(DRAFT, right=False) == CodeWrong()
    locked = await tries.judge(DRAFT, right=True)
    assert isinstance(locked, CodeLocked)
    clock.forward(minutes=59, seconds=59)
    assert await tries.judge(DRAFT, right=True) == locked
    clock.forward(seconds=1)
    assert locked.until == clock.at
    assert await tries.judge(DRAFT, right=True) is None


async def test_the_right_code_forgets_the_wrong_ones(tries):
    for _ in range(3):
        for _ in range(4):
            assert await tries.judge(DRAFT, right=False) == CodeWrong()
        assert await tries.judge(DRAFT, right=True) is None


async def test_five_wrong_ones_in_more_than_an_hour_lock_nothing(tries, clock):
    for _ in range(4):
        assert await tries.judge(DRAFT, right=False) == CodeWrong()
    clock.forward(hours=1)
    assert await tries.judge(DRAFT, right=False) == CodeWrong()
    assert await tries.judge(DRAFT, right=True) is None


async def test_after_the_hour_the_count_begins_anew(tries, clock):
    for _ in range(5):
        await tries.judge(DRAFT, right=False)
    clock.forward(hours=1)
    for _ in range(4):
        assert await tries.judge(DRAFT, right=False) == CodeWrong()
    assert await tries.judge(DRAFT, right=True) is None


async def test_what_is_said_of_one_locks_no_other(tries):
    for _ in range(5):
        await tries.judge(DRAFT, right=False)
    assert await tries.judge(("draft", "d-2"), right=True) is None
