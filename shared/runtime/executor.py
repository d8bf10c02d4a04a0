"""The executor: from a command to facts in the log, or to a refusal and nothing.

An act is decided on the states at hand. If facts come out, the append itself proves that the states were current; a
refusal or silence is proven by reading the aggregates' indexes first. Either way one round trip is the common case.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic, perf_counter

from shared.kernel.decider import Context
from shared.kernel.envelope import MAX_EVENT_BYTES, LogName, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.personal import personal_values, seal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Act, Done
from shared.runtime.aggregates import Aggregates
from shared.runtime.clock import Clock, ClockNotSet
from shared.runtime.metrics import Metrics
from shared.runtime.reference import Reference
from shared.runtime.refusals import (
    ConcurrentChange,
    EventWouldBeTooLarge,
    KeyReusedForOther,
    PersonErased,
    PersonNotKnown,
    VersionStale,
)
from shared.runtime.turnstile import Turnstile, TurnstileFull
from shared.runtime.unavailable import (
    Busy,
    ClockSuspect,
    EpochChanged,
    LogDamaged,
    LogHasNoRoom,
    LogSwapped,
    LogUnreachable,
    VaultClosedToUs,
)
from shared.store.port import (
    Append,
    Appended,
    AppendResult,
    EventStore,
    EventTooLarge,
    KeyReused,
    LogFull,
    LogUnavailable,
    NewEvent,
    Replayed,
    RogueEntry,
    StoreBusy,
    TrackMoved,
    VersionConflict,
    Write,
    WrongEpoch,
    WrongLog,
)
from shared.vault.errors import KeyDestroyed, KeyMissing, VaultUnavailable
from shared.vault.vault import Vault

PATIENCE_SECONDS = 5.0
MAX_CONFLICTS = 12


@dataclass(frozen=True, slots=True)
class _Decision:
    """The facts of each step, and the versions of all states that they were decided on."""

    events: tuple[list[Event], ...]
    versions: Mapping[AggregateRef, int]


class TrackLost(Exception):
    """A reaction's track stands elsewhere: another replica is at work, or an earlier try got through."""

    def __init__(self, actual: int) -> None:
        super().__init__(f"the track stands at {actual}")
        self.actual = actual


