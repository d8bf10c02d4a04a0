"""The public notice of a round of rewards: what is posted, who objects, and when it stands."""

from __future__ import annotations

from datetime import date, datetime

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.association_standing_state import NotKnown
from services.grants.domain.parties import NotTheAssociation
from services.grants.domain.reward_awards import awards
from services.grants.domain.reward_round_commands import ObjectToReward, ReviewRewardObjection
from services.grants.domain.reward_round_refusals import (
    ApplicationNotInRound,
    NotNoticed,
    RewardCallOpen,
    RewardNoticeOver,
    RewardNoticeRunning,
    RewardObjectionDiffers,
    RewardObjectionOpen,
    RewardObjectionUnknown,
    RewardsConfirmedAlready,
    ScoresMissing,
)
from services.grants.domain.reward_round_state import Begun, Called, Confirmed, Noticed, RewardRound
from shared.contracts.grants.reward_round import (
    Award,
    RewardApplicationEntered,
    RewardNoticed,
    RewardObjected,
    RewardObjectionReviewed,
    RewardObjectionReviewMissed,
    RewardRoundConfirmed,
    RewardRoundEvent,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY
from shared.kernel.refusals import Refusal

NOTICE_WD = "reward.notice_wd"
OBJECTION_WD = "reward.objection_wd"
PAY_WD = "reward.pay_wd"

Facts = list[RewardRoundEvent] | Refusal


def post(round_: Begun, context: Context) -> Facts:
    """Post what each scored application is to get; posted already, it says nothing."""
    if isinstance(round_, Confirmed):
        return RewardsConfirmedAlready()
    if isinstance(round_, Noticed):
        return []
    book = round_.book
    if context.today <= book.call.apply_until_on:
        return RewardCallOpen(apply_until_on=book.call.apply_until_on)
    if book.unscored:
        return ScoresMissing(applications=book.unscored)
    days = context.policy.whole(NOTICE_WD, context.today)
    return [
        RewardNoticed(
            awards=awards(book.scored, book.call.tiers, book.call.budget.amount),
            from_on=context.today,
            until_on=context.calendar.nth_working_day_after(context.today, days),
        )
    ]


def object_(command: ObjectToReward, round_: Begun, context: Context) -> Facts:
    """Take an objection while the notice runs: an association's to its own award, anybody's at the counter."""
    entry = round_.book.entries.get(command.application_id)
    if entry is None:
        return ApplicationNotInRound()
    if refusal := _not_for_lineage(entry, context):
        return refusal
    if (before := round_.book.objections.get(command.objection_id)) is not None:
        said = before.filed.model_dump(include=set(ObjectToReward.model_fields))
        return [] if said == command.model_dump() else RewardObjectionDiffers()
    if not isinstance(round_, Noticed):
        return NotNoticed() if isinstance(round_, Called) else RewardsConfirmedAlready()
    if context.today > round_.notice.until_on:
        return RewardNoticeOver(until_on=round_.notice.until_on)
    days = context.policy.whole(OBJECTION_WD, context.today)
    due_on = context.calendar.nth_working_day_after(context.today, days)
    return [RewardObjected(**dict(command), objected_on=context.today, review_due_on=due_on)]


def _not_for_lineage(entry: RewardApplicationEntered, context: Context) -> Refusal | None:
    """An association objects to its own also after it was registered: the decision was given who asks."""
    if context.actor.role is Role.CLERK:
        return None
    association = context.look(ASSOCIATION_STANDING, context.actor.org)
    own = not isinstance(association, NotKnown) and association.record.known.lineage_id == entry.lineage_id
    return None if own else NotTheAssociation(association_id=entry.association_id)


def review(command: ReviewRewardObjection, round_: Begun) -> Facts:
    """Review an objection; one that is upheld lets everything be posted anew."""
    objection = round_.book.objections.get(command.objection_id)
    if objection is None:
        return RewardObjectionUnknown()
    reviewed = RewardObjectionReviewed(**dict(command))
    if objection.reviewed is not None:
        return [] if objection.reviewed == reviewed else RewardObjectionDiffers()
    return [reviewed]


def objection_review_due(round_: RewardRound, _context: Context) -> datetime | None:
    """When the next review of an objection is late; None where none waits that was not told."""
    if not isinstance(round_, Called | Noticed):
        return None
    waiting = (each for each in round_.book.objections.values() if each.reviewed is None and not each.missed)
    return min((END_OF_DAY.of(each.filed.review_due_on) for each in waiting), default=None)


def miss_review(round_: Begun, context: Context) -> Facts:
    """Tell which reviews are late, each once."""
    late = (
        (id_, END_OF_DAY.of(each.filed.review_due_on))
        for id_, each in round_.book.objections.items()
        if each.reviewed is None and not each.missed
    )
    return [RewardObjectionReviewMissed(objection_id=id_, fell_due_at=at) for id_, at in late if at <= context.now]


def not_to_be_confirmed(round_: Noticed, context: Context) -> Refusal | None:
    """Why what is posted does not stand yet."""
    if context.now < END_OF_DAY.of(until_on := round_.notice.until_on):
        return RewardNoticeRunning(until_on=until_on)
    waiting = round_.book.unreviewed
    return RewardObjectionOpen(objections=waiting) if waiting else None


def confirm(round_: Begun, context: Context) -> Facts:
    """Let stand what was posted, once the notice is over and no objection waits."""
    if isinstance(round_, Confirmed):
        return []
    if isinstance(round_, Called):
        return NotNoticed()
    if refusal := not_to_be_confirmed(round_, context):
        return refusal
    return [RewardRoundConfirmed(confirmed_on=context.today, pay_due_on=pay_due_on(round_.notice.until_on, context))]


def pay_due_on(after: date, context: Context) -> date:
    """The last day of a payment, counted from the last day of the notice or the day on which the bank sent it back."""
    return context.calendar.nth_working_day_after(after, context.policy.whole(PAY_WD, after))


def award_of(round_: RewardRound, application_id: str) -> Award | None:
    """What is posted of an application."""
    notice = round_.notice if isinstance(round_, Noticed | Confirmed) else None
    return next((each for each in notice.awards if each.application_id == application_id), None) if notice else None
