"""Infrastructure projects over HTTP: plan, money, stages, and the list of a day for the district and for everybody."""

from __future__ import annotations

from typing import TypeVar

from fastapi import APIRouter

from services.grants.api.filters import filters_of
from services.grants.api.infra_project_out import InfraProjectBrief, InfraProjectOut, InfraProjectPage, shown
from services.grants.domain.infra_course import InfraStatus
from services.grants.domain.infra_project import INFRA_PROJECT
from services.grants.domain.infra_project_commands import (
    AcceptProject,
    ApplyForSource,
    ApproveDesign,
    CancelProject,
    CompleteConstruction,
    GrantSource,
    InfraProjectCommand,
    PlanProject,
    PutIntoUse,
    ResumeProject,
    SelectSite,
    SignPremisesContract,
    StartConstruction,
    SuspendProject,
)
from services.grants.views import infra_project as view
from shared.contracts.grants.infra_project import InfraKind
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.days import day_asked
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions

C = TypeVar("C", bound=InfraProjectCommand)

BUILDERS = (Role.DEPARTMENT, Role.ADMIN)
TREASURERS = (Role.FUND_OFFICER, Role.ADMIN)
JUDGES = (Role.APPROVER, Role.ADMIN)
READERS = tuple(Role)
LISTED_BY = (*view.FILTERS, "as_of", "after", "limit")


def routes(desk: Desk) -> APIRouter:
    """Register the routes of infrastructure projects."""
    to = Questions(desk, "infra projects")

    @to.command("/v1/infra-projects", *BUILDERS, body=PlanProject, creates=True)
    async def plan(call: Call[PlanProject]) -> Done | Refusal:
        """Put a project into the plan (立项)."""
        return await call.execute(Step(INFRA_PROJECT, call.new_id("infra-project"), call.body))

    @to.command("/v1/infra-projects/{id}/applications", *BUILDERS, Role.FUND_OFFICER, body=ApplyForSource)
    async def apply_for(call: Call[ApplyForSource]) -> Done | Refusal:
        """Record that money was applied for at a level of government (申请资金)."""
        return await _tell(call)

    @to.command("/v1/infra-projects/{id}/grants", *TREASURERS, body=GrantSource)
    async def grant(call: Call[GrantSource]) -> Done | Refusal:
        """Record that a source was granted, by its approval document (资金批复)."""
        return await _tell(call)

    @to.command("/v1/infra-projects/{id}/site", *BUILDERS, body=SelectSite)
    async def select_site(call: Call[SelectSite]) -> Done | Refusal:
        """Record the site (选址)."""
        return await _tell(call)

    @to.command("/v1/infra-projects/{id}/design-approval", *JUDGES, body=ApproveDesign)
    async def approve_design(call: Call[ApproveDesign]) -> Done | Refusal:
        """Approve the design; a new committee complex has to be large enough (设计批准)."""
        return await _tell(call)

    @to.command("/v1/infra-projects/{id}/premises-contract", *BUILDERS, body=SignPremisesContract)
    async def sign(call: Call[SignPremisesContract]) -> Done | Refusal:
        """Record the contract of purchase, covered by what was granted (购房合同)."""
        return await _tell(call)

    @to.command("/v1/infra-projects/{id}/construction-start", *BUILDERS, body=StartConstruction)
    async def start(call: Call[StartConstruction]) -> Done | Refusal:
        """Record that building began, under a contract covered by what was granted (开工)."""
        return await _tell(call)

    @to.command("/v1/infra-projects/{id}/completion", *BUILDERS, body=CompleteConstruction)
    async def complete(call: Call[CompleteConstruction]) -> Done | Refusal:
        """Record that the rooms are there (完成)."""
        return await _tell(call)

    @to.command("/v1/infra-projects/{id}/acceptance", *JUDGES, body=AcceptProject)
    async def accept(call: Call[AcceptProject]) -> Done | Refusal:
        """Accept the rooms as measured; a new committee complex has to be large enough (验收)."""
        return await _tell(call)

    @to.command("/v1/infra-projects/{id}/use", *BUILDERS, body=PutIntoUse)
    async def put_in_use(call: Call[PutIntoUse]) -> Done | Refusal:
        """Record that somebody moved in (投入使用)."""
        return await _tell(call)

    @to.command("/v1/infra-projects/{id}/suspension", *BUILDERS, body=SuspendProject)
    async def suspend(call: Call[SuspendProject]) -> Done | Refusal:
        """Let work rest (暂停)."""
        return await _tell(call)

    @to.command("/v1/infra-projects/{id}/resumption", *BUILDERS, body=ResumeProject)
    async def resume(call: Call[ResumeProject]) -> Done | Refusal:
        """Let work go on (复工)."""
        return await _tell(call)

    @to.command("/v1/infra-projects/{id}/cancellation", *BUILDERS, body=CancelProject)
    async def cancel(call: Call[CancelProject]) -> Done | Refusal:
        """Give a project up (取消)."""
        return await _tell(call)

    @to.query("/v1/infra-projects/{id}", *READERS, answer=InfraProjectOut, parameters=as_of.PARAMETERS)
    async def project(query: Query) -> InfraProjectOut | Refusal | None:
        """Show a project: as it stands, as it stood on a day, as it was known at a moment."""
        found = await as_of.held(query, INFRA_PROJECT)
        return shown(query.id, found.state) if isinstance(found, Held) else found

    @to.query("/v1/infra-projects/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a project, from the log."""
        return await history_of(desk.executor, INFRA_PROJECT.ref(query.id))

    @to.query("/v1/infra-projects", *READERS, answer=InfraProjectPage, parameters=LISTED_BY)
    async def projects(query: Query) -> InfraProjectPage | Refusal:
        """List projects as they stood on a day, by status, kind or whose they are."""
        return await _page(query)

    @to.public("/v1/public/infra-projects", answer=InfraProjectPage, parameters=LISTED_BY)
    async def public_projects(query: Query) -> InfraProjectPage | Refusal:
        """List projects by stage with their days and the sums of their sources, for everybody."""
        return await _page(query)

    return to.router


async def _tell(call: Call[C]) -> Done | Refusal:
    return await call.execute(Step(INFRA_PROJECT, call.id, call.body))


async def _page(query: Query) -> InfraProjectPage | Refusal:
    cursor, day = cursor_of(query), day_asked(query, "as_of", day_of(await query.desk.executor.clock.now()))
    filters = filters_of(query, view.FILTERS, status=InfraStatus, kind=InfraKind)
    if isinstance(cursor, Refusal):
        return cursor
    if isinstance(day, Refusal):
        return day
    if isinstance(filters, Refusal):
        return filters
    views = query.desk.views
    rows = views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, as_of=day, **filters)
    of = [row.id for row in rows]
    steps, sources = (views.rows(each, of=of, as_of=day) for each in (view.STEPS_OF, view.SOURCES_OF))
    projects = (
        InfraProjectBrief.of(
            row,
            [each for each in steps if each.project_id == row.id],
            [each for each in sources if each.project_id == row.id],
            day,
        )
        for row in rows
    )
    return InfraProjectPage(infra_projects=tuple(projects), next=next_after(rows, cursor))
