"""How a copy of what was observed is changed, as a fault would have changed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from tests.faults.invariants import Invariant
from tests.faults.observed import POSITION_BYTES, Event, Log, Observed

Fault = Callable[[Observed], Observed]
Planted = Mapping[str, tuple[Fault, Invariant]]
"""Each sentence names a fault, and the invariant that must see it."""


def with_log(observed: Observed, name: str, log: Log) -> Observed:
    return replace(observed, logs={**observed.logs, name: log})


def written(observed: Observed, name: str, events: Iterable[Event]) -> Observed:
    """As if the log had always been `events`: numbered anew, with the head and the indexes that belong to it."""
    numbered: list[Event] = []
    packed: defaultdict[str, bytes] = defaultdict(bytes)
    for position, event in enumerate(events, start=1):
        packed[event.aggregate] += position.to_bytes(POSITION_BYTES)
        version = len(packed[event.aggregate]) // POSITION_BYTES
        numbered.append(replace(event, entry_id=f"{position}-0", version=version))
    log = replace(observed.logs[name], events=tuple(numbered), head=len(numbered), index=packed)
    return with_log(observed, name, log)


def last(observed: Observed, name: str, word: str) -> Event:
    """The last event of this kind that a command or reaction of the load wrote."""
    events = observed.logs[name].events
    return next(event for event in reversed(events) if event.word == word and event.correlation.startswith("load-"))


def newest(observed: Observed, word: str) -> Event:
    """The last event of a kind in intake's log, of which nothing says that it was the load's."""
    return tuple(observed.logs["intake"].of(word))[-1]


def without(observed: Observed, name: str, event: Event) -> Observed:
    return written(observed, name, (each for each in observed.logs[name].events if each is not event))


def and_then(observed: Observed, name: str, *events: Event) -> Observed:
    return written(observed, name, (*observed.logs[name].events, *events))


def with_event(observed: Observed, name: str, event: Event, changed: Event) -> Observed:
    events = tuple(changed if each is event else each for each in observed.logs[name].events)
    return with_log(observed, name, replace(observed.logs[name], events=events))


def with_answer(observed: Observed, **changed: object) -> Observed:
    *others, told = observed.acknowledged
    return replace(observed, acknowledged=(*others, replace(told, **changed)))  # type: ignore[arg-type]


def with_index(observed: Observed, change: Callable[[dict[str, bytes], str], None]) -> Observed:
    log = observed.logs["intake"]
    index = dict(log.index)
    change(index, last(observed, "intake", "application-accepted").aggregate)
    return with_log(observed, "intake", replace(log, index=index))


def with_tracks(observed: Observed, **tracks: int) -> Observed:
    log = observed.logs["casework"]
    return with_log(observed, "casework", replace(log, tracks={**log.tracks, **tracks}))


def with_table(observed: Observed, table: str, rows: tuple[tuple[object, ...], ...]) -> Observed:
    tables: Mapping[str, tuple[tuple[object, ...], ...]] = {**observed.views["intake-0"], table: rows}
    return replace(observed, views={**observed.views, "intake-0": tables})


def pair(observed: Observed) -> tuple[Event, Event]:
    """The last receipt and its voucher."""
    receipt = last(observed, "intake", "application-received")
    return receipt, observed.logs["intake"].events[receipt.position]
