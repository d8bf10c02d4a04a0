"""Timers: what becomes due by the passing of time. A row in a table is a hint; the aggregate's state decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.kernel.decider import Context, Decider, Step
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event


def _alone(_state: object) -> tuple[AggregateRef, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Timer:
    """`due` says when `steps` are to be taken for an aggregate in a state, None if never.

    It is asked after each event of `starts` and forgotten after each of `stops`. The context of `due` and of `steps`
    has the states of the aggregates that `related` names; the steps are recorded only if none of them has changed.
    """

    name: str
    decider: Decider[Any, Any, Any]
    starts: frozenset[type[Event]]
    stops: frozenset[type[Event]]
    due: Callable[[Any, Context], datetime | None]
    steps: Callable[[str, Any, Context], tuple[Step, ...]]
    related: Callable[[Any], tuple[AggregateRef, ...]] = _alone
