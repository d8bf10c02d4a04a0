"""Rating box (评价箱) of a day: ratings lie in it sealed, until it is opened.

Invariants: each ballot is taken out once, whoever opens the box how often · a box that is opened in several handfuls
has no small last one, by which whoever rated last would be known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from services.intake.domain.rating_refusals import RatingBoxClosed, RatingBoxNotDue
from services.intake.domain.rating_rules import next_opening
from shared.contracts.intake.rating import Ballot, RatingBoxEvent, RatingBoxOpened, RatingCast
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import day_of
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal

HANDFUL = 50
"""How many ballots are taken out in one act at most."""

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RatingBox:
    """How many ballots were cast, and how many of them taken out; the rest is due at `opens_at`."""

    cast: int = 0
    opened: int = 0
    opens_at: datetime | None = None
    last_token_id: str = ""

    @property
    def handful(self) -> int:
        """How many ballots are taken out next: the rest in equal parts."""
        rest = self.cast - self.opened
        return -(-rest // -(-rest // HANDFUL)) if rest else 0


def evolve(box: RatingBox, event: RatingBoxEvent) -> RatingBox:
    """Apply one recorded fact."""
    match event:
        case RatingCast():
            opens_at = event.opens_at if box.opens_at is None else min(event.opens_at, box.opens_at)
            return RatingBox(box.cast + 1, box.opened, opens_at, event.token_id)
        case RatingBoxOpened():
            opened = box.opened + event.count
            return RatingBox(box.cast, opened, None if opened == box.cast else box.opens_at, box.last_token_id)
        case _:
            assert_never(event)


# --- commands ---------------------------------------------------------------


class CastRating(Command):
    """Put a ballot into the box of `day`, for the token that is spent in the same act."""

    day: date
    token_id: str
    ballot: Personal[Ballot]


class OpenRatingBox(Command):
    """Take the next `count` ballots out, which come after the first `after`."""

    after: int
    count: int


RatingBoxCommand = CastRating | OpenRatingBox

# --- decisions --------------------------------------------------------------


def decide(command: RatingBoxCommand, box: RatingBox, context: Context) -> list[RatingBoxEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case CastRating():
            return _cast(command, box, context)
        case OpenRatingBox():
            return _open(command, box, context)
        case _:
            assert_never(command)


def _cast(command: CastRating, box: RatingBox, context: Context) -> list[RatingBoxEvent] | Refusal:
    if box.last_token_id == command.token_id:
        return []
    opens_at = next_opening(context.now, context.policy)
    if day_of(opens_at) != command.day:
        return RatingBoxClosed()
    return [RatingCast(token_id=command.token_id, ballot=command.ballot, opens_at=opens_at)]


def box_due(box: RatingBox, _context: Context) -> datetime | None:
    """When the box is to be opened; None while nothing lies in it."""
    return box.opens_at


def _open(command: OpenRatingBox, box: RatingBox, context: Context) -> list[RatingBoxEvent] | Refusal:
    # Asked of another state: somebody else took these out.
    if command.after != box.opened or not 0 < command.count <= box.cast - box.opened:
        return []
    if box.opens_at is None or box.opens_at > context.now:
        return RatingBoxNotDue()
    return [RatingBoxOpened(count=command.count)]


RATING_BOX: Decider[RatingBox, RatingBoxCommand, RatingBoxEvent] = Decider(
    "rating-box", RatingBox(), evolve, decide, RatingBoxEvent
)
