"""Resolutions over HTTP: posted, carried out, verified and archived; for everybody to read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.api.resolution_steps import on_resolution, verdict
from services.councils.domain.resolution import RESOLUTION
from services.councils.domain.resolution_commands import (
    ArchiveResolution,
    DemandReVote,
    ExecuteResolution,
    PostProgress,
    PostResolution,
)
from services.councils.domain.resolution_state import (
    Adopted,
    Archived,
    Done,
    Executing,
    Fallen,
    InForce,
    NotVoted,
    Objected,
    Posted,
    Rejected,
    Resolution,
    Verified,
)
from services.councils.views import resolution as view
from shared.contracts.councils.resolution import Budget, Verifier, Words
from shared.kernel.actors import Role
from shared.kernel.personal import SubjectRef
from shared.kernel.refusals import Refusal
from shared.runtime import act, as_of
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.pages import cursor_of, next_after


class Standing(StrEnum):
    """How a resolution stands in law."""

    REJECTED = "REJECTED"
    NOT_YET_IN_FORCE = "NOT_YET_IN_FORCE"
    OBJECTED = "OBJECTED"
    IN_FORCE = "IN_FORCE"
    CARRIED_OUT = "CARRIED_OUT"
    FALLEN = "FALLEN"
    """It was discussed again, not upheld or not ratified."""


WRITERS = (Role.COMMITTEE, Role.CLERK, Role.ADMIN)
EXECUTORS = (*WRITERS, Role.ASSOCIATION_OFFICER, Role.UNIT_DELEGATE)
SUPERVISORS = (Role.SUPERVISION_COMMITTEE, Role.CLERK, Role.ADMIN)
VERIFIERS = (*SUPERVISORS, Role.RESIDENT)
READERS = tuple(Role)
STANDINGS: Mapping[type[object], Standing] = {
    **{Rejected: Standing.REJECTED, Fallen: Standing.FALLEN, Objected: Standing.OBJECTED},
    **{Adopted: Standing.NOT_YET_IN_FORCE, Posted: Standing.NOT_YET_IN_FORCE},
    **{InForce: Standing.IN_FORCE, Executing: Standing.IN_FORCE, Done: Standing.IN_FORCE},
    **{Verified: Standing.CARRIED_OUT, Archived: Standing.CARRIED_OUT},
}


class ReVoteIn(BaseModel):
    """Why it should be voted on again; the counter names the member who demands it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    reason: Words
    member: SubjectRef | None = None


