"""How associations live, over HTTP: the reports of their years, inspections, and what an authority is to answer."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.associations.api.matter import PARTY, READERS, REGISTRY, carry_out
from services.associations.domain.association_care_commands import ConcludeInspection, SubmitAnnualReport
from services.associations.views import association_care as view
from shared.contracts.associations.association_care import Addressee
from shared.contracts.associations.association_filing import FilingCancelCause
from shared.contracts.associations.association_founding import Track
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.public import PublicRoutes


class OfAssociation(BaseModel):
    """Which association something is of."""

    model_config = ConfigDict(from_attributes=True)

    association_id: str
    name_zh: str
    track: Track
    community_id: str


class AnnualReport(OfAssociation):
    """The report of a year: when it came in, or since when it is overdue."""

    year: int
    addressee: Addressee
    due_on: date | None = None
    submitted_on: date | None = None
    late: bool


class AnnualReports(BaseModel):
    """Some reports in the order in which they came in or were overdue; `next` continues after them."""

    reports: tuple[AnnualReport, ...]
    next: str | None = None


class Finding(OfAssociation):
    """For what a filing may be cancelled, or a registration revoked, by the authority alone."""

    cause: FilingCancelCause
    found_on: date


class Findings(BaseModel):
    """What waits for an authority, oldest first; `next` continues after it."""

    findings: tuple[Finding, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of how associations live."""
    to = PublicRoutes(desk, "annual reports and inspections")

    @to.command("/v1/associations/{id}/annual-reports", *PARTY, body=SubmitAnnualReport)
    async def report(call: Call[SubmitAnnualReport]) -> Done | Refusal:
        """Hand in the report of a year (年度工作报告)."""
        return await carry_out(call, call.body)

    @to.command("/v1/associations/{id}/inspections", *REGISTRY, body=ConcludeInspection)
    async def inspect(call: Call[ConcludeInspection]) -> Done | Refusal:
        """Say what the annual inspection of a registered association came to (年度检查)."""
        return await carry_out(call, call.body)

    @to.query("/v1/annual-reports", *READERS, answer=AnnualReports, parameters=(*view.FILTERS, "after", "limit"))
    async def reports(query: Query) -> AnnualReports | Refusal:
        """List the reports of an association or a community, in and overdue."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else _page(query, cursor, only_overdue=False)

    @to.public("/v1/public/overdue-reports", answer=AnnualReports, parameters=(*view.FILTERS, "after", "limit"))
    async def overdue(query: Query) -> AnnualReports | Refusal:
        """List the reports that are overdue, until they come in."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else _page(query, cursor, only_overdue=True)

    @to.query("/v1/association-findings", *READERS, answer=Findings, parameters=("after", "limit"))
    async def findings(query: Query) -> Findings | Refusal:
        """List the associations that were silent for too long, or whose reports are missing."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.FINDINGS, after=cursor.after, limit=cursor.limit)
        return Findings(findings=tuple(Finding.model_validate(row) for row in rows), next=next_after(rows, cursor))

    return to.router


def _page(query: Query, cursor: Cursor, only_overdue: bool) -> AnnualReports:
    filters = {name: query.parameters[name] for name in view.FILTERS if name in query.parameters}
    statement = view.overdue(*filters) if only_overdue else view.reports(*filters)
    rows = query.desk.views.rows(statement, after=cursor.after, limit=cursor.limit, **filters)
    return AnnualReports(reports=tuple(AnnualReport.model_validate(row) for row in rows), next=next_after(rows, cursor))
