"""What the views of councils say of events that a test gives them, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from services.councils.app import PARTS
from shared.contracts import councils
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.envelope import Codec, LogName, Recorded, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.runtime.views import Views

CODEC, NAME = Codec(councils.SERVICE, PARTS.events), LogName("630102", councils.SERVICE)
STAMP = Stamp(NAME, datetime.fromisoformat("2014-02-01T09:00+08:00"), Actor(ActorId("x"), Role.CLERK), 0)
Fact = tuple[AggregateRef, Event]


def viewed(directory: Path, facts: Iterable[Fact]) -> Views:
    """The views after these facts; their positions and versions are 1, 2, 3, …"""
    views = Views(directory, councils.SERVICE, PARTS.views, "log-1")
    for position, (of, event) in enumerate(facts, 1):
        views.write(views.changes(_recorded(position, of, event)), councils.SERVICE, position)
    return views


def _recorded(position: int, of: AggregateRef, event: Event) -> Recorded[Event]:
    type_ = type_of(councils.SERVICE, type(event))
    return Recorded(position, of, position, CODEC.decode(type_, encode(event, f"e-{position}", of, STAMP)))
