"""Instant items over HTTP (即办件): one act of a clerk at one window from the receipt to the result in the hand."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.intake.api.applicant import people_given
from services.intake.api.application import COUNTER, ON_POSTS, READERS, ApplicationIn, of_draft
from services.intake.api.claim import claim_steps, claimed_before
from services.intake.api.counter import CounterRoutes
from services.intake.api.voucher import with_code
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import ReceiveApplication, ServeAtOnce
from services.intake.domain.application_people import PeopleGiven
from services.intake.domain.delegation import DELEGATIONS
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.rating_offer import RATING_OFFER, OfferRatingAtOnce
from services.intake.domain.types import ApplicationId, HallId, ItemCode, WindowId
from services.intake.domain.voucher import VOUCHERS, IssueVoucher, series_id
from services.intake.views import application_instant as view
from services.intake.views.application_instant import InstantState
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.post import ActedAs
from shared.contracts.casework.reasons import Reasons, Texts
from shared.contracts.intake.application import Applicant
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.receipts import ReceiptWithCode
from shared.runtime.refusals import InvalidParameter


class InstantServiceIn(ApplicationIn):
    """What a clerk takes in and decides alone there and then; a refusal says why, and what may be done against it."""

    outcome: Outcome
    reasons: Texts = ()
    remedies: Texts = ()

    def about(self, application_id: ApplicationId, applicant: Personal[Applicant], people: PeopleGiven) -> ServeAtOnce:
        """The command, with its reasons under the applicant's key."""
        receipt = ReceiveApplication(
            application_id=application_id,
            hall_id=HallId(self.hall_id),
            window_id=WindowId(self.window_id),
            item_code=ItemCode(self.item_code),
            applicant=applicant,
            materials=self.materials,
            people=people,
        )
        reasons = Reasons.of(applicant.subject, self.reasons) if self.reasons else None
        return ServeAtOnce(receipt=receipt, outcome=self.outcome, reasons=reasons, remedies=self.remedies)


class InstantServiceOut(BaseModel):
    """What became of an act at a window; where it was declined, `declined_for` is the slug of what stood against it."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    state: InstantState
    hall_id: str
    window_id: str
    item_code: str
    voucher_number: str
    outcome: Outcome
    post_id: str
    acted_as: ActedAs
    decided_on: date
    declined_for: str | None = None
    case_id: str | None = None


class InstantServicePage(BaseModel):
    """Some acts at a hall's windows in one state, oldest first; `next` continues after them."""

    instant_services: tuple[InstantServiceOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of what is served by one act."""
    to = CounterRoutes(desk, "instant-services")

    @to.command("/v1/instant-services", *COUNTER, body=InstantServiceIn, creates=True, answer=ReceiptWithCode)
    async def serve(call: Call[InstantServiceIn]) -> Done | Refusal:
        """Receive, accept, decide and hand over an instant item by one act at one window (即办件), to be rated."""
        today = day_of(await desk.executor.clock.now())
        given = await people_given(desk.vault, call.body, today)
        if isinstance(given, Refusal):
            return given
        return with_code(desk, await call.execute(*await _steps(call, *given, today.year)))

    @to.query("/v1/instant-services/{id}", *READERS, answer=InstantServiceOut)
    async def instant_service(query: Query) -> InstantServiceOut | None:
        """Show what became of an act at a window; its id is that of the application."""
        row = desk.views.row(view.ONE, of=query.id)
        return InstantServiceOut.model_validate(row) if row else None

    @to.query(
        "/v1/instant-services",
        *READERS,
        answer=InstantServicePage,
        parameters=("hall_id", "state", "after", "limit"),
    )
    async def instant_services(query: Query) -> InstantServicePage | Refusal:
        """List what was served by one act at a hall: what was declined, unless another state is asked for."""
        cursor, state = cursor_of(query), query.parameters.get("state", InstantState.DECLINED.value)
        if isinstance(cursor, Refusal):
            return cursor
        if state not in set(InstantState):
            return InvalidParameter(name="state")
        hall_id = query.parameters.get("hall_id", "")
        rows = desk.views.rows(view.PAGE, hall_id=hall_id, state=state, after=cursor.after, limit=cursor.limit)
        shown = tuple(InstantServiceOut.model_validate(row) for row in rows)
        return InstantServicePage(instant_services=shown, next=next_after(rows, cursor))

    return to.router


async def _steps(
    call: Call[InstantServiceIn], applicant: Personal[Applicant], people: PeopleGiven, year: int
) -> tuple[Step, ...]:
    body, application_id = call.body, ApplicationId(call.new_id("application"))
    command = body.about(application_id, applicant, people)
    offer = OfferRatingAtOnce(hall_id=HallId(body.hall_id), item_code=ItemCode(body.item_code))
    looked_at = (HALL.ref(body.hall_id), ITEM.ref(body.item_code), DELEGATIONS.ref(body.item_code), *ON_POSTS)
    return (
        Step(
            APPLICATION,
            application_id,
            command,
            related=(*looked_at, *await claimed_before(call.desk, command.receipt)),
        ),
        Step(VOUCHERS, series_id(body.hall_id, year), IssueVoucher(application_id=application_id)),
        Step(RATING_OFFER, application_id, offer, related=(HALL.ref(body.hall_id),)),
        *of_draft(body.draft_id, command.receipt),
        *claim_steps(command.receipt),
    )
