"""Why nobody is entered, struck, heard or given a ballot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class RollClosed(Conflict):
    """Registration is not open, or its last day is over."""

    slug: ClassVar[str] = "voter-registration-closed"
    zh: ClassVar[str] = "选民登记未开始或者已截止"
    en: ClassVar[str] = "Voters are not registered now"
    closes_on: date


@dataclass(frozen=True, slots=True)
class RollMovedOn(Conflict):
    """The election is at another stage."""

    slug: ClassVar[str] = "voter-roll-not-at-this-stage"
    zh: ClassVar[str] = "选举当前阶段不得变更选民名册"
    en: ClassVar[str] = "The election is at another stage"
    stage: str


@dataclass(frozen=True, slots=True)
class NotEntitled(Unacceptable):
    """Some of them may not vote: under age on election day, or not registered here; all of them are named."""

    slug: ClassVar[str] = "voters-not-entitled"
    zh: ClassVar[str] = "部分人员在选举日未满法定年龄或者户籍不在本地"
    en: ClassVar[str] = "Some will be under age on election day, or are not registered here"
    under_age: tuple[str, ...]
    not_registered_here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongDelegates(Unacceptable):
    """Delegates are sent by a household, one each, or by a group, as many as the law says; all that break it are named.

    Where all adults elect, nobody is a delegate.
    """

    slug: ClassVar[str] = "wrong-delegates"
    zh: ClassVar[str] = "户代表每户一人，居民小组代表不超过{most}人"
    en: ClassVar[str] = "A household or a group may send at most {most}"
    most: int
    delegated_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotOnTheRoll(Unacceptable):
    """Some of them are not on the roll."""

    slug: ClassVar[str] = "not-on-the-roll"
    zh: ClassVar[str] = "部分人员不在选民名册上"
    en: ClassVar[str] = "Some of them are not on the roll"
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ObjectionTooLate(Conflict):
    """No list is posted, or the days for objections are over."""

    slug: ClassVar[str] = "list-objection-too-late"
    zh: ClassVar[str] = "选民名单未公布或者异议期已过"
    en: ClassVar[str] = "No list is posted, or the days for objections are over"


@dataclass(frozen=True, slots=True)
class ObjectionKnownOtherwise(Conflict):
    """An objection of this id says something else, or was answered otherwise."""

    slug: ClassVar[str] = "list-objection-known-otherwise"
    zh: ClassVar[str] = "该异议已有不同记录"
    en: ClassVar[str] = "The objection is recorded otherwise"


@dataclass(frozen=True, slots=True)
class ObjectionUnknown(Unknown):
    """There is no such objection."""

    slug: ClassVar[str] = "list-objection-unknown"
    zh: ClassVar[str] = "异议不存在"
    en: ClassVar[str] = "There is no such objection"


@dataclass(frozen=True, slots=True)
class VoterNeeded(Unacceptable):
    """Who was omitted is entered with the answer that upholds it, and nobody else ever is."""

    slug: ClassVar[str] = "omitted-voter-needed"
    zh: ClassVar[str] = "漏登异议成立的，应当同时补登本人"
    en: ClassVar[str] = "The answer enters whom the list had omitted, and nobody else"


@dataclass(frozen=True, slots=True)
class BallotsAlreadyOut(Conflict):
    """Ballots of this round were given out for some of them."""

    slug: ClassVar[str] = "ballot-already-handed-out"
    zh: ClassVar[str] = "部分选民已领取本轮选票"
    en: ClassVar[str] = "Ballots were given out for some of them"
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TooManyProxies(Unacceptable):
    """Some would vote for more others than is allowed, or for themselves."""

    slug: ClassVar[str] = "too-many-proxies"
    zh: ClassVar[str] = "每人接受委托不得超过{most}人，不得委托本人"
    en: ClassVar[str] = "Nobody votes for more than {most} others"
    most: int
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListAnswerNotMissed(Conflict):
    """No answer is late."""

    slug: ClassVar[str] = "list-answer-not-missed"
    zh: ClassVar[str] = "没有逾期未答复的异议"
    en: ClassVar[str] = "No answer is late"
