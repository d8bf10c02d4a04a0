"""Timers are asked when something is due: again whenever what it depends on may have changed, and never by old news."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from shared.kernel.decider import Context, Step
from tests.runtime.faults import Outpaced
from tests.runtime.house import NOON, born, done, executor, faulty, words
from tests.runtime.till import SEALING, TILL, CoinAdded, Till, add, open_till, seal_till
from tests.runtime.timed import DELAY, HOUR, due_later_by_policy, house, keeping_time, sealed

__all__ = ["house"]


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
