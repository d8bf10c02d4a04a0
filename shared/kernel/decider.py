"""A decider: one kind of aggregate as data. Runtime, test kit and bench drive all of them the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from typing import Any, Generic, TypeVar, cast, get_args

from shared.kernel.actors import Actor
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import day_of
from shared.kernel.messages import Command, Event
from shared.kernel.policy import Policy
from shared.kernel.refusals import Refusal
from shared.kernel.working_days import Calendar

S = TypeVar("S")
C = TypeVar("C", bound=Command)
E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Context:
    """What a decision may know beside its command and state: the only clock, policy and calendar that it may read.

    `now` is aware. `related` holds the states of other aggregates of the same log that the command was given; the
    append checks that they have not changed since.
    """

    actor: Actor
    now: datetime
    policy: Policy
    calendar: Calendar
    related: Mapping[AggregateRef, object] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The local day of `now`."""
        return day_of(self.now)

    def look(self, kind: Decider[S, Any, Any], id_: str) -> S:
        """The state of a related aggregate; asking for one that was not given is a bug."""
        return cast("S", self.related[AggregateRef(kind.name, id_)])


@dataclass(frozen=True)  # with slots, `Decider[S, C, E](…)` does not work on Python 3.11
class Decider(Generic[S, C, E]):
    """`name` is the aggregate's word; `events` the union of its events."""

    name: str
    initial: S
    evolve: Callable[[S, E], S]
    decide: Callable[[C, S, Context], list[E] | Refusal]
    events: object

    def ref(self, id_: str) -> AggregateRef:
        """The reference of one aggregate of this kind."""
        return AggregateRef(self.name, id_)

    def fold(self, events: Iterable[E], state: S | None = None) -> S:
        """The state after `events`, from `state` or from nothing."""
        return reduce(self.evolve, events, self.initial if state is None else state)

    def event_types(self) -> Sequence[type[E]]:
        """Each class of the union."""
        return get_args(self.events) or (cast("type[E]", self.events),)


@dataclass(frozen=True, slots=True)
class Step:
    """One command to one aggregate; steps of one act are recorded together or not at all.

    The first step leads: where it has nothing to record, the act took effect before, and the others are silent too.

    `related` are aggregates that the decision looks at; they must not change until it is recorded.
    """

    decider: Decider[Any, Any, Any]
    id: str
    command: Command
    related: tuple[AggregateRef, ...] = ()

    @property
    def ref(self) -> AggregateRef:
        """The aggregate that decides."""
        return self.decider.ref(self.id)
