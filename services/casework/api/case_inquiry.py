"""The inquiries of cases over HTTP: steps, visits and questions, and what the bodies that were asked hand in."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.casework.api.case_work import READERS, of_body, work
from services.casework.domain.case import CASE
from services.casework.domain.case_inquiry import Inquiries
from services.casework.domain.case_inquiry_acts import (
    CompleteStep,
    QueryDepartment,
    RecordVisit,
    RequestFinanceCheck,
    StartStep,
    Takes,
)
from services.casework.domain.case_inquiry_answers import ReplyToQuery, ReturnFinanceCheck
from services.casework.domain.case_state import NotOpened
from services.casework.domain.types import GivenOrg, GivenPostId
from shared.contracts.casework.case_inquiry import FinanceResult, Finding, StepKind
from shared.contracts.casework.reasons import Texts
from shared.contracts.intake.item import Name
from shared.kernel.actors import Role
from shared.kernel.instants import Day
from shared.kernel.limits import LimitUnit
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes

Words = Annotated[Texts, Field(min_length=1)]
GivenRef = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,80}$")]
BODIES = (Role.MACHINE, Role.DEPARTMENT)


class _In(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class StepIn(_In):
    """Which step begins, and how long it takes where the item's guide does not say."""

    post_id: GivenPostId
    kind: StepKind
    step: Name | None = None
    takes: Takes | None = None

    def about(self, step_id: str) -> StartStep:
        """The command; the step is known by that id."""
        return StartStep(post_id=self.post_id, step_id=step_id, kind=self.kind, step=self.step, takes=self.takes)


class StepEndIn(_In):
    """On which day a step was over, and what it found."""

    post_id: GivenPostId
    step_id: GivenRef
    ended_on: Day
    finding: Words

    def about(self, subject: str) -> CompleteStep:
        """The command, with the finding under the applicant's key."""
        finding = Finding.of(subject, self.finding)
        return CompleteStep(post_id=self.post_id, step_id=self.step_id, ended_on=self.ended_on, finding=finding)


class VisitIn(_In):
    """On which day the household was visited, and what was found there."""

    post_id: GivenPostId
    visited_on: Day
    finding: Words

    def about(self, subject: str, visit_id: str) -> RecordVisit:
        """The command, with the finding under the applicant's key."""
        finding = Finding.of(subject, self.finding)
        return RecordVisit(post_id=self.post_id, visit_id=visit_id, visited_on=self.visited_on, finding=finding)


class FinanceCheckIn(_In):
    """Which body is to check the household's means."""

    post_id: GivenPostId
    of: GivenOrg

    def about(self, request_id: str) -> RequestFinanceCheck:
        """The command; the body answers under that id."""
        return RequestFinanceCheck(post_id=self.post_id, request_id=request_id, of=self.of)


class DepartmentQueryIn(_In):
    """Which department is asked what."""

    post_id: GivenPostId
    department: GivenOrg
    question: Words

    def about(self, subject: str, request_id: str) -> QueryDepartment:
        """The command, with the question under the applicant's key; the department answers under that id."""
        question = Finding.of(subject, self.question)
        return QueryDepartment(
            post_id=self.post_id, request_id=request_id, department=self.department, question=question
        )


class FinanceResultIn(_In):
    """What the check that was asked for gave."""

    request_id: GivenRef
    result: FinanceResult
    finding: Texts = ()

    def about(self, subject: str) -> ReturnFinanceCheck:
        """The command, with the finding under the applicant's key."""
        finding = Finding.of(subject, self.finding) if self.finding else None
        return ReturnFinanceCheck(request_id=self.request_id, result=self.result, finding=finding)


class ReplyIn(_In):
    """What the department that was asked answers."""

    request_id: GivenRef
    answer: Words

    def about(self, subject: str) -> ReplyToQuery:
        """The command, with the answer under the applicant's key."""
        return ReplyToQuery(request_id=self.request_id, answer=Finding.of(subject, self.answer))


class StepOut(BaseModel):
    """One special step; without an end it is not over."""

    step_id: str
    kind: StepKind
    step: str | None = None
    started_on: date
    ended_on: date | None = None
    takes_n: int | None = None
    takes_unit: LimitUnit | None = None


class VisitOut(BaseModel):
    """One visit to the household."""

    visit_id: str
    visited_on: date


