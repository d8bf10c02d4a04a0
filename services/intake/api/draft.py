"""Drafts over HTTP: begun at a window or by anybody, and from then on opened by the code that the beginning told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from services.intake.api.applicant import ApplicantIn, checked_applicant
from services.intake.api.application import COUNTER, ON_POSTS, READERS
from services.intake.api.application_mending import ApplicantOut
from services.intake.api.counter import CounterRoutes
from services.intake.domain.draft import (
    DRAFT,
    DiscardDraft,
    Draft,
    DraftApplication,
    DraftOver,
    DraftUnknown,
    NotDrafted,
    ReviseDraft,
    Writing,
)
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.types import HallId, ItemCode
from services.intake.views import draft as view
from shared.contracts.access import Purpose
from shared.contracts.intake.application import Applicant, Name
from shared.contracts.intake.draft import ApplicationDrafted, DraftRevised
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.opening import opened
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.public import PublicRoutes
from shared.runtime.receipts import ReceiptWithCode
from shared.runtime.refusals import PersonErased

KIND = "draft"
Id = Annotated[str, Field(min_length=1, max_length=64)]
Code = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{8}$")]

_APPLICANT = TypeAdapter(Applicant)
_WRITTEN = (ApplicationDrafted, DraftRevised)


class DraftIn(BaseModel):
    """What somebody means to apply for; the hall may still be open."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    item_code: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z]{2}-\d{3}$")]
    hall_id: Id | None = None
    applicant: ApplicantIn
    materials: Annotated[tuple[Name, ...], Field(max_length=50)] = ()


class DraftAtHallIn(DraftIn):
    """What a clerk writes down for somebody at a window of a hall."""

    hall_id: Id


class RevisionIn(DraftIn):
    """The draft as it should read, and its code."""

    code: Code


class CodeIn(BaseModel):
    """The code of a draft."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    code: Code


class DraftOut(BaseModel):
    """Which draft it is and until when it is kept; nothing of the person."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    state: str
    item_code: str
    hall_id: str | None = None
    kept_until_on: date
    application_id: str | None = None


class DraftPage(BaseModel):
    """Some drafts of a hall, oldest first; `next` continues after them."""

    drafts: tuple[DraftOut, ...]
    next: str | None = None


class WrittenOut(BaseModel):
    """What a draft says, to whoever has its code."""

    item_code: str
    hall_id: str | None = None
    applicant: ApplicantOut
    materials: tuple[str, ...]
    kept_until_on: date


