"""Reward application: what an association asks of a round, from the application until its use is reported.

Invariants: nothing is paid to a private account, and never to a filed association's own · it is paid once, exactly what
the round confirmed, while the association stands; what the bank sent back is paid again, into a corrected account
where there is one · what is not reported within the months of the policy is asked back,
and no more comes back than that · a suspension freezes it, a registration moves it, the end of the association forfeits
what was not paid, each with the event that says why.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from services.grants.domain.association_standing import ASSOCIATION_STANDING, AssociationNotKnown
from services.grants.domain.association_standing_state import NotKnown
from services.grants.domain.parties import not_for_association
from services.grants.domain.reward_application_commands import (
    ApplyForReward,
    ClawBackReward,
    ConfirmReward,
    CorrectRewardAccount,
    ForfeitReward,
    FreezeReward,
    MissRewardPayment,
    MoveReward,
    OfPayment,
    OfStanding,
    PayReward,
    RecoverReward,
    ReleaseReward,
    ReportReward,
    ReturnRewardPayment,
    RewardApplicationCommand,
)
from services.grants.domain.reward_application_refusals import (
    AboveAskedBack,
    PrivateAccount,
    RewardApplicationDiffers,
    RewardApplicationUnknown,
    RewardClosed,
    RewardNotAskedBack,
    RewardNotPaid,
    RewardReceiptTaken,
    RewardReportNotDue,
    SpentAboveReward,
    UseForbidden,
)
from services.grants.domain.reward_application_state import (
    AskedBack,
    Begun,
    Entered,
    Granted,
    NotApplied,
    Paid,
    Reported,
    RewardApplication,
    evolve,
)
from services.grants.domain.reward_eligibility import failed, private
from services.grants.domain.reward_payment import correct_account, miss_payment, pay, take_back
from services.grants.domain.reward_round import REWARD_ROUND, call_closed
from services.grants.domain.reward_round_notice import award_of, not_to_be_confirmed, pay_due_on
from services.grants.domain.reward_round_refusals import NotNoticed, RewardRoundUnknown
from services.grants.domain.reward_round_state import Noticed, NotOpened
from shared.contracts.grants.reward_application import (
    RewardApplicationEvent,
    RewardApplied,
    RewardClawbackOrdered,
    RewardConfirmed,
    RewardForfeited,
    RewardFrozen,
    RewardIneligible,
    RewardMoved,
    RewardNotGranted,
    RewardRecovered,
    RewardReleased,
    RewardReported,
    RewardUse,
)
from shared.contracts.grants.task_admission import Amount
from shared.kernel.counting import months_after
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import AggregateRef
from shared.kernel.limits import END_OF_DAY
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal

EXCLUDED_YEARS = "reward.excluded_years"
_ALLOWED = frozenset({RewardUse.ACTIVITIES, RewardUse.SMALL_EQUIPMENT})

Facts = list[RewardApplicationEvent] | Refusal


def applicant_of(application: RewardApplication) -> tuple[AggregateRef, ...]:
    """The association that a payment looks at."""
    if isinstance(application, NotApplied):
        return ()
    return (ASSOCIATION_STANDING.ref(application.file.association_id),)


def decide(command: RewardApplicationCommand, application: RewardApplication, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case ApplyForReward():
            return _apply(command, application, context)
        case FreezeReward() | ReleaseReward() | MoveReward() | ForfeitReward():
            return _of_standing(command, application)
        case _ if isinstance(application, NotApplied):
            return RewardApplicationUnknown()
        case ConfirmReward():
            return _confirm(command, application, context)
        case PayReward() | ReturnRewardPayment() | CorrectRewardAccount() | MissRewardPayment():
            return _of_payment(command, application, context)
        case ReportReward():
            return _report(command, application, context)
        case ClawBackReward():
            return _claw_back(application, context)
        case RecoverReward():
            return _recover(command, application)
        case _:
            assert_never(command)


def _apply(command: ApplyForReward, application: RewardApplication, context: Context) -> Facts:
    if not isinstance(application, NotApplied):
        said = application.file.applied.model_dump(include=set(ApplyForReward.model_fields))
        return [] if said == command.model_dump() else RewardApplicationDiffers()
    if refusal := not_for_association(context.actor, command.association_id):
        return refusal
    round_ = context.look(REWARD_ROUND, str(command.year))
    association = context.look(ASSOCIATION_STANDING, command.association_id)
    if isinstance(round_, NotOpened):
        return RewardRoundUnknown()
    if isinstance(association, NotKnown):
        return AssociationNotKnown()
    if refusal := call_closed(round_.book, context.today):
        return refusal
    known = association.record.known
    if private(known.track, command.account, context):
        return PrivateAccount()
    applied = RewardApplied(**dict(command), lineage_id=known.lineage_id, track=known.track)
    broken = failed(command.association_id, round_.book.call, context)
    return [applied, RewardIneligible(failed=broken)] if broken else [applied]


def _confirm(command: ConfirmReward, application: Begun, context: Context) -> Facts:
    """What the round posts of it: the round itself is confirmed in the same act, and judges by the same rules."""
    if not isinstance(application, Entered):
        return []
    round_ = context.look(REWARD_ROUND, str(application.file.applied.year))
    if not isinstance(round_, Noticed):
        return NotNoticed()
    if refusal := not_to_be_confirmed(round_, context):
        return refusal
    award = award_of(round_, command.application_id)
    if award is None or award.tier is None or award.amount.amount == 0:
        return [RewardNotGranted()]
    amount = Amount(amount=award.amount.amount)
    return [RewardConfirmed(tier=award.tier, amount=amount, pay_due_on=pay_due_on(round_.notice.until_on, context))]


def _of_payment(command: OfPayment, application: Begun, context: Context) -> Facts:
    match command:
        case PayReward():
            return pay(command, application, context)
        case ReturnRewardPayment():
            return take_back(command, application, context)
        case CorrectRewardAccount():
            return correct_account(command, application, context)
        case MissRewardPayment():
            return miss_payment(application, context)
        case _:
            assert_never(command)


# --- the report, and what follows without one -------------------------------


def _report(command: ReportReward, application: Begun, context: Context) -> Facts:
    if refusal := not_for_association(context.actor, application.file.association_id):
        return refusal
    reported = RewardReported(**dict(command))
    if isinstance(application, Reported):
        return [] if application.reported == reported else RewardClosed()
    if not isinstance(application, Paid):
        return RewardClosed() if isinstance(application, AskedBack) else RewardNotPaid()
    if uses := tuple(dict.fromkeys(line.use for line in command.spent if line.use not in _ALLOWED)):
        return UseForbidden(uses=uses)
    paid = application.paid.amount.amount
    if sum(line.amount.amount for line in command.spent) > paid:
        return SpentAboveReward(paid=Money(amount=paid))
    return [reported]


def report_due(application: RewardApplication) -> datetime | None:
    """When the report is late; None where none is awaited."""
    return END_OF_DAY.of(application.paid.report_due_on) if isinstance(application, Paid) else None


def excluded_until(application: Paid, context: Context) -> date:
    """Until when there is no other reward where the report is missing."""
    due_on = application.paid.report_due_on
    return months_after(due_on, 12 * context.policy.whole(EXCLUDED_YEARS, due_on))


def _claw_back(application: Begun, context: Context) -> Facts:
    due = report_due(application)
    if due is None or not isinstance(application, Paid):
        return []
    if context.now < due:
        return RewardReportNotDue(report_due_on=application.paid.report_due_on)
    return [RewardClawbackOrdered(amount=application.paid.amount, fell_due_at=due)]


def _recover(command: RecoverReward, application: Begun) -> Facts:
    if not isinstance(application, AskedBack):
        return RewardNotAskedBack()
    recovered = RewardRecovered(**dict(command))
    if (recorded := application.receipts.get(command.receipt_ref)) is not None:
        return [] if recorded == recovered else RewardReceiptTaken(receipt_ref=command.receipt_ref)
    if application.owed == 0:
        return RewardNotAskedBack()
    above = command.amount.amount > application.owed
    return AboveAskedBack(owed=Money(amount=application.owed)) if above else [recovered]


# --- what becomes of the association ----------------------------------------


def _of_standing(command: OfStanding, application: RewardApplication) -> Facts:
    """Nothing is refused: what the association has become is a fact, and reaches what it can."""
    if not isinstance(application, Entered | Granted | Paid | AskedBack):
        return []
    unpaid, frozen = isinstance(application, Entered | Granted), application.file.frozen
    match command:
        case FreezeReward():
            return [RewardFrozen()] if unpaid and not frozen else []
        case ReleaseReward():
            return [RewardReleased()] if unpaid and frozen else []
        case ForfeitReward():
            return [RewardForfeited(how=command.how)] if unpaid else []
        case MoveReward():
            return _moved(command, application)
        case _:
            assert_never(command)


def _moved(command: MoveReward, application: Entered | Granted | Paid | AskedBack) -> list[RewardApplicationEvent]:
    """The registered association is not suspended, whatever the filed one was."""
    if application.file.association_id == command.to_association:
        return []
    moved = RewardMoved(to_association=command.to_association)
    return [moved, RewardReleased()] if application.file.frozen else [moved]


REWARD_APPLICATION = Decider[RewardApplication, RewardApplicationCommand, RewardApplicationEvent](
    "reward-application", NotApplied(), evolve, decide, RewardApplicationEvent
)
