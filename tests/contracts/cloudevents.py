"""CloudEvents 1.0 in structured JSON mode: the few rules that a document of ours has to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

_NAME = re.compile(r"[a-z0-9]{1,20}")
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_OPTIONAL = ("subject", "dataschema", "time")


def faults(document: Mapping[str, Any]) -> list[str]:
    """What a strict reader of the specification would object to."""
    return [*_required(document), *_optional(document), *_names(document), *_values(document)]


def _required(document: Mapping[str, Any]) -> Iterator[str]:
    if document.get("specversion") != "1.0":
        yield "specversion is not 1.0"
    for name in ("id", "source", "type"):
        if not isinstance(document.get(name), str) or not document[name]:
            yield f"{name} is no text"
    if "data" not in document:
        yield "there is no data"
    if "data_base64" in document:
        yield "data is said twice"


def _optional(document: Mapping[str, Any]) -> Iterator[str]:
    for name in _OPTIONAL:
        if name in document and not document[name]:
            yield f"{name} is empty"
    for name in ("time", "effectiveat"):
        if name in document and not _is_instant(document[name]):
            yield f"{name} is no RFC 3339 instant"
    if "dataschema" in document and not urlsplit(document["dataschema"]).scheme:
        yield "dataschema is no absolute URI"


def _names(document: Mapping[str, Any]) -> Iterator[str]:
    for name in document:
        if not _NAME.fullmatch(name):
            yield f"{name} is no attribute name"


def _values(document: Mapping[str, Any]) -> Iterator[str]:
    for name, value in document.items():
        if name != "data" and not isinstance(value, str):
            yield f"{name} is not text"
        elif name != "data" and any(ord(character) < ord(" ") for character in value):
            yield f"{name} has control characters"


def _is_instant(value: object) -> bool:
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        return False
    return datetime.fromisoformat(value).tzinfo is not None
