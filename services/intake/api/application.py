"""Applications over HTTP: the clerk's acts at the window, and what the counter may look up."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, RootModel
from sqlalchemy import Row

from services.intake.api.applicant import PeopleIn, people_given
from services.intake.api.application_then import ApplicationThen
from services.intake.api.claim import claim_steps, claimed_before
from services.intake.api.counter import CounterRoutes
from services.intake.api.voucher import with_code
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_check import check_ends_on
from services.intake.domain.application_commands import (
    AcceptApplication,
    DeliverResult,
    ReceiveApplication,
    RequestCorrection,
    SubmitCorrection,
    WithdrawApplication,
)
from services.intake.domain.application_people import PeopleGiven
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.application_state import NotReceived, Received
from services.intake.domain.draft import DRAFT, HandInDraft
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.rating_offer import RATING_OFFER, OfferRating
from services.intake.domain.types import ApplicationId, HallId, ItemCode, WindowId
from services.intake.domain.voucher import VOUCHERS, IssueVoucher, series_id
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS
from services.intake.views import application as view
from shared.contracts.intake.application import Applicant, Defect, Name
from shared.contracts.intake.application_people import Relation
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.receipts import ReceiptWithCode

Text = Annotated[str, Field(min_length=1, max_length=500)]

COUNTER = (Role.CLERK,)
ON_POSTS = (WINDOW_POSTS.ref(DISTRICT),)
"""What each act of the counter looks at: a hand-over in between is seen."""
READERS = (Role.CLERK, Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN)


class ApplicationIn(PeopleIn):
    """What a clerk takes in at a window."""

    hall_id: Annotated[str, Field(min_length=1, max_length=64)]
    window_id: Annotated[str, Field(min_length=1, max_length=64)]
    item_code: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z]{2}-\d{3}$")]
    materials: Annotated[tuple[Name, ...], Field(max_length=50)] = ()
    draft_id: Annotated[str, Field(min_length=1, max_length=80)] | None = None


class DefectIn(BaseModel):
    """One paper that is missing or wrong, and what would put it right; `material` names no person."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    material: Name
    reason: Text


class CorrectionNoticeIn(BaseModel):
    """Everything that is missing or wrong; `of_new_material` where that is only what came in after the last notice."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    defects: Annotated[tuple[DefectIn, ...], Field(min_length=1, max_length=50)]
    of_new_material: bool = False

    def about(self, subject: str) -> RequestCorrection:
        """The command, with its words under the applicant's key."""
        told = ((each.material, Personal[str].of(subject, each.reason)) for each in self.defects)
        defects = tuple(Defect(material=material, reason=reason) for material, reason in told)
        return RequestCorrection(defects=defects, of_new_material=self.of_new_material)


class WithdrawalIn(BaseModel):
    """Why the applicant takes the application back; `through` says who does it for them."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    reason: Text
    through: Relation | None = None

    def about(self, subject: str) -> WithdrawApplication:
        """The command, with its words under the applicant's key."""
        return WithdrawApplication(reason=Personal[str].of(subject, self.reason), through=self.through)


Told = TypeVar("Told", CorrectionNoticeIn, WithdrawalIn)


class ApplicationOut(BaseModel):
    """Where an application stands.

    `missing` is what the last notice asked for and has not come in, `check_due_on` the last day on which the hall can
    tell the applicant something. While it is `annulling`, the case of an acceptance that was taken back may be open.
    """

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
    check_due_on: date | None = None
    correction_due_on: date | None = None
    missing: tuple[str, ...] | None = None
    accepted_on: date | None = None
    case_id: str | None = None
    outcome: str | None = None
    delivered_on: date | None = None
    annulling: bool | None = None
    ended_on: date | None = None
    not_accepted_cause: str | None = None
    reconsideration_due_on: date | None = None
    litigation_due_on: date | None = None
    transferred_to: str | None = None
    transferred_to_name: str | None = None


