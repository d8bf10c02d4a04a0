"""Projects of the special fund over HTTP, from the proposal to the approval; and looking them up."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, TypeAdapter
from sqlalchemy import Row

from services.grants.domain.committee import COMMITTEES, DISTRICT
from services.grants.domain.fund import FUND
from services.grants.domain.fund_commands import ReleaseFunds, ReserveFunds
from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import (
    ApproveProject,
    FundProjectCommand,
    GiveOpinion,
    LinkResolution,
    PostPreNotice,
    ProposeProject,
    RecordSurvey,
    ReviewProject,
    SubmitProject,
    WithdrawProject,
)
from services.grants.domain.fund_project_proposal import carriers
from services.grants.domain.fund_project_refusals import ProjectUnknown
from services.grants.domain.fund_project_state import FundProject, Posted, Stage, file_of, period_of, resolution_of
from services.grants.domain.resolution import RESOLUTION, FreeResolution, TakeResolution
from services.grants.domain.types import FundProjectId, fund_id
from services.grants.views import fund_payment
from services.grants.views import fund_project as view
from shared.contracts.grants.fund import FundAmount, ReleaseCause
from shared.contracts.grants.fund_project import BudgetLine, Verdict
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

_LINES = TypeAdapter(tuple[BudgetLine, ...])
B = TypeVar("B", bound=BaseModel)

PROPOSERS = (Role.COMMITTEE, Role.CLERK, Role.REPRESENTATIVE, Role.ADMIN)
COMMITTEE = (Role.COMMITTEE, Role.CLERK, Role.ADMIN)
SUPERVISION = (Role.SUPERVISION_COMMITTEE, Role.ADMIN)
COMMUNITY = (Role.WORKING_COMMITTEE, Role.CENTRE_DIRECTOR)
REVIEWERS = (*COMMUNITY, Role.FUND_OFFICER)
READERS = tuple(Role)


class ApprovalIn(BaseModel):
    """At what amount a project is approved."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    amount: FundAmount