def routes(desk: Desk) -> APIRouter:
    """Register the routes of drafts at the window."""
    to = CounterRoutes(desk, "drafts")

    @to.command("/v1/drafts", *COUNTER, body=DraftAtHallIn, creates=True, answer=ReceiptWithCode)
    async def draft(call: Call[DraftIn]) -> Done | Refusal:
        """Write a draft for somebody at a window; the answer has its code."""
        return await _begin(call)

    @to.query("/v1/drafts/{id}", *READERS, answer=DraftOut)
    async def one(query: Query) -> DraftOut | None:
        """Show which draft it is and what became of it."""
        row = desk.views.row(view.ONE, of=query.id)
        return DraftOut.model_validate(row) if row else None

    @to.query("/v1/drafts", *READERS, answer=DraftPage, parameters=("hall_id", "after", "limit"))
    async def drafts(query: Query) -> DraftPage | Refusal:
        """List a hall's drafts."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        hall_id = query.parameters.get("hall_id", "")
        rows = desk.views.rows(view.PAGE, hall_id=hall_id, after=cursor.after, limit=cursor.limit)
        return DraftPage(drafts=tuple(map(DraftOut.model_validate, rows)), next=next_after(rows, cursor))

    return to.router


def public_routes(desk: Desk) -> APIRouter:
    """Register the routes of drafts that need no token but, after the first, the draft's code."""
    to = PublicRoutes(desk, "drafts")

    @to.act("/v1/public/drafts", body=DraftIn, creates=True, answer=ReceiptWithCode)
    async def begin_draft(call: Call[DraftIn]) -> Done | Refusal:
        """Begin an application from anywhere; the answer has the draft's code, and nobody tells it again."""
        return await _begin(call)

    @to.act("/v1/public/drafts/{id}/revision", body=RevisionIn)
    async def revise_draft(call: Call[RevisionIn]) -> Done | Refusal:
        """Write a draft anew."""
        if (wrong := await desk.wrong_code(KIND, call.id, call.body.code)) is not None:
            return wrong
        applicant = await _sealed(call)
        if isinstance(applicant, Refusal):
            return applicant
        command = ReviseDraft(revision_id=call.new_id("revision"), writing=_writing(call.body, applicant))
        return await call.execute(Step(DRAFT, call.id, command, related=_looked_at(call.body)))

    @to.act("/v1/public/drafts/{id}/discarding", body=CodeIn)
    async def discard_draft(call: Call[CodeIn]) -> Done | Refusal:
        """Give a draft up."""
        wrong = await desk.wrong_code(KIND, call.id, call.body.code)
        return wrong or await call.execute(Step(DRAFT, call.id, DiscardDraft()))

    @to.search("/v1/public/drafts/{id}/reading", body=CodeIn, answer=WrittenOut, purpose=Purpose.OWN)
    async def read_draft(query: Query, said: CodeIn) -> WrittenOut | Refusal:
        """Read what a draft says, to go on with it at home or at a window."""
        return await desk.wrong_code(KIND, query.id, said.code) or await _written(desk, query.id)

    return to.router


async def _begin(call: Call[DraftIn]) -> Done | Refusal:
    applicant = await _sealed(call)
    if isinstance(applicant, Refusal):
        return applicant
    draft_id = call.new_id(KIND)
    command = DraftApplication(writing=_writing(call.body, applicant))
    done = await call.execute(Step(DRAFT, draft_id, command, related=_looked_at(call.body)))
    return done if isinstance(done, Refusal) else replace(done, code=call.desk.vault.code(KIND, draft_id))


async def _sealed(call: Call[DraftIn] | Call[RevisionIn]) -> Personal[Applicant] | Refusal:
    desk, said = call.desk, call.body.applicant
    applicant = checked_applicant(said, day_of(await desk.executor.clock.now()))
    if isinstance(applicant, Refusal):
        return applicant
    return Personal[Applicant].of(await desk.vault.enrol(applicant.id_kind, applicant.id_number), applicant)


def _writing(body: DraftIn, applicant: Personal[Applicant]) -> Writing:
    hall_id = None if body.hall_id is None else HallId(body.hall_id)
    return Writing(item_code=ItemCode(body.item_code), hall_id=hall_id, applicant=applicant, materials=body.materials)


def _looked_at(body: DraftIn) -> tuple[AggregateRef, ...]:
    item = (ITEM.ref(body.item_code),)
    return item if body.hall_id is None else (*item, HALL.ref(body.hall_id), *ON_POSTS)


async def _written(desk: Desk, draft_id: str) -> WrittenOut | Refusal:
    draft = await desk.state(DRAFT, draft_id)
    if not isinstance(draft, Draft):
        return DraftUnknown() if isinstance(draft, NotDrafted) else DraftOver()
    told = await opened(desk.executor, DRAFT.ref(draft_id))
    newest = next(each for each in reversed(told) if isinstance(each.recorded.event, _WRITTEN))
    event = newest.recorded.event
    applicant = newest.value(event.applicant, _APPLICANT)
    if applicant is None:
        return PersonErased()
    return WrittenOut(
        item_code=event.item_code,
        hall_id=event.hall_id,
        applicant=ApplicantOut.model_validate(applicant),
        materials=event.materials,
        kept_until_on=event.kept_until_on,
    )
