"""Merits of an association (业绩): what it did in a year, as the score of a reward counts it. Numbers, and nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.grants.domain.association_standing_state import Record
from shared.contracts.grants.association_standing import ActivityKnown, RatingTotals
from shared.contracts.intake.rating import Level


@dataclass(frozen=True, slots=True)
class Merits:
    """Activities of a year, their reach and ratings, and what was taken up for others in it, of that what was answered.

    Of an activity that was entered from paper nobody knows how many came.
    """

    activities: int
    attended: int
    residents: int
    rated: int
    ratings: RatingTotals
    needs_taken_up: int
    needs_answered: int
    needs_answered_late: int

    @property
    def points(self) -> int:
        """Of all ratings together, each from 5 down to 1."""
        return sum(level.points * getattr(self.ratings, level.value.lower()) for level in Level)

    @property
    def cast(self) -> int:
        """How many ratings say something."""
        return sum(dict(self.ratings).values())


def held_in(year: int, records: Sequence[Record]) -> tuple[ActivityKnown, ...]:
    """The activities of a year, each once: what was entered from paper does not count beside one of its day that the
    service of associations told of.
    """
    entered_first = sorted((each for record in records for each in record.activities.values()), key=_told_of)
    known = {each.activity_id: each for each in entered_first}
    told = {each.held_on for each in known.values() if _told_of(each)}
    counted = (each for each in known.values() if _told_of(each) or each.held_on not in told)
    return tuple(each for each in counted if each.held_on.year == year)


def _told_of(activity: ActivityKnown) -> bool:
    return activity.source_position is not None


def merits_of(year: int, records: Sequence[Record]) -> Merits:
    """What the records of an association, and of the filed one that it was, say of a year."""
    held = held_in(year, records)
    ratings = {id_: each for record in records for id_, each in record.ratings.items() if each.held_on.year == year}
    needs = [each for record in records for each in record.needs.values() if each.taken_up.taken_up_on.year == year]
    answers = [each.answered for each in needs if each.answered]
    totals: Counter[str] = Counter()
    for rating in ratings.values():
        totals.update(dict(rating.totals))
    return Merits(
        activities=len(held),
        attended=sum(each.attended or 0 for each in held),
        residents=sum(each.residents or 0 for each in held),
        rated=len(ratings),
        ratings=RatingTotals(**{name: totals[name] for name in RatingTotals.model_fields}),
        needs_taken_up=len(needs),
        needs_answered=len(answers),
        needs_answered_late=sum(answer.late for answer in answers),
    )
