"""Reactions: what one service does about the events of another. Pure: translate, then let the own decider judge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.messages import Event


@dataclass(frozen=True, slots=True)
class Reaction:
    """`source` is the service whose log is followed, `events` its contracts, `on` what each event leads to.

    Several steps are one act: where the first has nothing to record, it took effect before, and the others with it.
    """

    source: str
    events: Sequence[type[Event]]
    on: Mapping[type[Event], Callable[[Recorded[Any]], Step | tuple[Step, ...]]]
