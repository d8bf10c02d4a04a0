"""Cases over HTTP: what examiners and approvers do on their posts, and what the back office may look up."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from services.casework.domain.case import CASE, NotOpened
from services.casework.domain.case_commands import CloseCase, DecideCase, ProposeDecision, ReturnToExaminer, Work
from services.casework.domain.case_refusals import CaseUnknown
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.types import GivenPostId
from services.casework.views import case as view
from services.casework.views.case import CaseState
from shared.contracts.casework.case import Outcome, Reasons, Texts
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

B = TypeVar("B", bound=BaseModel)

_DAY: TypeAdapter[date] = TypeAdapter(Day)
READERS = (
    *(Role.EXAMINER, Role.APPROVER, Role.CLERK, Role.CENTRE_DIRECTOR),
    *(Role.SUPERVISOR, Role.DEPARTMENT, Role.AUDITOR, Role.ADMIN),
)


class ProposalIn(BaseModel):
    """What the examiner would decide, and why."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    post_id: GivenPostId
    outcome: Outcome
    reasons: Texts = ()

    def about(self, subject: str) -> ProposeDecision:
        """The command, with its reasons under the applicant's key."""
        reasons = _reasons(subject, self.reasons)
        return ProposeDecision(post_id=self.post_id, outcome=self.outcome, reasons=reasons)


class ReturnIn(BaseModel):
    """Why the approver gives the case back."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    post_id: GivenPostId
    reasons: Annotated[Texts, Field(min_length=1)]

    def about(self, subject: str) -> ReturnToExaminer:
        """The command, with its reasons under the applicant's key."""
        return ReturnToExaminer(post_id=self.post_id, reasons=Reasons.of(subject, self.reasons))


class DecisionIn(BaseModel):
    """What is decided, why, and what the applicant may do against it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    post_id: GivenPostId
    outcome: Outcome
    reasons: Texts = ()
    remedies: Texts = ()

    def about(self, subject: str) -> DecideCase:
        """The command, with its reasons under the applicant's key."""
        reasons = _reasons(subject, self.reasons)
        return DecideCase(post_id=self.post_id, outcome=self.outcome, reasons=reasons, remedies=self.remedies)


Told = TypeVar("Told", ProposalIn, ReturnIn, DecisionIn)


class CaseOut(BaseModel):
    """Where a case stands. Absent limits are none of its item; `provisional` due dates may still move."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    application_id: str
    centre_id: str
    item_code: str
    item_version: int
    state: CaseState
    accepted_on: date
    deemed: bool
    promised_due_on: date | None = None
    statutory_due_on: date | None = None
    provisional: bool
    calendar_version: int
    examiner_post_id: str | None = None
    proposed_outcome: Outcome | None = None
    outcome: Outcome | None = None
    decided_on: date | None = None
    closed_on: date | None = None
    within_promise: bool | None = None
    within_statute: bool | None = None


class CasePage(BaseModel):
    """Some cases in the order of their opening; `next` continues after them."""

    cases: tuple[CaseOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of cases."""
    to = Routes(desk, "cases")

    @to.command("/v1/cases/{id}/proposal", Role.EXAMINER, body=ProposalIn)
    async def propose(call: Call[ProposalIn]) -> Done | Refusal:
        """Propose a decision on an examination post (拟办)."""
        return await _tell(call)

    @to.command("/v1/cases/{id}/return", Role.APPROVER, body=ReturnIn)
    async def return_to_examiner(call: Call[ReturnIn]) -> Done | Refusal:
        """Give the case back to the examiner with reasons (退回)."""
        return await _tell(call)

    @to.command("/v1/cases/{id}/decision", Role.APPROVER, body=DecisionIn)
    async def decide(call: Call[DecisionIn]) -> Done | Refusal:
        """Decide as proposed, by another person than who examined (决定)."""
        return await _tell(call)

    @to.command("/v1/cases/{id}/closure", Role.EXAMINER, body=CloseCase)
    async def close(call: Call[CloseCase]) -> Done | Refusal:
        """Close the decided case (办结); the counter may deliver its result."""
        return await _work(call, call.body)

    @to.query("/v1/cases/{id}", *READERS, answer=CaseOut)
    async def case(query: Query) -> CaseOut | None:
        """Show where a case stands and until when it must be done."""
        row = desk.views.row(view.ONE, of=query.id)
        return CaseOut.model_validate(row) if row else None

    @to.query("/v1/cases/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a case, from the log."""
        return await history_of(desk.executor, CASE.ref(query.id))

    @to.query("/v1/cases", *READERS, answer=CasePage, parameters=(*view.FILTERS, "after", "limit"))
    async def cases(query: Query) -> CasePage | Refusal:
        """List cases by centre, state, application, or due date (`due_by`: due on that day or before)."""
        cursor, filters = cursor_of(query), _filters(query)
        if isinstance(cursor, Refusal):
            return cursor
        return filters if isinstance(filters, Refusal) else _page(desk, filters, cursor)

    return to.router


async def _tell(call: Call[Told]) -> Done | Refusal:
    case = await call.desk.state(CASE, call.id)
    if isinstance(case, NotOpened):
        return CaseUnknown()
    return await _work(call, call.body.about(case.file.opened.subject))


async def _work(call: Call[B], command: Work) -> Done | Refusal:
    related = (POST.ref(command.post_id), STAFF.ref(call.actor.id))
    return await call.execute(Step(CASE, call.id, command, related=related))


def _reasons(subject: str, texts: tuple[str, ...]) -> Reasons | None:
    return Reasons.of(subject, texts) if texts else None


def _filters(query: Query) -> dict[str, str | date] | Refusal:
    filters: dict[str, str | date] = {name: query.parameters[name] for name in view.FILTERS if name in query.parameters}
    if filters.get("state", CaseState.EXAMINING) not in set(CaseState):
        return InvalidParameter(name="state")
    if "due_by" in filters:
        try:
            filters["due_by"] = _DAY.validate_python(date.fromisoformat(query.parameters["due_by"]))
        except ValueError:
            return InvalidParameter(name="due_by")
    return filters


def _page(desk: Desk, filters: dict[str, str | date], cursor: Cursor) -> CasePage:
    rows = desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
    return CasePage(
        cases=tuple(CaseOut.model_validate(row) for row in rows),
        next=next_after(rows, cursor),
    )
