"""The year of a fund: when its plan, its look at the use, its statements and its end fall due, and what they settle."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from services.grants.domain.fund_commands import ByDate, DrawStatement, EndYear, MissSpendPlan, RemindOfUse
from services.grants.domain.fund_state import Book, Fund, Opened, Running
from services.grants.domain.ledger import Ledger, carried_over, used_percent
from shared.contracts.grants.fund import (
    FundAmount,
    FundEvent,
    FundsCarriedOver,
    FundsReleased,
    FundsReturned,
    FundStatementDrawn,
    FundUseExamined,
    FundYearEnded,
    Held,
    ReleaseCause,
    SpendPlanMissed,
)
from shared.kernel.counting import months_after
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY

PLAN_DUE = "fund.spend_plan_due_month_day"
LOOKED_AT = "fund.reminder_month_day"
REMINDED_BELOW = "fund.reminder_below_percent"
STATEMENT_MONTHS = "fund.statement_months"
CARRY_OVER = "fund.carry_over"
_DECEMBER = 12


# --- when -------------------------------------------------------------------


def plan_due(fund: Fund, context: Context) -> datetime | None:
    """When the plan of the year is late; none is owed without money, nor where that came after the day."""
    if not isinstance(fund, Running) or fund.book.plan is not None or fund.book.plan_missed:
        return None
    if fund.book.ledger.sums.came_in == 0:
        return None
    return _unless_opened_later(fund.book, _day(PLAN_DUE, fund.book, context))


def look_due(fund: Fund, context: Context) -> datetime | None:
    """When the use of the year is looked at."""
    if not isinstance(fund, Running) or fund.book.looked_at:
        return None
    return _unless_opened_later(fund.book, _day(LOOKED_AT, fund.book, context))


def statement_due(fund: Fund, context: Context) -> datetime | None:
    """When the next quarter but the last is over; the last ends with the year."""
    if not isinstance(fund, Running):
        return None
    day = _next_quarter_end(fund.book, context)
    return None if day == _last_day(fund.book) else END_OF_DAY.of(day)


def year_due(fund: Fund, _context: Context) -> datetime | None:
    """When the year is over."""
    return END_OF_DAY.of(_last_day(fund.book)) if isinstance(fund, Running) else None


def _unless_opened_later(book: Book, day: date) -> datetime | None:
    return None if book.opened_on > day else END_OF_DAY.of(day)


def _day(key: str, book: Book, context: Context) -> date:
    month_day = context.policy.text(key, context.today)
    return date.fromisoformat(f"{book.period}-{month_day}")


def _last_day(book: Book) -> date:
    return date(book.period, _DECEMBER, 31)


def _next_quarter_end(book: Book, context: Context) -> date:
    months = context.policy.whole(STATEMENT_MONTHS, context.today)
    after = book.stated_through or date.fromordinal(book.opened_on.toordinal() - 1)
    before_the_year = date(book.period - 1, _DECEMBER, 31)
    ends = (months_after(before_the_year, n) for n in range(months, _DECEMBER, months))
    return next((day for day in ends if day > after), _last_day(book))


# --- what -------------------------------------------------------------------


def fell_due(command: ByDate, fund: Opened, context: Context) -> list[FundEvent]:
    """What is recorded of a date that has passed; nothing before it, and nothing twice."""
    book = fund.book
    match command:
        case MissSpendPlan():
            passed = _passed(plan_due(fund, context), context)
            return [SpendPlanMissed(due_on=_day(PLAN_DUE, book, context))] if passed else []
        case RemindOfUse():
            return [_looked_at(book, context)] if _passed(look_due(fund, context), context) else []
        case DrawStatement():
            passed = _passed(statement_due(fund, context), context)
            return [_statement(book.ledger, _next_quarter_end(book, context))] if passed else []
        case EndYear():
            return year_ended(book, context) if _passed(year_due(fund, context), context) else []
        case _:
            assert_never(command)


def _passed(due: datetime | None, context: Context) -> bool:
    return due is not None and context.now >= due


def _looked_at(book: Book, context: Context) -> FundUseExamined:
    percent = used_percent(book.ledger.sums)
    reminded = percent < context.policy.whole(REMINDED_BELOW, context.today)
    return FundUseExamined(looked_at_on=_day(LOOKED_AT, book, context), used_percent=percent, reminded=reminded)


def _statement(ledger: Ledger, through_on: date) -> FundStatementDrawn:
    return FundStatementDrawn(through_on=through_on, sums=ledger.sums.told())


def year_ended(book: Book, context: Context) -> list[FundEvent]:
    """Reservations lapse, a part of what is left goes on, the rest goes back; the last statement says so."""
    lapsed = _lapsed(book.ledger)
    ledger = book.ledger
    for event in lapsed:
        ledger = ledger.after(event)
    carried = carried_over(ledger.sums, context.policy.whole(CARRY_OVER, _last_day(book)))
    settled: list[FundsCarriedOver | FundsReturned] = []
    if carried > 0:
        settled.append(FundsCarriedOver(to_period=book.period + 1, amount=FundAmount(amount=carried)))
    if (rest := ledger.sums.available - carried) > 0:
        settled.append(FundsReturned(amount=FundAmount(amount=rest)))
    for entry in settled:
        ledger = ledger.after(entry)
    over = FundYearEnded(ended_at=END_OF_DAY.of(_last_day(book)))
    return [*lapsed, *settled, over, _statement(ledger, _last_day(book))]


def _lapsed(ledger: Ledger) -> list[FundsReleased]:
    return [
        FundsReleased(
            project_id=project_id,
            amount=FundAmount(amount=sums.reserved),
            held=Held.RESERVED,
            cause=ReleaseCause.YEAR_END,
        )
        for project_id, sums in ledger.of_projects.items()
        if sums.reserved > 0
    ]
