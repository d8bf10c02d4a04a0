"""A reaction that others keep overtaking on its aggregate is tried again until it gets through; it is never dropped."""

from __future__ import annotations

import pytest

from shared.kernel.decider import Step
from shared.runtime.effects import ReactionEffect
from shared.runtime.executor import MAX_CONFLICTS
from shared.runtime.follower import Follower
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.store.pump import Pump
from shared.testing.memory_log import Memory, MemoryLog
from shared.vault.vault import Vault
from shared.vault.wrapping import WrappingKey
from tests.runtime.faults import Overtaken
from tests.runtime.house import IDENTITY, act, born, codec, done, executor
from tests.runtime.till import ACCOUNT, BookCoin, add, booking, open_till


@pytest.fixture
async def vault(tmp_path):
    opened = await Vault.open(tmp_path / "vault.sqlite", WrappingKey(bytes(range(32))))
    yield opened
    await opened.close()


async def test_a_reaction_overtaken_more_often_than_a_command_may_be_is_recorded_once(vault):
    memory, till_log = Memory(identity=IDENTITY), born()
    till, other = executor(till_log, vault), executor(MemoryLog(IDENTITY, memory), vault, service="bank")
    await done(till, open_till())
    await done(till, add("c1"))
    log = Overtaken(IDENTITY, memory)

    async def overtake() -> None:
        if log.appends <= 2 * MAX_CONFLICTS:
            step = Step(ACCOUNT, "a", BookCoin(coin_id=f"other-{log.appends}", fen=1))
            await other.execute(act(step))

    log.meanwhile = overtake
    effect = ReactionEffect(executor(log, vault, service="bank"), booking())
    parking = Parking(Pump("redis://127.0.0.1:1/0"), "{b}:parked", Metrics("bank"))
    follower = Follower("till", till_log, codec(), effect, parking)
    await follower.catch_up()
    await other.aggregates.refresh([ACCOUNT.ref("a")])
    state = other.aggregates.peek(ACCOUNT.ref("a")).state
    assert isinstance(state, tuple)
    assert state.count("c1") == 1
    assert follower.position == 2
