"""The calendar over HTTP: entering a year, and the edition that holds."""

from __future__ import annotations

from fastapi import APIRouter

from services.casework.domain.calendar import CALENDAR, CalendarYearDiffers, PublishCalendarYear
from services.casework.views import calendar as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.kernel.working_days import CalendarYear
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes


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

    return to.router
