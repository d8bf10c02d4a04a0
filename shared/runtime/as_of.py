"""What held in law on a day, as far as had been recorded by then: `?as_of=<day>&known_at=<instant or position>`.

Facts recorded later than `known_at` are not known. Of the known ones, those count that count in law by the end of the
`as_of` day: by their `effectiveat`, else by when they were recorded. They are folded in the order of recording, as the
present state is, so that both answers agree once all facts count: a fact recorded late counts from its own day on, and
a correction replaces what it corrects. What builds on a fact that does not count yet does not count yet either. A
state whose facts may be recorded out of their order in law keeps their days, so that the fold's order says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from shared.kernel.decider import Decider
from shared.kernel.envelope import Codec, Document
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.refusals import CorruptStream, Refusal
from shared.runtime.executor import Executor
from shared.runtime.http import Query
from shared.runtime.refusals import InvalidParameter, PositionAhead

S = TypeVar("S")

PARAMETERS = ("as_of", "known_at")
_DAY: TypeAdapter[date] = TypeAdapter(Day)
_POSITION = re.compile(r"(?:([a-z]+):)?([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day in law, and how far the record is looked at: by an aware instant or a position. None is no bound."""

    as_of: date | None = None
    known_at: datetime | int | None = None

    def knows(self, position: int, document: Document[Any]) -> bool:
        """Whether an event had been recorded."""
        if isinstance(self.known_at, datetime):
            return document.time <= self.known_at
        return self.known_at is None or position <= self.known_at

    def counts(self, document: Document[Any]) -> bool:
        """Whether an event counts in law by the end of the day."""
        return self.as_of is None or (document.effectiveat or document.time) < start_of(self.as_of + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Held(Generic[S]):
    """A state, and the highest version among the facts that made it."""

    state: S
    version: int


async def held(query: Query, kind: Decider[S, Any, Any]) -> Held[S] | Refusal | None:
    """The state of the aggregate that a query names, at the moment that it asks for; None where there was none."""
    moment = await moment_asked(query)
    return moment if isinstance(moment, Refusal) else await state_at(query.desk.executor, kind, query.id, moment)


async def moment_asked(query: Query) -> Moment | Refusal:
    """What a query says of `as_of` and `known_at`, where that is not ahead of the log."""
    moment = moment_of(query)
    if isinstance(moment, Refusal) or not isinstance(moment.known_at, int):
        return moment
    head = await query.desk.executor.log.head()
    return PositionAhead(head=head) if moment.known_at > head else moment


def moment_of(query: Query) -> Moment | Refusal:
    """What a query says of `as_of` and `known_at`; a position is one of the service's own log."""
    as_of, known_at = (query.parameters.get(name) for name in PARAMETERS)
    try:
        day = None if as_of is None else _DAY.validate_python(date.fromisoformat(as_of))
    except ValueError:
        return InvalidParameter(name="as_of")
    try:
        return Moment(day, None if known_at is None else _known_at(known_at, query.desk.service))
    except ValueError:
        return InvalidParameter(name="known_at")


def _known_at(said: str, service: str) -> datetime | int:
    if (position := _POSITION.fullmatch(said)) is not None:
        if position[1] not in (None, service):
            raise ValueError(f"{position[1]} is another log")
        return int(position[2])
    instant = datetime.fromisoformat(said)
    if instant.tzinfo is None:
        raise ValueError("an instant has its offset")
    return instant


async def state_at(executor: Executor, kind: Decider[S, Any, Any], id_: str, moment: Moment) -> Held[S] | None:
    """The state of an aggregate at a moment, from the log itself; None where nothing counted."""
    positions = await executor.log.positions(kind.ref(id_))
    codec = _codec(executor.log_name.service, tuple(kind.event_types()))
    known = []
    for stored in await executor.log.at(positions):
        document = codec.decode(stored.type, stored.document)
        if moment.knows(stored.position, document):
            known.append((stored.version, document))
    return fold_at(kind, known, moment)


def fold_at(kind: Decider[S, Any, Any], known: Iterable[tuple[int, Document[Any]]], moment: Moment) -> Held[S] | None:
    """Fold the facts that count, given each with its version in the order of recording."""
    state, version, left_out = kind.initial, 0, False
    for number, document in known:
        if not moment.counts(document):
            left_out = True
            continue
        try:
            state = kind.evolve(state, document.data)
        except CorruptStream:
            # With a fact left out this one may hang in the air; where none was, the log contradicts itself.
            if not left_out:
                raise
            continue
        version = number
    return Held(state, version) if version else None


@cache
def _codec(service: str, events: tuple[type[Event], ...]) -> Codec:
    return Codec(service, events)
