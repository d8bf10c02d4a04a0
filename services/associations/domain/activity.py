"""Activity (活动) of an association: announced, held and told, and open to the ratings of residents who attended.

Invariants: only who stands holds activities, and nothing is held before it stands or while it is suspended · it is told
once, when its day has come · there are no more codes than residents who attended may use, and none once the box opens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated, assert_never

from pydantic import Field

from services.associations.domain.activity_refusals import (
    ActivityBeforeEntry,
    ActivityIsOver,
    ActivityKindUnknown,
    ActivityNotHeld,
    ActivityUnknown,
    AssociationNotStanding,
    AssociationSuspended,
    MoreResidentsThanPeople,
    PlannedInPast,
    RatingsOver,
    TooManyCodes,
)
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_acting import not_by_party, not_done_yet
from services.associations.domain.association_file import File, stands_since
from services.associations.domain.association_state import OnFile, OnRegister
from services.associations.domain.types import AssociationId
from shared.contracts.associations.activity import (
    ActivityCalledOff,
    ActivityEvent,
    ActivityPlanned,
    ActivityReported,
    People,
    Programme,
    RatingCodesIssued,
)
from shared.contracts.associations.association_founding import Name
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.money import Money
from shared.kernel.refusals import CorruptStream, Refusal

KINDS = "association.activity_kinds"
RATING_CD = "association.activity_rating_cd"
RATINGS_EACH = "association.activity_ratings_each"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """Before anybody announced or told anything."""


@dataclass(frozen=True, slots=True)
class Planned:
    """To come, or not told yet."""

    planned: ActivityPlanned


@dataclass(frozen=True, slots=True)
class CalledOff:
    """Terminal: it does not take place."""

    planned: ActivityPlanned


@dataclass(frozen=True, slots=True)
class Held:
    """Told; `codes` says how many residents may rate it and until when."""

    reported: ActivityReported
    codes: RatingCodesIssued | None = None


Activity = NotPlanned | Planned | CalledOff | Held


def evolve(activity: Activity, event: ActivityEvent) -> Activity:
    """Apply one recorded fact."""
    match event, activity:
        case ActivityPlanned(), NotPlanned():
            return Planned(event)
        case ActivityCalledOff(), Planned():
            return CalledOff(activity.planned)
        case ActivityReported(), NotPlanned() | Planned():
            return Held(event)
        case RatingCodesIssued(), Held():
            return replace(activity, codes=event)
        case _:
            raise CorruptStream(f"{type(event).__name__} of an activity that is {type(activity).__name__}")


# --- commands ---------------------------------------------------------------


class PlanActivity(Command):
    """Announce an activity of an association that the decision is given."""

    association_id: AssociationId
    programme: Programme
    planned_on: Day


class CallOffActivity(Command):
    """Let it not take place."""

    reason: Name


class ReportActivity(Command):
    """Tell that it was held; `programme` is what it was where nobody had announced it or it was another than that."""

    association_id: AssociationId
    programme: Programme | None = None
    held_on: Day
    attended: People
    residents: People
    cost: Money


class IssueRatingCodes(Command):
    """Let there be so many codes, those that were issued before among them."""

    issued: Annotated[int, Field(ge=1, le=100_000)]


ActivityCommand = PlanActivity | CallOffActivity | ReportActivity | IssueRatingCodes

# --- decisions --------------------------------------------------------------

Events = list[ActivityEvent]


def decide(command: ActivityCommand, activity: Activity, context: Context) -> Events | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect.

    Each decision is given the association and its community.
    """
    match command:
        case PlanActivity():
            return _plan(command, activity, context)
        case ReportActivity():
            return _report(command, activity, context)
        case CallOffActivity():
            return _call_off(command, activity, context)
        case IssueRatingCodes():
            return _issue(command, activity, context)
        case _:
            assert_never(command)


