"""The contract suite, second part: which log it is, how large an event may be, and how it is read."""

from __future__ import annotations

import asyncio

import pytest

from shared.kernel.envelope import MAX_EVENT_BYTES
from shared.store.port import (
    Append,
    Appended,
    EventTooLarge,
    LogIdentity,
    Track,
    WrongEpoch,
    WrongLog,
)
from tests.store.samples import TYPE, event, events, everything, once, ref, write

# --- birth ---------------------------------------------------------------------


async def test_a_server_without_a_log_says_so(home):
    assert await home.opened(None).identify() is None


async def test_a_log_is_born_empty_in_its_first_epoch(home):
    store = home.opened(None)
    assert await store.birth("log-a") == LogIdentity("log-a", 1) == await store.identify()
    assert await store.head() == 0
    assert await everything(store) == []


async def test_being_born_again_changes_nothing(home, store):
    await store.append(Append((write("a", 0, event()),)))
    await home.restored()
    assert await home.opened(None).birth("log-b") == LogIdentity("log-a", 2)
    assert await store.head() == 1


async def test_concurrent_births_agree_on_one_log(home):
    first, *others = await asyncio.gather(*(home.opened(None).birth(f"log-{n}") for n in range(8)))
    assert all(other == first for other in others)
    assert await home.opened(None).identify() == first


# --- identity ------------------------------------------------------------------


async def test_a_store_that_knows_no_log_appends_nothing(home, store):
    with pytest.raises(WrongLog):
        await home.opened(None).append(Append((write("a", 0, event()),)))
    assert await store.head() == 0


async def test_a_flushed_server_is_the_wrong_log(home, store):
    await store.append(Append((write("a", 0, event()),)))
    await home.flush()
    with pytest.raises(WrongLog):
        await store.append(Append((write("a", 0, event()),)))
    assert await store.identify() is None
    assert await everything(store) == []


async def test_another_log_is_the_wrong_log(home, store):
    await home.flush()
    await home.opened(None).birth("log-b")
    with pytest.raises(WrongLog):
        await store.append(Append((write("a", 0, event()),)))
    assert await store.head() == 0


async def test_a_log_brought_back_from_a_copy_is_the_wrong_epoch(home, store):
    await home.restored()
    with pytest.raises(WrongEpoch):
        await store.append(Append((write("a", 0, event()),)))
    assert await home.opened(await store.identify()).append(Append((write("a", 0, event()),))) == Appended(1, 1)


# --- size ----------------------------------------------------------------------


async def test_an_event_of_65535_bytes_is_taken(store):
    document = b"x" * MAX_EVENT_BYTES
    assert await store.append(Append((write("a", 0, event(document)),))) == Appended(1, 1)
    assert [stored.document for stored in await everything(store)] == [document]


async def test_one_byte_more_is_refused_with_all_that_came_with_it(store):
    too_large = event(b"x" * (MAX_EVENT_BYTES + 1))
    with pytest.raises(EventTooLarge):
        await store.append(Append((write("a", 0, event()), write("b", 0, too_large)), once("k"), Track("intake", 0, 1)))
    assert await store.head() == 0
    assert await store.seen(once("k")) is None
    assert await store.tracked("intake") == 0


# --- reading -------------------------------------------------------------------


async def test_a_log_is_read_by_page(store):
    await store.append(Append((write("a", 0, *events(7)),)))
    pages = [[stored.position for stored in await store.read(after, 3)] for after in (0, 3, 6, 7, 99)]
    assert pages == [[1, 2, 3], [4, 5, 6], [7], [], []]


async def test_positions_begin_after_a_version(store):
    for version in range(4):
        await store.append(Append((write("a", version, event()), write("b", version, event()))))
    assert list(await store.positions(ref("a"))) == [1, 3, 5, 7]
    assert [list(await store.positions(ref("a"), after)) for after in (0, 1, 3, 4, 5)] == [
        [1, 3, 5, 7],
        [3, 5, 7],
        [7],
        [],
        [],
    ]
    assert list(await store.positions(ref("unknown"))) == []


async def test_events_come_in_the_order_in_which_they_are_asked_for(store):
    await store.append(Append((write("a", 0, *events(5)),)))
    assert [stored.position for stored in await store.at([4, 1, 5, 1])] == [4, 1, 5, 1]
    assert list(await store.at([])) == []


async def test_what_is_not_there_is_left_out(store):
    await store.append(Append((write("a", 0, event()),)))
    assert [stored.position for stored in await store.at([2, 1, 3])] == [1]


async def test_an_aggregate_of_ten_thousand_events_can_be_read(store):
    for version in range(0, 10_000, 1000):
        await store.append(Append((write("a", version, *events(1000)),)))
    positions = await store.positions(ref("a"))
    assert [stored.version for stored in await store.at(positions)] == list(range(1, 10_001))


async def test_the_type_is_kept_beside_the_document(store):
    await store.append(Append((write("a", 0, event(type_=TYPE)),)))
    assert [stored.type for stored in await everything(store)] == [TYPE]
