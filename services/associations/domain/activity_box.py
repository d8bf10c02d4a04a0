"""Activity box (活动评价箱): ratings of one activity lie in it sealed until the time to rate is over.

Invariants: each ballot lies in it once · it is opened once and tells totals alone, never which was cast when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from services.associations.domain.activity import ACTIVITY, Held
from services.associations.domain.activity_refusals import ActivityNotHeld, BoxNotDue, RatingsOver
from shared.contracts.associations.activity import (
    ActivityBoxEvent,
    ActivityRated,
    ActivityRatingCast,
    ActivityTotals,
)
from shared.contracts.intake.rating import Level
from shared.kernel.decider import Context, Decider
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.refusals import CorruptStream, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """How many ballots were cast; it is due at `opens_at` until it is `opened`."""

    cast: int = 0
    opens_at: datetime | None = None
    last_token_id: str = ""
    opened: bool = False


def evolve(box: Box, event: ActivityBoxEvent) -> Box:
    """Apply one recorded fact."""
    if box.opened:
        raise CorruptStream(f"{type(event).__name__} of a box that was opened")
    match event:
        case ActivityRatingCast():
            return Box(box.cast + 1, event.opens_at, event.token_id)
        case ActivityRated():
            return Box(box.cast, None, box.last_token_id, opened=True)
        case _:
            assert_never(event)


# --- commands ---------------------------------------------------------------


class CastActivityRating(Command):
    """Put a ballot into the box of an activity, for the token that is spent in the same act."""

    activity_id: str
    token_id: str
    ballot: Personal[Level]


class OpenActivityBox(Command):
    """Tell what lies in it: so many `ballots`."""

    activity_id: str
    ballots: int
    totals: ActivityTotals


ActivityBoxCommand = CastActivityRating | OpenActivityBox

# --- decisions --------------------------------------------------------------


def decide(command: ActivityBoxCommand, box: Box, context: Context) -> list[ActivityBoxEvent] | Refusal:
    """Answer a command with facts or a refusal; each decision is given the activity."""
    activity = context.look(ACTIVITY, command.activity_id)
    if not isinstance(activity, Held) or activity.codes is None:
        return ActivityNotHeld()
    match command:
        case CastActivityRating():
            if box.last_token_id == command.token_id:
                return []
            opens_at = END_OF_DAY.of(activity.codes.rate_by_on)
            cast = ActivityRatingCast(token_id=command.token_id, ballot=command.ballot, opens_at=opens_at)
            return RatingsOver(activity.codes.rate_by_on) if opens_at <= context.now else [cast]
        case OpenActivityBox():
            return _open(command, box, activity, context)
        case _:
            assert_never(command)


def _open(command: OpenActivityBox, box: Box, activity: Held, context: Context) -> list[ActivityBoxEvent] | Refusal:
    # Asked of another state: somebody else opened it, or one more was cast.
    if box.opens_at is None or command.ballots != box.cast:
        return []
    if box.opens_at > context.now:
        return BoxNotDue()
    reported = activity.reported
    return [
        ActivityRated(
            association_id=reported.association_id,
            community_id=reported.community_id,
            lineage_id=reported.lineage_id,
            held_on=reported.held_on,
            cast=box.cast,
            totals=command.totals,
        )
    ]


def box_due(box: Box, _context: Context) -> datetime | None:
    """When the box is to be opened; None while nothing lies in it."""
    return box.opens_at


ACTIVITY_BOX: Decider[Box, ActivityBoxCommand, ActivityBoxEvent] = Decider(
    "activity-box", Box(), evolve, decide, ActivityBoxEvent
)

# --- ballots ----------------------------------------------------------------


def totals(ballots: Sequence[Level | None]) -> ActivityTotals:
    """How many said what; one whose key was destroyed says nothing."""
    said = Counter(ballots)
    return ActivityTotals(**{level.value.lower(): said[level] for level in Level})
