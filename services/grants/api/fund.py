"""Funds over HTTP: the plan of the year, what was booked wrongly, and the ledger for whoever looks after it."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from services.grants.api.fund_words import FundEntryOut, FundOut, FundStatementOut
from services.grants.domain.fund import FUND
from services.grants.domain.fund_commands import ReverseEntry, SubmitSpendPlan
from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import UndoPayment
from services.grants.domain.fund_project_undoing import freed
from services.grants.domain.fund_state import NotOpened
from services.grants.domain.ledger import Entry
from services.grants.views import fund as view
from shared.contracts.grants.fund import FundSums
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

BOOKKEEPERS = (Role.FUND_OFFICER, Role.ADMIN)
PLANNERS = (Role.COMMITTEE, Role.CLERK, Role.ADMIN)
READERS = tuple(Role)


class FundPage(BaseModel):
    """Some funds in the order of their opening; `next` continues after them."""

    funds: tuple[FundOut, ...]
    next: str | None = None


class FundEntries(BaseModel):
    """Some entries of a ledger in their order; `next` continues after them."""

    entries: tuple[FundEntryOut, ...]
    next: str | None = None


class FundStatements(BaseModel):
    """The statements that were drawn, one for each quarter that is over."""

    statements: tuple[FundStatementOut, ...]


class FundThen(BaseModel):
    """The sums as far as they counted on a day and were known at a moment; `version` counts the facts behind them."""

    id: str
    sums: FundSums
    version: int


def routes(desk: Desk) -> APIRouter:
    """Register the routes of funds."""
    to = Routes(desk, "funds")

    @to.command("/v1/funds/{id}/spend-plan", *PLANNERS, body=SubmitSpendPlan)
    async def plan(call: Call[SubmitSpendPlan]) -> Done | Refusal:
        """Say what the money of the year is meant for (用款计划)."""
        return await call.execute(Step(FUND, call.id, call.body))

    @to.command("/v1/funds/{id}/reversals", *BOOKKEEPERS, body=ReverseEntry)
    async def reverse(call: Call[ReverseEntry]) -> Done | Refusal:
        """Put a wrong entry right by its opposite (冲销); a payment is owed again, and its invoices are free."""
        fund = await desk.state(FUND, call.id)
        entry = None if isinstance(fund, NotOpened) else fund.book.ledger.entry(call.body.reverses)
        return await call.execute(Step(FUND, call.id, call.body), *await _undoing(desk, entry))

    @to.query("/v1/funds/{id}", *READERS, answer=FundOut)
    async def fund(query: Query) -> FundOut | None:
        """Show a fund with its sums."""
        row = desk.views.row(view.ONE, of=query.id)
        return FundOut.of(row) if row else None

    @to.query("/v1/funds/{id}/sums", *READERS, answer=FundThen, parameters=as_of.PARAMETERS)
    async def sums(query: Query) -> FundThen | Refusal | None:
        """Show the sums of a fund as of a day, as they were known at an instant or position."""
        found = await as_of.held(query, FUND)
        if found is None or isinstance(found, Refusal):
            return found
        if isinstance(found.state, NotOpened):
            return None
        return FundThen(id=query.id, sums=found.state.book.ledger.sums.told(), version=found.version)

    @to.query("/v1/funds/{id}/entries", *READERS, answer=FundEntries, parameters=("after", "limit"))
    async def entries(query: Query) -> FundEntries | Refusal:
        """List the entries of a fund's ledger."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else entries_of(desk, query.id, cursor)

    @to.query("/v1/funds/{id}/statements", *READERS, answer=FundStatements)
    async def statements(query: Query) -> FundStatements:
        """List the quarterly statements of a fund."""
        rows = desk.views.rows(view.STATEMENTS_OF, of=query.id)
        return FundStatements(statements=tuple(FundStatementOut.of(row) for row in rows))

    @to.query("/v1/funds/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a fund, from the log."""
        return await history_of(desk.executor, FUND.ref(query.id))

    @to.query("/v1/funds", *READERS, answer=FundPage, parameters=("committee_id", "period", "after", "limit"))
    async def funds(query: Query) -> FundPage | Refusal:
        """List funds, those of a committee or of a period if one is named."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else page_of(query, cursor)

    return to.router


async def _undoing(desk: Desk, entry: Entry | None) -> tuple[Step, ...]:
    """What a project and its invoices have to know of a reversed payment."""
    if entry is None or entry.project_id is None or entry.paper is None:
        return ()
    project = await desk.state(FUND_PROJECT, entry.project_id)
    return (
        Step(FUND_PROJECT, entry.project_id, UndoPayment(payment_id=entry.paper)),
        *freed(project, entry.paper),
    )


def entries_of(desk: Desk, id_: str, cursor: Cursor) -> FundEntries:
    """Entries of a ledger after the number that the cursor names."""
    rows = desk.views.rows(view.ENTRIES_OF, of=id_, after=cursor.after, limit=cursor.limit)
    more = str(rows[-1].number) if len(rows) == cursor.limit else None
    return FundEntries(entries=tuple(FundEntryOut.model_validate(row) for row in rows), next=more)


def page_of(query: Query, cursor: Cursor) -> FundPage | Refusal:
    """A page of funds, by what the query says of committee and period."""
    said = query.parameters.get("period", "0")
    if not (said.isascii() and said.isdigit() and len(said) <= len("2015")):
        return InvalidParameter(name="period")
    where = {"period": int(said), "committee_id": query.parameters.get("committee_id", "")}
    rows = query.desk.views.rows(view.PAGE, after=cursor.after, limit=cursor.limit, **where)
    return FundPage(funds=tuple(FundOut.of(row) for row in rows), next=next_after(rows, cursor))
