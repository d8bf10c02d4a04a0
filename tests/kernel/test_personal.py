"""Personal values: unsealed they cannot leave, and sealing finds each one wherever it lies."""

from __future__ import annotations

import base64
import json
import logging
import traceback
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from shared.kernel.messages import Event, Value
from shared.kernel.personal import PADDED_TO, Personal, Published, UnsealedValue, personal_values, seal

CANARY = "马金丝雀"


class Contact(Value):
    phone: Personal[str]
    kind: str = "mobile"


class Person(Value):
    name: Personal[str]
    contacts: tuple[Contact, ...] = ()
    guardian: Person | None = None


class Received(Event):
    applicant: Person
    number: Personal[int] | None = None
    others: tuple[Person, ...] = ()
    aliases: tuple[Personal[str], ...] = ()
    item: str = "CD-MZ-005"


class Closed(Event):
    item: str
    committee: Published[str]


def name(value: str = CANARY, subject: str = "p1") -> Personal[str]:
    return Personal[str].of(subject, value)


def sealing(subject: str, path: str, plaintext: bytes) -> str:
    """No cipher, but as opaque: what was sealed for whom, at which path."""
    return base64.b64encode(f"{subject}|{path}|".encode() + plaintext).decode()


def opened(personal: Personal[object]) -> tuple[str, str, object]:
    subject, path, plaintext = base64.b64decode(personal.sealed).decode().split("|", 2)
    return subject, path, json.loads(plaintext)


RECEIVED = Received(
    applicant=Person(
        name=name(),
        contacts=(Contact(phone=name("13900000001")), Contact(phone=name("13900000002"))),
        guardian=Person(name=name("监护人", "p2")),
    ),
    number=Personal[int].of("p1", 61),
    others=(Person(name=name("乙", "p3")), Person(name=name("丙", "p4"), contacts=(Contact(phone=name("3", "p4")),))),
    aliases=(name("甲一"), name("甲二")),
)
PATHS = {
    "data.applicant.name": ("p1", CANARY),
    "data.applicant.contacts.0.phone": ("p1", "13900000001"),
    "data.applicant.contacts.1.phone": ("p1", "13900000002"),
    "data.applicant.guardian.name": ("p2", "监护人"),
    "data.number": ("p1", 61),
    "data.others.0.name": ("p3", "乙"),
    "data.others.1.name": ("p4", "丙"),
    "data.others.1.contacts.0.phone": ("p4", "3"),
    "data.aliases.0": ("p1", "甲一"),
    "data.aliases.1": ("p1", "甲二"),
}

LEAVING = {
    "as JSON": lambda model: model.model_dump_json(),
    "as a dict": lambda model: model.model_dump(),
    "as a JSON dict": lambda model: model.model_dump(mode="json"),
}
SHOWING = {
    "repr": repr,
    "str": str,
    "format": lambda model: f"{model}",
    "fields": lambda model: str(dict(model)),
    "vars": lambda model: str(vars(model)),
    "a copy": lambda model: repr(model.model_copy()),
}
UNSEALED = {"alone": name(), "in an event": Received(applicant=Person(name=name()))}


@pytest.mark.parametrize("unsealed", UNSEALED.values(), ids=UNSEALED.keys())
@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING.keys())
def test_an_unsealed_value_cannot_leave(unsealed, leave):
    with pytest.raises(PydanticSerializationError, match=UnsealedValue.__name__) as refused:
        leave(unsealed)
    assert CANARY not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize("unsealed", UNSEALED.values(), ids=UNSEALED.keys())
@pytest.mark.parametrize("show", SHOWING.values(), ids=SHOWING.keys())
def test_an_unsealed_value_cannot_be_seen(unsealed, show):
    assert CANARY not in show(unsealed)


def test_a_log_line_about_it_says_nothing(caplog):
    logging.getLogger(__name__).warning("received %s and %r", name(), RECEIVED)
    assert "p1" in caplog.text
    assert CANARY not in caplog.text


def test_sealing_finds_every_value_with_its_path():
    sealed = seal(RECEIVED, sealing)
    assert {path: opened(value) for path, value in personal_values(sealed)} == {
        path: (subject, path, plain) for path, (subject, plain) in PATHS.items()
    }


def test_a_sealed_event_is_written_without_plaintext_and_read_back():
    sealed = seal(RECEIVED, sealing)
    text = sealed.model_dump_json()
    assert CANARY not in text
    assert Received.model_validate_json(text) == sealed


def test_sealing_leaves_everything_else_as_it_was():
    sealed = seal(RECEIVED, sealing)
    assert [path for path, _ in personal_values(sealed)] == [path for path, _ in personal_values(RECEIVED)]
    assert sealed.item == RECEIVED.item
    assert [contact.kind for contact in sealed.applicant.contacts] == ["mobile", "mobile"]


def test_the_unsealed_twin_stays_unsealed():
    seal(RECEIVED, sealing)
    assert {value.sealed for _, value in personal_values(RECEIVED)} == {""}


def test_what_is_sealed_is_not_sealed_again():
    sealed = seal(RECEIVED, sealing)
    assert seal(sealed, lambda *_: pytest.fail("sealed twice")) == sealed


def test_an_event_without_personal_values_is_itself():
    closed = Closed(item="CD-MZ-005", committee=Published[str](value="张主任", reason="《选举规程》"))
    assert seal(closed, lambda *_: pytest.fail("nothing to seal")) is closed
    assert list(personal_values(closed)) == []
    assert "张主任" in closed.model_dump_json()


def test_values_compare_by_subject_and_plaintext():
    assert name() == name()
    assert name() != name(subject="p2")
    assert name() != name("乙")
    assert RECEIVED.model_copy(deep=True) == RECEIVED


@given(st.text() | st.integers() | st.booleans() | st.none() | st.lists(st.text()))
def test_any_json_value_is_sealed_whole(value):
    personal: Personal[object] = Personal.of("p1", value)
    assert opened(personal.seal_with(sealing, "data.x")) == ("p1", "data.x", value)


def test_a_day_can_be_personal():
    assert opened(Personal[object].of("p1", date(1958, 3, 1)).seal_with(sealing, "x"))[2] == "1958-03-01"


@pytest.mark.parametrize(
    ("characters", "blocks"), [(0, 1), (PADDED_TO - 2, 1), (PADDED_TO - 1, 2), (2 * PADDED_TO - 2, 2)]
)
def test_the_sealed_length_tells_only_the_number_of_blocks(characters, blocks):
    sealed = name("x" * characters).seal_with(lambda *given: str(len(given[-1])), "x")
    assert sealed.sealed == str(blocks * PADDED_TO)


@pytest.mark.parametrize("subject", ["", "x" * 65])
def test_a_subject_is_a_short_reference(subject):
    with pytest.raises(ValidationError):
        Personal[str].of(subject, "x")


@pytest.mark.parametrize("reason", ["", "x" * 201])
def test_what_is_published_says_why(reason):
    with pytest.raises(ValidationError):
        Published[str](value="张主任", reason=reason)
