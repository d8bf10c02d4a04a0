"""Timers: what falls due happens at its instant, once, in order, and never before all is known that was recorded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from shared.contracts.known import PolicyKnown
from shared.kernel.actors import TIMER
from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Recorded
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.runtime.clock import ClockNotSet
from shared.runtime.effects import ViewEffect
from shared.runtime.executor import Executor
from shared.runtime.follower import Follower
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.runtime.reference import VIEW
from shared.runtime.timers import AFTER_FAILURE, Timekeeper, view_of
from shared.runtime.unavailable import ClockSuspect
from shared.runtime.views import Views
from shared.store.port import EventStore
from shared.store.pump import Pump
from tests.runtime.faults import Outpaced
from tests.runtime.house import NOON, StandingClock, born, codec, done, entries, executor, faulty, until, words
from tests.runtime.till import SEALING, TILL, CoinAdded, Till, add, open_till, seal_till

HOUR = timedelta(hours=1)
DELAY = "till.delay_minutes"


def due_later_by_policy(till: Till, context: Context) -> datetime | None:
    """The sealing instant, put off by what the policy says."""
    if till.sealed or till.seals_at is None:
        return None
    entry = context.policy.in_force(DELAY, context.today)
    return till.seals_at + timedelta(minutes=int(str(entry.value)) if entry else 0)


@dataclass
class House:
    """One process: a till with its view, its follower and its timekeeper."""

    till: Executor
    clock: StandingClock
    views: Views
    follower: Follower
    keeper: Timekeeper
    effect: ViewEffect

    async def settle(self) -> None:
        """Follow and keep time until nothing happens any more."""
        before = -1
        while before != self.follower.position:
            before = self.follower.position
            await self.follower.catch_up()
            while await self.keeper._turn():
                await self.follower.catch_up()
            await self.follower.catch_up()

    async def adopt_delay(self, minutes: int) -> None:
        """Let the policy of the delay change."""
        entry = PolicyEntry(
            key=DELAY, value=minutes, effective_on=date(2013, 1, 1), basis="of the test", provenance=Provenance.DEFAULT
        )
        stored = (await entries(self.till.log))[0]
        document = codec().decode(stored.type, stored.document)
        known = document.model_copy(update={"data": PolicyKnown(entry=entry, source_position=1)})
        place = 1000 + minutes
        await self.effect.retake(Recorded(place, stored.aggregate, 1, known))


@pytest.fixture
def house(vault, tmp_path) -> Iterator[Callable[..., House]]:
    made: list[House] = []

    def build(log: EventStore, name: str = "0", timer=SEALING, clock: StandingClock | None = None) -> House:
        clock = clock or StandingClock()
        till = executor(log, vault, clock)
        views = Views(tmp_path / "views", f"till-{name}", [view_of([timer]), VIEW], "log-a")
        parking = Parking(Pump("redis://127.0.0.1:1/0"), "parked", Metrics("till"))
        effect = ViewEffect(views, "till", till.reference)
        follower = Follower("till", log, codec(), effect, parking)
        made.append(House(till, clock, views, follower, Timekeeper([timer], views, till, [follower]), effect))
        return made[-1]

    yield build
    for each in made:
        each.views.close()


async def sealed(log: EventStore) -> list[str]:
    """Tills in the order in which they were sealed."""
    return [entry.aggregate.id for entry in await entries(log) if "till-sealed" in entry.type]


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


async def test_a_change_of_the_policy_asks_all_again_and_moves_what_is_due(house, log):
    here = house(log, timer=replace(SEALING, due=due_later_by_policy))
    for name, hours in (("a", 2), ("b", 3)):
        await done(here.till, open_till(name, seals_at=NOON + hours * HOUR))
    await here.settle()
    assert here.keeper.next_due() == NOON + 2 * HOUR
    await here.adopt_delay(-90)
    await here.settle()
    assert here.keeper.next_due() == NOON + HOUR / 2, "earlier than the row had said"
    await here.adopt_delay(60)
    here.clock.at = NOON + 3 * HOUR - timedelta(seconds=1)
    await here.settle()
    assert await sealed(log) == []
    here.clock.at = NOON + 3 * HOUR
    await here.settle()
    assert await sealed(log) == ["a"]


async def test_what_nothing_is_due_for_is_asked_again_when_the_policy_changes(house, log):
    def due(till: Till, context: Context) -> datetime | None:
        return due_later_by_policy(till, context) if context.policy.in_force(DELAY, context.today) else None

    here = house(log, timer=replace(SEALING, due=due))
    await done(here.till, open_till("a", seals_at=NOON))
    await here.settle()
    assert here.keeper.next_due() is None
    await here.adopt_delay(-30)
    await here.settle()
    assert await sealed(log) == ["a"]


async def test_what_falls_due_may_depend_on_another_aggregate_as_the_log_has_it_now(house, log):
    def due(till: Till, context: Context) -> datetime | None:
        return till.seals_at if context.look(TILL, "guard").opened and not till.sealed else None

    guarded = replace(SEALING, due=due, related=lambda _till: (TILL.ref("guard"),))
    here = house(log, timer=guarded)
    await done(here.till, open_till("a", seals_at=NOON))
    await here.settle()
    assert await sealed(log) == []
    await done(here.till, open_till("guard"))
    here.keeper._ask_all()
    await here.settle()
    assert await sealed(log) == ["a"]


async def test_what_is_recorded_while_a_row_is_asked_about_is_asked_about_again(house, vault):
    """Nothing was due as far as the answer knew: it must not stand for what came in between."""
    waits = replace(
        SEALING,
        starts=SEALING.starts | {CoinAdded},
        due=lambda till, _: till.seals_at if till.coins and not till.sealed else None,
    )
    log = faulty(Outpaced)
    here, there, coins = house(log, timer=waits), executor(born(log.memory), vault), ["c1"]
    await done(here.till, open_till("a", seals_at=NOON))
    await here.follower.catch_up()

    async def meanwhile() -> None:
        if coins:
            await done(there, add(coins.pop()))
            await here.follower.catch_up()

    log.meanwhile = meanwhile
    await here.settle()
    assert await words(log) == ["till-opened", "coin-added", "till-sealed"]


async def test_a_start_asks_all_again_for_a_change_may_have_been_missed(house, log):
    before = house(log, "0")
    await done(before.till, open_till("a", seals_at=NOON + 5 * HOUR))
    await before.settle()
    before.views.close()
    after = house(log, "0", timer=replace(SEALING, due=lambda till, _: None if till.sealed else NOON + HOUR))
    after.clock.forward(hours=2)
    async with keeping_time(after):
        while not await sealed(log):
            await after.follower.catch_up()
    assert await sealed(log) == ["a"]


@asynccontextmanager
async def keeping_time(house: House) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(house.keeper.run(0))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_timer_that_cannot_be_asked_holds_up_no_other(house, log):
    def due(till: Till, _context: Context) -> datetime | None:
        if till.owner == "" and till.seals_at == NOON:
            raise LookupError("no such policy")
        return None if till.sealed else till.seals_at

    here = house(log, timer=replace(SEALING, due=due))
    await done(here.till, open_till("broken", seals_at=NOON))
    await done(here.till, open_till("sound", seals_at=NOON + HOUR))
    here.clock.forward(hours=2)
    async with keeping_time(here) as task:
        while not await sealed(log) and not task.done():
            await here.follower.catch_up()
    assert await sealed(log) == ["sound"]


async def test_a_timer_whose_act_does_nothing_is_tried_again_later_and_is_no_hot_loop(house, log):
    here = house(log, timer=replace(SEALING, steps=lambda *_: (open_till("a"),)))
    await done(here.till, open_till("a", seals_at=NOON))
    await here.settle()
    assert await words(log) == ["till-opened"]
    assert here.keeper.next_due() == NOON + AFTER_FAILURE


async def test_what_another_row_of_the_same_turn_has_settled_is_due_no_more_and_no_error(house, log, capsys):
    def due(till: Till, context: Context) -> datetime | None:
        return None if context.look(TILL, "a").sealed and till.owner == "" else SEALING.due(till, context)

    def steps(id_: str, _till: Till, _context: Context) -> tuple[Step, ...]:
        return (seal_till("a"),)

    here = house(log, timer=replace(SEALING, due=due, steps=steps, related=lambda _till: (TILL.ref("a"),)))
    await done(here.till, open_till("a", seals_at=NOON))
    await done(here.till, open_till("b", seals_at=NOON))
    await here.settle()
    assert await sealed(log) == ["a"]
    assert here.keeper.next_due() is None
    assert "timer without effect" not in capsys.readouterr().out


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
