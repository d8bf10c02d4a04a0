"""Shares of a whole, in integers: more than a half is not a half, and a fifth of 501 is 101."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from shared.kernel.decider import Context
from shared.kernel.refusals import Conflict, Refusal

QUORUM = "assembly.quorum_over_fraction"
ADOPTED = "assembly.adopted_over_fraction"


@dataclass(frozen=True, slots=True)
class QuorumNotMet(Conflict):
    """Too few are present to decide anything; `needed` are the fewest who could."""

    slug: ClassVar[str] = "quorum-not-met"
    zh: ClassVar[str] = "到会人数未达法定人数"
    en: ClassVar[str] = "Too few are present"
    present: int
    needed: int


def fewest_over(share: str, whole: int) -> int:
    """The smallest number that is strictly more than a share such as "1/2" of `whole`."""
    return int(Fraction(share) * whole) + 1


def fewest_of(share: str, whole: int) -> int:
    """The smallest number that is at least a share such as "1/5" of `whole`."""
    return -int(-Fraction(share) * whole // 1)


def without_quorum(present: int, whole: int, context: Context) -> Refusal | None:
    """That a meeting of `whole` cannot decide with those who are present (城市居民委员会组织法 §9)."""
    needed = fewest_over(context.policy.text(QUORUM, context.today), whole)
    return QuorumNotMet(present, needed) if present < needed else None


def adopted(votes_for: int, present: int, context: Context) -> bool:
    """Whether more than half of those present are for it; who abstains is present (§9)."""
    return votes_for >= fewest_over(context.policy.text(ADOPTED, context.today), present)
