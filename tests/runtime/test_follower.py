"""Followers: each event takes effect once, in order, whatever the feed brings and whatever fails."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from shared.kernel.envelope import Recorded
from shared.runtime import follower as module
from shared.runtime.effects import ViewEffect
from shared.runtime.follower import Follower
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.runtime.patience import NotNow
from shared.runtime.reference import Reference
from shared.runtime.views import Change, Views
from shared.store.port import LogUnavailable
from shared.store.pump import Pump
from tests.runtime.house import codec, done, entries, executor
from tests.runtime.till import ALL, CoinAdded, add, open_till, view


class Noted:
    """An effect that notes what it is given; what it cannot take is told by `faults`."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.at = 0
        self.faults: list[Exception] = []

    async def position(self) -> int:
        return self.at

    def wants(self, type_: str) -> bool:
        return "coin" in type_

    async def take(self, recorded: Sequence[Recorded[Any]], through: int) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.seen += [one.position for one in recorded]
        self.at = through

    async def passed(self, position: int) -> None:
        self.at = position

    async def retake(self, recorded: Recorded[Any]) -> None:
        self.seen.append(recorded.position)


def unparked() -> Parking:
    return Parking(Pump("redis://127.0.0.1:1/0"), "parked", Metrics("till"))


async def coins(log, vault, count: int) -> None:
    till = executor(log, vault)
    await done(till, open_till())
    for number in range(count):
        await done(till, add(f"c{number}"))


async def test_it_takes_all_that_is_there_in_order(log, vault):
    await coins(log, vault, 5)
    effect = Noted()
    follower = Follower("till", log, codec(), effect, unparked())
    await follower.catch_up()
    assert (effect.seen, follower.position) == ([2, 3, 4, 5, 6], 6)


async def test_a_long_log_is_taken_in_pages(log, vault, monkeypatch):
    monkeypatch.setattr(module, "PAGE", 2)
    await coins(log, vault, 7)
    effect = Noted()
    await Follower("till", log, codec(), effect, unparked()).catch_up()
    assert effect.seen == [2, 3, 4, 5, 6, 7, 8]


async def test_it_goes_on_where_the_effect_stands(log, vault):
    await coins(log, vault, 5)
    effect = Noted()
    effect.at = 4
    await Follower("till", log, codec(), effect, unparked()).catch_up()
    assert effect.seen == [5, 6]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(feed=st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=12))
async def test_gaps_are_healed_and_duplicates_dropped_whatever_the_feed_brings(feed, log, vault):
    if not await log.head():
        await coins(log, vault, 11)
    stored = await entries(log)
    effect = Noted()
    follower = Follower("till", log, codec(), effect, unparked())
    for start, length in feed:
        await follower.take(stored[start : start + length])
        assert effect.seen == list(range(2, follower.position + 1)), "in order, each once, up to where it stands"
    await follower.catch_up()
    assert effect.seen == list(range(2, 13))


TRANSIENT = {
    "not now": NotNow("clock-suspect"),
    "the log is away": LogUnavailable("gone"),
    "the view's file is locked": OperationalError("BEGIN", {}, OSError("locked")),
}


@pytest.mark.parametrize("error", TRANSIENT.values(), ids=TRANSIENT.keys())
async def test_what_is_transient_is_tried_again_in_place(error, log, vault):
    await coins(log, vault, 3)
    effect = Noted()
    effect.faults = [error] * 3
    follower = Follower("till", log, codec(), effect, unparked())
    await follower.catch_up()
    assert (effect.seen, follower._parking.parked) == ([2, 3, 4], [])


async def test_who_waits_for_a_position_goes_on_when_it_has_taken_effect(log, vault):
    follower = Follower("till", log, codec(), Noted(), unparked())
    waiting = asyncio.create_task(follower.reached(3))
    await coins(log, vault, 1)
    await follower.catch_up()
    assert not waiting.done()
    await done(executor(log, vault), add("c9"))
    await follower.catch_up()
    await asyncio.wait_for(waiting, 1)
    assert follower.position == 3


# --- parking, which needs a server ------------------------------------------


