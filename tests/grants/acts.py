"""Acts of several aggregates without a server: decided on what is recorded, and recorded together or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.grants.app import PARTS
from services.grants.reactions.associations import REACTION
from shared.contracts import associations
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context, Decider, Step
from shared.kernel.envelope import Codec, LogName, Recorded, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.reaction import Draft
from shared.kernel.refusals import Refusal
from tests.grants.purchases import asked

_LOG = LogName("630102", associations.SERVICE)
_CODEC = Codec(associations.SERVICE, associations.EVENTS)
_INITIAL = {kind.name: kind.initial for kind in PARTS.deciders}
_REGISTRAR = Actor(ActorId("s-registrar"), Role.REGISTRAR)


class Acts:
    """The states of grants, and all events in their order."""

    def __init__(self) -> None:
        self.states: dict[AggregateRef, Any] = {}
        self.events: list[tuple[AggregateRef, Event]] = []
        self.heard = 0

    def state(self, kind: Decider[Any, Any, Any], id_: str) -> Any:
        """Where an aggregate stands."""
        return self.states.get(kind.ref(id_), kind.initial)

    def given(self, kind: Decider[Any, Any, Any], id_: str, *events: Event) -> None:
        """Let something have happened."""
        for event in events:
            self.states[kind.ref(id_)] = kind.evolve(self.state(kind, id_), event)
            self.events.append((kind.ref(id_), event))

    def seen(self, refs: Iterable[AggregateRef]) -> dict[AggregateRef, object]:
        """The states that a decision looks at."""
        return {ref: self.states.get(ref, _INITIAL[ref.kind]) for ref in refs}

    def tell(self, context: Context, *steps: Step) -> list[Event] | Refusal:
        """Carry out an act as the executor does."""
        context = replace(context, related=self.seen(ref for step in steps for ref in (step.ref, *step.related)))
        decided: list[list[Event]] = []
        for step in steps:
            events = step.decider.decide(step.command, self.state(step.decider, step.id), context)
            if isinstance(events, Refusal):
                return events
            if not events and not decided:
                return []
            decided.append(events)
        for step, events in zip(steps, decided, strict=True):
            self.given(step.decider, step.id, *events)
        return [event for events in decided for event in events]

    def hear(self, event: Event, of: str, at: str = "2015-11-20T10:00+08:00") -> list[str]:
        """Let the service of associations have recorded something; the words of what grants records."""
        self.heard += 1
        return self.hear_again(event, of, self.heard, at)

    def hear_again(self, event: Event, of: str, position: int, at: str = "2015-11-20T10:00+08:00") -> list[str]:
        """The same of an earlier position."""
        stamp = Stamp(_LOG, datetime.fromisoformat(at), _REGISTRAR, policy_version=1)
        ref = AggregateRef("association", of)
        document = _CODEC.decode(type_of(_LOG.service, type(event)), encode(event, "0198-event", ref, stamp))
        answer = REACTION.on[type(event)](Recorded(position, ref, 1, document))
        context = asked(Role.MACHINE, at=at)
        if isinstance(answer, Draft):
            answer = answer.steps(replace(context, related=self.seen(answer.on)))
        told = self.tell(context, *((answer,) if isinstance(answer, Step) else answer))
        assert not isinstance(told, Refusal), told
        return [type(each).word() for each in told]
