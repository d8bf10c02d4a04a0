"""The executor: what was accepted is recorded once, what was refused not at all, whatever happens in between."""

from __future__ import annotations

import asyncio

import pytest

from shared.runtime import executor as module
from shared.runtime.act import Done
from shared.runtime.executor import Executor
from shared.runtime.refusals import ConcurrentChange, KeyReusedForOther, VersionStale
from shared.runtime.unavailable import LogUnreachable
from tests.runtime.faults import AnswerLost, NeverSent, Overtaken, Raising
from tests.runtime.house import act, born, done, entries, executor, faulty, words
from tests.runtime.till import TILL, Till, TillClosed, add, open_till, seal_till


@pytest.fixture
def till(log, vault) -> Executor:
    return executor(log, vault)


async def test_an_accepted_command_is_recorded_once_and_tells_where(till, log):
    await done(till, open_till(), key="k1")
    assert await done(till, add("c1"), key="k2") == Done("a", 2, 2, (("huimin.till.coin-added.v1", 2),))
    assert await words(log) == ["till-opened", "coin-added"]


async def test_a_command_repeated_under_its_key_gets_the_same_answer_and_says_so(till, log):
    await done(till, open_till(), key="k1")
    first = await done(till, add("c1"), key="k2")
    await done(till, add("c2"), key="k3")
    again = await done(till, add("c1"), key="k2")
    assert again.replayed
    assert (again.id, again.version, again.position, again.events) == (
        first.id,
        first.version,
        first.position,
        first.events,
    )
    assert await words(log) == ["till-opened", "coin-added", "coin-added"]


async def test_a_key_used_for_another_content_is_refused_even_where_the_command_would_do_nothing(till, log):
    await done(till, open_till(), key="k1")
    for asked in (add("c1"), open_till(), add("c1", fen=5000)):
        assert await till.execute(act(asked, key="k1", asked="other")) == KeyReusedForOther()
    assert await words(log) == ["till-opened"]


async def test_the_answer_of_a_key_survives_a_restart_of_the_process(till, log, vault):
    first = await done(till, open_till(), key="k1")
    restarted = executor(log, vault)
    again = await done(restarted, open_till(), key="k1")
    assert (again.position, again.replayed) == (first.position, True)


async def test_a_command_that_was_answered_is_answered_again_though_it_would_be_refused_now(till):
    await done(till, open_till())
    await done(till, add("c1"), key="k")
    await done(till, seal_till())
    assert (await done(till, add("c1"), key="k")).replayed


async def test_a_repetition_under_another_key_records_nothing_and_names_the_version(till, log):
    await done(till, open_till(), key="k1")
    await done(till, add("c1"), key="k2")
    assert await done(till, open_till(), key="k3") == Done("a", 2)
    assert await words(log) == ["till-opened", "coin-added"]


async def test_a_state_that_went_stale_is_read_again_before_anything_is_refused(till, log, vault):
    other = executor(log, vault)
    assert isinstance(await till.execute(act(add("c0"))), TillClosed)
    await done(other, open_till())
    assert (await done(till, add("c1"))).version == 2, "the other process had opened it"
    await done(other, seal_till())
    assert await till.execute(act(add("c2"))) == TillClosed(), "and had sealed it"
    assert (await done(till, add("c1"))).events == ()


async def test_silence_is_proven_too(till, log, vault):
    other = executor(log, vault)
    await done(till, open_till())
    await done(other, seal_till())
    assert await done(till, seal_till()) == Done("a", 2), "sealed by the other, so there is nothing left to record"


async def test_what_was_decided_on_an_older_version_is_refused(till):
    await done(till, open_till())
    await done(till, add("c1"))
    stale = await till.execute(act(add("c2"), expected_version=1))
    assert stale == VersionStale(version=2)
    assert isinstance(await till.execute(act(add("c2"), expected_version=2)), Done)


async def test_a_version_that_only_the_log_knows_is_accepted(log, vault, till):
    await done(till, open_till())
    await done(till, add("c1"))
    fresh = executor(log, vault)
    assert isinstance(await fresh.execute(act(add("c2"), expected_version=2)), Done)


async def test_a_conflict_with_another_replica_is_decided_anew(vault):
    log = faulty(Overtaken)
    here, there = executor(log, vault), executor(born(log.memory), vault)
    await done(here, open_till())
    coins = iter(["x1", "x2", "x3"])

    async def meanwhile() -> None:
        if (coin := next(coins, None)) is not None:
            await done(there, add(coin))

    log.meanwhile = meanwhile
    assert (await done(here, add("c1"))).version == 5
    await here.aggregates.refresh([TILL.ref("a")])
    state = here.aggregates.peek(TILL.ref("a")).state
    assert isinstance(state, Till)
    assert state.coins == ("x1", "x2", "x3", "c1")


