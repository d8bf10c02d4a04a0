"""Why something is not done to a community."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.councils.community import CentreKind
from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class CommunityUnknown(Unknown):
    """There is no such community."""

    slug: ClassVar[str] = "community-unknown"
    zh: ClassVar[str] = "社区不存在"
    en: ClassVar[str] = "There is no such community"


@dataclass(frozen=True, slots=True)
class CommunityNotFounded(Unacceptable):
    """There is no such community on the day, or no longer."""

    slug: ClassVar[str] = "community-not-founded"
    zh: ClassVar[str] = "该日所指社区尚未成立或已撤并"
    en: ClassVar[str] = "There is no such community on that day"


@dataclass(frozen=True, slots=True)
class CentreExists(Conflict):
    """The community has a centre of this kind."""

    slug: ClassVar[str] = "centre-exists"
    zh: ClassVar[str] = "该社区已设有同类中心"
    en: ClassVar[str] = "The community has a centre of this kind"
    kind: CentreKind
    centre_id: str


@dataclass(frozen=True, slots=True)
class CentreNameMissing(Unacceptable):
    """No Chinese name was given, and the policy in force on the day of opening has none."""

    slug: ClassVar[str] = "centre-name-missing"
    zh: ClassVar[str] = "未提供中心名称，现行政策亦无默认名称"
    en: ClassVar[str] = "No Chinese name was given and the policy has none"
    kind: CentreKind


@dataclass(frozen=True, slots=True)
class CentreBeforeCommunity(Conflict):
    """The centre would be older than its community."""

    slug: ClassVar[str] = "centre-before-community"
    zh: ClassVar[str] = "中心设立日期早于社区成立日期"
    en: ClassVar[str] = "The centre would be older than its community"
    founded_on: date


@dataclass(frozen=True, slots=True)
class CommunityEnded(Conflict):
    """The community was split, merged or abolished from a day on."""

    slug: ClassVar[str] = "community-ended"
    zh: ClassVar[str] = "该社区已撤并"
    en: ClassVar[str] = "The community was split, merged or abolished"
    effective_on: date


@dataclass(frozen=True, slots=True)
class EndBeforeFoundation(Conflict):
    """The community would end before it was one for a day."""

    slug: ClassVar[str] = "end-before-foundation"
    zh: ClassVar[str] = "撤并日期不晚于社区成立日期"
    en: ClassVar[str] = "The community would end before it was one for a day"
    founded_on: date


@dataclass(frozen=True, slots=True)
class SuccessorMissing(Unacceptable):
    """Not every community that is to take its place stands on the day."""

    slug: ClassVar[str] = "successor-missing"
    zh: ClassVar[str] = "承接的社区在该日尚未成立或已撤并"
    en: ClassVar[str] = "Not every community that is to take its place stands on that day"


@dataclass(frozen=True, slots=True)
class CountOutOfOrder(Conflict):
    """A count of a later day is recorded, or the community is younger."""

    slug: ClassVar[str] = "count-out-of-order"
    zh: ClassVar[str] = "统计日期早于已登记的统计或社区成立日期"
    en: ClassVar[str] = "The day is before the last count or the foundation"
    since: date
