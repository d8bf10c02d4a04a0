"""Progress of a case (办理进度): what casework tells of its due dates, for the applicant to look up.

Invariants: nothing is recorded that casework did not announce · what was heard counts once, and nothing older after it
· a date is told together with why it is what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from shared.contracts.intake.progress import DueDatesKnown, ProgressCause, ProgressEvent, Stop
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """What was told last; nothing before the case was opened."""

    known: DueDatesKnown | None = None


def evolve(_progress: Progress, event: ProgressEvent) -> Progress:
    """Apply one recorded fact."""
    return Progress(event)


# --- commands ---------------------------------------------------------------


class RecordDueDates(Command):
    """Record the dates that casework told, none of a clock that stands still."""

    promised_due_on: date | None = None
    statutory_due_on: date | None = None
    source_position: int


class RecordOpening(RecordDueDates):
    """Record the first dates of an application's case."""

    application_id: str


class RecordStop(RecordDueDates):
    """Record that a suspension has begun."""

    stop: Stop


class RecordRunOn(RecordDueDates):
    """Record that a suspension has ended."""

    suspension_id: str


class RecordMove(RecordDueDates):
    """Record that the dates moved for another cause; with its application also of a case that was not known."""

    cause: ProgressCause
    application_id: str | None = None


ProgressCommand = RecordOpening | RecordStop | RecordRunOn | RecordMove

# --- decisions --------------------------------------------------------------


def decide(command: ProgressCommand, progress: Progress, _context: Context) -> list[ProgressEvent] | Refusal:
    """Answer an announcement with what is known now. Nothing is refused."""
    known = progress.known
    if known is None:
        return _first_heard(command)
    if command.source_position <= known.source_position:
        return []
    match command:
        case RecordOpening():
            return [_opened(command)]
        case RecordStop():
            return [_told(command, known, ProgressCause.SUSPENDED, (*known.stopped, command.stop))]
        case RecordRunOn():
            still = tuple(stop for stop in known.stopped if stop.suspension_id != command.suspension_id)
            return [_told(command, known, ProgressCause.RESUMED, still)]
        case RecordMove():
            return [_told(command, known, command.cause, known.stopped)]
        case _:
            assert_never(command)


def _first_heard(command: ProgressCommand) -> list[ProgressEvent]:
    # A log may be older than this record of it: then the opening was followed before anybody kept it here.
    if isinstance(command, RecordOpening):
        return [_opened(command)]
    if isinstance(command, RecordMove) and command.application_id is not None:
        return [DueDatesKnown(**command.model_dump())]
    return []


def _opened(command: RecordOpening) -> DueDatesKnown:
    return DueDatesKnown(cause=ProgressCause.OPENED, **command.model_dump())


def _told(
    command: RecordDueDates, known: DueDatesKnown, cause: ProgressCause, stopped: tuple[Stop, ...]
) -> DueDatesKnown:
    return DueDatesKnown(
        application_id=known.application_id,
        cause=cause,
        promised_due_on=command.promised_due_on,
        statutory_due_on=command.statutory_due_on,
        stopped=stopped,
        source_position=command.source_position,
    )


PROGRESS: Decider[Progress, ProgressCommand, ProgressEvent] = Decider(
    "progress", Progress(), evolve, decide, ProgressEvent
)
