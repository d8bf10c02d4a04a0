"""The special fund for everybody: statements, notices in force, results, and who got money in which round."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import Row

from services.grants.api.allocation_round import AllocationRoundOut, AllocationRoundPage
from services.grants.api.fund import FundPage, entries_of, page_of
from services.grants.api.fund_project import lines_of
from services.grants.api.fund_words import FundEntryOut, FundOut, FundStatementOut
from services.grants.domain.fund_project_state import Stage
from services.grants.domain.types import fund_id
from services.grants.views import allocation_round as round_view
from services.grants.views import fund as view
from services.grants.views import fund_project as project_view
from shared.contracts.grants.fund_project import BudgetLine
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidParameter

OF_FUND = ("committee_id", "period")


class FundStatement(BaseModel):
    """What a committee's fund of a period has, what moved, and the statement of each quarter; money in fen.

    `next` continues after the entries.
    """

    fund: FundOut
    entries: tuple[FundEntryOut, ...]
    statements: tuple[FundStatementOut, ...]
    next: str | None = None


class PostedProject(BaseModel):
    """A project up for all to see: before its review until `notice_until_on`, its result until `result_until_on`."""

    id: str
    committee_id: str
    title: str
    need: str
    households: int
    lines: tuple[BudgetLine, ...]
    stage: Stage
    total: int
    approved: int | None = None
    price: int | None = None
    paid: int
    notice_until_on: date | None = None
    result_until_on: date | None = None

    @classmethod
    def of(cls, row: Row[Any]) -> PostedProject:
        """What a row of the view says."""
        told = {name: getattr(row, name) for name in cls.model_fields.keys() - {"lines"}}
        return cls.model_validate({**told, "lines": lines_of(row)})


class PostedProjects(BaseModel):
    """The notices and results in force today; `next` continues after them."""

    projects: tuple[PostedProject, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of the special fund that need no token."""
    to = Questions(desk, "funds")

    @to.public("/v1/public/funds", answer=FundPage, parameters=(*OF_FUND, "after", "limit"))
    async def funds(query: Query) -> FundPage | Refusal:
        """List funds with their sums, those of a committee or of a period if one is named."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else page_of(query, cursor)

    @to.public("/v1/public/fund-statement", answer=FundStatement, parameters=(*OF_FUND, "after", "limit"))
    async def statement(query: Query) -> FundStatement | Refusal | None:
        """Read the accounts of a committee's fund of a period."""
        cursor, period = cursor_of(query), query.parameters.get("period", "")
        if isinstance(cursor, Refusal):
            return cursor
        if not (period.isascii() and period.isdigit() and len(period) <= len("2015")):
            return InvalidParameter(name="period")
        of = fund_id(query.parameters.get("committee_id", ""), int(period))
        row = desk.views.row(view.ONE, of=of)
        return _statement(desk, FundOut.of(row), cursor) if row else None

    @to.public("/v1/public/fund-projects", answer=PostedProjects, parameters=("after", "limit"))
    async def projects(query: Query) -> PostedProjects | Refusal:
        """List the projects that are posted today, and the results."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        today = day_of(await desk.executor.clock.now())
        rows = desk.views.rows(project_view.POSTED, day=today, after=cursor.after, limit=cursor.limit)
        posted = tuple(PostedProject.of(row) for row in rows)
        return PostedProjects(projects=posted, next=next_after(rows, cursor))

    @to.public("/v1/public/allocation-rounds", answer=AllocationRoundPage, parameters=("after", "limit"))
    async def rounds(query: Query) -> AllocationRoundPage | Refusal:
        """List allocation rounds, and who got something in each."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(round_view.PAGE, after=cursor.after, limit=cursor.limit)
        rounds = tuple(AllocationRoundOut.model_validate(row) for row in rows)
        return AllocationRoundPage(allocation_rounds=rounds, next=next_after(rows, cursor))

    return to.router


def _statement(desk: Desk, fund: FundOut, cursor: Cursor) -> FundStatement:
    told = entries_of(desk, fund.id, cursor)
    drawn = desk.views.rows(view.STATEMENTS_OF, of=fund.id)
    return FundStatement(
        fund=fund,
        entries=told.entries,
        statements=tuple(FundStatementOut.of(row) for row in drawn),
        next=told.next,
    )
