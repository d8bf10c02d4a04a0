"""Erasure (删除个人信息) of one person, conducted for all services.

Invariants: what the archive must keep is not deleted, and its data are only stored from then on · the key is destroyed
only after every service and intake itself said that they keep nothing · what was granted cannot be taken back · a
missed answer stays missed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, assert_never

from services.intake.domain.erasure_refusals import ErasureAnswerNotDue, ErasureNotAgreed
from shared.contracts.erasure import (
    HOLDERS,
    ClearanceKnown,
    ErasureAnswerMissed,
    ErasureBasis,
    ErasureCleared,
    ErasureEvent,
    ErasureGranted,
    ErasureRequested,
    ErasureRetained,
    Held,
    ProcessingRestricted,
    RetentionKnown,
    SubjectKeyDestroyed,
)
from shared.kernel.decider import Context, Decider, Step
from shared.kernel.envelope import Recorded
from shared.kernel.instants import start_of
from shared.kernel.messages import Command, Event
from shared.kernel.refusals import CorruptStream, Refusal

ANSWER_WD = "privacy.request_answer_wd"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotAsked:
    """Nobody has asked for it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The services look at what they hold; `cleared` are those that keep nothing."""

    request: ErasureRequested
    cleared: frozenset[str] = frozenset()
    missed: bool = False

    @property
    def agreed(self) -> bool:
        """Whether all have said that they keep nothing."""
        return self.cleared >= frozenset(HOLDERS)


@dataclass(frozen=True, slots=True)
class Restricted:
    """Refused: the archive keeps what is held, and the data are only stored. It may be asked for again."""

    round: int
    held: Held


@dataclass(frozen=True, slots=True)
class Granted:
    """The key is about to be destroyed."""

    request: ErasureRequested
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Destroyed:
    """Terminal: nobody can read anything any more."""

    round: int
    destroyed_at: datetime


Erasure = NotAsked | Asked | Restricted | Granted | Destroyed


def evolve(erasure: Erasure, event: ErasureEvent) -> Erasure:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, erasure:
        case ErasureRequested(), NotAsked() | Restricted():
            return Asked(event)
        case ProcessingRestricted(), NotAsked() | Asked() | Restricted():
            return Restricted(event.round, event.held)
        case ClearanceKnown(), Asked():
            return replace(erasure, cleared=erasure.cleared | {event.service})
        case RetentionKnown(), Asked():
            return erasure
        case ErasureGranted(), Asked():
            return Granted(erasure.request, erasure.missed)
        case SubjectKeyDestroyed(), Granted():
            return Destroyed(event.round, event.destroyed_at)
        case ErasureAnswerMissed(), Asked() | Granted():
            return replace(erasure, missed=True)
        case _:
            raise CorruptStream(f"{event.word()} of {type(erasure).__name__}")


# --- commands ---------------------------------------------------------------


class RequestErasure(Command):
    """Delete a person's data; `held` is what intake itself must keep."""

    basis: ErasureBasis
    held: Held


class HearClearance(Command):
    """A service keeps nothing."""

    service: str
    round: int
    source_position: int


class HearRetention(Command):
    """A service keeps something."""

    service: str
    round: int
    held: Held
    source_position: int


class GrantErasure(Command):
    """All have agreed; `held` is what intake itself must keep by now."""

    held: Held


class ConfirmDestruction(Command):
    """The key is gone."""


class MissErasureAnswer(Command):
    """The last day for the answer is over."""


ErasureCommand = RequestErasure | HearClearance | HearRetention | GrantErasure | ConfirmDestruction | MissErasureAnswer

# --- decisions --------------------------------------------------------------


