"""Applications over HTTP: the clerk's acts at the window, and what the counter may look up."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import (
    AcceptApplication,
    DeliverResult,
    ReceiveApplication,
    RequestCorrection,
    SubmitCorrection,
    WithdrawApplication,
)
from services.intake.domain.application_refusals import ApplicationUnknown, IdNumberInvalid, PhoneInvalid
from services.intake.domain.application_state import NotReceived, Received
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.rating_offer import RATING_OFFER, OfferRating
from services.intake.domain.types import ApplicationId, HallId, ItemCode, WindowId
from services.intake.domain.voucher import VOUCHERS, IssueVoucher, series_id
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS
from services.intake.views import application as view
from shared.contracts.intake.application import Applicant, Defect, Name
from shared.kernel.actors import Role
from shared.kernel.codes import CitizenId, CodeFault, citizen_id, phone_number
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.pages import Cursor, cursor_of, next_after

Text = Annotated[str, Field(min_length=1, max_length=500)]

CITIZEN_ID = "citizen-id"
COUNTER = (Role.CLERK,)
ON_POSTS = (WINDOW_POSTS.ref(DISTRICT),)
"""What each act of the counter looks at: a hand-over in between is seen."""
READERS = (Role.CLERK, Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN)


class ApplicantIn(BaseModel):
    """Who applies, as written on the form. `id_kind` is `citizen-id` or the kind of another document."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=50)]
    id_kind: Annotated[str, Field(pattern=r"^[a-z-]{2,30}$")] = CITIZEN_ID
    id_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z()-]{4,30}$")]
    phone: Annotated[str, Field(max_length=20)] | None = None


class ApplicationIn(BaseModel):
    """What a clerk takes in at a window."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    hall_id: Annotated[str, Field(min_length=1, max_length=64)]
    window_id: Annotated[str, Field(min_length=1, max_length=64)]
    item_code: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z]{2}-\d{3}$")]
    applicant: ApplicantIn
    materials: Annotated[tuple[Name, ...], Field(max_length=50)] = ()


class DefectIn(BaseModel):
    """One paper that is missing or wrong, and what would put it right; `material` names no person."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    material: Name
    reason: Text


class CorrectionNoticeIn(BaseModel):
    """Everything that is missing or wrong."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    defects: Annotated[tuple[DefectIn, ...], Field(min_length=1, max_length=50)]

    def about(self, subject: str) -> RequestCorrection:
        """The command, with its words under the applicant's key."""
        told = ((each.material, Personal[str].of(subject, each.reason)) for each in self.defects)
        return RequestCorrection(defects=tuple(Defect(material=material, reason=reason) for material, reason in told))


class WithdrawalIn(BaseModel):
    """Why the applicant takes the application back."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    reason: Text

    def about(self, subject: str) -> WithdrawApplication:
        """The command, with its words under the applicant's key."""
        return WithdrawApplication(reason=Personal[str].of(subject, self.reason))


Told = TypeVar("Told", CorrectionNoticeIn, WithdrawalIn)


