"""What is overdue about a bad rating, and who hears of it: first the centre's director, then the district."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from services.intake.domain.rating_state import Appealed, Doubted, File, Rating, ToContact, ToCorrect, ToVerify
from shared.contracts.intake.bad_rating import BadRatingEscalated, EscalatedTo, Overdue
from shared.kernel.decider import Context
from shared.kernel.instants import start_of

ESCALATED_TO = "rating.escalated_to"
AGAIN_WD = "rating.escalate_again_wd"


def next_overdue(rating: Rating, context: Context) -> BadRatingEscalated | None:
    """What falls overdue next and nobody has heard of yet, due or not; None where nothing can be any more."""
    match rating:
        case ToContact():
            waiting: tuple[Overdue, ...] = (Overdue.CONTACT, Overdue.REMEDY)
        case ToVerify() | Doubted() | Appealed() | ToCorrect():
            waiting = (Overdue.REMEDY,)
        case _:
            return None
    steps = [step for overdue in waiting for step in _next_step(rating.file, overdue, context)]
    return min(steps, key=lambda step: step.fell_due_at, default=None)


def _next_step(file: File, overdue: Overdue, context: Context) -> Iterator[BadRatingEscalated]:
    rated_on = file.rated.rated_on
    ladder, told = context.policy.texts(ESCALATED_TO, rated_on), file.told.get(overdue, 0)
    if told >= len(ladder):
        return
    due_on = file.due_on[overdue]
    last_day = context.calendar.nth_working_day_after(due_on, told * context.policy.whole(AGAIN_WD, rated_on))
    yield BadRatingEscalated(
        to=EscalatedTo(ladder[told]),
        overdue=overdue,
        due_on=due_on,
        fell_due_at=start_of(last_day + timedelta(days=1)),
    )