class ApplicationNowOrThen(RootModel[ApplicationOut | ApplicationThen]):
    """`ApplicationThen` where `as_of` or `known_at` is given."""


class ApplicationPage(BaseModel):
    """Some applications of a hall, oldest first; `next` continues after them."""

    applications: tuple[ApplicationOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of applications."""
    to = CounterRoutes(desk, "applications")

    @to.command("/v1/applications", *COUNTER, body=ApplicationIn, creates=True, answer=ReceiptWithCode)
    async def receive(call: Call[ApplicationIn]) -> Done | Refusal:
        """Receive an application at a window (收件); the answer tells the code of its voucher."""
        today = day_of(await desk.executor.clock.now())
        given = await people_given(desk.vault, call.body, today)
        if isinstance(given, Refusal):
            return given
        return with_code(desk, await call.execute(*await _receipt(call, *given, today.year)))

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

    @to.query("/v1/applications/{id}", *READERS, answer=ApplicationNowOrThen, parameters=as_of.PARAMETERS)
    async def application(query: Query) -> ApplicationOut | ApplicationThen | Refusal | None:
        """Show where an application stands: now, as it held in law on a day (`as_of`), as it was known at a moment."""
        if query.parameters:
            found = await as_of.held(query, APPLICATION)
            return ApplicationThen.of(query.id, found) if isinstance(found, Held) else found
        row = desk.views.row(view.ONE, of=query.id)
        return _shown(desk, row) if row else None

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


async def _receipt(
    call: Call[ApplicationIn], applicant: Personal[Applicant], people: PeopleGiven, year: int
) -> tuple[Step, ...]:
    body = call.body
    application_id = ApplicationId(call.new_id("application"))
    command = ReceiveApplication(
        application_id=application_id,
        hall_id=HallId(body.hall_id),
        window_id=WindowId(body.window_id),
        item_code=ItemCode(body.item_code),
        applicant=applicant,
        materials=body.materials,
        people=people,
    )
    looked_at = (HALL.ref(body.hall_id), ITEM.ref(body.item_code), *ON_POSTS)
    return (
        Step(APPLICATION, application_id, command, related=(*looked_at, *await claimed_before(call.desk, command))),
        Step(VOUCHERS, series_id(body.hall_id, year), IssueVoucher(application_id=application_id)),
        *of_draft(body.draft_id, command),
        *claim_steps(command),
    )


def of_draft(draft_id: str | None, received: ReceiveApplication) -> tuple[Step, ...]:
    """The draft of a receipt is handed in, where it had one."""
    if draft_id is None:
        return ()
    command = HandInDraft(
        application_id=received.application_id,
        item_code=received.item_code,
        subject=received.applicant.subject,
    )
    return (Step(DRAFT, draft_id, command),)


async def _tell(call: Call[Told]) -> Done | Refusal:
    application = await call.desk.state(APPLICATION, call.id)
    if isinstance(application, NotReceived):
        return ApplicationUnknown()
    command = call.body.about(application.facts.subject)
    return await call.execute(Step(APPLICATION, call.id, command, related=ON_POSTS))


def _shown(desk: Desk, row: Row[Any]) -> ApplicationOut:
    known, due = desk.executor.reference, None
    if row.state == "RECEIVED":
        due = check_ends_on(row.counted_from_on, known.policy, known.calendar)
    return ApplicationOut.model_validate(row._asdict() | {"check_due_on": due})


def _page(desk: Desk, query: Query, cursor: Cursor) -> ApplicationPage:
    where: dict[str, object] = {"hall_id": query.parameters.get("hall_id", ""), "after": cursor.after}
    state = query.parameters.get("state")
    statement = view.PAGE if state is None else view.PAGE_IN_STATE
    rows = desk.views.rows(statement, limit=cursor.limit, **where, **({} if state is None else {"state": state}))
    return ApplicationPage(
        applications=tuple(_shown(desk, row) for row in rows),
        next=next_after(rows, cursor),
    )
