"""Activity token: that a code of an activity was used, under a name that only the vault's key joins to it.

Invariant: spent once, while the activity may be rated.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.associations.domain.activity import ACTIVITY, Held
from services.associations.domain.activity_refusals import ActivityNotHeld, ActivityRatedBefore, RatingsOver
from shared.contracts.associations.activity import ActivityTokenSpent
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActivityToken:
    """Whether it was spent."""

    spent: bool = False


def evolve(_token: ActivityToken, _event: ActivityTokenSpent) -> ActivityToken:
    """Apply one recorded fact."""
    return ActivityToken(spent=True)


# --- command ----------------------------------------------------------------


class SpendActivityToken(Command):
    """Rate an activity, which the decision is given."""

    activity_id: str


# --- decision ---------------------------------------------------------------


def decide(command: SpendActivityToken, token: ActivityToken, context: Context) -> list[ActivityTokenSpent] | Refusal:
    """Spend it, or say why not."""
    activity = context.look(ACTIVITY, command.activity_id)
    if not isinstance(activity, Held) or activity.codes is None:
        return ActivityNotHeld()
    if token.spent:
        return ActivityRatedBefore()
    if context.today > activity.codes.rate_by_on:
        return RatingsOver(activity.codes.rate_by_on)
    return [ActivityTokenSpent()]


ACTIVITY_TOKEN: Decider[ActivityToken, SpendActivityToken, ActivityTokenSpent] = Decider(
    "activity-token", ActivityToken(), evolve, decide, ActivityTokenSpent
)
