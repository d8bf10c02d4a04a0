"""What every event store promises, in memory and on every server: `shared/store/port.py`, sentence by sentence."""

from __future__ import annotations

import asyncio
import json

import pytest

from shared.store.port import (
    Append,
    Appended,
    KeyReused,
    Replayed,
    StoredEvent,
    Track,
    TrackMoved,
    VersionConflict,
)
from tests.store.samples import TRACE, event, events, everything, once, ref, write

# --- positions and versions ----------------------------------------------------


async def test_positions_are_gapless_from_one(store):
    assert await store.append(Append((write("a", 0, *events(2)),))) == Appended(1, 2)
    assert await store.append(Append((write("b", 0, *events(1)),))) == Appended(3, 1)
    assert await store.append(Append((write("a", 2, *events(3)),))) == Appended(4, 3)
    assert [stored.position for stored in await everything(store)] == [1, 2, 3, 4, 5, 6]
    assert await store.head() == 6


async def test_versions_count_the_events_of_their_aggregate(store):
    await store.append(Append((write("a", 0, *events(2)), write("b", 0, *events(1)))))
    await store.append(Append((write("a", 2, *events(1)),)))
    assert [(stored.aggregate, stored.version) for stored in await everything(store)] == [
        (ref("a"), 1),
        (ref("a"), 2),
        (ref("b"), 1),
        (ref("a"), 3),
    ]


async def test_an_event_is_kept_as_it_was_given(store):
    await store.append(Append((write("01J-甲/乙", 0, event('{"名":"清真巷"}', "huimin.x.y.v1", TRACE)),)))
    assert await everything(store) == [
        StoredEvent(1, "huimin.x.y.v1", ref("01J-甲/乙"), 1, '{"名":"清真巷"}'.encode(), TRACE)
    ]


DOCUMENTS = {
    "Chinese": json.dumps({"名称": "贫困残疾人生活补贴", "人": "𠮷 é"}, ensure_ascii=False).encode(),
    "line ends and nul": b'{"a":"\r\n\x00\\r\\n"}',
    "bytes that are no UTF-8": bytes(range(256)),
    "nothing": b"",
}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())
async def test_documents_are_kept_byte_by_byte(store, document):
    await store.append(Append((write("a", 0, event(document)),)))
    (stored,) = await everything(store)
    assert stored.document == document


# --- all or nothing ------------------------------------------------------------


async def test_several_aggregates_are_written_in_the_order_given(store):
    three = (write("c", 0, *events(1)), write("a", 0, *events(2)), write("b", 0, *events(1)))
    assert await store.append(Append(three)) == Appended(1, 4)
    assert [stored.aggregate.id for stored in await everything(store)] == ["c", "a", "a", "b"]
    assert list(await store.positions(ref("a"))) == [2, 3]


async def test_a_conflict_in_the_last_of_three_writes_nothing(store):
    await store.append(Append((write("c", 0, event()),)))
    append = Append(
        (write("a", 0, event()), write("b", 0, event()), write("c", 0, event())), once("k"), Track("intake", 0, 7)
    )
    assert await store.append(append) == VersionConflict(ref("c"), 1)
    assert await store.head() == 1
    assert list(await store.positions(ref("a"))) == []
    assert await store.seen(once("k")) is None
    assert await store.tracked("intake") == 0


@pytest.mark.parametrize("expected", [0, 1, 3, 4], ids=lambda version: f"expected {version}, stands at 2")
async def test_the_expected_version_is_exact(store, expected):
    await store.append(Append((write("a", 0, *events(2)),)))
    assert await store.append(Append((write("a", expected, event()),))) == VersionConflict(ref("a"), 2)
    assert await store.head() == 2


async def test_a_write_without_events_only_checks(store):
    await store.append(Append((write("register", 0, event()),)))
    beside = write("a", 0, event())
    assert await store.append(Append((write("register", 0), beside))) == VersionConflict(ref("register"), 1)
    assert await store.append(Append((write("register", 1), beside))) == Appended(2, 1)
    assert list(await store.positions(ref("register"))) == [1]


async def test_an_empty_append_changes_nothing(store):
    assert await store.append(Append()) == Appended(1, 0)
    assert await store.append(Append((write("a", 0),), once("k"))) == Appended(1, 0)
    assert await store.head() == 0
    assert await store.seen(once("k")) is None


