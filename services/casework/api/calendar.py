"""The calendar over HTTP: entering a year, the edition that holds, and which years are entered."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import Row

from services.casework.domain.calendar import CALENDAR, CalendarYearDiffers, PublishCalendarYear
from services.casework.views import calendar as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.kernel.working_days import CalendarYear, YearStatus
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of


class CalendarYearOut(BaseModel):
    """A year that was entered. All others count Monday to Friday, provisionally."""

    year: int
    status: YearStatus
    version: int
    source_document: str
    announced_on: date | None = None


class CalendarYearPage(BaseModel):
    """Some years in their order; `next` continues after them."""

    calendar_years: tuple[CalendarYearOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of the calendar."""
    to = Routes(desk, "calendar-years")

    @to.command("/v1/calendar-years/{id}/publications", Role.ADMIN, body=PublishCalendarYear)
    async def publish(call: Call[PublishCalendarYear]) -> Done | Refusal:
        """Enter a year, or its next edition."""
        year = call.body.edition.year
        if call.id != str(year):
            return CalendarYearDiffers(year=year)
        return await call.execute(Step(CALENDAR, call.id, call.body))

    @to.query("/v1/calendar-years/{id}", *Role, answer=CalendarYear)
    async def calendar_year(query: Query) -> CalendarYear | None:
        """Show the edition of a year that holds."""
        row = desk.views.row(view.ONE, of=query.id)
        return CalendarYear.model_validate_json(row.edition) if row else None

    @to.query("/v1/calendar-years", *Role, answer=CalendarYearPage, parameters=("after", "limit"))
    async def calendar_years(query: Query) -> CalendarYearPage | Refusal:
        """List the years that were entered; `after` is a year."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        years = tuple(_shown(row) for row in desk.views.rows(view.PAGE, after=cursor.after, limit=cursor.limit))
        return CalendarYearPage(
            calendar_years=years,
            next=str(years[-1].year) if len(years) == cursor.limit else None,
        )

    return to.router


def _shown(row: Row[Any]) -> CalendarYearOut:
    edition = CalendarYear.model_validate_json(row.edition)
    said = edition.model_dump(include={"year", "status", "version", "source_document"})
    return CalendarYearOut(**said, announced_on=row.announced_on)
