"""The wrapping key: where it may lie, and what it refuses."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shared.vault.errors import KeyDamaged, WrappingKeyRefused
from shared.vault.wrapping import WrappingKey

KEY = WrappingKey(bytes(range(32)))
TEXT = bytes(range(32)).hex()


def written(path: Path, text: str, mode: int = 0o600) -> Path:
    path.touch(mode=0o600)
    path.write_text(text)
    path.chmod(mode)
    return path


REFUSED = {
    "one that the group may read": (TEXT, 0o640),
    "one that anybody may read": (TEXT, 0o604),
    "one that anybody may write": (TEXT, 0o602),
    "an empty one": ("", 0o600),
    "one byte less": (TEXT[:-2], 0o600),
    "one byte more": (TEXT + "00", 0o600),
    "half a byte less": (TEXT[:-1], 0o600),
    "no hexadecimal digits": ("惠" * 64, 0o600),
}


@pytest.mark.parametrize(("text", "mode"), REFUSED.values(), ids=REFUSED.keys())
def test_a_key_file_is_refused(tmp_path, text, mode):
    path = written(tmp_path / "key", text, mode)
    with pytest.raises(WrappingKeyRefused):
        WrappingKey.from_file(path, create=True)


def test_a_missing_file_is_refused_unless_it_may_be_made(tmp_path):
    with pytest.raises(WrappingKeyRefused):
        WrappingKey.from_file(tmp_path / "key")


def test_a_made_file_is_its_owners_alone_and_is_made_once(tmp_path):
    path = tmp_path / "key"
    made = WrappingKey.from_file(path, create=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert WrappingKey.from_file(path, create=True).id == made.id
    assert [entry.name for entry in tmp_path.iterdir()] == ["key"]


def test_all_who_race_to_make_the_file_get_the_same_key(tmp_path):
    with ThreadPoolExecutor(max_workers=8) as racers:
        made = list(racers.map(lambda _: WrappingKey.from_file(tmp_path / "key", create=True).id, range(40)))
    assert len(set(made)) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["key"]


def test_file_and_text_hold_the_same_key(tmp_path):
    path = written(tmp_path / "key", TEXT + "\n")
    assert WrappingKey.from_file(path).id == WrappingKey.from_text(TEXT.upper()).id == KEY.id


def test_a_wrapping_key_shows_its_id_and_nothing_else():
    assert repr(KEY) == f"WrappingKey({KEY.id.hex()})"
    assert TEXT[:16] not in repr(KEY)


def test_a_wrapped_key_is_read_for_its_own_subject_only():
    wrapped = KEY.wrap(b"k" * 32, "one")
    assert KEY.unwrap(wrapped, "one") == b"k" * 32
    with pytest.raises(KeyDamaged):
        KEY.unwrap(wrapped, "two")


def test_a_wrapped_key_is_read_by_its_own_wrapping_key_only():
    with pytest.raises(KeyDamaged):
        WrappingKey(bytes(32)).unwrap(KEY.wrap(b"k" * 32, "one"), "one")


SAME_PERSON = {
    "as written": "63010219500101001X",
    "with a small letter": "63010219500101001x",
    "in full width": "６３０１０２１９５００１０１００１Ｘ",
    "with spaces": " 630102 19500101 001X ",
}


@pytest.mark.parametrize("number", SAME_PERSON.values(), ids=SAME_PERSON.keys())
def test_a_number_is_one_number_however_it_is_typed(number):
    assert KEY.number_hash("citizen-id", number) == KEY.number_hash("citizen-id", "63010219500101001X")


OTHER_PERSON = {
    "another kind of number": ("PASSPORT", "11"),
    "another number": ("ID", "12"),
    "the same letters cut elsewhere": ("ID1", "1"),
}


@pytest.mark.parametrize(("kind", "number"), OTHER_PERSON.values(), ids=OTHER_PERSON.keys())
def test_another_number_has_another_hash(kind, number):
    assert KEY.number_hash(kind, number) != KEY.number_hash("ID", "11")


def test_another_wrapping_key_hashes_otherwise():
    assert WrappingKey(bytes(32)).number_hash("citizen-id", "1") != KEY.number_hash("citizen-id", "1")


@pytest.mark.parametrize("number", ["", "  ", "\u3000"])
def test_an_empty_number_identifies_nobody(number):
    with pytest.raises(ValueError, match="empty"):
        KEY.number_hash("citizen-id", number)


def test_a_code_has_eight_characters_that_are_not_taken_for_one_another():
    key = WrappingKey(bytes(range(32)))
    codes = {key.code("voucher", f"a-{n}") for n in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {8}
    assert not set("".join(codes)) & set("ILOU")


def test_a_code_is_the_same_each_time_and_another_for_another_kind_or_key():
    key, other = WrappingKey(bytes(range(32))), WrappingKey(bytes(range(1, 33)))
    assert key.code("voucher", "a-1") == key.code("voucher", "a-1")
    assert len({key.code("voucher", "a-1"), key.code("draft", "a-1"), other.code("voucher", "a-1")}) == 3


def test_a_token_stands_for_an_id_and_does_not_tell_it():
    key, other = WrappingKey(bytes(range(32))), WrappingKey(bytes(range(1, 33)))
    assert len({key.token("rating", "a-1"), key.token("box", "a-1"), other.token("rating", "a-1")}) == 3
    assert len(key.token("rating", "a-1")) == 64
    assert key.token("a", "bc") != key.token("ab", "c")
