"""Enquiries over HTTP for the staff: who is asked first takes the question and owes the answer; inboxes and counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Annotated, assert_never

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.api.appointment import PHONE, ContactIn, GivenId
from services.intake.api.enquiry_words import CODE, EnquiryWords, words_of
from services.intake.domain.enquiry import (
    ENQUIRY,
    AnswerEnquiry,
    CloseEnquiry,
    EnquiryUnknown,
    HandOverEnquiry,
    NotOpened,
    NotTheEnquiryOwner,
    OpenEnquiry,
)
from services.intake.domain.hall import HALL
from services.intake.domain.types import HallId
from services.intake.views import enquiry as view
from shared.contracts.access import Purpose
from shared.contracts.intake.appointment import Contact
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.days import day_asked
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.receipts import ReceiptWithCode
from shared.runtime.refusals import InvalidParameter

STAFF = (Role.CLERK, Role.EXAMINER, Role.APPROVER, Role.CENTRE_DIRECTOR)
"""Who may be asked first, or be handed an enquiry."""
READERS = (*STAFF, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN)
FIRST, LAST = date(1949, 10, 1), date(2999, 12, 31)
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class Inbox(StrEnum):
    """Which enquiries are listed."""

    MINE = "mine"
    """Those that who asks owns, until they are closed."""

    OVERDUE = "overdue"
    """Those of a hall whose last day has passed without an answer."""

    HALL = "hall"
    """All of a hall."""


class EnquiryIn(BaseModel):
    """What somebody asks; how to reach them, where they want to be told; whether it takes longer to find out."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    hall_id: GivenId
    question: Text
    complex: bool = False
    contact: ContactIn | None = None


class HandOverIn(BaseModel):
    """To whom, and what they should know."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    to: GivenId
    note: Text | None = None


class EnquiryAnswerIn(BaseModel):
    """What is answered."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    answer: Text


class EnquiryOut(BaseModel):
    """Who owes the answer until when; `missed` where that day passed without one."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    state: str
    hall_id: str
    owner: str
    complex: bool
    opened_on: date
    answer_due_on: date
    missed: bool
    hand_overs: int
    answered_on: date | None = None


class EnquiryPage(BaseModel):
    """Some enquiries, oldest first; `next` continues after them."""

    enquiries: tuple[EnquiryOut, ...]
    next: str | None = None


class EnquiryCounts(BaseModel):
    """A hall's enquiries that were opened in a time, and what had become of them by now."""

    model_config = ConfigDict(from_attributes=True)

    hall_id: str
    opened: int
    complex: int
    answered: int
    answered_in_time: int
    missed: int
    handed_over: int


