"""Opening hours over HTTP, for everybody."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, TypeAdapter

from services.intake.api.hall import HallOut, Halls, hall_of, halls_of
from services.intake.domain.opening import Opening, opening
from services.intake.views import roster as view
from shared.contracts.intake.roster import Shift, ShiftKind
from shared.kernel.instants import Day, day_of
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.public import PublicRoutes
from shared.runtime.refusals import InvalidParameter

_DAY: TypeAdapter[date] = TypeAdapter(Day)


class OpenOut(BaseModel):
    """A time at which the hall receives, `09:00` to `12:00`, and why."""

    begins: str
    ends: str
    kind: ShiftKind


class HoursOut(BaseModel):
    """When a hall receives on a day; that it is open makes no `working_day`, by which limits are counted."""

    hall: HallOut
    on: date
    working_day: bool
    times: tuple[OpenOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of opening hours."""
    to = PublicRoutes(desk, "opening")

    @to.public("/v1/public/halls", answer=Halls)
    async def public_halls(_query: Query) -> Halls:
        """List the halls of the district with their windows."""
        return halls_of(desk)

    @to.public("/v1/public/halls/{id}/hours", answer=HoursOut, parameters=("on",))
    async def hours(query: Query) -> HoursOut | Refusal | None:
        """Show when a hall receives on a day, today unless said."""
        on = day_asked(query, "on", day_of(await desk.executor.clock.now()))
        if isinstance(on, Refusal):
            return on
        hall = hall_of(desk, query.id)
        return None if hall is None else _hours(hall, _opening(desk, query.id, on))

    return to.router


def day_asked(query: Query, name: str, unsaid: date | None = None) -> date | Refusal:
    """The day of a parameter; `unsaid` where it is left out, which may not be where there is none."""
    said = query.parameters.get(name)
    if said is None and unsaid is not None:
        return unsaid
    try:
        return _DAY.validate_python(date.fromisoformat(said or ""))
    except ValueError:
        return InvalidParameter(name=name)


def _opening(desk: Desk, hall_id: str, day: date) -> Opening:
    rows = desk.views.rows(view.DAY, hall_id=hall_id, month=f"{day:%Y-%m}", day=day)
    shifts = tuple(shift_of(row) for row in rows)
    reference = desk.executor.reference
    return opening(day, shifts, reference.policy, reference.calendar)


def shift_of(row: view.ShiftRow) -> Shift:
    """A row of a roster as its event has it."""
    return Shift(
        staff=row.staff,
        window_id=row.window_id,
        day=row.day,
        begins=row.begins,
        ends=row.ends,
        kind=ShiftKind(row.kind),
    )


def _hours(hall: HallOut, of: Opening) -> HoursOut:
    times = tuple(
        OpenOut(begins=f"{each.span.begins:%H:%M}", ends=f"{each.span.ends:%H:%M}", kind=each.kind) for each in of.times
    )
    return HoursOut(hall=hall, on=of.day, working_day=of.working_day, times=times)
