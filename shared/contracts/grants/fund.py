"""Events of the special fund (专项资金) of one committee and period: entries of its ledger, and dates of its year."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.money import Money

Period = Annotated[int, Field(ge=2013, le=2999)]
"""A year; the fund began with the reform of 2013."""

Reference = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
"""A number or pseudonym of somebody's books; it names nobody."""

EntryNumber = Annotated[int, Field(ge=1, le=10**6)]
"""Entries of a ledger count from 1, in the order of recording."""


class FundAmount(Money):
    """More than nothing, and no more than a district could ever move at once."""

    amount: Annotated[int, Field(ge=1, le=10**12)]


class UseCategory(StrEnum):
    """What money is spent on; policy says which uses are allowed and which are on the negative list."""

    CONVENIENCE_SERVICE = "CONVENIENCE_SERVICE"
    HELP_IN_NEED = "HELP_IN_NEED"
    SMALL_REPAIR = "SMALL_REPAIR"
    ENVIRONMENT = "ENVIRONMENT"
    CULTURE_SPORTS_EDUCATION = "CULTURE_SPORTS_EDUCATION"
    VOLUNTEER_INCENTIVE_IN_KIND = "VOLUNTEER_INCENTIVE_IN_KIND"
    SELF_GOVERNANCE = "SELF_GOVERNANCE"
    SAFETY_MUTUAL_AID = "SAFETY_MUTUAL_AID"
    BUDGETED_OFFICE_COSTS = "BUDGETED_OFFICE_COSTS"
    WAGES_BONUSES = "WAGES_BONUSES"
    RECEPTIONS_GIFTS_TRAVEL = "RECEPTIONS_GIFTS_TRAVEL"
    COMMITTEE_BUILDINGS = "COMMITTEE_BUILDINGS"
    BORNE_BY_OTHERS = "BORNE_BY_OTHERS"
    OLD_DEBTS = "OLD_DEBTS"
    OTHER_RESPONSIBLE_BODY = "OTHER_RESPONSIBLE_BODY"
    FOR_PROFIT = "FOR_PROFIT"
    CASH_TO_ALL = "CASH_TO_ALL"


class WithholdingReason(StrEnum):
    """Why a committee gets nothing of a period."""

    ACCOUNTS_NOT_RENDERED = "ACCOUNTS_NOT_RENDERED"
    CLAWBACK_OPEN = "CLAWBACK_OPEN"
    DISSOLVED = "DISSOLVED"
    FOUNDED_LATE = "FOUNDED_LATE"
    NO_DISTRICT_MONEY = "NO_DISTRICT_MONEY"
    OTHER = "OTHER"


class ReleaseCause(StrEnum):
    """Why money that was reserved or committed is available again."""

    PRICE_BELOW_APPROVAL = "PRICE_BELOW_APPROVAL"
    ACCEPTED_BELOW_PRICE = "ACCEPTED_BELOW_PRICE"
    PROJECT_WITHDRAWN = "PROJECT_WITHDRAWN"
    CLAWBACK = "CLAWBACK"
    YEAR_END = "YEAR_END"
    """Nothing was contracted when the period was over: the reservation lapsed."""


class Held(StrEnum):
    """As what money is held for a project."""

    RESERVED = "RESERVED"
    COMMITTED = "COMMITTED"


class FundSums(Value):
    """The sums of a ledger in fen; `available` is what is left of what came in."""

    allocated: int
    carried_in: int
    clawed_back: int
    reserved: int
    committed: int
    paid: int
    returned: int
    carried_out: int
    available: int


class PlannedUse(Value):
    """So much of a year is meant for one use."""

    category: UseCategory
    amount: FundAmount


class SpecialFundAllocated(Event):
    """The district gave a committee the amount of a period."""

    committee_id: str
    period: Period
    amount: FundAmount
    allocated_on: date


class AllocationWithheld(Event):
    """The district gives a committee nothing of a period, for a recorded reason; `document` says more."""

    committee_id: str
    period: Period
    reason: WithholdingReason
    document: Reference


class FundsCarriedIn(Event):
    """What was left of the period before came in, for one year."""

    committee_id: str
    period: Period
    amount: FundAmount


class FundsReserved(Event):
    """A project was approved: so much is kept for it."""

    project_id: str
    amount: FundAmount


class FundsCommitted(Event):
    """A project's contract was signed: so much of what was reserved is owed once the work is done."""

    project_id: str
    amount: FundAmount


class FundsReleased(Event):
    """What was held for a project is available again."""

    project_id: str
    amount: FundAmount
    held: Held
    cause: ReleaseCause


class PaymentMade(Event):
    """A supplier was paid on `paid_on` out of what was committed for a project; recorded when the books tell it."""

    project_id: str
    payment_id: Reference
    amount: FundAmount
    paid_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of the payment."""
        return start_of(self.paid_on)


class PaymentReturned(Event):
    """The bank sent a payment back: the commitment lives again."""

    project_id: str
    payment_id: Reference
    amount: FundAmount


class FundsRecovered(Event):
    """Money that was clawed back of a project came in."""

    project_id: str
    receipt: Reference
    amount: FundAmount


class EntryReversed(Event):
    """An entry was wrong and is put right by its opposite (冲销); `document` orders it."""

    reverses: EntryNumber
    document: Reference


class FundsCarriedOver(Event):
    """The period was over: so much of what was not committed goes on into `to_period`."""

    to_period: Period
    amount: FundAmount


class FundsReturned(Event):
    """What a period that was over had left beyond that went back to the district."""

    amount: FundAmount


class FundYearEnded(Event):
    """The period was over at `ended_at`; what is committed is paid out of it yet, all else is settled in this act."""

    ended_at: datetime

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return self.ended_at


class SpendPlanSubmitted(Event):
    """The committee said what it means to do with the money of the year."""

    uses: Annotated[tuple[PlannedUse, ...], Field(min_length=1, max_length=30)]


class SpendPlanMissed(Event):
    """The last day for the plan of the year was over without one; recorded once."""

    due_on: date

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return start_of(self.due_on + timedelta(days=1))


class FundUseExamined(Event):
    """The day on which the use of a year is looked at was over; after too little use the committee is `reminded`."""

    looked_at_on: date
    used_percent: int
    reminded: bool

    def effective_at(self) -> datetime:
        """The end of that day."""
        return start_of(self.looked_at_on + timedelta(days=1))


class FundStatementDrawn(Event):
    """The statement to residents at the end of a quarter: the sums as they stood after `through_on`."""

    through_on: date
    sums: FundSums

    def effective_at(self) -> datetime:
        """The end of that day."""
        return start_of(self.through_on + timedelta(days=1))


LedgerEvent = (
    SpecialFundAllocated
    | FundsCarriedIn
    | FundsReserved
    | FundsCommitted
    | FundsReleased
    | PaymentMade
    | PaymentReturned
    | FundsRecovered
    | EntryReversed
    | FundsCarriedOver
    | FundsReturned
)
"""What is an entry of the ledger."""

FundEvent = (
    LedgerEvent
    | AllocationWithheld
    | FundYearEnded
    | SpendPlanSubmitted
    | SpendPlanMissed
    | FundUseExamined
    | FundStatementDrawn
)
