"""Joint activities over HTTP: planned by a working committee, answered by units, their results read by anybody."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.domain.community import COMMUNITY
from services.councils.domain.joint_activity import JOINT_ACTIVITY
from services.councils.domain.joint_activity_commands import (
    AnswerInvitation,
    CancelActivity,
    HoldActivity,
    InviteUnits,
    JointActivityCommand,
    PlanActivity,
    PublishResult,
)
from services.councils.domain.resident_unit import RESIDENT_UNIT
from services.councils.domain.unit_record import told_to_units
from services.councils.views import joint_activity as view
from shared.contracts.councils.community import CentreFunction
from shared.contracts.councils.joint_activity import ActivitySubject
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidParameter

WRITERS = (Role.WORKING_COMMITTEE, Role.CLERK, Role.ADMIN)
ANSWERERS = (*WRITERS, Role.UNIT_DELEGATE)
READERS = (*ANSWERERS, Role.COMMITTEE, Role.REPRESENTATIVE, Role.SUPERVISOR, Role.AUDITOR)


class ActivityState(StrEnum):
    """How far an activity is."""

    PLANNED = view.PLANNED
    HELD = view.HELD
    PUBLISHED = view.PUBLISHED
    CANCELLED = view.CANCELLED


class UnitAnswer(StrEnum):
    """What a unit that was invited has answered."""

    INVITED = view.INVITED_ONLY
    ACCEPTED = view.ACCEPTED
    DECLINED = view.DECLINED


class InvitedUnitOut(BaseModel):
    """A unit that was invited, its answer, and with how many people for how many hours it took part."""

    model_config = ConfigDict(from_attributes=True)

    unit_id: str
    answer: UnitAnswer
    people: int | None = None
    hours: int | None = None


class JointActivityOut(BaseModel):
    """A joint activity; numbers of units, people and hours once it was held, the result once it was published."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    community_id: str
    subject: ActivitySubject
    title: str
    functions: tuple[CentreFunction, ...]
    planned_for_on: date
    state: ActivityState
    held_on: date | None = None
    units: int | None = None
    people: int | None = None
    hours: int | None = None
    summary: str | None = None
    beneficiaries: int | None = None
    published_on: date | None = None


class JointActivityWithUnits(JointActivityOut):
    """A joint activity and the units that were invited."""

    invited: tuple[InvitedUnitOut, ...]


class JointActivityPage(BaseModel):
    """Some activities in the order of their planning; `next` continues after them."""

    activities: tuple[JointActivityOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of joint activities."""
    to = Questions(desk, "joint activities")

    @to.command("/v1/joint-activities", *WRITERS, body=PlanActivity, creates=True)
    async def plan(call: Call[PlanActivity]) -> Done | Refusal:
        """Plan an activity of a working committee and its resident units."""
        related = (COMMUNITY.ref(call.body.community_id),)
        return await call.execute(Step(JOINT_ACTIVITY, call.new_id("joint-activity"), call.body, related=related))

    @to.command("/v1/joint-activities/{id}/invitations", *WRITERS, body=InviteUnits)
    async def invite(call: Call[InviteUnits]) -> Done | Refusal:
        """Invite units that are resident in the community."""
        related = tuple(RESIDENT_UNIT.ref(each) for each in call.body.unit_ids)
        return await call.execute(Step(JOINT_ACTIVITY, call.id, call.body, related=related))

    @to.command("/v1/joint-activities/{id}/answers", *ANSWERERS, body=AnswerInvitation)
    async def answer(call: Call[AnswerInvitation]) -> Done | Refusal:
        """Answer for a unit whether it takes part."""
        return await call.execute(_step(call.id, call.body))

    @to.command("/v1/joint-activities/{id}/holding", *WRITERS, body=HoldActivity)
    async def hold(call: Call[HoldActivity]) -> Done | Refusal:
        """Enter that the activity took place, and who of which unit took part."""
        activity = await desk.state(JOINT_ACTIVITY, call.id)
        told = told_to_units(call.id, activity, call.body.held_on, call.body.unit_ids)
        return await call.execute(_step(call.id, call.body), *told)

    @to.command("/v1/joint-activities/{id}/result", *WRITERS, body=PublishResult)
    async def publish(call: Call[PublishResult]) -> Done | Refusal:
        """Make public what came of the activity (公布)."""
        return await call.execute(_step(call.id, call.body))

    @to.command("/v1/joint-activities/{id}/cancellation", *WRITERS)
    async def cancel(call: Call[Empty]) -> Done | Refusal:
        """Let the activity not take place."""
        return await call.execute(Step(JOINT_ACTIVITY, call.id, CancelActivity()))

    @to.query(
        "/v1/joint-activities",
        *READERS,
        answer=JointActivityPage,
        parameters=("community_id", "state", "after", "limit"),
    )
    async def activities(query: Query) -> JointActivityPage | Refusal:
        """List the activities of a community, or those that are as far as is said."""
        state = query.parameters.get("state", "")
        return _page(query, state) if state in {"", *ActivityState} else InvalidParameter(name="state")

    @to.public("/v1/public/joint-activities", answer=JointActivityPage, parameters=("community_id", "after", "limit"))
    async def results(query: Query) -> JointActivityPage | Refusal:
        """List the activities whose result was published."""
        return _page(query, view.PUBLISHED)

    @to.query("/v1/joint-activities/{id}", *READERS, answer=JointActivityWithUnits)
    async def activity(query: Query) -> JointActivityWithUnits | None:
        """Show an activity and the units that were invited."""
        row = desk.views.row(view.ONE, of=query.id)
        units = tuple(InvitedUnitOut.model_validate(each) for each in desk.views.rows(view.UNITS_OF, of=query.id))
        return JointActivityWithUnits(**row._mapping, invited=units) if row else None

    @to.query("/v1/joint-activities/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to an activity, from the log."""
        return await history_of(desk.executor, JOINT_ACTIVITY.ref(query.id))

    return to.router


def _step(activity_id: str, command: JointActivityCommand) -> Step:
    return Step(JOINT_ACTIVITY, activity_id, command)


def _page(query: Query, state: str) -> JointActivityPage | Refusal:
    cursor = cursor_of(query)
    if isinstance(cursor, Refusal):
        return cursor
    where = {"community_id": query.parameters.get("community_id", ""), "state": state}
    rows = query.desk.views.rows(view.PAGE, **where, after=cursor.after, limit=cursor.limit)
    shown = tuple(JointActivityOut.model_validate(row) for row in rows)
    return JointActivityPage(activities=shown, next=next_after(rows, cursor))
