"""An act: what is to be done to the log, by whom and why; and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from shared.kernel.actors import Actor
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.store.port import Once, Track


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done, by whom and why. The first step's aggregate is the one that the answer speaks of."""

    steps: tuple[Step, ...]
    actor: Actor
    once: Once | None = None
    track: Track | None = None
    expected_version: int | None = None
    correlation_id: str = ""
    causation_id: str = ""
    traceparent: str = ""
    deciding: list[AggregateRef] = field(init=False)
    """Aggregates that decide, in the order of the steps, each once: nobody waits for themselves at a gate."""
    looked_at: list[AggregateRef] = field(init=False)
    """All aggregates that the act depends on, deciding ones first."""

    def __post_init__(self) -> None:
        deciding = list(dict.fromkeys(step.ref for step in self.steps))
        related = [ref for step in self.steps for ref in step.related]
        object.__setattr__(self, "deciding", deciding)
        object.__setattr__(self, "looked_at", list(dict.fromkeys(deciding + related)))


@dataclass(frozen=True, slots=True)
class Done:
    """Recorded, or nothing to record. `position` is that of the last event, 0 where there is none.

    A route that gives out a code adds it: derived, the same again for a request that is sent again.
    """

    id: str
    version: int
    position: int = 0
    events: tuple[tuple[str, int], ...] = ()
    replayed: bool = False
    code: str | None = None
