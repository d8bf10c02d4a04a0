"""A service's answer to intake, whether a person's data may be deleted (删除个人信息).

Invariants: each asking is answered once · what is answered is what was held when it was answered · a restriction is
known once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, assert_never

from shared.contracts.erasure import (
    CONDUCTOR,
    ErasureAnswerEvent,
    ErasureAsked,
    ErasureCleared,
    ErasureRequested,
    ErasureRetained,
    Held,
    ProcessingRestricted,
    RestrictionKnown,
)
from shared.contracts.intake import EVENTS
from shared.kernel.decider import Context, Decider, Step
from shared.kernel.envelope import Recorded
from shared.kernel.messages import Command, Event
from shared.kernel.reaction import Answer, Reaction
from shared.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Answering:
    """Which asking is the newest, whether it was answered, and whether the data are only stored."""

    asked: int = 0
    answered: int = 0
    restricted: bool = False


def _evolve(answering: Answering, event: ErasureAnswerEvent) -> Answering:
    match event:
        case ErasureAsked():
            return replace(answering, asked=event.round)
        case ErasureCleared() | ErasureRetained():
            return replace(answering, answered=event.round)
        case RestrictionKnown():
            return replace(answering, restricted=True)
        case _:
            assert_never(event)


class RecordAsking(Command):
    """Intake asks."""

    round: int
    source_position: int


class AnswerErasure(Command):
    """Answer the newest asking with what must be kept."""

    held: Held


class RecordRestriction(Command):
    """The person's data are only stored."""

    source_position: int


AnswerCommand = RecordAsking | AnswerErasure | RecordRestriction


def _decide(command: AnswerCommand, answering: Answering, _context: Context) -> list[ErasureAnswerEvent] | Refusal:
    match command:
        case RecordAsking():
            if command.round <= answering.asked:
                return []
            return [ErasureAsked(round=command.round, source_position=command.source_position)]
        case AnswerErasure():
            if answering.answered == answering.asked:
                return []
            round_ = answering.asked
            return [ErasureRetained(round=round_, held=command.held) if command.held else ErasureCleared(round=round_)]
        case RecordRestriction():
            return [] if answering.restricted else [RestrictionKnown(source_position=command.source_position)]
        case _:
            assert_never(command)


ERASURE_ANSWER: Decider[Answering, AnswerCommand, ErasureAnswerEvent] = Decider(
    "erasure-answer", Answering(), _evolve, _decide, ErasureAnswerEvent
)


def erasure_requested(recorded: Recorded[ErasureRequested]) -> Step:
    """Intake asks all services."""
    command = RecordAsking(round=recorded.event.round, source_position=recorded.position)
    return Step(ERASURE_ANSWER, recorded.aggregate.id, command)


def processing_restricted(recorded: Recorded[ProcessingRestricted]) -> Step:
    """The archive keeps something of the person somewhere."""
    return Step(ERASURE_ANSWER, recorded.aggregate.id, RecordRestriction(source_position=recorded.position))


_ON: Mapping[type[Event], Callable[[Recorded[Any]], Answer]] = {
    ErasureRequested: erasure_requested,
    ProcessingRestricted: processing_restricted,
}


def with_erasure(reaction: Reaction | None) -> Reaction:
    """The reaction of a service to intake, which is also asked what it must keep of a person."""
    return Reaction(CONDUCTOR, EVENTS, {**_ON, **(reaction.on if reaction else {})})
