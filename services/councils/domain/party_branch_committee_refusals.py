"""Why something is not entered of a branch committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.councils.party_branch_committee import BranchTitle
from shared.kernel.refusals import Conflict, Unknown


@dataclass(frozen=True, slots=True)
class BranchTermOutOfOrder(Conflict):
    """Terms have days and follow one another."""

    slug: ClassVar[str] = "branch-term-out-of-order"
    zh: ClassVar[str] = "支部委员会届次或任期起止日期不连续"
    en: ClassVar[str] = "Terms follow one another by number and by day"


@dataclass(frozen=True, slots=True)
class NoBranchTerm(Conflict):
    """No term runs on that day."""

    slug: ClassVar[str] = "no-branch-term"
    zh: ClassVar[str] = "该日不在支部委员会任期内"
    en: ClassVar[str] = "No term of the branch committee runs on that day"


@dataclass(frozen=True, slots=True)
class BranchPostTaken(Conflict):
    """Somebody else holds the post."""

    slug: ClassVar[str] = "branch-post-taken"
    zh: ClassVar[str] = "该职务已有人担任"
    en: ClassVar[str] = "Somebody else holds the post"
    held_title: BranchTitle


@dataclass(frozen=True, slots=True)
class BranchPostHeld(Conflict):
    """The person holds a post of the committee."""

    slug: ClassVar[str] = "branch-post-held"
    zh: ClassVar[str] = "该人员已担任支部委员会职务"
    en: ClassVar[str] = "The person holds a post of the branch committee"
    held_title: BranchTitle
    from_on: date


@dataclass(frozen=True, slots=True)
class NoBranchPost(Unknown):
    """The person holds no post of the committee."""

    slug: ClassVar[str] = "no-branch-post"
    zh: ClassVar[str] = "该人员未担任支部委员会职务"
    en: ClassVar[str] = "The person holds no post of the branch committee"


@dataclass(frozen=True, slots=True)
class VacatedBeforeFilled(Conflict):
    """The post would be vacant before it was filled."""

    slug: ClassVar[str] = "vacated-before-filled"
    zh: ClassVar[str] = "离任日期早于任职日期"
    en: ClassVar[str] = "The post would be vacant before it was filled"
    from_on: date