class Shelf:
    """A view of tills behind a follower, with a parking of its own on the server."""

    def __init__(self, log, vault, pump: Pump, directory: Path) -> None:
        self.till = executor(log, vault)
        self.broken: set[str] = set()
        self.pump = pump
        self.views = Views(directory, "till-0", [view(self.broken)], "log-a")
        self.parking = Parking(pump, "{t}:parked", Metrics("till"))
        self.follower = self.following()

    def following(self) -> Follower:
        return Follower("till", self.till.log, codec(), ViewEffect(self.views, "till", Reference()), self.parking)

    async def restart(self) -> None:
        self.parking = Parking(self.pump, "{t}:parked", Metrics("till"))
        await self.parking.load()
        self.follower = self.following()
        await self.follower.catch_up()

    def tills(self) -> dict[str, str]:
        return {row.id: row.coins.strip() for row in self.views.rows(ALL)}

    def parked(self) -> list[tuple[int, str]]:
        return [(parked.position, parked.error) for parked in self.parking.parked]


@pytest.fixture
async def shelf(log, vault, pump, tmp_path):
    shelf = Shelf(log, vault, pump, tmp_path)
    for step in (open_till("a"), open_till("b"), add("a1", "a"), add("bad", "a"), add("a3", "a"), add("b1", "b")):
        await done(shelf.till, step)
    yield shelf
    shelf.views.close()


@pytest.mark.server
async def test_what_fails_for_good_is_parked_with_what_follows_of_its_aggregate_and_the_others_go_on(shelf):
    shelf.broken.add("bad")
    await shelf.follower.catch_up()
    await done(shelf.till, add("a4", "a"))
    await done(shelf.till, add("b2", "b"))
    await shelf.follower.catch_up()
    assert shelf.tills() == {"a": "a1", "b": "b1 b2"}
    assert shelf.parked() == [(4, "CannotTake"), (5, "behind"), (7, "behind")]
    assert shelf.follower.position == 8


@pytest.mark.server
async def test_what_is_parked_is_tried_n_times_before(shelf):
    tried: list[int] = []

    def note(recorded: Recorded[CoinAdded]) -> Iterator[Change]:
        tried.append(recorded.position)
        yield from ()

    shelf.views.handlers[CoinAdded].insert(0, note)
    shelf.broken.add("bad")
    await shelf.follower.catch_up()
    assert tried.count(4) == module.TRIES + 1, "once in the batch, then alone"


@pytest.mark.server
async def test_a_redrive_keeps_the_order_and_empties_the_parking(shelf):
    shelf.broken.add("bad")
    await shelf.follower.catch_up()
    shelf.broken.clear()
    assert await shelf.follower.redrive() == 2
    assert shelf.tills() == {"a": "a1 bad a3", "b": "b1"}
    assert shelf.parked() == []
    await done(shelf.till, add("a4", "a"))
    await shelf.follower.catch_up()
    assert shelf.tills()["a"] == "a1 bad a3 a4"


@pytest.mark.server
async def test_what_fails_again_stays_parked_with_what_follows_of_it(shelf):
    shelf.broken.update({"bad", "b1"})
    await shelf.follower.catch_up()
    shelf.broken.remove("b1")
    assert await shelf.follower.redrive() == 1
    assert shelf.tills() == {"a": "a1", "b": "b1"}
    assert shelf.parked() == [(4, "CannotTake"), (5, "behind")]


@pytest.mark.server
async def test_what_is_parked_is_known_after_a_restart_and_not_parked_twice(shelf):
    shelf.broken.add("bad")
    await shelf.follower.catch_up()
    await shelf.restart()
    await done(shelf.till, add("a4", "a"))
    await shelf.follower.catch_up()
    assert [position for position, _ in shelf.parked()] == [4, 5, 7]
    shelf.broken.clear()
    assert await shelf.follower.redrive() == 3
    assert shelf.tills()["a"] == "a1 bad a3 a4"


@pytest.mark.server
async def test_a_rebuild_takes_what_stands_before_what_is_parked_and_a_redrive_the_rest(shelf):
    shelf.broken.add("bad")
    await shelf.follower.catch_up()
    shelf.views.reset()
    await shelf.restart()
    assert shelf.tills() == {"a": "a1", "b": "b1"}
    shelf.broken.clear()
    await shelf.follower.redrive()
    assert shelf.tills() == {"a": "a1 bad a3", "b": "b1"}


@pytest.mark.server
async def test_a_parked_entry_names_places_and_an_error_class_and_nothing_else(shelf):
    shelf.broken.add("bad")
    await shelf.follower.catch_up()
    entries_ = await shelf.pump.ask("XRANGE", "{t}:parked", "-", "+")
    assert next(fields for _, fields in entries_) == [
        *(b"follower", b"till", b"position", b"4", b"aggregate", b"till/a", b"error", b"CannotTake")
    ]