async def test_an_aggregate_is_written_once_in_an_append(store):
    with pytest.raises(ValueError, match="case/a"):
        Append((write("a", 0, event()), write("b", 0), write("a", 0, event())))
    twice_named = Append((write("a", 0, event()), write("a", 0)))
    assert await store.append(twice_named) == Appended(1, 1)


async def test_of_64_concurrent_appends_at_one_version_exactly_one_wins(store):
    results = await asyncio.gather(
        *(store.append(Append((write("a", 0, event(f'{{"n":{n}}}')),), once(f"k{n}"))) for n in range(64))
    )
    assert results.count(Appended(1, 1)) == 1
    assert results.count(VersionConflict(ref("a"), 1)) == 63
    assert await store.head() == 1


async def test_concurrent_appends_to_different_aggregates_all_win(store):
    results = await asyncio.gather(*(store.append(Append((write(f"a{n}", 0, *events(3)),))) for n in range(64)))
    assert sorted(result.first for result in results) == list(range(1, 193, 3))
    for n, result in enumerate(results):
        assert list(await store.positions(ref(f"a{n}"))) == [result.first, result.first + 1, result.first + 2]


# --- idempotency ---------------------------------------------------------------


async def test_a_key_answers_what_it_did_and_does_it_once(store):
    await store.append(Append((write("z", 0, event()),)))
    append = Append((write("a", 0, *events(2)), write("b", 0, *events(1))), once("k"))
    assert await store.append(append) == Appended(2, 3)
    assert await store.append(append) == Replayed(2, 3) == await store.seen(once("k"))
    assert await store.head() == 4


async def test_a_key_is_looked_at_before_versions_and_track(store):
    assert await store.append(Append((write("a", 0, event()),), once("k"), Track("intake", 0, 5))) == Appended(1, 1)
    later = Append((write("a", 9, event()),), once("k"), Track("intake", 1, 2))
    assert await store.append(later) == Replayed(1, 1)
    assert await store.tracked("intake") == 5


async def test_a_key_used_for_other_content_is_refused(store):
    await store.append(Append((write("a", 0, event()),), once("k", "this")))
    assert await store.append(Append((write("b", 0, event()),), once("k", "that"))) == KeyReused()
    assert await store.seen(once("k", "that")) == KeyReused()
    assert await store.head() == 1


async def test_a_key_that_nobody_used_is_unknown(store):
    assert await store.seen(once("k")) is None


async def test_64_concurrent_appends_under_one_key_act_once(store):
    append = Append((write("a", 0, *events(2)),), once("k"))
    results = await asyncio.gather(*(store.append(append) for _ in range(64)))
    assert results.count(Appended(1, 2)) == 1
    assert results.count(Replayed(1, 2)) == 63
    assert await store.head() == 2


# --- track ---------------------------------------------------------------------


async def test_a_track_moves_with_its_events(store):
    assert await store.tracked("intake") == 0
    assert await store.append(Append((write("a", 0, event()),), track=Track("intake", 0, 3))) == Appended(1, 1)
    assert await store.tracked("intake") == 3
    assert await store.tracked("grants") == 0


async def test_a_track_moves_without_events(store):
    assert await store.append(Append(track=Track("intake", 0, 200))) == Appended(1, 0)
    assert await store.tracked("intake") == 200
    assert await store.head() == 0


async def test_a_track_that_stands_elsewhere_forbids_the_append(store):
    await store.append(Append(track=Track("intake", 0, 3)))
    again = Append((write("a", 0, event()),), once("k"), Track("intake", 0, 3))
    assert await store.append(again) == TrackMoved(3)
    assert await store.head() == 0
    assert await store.seen(once("k")) is None


async def test_a_conflict_leaves_the_track(store):
    assert await store.append(Append((write("a", 1, event()),), track=Track("intake", 0, 3))) == VersionConflict(
        ref("a"), 0
    )
    assert await store.tracked("intake") == 0


async def test_of_two_replicas_at_one_position_one_reacts(store):
    results = await asyncio.gather(
        *(store.append(Append((write(f"r{n}", 0, event()),), track=Track("intake", 0, 1))) for n in range(2))
    )
    assert sorted(map(type, results), key=str) == [Appended, TrackMoved]
    assert await store.head() == 1
