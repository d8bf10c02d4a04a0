"""What can be asked of a fund; most of it is one step of an act that the project leads."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.grants.domain.types import GivenCommittee
from shared.contracts.grants.fund import (
    EntryNumber,
    FundAmount,
    Period,
    PlannedUse,
    Reference,
    ReleaseCause,
    WithholdingReason,
)
from shared.kernel.instants import Day
from shared.kernel.messages import Command


class AllocateFund(Command):
    """Give a committee the amount of a period."""

    committee_id: GivenCommittee
    period: Period


class WithholdFund(Command):
    """Give a committee nothing of a period, for a reason."""

    committee_id: GivenCommittee
    period: Period
    reason: WithholdingReason
    document: Reference


class CarryIn(Command):
    """Take over what the period before carries over, in the act in which it ends."""

    committee_id: GivenCommittee
    period: Period


class ReserveFunds(Command):
    """Keep money for an approved project."""

    project_id: str
    amount: FundAmount


class CommitFunds(Command):
    """Let a contract's price be owed; what was reserved beyond it is released."""

    project_id: str
    price: FundAmount


class ReleaseFunds(Command):
    """Release what is held for a project beyond what it is worth: nothing, or what was accepted less what was paid."""

    project_id: str
    worth: Annotated[int, Field(ge=0, le=10**12)] = 0
    cause: ReleaseCause


class MakePayment(Command):
    """Pay out of what is committed for a project."""

    project_id: str
    payment_id: Reference
    amount: FundAmount
    paid_on: Day


class ReturnPayment(Command):
    """Record that the bank sent a payment back."""

    project_id: str
    payment_id: Reference
    amount: FundAmount


class RecoverFunds(Command):
    """Record that clawed-back money came in."""

    project_id: str
    receipt: Reference
    amount: FundAmount


class ReverseEntry(Command):
    """Put a wrong entry right by its opposite."""

    reverses: EntryNumber
    document: Reference


class SubmitSpendPlan(Command):
    """Say what the money of the year is meant for."""

    uses: Annotated[tuple[PlannedUse, ...], Field(min_length=1, max_length=30)]


class MissSpendPlan(Command):
    """Record that the last day for the plan is over."""


class RemindOfUse(Command):
    """Look at the use of the year, and remind the committee where it is too little."""


class DrawStatement(Command):
    """Draw the statement to residents of the quarter that is over."""


class EndYear(Command):
    """Settle what is not committed when the period is over."""


ByProject = ReserveFunds | CommitFunds | ReleaseFunds | MakePayment | ReturnPayment | RecoverFunds
"""What happens to a fund in an act that a project leads."""

ByDate = MissSpendPlan | RemindOfUse | DrawStatement | EndYear
"""What becomes due."""

FundCommand = AllocateFund | WithholdFund | CarryIn | ByProject | ReverseEntry | SubmitSpendPlan | ByDate
