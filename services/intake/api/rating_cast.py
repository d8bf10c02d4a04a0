"""Rating a service, for who has its voucher: once, and so that nobody learns who rated how."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.intake.api.voucher import VoucherIn, proven
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import PhoneInvalid
from services.intake.domain.rating_box import RATING_BOX, CastRating
from services.intake.domain.rating_offer import RATING_OFFER, NotOffered
from services.intake.domain.rating_refusals import RatingBoxClosed, RatingNotOffered
from services.intake.domain.rating_rules import filled, next_opening, unfit
from services.intake.domain.rating_token import RATING_TOKEN, SpendRatingToken
from services.intake.views.rating_statistics import month_of
from shared.contracts.intake.rating import Ballot, Contact, IndicatorLevel, Level, RatingOffered
from shared.kernel.actors import WITHHELD, Role
from shared.kernel.codes import CodeFault, phone_number
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call
from shared.runtime.public import PublicRoutes

Text = Annotated[str, Field(min_length=1, max_length=500)]
BOX, RATING, TOKEN = "rating-box", "rating", "rating-token"


class ContactIn(BaseModel):
    """Where who rates wants to be called back."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    phone: Annotated[str, Field(max_length=20)]
    name: Annotated[str, Field(min_length=1, max_length=50)] | None = None


class RatingIn(VoucherIn):
    """A rating (好差评): the level, and as one likes those of indicators, a comment, and where to be called back."""

    level: Level
    indicators: Annotated[tuple[IndicatorLevel, ...], Field(max_length=10)] = ()
    comment: Text | None = None
    contact: ContactIn | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the route of who rates."""
    to = PublicRoutes(desk, "ratings")

    @to.act("/v1/public/ratings", body=RatingIn)
    async def rate(call: Call[RatingIn]) -> Done | Refusal:
        """Rate the service of a voucher, once (一次一评)."""
        found = await proven(desk, call.body)
        if isinstance(found, Refusal):
            return found
        return await _rated(call.acting(WITHHELD), found[0])

    return to.router


async def _rated(call: Call[RatingIn], application_id: str) -> Done | Refusal:
    desk = call.desk
    context = await desk.context(WITHHELD, RATING_OFFER.ref(application_id))
    offer = context.look(RATING_OFFER, application_id)
    if isinstance(offer, NotOffered):
        return RatingNotOffered()
    body = call.body
    wrong = unfit(body.level, body.indicators, offer.offer.channel, context.policy, context.today)
    contact = _contact(body.contact)
    if wrong is not None or isinstance(contact, Refusal):
        return wrong or PhoneInvalid()
    ballot = await _ballot(call, application_id, offer.offer, contact)
    cast = await _cast(call, application_id, ballot)
    # The box of the day was opened in this moment: it lies in the next one.
    return await _cast(call, application_id, ballot) if isinstance(cast, RatingBoxClosed) else cast


async def _ballot(call: Call[RatingIn], application_id: str, offer: RatingOffered, contact: Contact | None) -> Ballot:
    rating_id = call.desk.vault.token(RATING, application_id)
    ballot = Ballot(
        rating_id=rating_id,
        subject=await call.desk.vault.enrol(RATING, rating_id),
        hall_id=offer.hall_id,
        centre_id=offer.centre_id,
        item_code=offer.item_code,
        served_in=month_of(offer.offered_on),
        channel=offer.channel,
        level=call.body.level,
        indicators=call.body.indicators,
        comment=call.body.comment,
        contact=contact,
        handler=await _handler(call.desk, application_id),
    )
    return filled(ballot)


async def _cast(call: Call[RatingIn], application_id: str, ballot: Ballot) -> Done | Refusal:
    executor, vault = call.desk.executor, call.desk.vault
    day = day_of(next_opening(await executor.clock.now(), executor.reference.policy))
    sealed = Personal[Ballot].of(await vault.enrol(BOX, day.isoformat()), ballot)
    token = vault.token(TOKEN, application_id)
    spend, offer = SpendRatingToken(application_id=application_id), RATING_OFFER.ref(application_id)
    return await call.execute(
        Step(RATING_TOKEN, token, spend, related=(offer,)),
        Step(RATING_BOX, day.isoformat(), CastRating(day=day, token_id=token, ballot=sealed)),
    )


def _contact(said: ContactIn | None) -> Contact | Refusal | None:
    if said is None:
        return None
    dialled = phone_number(said.phone)
    return PhoneInvalid() if isinstance(dialled, CodeFault) else Contact(name=said.name, phone=str(dialled))


async def _handler(desk: Desk, application_id: str) -> str | None:
    """Who last acted on the application at the counter."""
    log, codec = desk.executor.log, desk.executor.aggregates.codec
    stored = await log.at(await log.positions(APPLICATION.ref(application_id)))
    documents = (codec.decode(event.type, event.document) for event in reversed(stored))
    return next((document.actor for document in documents if document.actorrole == Role.CLERK.value), None)
