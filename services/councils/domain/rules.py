"""Shares of a whole, in integers: more than a half is not a half, and a fifth of 501 is 101."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from shared.kernel.policy import Policy
from shared.kernel.refusals import Conflict, Unacceptable

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


class CountFault(StrEnum):
    """Why votes cannot have been counted so."""

    MORE_PRESENT_THAN_ENTITLED = "MORE_PRESENT_THAN_ENTITLED"
    MORE_VOTES_THAN_PRESENT = "MORE_VOTES_THAN_PRESENT"
    COUNTED_TWICE = "COUNTED_TWICE"
    NOT_VOTED_ON = "NOT_VOTED_ON"
    """It was on the agenda, and no votes are told."""

    NOT_PROPOSED = "NOT_PROPOSED"
    """It was not on the agenda, or nobody had nominated them."""


@dataclass(frozen=True, slots=True)
class CountImpossible(Unacceptable):
    """The votes cannot have been counted so."""

    slug: ClassVar[str] = "count-impossible"
    zh: ClassVar[str] = "计票结果不成立"
    en: ClassVar[str] = "The votes cannot have been counted so"
    faults: tuple[CountFault, ...]


def fewest_over(share: str, whole: int) -> int:
    """The smallest number that is strictly more than a share such as "1/2" of `whole`."""
    return int(Fraction(share) * whole) + 1


def fewest_of(share: str, whole: int) -> int:
    """The smallest number that is at least a share such as "1/5" of `whole`."""
    return -int(-Fraction(share) * whole // 1)


def without_quorum(present: int, whole: int, day: date, policy: Policy) -> QuorumNotMet | None:
    """That a meeting of `whole` cannot decide with those who are present that day (城市居民委员会组织法 §9)."""
    needed = fewest_over(policy.text(QUORUM, day), whole)
    return QuorumNotMet(present, needed) if present < needed else None


def majority(present: int, day: date, policy: Policy) -> int:
    """The fewest votes that adopt anything: more than half of those present, and who abstains is present (§9)."""
    return fewest_over(policy.text(ADOPTED, day), present)
