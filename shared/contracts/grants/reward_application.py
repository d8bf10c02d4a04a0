"""Events of an association's application for a reward: its money from the confirmation until its use is reported."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.associations.association_founding import Track
from shared.contracts.grants.association_standing import AssociationEnd, Year
from shared.contracts.grants.reward_round import TierName
from shared.contracts.grants.task_admission import Amount, Reference
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value


class AccountKind(StrEnum):
    """Whose account the reward is to be paid to."""

    ASSOCIATION = "ASSOCIATION"
    """In the association's own name, which only a legal person has."""

    COMMUNITY = "COMMUNITY"
    PRIVATE = "PRIVATE"


class EligibilityRule(StrEnum):
    """A rule that an association must keep to be scored."""

    OLD_ENOUGH = "OLD_ENOUGH"
    """Registered or filed for the policy's calendar months at the date of the call."""

    ANNUAL_REPORT = "ANNUAL_REPORT"
    """The yearly report of the year before is in, where the association existed then."""

    ACTIVE = "ACTIVE"
    """As many activities in the year of the call as the policy asks."""

    NOT_SANCTIONED = "NOT_SANCTIONED"
    NOT_EXCLUDED = "NOT_EXCLUDED"
    """No report on the use of an earlier reward is missing."""

    IN_STANDING = "IN_STANDING"
    """It exists and is not suspended."""


class RewardUse(StrEnum):
    """What a reward was spent on; wages and dividends are no use of it."""

    ACTIVITIES = "ACTIVITIES"
    SMALL_EQUIPMENT = "SMALL_EQUIPMENT"
    WAGES = "WAGES"
    DIVIDENDS = "DIVIDENDS"


class RewardSpending(Value):
    """One line of a report."""

    use: RewardUse
    amount: Amount


class RewardApplied(Event):
    """An association applied for a reward of the year's round, to be paid to `account_ref`."""

    year: Year
    association_id: str
    lineage_id: str
    track: Track
    account: AccountKind
    account_ref: Reference


class RewardIneligible(Event):
    """The application breaks these rules and is not scored; the association may apply again while the call is open."""

    failed: Annotated[tuple[EligibilityRule, ...], Field(min_length=1)]


class RewardConfirmed(Event):
    """What the notice said of the application stands: so much is to be paid by `pay_due_on`."""

    tier: TierName
    amount: Amount
    pay_due_on: Day


class RewardNotGranted(Event):
    """The round was confirmed, and the application gets nothing."""


class RewardPaid(Event):
    """The reward was paid on `paid_on`; a report on its use is due by `report_due_on`."""

    receipt_ref: Reference
    amount: Amount
    paid_on: Day
    report_due_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of the payment."""
        return start_of(self.paid_on)


class RewardPaymentReturned(Event):
    """The bank sent the payment back on `returned_on`: the reward is to be paid again, by `pay_due_on`.

    It is paid under another number, and no report on its use is due before.
    """

    receipt_ref: Reference
    returned_on: Day
    pay_due_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day on which it came back."""
        return start_of(self.returned_on)


class RewardAccountCorrected(Event):
    """The association said into which account a reward that is not paid, or came back, is to be paid instead."""

    account: AccountKind
    account_ref: Reference


class RewardPaymentMissed(Event):
    """The reward was not paid when the last day for it was over, at `fell_due_at`; it is still owed."""

    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return self.fell_due_at


class RewardReported(Event):
    """The association reported what it spent the reward on."""

    spent: Annotated[tuple[RewardSpending, ...], Field(min_length=1, max_length=50)]
    document: Reference


class RewardClawbackOrdered(Event):
    """No report was in when its last day was over, at `fell_due_at`: the reward is asked back."""

    amount: Amount
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return self.fell_due_at


class RewardRecovered(Event):
    """Money of a reward that was asked back has come in, by the receipt `receipt_ref`."""

    receipt_ref: Reference
    amount: Amount


class RewardFrozen(Event):
    """The association is suspended, and nothing is paid to it until that is over."""


class RewardReleased(Event):
    """The suspension of the association is over, and the reward may be paid."""


class RewardMoved(Event):
    """The filed association was registered, and the application is now that of the registered one of its lineage."""

    to_association: Reference


class RewardForfeited(Event):
    """The association ended before the reward was paid."""

    how: AssociationEnd


RewardApplicationEvent = (
    RewardApplied
    | RewardIneligible
    | RewardConfirmed
    | RewardNotGranted
    | RewardPaid
    | RewardPaymentReturned
    | RewardAccountCorrected
    | RewardPaymentMissed
    | RewardReported
    | RewardClawbackOrdered
    | RewardRecovered
    | RewardFrozen
    | RewardReleased
    | RewardMoved
    | RewardForfeited
)
