"""Rating offer (评价邀请): that a service may be rated, and until when.

Invariants: made once, with the service · whether it was taken up is never recorded here: nobody sees who rated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_state import NotReceived
from services.intake.domain.hall import HALL, Hall
from services.intake.domain.rating_rules import RATE_WITHIN_CD, is_enabled
from services.intake.domain.types import HallId, ItemCode
from shared.contracts.intake.rating import RatingOffered, RatingOfferEvent, ServiceChannel
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotOffered:
    """The service is not done with, or ratings were not yet known."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be rated."""

    offer: RatingOffered


RatingOffer = NotOffered | Offered


def evolve(_offer: RatingOffer, event: RatingOfferEvent) -> RatingOffer:
    """Apply one recorded fact."""
    return Offered(event)


# --- command ----------------------------------------------------------------


class OfferRating(Command):
    """Offer to rate the service of an application that the decision is given, in the act that ends the service."""

    application_id: str
    channel: ServiceChannel = ServiceChannel.OFFLINE


class OfferRatingAtOnce(Command):
    """Offer to rate what is received, decided and handed over by this very act at a window of a hall that is given."""

    hall_id: HallId
    item_code: ItemCode
    channel: ServiceChannel = ServiceChannel.OFFLINE


RatingOfferCommand = OfferRating | OfferRatingAtOnce

# --- decision ---------------------------------------------------------------


def decide(command: RatingOfferCommand, offer: RatingOffer, context: Context) -> list[RatingOfferEvent] | Refusal:
    """Offer it, where there are ratings; there is nothing to refuse."""
    place = _at_once(command, context) if isinstance(command, OfferRatingAtOnce) else _served(command, context)
    if isinstance(offer, Offered) or place is None or not is_enabled(context.policy, context.today):
        return []
    hall_id, centre_id, item_code = place
    return [
        RatingOffered(
            hall_id=hall_id,
            centre_id=centre_id,
            item_code=item_code,
            channel=command.channel,
            offered_on=context.today,
            rate_by_on=context.today + timedelta(days=context.policy.whole(RATE_WITHIN_CD, context.today)),
        )
    ]


def _served(command: OfferRating, context: Context) -> tuple[str, str, str] | None:
    application = context.look(APPLICATION, command.application_id)
    if isinstance(application, NotReceived):
        return None
    return application.facts.hall_id, application.facts.centre_id, application.facts.item_code


def _at_once(command: OfferRatingAtOnce, context: Context) -> tuple[str, str, str] | None:
    hall = context.look(HALL, command.hall_id)
    return (command.hall_id, hall.centre_id, command.item_code) if isinstance(hall, Hall) else None


RATING_OFFER: Decider[RatingOffer, RatingOfferCommand, RatingOfferEvent] = Decider(
    "rating-offer", NotOffered(), evolve, decide, RatingOfferEvent
)