def decide(command: ErasureCommand, erasure: Erasure, context: Context) -> list[ErasureEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case RequestErasure():
            return _request(command, erasure, context)
        case HearClearance():
            return _hear_clearance(command, erasure)
        case HearRetention():
            return _hear_retention(command, erasure, context)
        case GrantErasure():
            return _grant(command, erasure, context)
        case ConfirmDestruction():
            return _confirm(erasure, context)
        case MissErasureAnswer():
            return _miss(erasure, context)
        case _:
            assert_never(command)


def _request(command: RequestErasure, erasure: Erasure, context: Context) -> list[ErasureEvent]:
    if not isinstance(erasure, NotAsked | Restricted):
        return []
    round_ = erasure.round + 1 if isinstance(erasure, Restricted) else 1
    if command.held:
        same = isinstance(erasure, Restricted) and erasure.held == command.held
        return [] if same else [_restricted(round_, command.basis, command.held, context)]
    days = context.policy.whole(ANSWER_WD, context.today)
    return [
        ErasureRequested(
            round=round_,
            basis=command.basis,
            requested_on=context.today,
            answer_due_on=context.calendar.nth_working_day_after(context.today, days),
        )
    ]


def _hear_clearance(command: HearClearance, erasure: Erasure) -> list[ErasureEvent]:
    if not _concerns(command, erasure):
        return []
    return [ClearanceKnown(service=command.service, round=command.round, source_position=command.source_position)]


def _hear_retention(command: HearRetention, erasure: Erasure, context: Context) -> list[ErasureEvent]:
    if not isinstance(erasure, Asked) or not _concerns(command, erasure):
        return []
    known = RetentionKnown(service=command.service, round=command.round, source_position=command.source_position)
    return [known, _restricted(command.round, erasure.request.basis, command.held, context)]


def _concerns(command: HearClearance | HearRetention, erasure: Erasure) -> bool:
    """Whether it is an answer, the first of this service, to what is asked now."""
    if not isinstance(erasure, Asked) or command.round != erasure.request.round:
        return False
    return command.service not in erasure.cleared


def _grant(command: GrantErasure, erasure: Erasure, context: Context) -> list[ErasureEvent] | Refusal:
    if not isinstance(erasure, Asked):
        return [] if isinstance(erasure, Granted | Destroyed | Restricted) else ErasureNotAgreed()
    if not erasure.agreed:
        return ErasureNotAgreed()
    request = erasure.request
    if command.held:
        return [_restricted(request.round, request.basis, command.held, context)]
    return [ErasureGranted(round=request.round)]


def _confirm(erasure: Erasure, context: Context) -> list[ErasureEvent] | Refusal:
    match erasure:
        case Granted():
            return [SubjectKeyDestroyed(round=erasure.request.round, destroyed_at=context.now)]
        case Destroyed():
            return []
        case _:
            return ErasureNotAgreed()


def _restricted(round_: int, basis: ErasureBasis, held: Held, context: Context) -> ProcessingRestricted:
    return ProcessingRestricted(round=round_, basis=basis, held=held, restricted_on=context.today)


def erasure_answer_due(erasure: Erasure, _context: Context) -> datetime | None:
    """The first instant after the last day for the answer; None where it was given or missed."""
    if not isinstance(erasure, Asked | Granted) or erasure.missed:
        return None
    return start_of(erasure.request.answer_due_on + timedelta(days=1))


def _miss(erasure: Erasure, context: Context) -> list[ErasureEvent] | Refusal:
    due_at = erasure_answer_due(erasure, context)
    if due_at is None or not isinstance(erasure, Asked | Granted):
        return []
    if due_at > context.now:
        return ErasureAnswerNotDue()
    return [ErasureAnswerMissed(due_on=erasure.request.answer_due_on, fell_due_at=due_at)]


ERASURE: Decider[Erasure, ErasureCommand, ErasureEvent] = Decider("erasure", NotAsked(), evolve, decide, ErasureEvent)

# --- what the other services answer -----------------------------------------


def answers_of(service: str) -> Mapping[type[Event], Callable[[Recorded[Any]], Step]]:
    """What intake does about the answers of a service."""

    def cleared(recorded: Recorded[ErasureCleared]) -> Step:
        command = HearClearance(service=service, round=recorded.event.round, source_position=recorded.position)
        return Step(ERASURE, recorded.aggregate.id, command)

    def retained_by(recorded: Recorded[ErasureRetained]) -> Step:
        event, at = recorded.event, recorded.position
        command = HearRetention(service=service, round=event.round, held=event.held, source_position=at)
        return Step(ERASURE, recorded.aggregate.id, command)

    return {ErasureCleared: cleared, ErasureRetained: retained_by}
