"""Why something is not entered of a committee, and why nothing is begun with one that was abolished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable


@dataclass(frozen=True, slots=True)
class StreetNotListed(Unacceptable):
    """Statistics do not know the street."""

    slug: ClassVar[str] = "street-not-listed"
    zh: ClassVar[str] = "统计代码表中没有该街道或镇"
    en: ClassVar[str] = "The street is not listed"


@dataclass(frozen=True, slots=True)
class CodeOutsideStreet(Unacceptable):
    """The committee's code does not begin with its street's."""

    slug: ClassVar[str] = "code-outside-street"
    zh: ClassVar[str] = "统计代码不属于该街道或镇"
    en: ClassVar[str] = "The code does not lie in the street"


@dataclass(frozen=True, slots=True)
class AssignmentOutOfOrder(Conflict):
    """A later assignment stands; the past between them is not rewritten."""

    slug: ClassVar[str] = "assignment-out-of-order"
    zh: ClassVar[str] = "已有更晚生效的归属，不得倒填"
    en: ClassVar[str] = "An assignment of a later day stands"
    effective_on: date


@dataclass(frozen=True, slots=True)
class CountAhead(Unacceptable):
    """Nobody has counted on a day to come."""

    slug: ClassVar[str] = "count-ahead"
    zh: ClassVar[str] = "统计日期尚未到来"
    en: ClassVar[str] = "The day of the count has not come"
    today: date


@dataclass(frozen=True, slots=True)
class CommitteeIsAbolished(Conflict):
    """The committee was abolished; `effective_on` is the first day without it."""

    slug: ClassVar[str] = "committee-abolished"
    zh: ClassVar[str] = "该居（村）委会已于 {effective_on} 撤销"
    en: ClassVar[str] = "The committee was abolished on {effective_on}"
    effective_on: date


@dataclass(frozen=True, slots=True)
class AbolitionNotDecided(Unacceptable):
    """A document is missing of an authority that has a say in it on the day."""

    slug: ClassVar[str] = "abolition-not-decided"
    zh: ClassVar[str] = "缺少有权机关关于撤销的文件"
    en: ClassVar[str] = "A document of an authority that has a say in it is missing"
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AbolitionAhead(Unacceptable):
    """An abolition is recorded from its first day on, not before."""

    slug: ClassVar[str] = "abolition-ahead"
    zh: ClassVar[str] = "撤销生效日期尚未到来"
    en: ClassVar[str] = "The day of the abolition has not come"
    today: date


@dataclass(frozen=True, slots=True)
class SuccessorCommitteeMissing(Unacceptable):
    """The committee that is to go on in its area is unknown, abolished, or itself."""

    slug: ClassVar[str] = "successor-committee-missing"
    zh: ClassVar[str] = "承接的居（村）委会不存在或已撤销"
    en: ClassVar[str] = "The committee that is to take its place does not stand"


@dataclass(frozen=True, slots=True)
class ElectionRuns(Conflict):
    """Elections of the committee are called, and their results not posted."""

    slug: ClassVar[str] = "election-runs"
    zh: ClassVar[str] = "该居（村）委会的选举尚未结束"
    en: ClassVar[str] = "An election of the committee is not over"
    elections: tuple[str, ...]
