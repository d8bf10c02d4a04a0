"""Complaints over HTTP: filed by who has the voucher, answered by the centre's director."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from services.intake.api.voucher import VoucherIn, proven
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_state import applicant_of
from services.intake.domain.complaint import (
    COMPLAINT,
    AnswerComplaint,
    ComplaintOfOtherCentre,
    ComplaintUnknown,
    FileComplaint,
    NotFiled,
)
from services.intake.views import complaint as view
from shared.contracts.access import Purpose
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintFiled
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.opening import opened
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.public import PublicRoutes

Text = Annotated[str, Field(min_length=1, max_length=2000)]
TEXT = TypeAdapter(str)


class ComplaintIn(VoucherIn):
    """What an applicant complains about."""

    text: Text


class ComplaintAnswerIn(BaseModel):
    """What the centre answers; `upheld` says that the complaint was right."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    answer: Text
    upheld: bool


class ComplaintOut(BaseModel):
    """A complaint, without its words."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    application_id: str
    item_code: str
    state: str
    filed_on: date
    answer_due_on: date
    missed: bool
    answered_on: date | None = None
    upheld: bool | None = None


class ComplaintPage(BaseModel):
    """Complaints about a centre, oldest first; `next` continues after them."""

    complaints: tuple[ComplaintOut, ...]
    next: str | None = None


class Words(BaseModel):
    """What was complained about and answered; absent where the person was erased."""

    text: str | None = None
    answer: str | None = None


class OwnComplaint(ComplaintOut, Words):
    """One's own complaint."""


class OwnComplaints(BaseModel):
    """All complaints about one's own application."""

    complaints: tuple[OwnComplaint, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of complaints."""
    to = PublicRoutes(desk, "complaints")

    @to.act("/v1/public/complaints", body=ComplaintIn, creates=True)
    async def complain(call: Call[ComplaintIn]) -> Done | Refusal:
        """Complain about how one's application is handled (投诉)."""
        found = await proven(desk, call.body)
        if isinstance(found, Refusal):
            return found
        id_, application = found
        text = Personal[str].of(application.facts.subject, call.body.text)
        command = FileComplaint(application_id=id_, text=text)
        step = Step(COMPLAINT, call.new_id("complaint"), command, related=(APPLICATION.ref(id_),))
        return await call.acting(applicant_of(application)).execute(step)

    @to.search("/v1/public/complaint-searches", body=VoucherIn, answer=OwnComplaints, purpose=Purpose.OWN)
    async def own(_query: Query, voucher: VoucherIn) -> OwnComplaints | Refusal:
        """Show one's own complaints with their answers."""
        found = await proven(desk, voucher)
        if isinstance(found, Refusal):
            return found
        rows = desk.views.rows(view.OF_APPLICATION, of=found[0])
        shown = [ComplaintOut.model_validate(row) for row in rows]
        words = [await _words(desk, each.id) for each in shown]
        both = zip(shown, words, strict=True)
        return OwnComplaints(
            complaints=tuple(OwnComplaint(**one.model_dump(), **its.model_dump()) for one, its in both)
        )

    @to.command("/v1/complaints/{id}/answer", Role.CENTRE_DIRECTOR, body=ComplaintAnswerIn)
    async def answer(call: Call[ComplaintAnswerIn]) -> Done | Refusal:
        """Answer a complaint for the centre."""
        complaint = await desk.state(COMPLAINT, call.id)
        if isinstance(complaint, NotFiled):
            return ComplaintUnknown()
        words = Personal[str].of(complaint.filed.complainant, call.body.answer)
        return await call.execute(Step(COMPLAINT, call.id, AnswerComplaint(answer=words, upheld=call.body.upheld)))

    @to.query("/v1/complaints", Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR, answer=ComplaintPage,
              parameters=("centre_id", "after", "limit"))  # fmt: skip
    async def complaints(query: Query) -> ComplaintPage | Refusal:
        """List the complaints about a centre."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        centre = query.parameters.get("centre_id", query.actor.org)
        rows = desk.views.rows(view.PAGE, centre_id=centre, after=cursor.after, limit=cursor.limit)
        shown = tuple(ComplaintOut.model_validate(row) for row in rows)
        return ComplaintPage(complaints=shown, next=next_after(rows, cursor))

    @to.query("/v1/complaints/{id}/words", Role.CENTRE_DIRECTOR, answer=Words, purpose=Purpose.ANSWERING)
    async def words(query: Query) -> Words | Refusal | None:
        """Read what a complaint says, for the director who answers it."""
        complaint = await desk.state(COMPLAINT, query.id)
        if isinstance(complaint, NotFiled):
            return None
        if complaint.filed.centre_id != query.actor.org:
            return ComplaintOfOtherCentre()
        return await _words(desk, query.id)

    return to.router


async def _words(desk: Desk, complaint_id: str) -> Words:
    events = await opened(desk.executor, COMPLAINT.ref(complaint_id))
    filed, answered = (
        next((each for each in events if isinstance(each.recorded.event, kind)), None)
        for kind in (ComplaintFiled, ComplaintAnswered)
    )
    return Words(
        text=filed.value(filed.recorded.event.text, TEXT) if filed else None,
        answer=answered.value(answered.recorded.event.answer, TEXT) if answered else None,
    )
