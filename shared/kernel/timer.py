"""Timers: what becomes due by the passing of time. A row in a table is a hint; the aggregate's state decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from shared.kernel.decider import Context, Decider, Step
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Command, Event
from shared.kernel.personal import Personal


def _alone(_state: object) -> tuple[AggregateRef, ...]:
    return ()


def _none(_id: str, _state: object, _context: Context) -> tuple[Step, ...]:
    return ()


def sends(decider: Decider[Any, Any, Any], command: Command) -> Callable[[str, Any, Context], tuple[Step, ...]]:
    """The steps of a timer that sends the aggregate one command without words."""
    return lambda id_, _state, _context: (Step(decider, id_, command),)


@dataclass(frozen=True, slots=True)
class Opening:
    """For a timer whose act tells what lay sealed until it fell due.

    `value` of each `event` of the aggregate is opened as `kind`, and `steps` are given all of them in the order of the
    log, None for one whose key was destroyed. What they make of it seals again what shall stay sealed.
    """

    event: type[Event]
    value: Callable[[Any], Personal[Any]]
    kind: TypeAdapter[Any]
    steps: Callable[[str, Any, Sequence[Any], Context], tuple[Step, ...]]


@dataclass(frozen=True, slots=True)
class Timer:
    """`due` says when `steps`, or where there is an `opening` its steps, are to be taken for an aggregate in a state,
    None if never.

    It is asked after each event of `starts` and forgotten after each of `stops`. The context of `due` and of `steps`
    has the states of the aggregates that `related` names; the steps are recorded only if none of them has changed.
    """

    name: str
    decider: Decider[Any, Any, Any]
    starts: frozenset[type[Event]]
    stops: frozenset[type[Event]]
    due: Callable[[Any, Context], datetime | None]
    steps: Callable[[str, Any, Context], tuple[Step, ...]] = _none
    related: Callable[[Any], tuple[AggregateRef, ...]] = _alone
    opening: Opening | None = None
