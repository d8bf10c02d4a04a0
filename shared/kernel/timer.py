"""Timers: what becomes due by the passing of time. A row in a table is a hint; the aggregate's state decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.kernel.decider import Context, Decider, Step
from shared.kernel.messages import Event


@dataclass(frozen=True, slots=True)
class Timer:
    """`due` says when `step` is to be taken for an aggregate in a state, None if never.

    It is asked after each event of `starts` and forgotten after each of `stops`.
    """

    name: str
    decider: Decider[Any, Any, Any]
    starts: frozenset[type[Event]]
    stops: frozenset[type[Event]]
    due: Callable[[Any, Context], datetime | None]
    step: Callable[[str], Step]