def _plan(command: PlanActivity, activity: Activity, context: Context) -> Events | Refusal:
    if not isinstance(activity, NotPlanned):
        return []
    file = _standing(command.association_id, context)
    if isinstance(file, Refusal):
        return file
    if command.planned_on < context.today:
        return PlannedInPast()
    if file.suspended_until_on is not None and command.planned_on <= file.suspended_until_on:
        return AssociationSuspended(file.suspended_until_on)
    planned = ActivityPlanned(
        association_id=command.association_id,
        community_id=file.drafted.community_id,
        lineage_id=file.drafted.lineage_id,
        programme=command.programme,
        planned_on=command.planned_on,
    )
    return _kind_unknown(command.programme, context) or [planned]


def _standing(association_id: AssociationId, context: Context) -> File | Refusal:
    """The file of an association that stands and is spoken for."""
    association = context.look(ASSOCIATION, association_id)
    if not isinstance(association, OnFile | OnRegister):
        return AssociationNotStanding()
    community_id = association.file.drafted.community_id
    return not_by_party(association_id, community_id, context) or association.file


def _kind_unknown(programme: Programme, context: Context) -> ActivityKindUnknown | None:
    kinds = context.policy.texts(KINDS, context.today)
    return None if programme.kind in kinds else ActivityKindUnknown(kinds)


def _call_off(command: CallOffActivity, activity: Activity, context: Context) -> Events | Refusal:
    match activity:
        case NotPlanned():
            return ActivityUnknown()
        case CalledOff():
            return []
        case Held():
            return ActivityIsOver()
        case Planned(planned=planned):
            refusal = not_by_party(planned.association_id, planned.community_id, context)
            return refusal or [ActivityCalledOff(reason=command.reason)]
        case _:
            assert_never(activity)


def _report(command: ReportActivity, activity: Activity, context: Context) -> Events | Refusal:
    planned = activity.planned if isinstance(activity, Planned) else None
    programme = command.programme or (planned.programme if planned else None)
    if isinstance(activity, Held) and _same(command, activity.reported):
        return []
    if isinstance(activity, Held | CalledOff):
        return ActivityIsOver()
    if programme is None or (planned is not None and planned.association_id != command.association_id):
        return ActivityUnknown()
    file = _standing(command.association_id, context)
    if isinstance(file, Refusal):
        return file
    if refusal := _not_so(command, file, context) or _kind_unknown(programme, context):
        return refusal
    told = {name: value for name, value in command if name != "programme"}
    drafted = file.drafted
    return [
        ActivityReported(programme=programme, community_id=drafted.community_id, lineage_id=drafted.lineage_id, **told)
    ]


def _same(command: ReportActivity, reported: ActivityReported) -> bool:
    told = {name: value for name, value in command if value is not None}
    return all(getattr(reported, name) == value for name, value in told.items())


def _not_so(command: ReportActivity, file: File, context: Context) -> Refusal | None:
    """What cannot have been."""
    if refusal := not_done_yet(command.held_on, context):
        return refusal
    if command.held_on < stands_since(file):
        return ActivityBeforeEntry(stands_since(file))
    if until_on := file.suspended_until_on or file.suspended_through(command.held_on):
        return AssociationSuspended(until_on)
    return MoreResidentsThanPeople() if command.residents > command.attended else None


def _issue(command: IssueRatingCodes, activity: Activity, context: Context) -> Events | Refusal:
    if not isinstance(activity, Held):
        return ActivityUnknown() if isinstance(activity, NotPlanned) else ActivityNotHeld()
    reported, codes = activity.reported, activity.codes
    if codes is not None and command.issued <= codes.issued:
        return []
    if refusal := not_by_party(reported.association_id, reported.community_id, context):
        return refusal
    at_most = reported.residents * context.policy.whole(RATINGS_EACH, context.today)
    if command.issued > at_most:
        return TooManyCodes(at_most)
    first_until = context.today + timedelta(days=context.policy.whole(RATING_CD, context.today))
    rate_by_on = first_until if codes is None else codes.rate_by_on
    if context.today > rate_by_on:
        return RatingsOver(rate_by_on)
    return [RatingCodesIssued(issued=command.issued, rate_by_on=rate_by_on)]


ACTIVITY: Decider[Activity, ActivityCommand, ActivityEvent] = Decider(
    "activity", NotPlanned(), evolve, decide, ActivityEvent
)
