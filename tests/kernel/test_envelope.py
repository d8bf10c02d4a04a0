"""The envelope: what is written once must be read for ever."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.kernel.actors import TIMER, Actor, ActorId, Role, reaction_to
from shared.kernel.envelope import Codec, LogName, Stamp, UnknownEventType, encode, rfc3339, schema_of, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from shared.kernel.messages import Event, Value
from shared.kernel.money import Money
from shared.kernel.personal import Personal, Published

LOG = LogName("630102", "casework")
CASE = AggregateRef("case", "01J")
NOON = datetime(2014, 9, 24, 12, 0, 0, 123_000, tzinfo=SHANGHAI)
CLERK = Actor(ActorId("clerk-7"), Role.CLERK, "centre-3")
STAMP = Stamp(LOG, NOON, CLERK, policy_version=4)


class Kind(StrEnum):
    ORDINARY = "ordinary"


class Person(Value):
    name: Personal[str]
    age: int


class CaseOpened(Event):
    """Every kind of field that an event may have."""

    title: str
    kind: Kind
    urgent: bool
    fee: Money
    due_on: date
    received_at: datetime
    applicant: Person
    others: tuple[Person, ...]
    head: Published[str]
    note: str | None = None

    def effective_at(self) -> datetime | None:
        return self.received_at if self.urgent else None


class CaseOpenedV2(Event):
    version = 2
    title: str


CODEC = Codec("casework", [CaseOpened, CaseOpenedV2])
TYPE = "huimin.casework.case-opened.v1"


def person(name: str) -> Person:
    return Person(name=Personal[str](subject=name, sealed="c2VhbGVk"), age=61)


OPENED = CaseOpened(
    title='贫困残疾人生活补贴 “清真巷” \u2028 𠮷 \\ "',
    kind=Kind.ORDINARY,
    urgent=True,
    fee=Money(amount=2_860_000),
    due_on=date(2014, 10, 22),
    received_at=datetime(2014, 9, 24, 9, 30, tzinfo=SHANGHAI),
    applicant=person("p1"),
    others=(person("p2"), person("p3")),
    head=Published[str](value="马某", reason="《政府信息公开条例》"),
)


def written(event: Event = OPENED, stamp: Stamp = STAMP) -> dict[str, object]:
    document = json.loads(encode(event, "e-1", CASE, stamp))
    assert isinstance(document, dict)
    return document


def test_an_event_comes_back_as_it_was_written():
    read = CODEC.decode(TYPE, encode(OPENED, "e-1", CASE, STAMP))
    assert read.data == OPENED
    assert type(read.data) is CaseOpened


def test_each_attribute_comes_back_as_it_was_written():
    stamp = Stamp(LOG, NOON, CLERK, 4, correlation_id="c-1", causation_id="e-0")
    read = CODEC.decode(TYPE, encode(OPENED, "e-1", CASE, stamp))
    assert (read.id, read.source, read.type, read.subject) == ("e-1", "/630102/casework", TYPE, "case/01J")
    assert (read.time, read.effectiveat) == (NOON, OPENED.received_at)
    assert (read.actor, read.actorrole, read.actororg) == ("clerk-7", "clerk", "centre-3")
    assert (read.policyversion, read.correlationid, read.causationid) == ("4", "c-1", "e-0")


def test_a_document_is_a_cloudevent_with_chinese_as_it_is():
    document = encode(OPENED, "e-1", CASE, STAMP)
    assert written()["specversion"] == "1.0"
    assert written()["dataschema"] == "urn:huimin:schema:casework:case-opened:v1"
    assert written()["time"] == "2014-09-24T12:00:00.123+08:00"
    assert "贫困残疾人生活补贴".encode() in document
    assert b"\n" not in document


def test_only_attributes_that_say_something_are_written():
    silent = Stamp(LOG, NOON, TIMER, policy_version=0)
    later = OPENED.model_copy(update={"urgent": False})
    absent = {"actororg", "policyversion", "correlationid", "causationid", "effectiveat"}
    assert absent.isdisjoint(written(later, silent))
    assert written(later, silent)["actor"] == "timer"
    assert reaction_to("intake").id == "reaction:intake"


def test_none_is_left_out_and_read_as_none():
    assert "note" not in json.dumps(written())
    assert CODEC.decode(TYPE, encode(OPENED, "e-1", CASE, STAMP)).data == OPENED.model_copy(update={"note": None})


def test_what_a_later_release_added_is_ignored():
    document = written()
    data = document["data"]
    assert isinstance(data, dict)
    data |= {"added_later": [1, {"x": None}]}
    data["applicant"] |= {"nickname": "?"}
    data["applicant"]["name"] |= {"alg": "?"}
    read = CODEC.decode(TYPE, json.dumps(document | {"extension": "?"}).encode())
    assert read.data == OPENED


def test_an_instant_is_written_in_local_time_to_the_millisecond():
    assert rfc3339(datetime(2014, 9, 23, 16, 0, 0, 999_999, tzinfo=UTC)) == "2014-09-24T00:00:00.999+08:00"


def test_versions_of_an_event_share_its_word():
    assert type_of("casework", CaseOpenedV2) == "huimin.casework.case-opened.v2"
    assert schema_of("casework", CaseOpenedV2) == "urn:huimin:schema:casework:case-opened:v2"
    assert set(CODEC.types()) == {TYPE, "huimin.casework.case-opened.v2"}


def test_a_type_of_a_newer_writer_is_unknown_and_said_to_be():
    assert CODEC.knows(TYPE)
    assert not CODEC.knows("huimin.casework.case-opened.v9")
    with pytest.raises(UnknownEventType):
        CODEC.decode("huimin.casework.case-opened.v9", b"{}")


WRONG = {
    "a number as text": {"fee": {"amount": "2860000"}},
    "a fraction of a fen": {"fee": {"amount": 1.5}},
    "a member of no enumeration": {"kind": "extraordinary"},
    "no day of the calendar": {"due_on": "2014-02-30"},
    "nothing where text is due": {"title": None},
}


@pytest.mark.parametrize("fault", WRONG.values(), ids=WRONG.keys())
def test_a_document_that_breaks_the_contract_is_not_read(fault):
    document = written()
    with pytest.raises(ValidationError):
        CODEC.decode(TYPE, json.dumps(document | {"data": {**OPENED.model_dump(mode="json"), **fault}}).encode())


@given(
    title=st.text(),
    fen=st.integers(-(10**15), 10**15),
    due_on=st.dates(),
    received_at=st.datetimes(
        datetime(1970, 1, 2),  # noqa: DTZ001 (hypothesis takes the zone apart)
        datetime(9999, 12, 30),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    actor=st.text(min_size=1),
)
def test_any_value_survives_the_round_trip(title, fen, due_on, received_at, actor):
    event = OPENED.model_copy(
        update={"title": title, "fee": Money(amount=fen), "due_on": due_on, "received_at": received_at}
    )
    stamp = Stamp(LOG, NOON, Actor(ActorId(actor), Role.RESIDENT), 1)
    read = CODEC.decode(TYPE, encode(event, "e-1", CASE, stamp))
    assert read.data == event
    assert read.actor == actor
