"""Where an application for a reward stands, and how each fact changes that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from services.grants.domain.payments import Payment
from shared.contracts.grants.reward_application import (
    AccountKind,
    RewardAccountCorrected,
    RewardApplicationEvent,
    RewardApplied,
    RewardClawbackOrdered,
    RewardConfirmed,
    RewardForfeited,
    RewardFrozen,
    RewardIneligible,
    RewardMoved,
    RewardNotGranted,
    RewardPaid,
    RewardPaymentMissed,
    RewardPaymentReturned,
    RewardRecovered,
    RewardReleased,
    RewardReported,
)
from shared.kernel.refusals import CorruptStream


@dataclass(frozen=True, slots=True)
class File:
    """What an application carries from state to state; `association_id` is whose it is now.

    Payments that the bank sent back are by their numbers.
    """

    applied: RewardApplied
    association_id: str
    frozen: bool = False
    corrected: RewardAccountCorrected | None = None
    returned: Mapping[str, Payment[RewardPaid, RewardPaymentReturned]] = field(default_factory=dict)

    @property
    def account(self) -> tuple[AccountKind, str]:
        """Where the reward is to be paid."""
        said = self.corrected or self.applied
        return said.account, said.account_ref


@dataclass(frozen=True, slots=True)
class NotApplied:
    """Before the application."""


@dataclass(frozen=True, slots=True)
class Ineligible:
    """It breaks a rule and is not scored."""

    file: File
    ineligible: RewardIneligible


@dataclass(frozen=True, slots=True)
class Entered:
    """It is in its round, whose confirmation it waits for."""

    file: File


@dataclass(frozen=True, slots=True)
class Granted:
    """So much is to be paid by `due_on`; `missed` where that day is over."""

    file: File
    confirmed: RewardConfirmed
    due_on: date
    missed: bool = False


@dataclass(frozen=True, slots=True)
class NotGranted:
    """The round gave it nothing."""

    file: File


@dataclass(frozen=True, slots=True)
class Paid:
    """Its use is to be reported."""

    file: File
    paid: RewardPaid
    confirmed: RewardConfirmed


@dataclass(frozen=True, slots=True)
class Reported:
    """All is done."""

    file: File
    paid: RewardPaid
    reported: RewardReported


@dataclass(frozen=True, slots=True)
class AskedBack:
    """No report came in; receipts of what came back are by their numbers."""

    file: File
    ordered: RewardClawbackOrdered
    receipts: Mapping[str, RewardRecovered] = field(default_factory=dict)

    @property
    def owed(self) -> int:
        """What has not come back yet, in fen."""
        return self.ordered.amount.amount - sum(each.amount.amount for each in self.receipts.values())


@dataclass(frozen=True, slots=True)
class Forfeited:
    """The association ended before it was paid."""

    file: File
    forfeited: RewardForfeited


Unpaid = Entered | Granted
Begun = Ineligible | Unpaid | NotGranted | Paid | Reported | AskedBack | Forfeited
RewardApplication = NotApplied | Begun


def evolve(application: RewardApplication, event: RewardApplicationEvent) -> RewardApplication:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, application:
        case RewardApplied(), NotApplied():
            return Entered(File(event, event.association_id))
        case RewardIneligible(), Entered(file):
            return Ineligible(file, event)
        case RewardConfirmed(), Entered(file):
            return Granted(file, event, event.pay_due_on)
        case RewardNotGranted(), Entered(file):
            return NotGranted(file)
        case RewardPaid(), Granted(file, confirmed):
            return Paid(file, event, confirmed)
        case RewardPaymentReturned(), Paid(file, paid, confirmed):
            returned = {**file.returned, event.receipt_ref: Payment(paid, event)}
            return Granted(replace(file, returned=returned), confirmed, event.pay_due_on)
        case RewardAccountCorrected(), (Entered() | Granted()):
            return replace(application, file=replace(application.file, corrected=event))
        case RewardPaymentMissed(), Granted():
            return replace(application, missed=True)
        case RewardReported(), Paid(file, paid):
            return Reported(file, paid, event)
        case RewardClawbackOrdered(), Paid(file):
            return AskedBack(file, event)
        case RewardRecovered(), AskedBack():
            return replace(application, receipts={**application.receipts, event.receipt_ref: event})
        case RewardForfeited(), (Entered(file) | Granted(file)):
            return Forfeited(file, event)
        case ((RewardFrozen() | RewardReleased()), (Entered() | Granted())):
            return replace(application, file=replace(application.file, frozen=isinstance(event, RewardFrozen)))
        case RewardMoved(), (Entered() | Granted() | Paid() | AskedBack()):
            return replace(application, file=replace(application.file, association_id=event.to_association))
        case _:
            raise CorruptStream(f"{type(event).__name__} of an application that is {type(application).__name__}")
