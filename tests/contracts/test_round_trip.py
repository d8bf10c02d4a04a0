"""Any event is read as it was written, and valid under its own schema."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from shared.kernel.envelope import MAX_EVENT_BYTES, Codec, type_of
from shared.runtime.schemas import schema
from tests.contracts.cloudevents import faults
from tests.contracts.language import NAMES, PUBLISHED
from tests.contracts.samples import document
from tests.contracts.strategies import any_of


@pytest.mark.parametrize(("service", "event"), PUBLISHED, ids=NAMES)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(drawn=st.data())
def test_an_event_is_read_as_it_was_written(service, event, drawn):
    written = drawn.draw(any_of(event))
    bytes_ = document(service, written)
    read = Codec(service, [event]).decode(type_of(service, event), bytes_)
    assert read.data == written
    assert document(service, read.data) == bytes_, "and written again it has the same bytes"
    assert len(bytes_) <= MAX_EVENT_BYTES
    told = json.loads(bytes_)
    assert faults(told) == []
    Draft202012Validator(schema(service, event)).validate(told["data"])
