"""Why the register of representatives was not changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from shared.kernel.refusals import Conflict, Forbidden, Unacceptable


class ApportionmentFault(StrEnum):
    """What a distribution of seats breaks."""

    GROUP_TWICE = "GROUP_TWICE"
    TOO_FEW_REPRESENTATIVES = "TOO_FEW_REPRESENTATIVES"
    TOO_MANY_REPRESENTATIVES = "TOO_MANY_REPRESENTATIVES"
    TOO_FEW_HOUSEHOLDS_EACH = "TOO_FEW_HOUSEHOLDS_EACH"
    TOO_MANY_HOUSEHOLDS_EACH = "TOO_MANY_HOUSEHOLDS_EACH"
    TOO_FEW_OF_GROUP = "TOO_FEW_OF_GROUP"
    TOO_MANY_OF_GROUP = "TOO_MANY_OF_GROUP"


@dataclass(frozen=True, slots=True)
class ApportionmentBreaksRules(Unacceptable):
    """So many representatives from so many groups are not allowed."""

    slug: ClassVar[str] = "apportionment-breaks-rules"
    zh: ClassVar[str] = "居民代表名额分配不符合规定"
    en: ClassVar[str] = "The seats cannot be distributed so"
    faults: tuple[ApportionmentFault, ...]


@dataclass(frozen=True, slots=True)
class TermStillRuns(Conflict):
    """The seats of a term that lasts until then are distributed already."""

    slug: ClassVar[str] = "term-still-runs"
    zh: ClassVar[str] = "本届任期尚未届满"
    en: ClassVar[str] = "A term still runs"
    until_on: date


@dataclass(frozen=True, slots=True)
class SeatsNotApportioned(Conflict):
    """For that day it is not fixed how many representatives there are."""

    slug: ClassVar[str] = "seats-not-apportioned"
    zh: ClassVar[str] = "该日所在任期的代表名额尚未确定"
    en: ClassVar[str] = "Nobody has fixed how many representatives there are on that day"


@dataclass(frozen=True, slots=True)
class GroupSendsNobody(Unacceptable):
    """The group has no seats in that term."""

    slug: ClassVar[str] = "group-sends-nobody"
    zh: ClassVar[str] = "该居民小组没有代表名额"
    en: ClassVar[str] = "The group has no seats in that term"


@dataclass(frozen=True, slots=True)
class GroupSeatsTaken(Conflict):
    """All seats of the group are taken."""

    slug: ClassVar[str] = "group-seats-taken"
    zh: ClassVar[str] = "该居民小组的代表名额已满"
    en: ClassVar[str] = "All seats of the group are taken"
    seats: int


@dataclass(frozen=True, slots=True)
class AlreadyRepresents(Conflict):
    """They are on the register in that time, for this group or another."""

    slug: ClassVar[str] = "already-represents"
    zh: ClassVar[str] = "该人员已是居民代表"
    en: ClassVar[str] = "They are on the register already"
    group_id: str


@dataclass(frozen=True, slots=True)
class NotOnRegister(Conflict):
    """They are not on the register on that day."""

    slug: ClassVar[str] = "not-on-register"
    zh: ClassVar[str] = "该人员当日不在居民代表名册"
    en: ClassVar[str] = "They are not on the register on that day"


@dataclass(frozen=True, slots=True)
class MajorityNotReached(Conflict):
    """Too few are for it; `needed` are the fewest who suffice."""

    slug: ClassVar[str] = "majority-not-reached"
    zh: ClassVar[str] = "赞成票未过半数"
    en: ClassVar[str] = "Too few are for it"
    votes_for: int
    needed: int


@dataclass(frozen=True, slots=True)
class NotYetHappened(Unacceptable):
    """What is recorded as done lies in the future."""

    slug: ClassVar[str] = "not-yet-happened"
    zh: ClassVar[str] = "所记事项的日期尚未到来"
    en: ClassVar[str] = "The day has not come yet"


@dataclass(frozen=True, slots=True)
class BeforeElection(Unacceptable):
    """Nobody represents a group before the group has chosen them."""

    slug: ClassVar[str] = "before-election"
    zh: ClassVar[str] = "任职日期早于推选日期"
    en: ClassVar[str] = "The first day is before the election"


@dataclass(frozen=True, slots=True)
class RepresentsNobodyHere(Forbidden):
    """They represent nobody of the committee's residents today."""

    slug: ClassVar[str] = "represents-nobody-here"
    zh: ClassVar[str] = "不是本居委会现任居民代表"
    en: ClassVar[str] = "They represent no residents of the committee today"
    committee_id: str
