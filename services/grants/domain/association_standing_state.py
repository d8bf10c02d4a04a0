"""What grants knows of an association, how each fact changes that, and whether money may reach it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar, assert_never

from shared.contracts.associations.association_ending import SanctionKind
from shared.contracts.grants.association_standing import (
    ActivityKnown,
    ActivityRatingKnown,
    AnnualReportKnown,
    AssociationEndKnown,
    AssociationExcluded,
    AssociationKnown,
    AssociationSanctionKnown,
    AssociationStandingEvent,
    AssociationSuspensionEnded,
    EngagementKind,
    EngagementNoted,
    NeedAnsweredKnown,
    NeedTakenUpKnown,
)
from shared.contracts.grants.task_admission import Reference
from shared.kernel.messages import Value
from shared.kernel.refusals import Conflict, CorruptStream, Refusal


class Engagement(Value):
    """A contract or an application of the association."""

    kind: EngagementKind
    id: Reference


@dataclass(frozen=True, slots=True)
class Need:
    """What it took up for another, and its answer."""

    taken_up: NeedTakenUpKnown
    answered: NeedAnsweredKnown | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What an association carries from state to state; `position` is how far the other log was heard.

    Activities and their ratings are by the ids of activities, what it took up for others by those of needs.
    """

    known: AssociationKnown
    position: int
    sanctions: tuple[date, ...] = ()
    reports: frozenset[int] = frozenset()
    activities: Mapping[str, ActivityKnown] = field(default_factory=dict)
    ratings: Mapping[str, ActivityRatingKnown] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)
    engagements: tuple[Engagement, ...] = ()
    excluded_until: date | None = None


@dataclass(frozen=True, slots=True)
class NotKnown:
    """No such association was filed or registered, as far as is known."""


@dataclass(frozen=True, slots=True)
class Active:
    """It may sign, apply and be paid."""

    record: Record


@dataclass(frozen=True, slots=True)
class Suspended:
    """Nothing is paid to it until the suspension is over."""

    record: Record


@dataclass(frozen=True, slots=True)
class Gone:
    """It is none any more."""

    record: Record
    end: AssociationEndKnown


Heard = Active | Suspended | Gone
AssociationStanding = NotKnown | Heard


def evolve(standing: AssociationStanding, event: AssociationStandingEvent) -> AssociationStanding:
    """Apply one recorded fact."""
    match event, standing:
        case AssociationKnown(), NotKnown():
            return Active(Record(event, event.source_position))
        case AssociationSanctionKnown(), (Active() | Suspended()):
            record = replace(_heard(standing, event.source_position), sanctions=_sanctions(standing, event))
            return Suspended(record) if event.kind is SanctionKind.SUSPENSION else replace(standing, record=record)
        case AssociationSuspensionEnded(), (Active() | Suspended()):
            return Active(_heard(standing, event.source_position))
        case AssociationEndKnown(), (Active() | Suspended()):
            return Gone(_heard(standing, event.source_position), event)
        case (
            (AnnualReportKnown() | ActivityKnown() | EngagementNoted() | AssociationExcluded()),
            (Active() | Suspended() | Gone()),
        ):
            return replace(standing, record=_entered(standing.record, event))
        case (
            (ActivityRatingKnown() | NeedTakenUpKnown() | NeedAnsweredKnown()),
            (Active() | Suspended() | Gone()),
        ):
            return replace(standing, record=_told(_heard(standing, event.source_position), event))
        case _:
            raise CorruptStream(f"{type(event).__name__} of an association that is {type(standing).__name__}")


def _heard(standing: Heard, position: int) -> Record:
    return replace(standing.record, position=position)


def _sanctions(standing: Heard, event: AssociationSanctionKnown) -> tuple[date, ...]:
    return (*standing.record.sanctions, event.sanctioned_on)


def _told(record: Record, event: ActivityRatingKnown | NeedTakenUpKnown | NeedAnsweredKnown) -> Record:
    match event:
        case ActivityRatingKnown():
            return replace(record, ratings={**record.ratings, event.activity_id: event})
        case NeedTakenUpKnown():
            return replace(record, needs={**record.needs, event.need_id: Need(event)})
        case NeedAnsweredKnown():
            if event.need_id not in record.needs:
                raise CorruptStream(f"the need {event.need_id} was answered before it was taken up")
            answered = replace(record.needs[event.need_id], answered=event)
            return replace(record, needs={**record.needs, event.need_id: answered})
        case _:
            assert_never(event)


def _entered(record: Record, event: AssociationStandingEvent) -> Record:
    match event:
        case AnnualReportKnown():
            position = max(record.position, event.source_position or 0)
            return replace(record, reports=record.reports | {event.year}, position=position)
        case ActivityKnown():
            position = max(record.position, event.source_position or 0)
            activities = {**record.activities, event.activity_id: event}
            return replace(record, activities=activities, position=position)
        case EngagementNoted():
            engagement = Engagement(kind=event.kind, id=event.id)
            return replace(record, engagements=(*record.engagements, engagement))
        case AssociationExcluded():
            return replace(record, excluded_until=max(record.excluded_until or event.until_on, event.until_on))
        case _:
            raise CorruptStream(f"{type(event).__name__} is no entry of an association's record")


# --- whether money may reach it ---------------------------------------------


class Standing(StrEnum):
    """Whether an association may sign, apply and be paid."""

    NOT_KNOWN = "NOT_KNOWN"
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class AssociationNotInStanding(Conflict):
    """The association is not known, suspended, or none any more."""

    slug: ClassVar[str] = "association-not-in-standing"
    zh: ClassVar[str] = "该社团未备案登记、被暂停活动或者已经终止"
    en: ClassVar[str] = "The association is not known, is suspended or has ended"
    standing: Standing


def standing_of(association: AssociationStanding) -> Standing:
    """Whether an association may sign, apply and be paid."""
    match association:
        case NotKnown():
            return Standing.NOT_KNOWN
        case Active():
            return Standing.ACTIVE
        case Suspended():
            return Standing.SUSPENDED
        case Gone():
            return Standing.ENDED
        case _:
            assert_never(association)


def not_in_standing(association: AssociationStanding) -> Refusal | None:
    """Why an association may not sign, apply or be paid."""
    standing = standing_of(association)
    return None if standing is Standing.ACTIVE else AssociationNotInStanding(standing=standing)
