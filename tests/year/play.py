"""Carries a year's script out with the real deciders and timers, and keeps the log that comes of it.

One process, no server: what the executor does with an act is done here in turn, timers first, each at its own instant.
Every document is written and read back as the log would have it.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import count
from typing import Any

from services.casework.app import PARTS
from services.casework.domain.policy import POLICY, AdoptPolicy, prefix_of
from services.casework.timers import TIMERS
from shared.contracts import casework
from shared.contracts.casework.calendar import CalendarYearPublished
from shared.contracts.casework.policy import PolicyAdopted
from shared.kernel.actors import TIMER, Actor, ActorId, Role
from shared.kernel.decider import Context, Decider, Step
from shared.kernel.envelope import Codec, Document, LogName, Recorded, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.personal import seal
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.refusals import Refusal
from shared.kernel.working_days import Calendar
from tests.casework.district import seed
from tests.year.generator import year
from tests.year.script import Year
from tests.year.work import Done, all_of

ADMIN = Actor(ActorId("operator"), Role.ADMIN)
_CODEC = Codec(casework.SERVICE, casework.EVENTS)
_DECIDERS: dict[str, Decider[Any, Any, Any]] = {decider.name: decider for decider in PARTS.deciders}
_LOG = LogName("630102", casework.SERVICE)


class NotAsWritten(AssertionError):
    """The engine did something else than the script says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log: the document as an auditor reads it."""

    position: int
    type: str
    aggregate: AggregateRef
    version: int
    document: bytes

    def recorded(self) -> Recorded[Event]:
        """The entry with its document read."""
        return Recorded(self.position, self.aggregate, self.version, _CODEC.decode(self.type, self.document))


@dataclass
class House:
    """Casework without its edges: states, what is in force, and when the next timer is due."""

    now: datetime
    log: list[Entry] = field(default_factory=list)
    policy: Policy = field(default_factory=Policy)
    calendar: Calendar = field(default_factory=Calendar)
    states: dict[AggregateRef, Any] = field(default_factory=dict)
    versions: dict[AggregateRef, int] = field(default_factory=dict)
    rows: dict[tuple[int, str], datetime | None] = field(default_factory=dict)
    _due: list[tuple[datetime, int, str]] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=count)

    def state(self, ref: AggregateRef) -> Any:
        return self.states.get(ref, _DECIDERS[ref.kind].initial)

    def forward(self, to: datetime) -> None:
        """Let the time pass, and each timer take its steps when it is due."""
        while self._due and self._due[0][0] <= to:
            due_at, place, id_ = heapq.heappop(self._due)
            if self.rows.get((place, id_)) != due_at:
                continue
            self.now = max(self.now, due_at)
            self._fire(place, id_)
        self.now = to

    def act(self, actor: Actor, *steps: Step) -> Refusal | list[Event]:
        """Decide and record, or record nothing; as the executor does it."""
        refs = dict.fromkeys([step.ref for step in steps] + [ref for step in steps for ref in step.related])
        context = self._context(actor, refs)
        decided: list[tuple[Step, list[Event]]] = []
        for step in steps:
            events = step.decider.decide(step.command, self.state(step.ref), context)
            if isinstance(events, Refusal):
                return events
            if not events and not decided:
                return []
            decided.append((step, events))
        return [event for step, events in decided for event in self._record(actor, step, events)]

    def do(self, actor: Actor, *steps: Step, refused: str | None = None) -> None:
        """Do it, and see that it comes as written: refused under a slug, or recorded."""
        result = self.act(actor, *steps)
        said = result.slug if isinstance(result, Refusal) else None
        if said != refused or result == []:
            raise NotAsWritten(f"{self.now}: {steps[0].command!r} by {actor.id}: {result}, written was {refused}")

    def _context(self, actor: Actor, refs: Iterable[AggregateRef]) -> Context:
        return Context(actor, self.now, self.policy, self.calendar, {ref: self.state(ref) for ref in refs})

    def _record(self, actor: Actor, step: Step, events: list[Event]) -> list[Event]:
        stamp = Stamp(_LOG, self.now, actor, self.policy.version)
        read = [self._append(step.ref, event, stamp) for event in events]
        for document in read:
            self.states[step.ref] = step.decider.evolve(self.state(step.ref), document.data)
        for document in read:
            self._follow(step.ref, document.data)
        return [document.data for document in read]

    def _append(self, ref: AggregateRef, event: Event, stamp: Stamp) -> Document[Event]:
        closed = seal(event, lambda _subject, _path, _plain: "c2VhbGVk")
        type_, id_ = type_of(casework.SERVICE, type(event)), f"01890000-0000-7000-8000-{next(self._ids):012d}"
        document = encode(closed, id_, ref, stamp)
        self.versions[ref] = self.versions.get(ref, 0) + 1
        self.log.append(Entry(len(self.log) + 1, type_, ref, self.versions[ref], document))
        return _CODEC.decode(type_, document)

    # --- what follows the log: what is in force, and timers ---------------------

    def _follow(self, ref: AggregateRef, event: Event) -> None:
        for place, timer in enumerate(TIMERS):
            if type(event) in timer.stops:
                self.rows.pop((place, ref.id), None)
            elif type(event) in timer.starts:
                self._ask(place, ref.id)
        match event:
            case PolicyAdopted():
                self.policy = self.policy.adopt(event.entry)
            case CalendarYearPublished():
                self.calendar = Calendar({**self.calendar.years, event.edition.year: event.edition})
            case _:
                return
        for place, id_ in list(self.rows):
            self._ask(place, id_)

    def _asked(self, place: int, id_: str) -> tuple[Any, Context]:
        timer = TIMERS[place]
        state = self.state(timer.decider.ref(id_))
        return state, self._context(TIMER, timer.related(state))

    def _ask(self, place: int, id_: str) -> datetime | None:
        due_at = TIMERS[place].due(*self._asked(place, id_))
        self.rows[place, id_] = due_at
        if due_at is not None:
            heapq.heappush(self._due, (due_at, place, id_))
        return due_at

    def _fire(self, place: int, id_: str) -> None:
        due_at = self._ask(place, id_)
        if due_at is None or due_at > self.now:
            return
        state, context = self._asked(place, id_)
        steps = TIMERS[place].steps(id_, state, context)
        result = self.act(
            TIMER, *(Step(each.decider, each.id, each.command, (*each.related, *context.related)) for each in steps)
        )
        if isinstance(result, Refusal) or not result:
            raise NotAsWritten(f"{self.now}: timer {TIMERS[place].name} of {id_}: {result}")


def founded(at: datetime) -> House:
    """A house with the shipped policy in force; the calendar is entered by the script."""
    house = House(at)
    for entry in _seed_policy():
        house.act(ADMIN, Step(POLICY, prefix_of(entry), AdoptPolicy(entry=entry)))
    return house


@cache
def _seed_policy() -> Sequence[PolicyEntry]:
    return [PolicyEntry.model_validate_json(json.dumps(entry)) for entry in seed("policy.yaml")]


def played(script: Year) -> list[Entry]:
    """The log of a year that went as written."""
    house = founded(script.editions[0].at)
    doings: list[tuple[datetime, Done]] = sorted(all_of(script), key=lambda each: each[0])
    for at, done in doings:
        house.forward(at)
        done(house)
    house.forward(script.ends_at)
    return house.log


@cache
def of_the_year() -> Sequence[Entry]:
    """The log of the one year that the tests share."""
    return tuple(played(year()))
