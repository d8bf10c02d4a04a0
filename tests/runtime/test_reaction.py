"""Reactions: each event of the other log is answered exactly once, whoever reads it and however often."""

from __future__ import annotations

import asyncio
import json

import pytest

from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Draft, Reaction
from shared.kernel.refusals import Refusal
from shared.runtime import effects
from shared.runtime.act import Act, Done
from shared.runtime.effects import ReactionEffect
from shared.runtime.executor import Executor
from shared.runtime.follower import Follower
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.runtime.unavailable import ClockSuspect
from shared.store.pump import Pump
from shared.testing.memory_log import MemoryLog
from tests.runtime.faults import AnswerLost, NeverSent
from tests.runtime.house import StandingClock, act, born, codec, done, entries, executor, faulty, until
from tests.runtime.till import ACCOUNT, TILL_EVENTS, BookCoin, CoinAdded, add, booking, open_till


def parking(pump: Pump | None = None) -> Parking:
    return Parking(pump or Pump("redis://127.0.0.1:1/0"), "{b}:parked", Metrics("bank"))


def following(till: MemoryLog, bank: Executor, broken: set[str] | None = None, park: Parking | None = None) -> Follower:
    """One process of the bank that follows the till."""
    effect = ReactionEffect(bank, booking(broken or set()))
    return Follower("till", till, codec(), effect, park or parking())


async def coins(till: Executor, *names: str, to: str = "a") -> None:
    await done(till, open_till(to))
    for name in names:
        await done(till, add(name, to, fen=-1 if name.startswith("debt") else 1))


async def booked(bank: Executor, account: str = "a") -> tuple[str, ...]:
    fresh = executor(bank.log, bank.vault, service="bank")
    await fresh.aggregates.refresh([ACCOUNT.ref(account)])
    state = fresh.aggregates.peek(ACCOUNT.ref(account)).state
    assert isinstance(state, tuple)
    return state


@pytest.fixture
def bank(vault) -> Executor:
    return executor(born(), vault, service="bank")


@pytest.fixture
def till(log, vault) -> Executor:
    return executor(log, vault)


async def test_each_event_is_answered_in_order_and_names_what_it_answers(till, bank, log):
    await coins(till, "c1", "c2")
    await following(log, bank).catch_up()
    assert await booked(bank) == ("c1", "c2")
    triggers = [json.loads(entry.document)["id"] for entry in (await entries(log))[1:]]
    answers = [json.loads(entry.document) for entry in await entries(bank.log)]
    assert [answer["causationid"] for answer in answers] == triggers
    assert {answer["actor"] for answer in answers} == {"reaction:till"}


async def test_a_restart_reads_on_where_the_track_stands(till, bank, log):
    await coins(till, "c1", "c2")
    await following(log, bank).catch_up()
    await done(till, add("c3"))
    await following(log, bank).catch_up()
    assert await booked(bank) == ("c1", "c2", "c3")


@pytest.mark.parametrize("head_start", range(4))
async def test_two_replicas_that_race_answer_each_event_once_and_in_order(head_start, till, bank, log, vault):
    names = [f"c{n}" for n in range(16)]
    await coins(till, *names)
    other = executor(born(bank.log.memory), vault, service="bank")

    async def late(follower: Follower) -> None:
        for _ in range(head_start * 3):
            await asyncio.sleep(0)
        await follower.catch_up()

    await asyncio.gather(following(log, bank).catch_up(), late(following(log, other)))
    assert await booked(bank) == tuple(names)
    assert await bank.log.tracked("till") == 17


async def test_two_replicas_with_a_fault_planted_in_the_track_would_be_seen(till, bank, log, vault):
    await coins(till, "c1", "c2")
    other = executor(born(bank.log.memory), vault, service="bank")
    await following(log, bank).catch_up()
    bank.log.memory.track["till"] = 0
    await following(log, other).catch_up()
    assert await booked(bank) == ("c1", "c2", "c1", "c2"), "the twin: without the track each acts twice"


@pytest.mark.parametrize("fault", [AnswerLost, NeverSent])
async def test_an_answer_of_the_log_that_was_lost_makes_nothing_act_twice_or_never(fault, till, log, vault):
    await coins(till, "c1", "c2", "c3")
    bank = executor(faulty(fault), vault, service="bank")
    await following(log, bank).catch_up()
    assert await booked(bank) == ("c1", "c2", "c3")


async def test_a_trigger_that_is_refused_is_recorded_as_passed(till, bank, log):
    await coins(till, "c1", "debt", "c2", "debt-at-the-end")
    follower = following(log, bank)
    await follower.catch_up()
    assert await booked(bank) == ("c1", "c2")
    assert (await bank.log.tracked("till"), follower.position) == (5, 5)


