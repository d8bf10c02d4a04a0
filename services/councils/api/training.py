"""Training over HTTP: sessions with who was there, and the hours of somebody in a year."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.person import PERSON
from services.councils.domain.training import TRAINING, CorrectAttendance, Held, HoldTraining
from services.councils.views import training as view
from shared.contracts.councils.training import Attendees, Committees, TrainingForm
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

WRITERS = (Role.WORKING_COMMITTEE, Role.CLERK, Role.ADMIN)
READERS = (*WRITERS, Role.COMMITTEE, Role.SUPERVISION_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR)
_OF_COMMITTEE = (COMMITTEE, COMMITTEE_MEMBERS, PARTY_BRANCH_COMMITTEE)
MIN_HOURS = "training.min_hours_per_year"


class TrainingOut(BaseModel):
    """A session."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    form: TrainingForm
    topic: str
    hours: int
    held_on: date


class TrainingWithAttendees(TrainingOut):
    """A session and who was there, by reference."""

    attendees: tuple[str, ...]


class TrainingPage(BaseModel):
    """Some sessions in the order of their entry; `next` continues after them."""

    trainings: tuple[TrainingOut, ...]
    next: str | None = None


class TrainedOut(BaseModel):
    """The hours of somebody in the year; `enough` where the policy asks for no more."""

    person_id: str
    hours: int
    sessions: int
    enough: bool


class TrainedPage(BaseModel):
    """Members with their hours, of `min_hours` that the policy asks for; `next` continues after them."""

    year: int
    min_hours: int
    trained: tuple[TrainedOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of training."""
    to = Routes(desk, "training")

    @to.command("/v1/trainings", *WRITERS, body=HoldTraining, creates=True)
    async def hold(call: Call[HoldTraining]) -> Done | Refusal:
        """Enter a session that was held, and who was there."""
        return await call.execute(
            Step(
                TRAINING,
                call.new_id("training"),
                call.body,
                related=_looked_at(call.body.attendees, call.body.committees),
            )
        )

    @to.command("/v1/trainings/{id}/attendance", *WRITERS, body=CorrectAttendance)
    async def correct(call: Call[CorrectAttendance]) -> Done | Refusal:
        """Put right who was there."""
        training = await desk.state(TRAINING, call.id)
        committees = training.held.committees if isinstance(training, Held) else ()
        return await call.execute(
            Step(TRAINING, call.id, call.body, related=_looked_at(call.body.attendees, committees))
        )

    @to.query("/v1/trainings", *READERS, answer=TrainingPage, parameters=("year", "after", "limit"))
    async def trainings(query: Query) -> TrainingPage | Refusal:
        """List sessions, those of a year if it is named."""
        cursor, year = cursor_of(query), _year(query, 0)
        if isinstance(cursor, Refusal):
            return cursor
        if isinstance(year, Refusal):
            return year
        rows = desk.views.rows(view.PAGE, year=year, after=cursor.after, limit=cursor.limit)
        shown = tuple(TrainingOut.model_validate(row) for row in rows)
        return TrainingPage(trainings=shown, next=next_after(rows, cursor))

    @to.query("/v1/training-hours", *READERS, answer=TrainedPage, parameters=("year", "person_id", "after", "limit"))
    async def hours(query: Query) -> TrainedPage | Refusal:
        """List the hours of each member in a year, or of one; who sat in it and was at no session has none."""
        cursor, today = cursor_of(query), day_of(await desk.executor.clock.now())
        year = _year(query, today.year)
        if isinstance(cursor, Refusal):
            return cursor
        if isinstance(year, Refusal):
            return year
        last = min(today, date(year, 12, 31))
        where = {"year": year, "first": date(year, 1, 1), "last": last}
        person = query.parameters.get("person_id", "")
        rows = desk.views.rows(view.HOURS, **where, person_id=person, after=cursor.after, limit=cursor.limit)
        least = desk.executor.reference.policy.whole(MIN_HOURS, last)
        shown = tuple(
            TrainedOut(person_id=row.person_id, hours=row.hours, sessions=row.sessions, enough=row.hours >= least)
            for row in rows
        )
        return TrainedPage(year=year, min_hours=least, trained=shown, next=next_after(rows, cursor))

    @to.query("/v1/trainings/{id}", *READERS, answer=TrainingWithAttendees)
    async def training(query: Query) -> TrainingWithAttendees | None:
        """Show a session and who was there."""
        row = desk.views.row(view.ONE, of=query.id)
        there = tuple(each.person_id for each in desk.views.rows(view.ATTENDEES_OF, of=query.id))
        return TrainingWithAttendees(**row._mapping, attendees=there) if row else None

    @to.query("/v1/trainings/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to the record of a session, from the log."""
        return await history_of(desk.executor, TRAINING.ref(query.id))

    return to.router


def _looked_at(attendees: Attendees, committees: Committees) -> tuple[AggregateRef, ...]:
    people = tuple(PERSON.ref(each) for each in dict.fromkeys(attendees))
    return (*people, *(kind.ref(each) for each in dict.fromkeys(committees) for kind in _OF_COMMITTEE))


def _year(query: Query, unsaid: int) -> int | Refusal:
    said = query.parameters.get("year", str(unsaid))
    if said == str(unsaid) or (said.isascii() and said.isdigit() and len(said) == len("2014") and said >= "1949"):
        return int(said)
    return InvalidParameter(name="year")
