"""The emergency service over HTTP (应急服务): help first, papers afterwards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.api.applicant import CITIZEN_ID, ApplicantIn, checked
from services.intake.api.application import COUNTER, ON_POSTS, READERS
from services.intake.api.claim import claim_steps, claimed_before
from services.intake.api.counter import CounterRoutes
from services.intake.api.voucher import with_code
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import ReceiveApplication, ReceiveInEmergency
from services.intake.domain.application_people import PeopleGiven
from services.intake.domain.emergency import (
    EMERGENCY,
    HallCommand,
    OpenEmergencyService,
    RecordResponse,
    SubmitPapers,
    emergency_id,
)
from services.intake.domain.emergency_state import NoEmergency
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.types import ApplicationId, HallId, ItemCode, WindowId
from services.intake.domain.voucher import VOUCHERS, IssueVoucher, series_id
from services.intake.views import emergency as view
from shared.contracts.intake.application import Applicant
from shared.contracts.intake.emergency import EmergencyReason
from shared.kernel.decider import Step
from shared.kernel.instants import Instant, day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.receipts import ReceiptWithCode

C = TypeVar("C", bound=HallCommand)

Id = Annotated[str, Field(min_length=1, max_length=64)]

NO_PAPERS = "no-papers"
"""The kind, and for want of one the number, of the document of somebody who has none at hand."""
UNKNOWN = "未知"


class PersonIn(BaseModel):
    """Who needs help, as far as it is known; without a number they are nobody whom we have met before."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=50)] = UNKNOWN
    id_kind: Annotated[str, Field(pattern=r"^[a-z-]{2,30}$")] = CITIZEN_ID
    id_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z()-]{4,30}$")] | None = None
    phone: Annotated[str, Field(max_length=20)] | None = None

    @property
    def applicant(self) -> ApplicantIn:
        """As written on a form."""
        known = self.id_number is not None
        id_kind, id_number = self.id_kind if known else NO_PAPERS, self.id_number or NO_PAPERS
        return ApplicantIn(name=self.name, id_kind=id_kind, id_number=id_number, phone=self.phone)


class EmergencyIn(BaseModel):
    """What somebody needs at once, and when they called or came; without a window whoever is called out takes it in."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    hall_id: Id
    window_id: Id | None = None
    item_code: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z]{2}-\d{3}$")]
    reason: EmergencyReason
    applicant: PersonIn = PersonIn()
    called_at: Instant


class EmergencyOut(BaseModel):
    """Where an emergency service stands; what is done at `…_due_at` or later is late, and what is missed stays so."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    case_id: str
    hall_id: str
    item_code: str
    reason: EmergencyReason
    called_at: datetime
    respond_due_at: datetime
    responded_at: datetime | None = None
    response_missed: bool
    promised_paid_due_at: datetime | None = None
    statutory_paid_due_at: datetime | None = None
    paid_at: datetime | None = None
    payment_missed: bool
    papers_due_on: date
    papers_due_at: datetime
    completed_on: date | None = None
    papers_missed: bool


class EmergencyWithPapers(EmergencyOut):
    """The same, with the papers of the item that are not in yet."""

    papers_lacking: tuple[str, ...] = ()


class EmergencyPage(BaseModel):
    """Some emergency services of a hall, oldest first; `next` continues after them."""

    emergency_services: tuple[EmergencyOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of emergency services; their ids are those of the applications."""
    to = CounterRoutes(desk, "emergency-services")

    @to.command("/v1/emergency-services", *COUNTER, body=EmergencyIn, creates=True, answer=ReceiptWithCode)
    async def open_service(call: Call[EmergencyIn]) -> Done | Refusal:
        """Take somebody in an emergency on: receipt, voucher and acceptance at once, papers afterwards."""
        today = day_of(await desk.executor.clock.now())
        person = checked(call.body.applicant.applicant, today)
        if isinstance(person, Refusal):
            return person
        people = PeopleGiven(protection=person.protection(without_capacity=False, today=today))
        steps = await _steps(call, await _sealed(desk, person.told), people, today.year)
        return with_code(desk, await call.execute(*steps))

    @to.command("/v1/emergency-services/{id}/response", *COUNTER, body=RecordResponse)
    async def respond(call: Call[RecordResponse]) -> Done | Refusal:
        """Record when whoever was on duty answered the call."""
        return await _follow(call)

    @to.command("/v1/emergency-services/{id}/papers", *COUNTER, body=SubmitPapers)
    async def submit_papers(call: Call[SubmitPapers]) -> Done | Refusal:
        """Take papers in afterwards; with the last of them the service is complete."""
        return await _follow(call)

    @to.query("/v1/emergency-services/{id}", *READERS, answer=EmergencyWithPapers)
    async def emergency_service(query: Query) -> EmergencyWithPapers | None:
        """Show where an emergency service stands."""
        row, emergency = desk.views.row(view.ONE, of=query.id), await desk.state(EMERGENCY, emergency_id(query.id))
        if row is None or isinstance(emergency, NoEmergency):
            return None
        lacking = tuple(paper for paper in emergency.opened.papers if paper not in emergency.papers)
        return EmergencyWithPapers(**row._mapping, papers_lacking=lacking)

    @to.query("/v1/emergency-services/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to an emergency service, from the log."""
        return await history_of(desk.executor, EMERGENCY.ref(emergency_id(query.id)))

    @to.query("/v1/emergency-services", *READERS, answer=EmergencyPage, parameters=("hall_id", "after", "limit"))
    async def emergency_services(query: Query) -> EmergencyPage | Refusal:
        """List a hall's emergency services."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        hall_id = query.parameters.get("hall_id", "")
        rows = desk.views.rows(view.PAGE, hall_id=hall_id, after=cursor.after, limit=cursor.limit)
        shown = tuple(EmergencyOut.model_validate(row) for row in rows)
        return EmergencyPage(emergency_services=shown, next=next_after(rows, cursor))

    return to.router


async def _sealed(desk: Desk, person: Applicant) -> Personal[Applicant]:
    """Under the key of who has the number, or under one of their own for somebody without papers."""
    without = person.id_kind == NO_PAPERS
    subject = await (desk.vault.mint() if without else desk.vault.enrol(person.id_kind, person.id_number))
    return Personal[Applicant].of(subject, person)


async def _steps(
    call: Call[EmergencyIn], applicant: Personal[Applicant], people: PeopleGiven, year: int
) -> tuple[Step, ...]:
    body, id_ = call.body, ApplicationId(call.new_id("application"))
    hall_id, item_code = HallId(body.hall_id), ItemCode(body.item_code)
    receipt = ReceiveApplication(
        application_id=id_,
        hall_id=hall_id,
        window_id=WindowId(body.window_id) if body.window_id is not None else None,
        item_code=item_code,
        applicant=applicant,
        materials=(),
        people=people,
    )
    opening = OpenEmergencyService(
        application_id=id_, hall_id=hall_id, item_code=item_code, reason=body.reason, called_at=body.called_at
    )
    looked_at = (HALL.ref(hall_id), ITEM.ref(item_code), *ON_POSTS, *await claimed_before(call.desk, receipt))
    return (
        Step(APPLICATION, id_, ReceiveInEmergency(receipt=receipt), related=looked_at),
        Step(VOUCHERS, series_id(hall_id, year), IssueVoucher(application_id=id_)),
        Step(EMERGENCY, emergency_id(id_), opening),
        *claim_steps(receipt),
    )


async def _follow(call: Call[C]) -> Done | Refusal:
    return await call.execute(Step(EMERGENCY, emergency_id(call.id), call.body, related=ON_POSTS))
