"""The executor when something is wrong around it: each cause has its slug, and nothing is recorded."""

from __future__ import annotations

import asyncio

import pytest

from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime import executor as module
from shared.runtime.act import Done
from shared.runtime.executor import Executor
from shared.runtime.refusals import EventWouldBeTooLarge, PersonErased, PersonNotKnown
from shared.runtime.turnstile import MAX_WAITING
from shared.runtime.unavailable import (
    Busy,
    ClockSuspect,
    EpochChanged,
    LogDamaged,
    LogHasNoRoom,
    LogSwapped,
    LogUnreachable,
    VaultClosedToUs,
)
from shared.store import port
from shared.vault.errors import VaultUnavailable
from tests.runtime.faults import Raising
from tests.runtime.house import NOON, StandingClock, act, done, entries, executor, faulty, words
from tests.runtime.till import TILL, Till, TillFull, add, open_till


@pytest.fixture
def till(log, vault) -> Executor:
    return executor(log, vault)


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
    log = faulty(Raising)
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


async def test_nothing_is_recorded_for_a_person_whom_nobody_entered(till, log):
    assert await till.execute(act(open_till(owner=Personal[str].of("nobody", "马秀英")))) == PersonNotKnown()
    assert await words(log) == []


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