async def test_a_conflict_that_never_ends_is_given_up(vault):
    log = faulty(Overtaken)
    here, there = executor(log, vault), executor(born(log.memory), vault)
    await done(here, open_till())
    log.appends = 0

    async def meanwhile() -> None:
        await done(there, add(f"x{log.appends}"))

    log.meanwhile = meanwhile
    assert await here.execute(act(add("c1"))) == ConcurrentChange()
    assert module.MAX_CONFLICTS <= log.appends <= module.MAX_CONFLICTS + 2
    assert len(await entries(log)) == 1 + log.appends


async def test_the_other_replica_can_make_a_command_one_to_refuse(vault):
    log = faulty(Overtaken)
    here, there = executor(log, vault), executor(born(log.memory), vault)
    await done(here, open_till())

    async def meanwhile() -> None:
        await done(there, seal_till())

    log.meanwhile = meanwhile
    assert await here.execute(act(add("c1"))) == TillClosed()


async def test_64_acts_at_once_on_one_aggregate_all_succeed_and_none_is_lost(till, log):
    await done(till, open_till())
    results = await asyncio.gather(*(done(till, add(f"c{n}"), key=f"k{n}") for n in range(64)))
    assert sorted(result.version for result in results) == list(range(2, 66))
    assert len(await entries(log)) == 65


async def test_the_same_request_64_times_at_once_acts_once(till, log):
    await done(till, open_till())
    results = await asyncio.gather(*(done(till, add("c1"), key="k") for _ in range(64)))
    assert {(result.version, result.position) for result in results} == {(2, 2)}
    assert sorted(result.replayed for result in results) == [False, *[True] * 63]
    assert len(await entries(log)) == 2


async def test_an_aggregate_that_was_only_looked_at_is_guarded_by_its_version(vault):
    log = faulty(Overtaken)
    here, there = executor(log, vault), executor(born(log.memory), vault)
    await done(here, open_till("a"))
    await done(here, open_till("b"))

    async def meanwhile() -> None:
        await done(there, seal_till("b"))

    log.meanwhile = meanwhile
    assert await here.execute(act(add("c1", beside="b"))) == TillClosed()
    assert "coin-added" not in await words(log)


async def test_two_aggregates_are_written_together_or_not_at_all(till, log):
    await done(till, open_till("a"))
    assert await till.execute(act(add("c1", "a"), add("c1", "b"))) == TillClosed()
    assert await words(log) == ["till-opened"]
    await done(till, open_till("b"))
    both = await done(till, add("c1", "a"), add("c1", "b"))
    assert (both.id, both.version, [position for _, position in both.events]) == ("a", 2, [3, 4])


async def test_a_leading_step_that_took_effect_before_silences_the_whole_act(till, log):
    for step in (open_till("a"), open_till("b"), add("c1", "a")):
        await done(till, step)
    assert (await done(till, add("c1", "a"), add("other", "b"))).events == ()
    assert len(await entries(log)) == 3


async def test_acts_on_the_same_pair_in_opposite_order_never_wait_for_each_other(till):
    await done(till, open_till("a"))
    await done(till, open_till("b"))
    async with asyncio.timeout(5):
        results = await asyncio.gather(
            *(done(till, add(f"n{n}", "ab"[n % 2]), add(f"n{n}", "ba"[n % 2])) for n in range(20))
        )
    assert all(len(result.events) == 2 for result in results)


@pytest.mark.parametrize("fault", [AnswerLost, NeverSent], ids=["after it was written", "before it was sent"])
async def test_an_answer_that_was_lost_is_found_and_nothing_acts_twice(fault, vault):
    log = faulty(fault)
    result = await done(executor(log, vault), open_till(), key="k")
    assert (result.version, result.position) == (1, 1)
    assert await words(log) == ["till-opened"]


async def test_a_reader_that_goes_away_takes_nobody_with_it(till, log):
    await done(till, open_till())
    impatient = asyncio.create_task(till.execute(act(add("c1"), key="k1")))
    others = [asyncio.create_task(done(till, add(f"n{n}"))) for n in range(8)]
    await asyncio.sleep(0)
    impatient.cancel()
    await asyncio.gather(*others)
    again = await done(till, add("c1"), key="k1")
    assert again.id == "a"
    assert (await words(log)).count("coin-added") == 9


async def test_what_never_answers_is_refused_and_the_retry_gets_the_one_answer(vault, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.05)
    silent = faulty(Raising)
    assert await executor(silent, vault).execute(act(open_till(), key="k")) == LogUnreachable()
    heard = born(silent.memory)
    assert (await done(executor(heard, vault), open_till(), key="k")).position == 1
    assert await words(heard) == ["till-opened"]
