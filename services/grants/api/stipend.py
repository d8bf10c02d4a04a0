"""Working funds and stipends over HTTP: payments by the fund officer, what is due to whom, and sums for everybody."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import Row

from services.grants.api.filters import filters_of
from services.grants.domain.stipend import STIPEND
from services.grants.domain.stipend_commands import PayStipend, ReturnStipendPayment, ReverseStipendPayment
from services.grants.domain.stipend_state import Claim, Stipend
from services.grants.views import stipend as view
from shared.contracts.councils.supervision_committee import Office
from shared.contracts.grants.stipend import StipendPaid, StipendPart
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidParameter

READERS = (Role.FUND_OFFICER, Role.WORKING_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN)


class StipendPersonOut(BaseModel):
    """What somebody in office is due; `performance_due` is nothing before it is released."""

    person_id: str
    office: Office
    basic: Money
    performance: Money
    performance_due: Money
    withheld: bool
    basic_paid: bool
    performance_paid: bool


class StipendPaymentOut(BaseModel):
    """A payment, and whether it came back or was undone."""

    paid: StipendPaid
    undone: bool


class StipendOut(BaseModel):
    """What is due to a supervision committee for a year, to it and to whom in office, and what was paid."""

    id: str
    working_funds: Money | None = None
    working_funds_paid: bool
    people: tuple[StipendPersonOut, ...]
    payments: tuple[StipendPaymentOut, ...]


class StipendSums(BaseModel):
    """The sums of a committee and a year: stated, of it withheld or waiting for an appraisal, and paid."""

    committee_id: str
    year: int
    stated: Money
    withheld: Money
    waiting: Money
    paid: Money

    @classmethod
    def of(cls, row: Row[Any]) -> StipendSums:
        """What a row of the view says."""
        money = {name: Money(amount=getattr(row, name)) for name in ("stated", "withheld", "waiting", "paid")}
        return cls(committee_id=row.committee_id, year=row.year, **money)


class StipendPage(BaseModel):
    """The sums of some committees and years in the order in which they were stated; `next` continues after them."""

    stipends: tuple[StipendSums, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of working funds and stipends."""
    to = Questions(desk, "stipends")

    @to.command("/v1/stipends/{id}/payments", Role.FUND_OFFICER, body=PayStipend)
    async def pay(call: Call[PayStipend]) -> Done | Refusal:
        """Record that a part was paid (发放)."""
        return await call.execute(Step(STIPEND, call.id, call.body))

    @to.command("/v1/stipends/{id}/returned-payments", Role.FUND_OFFICER, body=ReturnStipendPayment)
    async def send_back(call: Call[ReturnStipendPayment]) -> Done | Refusal:
        """Record that the bank sent a payment back (退票)."""
        return await call.execute(Step(STIPEND, call.id, call.body))

    @to.command("/v1/stipends/{id}/reversals", Role.FUND_OFFICER, body=ReverseStipendPayment)
    async def reverse(call: Call[ReverseStipendPayment]) -> Done | Refusal:
        """Undo a wrong entry of a payment (冲销)."""
        return await call.execute(Step(STIPEND, call.id, call.body))

    @to.query("/v1/stipends/{id}", *READERS, answer=StipendOut, parameters=as_of.PARAMETERS)
    async def stipend(query: Query) -> StipendOut | Refusal | None:
        """Show what is due for a year and what was paid: now, on a day, or as it was known at a moment."""
        found = await as_of.held(query, STIPEND)
        return _shown(query.id, found.state) if isinstance(found, Held) else found

    @to.query("/v1/stipends/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what became known and what was paid for a year, from the log."""
        return await history_of(desk.executor, STIPEND.ref(query.id))

    @to.query("/v1/stipends", *READERS, answer=StipendPage, parameters=(*view.FILTERS, "after", "limit"))
    async def stipends(query: Query) -> StipendPage | Refusal:
        """List the sums by committee or year."""
        return _page(query)

    @to.public("/v1/public/stipends", answer=StipendPage, parameters=(*view.FILTERS, "after", "limit"))
    async def public_stipends(query: Query) -> StipendPage | Refusal:
        """List the sums by committee or year, for everybody."""
        return _page(query)

    return to.router


def _page(query: Query) -> StipendPage | Refusal:
    cursor, filters = cursor_of(query), filters_of(query, view.FILTERS)
    if isinstance(cursor, Refusal):
        return cursor
    if isinstance(filters, Refusal):
        return filters
    if not filters.get("year", "0").isdecimal():
        return InvalidParameter(name="year")
    rows = query.desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
    return StipendPage(stipends=tuple(StipendSums.of(row) for row in rows), next=next_after(rows, cursor))


def _shown(id_: str, stipend: Stipend) -> StipendOut:
    return StipendOut(
        id=id_,
        working_funds=stipend.funds.amount if stipend.funds else None,
        working_funds_paid=stipend.paid(Claim(StipendPart.WORKING_FUNDS, None)),
        people=tuple(_person(person_id, stipend) for person_id in stipend.people),
        payments=tuple(
            StipendPaymentOut(paid=each.paid, undone=each.undone is not None) for each in stipend.payments.values()
        ),
    )


def _person(person_id: str, stipend: Stipend) -> StipendPersonOut:
    stated, performance = stipend.people[person_id], Claim(StipendPart.PERFORMANCE, person_id)
    return StipendPersonOut(
        person_id=person_id,
        office=stated.office,
        basic=stated.basic,
        performance=stated.performance,
        performance_due=Money(amount=stipend.due(performance)),
        withheld=person_id in stipend.withheld,
        basic_paid=stipend.paid(Claim(StipendPart.BASIC, person_id)),
        performance_paid=stipend.paid(performance),
    )
