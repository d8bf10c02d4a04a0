"""Rating token: that a service was rated, under a name that only the vault's key joins to it.

Invariant: spent once (一次一评), while the offer stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.intake.domain.rating_offer import RATING_OFFER, NotOffered
from services.intake.domain.rating_refusals import AlreadyRated, RatingClosed, RatingNotOffered
from shared.contracts.intake.rating import RatingTokenEvent, RatingTokenSpent
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RatingToken:
    """Whether it was spent."""

    spent: bool = False


def evolve(_token: RatingToken, _event: RatingTokenEvent) -> RatingToken:
    """Apply one recorded fact."""
    return RatingToken(spent=True)


# --- command ----------------------------------------------------------------


class SpendRatingToken(Command):
    """Rate the service of an application, whose offer the decision is given."""

    application_id: str


# --- decision ---------------------------------------------------------------


def decide(command: SpendRatingToken, token: RatingToken, context: Context) -> list[RatingTokenEvent] | Refusal:
    """Spend it, or say why not."""
    offer = context.look(RATING_OFFER, command.application_id)
    if isinstance(offer, NotOffered):
        return RatingNotOffered()
    if token.spent:
        return AlreadyRated()
    if context.today > offer.offer.rate_by_on:
        return RatingClosed(rate_by_on=offer.offer.rate_by_on)
    return [RatingTokenSpent(cast_on=context.today)]


RATING_TOKEN: Decider[RatingToken, SpendRatingToken, RatingTokenEvent] = Decider(
    "rating-token", RatingToken(), evolve, decide, RatingTokenEvent
)
