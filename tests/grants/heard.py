"""The own log as far as a test of reactions needs it, and events of councils as they come from theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.grants.domain.committee import COMMITTEES, SEATS
from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.kin import KIN
from services.grants.domain.resolution import RESOLUTION
from services.grants.reactions.councils import REACTION
from shared.contracts import councils
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Codec, LogName, Recorded, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.reaction import Draft
from shared.kernel.refusals import Refusal
from tests.grants.funds import asks

LOG = LogName("630102", councils.SERVICE)
OF_RESOLUTION = AggregateRef("resolution", "r-1")


class Log:
    """The own log as far as a test needs it: events of each aggregate, and what is known around them."""

    def __init__(self, around: dict[AggregateRef, object] | None = None) -> None:
        self.states: dict[AggregateRef, Any] = dict(around or {})
        self.facts: list[Event] = []
        self.position = 100

    def context(self, *refs: AggregateRef) -> Context:
        context = asks(role=Role.MACHINE)
        known = {ref: self.states.get(ref, _initial(ref)) for ref in refs}
        return Context(context.actor, context.now, context.policy, context.calendar, known)

    def hears(self, event: Event, of: AggregateRef = OF_RESOLUTION) -> list[Event] | Refusal:
        """React to an event as the runtime does: all steps of one act, decided on the states before it."""
        self.position += 1
        return self.hears_at(self.position, event, of)

    def hears_at(self, position: int, event: Event, of: AggregateRef = OF_RESOLUTION) -> list[Event] | Refusal:
        answer = REACTION.on[type(event)](recorded(event, of, position))
        if isinstance(answer, Draft):
            answer = answer.steps(self.context(*answer.on))
        steps = answer if isinstance(answer, tuple) else (answer,)
        return self._acted(steps)

    def _acted(self, steps: Sequence[Step]) -> list[Event] | Refusal:
        refs = [ref for step in steps for ref in (step.ref, *step.related)]
        context, facts = self.context(*refs), list[tuple[Step, Event]]()
        for step in steps:
            decided = step.decider.decide(step.command, context.related[step.ref], context)
            if isinstance(decided, Refusal):
                return decided
            if not decided and not facts:
                return []
            facts += [(step, each) for each in decided]
        for step, each in facts:
            self.states[step.ref] = step.decider.evolve(self.states.get(step.ref, step.decider.initial), each)
        self.facts += [each for _, each in facts]
        return [each for _, each in facts]


def _initial(ref: AggregateRef) -> object:
    kinds = {kind.name: kind for kind in (COMMITTEES, SEATS, KIN, RESOLUTION, FUND_PROJECT)}
    return kinds[ref.kind].initial


def recorded(event: Event, of: AggregateRef, position: int) -> Recorded[Any]:
    at = datetime.fromisoformat("2015-05-11T10:00+08:00")
    stamp = Stamp(LOG, at, Actor(ActorId("s-clerk"), Role.CLERK), policy_version=1)
    document = encode(event, "0198-event", of, stamp)
    decoded = Codec(councils.SERVICE, councils.EVENTS).decode(type_of(councils.SERVICE, type(event)), document)
    return Recorded(position, of, 1, decoded)
