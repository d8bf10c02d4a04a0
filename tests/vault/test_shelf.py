"""The shelf: under a name stands the whole file or nothing, and the name is the hash of what it holds."""

from hashlib import sha256
from pathlib import Path

import pytest

from shared.vault import shelf as shelf_module
from shared.vault.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "files")


def kept(shelf: Shelf, *pieces: bytes) -> str:
    draft = shelf.draft()
    for piece in pieces:
        draft.write(piece)
    draft.keep()
    draft.drop()
    return draft.name


def test_a_file_is_named_after_what_it_holds_and_read_by_its_owner_only(shelf):
    name = kept(shelf, b"one", b"two")
    assert name == sha256(b"onetwo").hexdigest()
    assert shelf.read(name) == b"onetwo"
    place = shelf.path_of(name)
    assert place.parent.name == name[:2]
    assert [path.stat().st_mode & 0o077 for path in (place, place.parent, place.parent.parent)] == [0, 0, 0]
    assert (list(shelf.names()), list(shelf.drafts())) == ([name], [])


def test_a_draft_that_is_dropped_leaves_nothing(shelf):
    draft = shelf.draft()
    draft.write(b"half")
    assert list(shelf.drafts()) == [draft.path]
    draft.drop()
    draft.drop()
    assert (list(shelf.names()), list(shelf.drafts())) == ([], [])


def test_a_draft_that_nobody_drops_is_no_file(shelf):
    draft = shelf.draft()
    draft.write(b"half")
    assert (list(shelf.names()), len(list(shelf.drafts()))) == ([], 1)
    draft.drop()


def test_what_is_kept_twice_is_there_once(shelf):
    assert kept(shelf, b"one") == kept(shelf, b"one")
    assert len(list(shelf.names())) == 1


def test_a_file_is_durable_before_its_name_and_the_name_before_the_return(shelf, monkeypatch):
    done = []
    monkeypatch.setattr("os.fsync", lambda _handle: done.append("synced"))
    monkeypatch.setattr("os.link", lambda _draft, _place: done.append("linked"))
    monkeypatch.setattr(shelf_module, "sync_directory", lambda directory: done.append(directory.name[:2]))
    draft = shelf.draft()
    draft.write(b"one")
    draft.keep()
    draft.drop()
    assert done == ["synced", "fi", "linked", draft.name[:2]]


def test_it_is_seen_whether_a_file_is_sound(shelf):
    name = kept(shelf, b"one")
    assert shelf.is_sound(name) is True
    shelf.path_of(name).write_bytes(b"two")
    assert shelf.is_sound(name) is False
    assert shelf.is_sound("0" * 64) is None


def test_what_is_removed_is_gone_and_removing_it_again_is_harmless(shelf):
    name = kept(shelf, b"one")
    assert shelf.remove(name) is True
    assert shelf.remove(name) is False
    assert shelf.read(name) is None
    assert list(shelf.names()) == []


def test_a_shelf_on_which_nothing_was_put_is_empty(shelf):
    assert (list(shelf.names()), list(shelf.drafts()), shelf.read("0" * 64)) == ([], [], None)
