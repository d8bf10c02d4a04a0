"""What grants does about associations: it knows each one's track and standing, and lets contracts and rewards follow: a
suspension freezes, a registration moves them to the registered one, an end stops them. What each did in the year is
known for the rewards.
"""

from __future__ import annotations

from collections.abc import Callable

from services.grants.domain.association_standing import (
    ASSOCIATION_STANDING,
    RecordActivity,
    RecordActivityRating,
    RecordAnnualReport,
    RecordAssociation,
    RecordEnd,
    RecordNeedAnswered,
    RecordNeedTakenUp,
    RecordSanction,
    RecordSuspensionOver,
)
from services.grants.domain.association_standing_state import Engagement, NotKnown
from services.grants.domain.contract import CONTRACT
from services.grants.domain.contract_commands import EndForProvider, MoveContract
from services.grants.domain.reward_application import REWARD_APPLICATION
from services.grants.domain.reward_application_commands import ForfeitReward, FreezeReward, MoveReward, ReleaseReward
from shared.contracts import associations
from shared.contracts.associations.activity import ActivityRated, ActivityReported
from shared.contracts.associations.association_care import Addressee, AnnualReportSubmitted
from shared.contracts.associations.association_ending import (
    Deregistered,
    Revoked,
    Sanctioned,
    SanctionKind,
    SuspensionEnded,
)
from shared.contracts.associations.association_filing import Filed, FilingCancelled, FilingExpired
from shared.contracts.associations.association_founding import Track
from shared.contracts.associations.association_registration import Registered
from shared.contracts.associations.need import NeedAnswered, NeedTakenUp
from shared.contracts.grants.association_standing import AssociationEnd, EngagementKind, RatingTotals
from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.kernel.reaction import Draft, Reaction

Follow = Callable[[Engagement], Step | None]
_ENDS = {
    FilingCancelled: AssociationEnd.CANCELLED,
    FilingExpired: AssociationEnd.EXPIRED,
    Deregistered: AssociationEnd.DEREGISTERED,
    Revoked: AssociationEnd.REVOKED,
}


def _followed(first: Step, follow: Follow) -> Draft:
    """A fact about an association, and what it means for all that it has signed or applied for."""

    def steps(context: Context) -> tuple[Step, ...]:
        standing = context.look(ASSOCIATION_STANDING, first.id)
        engagements = () if isinstance(standing, NotKnown) else standing.record.engagements
        return (first, *(step for each in engagements if (step := follow(each))))

    return Draft((first.ref,), steps)


def filed(recorded: Recorded[Filed]) -> Step:
    """A community filed an association."""
    event = recorded.event
    command = RecordAssociation(
        track=Track.FILED,
        community_id=event.community_id,
        lineage_id=event.lineage_id,
        entered_on=event.filed_on,
        since_on=event.filed_on,
        source_position=recorded.position,
    )
    return Step(ASSOCIATION_STANDING, recorded.aggregate.id, command)


def registered(recorded: Recorded[Registered]) -> Step | Draft:
    """The district registered an association; a filed one that it was goes on in it, with all that it had."""
    event, id_ = recorded.event, recorded.aggregate.id
    command = RecordAssociation(
        track=Track.REGISTERED,
        community_id=event.community_id,
        lineage_id=event.lineage_id,
        entered_on=event.registered_on,
        since_on=event.registered_on,
        filed_id=event.filed_id,
        source_position=recorded.position,
    )
    return Step(ASSOCIATION_STANDING, id_, command) if event.filed_id is None else _converted(id_, command)


def _converted(id_: str, command: RecordAssociation) -> Draft:
    filed_id = command.filed_id or ""
    ended = RecordEnd(
        how=AssociationEnd.CONVERTED,
        ended_on=command.entered_on,
        successor_id=id_,
        source_position=command.source_position,
    )

    def steps(context: Context) -> tuple[Step, ...]:
        before = context.look(ASSOCIATION_STANDING, filed_id)
        if isinstance(before, NotKnown):
            return (Step(ASSOCIATION_STANDING, id_, command),)
        engagements = before.record.engagements
        taken_over = {"since_on": before.record.known.since_on, "engagements": engagements}
        known = Step(ASSOCIATION_STANDING, id_, command.model_copy(update=taken_over))
        moved = (_moved(each, id_) for each in engagements)
        return (known, Step(ASSOCIATION_STANDING, filed_id, ended), *moved)

    return Draft((ASSOCIATION_STANDING.ref(filed_id),), steps)


def _moved(engagement: Engagement, to: str) -> Step:
    if engagement.kind is EngagementKind.CONTRACT:
        return Step(CONTRACT, engagement.id, MoveContract(to_association=to))
    return Step(REWARD_APPLICATION, engagement.id, MoveReward(to_association=to))


