"""Timers: what falls due happens at its instant, once, in order, and never before all is known that was recorded."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from shared.kernel.actors import TIMER
from shared.runtime.clock import ClockNotSet
from shared.runtime.timers import AFTER_FAILURE, view_of
from shared.runtime.unavailable import ClockSuspect
from shared.runtime.views import Views
from tests.runtime.house import NOON, StandingClock, born, codec, done, entries, until, words
from tests.runtime.till import SEALING, open_till, seal_till
from tests.runtime.timed import HOUR, house, keeping_time, sealed

__all__ = ["house"]


async def test_it_fires_at_the_instant_and_not_a_millisecond_before(house, log):
    here = house(log)
    await done(here.till, open_till("a", seals_at=NOON + HOUR))
    here.clock.at = NOON + HOUR - timedelta(milliseconds=1)
    await here.settle()
    assert await sealed(log) == []
    here.clock.at = NOON + HOUR
    await here.settle()
    assert await sealed(log) == ["a"]
    document = codec().decode((await entries(log))[-1].type, (await entries(log))[-1].document)
    assert (document.actor, document.actorrole) == (TIMER.id, "machine")


async def test_it_fires_once(house, log):
    here = house(log)
    await done(here.till, open_till("a", seals_at=NOON))
    for _ in range(3):
        await here.settle()
    assert await words(log) == ["till-opened", "till-sealed"]
    assert here.keeper.next_due() is None


async def test_what_has_no_instant_never_fires(house, log):
    here = house(log)
    await done(here.till, open_till("a"))
    here.clock.forward(days=10_000)
    await here.settle()
    assert await sealed(log) == []
    assert here.keeper.next_due() is None, "its row is gone"


async def test_the_next_instant_is_told(house, log):
    here = house(log)
    for name, hours in (("late", 3), ("soon", 1), ("later", 5)):
        await done(here.till, open_till(name, seals_at=NOON + hours * HOUR))
    await here.settle()
    assert here.keeper.next_due() == NOON + HOUR


async def test_what_fell_due_together_fires_in_the_order_in_which_it_fell_due(house, log):
    here = house(log)
    order = {"e": 5, "a": 1, "d": 4, "b": 2, "c": 3}
    for name, hours in order.items():
        await done(here.till, open_till(name, seals_at=NOON + hours * HOUR))
    here.clock.forward(days=1)
    await here.settle()
    assert await sealed(log) == ["a", "b", "c", "d", "e"]


async def test_a_row_that_was_not_looked_at_yet_does_not_overtake_an_earlier_one(house, log):
    here = house(log)
    await done(here.till, open_till("early", seals_at=NOON + HOUR))
    await here.settle()
    await done(here.till, open_till("late", seals_at=NOON + 2 * HOUR))
    here.clock.forward(hours=3)
    await here.settle()
    assert await sealed(log) == ["early", "late"]


async def test_two_timekeepers_fire_it_once(house, log):
    here, there = house(log, "0"), house(born(log.memory), "1")
    for number in range(10):
        await done(here.till, open_till(f"t{number}", seals_at=NOON))
    await asyncio.gather(here.settle(), there.settle())
    await asyncio.gather(here.settle(), there.settle())
    assert sorted(await sealed(log)) == [f"t{number}" for number in range(10)]


async def test_it_does_not_fire_for_what_was_done_before(house, log):
    here = house(log)
    await done(here.till, open_till("a", seals_at=NOON + HOUR))
    await here.settle()
    await done(here.till, seal_till("a"))
    here.clock.forward(hours=2)
    await here.settle()
    assert await sealed(log) == ["a"]


async def test_nothing_fires_before_the_log_is_read_to_its_end(house, log):
    here = house(log)
    await done(here.till, open_till("a", seals_at=NOON))
    await here.follower.catch_up()
    await done(here.till, open_till("b"))
    assert not await here.keeper.settled()
    await here.keeper._turn()
    assert await sealed(log) == []
    await here.follower.catch_up()
    while await here.keeper._turn():
        pass
    assert await sealed(log) == ["a"]


async def test_nothing_fires_while_the_clock_is_suspect(house, log):
    here = house(log)
    await done(here.till, open_till("a", seals_at=NOON))
    here.clock.suspect = ClockSuspect(why="leapt")
    await here.settle()
    assert await sealed(log) == []
    here.clock.suspect = None
    await here.settle()
    assert await sealed(log) == ["a"]


async def test_a_timer_whose_act_does_nothing_is_tried_again_later_and_is_no_hot_loop(house, log):
    here = house(log, timer=replace(SEALING, steps=lambda *_: (open_till("a"),)))
    await done(here.till, open_till("a", seals_at=NOON))
    await here.settle()
    assert await words(log) == ["till-opened"]
    assert here.keeper.next_due() == NOON + AFTER_FAILURE


async def test_a_clock_that_was_never_set_is_waited_for(house, log, monkeypatch):
    here = house(log)
    await done(here.till, open_till("a", seals_at=NOON))
    await here.follower.catch_up()
    asked = []

    async def unset(_clock: StandingClock) -> datetime:
        asked.append(1)
        raise ClockNotSet

    with monkeypatch.context() as patched:
        patched.setattr(StandingClock, "now", unset)
        async with keeping_time(here) as task:
            await until(lambda: len(asked) >= 3)
            assert not task.done()
    await here.settle()
    assert await sealed(log) == ["a"]


def test_the_file_of_the_rows_changes_with_what_is_watched(tmp_path: Path):
    watched = replace(SEALING, stops=frozenset())
    names = set()
    for timer in (SEALING, watched):
        views = Views(tmp_path, "till-0", [view_of([timer])], "log-a")
        names.add(views.path.name)
        views.close()
    assert len(names) == 2
