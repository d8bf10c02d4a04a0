"""Why a pledge is not taken so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable


@dataclass(frozen=True, slots=True)
class PledgeOfOtherYear(Unacceptable):
    """A pledge is made in its own year."""

    slug: ClassVar[str] = "pledge-of-other-year"
    zh: ClassVar[str] = "只能提交本年度（{year} 年）清单"
    en: ClassVar[str] = "A pledge is made in its own year: now that is {year}"
    year: int


@dataclass(frozen=True, slots=True)
class PledgeListsMissing(Unacceptable):
    """Not every list has an entry."""

    slug: ClassVar[str] = "pledge-lists-missing"
    zh: ClassVar[str] = "三张清单不齐全"
    en: ClassVar[str] = "Not every list has an entry"
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PledgeMadeOtherwise(Conflict):
    """The year's pledge was made, and said something else."""

    slug: ClassVar[str] = "pledge-made-otherwise"
    zh: ClassVar[str] = "该年度清单已提交"
    en: ClassVar[str] = "The pledge of the year was made"
    made_on: date


@dataclass(frozen=True, slots=True)
class PledgeNotMade(Conflict):
    """Nothing was pledged that could be fulfilled."""

    slug: ClassVar[str] = "pledge-not-made"
    zh: ClassVar[str] = "该单位未提交 {year} 年度清单"
    en: ClassVar[str] = "The unit made no pledge for {year}"
    year: int


@dataclass(frozen=True, slots=True)
class PledgeEntryUnknown(Unacceptable):
    """The pledge has fewer entries."""

    slug: ClassVar[str] = "pledge-entry-unknown"
    zh: ClassVar[str] = "清单中没有该项"
    en: ClassVar[str] = "The pledge has no such entries"
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PledgeCheckedAlready(Conflict):
    """The working committee has checked the pledge."""

    slug: ClassVar[str] = "pledge-checked"
    zh: ClassVar[str] = "该清单已核查"
    en: ClassVar[str] = "The pledge was checked"
    checked_on: date


@dataclass(frozen=True, slots=True)
class NotCheckQuarter(Conflict):
    """Pledges are checked in one quarter of their year."""

    slug: ClassVar[str] = "not-check-quarter"
    zh: ClassVar[str] = "清单于当年第 {quarter} 季度核查"
    en: ClassVar[str] = "Pledges are checked in quarter {quarter} of their year"
    quarter: int


@dataclass(frozen=True, slots=True)
class PledgeNotDue(Conflict):
    """There is still time to pledge."""

    slug: ClassVar[str] = "pledge-not-due"
    zh: ClassVar[str] = "清单提交期限尚未届满"
    en: ClassVar[str] = "There is still time to pledge"
