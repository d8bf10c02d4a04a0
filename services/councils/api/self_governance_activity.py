"""Self-governance activities over HTTP: planned, announced, held and reported by a committee, read by anybody."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from fastapi import APIRouter
from pydantic import BaseModel

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.self_governance_activity import (
    SELF_GOVERNANCE_ACTIVITY,
    ActivityCommand,
    AnnounceSelfGovernance,
    CancelSelfGovernance,
    HoldSelfGovernance,
    NotPlanned,
    PlanSelfGovernance,
    ReportSelfGovernance,
)
from services.councils.views import self_governance_activity as view
from shared.contracts.councils.resolution import Budget, FundSource
from shared.contracts.councils.self_governance_activity import SelfGovernanceClass
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidParameter

WRITERS = (Role.COMMITTEE, Role.CLERK, Role.WORKING_COMMITTEE, Role.ADMIN)
READERS = (*WRITERS, Role.REPRESENTATIVE, Role.SUPERVISION_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR)


class SelfGovernanceState(StrEnum):
    """How far an activity is."""

    PLANNED = view.PLANNED
    ANNOUNCED = view.ANNOUNCED
    HELD = view.HELD
    REPORTED = view.REPORTED
    CANCELLED = view.CANCELLED


class SelfGovernanceOut(BaseModel):
    """An activity; once it was held, how many came, and what it cost of whose money."""

    id: str
    committee_id: str
    activity_class: SelfGovernanceClass
    title: str
    planned_for_on: date
    state: SelfGovernanceState
    announced_on: date | None = None
    held_on: date | None = None
    attendance: int | None = None
    spent: Budget | None = None
    report: str | None = None
    reported_on: date | None = None


class SelfGovernancePage(BaseModel):
    """Some activities in the order of their planning; `next` continues after them."""

    activities: tuple[SelfGovernanceOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of self-governance activities."""
    to = Questions(desk, "self-governance activities")

    @to.command("/v1/self-governance-activities", *WRITERS, body=PlanSelfGovernance, creates=True)
    async def plan(call: Call[PlanSelfGovernance]) -> Done | Refusal:
        """Plan an activity of a committee's residents (自治活动)."""
        id_, of = call.new_id("self-governance-activity"), call.body.committee_id
        related = (COMMITTEE.ref(of), COMMITTEE_MEMBERS.ref(of))
        return await call.execute(Step(SELF_GOVERNANCE_ACTIVITY, id_, call.body, related=related))

    @to.command("/v1/self-governance-activities/{id}/announcement", *WRITERS)
    async def announce(call: Call[Empty]) -> Done | Refusal:
        """Tell the residents of it."""
        return await call.execute(await _step(desk, call.id, AnnounceSelfGovernance()))

    @to.command("/v1/self-governance-activities/{id}/holding", *WRITERS, body=HoldSelfGovernance)
    async def hold(call: Call[HoldSelfGovernance]) -> Done | Refusal:
        """Enter that it took place, how many came, and what it cost of whose money."""
        return await call.execute(await _step(desk, call.id, call.body))

    @to.command("/v1/self-governance-activities/{id}/report", *WRITERS, body=ReportSelfGovernance)
    async def report(call: Call[ReportSelfGovernance]) -> Done | Refusal:
        """Tell the residents what came of it."""
        return await call.execute(await _step(desk, call.id, call.body))

    @to.command("/v1/self-governance-activities/{id}/cancellation", *WRITERS)
    async def cancel(call: Call[Empty]) -> Done | Refusal:
        """Let it not take place."""
        return await call.execute(await _step(desk, call.id, CancelSelfGovernance()))

    @to.query(
        "/v1/self-governance-activities",
        *READERS,
        answer=SelfGovernancePage,
        parameters=("committee_id", "state", "after", "limit"),
    )
    async def activities(query: Query) -> SelfGovernancePage | Refusal:
        """List the activities of a committee, or those that are as far as is said."""
        state = query.parameters.get("state", "")
        if state not in {"", *SelfGovernanceState}:
            return InvalidParameter(name="state")
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        where = {"committee_id": query.parameters.get("committee_id", ""), "state": state}
        rows = desk.views.rows(view.PAGE, **where, after=cursor.after, limit=cursor.limit)
        return SelfGovernancePage(activities=tuple(_shown(row) for row in rows), next=next_after(rows, cursor))

    @to.public(
        "/v1/public/self-governance-activities",
        answer=SelfGovernancePage,
        parameters=("committee_id", "after", "limit"),
    )
    async def announced(query: Query) -> SelfGovernancePage | Refusal:
        """List the activities that residents were told of."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        where = {"committee_id": query.parameters.get("committee_id", "")}
        rows = desk.views.rows(view.PUBLIC, **where, after=cursor.after, limit=cursor.limit)
        return SelfGovernancePage(activities=tuple(_shown(row) for row in rows), next=next_after(rows, cursor))

    @to.query("/v1/self-governance-activities/{id}", *READERS, answer=SelfGovernanceOut)
    async def activity(query: Query) -> SelfGovernanceOut | None:
        """Show an activity."""
        row = desk.views.row(view.ONE, of=query.id)
        return _shown(row) if row else None

    @to.query("/v1/self-governance-activities/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to an activity, from the log."""
        return await history_of(desk.executor, SELF_GOVERNANCE_ACTIVITY.ref(query.id))

    return to.router


async def _step(desk: Desk, id_: str, command: ActivityCommand) -> Step:
    """The decision is given who is a member of the committee that planned the activity."""
    activity = await desk.state(SELF_GOVERNANCE_ACTIVITY, id_)
    members = () if isinstance(activity, NotPlanned) else (COMMITTEE_MEMBERS.ref(activity.plan.committee_id),)
    return Step(SELF_GOVERNANCE_ACTIVITY, id_, command, related=members)


def _shown(row: view.ActivityRow) -> SelfGovernanceOut:
    told = {name: value for name, value in row._mapping.items() if name in SelfGovernanceOut.model_fields}
    spent = Budget(amount=Money(amount=row.cost), source=FundSource(row.source)) if row.source else None
    return SelfGovernanceOut(**told, spent=spent)
