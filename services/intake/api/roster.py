"""Duty rosters over HTTP: published by the director, proposed in turn, and looked up by who works by them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from services.intake.api.opening import shift_of
from services.intake.domain.hall import HALL, Hall
from services.intake.domain.opening import DUTY_OPENING, spans_of
from services.intake.domain.roster import ROSTER, HallOfOtherCentre, PublishRoster
from services.intake.domain.roster_rules import DUTY_WINDOWS, days_of
from services.intake.domain.rotation import Candidate, DutyDay, proposed
from services.intake.domain.types import HallId
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS
from services.intake.views import compensatory_leave as leave_view
from services.intake.views import roster as view
from shared.contracts.intake.roster import Month, Shift, ShiftKind, StaffId
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day, day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.public import PublicRoutes
from shared.runtime.refusals import InvalidParameter

DIRECTORS = (Role.ADMIN, Role.CENTRE_DIRECTOR)
READERS = (Role.ADMIN, Role.CENTRE_DIRECTOR, Role.CLERK, Role.EXAMINER, Role.APPROVER, Role.SUPERVISOR, Role.AUDITOR)
_MONTH: TypeAdapter[str] = TypeAdapter(Month)
_DAY = timedelta(days=1)


class RosterIn(BaseModel):
    """Who is at the hall's windows in a month, all of it: a later edition takes the place of the one before."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    month: Month
    shifts: Annotated[tuple[Shift, ...], Field(max_length=400)]


class AwayIn(BaseModel):
    """Days on which somebody cannot be on duty, both included."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    staff: StaffId
    from_on: Day
    until_on: Day


class ProposalIn(BaseModel):
    """For which month, among whom (those on the hall's posts unless said), and who is known to be away when."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    month: Month
    staff: Annotated[tuple[StaffId, ...], Field(max_length=100)] = ()
    away: Annotated[tuple[AwayIn, ...], Field(max_length=400)] = ()


class RosterOut(BaseModel):
    """The newest edition of a hall's roster of a month."""

    hall_id: str
    month: str
    edition: int
    shifts: tuple[Shift, ...]


class ProposedDay(BaseModel):
    """Who would be on duty on a day; `missing` windows for which nobody is left."""

    day: date
    shifts: tuple[Shift, ...]
    missing: int


class Proposal(BaseModel):
    """A rotation for the duty days of a month from tomorrow on; nothing is published by it."""

    hall_id: str
    month: str
    days: tuple[ProposedDay, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of rosters."""
    to = PublicRoutes(desk, "rosters")

    @to.command("/v1/halls/{id}/rosters", *DIRECTORS, body=RosterIn)
    async def publish(call: Call[RosterIn]) -> Done | Refusal:
        """Publish the roster of a month, or its next edition (值班表)."""
        command = PublishRoster(hall_id=HallId(call.id), month=call.body.month, shifts=call.body.shifts)
        return await call.execute(Step(ROSTER, f"{call.id}-{call.body.month}", command, related=(HALL.ref(call.id),)))

    @to.query("/v1/halls/{id}/roster", *READERS, answer=RosterOut, parameters=("month",))
    async def roster(query: Query) -> RosterOut | Refusal | None:
        """Show who is at the hall's windows in a month."""
        try:
            month = _MONTH.validate_python(query.parameters.get("month"))
        except ValidationError:
            return InvalidParameter(name="month")
        found = desk.views.row(view.EDITION, hall_id=query.id, month=month)
        shifts = tuple(shift_of(row) for row in desk.views.rows(view.MONTH, hall_id=query.id, month=month))
        return found and RosterOut(hall_id=query.id, month=month, edition=found.edition, shifts=shifts)

    @to.search("/v1/halls/{id}/roster-proposals", *DIRECTORS, body=ProposalIn, answer=Proposal)
    async def propose(query: Query, asked: ProposalIn) -> Proposal | Refusal | None:
        """Propose who takes which duty day of a month in turn (节假日轮休)."""
        hall = await desk.state(HALL, query.id)
        if not isinstance(hall, Hall):
            return None
        if query.actor.role is Role.CENTRE_DIRECTOR and query.actor.org != hall.centre_id:
            return HallOfOtherCentre()
        return await _proposal(desk, query.id, hall, asked)

    return to.router


async def _proposal(desk: Desk, hall_id: str, hall: Hall, asked: ProposalIn) -> Proposal:
    policy, calendar = desk.executor.reference.policy, desk.executor.reference.calendar
    today = day_of(await desk.executor.clock.now())
    first = max(today + _DAY, days_of(asked.month)[0])
    days = [day for day in days_of(asked.month) if day >= first and not calendar.is_working_day(day)]
    windows = [window_id for window_id in hall.windows if hall.serves(window_id)][: policy.whole(DUTY_WINDOWS, first)]
    staff = asked.staff or await _on_posts(desk, hall_id)
    last = frozenset(row.staff for row in desk.views.rows(view.LAST_DUTY, hall_id=hall_id, before=first))
    rota = proposed(days, len(windows), _candidates(desk, hall_id, staff, asked, first), last)
    spans = [(f"{span.begins:%H:%M}", f"{span.ends:%H:%M}") for span in spans_of(policy, DUTY_OPENING, first)]
    return Proposal(
        hall_id=hall_id,
        month=asked.month,
        days=tuple(_proposed_day(duty, windows, spans) for duty in rota),
    )


async def _on_posts(desk: Desk, hall_id: str) -> tuple[str, ...]:
    posts = (await desk.state(WINDOW_POSTS, DISTRICT)).of_hall(hall_id)
    people = (person for post in posts for person in (post.holder, post.substitute) if person is not None)
    return tuple(dict.fromkeys(people))


def _candidates(
    desk: Desk, hall_id: str, staff: tuple[str, ...], asked: ProposalIn, first: date
) -> tuple[Candidate, ...]:
    """Duties are counted from the beginning of the year on; who took compensatory leave is away too."""
    rows = desk.views.rows(view.DUTIES, hall_id=hall_id, first=date(first.year, 1, 1), before=first)
    duties: Mapping[str, int] = {row.staff: row.days for row in rows}
    leave = desk.views.rows(leave_view.LEAVE, staff=list(staff), first=first)
    spans = [(each.staff, each.from_on, each.until_on) for each in asked.away]
    spans += [(row.staff, row.from_on, row.until_on) for row in leave]
    end = days_of(asked.month)[-1]
    return tuple(
        Candidate(
            person,
            duties.get(person, 0),
            frozenset(
                day for who, begins, ends in spans if who == person for day in _days(max(begins, first), min(ends, end))
            ),
        )
        for person in dict.fromkeys(staff)
    )


def _days(begins: date, ends: date) -> tuple[date, ...]:
    return tuple(begins + n * _DAY for n in range((ends - begins).days + 1))


def _proposed_day(duty: DutyDay, windows: list[str], spans: list[tuple[str, str]]) -> ProposedDay:
    shifts = tuple(
        Shift(staff=person, window_id=window, day=duty.day, begins=begins, ends=ends, kind=ShiftKind.DUTY)
        for person, window in zip(duty.staff, windows, strict=False)
        for begins, ends in spans
    )
    return ProposedDay(day=duty.day, shifts=shifts, missing=len(windows) - len(duty.staff))
