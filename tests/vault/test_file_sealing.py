"""A sealed file opens in its place, with its person's key, and nowhere else; whatever pieces it came in."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from shared.vault.errors import KeyDestroyed, KeyMissing, SealBroken
from shared.vault.file_sealing import ADDED_BYTES
from shared.vault.sealing import Erased, Keys

GONE = datetime(2015, 6, 1, 12, tzinfo=UTC)
KEYS = Keys({"wang": AESGCM(b"w" * 32), "li": AESGCM(b"l" * 32), "erased": Erased(GONE)})
LOG = "/630102/intake"


def sealed(*pieces: bytes, log: str = LOG, file_id: str = "f-1", subject: str = "wang") -> bytes:
    sealer = KEYS.file_sealer(log, file_id, subject)
    return sealer.head + b"".join(sealer.piece(piece) for piece in pieces) + sealer.end()


@given(st.lists(st.binary(max_size=200), max_size=6))
def test_a_file_comes_back_whatever_pieces_it_came_in(pieces):
    whole = sealed(*pieces)
    assert KEYS.open_file(LOG, "f-1", "wang", whole) == b"".join(pieces)
    assert len(whole) == len(b"".join(pieces)) + ADDED_BYTES


def test_the_same_file_is_sealed_in_other_bytes_each_time():
    assert sealed(b"a" * 100)[12:] != sealed(b"a" * 100)[12:]


ELSEWHERE = {
    "another log": ("/630102/casework", "f-1", "wang"),
    "another file": (LOG, "f-2", "wang"),
    "another person": (LOG, "f-1", "li"),
}


@pytest.mark.parametrize(("log", "file_id", "subject"), ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_it_does_not_open_in_another_place(log, file_id, subject):
    with pytest.raises(SealBroken):
        KEYS.open_file(log, file_id, subject, sealed(b"a paper"))


def test_a_value_is_no_file_and_a_file_no_value():
    value = KEYS.sealer(LOG, "f-1")("wang", "file", b"{}")
    with pytest.raises(SealBroken):
        KEYS.open_file(LOG, "f-1", "wang", value.encode())


@given(st.binary(min_size=1, max_size=60), st.data())
def test_it_opens_with_no_bit_changed(plain, data):
    raw = bytearray(sealed(plain))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        KEYS.open_file(LOG, "f-1", "wang", bytes(raw))


@given(st.data())
def test_it_opens_with_nothing_cut_off_and_nothing_put_behind(data):
    whole = sealed(b"x" * 40)
    for other in (whole[: data.draw(st.integers(0, len(whole) - 1))], whole + b"\0"):
        with pytest.raises(SealBroken):
            KEYS.open_file(LOG, "f-1", "wang", other)


def test_nothing_is_sealed_or_opened_for_who_was_erased():
    with pytest.raises(KeyDestroyed):
        KEYS.file_sealer(LOG, "f-1", "erased")
    assert KEYS.open_file(LOG, "f-1", "erased", sealed(b"a paper")) == Erased(GONE)
    with pytest.raises(KeyMissing):
        KEYS.open_file(LOG, "f-1", "nobody", sealed(b"a paper"))