class ApplicationOut(BaseModel):
    """Where an application stands."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    state: str
    hall_id: str
    window_id: str
    centre_id: str
    item_code: str
    item_version: int
    voucher_number: str
    received_on: date
    correction_due_on: date | None = None
    accepted_on: date | None = None
    case_id: str | None = None
    outcome: str | None = None
    delivered_on: date | None = None


class ApplicationPage(BaseModel):
    """Some applications of a hall, oldest first; `next` continues after them."""

    applications: tuple[ApplicationOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of applications."""
    to = Routes(desk, "applications")

    @to.command("/v1/applications", *COUNTER, body=ApplicationIn, creates=True)
    async def receive(call: Call[ApplicationIn]) -> Done | Refusal:
        """Receive an application at a window (收件)."""
        today = day_of(await desk.executor.clock.now())
        applicant = checked(call.body.applicant, today)
        if isinstance(applicant, Refusal):
            return applicant
        subject = await desk.vault.enrol(applicant.id_kind, applicant.id_number)
        return await call.execute(*_receipt(call, Personal[Applicant].of(subject, applicant), today.year))

    @to.command("/v1/applications/{id}/correction-notice", *COUNTER, body=CorrectionNoticeIn)
    async def request_correction(call: Call[CorrectionNoticeIn]) -> Done | Refusal:
        """Tell the applicant once everything that is missing (一次性告知)."""
        return await _tell(call)

    @to.command("/v1/applications/{id}/correction", *COUNTER, body=SubmitCorrection)
    async def submit_correction(call: Call[SubmitCorrection]) -> Done | Refusal:
        """Take in what the notice asked for (补正)."""
        return await call.execute(Step(APPLICATION, call.id, call.body, related=ON_POSTS))

    @to.command("/v1/applications/{id}/acceptance", *COUNTER)
    async def accept(call: Call[Empty]) -> Done | Refusal:
        """Accept the application (受理); its case is opened in the back office."""
        application = await desk.state(APPLICATION, call.id)
        item = (ITEM.ref(application.facts.item_code),) if isinstance(application, Received) else ()
        return await call.execute(Step(APPLICATION, call.id, AcceptApplication(), related=(*ON_POSTS, *item)))

    @to.command("/v1/applications/{id}/withdrawal", *COUNTER, body=WithdrawalIn)
    async def withdraw(call: Call[WithdrawalIn]) -> Done | Refusal:
        """Take the application back for the applicant."""
        return await _tell(call)

    @to.command("/v1/applications/{id}/delivery", *COUNTER, body=DeliverResult)
    async def deliver(call: Call[DeliverResult]) -> Done | Refusal:
        """Hand the result over (送达), and with it the chance to rate the service."""
        offer = OfferRating(application_id=call.id)
        return await call.execute(
            Step(APPLICATION, call.id, call.body, related=ON_POSTS),
            Step(RATING_OFFER, call.id, offer, related=(APPLICATION.ref(call.id),)),
        )

    @to.query("/v1/applications/{id}", *READERS, answer=ApplicationOut)
    async def application(query: Query) -> ApplicationOut | None:
        """Show where an application stands."""
        row = desk.views.row(view.ONE, of=query.id)
        return ApplicationOut.model_validate(row) if row else None

    @to.query("/v1/applications/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to an application, from the log."""
        return await history_of(desk.executor, APPLICATION.ref(query.id))

    @to.query("/v1/applications", *READERS, answer=ApplicationPage, parameters=("hall_id", "state", "after", "limit"))
    async def applications(query: Query) -> ApplicationPage | Refusal:
        """List a hall's applications."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        return _page(desk, query, cursor)

    return to.router


def checked(said: ApplicantIn, today: date) -> Applicant | Refusal:
    """The applicant with normalised numbers."""
    number, phone = said.id_number.upper(), None
    if said.id_kind == CITIZEN_ID:
        checked = citizen_id(said.id_number, today)
        if not isinstance(checked, CitizenId):
            return IdNumberInvalid(fault=checked.value)
        number = checked.number
    if said.phone is not None:
        dialled = phone_number(said.phone)
        if isinstance(dialled, CodeFault):
            return PhoneInvalid()
        phone = str(dialled)
    return Applicant(name=said.name, id_kind=said.id_kind, id_number=number, phone=phone)


def _receipt(call: Call[ApplicationIn], applicant: Personal[Applicant], year: int) -> tuple[Step, Step]:
    body = call.body
    application_id = ApplicationId(call.new_id("application"))
    command = ReceiveApplication(
        application_id=application_id,
        hall_id=HallId(body.hall_id),
        window_id=WindowId(body.window_id),
        item_code=ItemCode(body.item_code),
        applicant=applicant,
        materials=body.materials,
    )
    looked_at = (HALL.ref(body.hall_id), ITEM.ref(body.item_code), *ON_POSTS)
    return (
        Step(APPLICATION, application_id, command, related=looked_at),
        Step(VOUCHERS, series_id(body.hall_id, year), IssueVoucher(application_id=application_id)),
    )


async def _tell(call: Call[Told]) -> Done | Refusal:
    application = await call.desk.state(APPLICATION, call.id)
    if isinstance(application, NotReceived):
        return ApplicationUnknown()
    command = call.body.about(application.facts.subject)
    return await call.execute(Step(APPLICATION, call.id, command, related=ON_POSTS))


def _page(desk: Desk, query: Query, cursor: Cursor) -> ApplicationPage:
    where: dict[str, object] = {"hall_id": query.parameters.get("hall_id", ""), "after": cursor.after}
    state = query.parameters.get("state")
    statement = view.PAGE if state is None else view.PAGE_IN_STATE
    rows = desk.views.rows(statement, limit=cursor.limit, **where, **({} if state is None else {"state": state}))
    return ApplicationPage(
        applications=tuple(ApplicationOut.model_validate(row) for row in rows),
        next=next_after(rows, cursor),
    )
