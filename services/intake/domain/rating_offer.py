"""Rating offer (评价邀请): that a service may be rated, and until when.

Invariants: made once, with the service · whether it was taken up is never recorded here: nobody sees who rated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_state import NotReceived
from services.intake.domain.rating_rules import RATE_WITHIN_CD, is_enabled
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


# --- decision ---------------------------------------------------------------


def decide(command: OfferRating, offer: RatingOffer, context: Context) -> list[RatingOfferEvent] | Refusal:
    """Offer it, where there are ratings; there is nothing to refuse."""
    application = context.look(APPLICATION, command.application_id)
    if isinstance(offer, Offered) or isinstance(application, NotReceived):
        return []
    if not is_enabled(context.policy, context.today):
        return []
    facts = application.facts
    return [
        RatingOffered(
            hall_id=facts.hall_id,
            centre_id=facts.centre_id,
            item_code=facts.item_code,
            channel=command.channel,
            offered_on=context.today,
            rate_by_on=context.today + timedelta(days=context.policy.whole(RATE_WITHIN_CD, context.today)),
        )
    ]


RATING_OFFER: Decider[RatingOffer, OfferRating, RatingOfferEvent] = Decider(
    "rating-offer", NotOffered(), evolve, decide, RatingOfferEvent
)
