"""Duplicates over HTTP: what a clerk is shown of them, and the applicant's answer."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.api.application import COUNTER, ON_POSTS, READERS
from services.intake.api.counter import CounterRoutes
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_duplicates import AnswerDuplicate, ApplicationRef
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.application_state import NotReceived
from services.intake.views import application_duplicates as view
from shared.contracts.intake.application_duplicates import DuplicateAnswer, MatchedBy, MatchState
from shared.contracts.intake.application_people import Relation
from shared.kernel.decider import Step
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after


class DuplicateAnswerIn(BaseModel):
    """What becomes of this application beside the others, and why; `into` names the one that it is merged into."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    answer: DuplicateAnswer
    reason: Annotated[str, Field(min_length=1, max_length=500)]
    into: ApplicationRef | None = None
    through: Relation | None = None

    def about(self, subject: str) -> AnswerDuplicate:
        """The command, with its words under the applicant's key."""
        reason = Personal[str].of(subject, self.reason)
        return AnswerDuplicate(answer=self.answer, reason=reason, into=self.into, through=self.through)


class MatchOut(BaseModel):
    """Another application for the same item: what it has in common, how it stood at the receipt, and stands now."""

    application_id: str
    matched_by: tuple[MatchedBy, ...]
    stood: MatchState
    state: str
    hall_id: str
    voucher_number: str
    received_on: date
    outcome: str | None = None


class DuplicatesOut(BaseModel):
    """What was found, newest first, and the answer once it was given."""

    matches: tuple[MatchOut, ...]
    answer: DuplicateAnswer | None = None
    merged_into: str | None = None
    answered_on: date | None = None


class OpenDuplicate(BaseModel):
    """An application whose duplicates are not answered."""

    model_config = ConfigDict(from_attributes=True)

    application_id: str
    state: str
    item_code: str
    received_on: date
    matches: int


class OpenDuplicates(BaseModel):
    """Such applications of a hall, oldest first; `next` continues after them."""

    applications: tuple[OpenDuplicate, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of duplicates."""
    to = CounterRoutes(desk, "applications")

    @to.command("/v1/applications/{id}/duplicate-answer", *COUNTER, body=DuplicateAnswerIn)
    async def answer_duplicate(call: Call[DuplicateAnswerIn]) -> Done | Refusal:
        """Take down what becomes of the application beside its duplicates: it goes on, is merged or withdrawn."""
        application = await desk.state(APPLICATION, call.id)
        if isinstance(application, NotReceived):
            return ApplicationUnknown()
        command, into = call.body.about(application.facts.subject), call.body.into
        other = () if into is None else (APPLICATION.ref(into),)
        return await call.execute(Step(APPLICATION, call.id, command, related=(*ON_POSTS, *other)))

    @to.query("/v1/applications/{id}/duplicates", *READERS, answer=DuplicatesOut)
    async def duplicates(query: Query) -> DuplicatesOut | None:
        """Show the other applications for the same item that the receipt met, and how they stand now."""
        row = desk.views.row(view.ONE, of=query.id)
        return _duplicates(desk, row) if row else None

    @to.query("/v1/open-duplicates", *READERS, answer=OpenDuplicates, parameters=("hall_id", "after", "limit"))
    async def open_duplicates(query: Query) -> OpenDuplicates | Refusal:
        """List a hall's applications whose duplicates are not answered."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        hall = query.parameters.get("hall_id", "")
        rows = desk.views.rows(view.OPEN, hall_id=hall, after=cursor.after, limit=cursor.limit)
        open_ = tuple(OpenDuplicate.model_validate(row) for row in rows)
        return OpenDuplicates(applications=open_, next=next_after(rows, cursor))

    return to.router


def _duplicates(desk: Desk, found: view.DuplicateRow) -> DuplicatesOut:
    matches = desk.views.rows(view.MATCHES, of=found.application_id)
    return DuplicatesOut(
        matches=tuple(_match(row) for row in matches),
        answer=found.answer,
        merged_into=found.merged_into,
        answered_on=found.answered_on,
    )


def _match(row: view.DuplicateRow) -> MatchOut:
    return MatchOut(**row._asdict() | {"application_id": row.other_id, "matched_by": row.matched_by.split()})