def sanctioned(recorded: Recorded[Sanctioned]) -> Draft:
    """An association was warned or suspended; what is suspended is not paid."""
    event = recorded.event
    command = RecordSanction(
        kind=event.kind,
        sanctioned_on=event.imposed_on,
        until_on=event.until_on,
        source_position=recorded.position,
    )
    freezes = event.kind is SanctionKind.SUSPENSION
    return _followed(
        Step(ASSOCIATION_STANDING, recorded.aggregate.id, command),
        lambda each: _of_reward(each, FreezeReward()) if freezes else None,
    )


def suspension_ended(recorded: Recorded[SuspensionEnded]) -> Draft:
    """The suspension of an association is over."""
    command = RecordSuspensionOver(ended_on=recorded.event.ended_on, source_position=recorded.position)
    step = Step(ASSOCIATION_STANDING, recorded.aggregate.id, command)
    return _followed(step, lambda each: _of_reward(each, ReleaseReward()))


def _of_reward(engagement: Engagement, command: FreezeReward | ReleaseReward | ForfeitReward) -> Step | None:
    of_reward = engagement.kind is EngagementKind.REWARD
    return Step(REWARD_APPLICATION, engagement.id, command) if of_reward else None


def ended(
    recorded: Recorded[FilingCancelled] | Recorded[FilingExpired] | Recorded[Deregistered] | Recorded[Revoked],
) -> Draft:
    """An association is none any more; its contracts end, and what was not paid of its rewards is forfeited."""
    event, how = recorded.event, _ENDS[type(recorded.event)]
    ended_on = day_of(event.effective_at())
    command = RecordEnd(how=how, ended_on=ended_on, source_position=recorded.position)

    def follow(engagement: Engagement) -> Step | None:
        of_contract = engagement.kind is EngagementKind.CONTRACT
        forfeited = ForfeitReward(how=how)
        return Step(CONTRACT, engagement.id, EndForProvider()) if of_contract else _of_reward(engagement, forfeited)

    return _followed(Step(ASSOCIATION_STANDING, recorded.aggregate.id, command), follow)


def annual_report_submitted(recorded: Recorded[AnnualReportSubmitted]) -> Step:
    """An association handed in its report of a year."""
    event = recorded.event
    command = RecordAnnualReport(
        year=event.year, source_position=recorded.position, with_supervisor=event.to is Addressee.SUPERVISOR
    )
    return Step(ASSOCIATION_STANDING, recorded.aggregate.id, command)


def activity_reported(recorded: Recorded[ActivityReported]) -> Step:
    """An association held an activity."""
    event = recorded.event
    command = RecordActivity(
        activity_id=recorded.aggregate.id,
        held_on=event.held_on,
        attended=event.attended,
        residents=event.residents,
        source_position=recorded.position,
    )
    return Step(ASSOCIATION_STANDING, event.association_id, command)


def activity_rated(recorded: Recorded[ActivityRated]) -> Step:
    """Residents rated an activity that an association held."""
    event, totals = recorded.event, RatingTotals(**dict(recorded.event.totals))
    command = RecordActivityRating(
        activity_id=recorded.aggregate.id, held_on=event.held_on, totals=totals, source_position=recorded.position
    )
    return Step(ASSOCIATION_STANDING, event.association_id, command)


def need_taken_up(recorded: Recorded[NeedTakenUp]) -> Step:
    """Somebody took a need up: a hub association, a centre or a unit."""
    taker, day = recorded.event.taker, day_of(recorded.document.time)
    command = RecordNeedTakenUp(
        need_id=recorded.aggregate.id, by=taker.kind, taken_up_on=day, source_position=recorded.position
    )
    return Step(ASSOCIATION_STANDING, taker.id, command)


def need_answered(recorded: Recorded[NeedAnswered]) -> Step:
    """Whoever took a need up answered it."""
    event, day = recorded.event, day_of(recorded.document.time)
    command = RecordNeedAnswered(
        need_id=recorded.aggregate.id, answered_on=day, late=event.late, source_position=recorded.position
    )
    return Step(ASSOCIATION_STANDING, event.taker.id, command)


REACTION = Reaction(
    associations.SERVICE,
    associations.EVENTS,
    {
        Filed: filed,
        Registered: registered,
        Sanctioned: sanctioned,
        SuspensionEnded: suspension_ended,
        FilingCancelled: ended,
        FilingExpired: ended,
        Deregistered: ended,
        Revoked: ended,
        AnnualReportSubmitted: annual_report_submitted,
        ActivityReported: activity_reported,
        ActivityRated: activity_rated,
        NeedTakenUp: need_taken_up,
        NeedAnswered: need_answered,
    },
)
