"""Questions to the centre over HTTP: put by a committee, answered by the centre, both read by anybody."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.domain.committee import COMMITTEE, Assigned
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.community import COMMUNITY
from services.councils.domain.question import QUESTION, AnswerQuestion, PutQuestion
from services.councils.views import question as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidParameter

ASKERS = (Role.COMMITTEE, Role.CLERK, Role.ADMIN)
ANSWERERS = (Role.CENTRE_DIRECTOR, Role.CLERK, Role.ADMIN)
_OTHERS = (Role.WORKING_COMMITTEE, Role.REPRESENTATIVE, Role.SUPERVISION_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR)
READERS = tuple(dict.fromkeys((*ASKERS, *ANSWERERS, *_OTHERS)))
_PAGE = ("community_id", "unanswered", "after", "limit")
_FLAGS = frozenset({"true", "false"})


class QuestionOut(BaseModel):
    """A question and its answer; `overdue` where the last day for it went by without."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    committee_id: str
    centre_id: str
    community_id: str
    question: str
    put_on: date
    answer_due_on: date
    overdue: bool
    answer: str | None = None
    answered_on: date | None = None


class QuestionPage(BaseModel):
    """Some questions in the order in which they were put; `next` continues after them."""

    questions: tuple[QuestionOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of questions to the centre."""
    to = Questions(desk, "questions")

    @to.command("/v1/questions", *ASKERS, body=PutQuestion, creates=True)
    async def put(call: Call[PutQuestion]) -> Done | Refusal:
        """Ask the public service centre of the committee's community (质询)."""
        related = await _asked(desk, call.body.committee_id)
        return await call.execute(Step(QUESTION, call.new_id("question"), call.body, related=related))

    @to.command("/v1/questions/{id}/answer", *ANSWERERS, body=AnswerQuestion)
    async def answer(call: Call[AnswerQuestion]) -> Done | Refusal:
        """Answer for the centre."""
        return await call.execute(Step(QUESTION, call.id, call.body))

    @to.query("/v1/questions", *READERS, answer=QuestionPage, parameters=_PAGE)
    async def questions(query: Query) -> QuestionPage | Refusal:
        """List the questions in a community, or those without an answer."""
        return _page(query)

    @to.public("/v1/public/questions", answer=QuestionPage, parameters=_PAGE)
    async def public_questions(query: Query) -> QuestionPage | Refusal:
        """List the questions and answers, or those without an answer."""
        return _page(query)

    @to.query("/v1/questions/{id}", *READERS, answer=QuestionOut)
    async def question(query: Query) -> QuestionOut | None:
        """Show a question and its answer."""
        row = desk.views.row(view.ONE, of=query.id)
        return QuestionOut.model_validate(row) if row else None

    @to.query("/v1/questions/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a question, from the log."""
        return await history_of(desk.executor, QUESTION.ref(query.id))

    return to.router


async def _asked(desk: Desk, committee_id: str) -> tuple[AggregateRef, ...]:
    """The committee with its members, and the community whose centre it asks."""
    committee = await desk.state(COMMITTEE, committee_id)
    own = (COMMUNITY.ref(committee.last.community_id),) if isinstance(committee, Assigned) else ()
    return (COMMITTEE.ref(committee_id), COMMITTEE_MEMBERS.ref(committee_id), *own)


def _page(query: Query) -> QuestionPage | Refusal:
    cursor, unanswered = cursor_of(query), query.parameters.get("unanswered", "false")
    if isinstance(cursor, Refusal):
        return cursor
    if unanswered not in _FLAGS:
        return InvalidParameter(name="unanswered")
    where = {"community_id": query.parameters.get("community_id", ""), "owed": unanswered == "true"}
    rows = query.desk.views.rows(view.PAGE, **where, after=cursor.after, limit=cursor.limit)
    return QuestionPage(questions=tuple(QuestionOut.model_validate(row) for row in rows), next=next_after(rows, cursor))
