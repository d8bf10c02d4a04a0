"""Payment of a reward: exactly what was confirmed, into the association's account; what came back is paid again."""

from __future__ import annotations

from datetime import datetime

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.association_standing_state import Gone, NotKnown, Suspended, not_in_standing
from services.grants.domain.parties import not_for_association
from services.grants.domain.payments import PaidAhead, Payment, not_to_be_returned
from services.grants.domain.reward_application_commands import (
    CorrectRewardAccount,
    PayReward,
    ReturnRewardPayment,
)
from services.grants.domain.reward_application_refusals import (
    PrivateAccount,
    RewardAmountDiffers,
    RewardClosed,
    RewardHeld,
    RewardNotConfirmed,
    RewardPaymentNotDue,
    RewardReceiptTaken,
)
from services.grants.domain.reward_application_state import (
    AskedBack,
    Begun,
    Entered,
    Granted,
    Paid,
    Reported,
    RewardApplication,
)
from services.grants.domain.reward_eligibility import private
from services.grants.domain.reward_round_notice import pay_due_on
from shared.contracts.grants.reward_application import (
    RewardAccountCorrected,
    RewardApplicationEvent,
    RewardForfeited,
    RewardFrozen,
    RewardPaid,
    RewardPaymentMissed,
    RewardPaymentReturned,
)
from shared.kernel.counting import months_after
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal

REPORT_MONTHS = "reward.report_months"

Facts = list[RewardApplicationEvent] | Refusal


def pay(command: PayReward, application: Begun, context: Context) -> Facts:
    """Record that the reward was paid; one that came back keeps its number."""
    if (before := application.file.returned.get(command.receipt_ref)) is not None:
        return [] if _says(command, before.paid) else RewardReceiptTaken(receipt_ref=command.receipt_ref)
    if isinstance(application, Paid | Reported):
        return [] if _says(command, application.paid) else RewardClosed()
    if isinstance(application, Entered):
        return RewardNotConfirmed()
    if not isinstance(application, Granted):
        return RewardClosed()
    if refusal := _not_payable(command, application, context):
        return refusal
    months = context.policy.whole(REPORT_MONTHS, command.paid_on)
    return [RewardPaid(**dict(command), report_due_on=months_after(command.paid_on, months))]


def _says(command: PayReward, paid: RewardPaid) -> bool:
    return all(getattr(paid, name) == value for name, value in command)


def _not_payable(command: PayReward, application: Granted, context: Context) -> Refusal | None:
    association = context.look(ASSOCIATION_STANDING, application.file.association_id)
    if refusal := RewardHeld() if application.file.frozen else not_in_standing(association):
        return refusal
    confirmed = application.confirmed.amount
    if command.amount != confirmed:
        return RewardAmountDiffers(confirmed=Money(amount=confirmed.amount))
    return PaidAhead() if command.paid_on > context.today else None


def take_back(command: ReturnRewardPayment, application: Begun, context: Context) -> Facts:
    """Record that the bank sent the payment back, and what has become of the association since it was paid.

    Who told what it was spent on had it; what was asked back is not owed by two.
    """
    payment = _payment_of(command.receipt_ref, application)
    if payment is not None and payment.undone is not None and payment.undone.returned_on == command.returned_on:
        return []
    if isinstance(application, Reported | AskedBack):
        return RewardClosed()
    if refusal := not_to_be_returned(payment, command.returned_on, context):
        return refusal
    due_on = pay_due_on(command.returned_on, context)
    return [RewardPaymentReturned(**dict(command), pay_due_on=due_on), *_since_paid(application, context)]


def _payment_of(receipt_ref: str, application: Begun) -> Payment[RewardPaid, RewardPaymentReturned] | None:
    if isinstance(application, Paid) and application.paid.receipt_ref == receipt_ref:
        return Payment(application.paid)
    return application.file.returned.get(receipt_ref)


def _since_paid(application: Begun, context: Context) -> list[RewardApplicationEvent]:
    """While it was paid, a suspension froze nothing and an end forfeited nothing; now they do."""
    match context.look(ASSOCIATION_STANDING, application.file.association_id):
        case Suspended():
            return [RewardFrozen()]
        case Gone(_, end):
            return [RewardForfeited(how=end.how)]
        case _:
            return []


def correct_account(command: CorrectRewardAccount, application: Begun, context: Context) -> Facts:
    """Let the reward be paid into another account, which may be as little a private one as the first."""
    file = application.file
    if refusal := not_for_association(context.actor, file.association_id):
        return refusal
    if file.account == (command.account, command.account_ref):
        return []
    if not isinstance(application, Entered | Granted):
        return RewardClosed()
    association = context.look(ASSOCIATION_STANDING, file.association_id)
    track = file.applied.track if isinstance(association, NotKnown) else association.record.known.track
    corrected = RewardAccountCorrected(**dict(command))
    return PrivateAccount() if private(track, command.account, context) else [corrected]


def payment_due(application: RewardApplication) -> datetime | None:
    """When the payment is late; None where it is made, or that is told."""
    if not isinstance(application, Granted) or application.missed:
        return None
    return END_OF_DAY.of(application.due_on)


def miss_payment(application: Begun, context: Context) -> Facts:
    """Tell that the payment is late."""
    due = payment_due(application)
    if due is None or not isinstance(application, Granted):
        return []
    if context.now < due:
        return RewardPaymentNotDue(pay_due_on=application.due_on)
    return [RewardPaymentMissed(fell_due_at=due)]
