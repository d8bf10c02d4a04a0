"""Given/when/then for deciders: rows in, one assertion out. Nothing is sealed: personal values compare as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Command, Event
from shared.kernel.policy import Policy
from shared.kernel.refusals import Refusal
from shared.kernel.working_days import Calendar

S = TypeVar("S")
C = TypeVar("C", bound=Command)
E = TypeVar("E", bound=Event)

CLERK = Actor(ActorId("clerk-1"), Role.CLERK)


@dataclass(frozen=True)
class Spec(Generic[S, C, E]):
    """One decider under test."""

    decider: Decider[S, C, E]

    def check(
        self,
        given: Sequence[E],
        when: C,
        then: Sequence[E] | type[Refusal] | Refusal,
        context: Context,
        related: Mapping[AggregateRef, object] | None = None,
    ) -> None:
        """Fold `given`, decide `when`, compare with `then`; then repeat it, which must record nothing.

        `then` is the events, or the class of the refusal, or the refusal itself where its members matter. `related`
        comes from `known`.
        """
        if related is not None:
            context = replace(context, related={**context.related, **related})
        state = self.decider.fold(given)
        decided = self.decider.decide(when, state, context)
        if isinstance(then, type):
            assert type(decided) is then, decided
            return
        if isinstance(then, Refusal):
            assert decided == then
            return
        assert not isinstance(decided, Refusal), decided
        assert list(decided) == list(then)
        assert {type(event) for event in decided} <= set(self.decider.event_types())
        again = self.decider.decide(when, self.decider.fold(decided, state), context)
        assert isinstance(again, Refusal) or not again, f"repeated, it recorded {again}"


def known(decider: Decider[Any, Any, Any], id_: str, *events: Event) -> dict[AggregateRef, object]:
    """Another aggregate that the command was given, as `related` wants it; join several with `|`."""
    return {decider.ref(id_): decider.fold(events)}


def context(
    at: str = "2014-09-24T09:00+08:00",
    actor: Actor = CLERK,
    policy: Policy | None = None,
    calendar: Calendar | None = None,
) -> Context:
    """Who asks, and when; `at` is ISO 8601 with its offset."""
    now = datetime.fromisoformat(at)
    assert now.tzinfo is not None, f"{at} has no offset"
    return Context(actor, now, policy or Policy(), calendar or Calendar())