class VerdictIn(BaseModel):
    """Whether it was carried out, as what somebody says so, and why not; the counter names who says so."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    by: Verifier
    accepted: bool
    reason: Words | None = None
    verifier: SubjectRef | None = None


class ProgressOut(BaseModel):
    """What was told of the carrying out, and when."""

    model_config = ConfigDict(from_attributes=True)

    reported_on: date
    report: str


class ResolutionOut(BaseModel):
    """What was resolved, where it stands, and how far it is; `waits` while a second vote is demanded.

    `reports_missed` counts the months in which nobody told how far it is.
    """

    id: str
    committee_id: str
    topic_id: str
    meeting_id: str
    task: str
    owner: str
    due_on: date
    budget: Budget | None = None
    adopted_on: date
    emergency: bool
    ratified: bool
    state: view.ResolutionState
    waits: bool
    overdue: bool
    households: int
    ratify_by_on: date | None = None
    posted_until_on: date | None = None
    in_force_on: date | None = None
    next_report_due_on: date | None = None
    reports_missed: int
    result: str | None = None
    progress: tuple[ProgressOut, ...] = ()


class ResolutionPage(BaseModel):
    """Resolutions of a committee, oldest first; `next` continues after them."""

    resolutions: tuple[ResolutionOut, ...]
    next: str | None = None


class StandingOut(BaseModel):
    """How a resolution stood on the day asked for; `adopted_on` and the rest are absent where the vote rejected it."""

    id: str
    standing: Standing
    adopted_on: date | None = None
    waits: bool | None = None
    ratified: bool | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of resolutions."""
    to = Routes(desk, "resolutions")

    @to.command("/v1/resolutions/{id}/posting", *WRITERS)
    async def post(call: Call[Empty]) -> act.Done | Refusal:
        """Put a resolution up for all to see."""
        return await on_resolution(call, PostResolution())

    @to.command("/v1/resolutions/{id}/re-vote-demand", *SUPERVISORS, body=ReVoteIn)
    async def demand_re_vote(call: Call[ReVoteIn]) -> act.Done | Refusal:
        """Demand that a resolution against the rules be voted on again: execution waits."""
        member = call.body.member or call.actor.id
        return await on_resolution(call, DemandReVote(member=member, reason=call.body.reason))

    @to.command("/v1/resolutions/{id}/progress", *EXECUTORS, body=PostProgress)
    async def progress(call: Call[PostProgress]) -> act.Done | Refusal:
        """Tell for all to read how far it is."""
        return await on_resolution(call, call.body)

    @to.command("/v1/resolutions/{id}/completion", *EXECUTORS, body=ExecuteResolution)
    async def complete(call: Call[ExecuteResolution]) -> act.Done | Refusal:
        """Say that it is carried out."""
        return await on_resolution(call, call.body)

    @to.command("/v1/resolutions/{id}/verdict", *VERIFIERS, body=VerdictIn)
    async def judge(call: Call[VerdictIn]) -> act.Done | Refusal:
        """Find it carried out or not, as proposer or for the supervision committee."""
        body = call.body
        return await verdict(call, call.id, body.by, body.verifier or call.actor.id, body.accepted, body.reason)

    @to.command("/v1/resolutions/{id}/archiving", *WRITERS)
    async def archive(call: Call[Empty]) -> act.Done | Refusal:
        """Give the papers of a verified resolution to the archive."""
        return await on_resolution(call, ArchiveResolution())

    @to.query("/v1/resolutions/{id}", *READERS, answer=ResolutionOut)
    async def resolution(query: Query) -> ResolutionOut | None:
        """Show a resolution with what was told of it."""
        row = desk.views.row(view.ONE, of=query.id)
        return shown(desk, row) if row else None

    @to.query("/v1/resolutions/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a resolution, from the log."""
        return await history_of(desk.executor, RESOLUTION.ref(query.id))

    @to.query("/v1/resolutions/{id}/standing", *READERS, answer=StandingOut, parameters=as_of.PARAMETERS)
    async def standing(query: Query) -> StandingOut | Refusal | None:
        """Show how a resolution stood on a day, as far as it was known."""
        found = await as_of.held(query, RESOLUTION)
        return _standing(query.id, found.state) if isinstance(found, as_of.Held) else found

    @to.query("/v1/resolutions", *READERS, answer=ResolutionPage, parameters=("committee_id", "after", "limit"))
    async def resolutions(query: Query) -> ResolutionPage | Refusal:
        """List the resolutions of a committee."""
        return page(desk, query)

    return to.router


def _standing(id_: str, resolution: Resolution) -> StandingOut | None:
    if isinstance(resolution, NotVoted):
        return None
    standing = STANDINGS[type(resolution)]
    if isinstance(resolution, Rejected):
        return StandingOut(id=id_, standing=standing)
    facts = resolution.facts
    return StandingOut(
        id=id_, standing=standing, adopted_on=facts.adopted.adopted_on, waits=facts.waits, ratified=facts.ratified
    )


def page(desk: Desk, query: Query) -> ResolutionPage | Refusal:
    """Some resolutions of the committee that a query names."""
    cursor = cursor_of(query)
    if isinstance(cursor, Refusal):
        return cursor
    where = {"committee_id": query.parameters.get("committee_id", query.actor.org)}
    rows = desk.views.rows(view.PAGE, **where, after=cursor.after, limit=cursor.limit)
    return ResolutionPage(resolutions=tuple(shown(desk, row) for row in rows), next=next_after(rows, cursor))


def shown(desk: Desk, row: view.ResolutionRow) -> ResolutionOut:
    """A resolution with what was told of it."""
    progress = tuple(ProgressOut.model_validate(each) for each in desk.views.rows(view.PROGRESS_OF, of=row.id))
    budget = None if row.budget is None else Budget.model_validate_json(row.budget)
    return ResolutionOut(**{**row._mapping, "budget": budget}, progress=progress)
