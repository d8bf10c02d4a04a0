"""Reading: what is opened of persons for one answer is recorded in the access log before the answer is given.

Nothing has to be remembered for it: opening itself notes what it opened. A route that opens says once what for; one
that does not say it, or whose entry cannot be recorded, shows nothing. What the machine opens outside of an answer, to
send a notice or to take a ballot out of its box, nobody reads.
"""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

import uuid6

from shared.contracts.access import Purpose, ReadResult
from shared.kernel.actors import ANYBODY, Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.access import ACCESS, RecordReading
from shared.runtime.act import Act
from shared.runtime.executor import Executor
from shared.runtime.telemetry import correlation_id

A = TypeVar("A")


class ReadWithoutPurpose(Exception):
    """A route opened personal values and does not say what for: a bug."""


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """One value that was opened: whose it is, of which aggregate, which field, and whether there was still a key."""

    subject: str
    concerning: AggregateRef
    field: str
    erased: bool = False


@dataclass(slots=True)
class _Sight:
    """What was opened so far for the answer that is being prepared, and what for."""

    purpose: Purpose | None
    reason: Personal[str] | None = None
    seen: list[Seen] = field(default_factory=list)


_SIGHT: ContextVar[_Sight | None] = ContextVar("sight", default=None)
"""None where nobody waits for an answer."""


def note(seen: Seen) -> None:
    """Remember what was just opened, if it is for an answer."""
    if (sight := _SIGHT.get()) is not None:
        sight.seen.append(seen)


def explain(purpose: Purpose, reason: Personal[str]) -> None:
    """Say for what and why the answer shows what is masked otherwise: somebody else will review it."""
    if (sight := _SIGHT.get()) is not None:
        sight.purpose, sight.reason = purpose, reason


async def shown(
    executor: Executor, actor: Actor, purpose: Purpose | None, answer: Awaitable[A | Refusal | None]
) -> A | Refusal | None:
    """The answer, once it is recorded what of whom it shows; a refusal shows nothing."""
    sight = _Sight(purpose)
    outside = _SIGHT.set(sight)
    try:
        given = await answer
    finally:
        _SIGHT.reset(outside)
    if not sight.seen or given is None or isinstance(given, Refusal):
        return given
    return await recorded(executor, actor, _readings(sight)) or given


async def recorded(executor: Executor, actor: Actor, readings: Sequence[RecordReading]) -> Refusal | None:
    """Record readings, all in one append; a refusal if that is not to be."""
    steps = tuple(Step(ACCESS, str(uuid6.uuid7()), reading) for reading in readings)
    act = Act(steps, _reader(actor, readings), correlation_id=correlation_id.get())
    result = await executor.execute(act)
    return result if isinstance(result, Refusal) else None


def _readings(sight: _Sight) -> Sequence[RecordReading]:
    """One for each person and aggregate."""
    if sight.purpose is None:
        raise ReadWithoutPurpose(", ".join(sorted({f"{each.concerning.kind}: {each.field}" for each in sight.seen})))
    by_person = groupby(sorted(sight.seen), key=lambda each: (each.subject, each.concerning))
    return [_reading(sight, sight.purpose, list(values)) for _, values in by_person]


def _reading(sight: _Sight, purpose: Purpose, values: Sequence[Seen]) -> RecordReading:
    return RecordReading(
        subject=values[0].subject,
        fields=tuple(dict.fromkeys(each.field for each in values)),
        purpose=purpose,
        concerning=str(values[0].concerning),
        result=ReadResult.ERASED if all(each.erased for each in values) else ReadResult.SHOWN,
        reason=sight.reason,
    )


def _reader(actor: Actor, readings: Sequence[RecordReading]) -> Actor:
    """Who has shown a code reads as the person whose values they are."""
    return Actor(ActorId(readings[0].subject), Role.RESIDENT) if actor == ANYBODY else actor
