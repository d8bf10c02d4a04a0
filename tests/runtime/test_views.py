"""Views: what they say is what the log says, and nothing of it is lost or doubled on the way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from shared.runtime.effects import ViewEffect
from shared.runtime.follower import Follower
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.runtime.reference import Reference
from shared.runtime.views import Change, Views
from shared.store.pump import Pump
from tests.runtime.house import codec, done, executor
from tests.runtime.till import ALL, OPEN, add, open_till, view

OPENED_A: Change = (OPEN, {"till": "a"})


def opened(directory: Path, name: str = "till-0", revision: str = "", log_id: str = "log-a") -> Views:
    return Views(directory, name, [view(revision=revision)], log_id)


def follower(log, views: Views) -> Follower:
    parking = Parking(Pump("redis://127.0.0.1:1/0"), "parked", Metrics("till"))
    return Follower("till", log, codec(), ViewEffect(views, "till", Reference()), parking)


def dump(path: Path) -> str:
    """Everything in the file, as statements."""
    with sqlite3.connect(path) as connection:
        dumped = "\n".join(connection.iterdump())
    connection.close()
    return dumped


def rows(views: Views) -> list[tuple[str, str, int]]:
    return [(row.id, row.coins.strip(), row.fen) for row in views.rows(ALL)]


@pytest.fixture
async def story(log, vault):
    till = executor(log, vault)
    for step in (open_till("a"), add("c1", "a"), open_till("b"), add("c2", "b"), add("c3", "a", fen=7)):
        await done(till, step)
    return log


async def test_a_rebuild_equals_the_original_byte_for_byte(story, tmp_path, vault):
    original = opened(tmp_path / "one")
    grown = follower(story, original)
    await grown.catch_up()
    await done(executor(story, vault), add("c4", "b"))
    await grown.catch_up()
    rebuilt = opened(tmp_path / "two")
    await follower(story, rebuilt).catch_up()
    original.close()
    rebuilt.close()
    assert "c1 c3" in dump(original.path)
    assert dump(rebuilt.path) == dump(original.path)


async def test_a_row_that_was_changed_by_hand_makes_the_dumps_differ(story, tmp_path):
    original, rebuilt = opened(tmp_path / "one"), opened(tmp_path / "two")
    await follower(story, original).catch_up()
    await follower(story, rebuilt).catch_up()
    original.close()
    rebuilt.close()
    with sqlite3.connect(original.path) as connection:
        connection.execute("update till set fen = fen + 1 where id = 'a'")
    connection.close()
    assert dump(rebuilt.path) != dump(original.path)


async def test_an_emptied_view_is_filled_as_before(story, tmp_path):
    views = opened(tmp_path)
    await follower(story, views).catch_up()
    before = rows(views)
    views.reset()
    assert (rows(views), views.position("till")) == ([], 0)
    await follower(story, views).catch_up()
    assert rows(views) == before == [("a", "c1 c3", 8), ("b", "c2", 1)]
    views.close()


async def test_the_position_is_in_the_transaction_of_the_effect(story, tmp_path):
    views = opened(tmp_path)
    await follower(story, views).catch_up()
    with sqlite3.connect(views.path) as reader:
        assert reader.execute("select log, position from place").fetchall() == [("till", 5)]
        assert reader.execute("select sum(fen) from till").fetchone() == (9,)
    reader.close()
    views.close()


async def test_a_crash_before_the_commit_leaves_neither_effect_nor_position_and_the_replay_is_harmless(story, tmp_path):
    views = opened(tmp_path)
    effect = ViewEffect(views, "till", Reference())
    stored = await story.read(0, 5)
    recorded = [follower(story, views)._read(entry) for entry in stored]

    def cut_off():
        yield from (change for one in recorded[:3] for change in views.changes(one))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        views.write(cut_off(), "till", 3)
    assert (rows(views), await effect.position()) == ([], 0)
    await follower(story, views).catch_up()
    assert rows(views) == [("a", "c1 c3", 8), ("b", "c2", 1)]
    views.close()


async def test_a_process_that_comes_back_goes_on_where_its_file_stands(story, tmp_path, vault):
    first = opened(tmp_path)
    await follower(story, first).catch_up()
    first.close()
    await done(executor(story, vault), add("c9", "b"))
    again = opened(tmp_path)
    assert again.position("till") == 5
    await follower(story, again).catch_up()
    assert rows(again) == [("a", "c1 c3", 8), ("b", "c2 c9", 2)]
    again.close()


async def test_another_fingerprint_builds_a_file_of_its_own_and_drops_the_old_one(story, tmp_path):
    old = opened(tmp_path)
    await follower(story, old).catch_up()
    old.close()
    new = opened(tmp_path, revision="2")
    assert new.path != old.path
    assert (rows(new), new.position("till")) == ([], 0)
    assert [path.name for path in tmp_path.glob("till-*.sqlite")] == [new.path.name]
    await follower(story, new).catch_up()
    assert rows(new) == [("a", "c1 c3", 8), ("b", "c2", 1)]
    new.close()


def test_the_same_code_has_the_same_fingerprint(tmp_path):
    one, two = opened(tmp_path / "one"), opened(tmp_path / "two")
    assert one.path.name == two.path.name
    one.close()
    two.close()


def test_the_files_of_another_replica_are_left_alone(tmp_path):
    theirs = opened(tmp_path, name="till-0-b")
    ours = opened(tmp_path, name="till-0")
    assert theirs.path.exists()
    theirs.close()
    ours.close()


async def test_a_file_of_another_log_is_emptied(story, tmp_path):
    old = opened(tmp_path)
    await follower(story, old).catch_up()
    old.close()
    other = opened(tmp_path, log_id="log-b")
    assert other.path == old.path
    assert (rows(other), other.position("till")) == ([], 0)
    other.close()


def test_a_change_that_fails_leaves_nothing_of_its_batch_and_the_view_usable(tmp_path):
    views = opened(tmp_path)
    with pytest.raises(IntegrityError):
        views.write([OPENED_A, OPENED_A], "till", 2)
    assert (rows(views), views.position("till")) == ([], 0)
    views.write([OPENED_A], "till", 1)
    assert (rows(views), views.position("till")) == ([("a", "", 0)], 1)
    views.close()
