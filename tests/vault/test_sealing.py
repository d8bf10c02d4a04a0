"""A sealed value opens in its place, with its person's key, and nowhere else."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.kernel.messages import Event
from shared.kernel.personal import Personal, seal
from shared.vault.errors import KeyDamaged, KeyDestroyed, KeyMissing, SealBroken
from shared.vault.sealing import Damaged, Erased, Keys

GONE = datetime(2015, 6, 1, 12, tzinfo=UTC)
KEYS = Keys(
    {
        "wang": AESGCM(b"w" * 32),
        "li": AESGCM(b"l" * 32),
        "erased": Erased(GONE),
        "damaged": Damaged(),
    }
)

names = st.text(min_size=1, max_size=12)
places = st.tuples(names, names, names)


def sealed(plaintext: bytes, log: str, event_id: str, path: str) -> Personal[str]:
    return Personal[str](subject="wang", sealed=KEYS.sealer(log, event_id)("wang", path, plaintext))


def opened(place: tuple[str, str, str], value: Personal[str]) -> bytes | Erased:
    return KEYS.open_value(*place, value)


@given(st.binary(max_size=300), places)
def test_what_was_sealed_opens_in_its_place(plaintext, place):
    assert opened(place, sealed(plaintext, *place)) == plaintext


@given(places, st.integers(0, 2), names)
def test_it_opens_where_log_event_and_path_all_agree(place, part, other):
    elsewhere = (*place[:part], other, *place[part + 1 :])
    assume(place != elsewhere)
    with pytest.raises(SealBroken):
        opened(elsewhere, sealed(b"{}", *place))


@given(names, names, names)
def test_log_event_and_path_do_not_run_together(log, event_id, path):
    with pytest.raises(SealBroken):
        KEYS.open_value(log + event_id[0], event_id[1:], path, sealed(b"{}", log, event_id, path))
    with pytest.raises(SealBroken):
        KEYS.open_value(log, event_id + path[0], path[1:], sealed(b"{}", log, event_id, path))


@given(st.binary(max_size=40), st.data())
def test_it_opens_with_no_bit_changed(plaintext, data):
    value = sealed(plaintext, "log", "event", "data.name")
    raw = bytearray(b64decode(value.sealed))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    changed = value.model_copy(update={"sealed": b64encode(raw).decode()})
    with pytest.raises(SealBroken):
        KEYS.open_value("log", "event", "data.name", changed)


@given(st.integers(0, 60))
def test_it_opens_with_nothing_cut_off(length):
    value = sealed(b"x" * 40, "log", "event", "data.name")
    with pytest.raises(SealBroken):
        KEYS.open_value("log", "event", "data.name", value.model_copy(update={"sealed": value.sealed[:length]}))


@given(st.text(max_size=80))
def test_what_was_never_sealed_is_broken_and_no_crash(text):
    with pytest.raises(SealBroken):
        KEYS.open_value("log", "event", "data.name", Personal[str](subject="wang", sealed=text))


def test_it_opens_for_no_other_person():
    value = sealed(b"{}", "log", "event", "data.name")
    with pytest.raises(SealBroken):
        KEYS.open_value("log", "event", "data.name", value.model_copy(update={"subject": "li"}))


def test_the_same_value_never_looks_the_same_twice():
    assert len({sealed(b"{}", "log", "event", "data.name").sealed for _ in range(100)}) == 100


def test_what_is_carried_is_nonce_value_and_tag():
    assert len(b64decode(sealed(b"12345", "log", "event", "data.name").sealed)) == 12 + 5 + 16


CANNOT_SEAL = {
    "for one who was erased": ("erased", KeyDestroyed),
    "under a key that cannot be read": ("damaged", KeyDamaged),
    "under a key that was not loaded": ("zhao", KeyMissing),
}


@pytest.mark.parametrize(("subject", "error"), CANNOT_SEAL.values(), ids=CANNOT_SEAL.keys())
def test_nothing_is_sealed(subject, error):
    with pytest.raises(error):
        KEYS.sealer("log", "event")(subject, "data.name", b"{}")


CANNOT_OPEN = {
    "under a key that cannot be read": ("damaged", KeyDamaged),
    "under a key that was not loaded": ("zhao", KeyMissing),
}


@pytest.mark.parametrize(("subject", "error"), CANNOT_OPEN.values(), ids=CANNOT_OPEN.keys())
def test_nothing_is_opened(subject, error):
    with pytest.raises(error):
        KEYS.open_value("log", "event", "data.name", Personal[str](subject=subject, sealed="AAAA"))


def test_of_one_who_was_erased_the_instant_is_left():
    assert KEYS.open_value("log", "event", "data.name", Personal[str](subject="erased", sealed="AAAA")) == Erased(GONE)


class Received(Event):
    name: Personal[str]
    phones: tuple[Personal[str], ...]


def unpadded(path: str, value: Personal[str]) -> bytes:
    plaintext = KEYS.open_value("log", "event", path, value)
    assert isinstance(plaintext, bytes)
    return plaintext.rstrip()  # the kernel pads


def test_it_fits_the_kernels_seal():
    wang, li = (lambda value: Personal[str].of("wang", value)), (lambda value: Personal[str].of("li", value))
    event = seal(Received(name=wang("王 桂兰"), phones=(li("139"), wang("138"))), KEYS.sealer("log", "event"))
    read = Received.model_validate_json(event.model_dump_json())
    assert unpadded("data.name", read.name) == '"王 桂兰"'.encode()
    assert unpadded("data.phones.0", read.phones[0]) == b'"139"'
    assert unpadded("data.phones.1", read.phones[1]) == b'"138"'
