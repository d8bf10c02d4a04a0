"""Timers that open: what lay sealed is told by the act that falls due, and is never opened before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from shared.kernel.decider import Context, Step
from shared.kernel.personal import Personal
from shared.kernel.timer import Opening
from shared.runtime.effects import ViewEffect
from shared.runtime.follower import Follower
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.runtime.patience import NotNow
from shared.runtime.timers import Timekeeper, view_of
from shared.runtime.views import Views
from shared.store.port import EventStore
from shared.store.pump import Pump
from shared.vault.errors import VaultUnavailable
from tests.runtime.house import NOON, StandingClock, codec, done, entries, executor
from tests.runtime.till import SEALING, CoinAdded, Till, TillOpened, add, open_till, seal_till
from tests.runtime.timed import HOUR, House, sealed

OWNER = TypeAdapter(str)


def told_by(id_: str, _till: Till, said: Sequence[str | None], _context: Context) -> tuple[Step, ...]:
    """Seal the till, and put in a coin that repeats what was opened."""
    coins = [add(f"c{place}", to="told", note=str(owner)) for place, owner in enumerate(said)]
    return (seal_till(id_), *coins)


TELLING = replace(SEALING, opening=Opening(TillOpened, lambda event: event.owner, OWNER, told_by))


@pytest.fixture
def here(log, vault, tmp_path) -> Iterator[House]:
    clock = StandingClock()
    till = executor(log, vault, clock)
    views = Views(tmp_path / "views", "till-0", [view_of([TELLING])], "log-a")
    parking = Parking(Pump("redis://127.0.0.1:1/0"), "parked", Metrics("till"))
    effect = ViewEffect(views, "till", till.reference)
    follower = Follower("till", log, codec(), effect, parking)
    yield House(till, clock, views, follower, Timekeeper([TELLING], views, till, [follower]), effect)
    views.close()


async def notes(log: EventStore) -> list[str]:
    """What was told of what lay sealed."""
    decoded = [codec().decode(entry.type, entry.document) for entry in await entries(log)]
    return [document.data.note for document in decoded if isinstance(document.data, CoinAdded)]


async def test_what_lies_sealed_is_opened_for_the_act_that_tells_it(here, log, vault):
    await done(here.till, open_till("told"))
    subject = await vault.mint()
    await done(here.till, open_till("a", owner=Personal[str].of(subject, "nobody knows"), seals_at=NOON + HOUR))
    await here.settle()
    assert await notes(log) == [], "nothing is opened before it is due"
    here.clock.at = NOON + HOUR
    await here.settle()
    assert (await sealed(log), await notes(log)) == (["a"], ["nobody knows"])


async def test_what_was_sealed_for_somebody_who_was_erased_is_told_as_nothing(here, log, vault):
    await done(here.till, open_till("told"))
    subject = await vault.mint()
    await done(here.till, open_till("a", owner=Personal[str].of(subject, "nobody knows"), seals_at=NOON))
    await vault.destroy(subject, NOON)
    await here.settle()
    assert (await sealed(log), await notes(log)) == (["a"], ["None"])


async def test_while_the_vault_cannot_be_read_the_act_waits_and_is_not_put_off(here, log, vault, monkeypatch):
    async def busy(*_: object) -> None:
        raise VaultUnavailable("busy")

    await done(here.till, open_till("told"))
    subject = await vault.mint()
    await done(here.till, open_till("a", owner=Personal[str].of(subject, "nobody knows"), seals_at=NOON))
    with monkeypatch.context() as patched:
        patched.setattr(type(vault), "keys", busy)
        with pytest.raises(NotNow):
            await here.settle()
    assert here.keeper.next_due() == NOON
    await here.settle()
    assert await notes(log) == ["nobody knows"]
