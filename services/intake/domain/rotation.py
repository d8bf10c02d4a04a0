"""Holiday rotation (节假日轮休): a proposal of who takes which duty day, for the director to publish or to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be on duty: how many duty days they have had so far, and the days on which they are away."""

    staff: str
    duties: int = 0
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class DutyDay:
    """Who is proposed for a day, fewest duties first; fewer than asked for where nobody is left."""

    day: date
    staff: tuple[str, ...]


def proposed(
    days: Sequence[date], people: int, candidates: Sequence[Candidate], last: frozenset[str] = frozenset()
) -> tuple[DutyDay, ...]:
    """So many `people` for each of the duty days, which are in order; `last` had the duty day before the first.

    Whoever has had the fewest duties comes first, of equals who is named first. Nobody has two duty days running, in
    the order of the duty days, and nobody has one on which they are away.
    """
    duties = {candidate.staff: candidate.duties for candidate in candidates}
    rota: list[DutyDay] = []
    for day in days:
        free = [each.staff for each in candidates if each.staff not in last and day not in each.away]
        chosen = tuple(sorted(free, key=duties.__getitem__)[:people])
        for staff in chosen:
            duties[staff] += 1
        rota.append(DutyDay(day, chosen))
        last = frozenset(chosen)
    return tuple(rota)