class FundProjectOut(BaseModel):
    """A project and its money, in fen: what it is to cost, what was approved, agreed, accepted, paid, and came back."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    stage: Stage
    committee_id: str
    title: str | None = None
    need: str | None = None
    households: int | None = None
    total: int | None = None
    resolution_id: str | None = None
    notice_until_on: date | None = None
    review_due_on: date | None = None
    review_missed: bool
    approved: int | None = None
    period: int | None = None
    supplier: str | None = None
    price: int | None = None
    percent: int
    start_missed: bool
    accepted: int | None = None
    paid: int
    result_until_on: date | None = None
    clawback: int | None = None
    clawback_due_on: date | None = None
    clawback_missed: bool
    recovered: int
    referred_to: str | None = None


class FundPaymentOut(BaseModel):
    """A payment in fen; `undone` where it came back."""

    model_config = ConfigDict(from_attributes=True)

    payment_id: str
    amount: int
    paid_on: date
    final: bool
    undone: bool


class FundProjectWhole(FundProjectOut):
    """A project with the lines of its newest proposal, the objections without an answer, and its payments."""

    lines: tuple[BudgetLine, ...]
    open_objections: tuple[str, ...]
    payments: tuple[FundPaymentOut, ...]


class FundProjectPage(BaseModel):
    """Some projects in the order of their opening; `next` continues after them."""

    projects: tuple[FundProjectOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of projects until their approval."""
    to = Routes(desk, "fund-projects")

    @to.command("/v1/fund-projects", *PROPOSERS, body=ProposeProject, creates=True)
    async def propose(call: Call[ProposeProject]) -> Done | Refusal:
        """Propose a project (申报)."""
        return await _propose(call, FundProjectId(call.new_id("fund-project")))

    @to.command("/v1/fund-projects/{id}/proposal", *PROPOSERS, body=ProposeProject)
    async def propose_anew(call: Call[ProposeProject]) -> Done | Refusal:
        """Propose what a resolution opened, or anew what a review returned."""
        return await _propose(call, FundProjectId(call.id))

    @to.command("/v1/fund-projects/{id}/survey", *COMMITTEE, body=RecordSurvey)
    async def survey(call: Call[RecordSurvey]) -> Done | Refusal:
        """Record what the residents concerned hold of it (需求调查)."""
        return await tell(call, call.body)

    @to.command("/v1/fund-projects/{id}/resolution", *COMMITTEE, body=LinkResolution)
    async def link(call: Call[LinkResolution]) -> Done | Refusal:
        """Name the resolution that carries it."""
        project, named = await desk.state(FUND_PROJECT, call.id), call.body.resolution_id
        if (file := file_of(project)) is None:
            return await tell(call, call.body)
        take = TakeResolution(project_id=FundProjectId(call.id), committee_id=file.committee_id)
        return await tell(call, call.body, *_taking(project, named, take))

    @to.command("/v1/fund-projects/{id}/supervision-opinion", *SUPERVISION, body=GiveOpinion)
    async def give_opinion(call: Call[GiveOpinion]) -> Done | Refusal:
        """Give the opinion of the supervision committee (监督意见)."""
        return await tell(call, call.body)

    @to.command("/v1/fund-projects/{id}/pre-notice", *COMMITTEE)
    async def post(call: Call[Empty]) -> Done | Refusal:
        """Put it up for all to see before the review (事前公示)."""
        return await tell(call, PostPreNotice())

    @to.command("/v1/fund-projects/{id}/submission", *COMMITTEE)
    async def submit(call: Call[Empty]) -> Done | Refusal:
        """Hand it in for review (报审)."""
        return await tell(call, SubmitProject())

    @to.command("/v1/fund-projects/{id}/review", *REVIEWERS, body=ReviewProject)
    async def review(call: Call[ReviewProject]) -> Done | Refusal:
        """Say what the review of the community, or of the district, found (审核)."""
        project = await desk.state(FUND_PROJECT, call.id)
        freeing = _freeing(project, call.id) if call.body.verdict is Verdict.REJECTED else ()
        return await tell(call, call.body, *freeing)

    @to.command("/v1/fund-projects/{id}/approval", *REVIEWERS, body=ApprovalIn)
    async def approve(call: Call[ApprovalIn]) -> Done | Refusal:
        """Approve it, and reserve the money of this year in the same act (批准)."""
        file = file_of(await desk.state(FUND_PROJECT, call.id))
        if file is None:
            return ProjectUnknown()
        period = day_of(await desk.executor.clock.now()).year
        command = ApproveProject(amount=call.body.amount, period=period)
        reserve = ReserveFunds(project_id=call.id, amount=call.body.amount)
        return await tell(call, command, Step(FUND, fund_id(file.committee_id, period), reserve))

    @to.command("/v1/fund-projects/{id}/withdrawal", *COMMITTEE)
    async def withdraw(call: Call[Empty]) -> Done | Refusal:
        """Give it up before anything is paid; what was held for it is released in the same act."""
        project = await desk.state(FUND_PROJECT, call.id)
        file, period, freeing = file_of(project), period_of(project), _freeing(project, call.id)
        if file is None or period is None:
            return await tell(call, WithdrawProject(), *freeing)
        release = ReleaseFunds(project_id=call.id, cause=ReleaseCause.PROJECT_WITHDRAWN)
        step = Step(FUND, fund_id(file.committee_id, period), release)
        return await tell(call, WithdrawProject(period=period), step, *freeing)

    @to.query("/v1/fund-projects/{id}", *READERS, answer=FundProjectWhole)
    async def project(query: Query) -> FundProjectWhole | None:
        """Show where a project stands, with its money."""
        row = desk.views.row(view.ONE, of=query.id)
        return None if row is None else await _whole(desk, row)

    @to.query("/v1/fund-projects/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a project, from the log."""
        return await history_of(desk.executor, FUND_PROJECT.ref(query.id))

    @to.query("/v1/fund-projects", *READERS, answer=FundProjectPage, parameters=(*view.FILTERS, "after", "limit"))
    async def projects(query: Query) -> FundProjectPage | Refusal:
        """List projects, by committee, stage, or the period out of whose money they were approved."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else _page(query, cursor)

    return to.router


async def tell(call: Call[B], command: FundProjectCommand, *more: Step, id_: str | None = None) -> Done | Refusal:
    """Let a project decide, given what its steps look at; `more` are the steps that belong to the same act.

    The address names the project unless `id_` does.
    """
    named = call.id if id_ is None else id_
    looked_at = carriers(await call.desk.state(FUND_PROJECT, named))
    return await call.execute(Step(FUND_PROJECT, named, command, related=looked_at), *more)


async def _propose(call: Call[ProposeProject], id_: FundProjectId) -> Done | Refusal:
    project = await call.desk.state(FUND_PROJECT, id_)
    take = TakeResolution(project_id=id_, committee_id=call.body.committee_id)
    taking = _taking(project, call.body.resolution_id, take)
    return await call.execute(Step(FUND_PROJECT, id_, call.body, related=(COMMITTEES.ref(DISTRICT),)), *taking)


def _taking(project: FundProject, named: str | None, take: TakeResolution) -> tuple[Step, ...]:
    """The resolution that is named carries the project; one that it named before may carry another."""
    if named is None:
        return ()
    freeing = () if named == resolution_of(project) else _freeing(project, take.project_id)
    return (Step(RESOLUTION, named, take), *freeing)


def _freeing(project: FundProject, id_: str) -> tuple[Step, ...]:
    """Its resolution may carry another project."""
    named = resolution_of(project)
    return () if named is None else (Step(RESOLUTION, named, FreeResolution(project_id=id_)),)


async def _whole(desk: Desk, row: Row[Any]) -> FundProjectWhole:
    told, project = FundProjectOut.model_validate(row), await desk.state(FUND_PROJECT, row.id)
    payments = desk.views.rows(fund_payment.OF_PROJECT, of=told.id)
    return FundProjectWhole(
        **dict(told),
        lines=lines_of(row),
        open_objections=project.open_objections if isinstance(project, Posted) else (),
        payments=tuple(FundPaymentOut.model_validate(row) for row in payments),
    )


def lines_of(row: Row[Any]) -> tuple[BudgetLine, ...]:
    """The lines of a project's newest proposal; none before anybody proposed it."""
    return _LINES.validate_json(json.dumps(row.lines or []))


def _page(query: Query, cursor: Cursor) -> FundProjectPage | Refusal:
    filters = {name: query.parameters[name] for name in view.FILTERS if name in query.parameters}
    if filters.get("stage", Stage.OPENED) not in set(Stage):
        return InvalidParameter(name="stage")
    if not filters.get("period", "0").isdecimal():
        return InvalidParameter(name="period")
    rows = query.desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
    listed = tuple(FundProjectOut.model_validate(row) for row in rows)
    return FundProjectPage(projects=listed, next=next_after(rows, cursor))
