"""JSON Schemas of events: what `dataschema` names. They are open: a reader must ignore fields it does not know."""

from __future__ import annotations

import json
from functools import cache

from shared.kernel.envelope import schema_of
from shared.kernel.messages import Event


def schema(service: str, event: type[Event]) -> dict[str, object]:
    """The schema of one event's `data`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema_of(service, event),
        **event.model_json_schema(),
    }


def name(event: type[Event]) -> str:
    """`case-opened.v1.json`."""
    return f"{event.word()}.v{event.version}.json"


@cache
def text(service: str, event: type[Event]) -> str:
    """The schema as it is served and committed."""
    return json.dumps(schema(service, event), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