class FinanceCheckOut(BaseModel):
    """One check of the household's means; without a result it is not answered."""

    request_id: str
    of: str
    result: FinanceResult | None = None


class DepartmentQueryOut(BaseModel):
    """One query to a department."""

    request_id: str
    department: str
    answered: bool


class InquiriesOut(BaseModel):
    """All inquiries of a case in the order of their beginning; `open` has the ids of those that are not over."""

    case_id: str
    open: tuple[str, ...]
    steps: tuple[StepOut, ...]
    visits: tuple[VisitOut, ...]
    finance_checks: tuple[FinanceCheckOut, ...]
    department_queries: tuple[DepartmentQueryOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of inquiries."""
    to = Routes(desk, "inquiries")

    @to.command("/v1/cases/{id}/steps", Role.EXAMINER, body=StepIn)
    async def start_step(call: Call[StepIn]) -> Done | Refusal:
        """Begin a hearing, an expert review, an inspection or another special step (特殊环节)."""
        return await work(call, lambda _subject: call.body.about(call.new_id("step")))

    @to.command("/v1/cases/{id}/step-completions", Role.EXAMINER, body=StepEndIn)
    async def complete_step(call: Call[StepEndIn]) -> Done | Refusal:
        """Record that a special step was over, and what it found."""
        return await work(call, call.body.about)

    @to.command("/v1/cases/{id}/household-visits", Role.EXAMINER, body=VisitIn)
    async def visit(call: Call[VisitIn]) -> Done | Refusal:
        """Record a visit to the household (入户调查)."""
        return await work(call, lambda subject: call.body.about(subject, call.new_id("visit")))

    @to.command("/v1/cases/{id}/finance-checks", Role.EXAMINER, body=FinanceCheckIn)
    async def request_finance_check(call: Call[FinanceCheckIn]) -> Done | Refusal:
        """Ask for a check of the household's means (家庭经济状况核对)."""
        return await work(call, lambda _subject: call.body.about(call.new_id("finance-check")))

    @to.command("/v1/cases/{id}/department-queries", Role.EXAMINER, body=DepartmentQueryIn)
    async def query_department(call: Call[DepartmentQueryIn]) -> Done | Refusal:
        """Ask another department (部门征询); the first query of a case stops its clocks for a time."""
        return await work(call, lambda subject: call.body.about(subject, call.new_id("query")))

    @to.command("/v1/cases/{id}/finance-check-results", *BODIES, body=FinanceResultIn)
    async def return_finance_check(call: Call[FinanceResultIn]) -> Done | Refusal:
        """Tell what a check of the means gave, in the name of the body that was asked."""
        return await of_body(call, call.body.about)

    @to.command("/v1/cases/{id}/department-replies", *BODIES, body=ReplyIn)
    async def reply(call: Call[ReplyIn]) -> Done | Refusal:
        """Answer a query, in the name of the department that was asked; the clocks run on."""
        return await of_body(call, call.body.about)

    @to.query("/v1/cases/{id}/inquiries", *READERS, answer=InquiriesOut)
    async def inquiries(query: Query) -> InquiriesOut | None:
        """Show what was inquired into, and what is not over or not answered. Findings are in the log, sealed."""
        case = await desk.state(CASE, query.id)
        return None if isinstance(case, NotOpened) else _out(query.id, case.file.inquiries)

    return to.router


def _out(case_id: str, inquiries: Inquiries) -> InquiriesOut:
    return InquiriesOut(
        case_id=case_id,
        open=inquiries.open,
        steps=tuple(
            StepOut(
                step_id=each.started.step_id,
                kind=each.started.kind,
                step=each.started.step,
                started_on=each.started.started_on,
                ended_on=each.ended_on,
                takes_n=each.started.takes_n,
                takes_unit=each.started.takes_unit,
            )
            for each in inquiries.steps.values()
        ),
        visits=tuple(VisitOut(visit_id=id_, visited_on=each.visited_on) for id_, each in inquiries.visits.items()),
        finance_checks=tuple(
            FinanceCheckOut(
                request_id=id_, of=each.requested.of, result=each.returned.result if each.returned else None
            )
            for id_, each in inquiries.checks.items()
        ),
        department_queries=tuple(
            DepartmentQueryOut(request_id=id_, department=each.queried.department, answered=each.replied is not None)
            for id_, each in inquiries.queries.items()
        ),
    )
