"""What was ever released is read for ever."""

from __future__ import annotations

import json

import pytest

from shared.kernel.envelope import Codec, type_of
from tests.contracts.language import NAMES, PUBLISHED
from tests.contracts.release import RELEASED, UNKNOWN, fixture, path_of

CODECS = {service: Codec(service, [event for of, event in PUBLISHED if of == service]) for service, _ in PUBLISHED}
FILES = sorted(RELEASED.rglob("*.json"))


def test_each_event_has_a_fixture():
    missing = [
        name for name, (service, event) in zip(NAMES, PUBLISHED, strict=True) if not path_of(service, event).exists()
    ]
    assert missing == [], "python -m tests.contracts.release writes them"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_released_document_is_read_with_what_is_unknown_left_out(path):
    told = json.loads(path.read_text(encoding="utf-8"))
    service = path.parent.name
    read = CODECS[service].decode(told["type"], path.read_bytes())
    data = json.loads(read.data.model_dump_json(exclude_none=True))
    assert UNKNOWN in told["data"], "the fixture has a field from the future"
    assert UNKNOWN not in data
    del told["data"][UNKNOWN]
    assert lost(told["data"], data) == []
    assert (read.id, read.subject, read.actor, read.time.isoformat(timespec="milliseconds")) == (
        told["id"],
        told["subject"],
        told["actor"],
        told["time"],
    )


def lost(released: object, read: object, path: str = "data") -> list[str]:
    """What stood in the released document and was read as something else; what came later does not count."""
    if isinstance(released, dict) and isinstance(read, dict):
        return [each for name in released for each in lost(released[name], read.get(name, "missing"), f"{path}.{name}")]
    return [] if released == read else [path]


def test_what_is_lost_would_be_seen():
    released = {"a": 1, "b": {"c": [1], "d": 2}}
    assert lost(released, {"a": 1, "b": {"c": [1], "d": 2, "later": 3}, "later": 4}) == []
    assert lost(released, {"a": 1, "b": {"c": [2]}}) == ["data.b.c", "data.b.d"]


def test_a_fixture_is_of_the_type_that_its_name_says():
    for path in FILES:
        word, version = path.stem.rsplit(".", 1)
        assert json.loads(path.read_text(encoding="utf-8"))["type"] == f"huimin.{path.parent.name}.{word}.{version}"


@pytest.mark.parametrize(("service", "event"), PUBLISHED, ids=NAMES)
def test_the_sample_of_an_event_fills_each_of_its_fields(service, event):
    told = json.loads(fixture(service, event))
    assert told["type"] == type_of(service, event)
    assert told["data"].keys() == {*event.model_fields, UNKNOWN}
