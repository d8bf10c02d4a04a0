"""Who comes to a running demonstration, and what for: invented residents (示例), drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deploy.residents import document

FIRST_PERSON, SEEDS_APART = 4_000_000, 100_000
"""The first of the residents of seed 0, and how many numbers each seed has for its own."""

LAST_SEED = 100
"""Whoever is numbered later would be a child in the article's year."""

AT_THE_COUNTER = {"accepted": 31, "decided": 12, "corrected": 15, "withdrawn": 5, "waiting": 7, "served": 12}
FROM_HOME = {"booked": 7, "opinion": 5, "objection": 2}
FOR_OTHERS = {"activity": 2, "founding": 1, "task": 1}
MIX = {**AT_THE_COUNTER, **FROM_HOME, **FOR_OTHERS}
"""Of a hundred who come: most are accepted at once, and some decided on the same day, others after a correction;
a few take it back or are told later; and a few come for an association or a department.
"""

RATED_PERCENT = 60
"""How many of those who were served at once rate it."""

LEVELS = {"VERY_SATISFIED": 50, "SATISFIED": 35, "BASICALLY": 10, "DISSATISFIED": 4, "VERY_DISSATISFIED": 1}


@dataclass(frozen=True, slots=True)
class Comer:
    """The n-th of a run, what they come for, and how they rate if they do."""

    n: int
    comes_for: str
    hall: Mapping[str, Any]
    window: str
    committee: str
    level: str | None

    @property
    def phone(self) -> str:
        """A number that only they have."""
        return f"138{self.n % 100_000_000:08d}"

    @property
    def document(self) -> dict[str, str]:
        """As the counter writes them down."""
        return document(f"居民{self.n}", self.n)


def drawn(
    halls: Sequence[Mapping[str, Any]], committees: Sequence[Mapping[str, Any]], many: int, seed: int
) -> Iterator[Comer]:
    """So many, each drawn to a hall, a window and what they come for."""
    chance = random.Random(seed)  # noqa: S311 - a demonstration that can be done again, no secret
    for n in range(many):
        hall = chance.choice(halls)
        (comes_for,), (level,) = (chance.choices([*of], [*of.values()]) for of in (MIX, LEVELS))
        rates = chance.randrange(100) < RATED_PERCENT
        window = hall["windows"][0 if comes_for == "served" else chance.randrange(len(hall["windows"]))]["id"]
        number, committee = FIRST_PERSON + SEEDS_APART * seed + n, chance.choice(committees)["id"]
        yield Comer(number, comes_for, hall, window, committee, level if rates else None)
