"""The clock: time that cannot be trusted stops everything until an operator has looked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from shared.runtime import clock as module
from shared.runtime.clock import CONFIRMED_KEY, MANUAL_KEY, ClockNotSet, ManualClock, SystemClock
from shared.runtime.settings import ClockKind, Deployment, Settings
from shared.runtime.unavailable import ClockSuspect
from tests.runtime.house import NOON, act, executor, words
from tests.runtime.till import open_till

SECOND = timedelta(seconds=1)


class Hand:
    """Moves what the process takes for the machine's clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self.by(timedelta())

    def by(self, shift: timedelta) -> None:
        class Shifted(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.now(tz) + shift

        self._patch.setattr(module, "datetime", Shifted)

    def server_by(self, shift: timedelta) -> None:
        async def server_time(_pump: object) -> float:
            return (datetime.now(UTC) + shift).timestamp()

        self._patch.setattr(module, "server_time", server_time)


@pytest.fixture
def hand(monkeypatch) -> Hand:
    return Hand(monkeypatch)


@pytest.fixture
async def clock(pump) -> SystemClock:
    return SystemClock(pump)


def recently() -> datetime:
    return datetime.now(UTC) - SECOND


@pytest.mark.server
async def test_a_sound_clock_is_trusted(clock):
    assert await clock.check(None) is None
    assert await clock.check(recently()) is None
    assert abs(await clock.now() - datetime.now(UTC)) < SECOND


@pytest.mark.server
@pytest.mark.parametrize(
    ("shift", "suspected"),
    [(4 * SECOND, False), (-4 * SECOND, False), (6 * SECOND, True), (-6 * SECOND, True)],
    ids=["4 s ahead", "4 s behind", "6 s ahead", "6 s behind"],
)
async def test_it_may_differ_from_the_servers_by_five_seconds(shift, suspected, clock, hand):
    hand.server_by(shift)
    suspect = await clock.check(None)
    assert (suspect is not None) is suspected
    assert suspect is None or suspect.why == "differs from the server's by 6 s"
    assert clock.suspect == suspect


@pytest.mark.server
async def test_it_may_not_run_behind_the_last_event(clock):
    assert await clock.check(datetime.now(UTC) + 4 * SECOND) is None
    assert await clock.check(datetime.now(UTC) + 7 * SECOND) == ClockSuspect(why="runs behind the last event")


@pytest.mark.server
@pytest.mark.parametrize("minutes", [11, -11])
async def test_it_may_not_leap_even_together_with_the_servers(minutes, clock, hand):
    assert await clock.check(None) is None
    hand.by(timedelta(minutes=minutes))
    hand.server_by(timedelta(minutes=minutes))
    assert await clock.check(None) == ClockSuspect(why="leapt")


@pytest.mark.server
async def test_a_small_step_together_with_the_servers_is_no_leap(clock, hand):
    assert await clock.check(None) is None
    hand.by(timedelta(minutes=9))
    hand.server_by(timedelta(minutes=9))
    assert await clock.check(None) is None


@pytest.mark.server
async def test_a_suspicion_stays_when_its_cause_has_gone_until_an_operator_confirms(clock, hand, pump):
    hand.server_by(timedelta(minutes=1))
    assert await clock.check(None) is not None
    hand.server_by(timedelta())
    for _ in range(3):
        assert await clock.check(None) is not None
    await pump.ask("SET", CONFIRMED_KEY, (datetime.now(UTC) - timedelta(minutes=11)).isoformat())
    assert await clock.check(None) is not None, "an old confirmation speaks of another time"
    await pump.ask("SET", CONFIRMED_KEY, datetime.now(UTC).isoformat())
    assert await clock.check(None) is None
    assert clock.suspect is None


@pytest.mark.server
async def test_a_confirmation_does_not_help_while_the_cause_lasts(clock, hand, pump):
    hand.server_by(timedelta(minutes=1))
    await pump.ask("SET", CONFIRMED_KEY, datetime.now(UTC).isoformat())
    for _ in range(2):
        assert await clock.check(None) is not None


@pytest.mark.server
async def test_the_manual_clock_stands_where_it_was_set_for_all_who_read_it(pump):
    await pump.ask("SET", MANUAL_KEY, NOON.isoformat())
    for clock in (ManualClock(pump), ManualClock(pump)):
        assert await clock.now() == NOON
        assert await clock.check(NOON) is None
    assert await ManualClock(pump).check(NOON + SECOND) == ClockSuspect(why="runs behind the last event")


@pytest.mark.server
async def test_before_the_manual_clock_is_set_nothing_is_recorded(pump, log, vault):
    clock = ManualClock(pump)
    with pytest.raises(ClockNotSet):
        await clock.now()
    assert await executor(log, vault, clock).execute(act(open_till())) == ClockSuspect(why="was never set")
    assert await words(log) == []


def test_a_manual_clock_is_refused_in_production():
    with pytest.raises(ValidationError):
        Settings(clock=ClockKind.MANUAL, deployment=Deployment.PRODUCTION)
    assert Settings(clock=ClockKind.MANUAL, deployment=Deployment.DEMONSTRATION).clock is ClockKind.MANUAL
    assert Settings(clock=ClockKind.SYSTEM).deployment is Deployment.PRODUCTION
