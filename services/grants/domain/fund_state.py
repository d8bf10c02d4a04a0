"""Where a fund stands, and how each fact changes that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from services.grants.domain.ledger import EMPTY, Ledger
from shared.contracts.grants.fund import (
    AllocationWithheld,
    FundEvent,
    FundsCarriedIn,
    FundStatementDrawn,
    FundUseExamined,
    FundYearEnded,
    SpecialFundAllocated,
    SpendPlanMissed,
    SpendPlanSubmitted,
)
from shared.kernel.refusals import CorruptStream


@dataclass(frozen=True, slots=True)
class Book:
    """Whose fund of which year it is, its ledger, and what was done about its dates.

    `opened_on` is the day of its first money, or the first of the year before there is any.
    """

    committee_id: str
    period: int
    opened_on: date
    ledger: Ledger = EMPTY
    withheld: AllocationWithheld | None = None
    plan: SpendPlanSubmitted | None = None
    plan_missed: bool = False
    looked_at: bool = False
    stated_through: date | None = None

    @property
    def settled(self) -> bool:
        """Whether the committee has the allocation of the period, or a recorded reason why not."""
        return self.ledger.sums.allocated > 0 or self.withheld is not None


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Nothing was allocated, withheld or carried in yet."""


@dataclass(frozen=True, slots=True)
class Running:
    """The period is not over."""

    book: Book


@dataclass(frozen=True, slots=True)
class Ended:
    """The period is over: what is committed is paid yet, nothing is available any more."""

    book: Book


Opened = Running | Ended
Fund = NotOpened | Opened


def evolve(fund: Fund, event: FundEvent) -> Fund:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, fund:
        case ((SpecialFundAllocated() | AllocationWithheld() | FundsCarriedIn()), NotOpened()):
            book = Book(event.committee_id, event.period, _opened_on(event))
            return Running(_booked(book, event))
        case _, NotOpened():
            raise CorruptStream(f"{type(event).__name__} of a fund that was not opened")
        case FundYearEnded(), Running(book):
            return Ended(book)
        case _, Running(book):
            return Running(_booked(book, event))
        case _, Ended(book):
            return Ended(_booked(book, event))
    raise CorruptStream(f"{type(event).__name__} of a fund that is {type(fund).__name__}")


def _opened_on(event: SpecialFundAllocated | AllocationWithheld | FundsCarriedIn) -> date:
    return event.allocated_on if isinstance(event, SpecialFundAllocated) else date(event.period, 1, 1)


def _booked(book: Book, event: FundEvent) -> Book:
    match event:
        case AllocationWithheld():
            return replace(book, withheld=event)
        case SpendPlanSubmitted():
            return replace(book, plan=event)
        case SpendPlanMissed():
            return replace(book, plan_missed=True)
        case FundUseExamined():
            return replace(book, looked_at=True)
        case FundStatementDrawn():
            return replace(book, stated_through=event.through_on)
        case FundYearEnded():
            raise CorruptStream("a fund's year ended twice")
        case SpecialFundAllocated():
            first = book.ledger.sums.came_in == 0
            opened_on = event.allocated_on if first else book.opened_on
            return replace(book, opened_on=opened_on, withheld=None, ledger=book.ledger.after(event))
        case _:
            ledger = book.ledger.after(event)
            if not ledger.sound:
                raise CorruptStream(f"{type(event).__name__} takes a sum of the fund below nothing")
            return replace(book, ledger=ledger)
