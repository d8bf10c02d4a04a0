"""Centre's record (中心实绩): what intake and casework said of a service centre's work, day by day.

Invariant: each word of another service counts once, whenever it is heard again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import assert_never

from services.councils.domain.appraisal_period import span_of
from services.councils.domain.types import CentreId
from shared.contracts.casework.case_clocks import Clock
from shared.contracts.councils.appraisal import CentreFacts
from shared.contracts.councils.centre_record import (
    CentreCaseClosed,
    CentreComplaintAnswered,
    CentreComplaintFiled,
    CentreLimitMissed,
    CentreMatterEvent,
    CentreMatterKnown,
    CentreRated,
    CentreRatingExcluded,
    CentreRecordEvent,
)
from shared.contracts.intake.rating import Level
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

SATISFIED = frozenset({Level.VERY_SATISFIED, Level.SATISFIED, Level.BASICALLY})

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened on one day."""

    closed: int = 0
    on_time: int = 0
    promises_missed: int = 0
    statutes_missed: int = 0
    rated: int = 0
    satisfied: int = 0
    complaints: int = 0
    complaints_upheld: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Tally)))


@dataclass(frozen=True, slots=True)
class Record:
    """What happened by its day, and how far each of the two logs was heard."""

    days: Mapping[date, Tally] = field(default_factory=dict)
    casework: int = 0
    intake: int = 0

    def facts(self, period: str, as_of: date = date.max) -> CentreFacts:
        """What the record says of a period, or of as much of it as was over by the end of a day."""
        span = span_of(period)
        told = [tally for day, tally in self.days.items() if span.from_on <= day <= min(span.until_on, as_of)]
        total = sum(told, Tally())
        return CentreFacts(**{each.name: getattr(total, each.name) for each in fields(Tally)})


def evolve(record: Record, event: CentreRecordEvent) -> Record:
    """Apply one recorded fact."""
    day, more = _told(event)
    days = {**record.days, day: record.days.get(day, Tally()) + more}
    if isinstance(event, CentreCaseClosed | CentreLimitMissed):
        return replace(record, days=days, casework=event.source_position)
    return replace(record, days=days, intake=event.source_position)


def _told(event: CentreRecordEvent) -> tuple[date, Tally]:
    match event:
        case CentreCaseClosed():
            return event.closed_on, Tally(closed=1, on_time=int(event.on_time))
        case CentreLimitMissed(clock=Clock.PROMISED):
            return event.due_on, Tally(promises_missed=1)
        case CentreLimitMissed():
            return event.due_on, Tally(statutes_missed=1)
        case CentreRated():
            return event.rated_on, Tally(rated=1, satisfied=int(event.level in SATISFIED))
        case CentreRatingExcluded():
            return event.rated_on, Tally(rated=-1)
        case CentreComplaintFiled():
            return event.filed_on, Tally(complaints=1)
        case CentreComplaintAnswered():
            return event.answered_on, Tally(complaints_upheld=int(event.upheld))
        case _:
            assert_never(event)


# --- commands ---------------------------------------------------------------


class RecordClosure(Command):
    """A case of the centre was closed."""

    case_id: str
    closed_on: date
    on_time: bool
    source_position: int


class RecordMissedLimit(Command):
    """A limit of one of its cases passed."""

    case_id: str
    clock: Clock
    due_on: date
    source_position: int


class RecordRating(Command):
    """A service of it was rated."""

    level: Level
    rated_on: date
    source_position: int


class RecordExcludedRating(Command):
    """A bad rating of it counts no more."""

    rated_on: date
    source_position: int


class RecordComplaint(Command):
    """Somebody complained of it."""

    complaint_id: str
    filed_on: date
    source_position: int


class RecordAnsweredComplaint(Command):
    """It answered a complaint, which was right or not."""

    complaint_id: str
    upheld: bool
    answered_on: date
    source_position: int


RecordCommand = (
    RecordClosure | RecordMissedLimit | RecordRating | RecordExcludedRating | RecordComplaint | RecordAnsweredComplaint
)

# --- decision ---------------------------------------------------------------


def decide(command: RecordCommand, record: Record, _context: Context) -> list[CentreRecordEvent] | Refusal:
    """Answer a command with facts; there is nothing to refuse."""
    of_casework = isinstance(command, RecordClosure | RecordMissedLimit)
    if command.source_position <= (record.casework if of_casework else record.intake):
        return []
    match command:
        case RecordClosure():
            return [CentreCaseClosed(**command.model_dump())]
        case RecordMissedLimit():
            return [CentreLimitMissed(**command.model_dump())]
        case RecordRating():
            return [CentreRated(**command.model_dump())]
        case RecordExcludedRating():
            return [CentreRatingExcluded(**command.model_dump())]
        case RecordComplaint():
            return [CentreComplaintFiled(**command.model_dump())]
        case RecordAnsweredComplaint():
            return [CentreComplaintAnswered(**command.model_dump())]
        case _:
            assert_never(command)


CENTRE_RECORD = Decider[Record, RecordCommand, CentreRecordEvent](
    "centre-record", Record(), evolve, decide, CentreRecordEvent
)

# --- which centre's a case, a rating or a complaint is ----------------------


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Nothing was heard of it."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A case, a rating or a complaint: the centre that it is of, and its day."""

    centre_id: CentreId
    since_on: date


class RecordMatter(Command):
    """A case was opened at a centre, or the centre was rated or complained of."""

    centre_id: CentreId
    since_on: date
    source_position: int


class OverlookMatter(Command):
    """What became of one that was there before councils followed is of no centre that is known."""


MatterCommand = RecordMatter | OverlookMatter


def _matter_known(_matter: NotKnown | Matter, event: CentreMatterEvent) -> NotKnown | Matter:
    return Matter(CentreId(event.centre_id), event.since_on)


def _record_matter(
    command: MatterCommand, matter: NotKnown | Matter, _context: Context
) -> list[CentreMatterEvent] | Refusal:
    if isinstance(command, OverlookMatter) or isinstance(matter, Matter):
        return []
    return [CentreMatterKnown(**command.model_dump())]


CENTRE_MATTER: Decider[NotKnown | Matter, MatterCommand, CentreMatterEvent] = Decider(
    "centre-matter", NotKnown(), _matter_known, _record_matter, CentreMatterEvent
)
