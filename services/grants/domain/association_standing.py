"""Association standing: what grants knows of an association, from the service of associations and from its own money.

Invariants: later facts never go back: what stands earlier in the other log than what is known records nothing · an
activity, its rating, a need and a report count once, and nothing is entered of a day of which the service of
associations told · what was signed or applied for is found again when the association is suspended, is
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
from shared.contracts.associations.need import TakerKind
from shared.contracts.grants.association_standing import (
    ActivityKnown,
    ActivityRatingKnown,
    AnnualReportKnown,
    AssociationEnd,
    AssociationEndKnown,
    AssociationExcluded,
    AssociationKnown,
    AssociationSanctionKnown,
    AssociationStandingEvent,
    AssociationSuspensionEnded,
    EngagementNoted,
    NeedAnsweredKnown,
    NeedTakenUpKnown,
    People,
    RatingTotals,
    Year,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal, Unknown

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
    """Record that a yearly report is in; what only the supervisor has is not in yet."""

    year: Year
    source_position: int | None = None
    with_supervisor: bool = False


class RecordActivity(Command):
    """Record that an activity was held: heard of where it has a position, else entered from paper."""

    activity_id: GivenReference
    held_on: Day
    source_position: int | None = None
    attended: People | None = None
    residents: People | None = None


class RecordActivityRating(Command):
    """Record how residents rated an activity."""

    activity_id: str
    held_on: Day
    totals: RatingTotals
    source_position: int


class RecordNeedTakenUp(Command):
    """Record that the association took up what another needs; only a hub does."""

    need_id: str
    by: TakerKind
    taken_up_on: Day
    source_position: int


class RecordNeedAnswered(Command):
    """Record that it answered."""

    need_id: str
    answered_on: Day
    late: bool
    source_position: int


class NoteEngagement(Command):
    """Remember a contract or an application, in the act that makes it."""

    engagement: Engagement


class ExcludeFromRewards(Command):
    """Let there be no reward through a day."""

    application_id: Annotated[str, Field(min_length=1, max_length=80)]
    until_on: Day


FromAssociations = RecordAssociation | RecordSanction | RecordSuspensionOver | RecordEnd
OfMerit = RecordActivityRating | RecordNeedTakenUp | RecordNeedAnswered
AssociationStandingCommand = (
    FromAssociations | OfMerit | RecordAnnualReport | RecordActivity | NoteEngagement | ExcludeFromRewards
)


@dataclass(frozen=True, slots=True)
class AssociationNotKnown(Unknown):
    """Grants has heard of no such association."""

    slug: ClassVar[str] = "association-not-known"
    zh: ClassVar[str] = "没有该社团"
    en: ClassVar[str] = "There is no such association, as far as is known"


@dataclass(frozen=True, slots=True)
class ActivityHeardOf(Conflict):
    """The service of associations told of an activity of that day, and that one counts."""

    slug: ClassVar[str] = "activity-heard-of"
    zh: ClassVar[str] = "社团系统已报送当日活动，不得重复录入"
    en: ClassVar[str] = "An activity of that day is known from the service of associations"
    activity_id: str


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
        case RecordActivityRating() | RecordNeedTakenUp() | RecordNeedAnswered():
            return [] if isinstance(standing, NotKnown) else _merit(command, standing.record)
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


def _merit(command: OfMerit, record: Record) -> list[AssociationStandingEvent]:
    if command.source_position <= record.position:
        return []
    match command:
        case RecordActivityRating():
            return [] if command.activity_id in record.ratings else [ActivityRatingKnown(**dict(command))]
        case RecordNeedTakenUp():
            if command.by is not TakerKind.HUB or command.need_id in record.needs:
                return []
            said = {name: getattr(command, name) for name in NeedTakenUpKnown.model_fields}
            return [NeedTakenUpKnown(**said)]
        case RecordNeedAnswered():
            need = record.needs.get(command.need_id)
            return [] if need is None or need.answered else [NeedAnsweredKnown(**dict(command))]
        case _:
            assert_never(command)


def _did(command: RecordAnnualReport | RecordActivity, record: Record) -> Facts:
    match command:
        case RecordAnnualReport():
            if command.year in record.reports or command.with_supervisor:
                return []
            return [AnnualReportKnown(year=command.year, source_position=command.source_position)]
        case RecordActivity():
            return _held(command, record)
        case _:
            assert_never(command)


def _held(command: RecordActivity, record: Record) -> Facts:
    """Heard of, it takes the place of what was entered under its id; entered, it is kept beside no other of its day."""
    before = record.activities.get(command.activity_id)
    known = ActivityKnown(**dict(command))
    if command.source_position is not None:
        late = command.source_position <= record.position or (before is not None and before.source_position is not None)
        return [] if late else [known]
    told = (each for each in record.activities.values() if each.source_position is not None)
    of_day = next((each.activity_id for each in told if each.held_on == command.held_on), None)
    if before is not None or of_day is None:
        return [] if before is not None else [known]
    return ActivityHeardOf(activity_id=of_day)


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
