"""An application in intake's log and its case in casework's: each hears the other's log in order, and later."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeGuard

from services.casework.domain.case import CASE
from services.casework.domain.item import ITEM as ITEM_THERE
from services.casework.reactions import intake as by_casework
from services.intake.domain.application import APPLICATION, AnyApplicationCommand
from services.intake.reactions import casework as by_intake
from shared.contracts import casework, intake
from shared.contracts.casework.item import ItemKnown
from shared.kernel.actors import Actor, ActorId, Role, reaction_to
from shared.kernel.decider import Context, Decider, Step
from shared.kernel.envelope import Document, Recorded
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from shared.kernel.messages import Event
from shared.kernel.personal import seal
from shared.kernel.reaction import Draft, Reaction
from shared.kernel.refusals import Refusal
from shared.testing.decider import known
from tests.intake.samples import CALENDAR, POLICY, RELATED, item_version, receive

APPLICATION_ID = "a-1"
CASE_ID = by_casework.case_id_of(APPLICATION_ID)
CLERK = Actor(ActorId("clerk-1"), Role.CLERK)
_KNOWN = ItemKnown(code="CD-MZ-005", item=item_version("CD-MZ-005"), source_position=3)
THERE = known(ITEM_THERE, "CD-MZ-005", _KNOWN)
MORNING = datetime(2014, 9, 24, 9, 5, tzinfo=SHANGHAI)


@dataclass
class Side:
    """One service with the one aggregate that it has of the matter."""

    name: str
    decider: Decider[Any, Any, Any]
    ref: AggregateRef
    reaction: Reaction
    state: Any
    log: list[Recorded[Any]] = field(default_factory=list)
    heard: int = 0

    def record(self, events: list[Event], now: datetime) -> list[Event]:
        """Write facts down, as sealed as they are for ever."""
        sealed = [seal(event, lambda _subject, path, _plain: f"sealed {path}") for event in events]
        for event in sealed:
            about: dict[str, Any] = {"source": self.name, "type": event.word(), "subject": str(self.ref)}
            document = Document[Any].model_construct(None, id=f"n-{len(self.log)}", time=now, data=event, **about)
            self.log.append(Recorded(len(self.log) + 1, self.ref, 1, document))
        self.state = self.decider.fold(sealed, self.state)
        return sealed


def is_of(step: Step | Draft, ref: AggregateRef) -> TypeGuard[Step]:
    """Whether a reaction asks something of this aggregate; what it does about others is theirs."""
    return isinstance(step, Step) and step.ref == ref


@dataclass
class TwoLogs:
    """Both services, and the time that it is; nothing is heard before somebody lets it be heard."""

    now: datetime = MORNING
    counter: Side = field(
        default_factory=lambda: Side(
            intake.SERVICE,
            APPLICATION,
            APPLICATION.ref(APPLICATION_ID),
            by_intake.REACTION,
            APPLICATION.initial,
        )
    )
    office: Side = field(
        default_factory=lambda: Side(casework.SERVICE, CASE, CASE.ref(CASE_ID), by_casework.REACTION, CASE.initial)
    )

    @property
    def application(self) -> Any:
        """Where the application stands."""
        return self.counter.state

    @property
    def case(self) -> Any:
        """Where its case stands."""
        return self.office.state

    def context(self, actor: Actor) -> Context:
        """Somebody of intake asks now."""
        return Context(actor, self.now, POLICY, CALENDAR, RELATED)

    def ask(self, command: AnyApplicationCommand, actor: Actor = CLERK) -> list[Event] | Refusal:
        """Ask something of the application, and then the same again, of which nothing comes."""
        decided = APPLICATION.decide(command, self.application, self.context(actor))
        if isinstance(decided, Refusal):
            return decided
        events = self.counter.record(list(decided), self.now)
        again = APPLICATION.decide(command, self.application, self.context(actor))
        assert isinstance(again, Refusal) or not again, f"{command!r} repeated recorded {again}"
        return events

    def receive(self) -> None:
        """A resident hands the application in."""
        assert self.ask(receive())

    def work(self, event: Event) -> None:
        """Somebody of the back office did something with the case."""
        about = {"application_id": APPLICATION_ID} if "application_id" in type(event).model_fields else {}
        self.office.record([event.model_copy(update=about)], self.now)

    def office_hears(self) -> list[Event]:
        """Casework hears the next word of intake that concerns it, if there is one; what it records of it."""
        related = Context(reaction_to(intake.SERVICE), self.now, POLICY, CALENDAR, THERE)
        return self._hears(self.office, self.counter, related)

    def counter_hears(self) -> list[Event]:
        """Intake hears the next word of casework that concerns it, if there is one; what it records of it."""
        return self._hears(self.counter, self.office, self.context(reaction_to(casework.SERVICE)))

    def _hears(self, side: Side, other: Side, context: Context) -> list[Event]:
        while side.heard < len(other.log):
            recorded = other.log[side.heard]
            side.heard += 1
            react = side.reaction.on.get(type(recorded.event))
            steps = react(recorded) if react else ()
            if isinstance(steps, Draft) and side.ref in steps.on:
                steps = steps.steps(replace(context, related={**context.related, side.ref: side.state}))
            mine = [step for step in (steps if isinstance(steps, tuple) else (steps,)) if is_of(step, side.ref)]
            if mine:
                return self._reacts(side, mine[0], context)
        return []

    def _reacts(self, side: Side, step: Step, context: Context) -> list[Event]:
        done = side.decider.decide(step.command, side.state, context)
        assert not isinstance(done, Refusal), f"what was done was done: {done}"
        events = side.record(done, self.now)
        assert not side.decider.decide(step.command, side.state, context), "heard twice, it counts once"
        return events

    def rest(self) -> None:
        """Let everything be heard."""
        while self.office.heard < len(self.counter.log) or self.counter.heard < len(self.office.log):
            self.office_hears()
            self.counter_hears()
