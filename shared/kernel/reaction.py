"""Reactions: what one service does about the events of another. Pure: translate, then let the own decider judge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Recorded
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event


@dataclass(frozen=True, slots=True)
class Draft:
    """Steps of one act that depend on the own log: `steps` draws them up on the states of the aggregates `on`, and anew
    where these have changed before the act was recorded.
    """

    on: tuple[AggregateRef, ...]
    steps: Callable[[Context], tuple[Step, ...]]


Answer = Step | tuple[Step, ...] | Draft


@dataclass(frozen=True, slots=True)
class Reaction:
    """`source` is the service whose log is followed, `events` its contracts, `on` what each event leads to.

    Several steps are one act: where the first has nothing to record, it took effect before, and the others with it.
    """

    source: str
    events: Sequence[type[Event]]
    on: Mapping[type[Event], Callable[[Recorded[Any]], Answer]]
