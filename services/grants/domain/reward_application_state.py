"""Where an application for a reward stands, and how each fact changes that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

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
    RewardPaid,
    RewardPaymentMissed,
    RewardRecovered,
    RewardReleased,
    RewardReported,
)
from shared.kernel.refusals import CorruptStream


@dataclass(frozen=True, slots=True)
class File:
    """What an application carries from state to state; `association_id` is whose it is now."""

    applied: RewardApplied
    association_id: str
    frozen: bool = False


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
    """So much is to be paid; `missed` where the last day for it is over."""

    file: File
    confirmed: RewardConfirmed
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
            return Granted(file, event)
        case RewardNotGranted(), Entered(file):
            return NotGranted(file)
        case RewardPaid(), Granted(file):
            return Paid(file, event)
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
