"""Association standing: what grants knows of an association, from the service of associations and from its own money.

Invariants: later facts never go back: what stands earlier in the other log than what is known records nothing · an
activity and a report count once · what was signed or applied for is found again when the association is suspended, is
registered or ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.grants.domain.association_standing_state import (
    AssociationStanding,
    Engagement,
    Gone,
    NotKnown,
    Record,
    evolve,
)
from services.grants.domain.types import GivenReference
from shared.contracts.associations.association_ending import SanctionKind
from shared.contracts.associations.association_founding import Track
from shared.contracts.grants.association_standing import (
    ActivityKnown,
    AnnualReportKnown,
    AssociationEnd,
    AssociationEndKnown,
    AssociationExcluded,
    AssociationKnown,
    AssociationSanctionKnown,
    AssociationStandingEvent,
    AssociationSuspensionEnded,
    EngagementNoted,
    Year,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal, Unknown

# --- commands and refusals --------------------------------------------------


class RecordAssociation(Command):
    """Record that an association was filed or registered; `engagements` are those it takes over from the filed one."""

    track: Track
    community_id: str
    lineage_id: str
    entered_on: Day
    since_on: Day
    filed_id: str | None = None
    engagements: tuple[Engagement, ...] = ()
    source_position: int


class RecordSanction(Command):
    """Record a warning or a suspension."""

    kind: SanctionKind
    sanctioned_on: Day
    until_on: Day | None = None
    source_position: int


class RecordSuspensionOver(Command):
    """Record that a suspension is over."""

    ended_on: Day
    source_position: int


class RecordEnd(Command):
    """Record that an association ended."""

    how: AssociationEnd
    ended_on: Day
    successor_id: str | None = None
    source_position: int


class RecordAnnualReport(Command):
    """Record that a yearly report is in."""

    year: Year
    source_position: int | None = None


class RecordActivity(Command):
    """Record that an activity was held."""

    activity_id: GivenReference
    held_on: Day
    source_position: int | None = None


class NoteEngagement(Command):
    """Remember a contract or an application, in the act that makes it."""

    engagement: Engagement


class ExcludeFromRewards(Command):
    """Let there be no reward through a day."""

    application_id: Annotated[str, Field(min_length=1, max_length=80)]
    until_on: Day


FromAssociations = RecordAssociation | RecordSanction | RecordSuspensionOver | RecordEnd
AssociationStandingCommand = (
    FromAssociations | RecordAnnualReport | RecordActivity | NoteEngagement | ExcludeFromRewards
)


@dataclass(frozen=True, slots=True)
class AssociationNotKnown(Unknown):
    """Grants has heard of no such association."""

    slug: ClassVar[str] = "association-not-known"
    zh: ClassVar[str] = "没有该社团"
    en: ClassVar[str] = "There is no such association, as far as is known"


# --- decisions --------------------------------------------------------------

Facts = list[AssociationStandingEvent] | Refusal


def decide(command: AssociationStandingCommand, standing: AssociationStanding, _context: Context) -> Facts:
    """Answer a command with facts; what an unknown association did is of no use yet."""
    match command:
        case RecordAssociation():
            return _record(command) if isinstance(standing, NotKnown) else []
        case RecordSanction() | RecordSuspensionOver() | RecordEnd():
            late = isinstance(standing, NotKnown | Gone) or command.source_position <= standing.record.position
            return [] if late else [_fact(command)]
        case RecordAnnualReport() | RecordActivity():
            return AssociationNotKnown() if isinstance(standing, NotKnown) else _did(command, standing.record)
        case NoteEngagement():
            return AssociationNotKnown() if isinstance(standing, NotKnown) else _engaged(command, standing.record)
        case ExcludeFromRewards():
            excluded = AssociationExcluded(**dict(command))
            return [] if isinstance(standing, NotKnown) or _excluded(command, standing.record) else [excluded]
        case _:
            assert_never(command)


def _record(command: RecordAssociation) -> list[AssociationStandingEvent]:
    known = AssociationKnown(**{name: value for name, value in command if name != "engagements"})
    return [known, *(EngagementNoted(kind=each.kind, id=each.id) for each in command.engagements)]


def _fact(command: RecordSanction | RecordSuspensionOver | RecordEnd) -> AssociationStandingEvent:
    match command:
        case RecordSanction():
            return AssociationSanctionKnown(**dict(command))
        case RecordSuspensionOver():
            return AssociationSuspensionEnded(**dict(command))
        case RecordEnd():
            return AssociationEndKnown(**dict(command))
        case _:
            assert_never(command)


def _did(command: RecordAnnualReport | RecordActivity, record: Record) -> list[AssociationStandingEvent]:
    match command:
        case RecordAnnualReport():
            return [] if command.year in record.reports else [AnnualReportKnown(**dict(command))]
        case RecordActivity():
            return [] if command.activity_id in record.activities else [ActivityKnown(**dict(command))]
        case _:
            assert_never(command)


def _engaged(command: NoteEngagement, record: Record) -> list[AssociationStandingEvent]:
    engagement = command.engagement
    return [] if engagement in record.engagements else [EngagementNoted(kind=engagement.kind, id=engagement.id)]


def _excluded(command: ExcludeFromRewards, record: Record) -> bool:
    return record.excluded_until is not None and record.excluded_until >= command.until_on


ASSOCIATION_STANDING = Decider[AssociationStanding, AssociationStandingCommand, AssociationStandingEvent](
    "association-standing", NotKnown(), evolve, decide, AssociationStandingEvent
)


def of_lineage(association_id: str, association: AssociationStanding) -> tuple[AggregateRef, ...]:
    """The association and the filed one that it was: all that tells what it did."""
    filed_id = None if isinstance(association, NotKnown) else association.record.known.filed_id
    ids = (association_id,) if filed_id is None else (association_id, filed_id)
    return tuple(ASSOCIATION_STANDING.ref(id_) for id_ in ids)
