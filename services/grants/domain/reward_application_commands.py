"""What can be asked of an application for a reward."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.grants.domain.types import GivenReference
from shared.contracts.grants.association_standing import AssociationEnd, Year
from shared.contracts.grants.reward_application import AccountKind, RewardSpending
from shared.contracts.grants.task_admission import Amount
from shared.kernel.instants import Day
from shared.kernel.messages import Command


class ApplyForReward(Command):
    """Ask for a reward of the year's round."""

    year: Year
    association_id: GivenReference
    account: AccountKind
    account_ref: GivenReference


class ConfirmReward(Command):
    """Let stand what the round posted of this application, in the act that confirms the round."""

    application_id: GivenReference


class PayReward(Command):
    """Record that the reward was paid."""

    receipt_ref: GivenReference
    amount: Amount
    paid_on: Day


class ReturnRewardPayment(Command):
    """Record that the bank sent the payment back."""

    receipt_ref: GivenReference
    returned_on: Day


class CorrectRewardAccount(Command):
    """Let the reward be paid into another account."""

    account: AccountKind
    account_ref: GivenReference


class MissRewardPayment(Command):
    """Record that the last day for the payment is over."""


class ReportReward(Command):
    """Say what the reward was spent on, by the paper `document`."""

    spent: Annotated[tuple[RewardSpending, ...], Field(min_length=1, max_length=50)]
    document: GivenReference


class ClawBackReward(Command):
    """Ask the reward back because no report came in."""


class RecoverReward(Command):
    """Record that money came back."""

    receipt_ref: GivenReference
    amount: Amount


class FreezeReward(Command):
    """Let nothing be paid while the association is suspended."""


class ReleaseReward(Command):
    """Let it be paid again."""


class MoveReward(Command):
    """Let the application be that of the registered association."""

    to_association: GivenReference


class ForfeitReward(Command):
    """Let nothing be paid, as the association has ended."""

    how: AssociationEnd


OfStanding = FreezeReward | ReleaseReward | MoveReward | ForfeitReward
OfPayment = PayReward | ReturnRewardPayment | CorrectRewardAccount | MissRewardPayment
RewardApplicationCommand = (
    ApplyForReward | ConfirmReward | OfPayment | ReportReward | ClawBackReward | RecoverReward | OfStanding
)