@dataclass(slots=True)
class Executor:
    """Carries out acts on one service's log."""

    log: EventStore
    log_name: LogName
    aggregates: Aggregates
    reference: Reference
    clock: Clock
    vault: Vault
    metrics: Metrics
    new_event_id: Callable[[], str]
    _turnstile: Turnstile = field(default_factory=Turnstile)

    async def execute(self, act: Act) -> Done | Refusal:
        """Decide and record. Raises `TrackLost`; whatever else is wrong is a refusal or a bug."""
        try:
            async with self._turnstile.through(act.deciding):
                result = await self._persist(act)
        except (TurnstileFull, StoreBusy):
            result = Busy()
        except KeyDestroyed:
            result = PersonErased()
        except KeyMissing:
            result = PersonNotKnown()
        except VaultUnavailable:
            result = VaultClosedToUs()
        except ClockNotSet:
            result = ClockSuspect(why="was never set")
        self._count(act, result)
        return result

    async def _persist(self, act: Act) -> Done | Refusal:
        """Try until it is recorded, refused, or the log stayed silent for too long."""
        give_up_at = monotonic() + PATIENCE_SECONDS
        conflicts, proven, pause = 0, False, 0.02
        while True:
            try:
                result = await self._try(act, proven)
            except LogUnavailable:
                # Never an answer about what became of it: the next try reads the key and the indexes first.
                if monotonic() > give_up_at:
                    return LogUnreachable()
                await asyncio.sleep(pause)
                pause, proven = min(pause * 2, 0.5), True
                continue
            except (WrongLog, WrongEpoch, LogFull, RogueEntry, EventTooLarge) as error:
                return _as_refusal(error)
            if result is not None:
                return result
            if conflicts >= MAX_CONFLICTS:
                return ConcurrentChange()
            if conflicts > 0:
                await asyncio.sleep(random.uniform(0, 0.002 * conflicts))
            conflicts, proven = conflicts + proven, True

    async def _try(self, act: Act, proven: bool) -> Done | Refusal | None:
        """One attempt; None asks for another with the states read anew."""
        if (suspect := self.clock.suspect) is not None:
            return suspect
        if proven:
            await self.aggregates.refresh(act.looked_at)
            if act.once and (seen := await self.log.seen(act.once)) is not None:
                return await self._known(seen)
        now = await self.clock.now()
        decided = self._decided(act, now, proven)
        if not isinstance(decided, _Decision) or not any(decided.events):
            if decided is None or not proven:
                return None
            if isinstance(decided, Refusal):
                return decided
            if act.track is not None:
                self._result_of(await self.log.append(Append(track=act.track)))
            return self._silence(act)
        stamp = Stamp(
            log=self.log_name,
            time=now,
            actor=act.actor,
            policy_version=self.reference.policy.version,
            correlation_id=act.correlation_id,
            causation_id=act.causation_id,
        )
        return await self._record(act, decided, stamp)

    def _decided(self, act: Act, now: datetime, proven: bool) -> _Decision | Refusal | None:
        try:
            return self._decide(act, now)
        except Exception:
            if proven:
                raise
            # States that are not current may contradict the command or one another; only current ones show a bug.
            return None

    def _decide(self, act: Act, now: datetime) -> _Decision | Refusal:
        known = {ref: self.aggregates.peek(ref) for ref in act.looked_at}
        context = Context(
            actor=act.actor,
            now=now,
            policy=self.reference.policy,
            calendar=self.reference.calendar,
            related={ref: each.state for ref, each in known.items()},
        )
        version = known[act.steps[0].ref].version
        if act.expected_version is not None and act.expected_version != version:
            return VersionStale(version=version)
        decided: list[list[Event]] = []
        for step in act.steps:
            events = step.decider.decide(step.command, known[step.ref].state, context)
            if isinstance(events, Refusal):
                return events
            if not events and not decided:
                # The leading step already took effect, and what belongs to it with it.
                return _Decision(tuple([] for _ in act.steps), {ref: each.version for ref, each in known.items()})
            decided.append(events)
        return _Decision(tuple(decided), {ref: each.version for ref, each in known.items()})

    async def _record(self, act: Act, decision: _Decision, stamp: Stamp) -> Done | Refusal | None:
        sealed, writes = await self._seal(act, decision, stamp)
        looked_at = [ref for ref in act.looked_at if ref not in act.deciding]
        checks = [Write(ref, decision.versions[ref]) for ref in looked_at]
        begun = perf_counter()
        result = self._result_of(await self.log.append(Append((*writes, *checks), act.once, act.track)))
        self.metrics.append_seconds.observe(perf_counter() - begun)
        match result:
            case Appended(first=first):
                for write, events in zip(writes, sealed, strict=True):
                    self.aggregates.learn(write.aggregate, write.expected, events)
                types = [event.type for write in writes for event in write.events]
                return Done(
                    id=act.steps[0].id,
                    version=writes[0].expected + len(writes[0].events),
                    position=first + len(types) - 1,
                    events=tuple((type_, first + place) for place, type_ in enumerate(types)),
                )
            case VersionConflict():
                return None
            case _:
                return await self._known(result)

    async def _seal(self, act: Act, decision: _Decision, stamp: Stamp) -> tuple[list[list[Event]], list[Write]]:
        decided = [event for events in decision.events for event in events]
        subjects = {value.subject for event in decided for _, value in personal_values(event)}
        keys = await self.vault.keys(subjects) if subjects else None
        sealed: list[list[Event]] = []
        writes: list[Write] = []
        for step, events in zip(act.steps, decision.events, strict=True):
            new = []
            sealed.append([])
            for event in events:
                event_id = self.new_event_id()
                closed = seal(event, keys.sealer(self.log_name.source, event_id)) if keys else event
                document = encode(closed, event_id, step.ref, stamp)
                new.append(NewEvent(type_of(self.log_name.service, type(event)), document, act.traceparent))
                sealed[-1].append(closed)
            writes.append(Write(step.ref, decision.versions[step.ref], tuple(new)))
        return sealed, writes

    def _result_of(self, result: AppendResult) -> Appended | Replayed | KeyReused | VersionConflict:
        if isinstance(result, TrackMoved):
            raise TrackLost(result.actual)
        return result

    async def _known(self, seen: Appended | Replayed | KeyReused | VersionConflict) -> Done | Refusal:
        """The answer that was given for this key: the log itself remembers it."""
        if not isinstance(seen, Replayed):
            return KeyReusedForOther()
        events = await self.log.at(range(seen.first, seen.first + seen.count))
        subject = events[0].aggregate
        return Done(
            id=subject.id,
            version=max(event.version for event in events if event.aggregate == subject),
            position=events[-1].position,
            events=tuple((event.type, event.position) for event in events),
            replayed=True,
        )

    def _silence(self, act: Act) -> Done:
        return Done(id=act.steps[0].id, version=self.aggregates.peek(act.steps[0].ref).version)

    def _count(self, act: Act, result: Done | Refusal) -> None:
        outcome = "refused" if isinstance(result, Refusal) else "recorded" if result.events else "unchanged"
        self.metrics.commands.labels(command=type(act.steps[0].command).__name__, outcome=outcome).inc()
        if isinstance(result, Refusal):
            self.metrics.refusals.labels(slug=result.slug).inc()


def _as_refusal(error: Exception) -> Refusal:
    match error:
        case WrongLog():
            return LogSwapped()
        case WrongEpoch():
            return EpochChanged()
        case LogFull():
            return LogHasNoRoom()
        case EventTooLarge():
            return EventWouldBeTooLarge(limit_bytes=MAX_EVENT_BYTES)
        case _:
            return LogDamaged()