class EnquiryStatistics(BaseModel):
    """One row for each hall where anybody asked."""

    halls: tuple[EnquiryCounts, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of enquiries."""
    to = Routes(desk, "enquiries")

    @to.command("/v1/enquiries", *STAFF, body=EnquiryIn, creates=True, answer=ReceiptWithCode)
    async def open_enquiry(call: Call[EnquiryIn]) -> Done | Refusal:
        """Take a question, and own it (首问负责); the code in the answer is for who asked."""
        contact = None if call.body.contact is None else call.body.contact.checked()
        if isinstance(contact, Refusal):
            return contact
        id_ = call.new_id("enquiry")
        subject = await (desk.vault.mint() if contact is None else desk.vault.enrol(PHONE, contact.phone))
        result = await call.execute(Step(ENQUIRY, id_, _asked(call.body, subject, contact), related=_hall(call.body)))
        return result if isinstance(result, Refusal) else replace(result, code=desk.vault.code(CODE, id_))

    @to.command("/v1/enquiries/{id}/hand-over", *STAFF, body=HandOverIn)
    async def hand_over(call: Call[HandOverIn]) -> Done | Refusal:
        """Hand an enquiry to a named person, who owns it at once; the last day stays."""
        enquiry, note = await desk.state(ENQUIRY, call.id), call.body.note
        if isinstance(enquiry, NotOpened):
            return EnquiryUnknown()
        sealed = None if note is None else Personal[str].of(enquiry.facts.asked_by, note)
        return await call.execute(Step(ENQUIRY, call.id, HandOverEnquiry(to=call.body.to, note=sealed)))

    @to.command("/v1/enquiries/{id}/answer", *STAFF, body=EnquiryAnswerIn)
    async def answer(call: Call[EnquiryAnswerIn]) -> Done | Refusal:
        """Answer an enquiry that one owns."""
        enquiry = await desk.state(ENQUIRY, call.id)
        if isinstance(enquiry, NotOpened):
            return EnquiryUnknown()
        sealed = Personal[str].of(enquiry.facts.asked_by, call.body.answer)
        return await call.execute(Step(ENQUIRY, call.id, AnswerEnquiry(answer=sealed)))

    @to.command("/v1/enquiries/{id}/closure", *STAFF)
    async def close(call: Call[Empty]) -> Done | Refusal:
        """Close an enquiry once who asked has the answer."""
        return await call.execute(Step(ENQUIRY, call.id, CloseEnquiry()))

    @to.query("/v1/enquiries/{id}", *READERS, answer=EnquiryOut)
    async def enquiry(query: Query) -> EnquiryOut | None:
        """Show where an enquiry stands."""
        row = desk.views.row(view.ONE, of=query.id)
        return EnquiryOut.model_validate(row) if row else None

    @to.query("/v1/enquiries/{id}/words", *STAFF, answer=EnquiryWords, purpose=Purpose.ANSWERING)
    async def words(query: Query) -> EnquiryWords | Refusal:
        """Open what was asked, for who owns the enquiry."""
        enquiry = await desk.state(ENQUIRY, query.id)
        if isinstance(enquiry, NotOpened):
            return EnquiryUnknown()
        if query.actor.id != enquiry.facts.owner:
            return NotTheEnquiryOwner(owner=enquiry.facts.owner)
        return await words_of(desk, query.id)

    @to.query("/v1/enquiries", *READERS, answer=EnquiryPage, parameters=("list", "hall_id", "after", "limit"))
    async def enquiries(query: Query) -> EnquiryPage | Refusal:
        """List enquiries: `list=mine`, or of a hall (`hall_id`) `overdue` or, unless said otherwise, all."""
        cursor, said = cursor_of(query), query.parameters.get("list", Inbox.HALL)
        if isinstance(cursor, Refusal):
            return cursor
        return _page(desk, query, Inbox(said), cursor) if said in set(Inbox) else InvalidParameter(name="list")

    @to.query("/v1/enquiry-statistics", *READERS, answer=EnquiryStatistics, parameters=("from", "to"))
    async def statistics(query: Query) -> EnquiryStatistics | Refusal:
        """Count enquiries by hall, of those opened from a day to a day, both included."""
        first, last = day_asked(query, "from", FIRST), day_asked(query, "to", LAST)
        if isinstance(first, Refusal):
            return first
        if isinstance(last, Refusal):
            return last
        rows = desk.views.rows(view.COUNTS, first=first, last=last)
        return EnquiryStatistics(halls=tuple(EnquiryCounts.model_validate(row) for row in rows))

    return to.router


def _asked(body: EnquiryIn, subject: str, contact: Contact | None) -> OpenEnquiry:
    return OpenEnquiry(
        hall_id=HallId(body.hall_id),
        asked_by=subject,
        question=Personal[str].of(subject, body.question),
        contact=None if contact is None else Personal[Contact].of(subject, contact),
        complex=body.complex,
    )


def _hall(body: EnquiryIn) -> tuple[AggregateRef, ...]:
    return (HALL.ref(body.hall_id),)


def _page(desk: Desk, query: Query, inbox: Inbox, cursor: Cursor) -> EnquiryPage:
    place = {"after": cursor.after, "limit": cursor.limit}
    hall_id = query.parameters.get("hall_id", "")
    match inbox:
        case Inbox.MINE:
            rows = desk.views.rows(view.OF_OWNER, owner=query.actor.id, **place)
        case Inbox.OVERDUE:
            rows = desk.views.rows(view.OVERDUE, hall_id=hall_id, **place)
        case Inbox.HALL:
            rows = desk.views.rows(view.OF_HALL, hall_id=hall_id, **place)
        case _:
            assert_never(inbox)
    return EnquiryPage(enquiries=tuple(EnquiryOut.model_validate(row) for row in rows), next=next_after(rows, cursor))
