"""The executor: what was accepted is recorded once, what was refused not at all, whatever happens in between."""

from __future__ import annotations

import asyncio

import pytest

from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime import executor as module
from shared.runtime.executor import Done, Executor
from shared.runtime.refusals import (
    Busy,
    ClockSuspect,
    ConcurrentChange,
    EpochChanged,
    EventWouldBeTooLarge,
    KeyReusedForOther,
    LogDamaged,
    LogHasNoRoom,
    LogSwapped,
    LogUnreachable,
    PersonErased,
    VaultClosedToUs,
    VersionStale,
)
from shared.runtime.turnstile import MAX_WAITING
from shared.store import port
from shared.vault.errors import VaultUnavailable
from tests.runtime.faults import AnswerLost, NeverSent, Overtaken, Raising
from tests.runtime.house import NOON, StandingClock, act, born, done, entries, executor, words
from tests.runtime.till import TILL, Till, TillClosed, TillFull, add, open_till, seal_till


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
    log = born(Overtaken)
    here, there = executor(log, vault), executor(born(memory=log.memory), vault)
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
    log = born(Overtaken)
    here, there = executor(log, vault), executor(born(memory=log.memory), vault)
    await done(here, open_till())
    log.appends = 0

    async def meanwhile() -> None:
        await done(there, add(f"x{log.appends}"))

    log.meanwhile = meanwhile
    assert await here.execute(act(add("c1"))) == ConcurrentChange()
    assert module.MAX_CONFLICTS <= log.appends <= module.MAX_CONFLICTS + 2
    assert len(await entries(log)) == 1 + log.appends


async def test_the_other_replica_can_make_a_command_one_to_refuse(vault):
    log = born(Overtaken)
    here, there = executor(log, vault), executor(born(memory=log.memory), vault)
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
    log = born(Overtaken)
    here, there = executor(log, vault), executor(born(memory=log.memory), vault)
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
    log = born(fault)
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
    silent = born(Raising)
    assert await executor(silent, vault).execute(act(open_till(), key="k")) == LogUnreachable()
    heard = born(memory=silent.memory)
    assert (await done(executor(heard, vault), open_till(), key="k")).position == 1
    assert await words(heard) == ["till-opened"]


ERRORS: dict[type[port.StoreError], Refusal] = {
    port.WrongLog: LogSwapped(),
    port.WrongEpoch: EpochChanged(),
    port.LogFull: LogHasNoRoom(),
    port.RogueEntry: LogDamaged(),
    port.EventTooLarge: EventWouldBeTooLarge(limit_bytes=65_535),
    port.StoreBusy: Busy(),
    port.LogUnavailable: LogUnreachable(),
    port.OutcomeUnknown: LogUnreachable(),
}


@pytest.mark.parametrize(("error", "refusal"), ERRORS.items(), ids=[error.__name__ for error in ERRORS])
async def test_what_the_store_cannot_do_is_told_by_a_slug_of_its_own(error, refusal, vault, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.05)
    log = born(Raising)
    log.error = error("at the server")
    assert await executor(log, vault).execute(act(open_till())) == refusal


def test_no_error_of_the_store_is_left_out():
    def below(kind: type[port.StoreError]) -> set[type[port.StoreError]]:
        return {kind}.union(*map(below, kind.__subclasses__()))

    assert {error for error in below(port.StoreError) if error.__module__ == port.__name__} == {
        *ERRORS,
        port.StoreError,
    }


async def test_an_event_over_the_limit_is_refused_and_one_of_the_limit_is_not(till, log):
    await done(till, open_till())
    assert await till.execute(act(add("c1", note="x" * 65_536))) == EventWouldBeTooLarge(limit_bytes=65_535)
    await done(till, add("c1"))
    room = 65_535 - len((await entries(log))[-1].document) + len('"note":""')
    at_the_limit = room - len('"note":""')
    await done(till, add("c2", note="x" * at_the_limit))
    assert len((await entries(log))[-1].document) == 65_535
    assert await till.execute(act(add("c3", note="x" * (at_the_limit + 1)))) == EventWouldBeTooLarge(limit_bytes=65_535)


async def test_who_comes_when_too_many_wait_is_told_that_it_is_busy(till):
    await done(till, open_till())
    results = await asyncio.gather(*(till.execute(act(add(f"c{n}"))) for n in range(MAX_WAITING + 3)))
    assert [result for result in results if isinstance(result, Refusal)] == [Busy()] * 3
    assert isinstance(await till.execute(act(add("later"))), Done), "and the gate opens again"


async def test_a_flushed_or_restored_log_takes_nothing(till, log):
    await done(till, open_till())
    log.memory.restored()
    assert await till.execute(act(add("c1"))) == EpochChanged()
    log.memory.flush()
    assert await till.execute(act(open_till("b"))) == LogSwapped()


async def test_a_suspect_clock_lets_nothing_in(log, vault):
    clock = StandingClock(suspect=ClockSuspect(why="leapt"))
    till = executor(log, vault, clock)
    assert await till.execute(act(open_till())) == ClockSuspect(why="leapt")
    assert await words(log) == []
    clock.suspect = None
    assert isinstance(await till.execute(act(open_till())), Done)


async def test_personal_values_are_sealed_before_they_are_appended_and_no_state_holds_them(till, log, vault):
    subject = await vault.enrol("citizen-id", "630102198001011234")
    await done(till, open_till(owner=Personal[str].of(subject, "马秀英")))
    (entry,) = await entries(log)
    assert "马秀英" not in entry.document.decode()
    assert "马秀英" not in repr(till.aggregates.peek(TILL.ref("a")))
    restarted = executor(log, vault)
    await restarted.aggregates.refresh([TILL.ref("a")])
    assert restarted.aggregates.peek(TILL.ref("a")) == till.aggregates.peek(TILL.ref("a"))
    assert till.aggregates.peek(TILL.ref("a")).state == Till(opened=True, owner=subject)


async def test_nothing_is_recorded_for_a_person_who_was_erased(till, log, vault):
    subject = await vault.enrol("citizen-id", "630102198001011234")
    await vault.destroy(subject, NOON)
    assert await till.execute(act(open_till(owner=Personal[str].of(subject, "马秀英")))) == PersonErased()
    assert await words(log) == []


async def test_a_vault_that_does_not_answer_is_said_so(till, log, vault, monkeypatch):
    async def silent(_subjects: object) -> None:
        raise VaultUnavailable

    monkeypatch.setattr(vault, "keys", silent)
    owner = Personal[str].of("somebody", "马秀英")
    assert await till.execute(act(open_till(owner=owner))) == VaultClosedToUs()
    assert await words(log) == []


async def test_a_refusal_names_what_blocked_and_is_counted_by_its_slug(till):
    await done(till, open_till())
    assert await till.execute(act(add("c1", fen=1001))) == TillFull(limit=1000)
    assert isinstance(await till.execute(act(add("c1", fen=1000))), Done)
    assert till.metrics.registry.get_sample_value("huimin_refusals_total", {"slug": "till-full"}) == 1
    counted = {"command": "AddCoin", "outcome": "recorded"}
    assert till.metrics.registry.get_sample_value("huimin_commands_total", counted) == 1


async def test_what_a_cache_forgot_is_folded_again(till, log, monkeypatch):
    monkeypatch.setattr("shared.runtime.aggregates.CAPACITY", 2)
    for name in "abc":
        await done(till, open_till(name))
    assert till.aggregates.peek(TILL.ref("a")).version == 0
    assert (await done(till, add("c1", "a"))).version == 2