async def test_while_nothing_may_be_recorded_it_waits(till, log, vault):
    clock = StandingClock(suspect=ClockSuspect(why="leapt"))
    bank = executor(born(), vault, clock, service="bank")
    await coins(till, "c1")
    running = asyncio.create_task(following(log, bank).catch_up())
    refused = {"slug": "clock-suspect"}
    await until(lambda: bool(bank.metrics.registry.get_sample_value("huimin_refusals_total", refused)))
    assert await booked(bank) == ()
    clock.suspect = None
    await running
    assert await booked(bank) == ("c1",)


async def test_events_without_effect_move_the_track_now_and_then(till, bank, log, monkeypatch):
    monkeypatch.setattr(effects, "TRACK_EVERY", 3)
    for name in "abcd":
        await done(till, open_till(name))
    follower = following(log, bank)
    await follower.catch_up()
    assert await bank.log.tracked("till") == 4
    assert await bank.log.head() == 0


@pytest.mark.server
async def test_a_poison_is_parked_others_go_on_and_once_mended_it_acts_once(till, log, pump, vault):
    bank = executor(born(), vault, service="bank")
    broken = {"bad"}
    await coins(till, "a1", "bad", "a3")
    await coins(till, "b1", to="b")
    park = parking(pump)
    follower = following(log, bank, broken, park)
    await follower.catch_up()
    assert (await booked(bank), await booked(bank, "b")) == (("a1",), ("b1",))
    assert [parked.position for parked in park.parked] == [3, 4]
    broken.clear()
    assert await follower.redrive() == 2
    assert await booked(bank) == ("a1", "bad", "a3")


@pytest.mark.server
async def test_what_was_parked_last_and_mended_does_not_act_again_after_a_restart(till, log, pump, vault):
    bank = executor(born(), vault, service="bank")
    broken = {"bad"}
    await coins(till, "a1", "bad")
    park = parking(pump)
    follower = following(log, bank, broken, park)
    await follower.catch_up()
    broken.clear()
    await follower.redrive()
    again = parking(pump)
    await again.load()
    await following(log, bank, park=again).catch_up()
    assert await booked(bank) == ("a1", "bad")


async def test_a_redrive_that_was_cut_off_after_its_act_does_not_act_again(till, bank, log):
    await coins(till, "c1")
    effect = ReactionEffect(bank, booking())
    stored = (await entries(log))[1]
    document = codec().decode(stored.type, stored.document)
    for _ in range(2):
        await effect.retake(Recorded(stored.position, stored.aggregate, stored.version, document))
    assert await booked(bank) == ("c1",)


def drawing(drawn: list[int]) -> Reaction:
    """The bank books a coin once it has another of the same account, and says how many it saw each time it drew up."""

    def draft(recorded: Recorded[CoinAdded]) -> Draft:
        account = recorded.aggregate.id

        def steps(context: Context) -> tuple[Step, ...]:
            coins = context.look(ACCOUNT, account)
            drawn.append(len(coins))
            return (Step(ACCOUNT, account, BookCoin(coin_id=recorded.event.coin_id, fen=1 if coins else -1)),)

        return Draft((ACCOUNT.ref(account),), steps)

    return Reaction("till", TILL_EVENTS, {CoinAdded: draft})


async def test_what_was_refused_as_drawn_up_is_drawn_up_anew_where_the_log_has_changed(till, bank, log, monkeypatch):
    await coins(till, "c1")
    execute, meanwhile = Executor.execute, ["c0"]

    async def raced(self: Executor, asked: Act) -> Done | Refusal:
        result = await execute(self, asked)
        if self is bank and meanwhile:
            await execute(self, act(Step(ACCOUNT, "a", BookCoin(coin_id=meanwhile.pop(), fen=1))))
        return result

    monkeypatch.setattr(Executor, "execute", raced)
    drawn: list[int] = []
    await Follower("till", log, codec(), ReactionEffect(bank, drawing(drawn)), parking()).catch_up()
    assert await booked(bank) == ("c0", "c1")
    assert drawn[0] == 0
    assert drawn[-1] == 1
    assert await bank.log.tracked("till") == 2


async def test_what_is_refused_as_drawn_up_and_nothing_has_changed_is_passed(till, bank, log):
    await coins(till, "c1")
    drawn: list[int] = []
    await Follower("till", log, codec(), ReactionEffect(bank, drawing(drawn)), parking()).catch_up()
    assert await booked(bank) == ()
    assert set(drawn) == {0}
    assert await bank.log.tracked("till") == 2
