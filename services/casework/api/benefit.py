"""Granted benefits over HTTP: paying, reviewing, changing, stopping, asking back, and looking up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, TypeAdapter
from sqlalchemy import Row

from services.casework.domain.benefit import BENEFIT
from services.casework.domain.benefit_commands import (
    ChangeBenefit,
    OfPayer,
    OrderRecovery,
    PayInstalment,
    RecordRecovered,
    ReviewBenefit,
    StopBenefit,
)
from services.casework.views import benefit as view
from services.casework.views.benefit import BenefitState
from shared.contracts.casework.benefit import Period, ReviewCategory, StopReason
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal
from shared.kernel.working_days import Calendar
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

C = TypeVar("C", bound=OfPayer | ReviewBenefit)

_DAY: TypeAdapter[date] = TypeAdapter(Day)
_MONEY = ("granted", "cap_amount", "amount", "paid", "overpaid", "arrears", "asked_back", "recovered")
PAYERS = (Role.DEPARTMENT, Role.APPROVER, Role.CENTRE_DIRECTOR)
READERS = (
    *(Role.EXAMINER, Role.APPROVER, Role.CLERK, Role.CENTRE_DIRECTOR),
    *(Role.SUPERVISOR, Role.DEPARTMENT, Role.AUDITOR, Role.ADMIN),
)


class BenefitOut(BaseModel):
    """A benefit and its money. `amount` is due for each period from `amount_from` on, `granted` was at first.

    Of what was `paid`, `overpaid` is too much and not returned yet, `asked_back` of that is ordered, and `recovered`
    has come in; `arrears` is still to be paid for instalments that were raised later. The next review may be done
    until `review_due_on`; `review_missed_on` is such a day that went by.
    """

    id: str
    state: BenefitState
    item_code: str
    centre_id: str
    payer: str
    standard: str
    period: Period
    from_on: date
    granted: Money
    cap_amount: Money | None = None
    amount: Money
    amount_from: date
    stopped_from: date | None = None
    stop_reason: StopReason | None = None
    review_category: ReviewCategory | None = None
    reviewed_on: date | None = None
    review_due_on: date | None = None
    review_missed_on: date | None = None
    paid: Money
    overpaid: Money
    arrears: Money
    asked_back: Money
    recovered: Money

    @classmethod
    def of(cls, row: Row[Any], calendar: Calendar) -> BenefitOut:
        """What a row of the view says, with the next review on a working day."""
        falls_on = row.next_review_on
        money = {name: Money(amount=fen) for name in _MONEY if (fen := getattr(row, name)) is not None}
        told = {name: getattr(row, name) for name in cls.model_fields.keys() - {*_MONEY, "review_due_on"}}
        due_on = calendar.next_working_day_on_or_after(falls_on) if falls_on else None
        return cls.model_validate({**told, **money, "review_due_on": due_on})


class BenefitPage(BaseModel):
    """Some benefits in the order of their grant; `next` continues after them."""

    benefits: tuple[BenefitOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of benefits."""
    to = Routes(desk, "benefits")

    @to.command("/v1/benefits/{id}/payments", *PAYERS, body=PayInstalment)
    async def pay(call: Call[PayInstalment]) -> Done | Refusal:
        """Record that an instalment was paid (发放)."""
        return await _tell(call)

    @to.command("/v1/benefits/{id}/reviews", *PAYERS, Role.EXAMINER, body=ReviewBenefit)
    async def review(call: Call[ReviewBenefit]) -> Done | Refusal:
        """Record that the household was looked at again today (复核)."""
        return await _tell(call)

    @to.command("/v1/benefits/{id}/change", *PAYERS, body=ChangeBenefit)
    async def change(call: Call[ChangeBenefit]) -> Done | Refusal:
        """Let another amount be due from a day on (调整)."""
        return await _tell(call)

    @to.command("/v1/benefits/{id}/stop", *PAYERS, body=StopBenefit)
    async def stop(call: Call[StopBenefit]) -> Done | Refusal:
        """Let nothing be due from a day on (停发)."""
        return await _tell(call)

    @to.command("/v1/benefits/{id}/recovery-order", *PAYERS, body=OrderRecovery)
    async def order_recovery(call: Call[OrderRecovery]) -> Done | Refusal:
        """Ask back what was overpaid (追回)."""
        return await _tell(call)

    @to.command("/v1/benefits/{id}/recoveries", *PAYERS, body=RecordRecovered)
    async def recover(call: Call[RecordRecovered]) -> Done | Refusal:
        """Record that money asked back has come in (退还)."""
        return await _tell(call)

    @to.query("/v1/benefits/{id}", *READERS, answer=BenefitOut)
    async def benefit(query: Query) -> BenefitOut | None:
        """Show where a benefit stands, with its money; its id is that of the case that granted it."""
        row = desk.views.row(view.ONE, of=query.id)
        return BenefitOut.of(row, desk.executor.reference.calendar) if row else None

    @to.query("/v1/benefits/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a benefit, from the log."""
        return await history_of(desk.executor, BENEFIT.ref(query.id))

    @to.query("/v1/benefits", *READERS, answer=BenefitPage, parameters=(*view.FILTERS, "after", "limit"))
    async def benefits(query: Query) -> BenefitPage | Refusal:
        """List benefits by item, centre, state, or the last day for their review (`review_due_by`: that or before)."""
        cursor, filters = cursor_of(query), _filters(query)
        if isinstance(cursor, Refusal):
            return cursor
        return filters if isinstance(filters, Refusal) else _page(desk, filters, cursor)

    return to.router


async def _tell(call: Call[C]) -> Done | Refusal:
    return await call.execute(Step(BENEFIT, call.id, call.body))


def _filters(query: Query) -> dict[str, str | date] | Refusal:
    filters: dict[str, str | date] = {name: query.parameters[name] for name in view.FILTERS if name in query.parameters}
    if filters.get("state", BenefitState.RUNNING) not in set(BenefitState):
        return InvalidParameter(name="state")
    if "review_due_by" in filters:
        try:
            day = _DAY.validate_python(date.fromisoformat(query.parameters["review_due_by"]))
        except ValueError:
            return InvalidParameter(name="review_due_by")
        filters["review_due_by"] = falling_by(day, query.desk.executor.reference.calendar)
    return filters


def falling_by(due_by: date, calendar: Calendar) -> date:
    """The last day on which a review may fall that is due on `due_by` or before: the last working day up to it."""
    while not calendar.is_working_day(due_by):
        due_by -= timedelta(days=1)
    return due_by


def _page(desk: Desk, filters: dict[str, str | date], cursor: Cursor) -> BenefitPage:
    rows = desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
    calendar = desk.executor.reference.calendar
    return BenefitPage(
        benefits=tuple(BenefitOut.of(row, calendar) for row in rows),
        next=next_after(rows, cursor),
    )
