"""What stands in the log is CloudEvents 1.0, and valid under the schema that it names."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from shared.kernel.envelope import schema_of
from shared.runtime.schemas import schema
from tests.contracts.cloudevents import faults
from tests.contracts.language import NAMES, PUBLISHED
from tests.contracts.samples import document, sample

SERVICE, EVENT = PUBLISHED[0]


@pytest.mark.parametrize(("service", "event"), PUBLISHED, ids=NAMES)
def test_a_document_keeps_the_rules_and_its_schema(service, event):
    told = json.loads(document(service, sample(event)))
    assert faults(told) == []
    assert told["dataschema"] == schema_of(service, event) == schema(service, event)["$id"]
    Draft202012Validator.check_schema(schema(service, event))
    Draft202012Validator(schema(service, event), format_checker=FormatChecker()).validate(told["data"])


@pytest.mark.parametrize(("service", "event"), PUBLISHED, ids=NAMES)
def test_a_schema_is_open_and_refuses_what_lacks_a_field(service, event):
    told = json.loads(document(service, sample(event)))["data"]
    validator = Draft202012Validator(schema(service, event))
    assert validator.is_valid({**told, "from_a_later_release": {"whatever": 1}})
    for name in schema(service, event).get("required", ()):  # type: ignore[attr-defined]
        assert not validator.is_valid({key: value for key, value in told.items() if key != name})


def good() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(document(SERVICE, sample(EVENT)))
    return told


PLANTED: dict[str, tuple[dict[str, Any], str]] = {
    "another version": ({"specversion": "0.3"}, "specversion is not 1.0"),
    "no id": ({"id": ""}, "id is no text"),
    "an id that is a number": ({"id": 7}, "id is no text"),
    "no source": ({"source": None}, "source is no text"),
    "an empty subject": ({"subject": ""}, "subject is empty"),
    "a day for an instant": ({"time": "2014-09-24"}, "time is no RFC 3339 instant"),
    "an instant without offset": ({"time": "2014-09-24T09:00:00"}, "time is no RFC 3339 instant"),
    "an hour that is none": ({"effectiveat": "2014-09-24T09:00:00+8:00"}, "effectiveat is no RFC 3339 instant"),
    "a relative schema": ({"dataschema": "case-opened"}, "dataschema is no absolute URI"),
    "an attribute in capitals": ({"actorRole": "clerk"}, "actorRole is no attribute name"),
    "an attribute with a line": ({"actor_role": "clerk"}, "actor_role is no attribute name"),
    "an attribute of an object": ({"actor": {"id": "x"}}, "actor is not text"),
    "a line break in an attribute": ({"actor": "x\ny"}, "actor has control characters"),
    "data twice": ({"data_base64": "AA=="}, "data is said twice"),
}


@pytest.mark.parametrize(("planted", "fault"), PLANTED.values(), ids=PLANTED.keys())
def test_a_breach_of_the_rules_is_found(planted, fault):
    assert fault in faults({**good(), **planted})


def test_a_document_without_data_is_found():
    assert faults({name: value for name, value in good().items() if name != "data"}) == ["there is no data"]
