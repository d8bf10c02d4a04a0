"""Short words for what the store tests write."""

from __future__ import annotations

import hashlib

from shared.kernel.envelope import LogName
from shared.kernel.ids import AggregateRef
from shared.store.port import EventStore, NewEvent, Once, StoredEvent, Write

LOG = LogName("630102", "casework")
TYPE = "huimin.casework.case-opened.v1"
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def ref(name: str) -> AggregateRef:
    return AggregateRef("case", name)


def event(document: str | bytes = "{}", type_: str = TYPE, traceparent: str = "") -> NewEvent:
    return NewEvent(type_, document.encode() if isinstance(document, str) else document, traceparent)


def events(count: int) -> tuple[NewEvent, ...]:
    return tuple(event(f'{{"n":{number}}}') for number in range(1, count + 1))


def write(aggregate: str, expected: int, *new: NewEvent) -> Write:
    return Write(ref(aggregate), expected, new)


def once(key: str, asked: str = "this") -> Once:
    return Once(key, hashlib.sha256(asked.encode()).digest())


async def everything(store: EventStore) -> list[StoredEvent]:
    return list(await store.read(0, 100_000))
