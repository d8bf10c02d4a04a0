"""Why somebody does not sit in a working committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class WorkingCommitteeUnknown(Unknown):
    """The community has none."""

    slug: ClassVar[str] = "working-committee-unknown"
    zh: ClassVar[str] = "该社区尚未设立党工委"
    en: ClassVar[str] = "The community has no working committee"


@dataclass(frozen=True, slots=True)
class UnitNotResident(Unacceptable):
    """The unit is not resident in the community, or not on that day."""

    slug: ClassVar[str] = "unit-not-resident"
    zh: ClassVar[str] = "该单位不是本社区驻区单位"
    en: ClassVar[str] = "The unit is not resident in this community on that day"


@dataclass(frozen=True, slots=True)
class NotUnitHead(Unacceptable):
    """The person does not head the unit's Party organisation."""

    slug: ClassVar[str] = "not-unit-head"
    zh: ClassVar[str] = "该人员不是驻区单位党组织负责人"
    en: ClassVar[str] = "The person does not head the unit's Party organisation"


@dataclass(frozen=True, slots=True)
class TooFewPartyMembers(Unacceptable):
    """Many Party members are asked of a unit of this kind (党员人数较多的)."""

    slug: ClassVar[str] = "too-few-party-members"
    zh: ClassVar[str] = "该单位党员人数不足 {minimum} 人"
    en: ClassVar[str] = "The unit's Party organisation has fewer than {minimum} members"
    minimum: int


@dataclass(frozen=True, slots=True)
class PersonSeated(Conflict):
    """The person has a seat in the committee."""

    slug: ClassVar[str] = "person-seated"
    zh: ClassVar[str] = "该人员已是党工委委员"
    en: ClassVar[str] = "The person has a seat in the committee"
    from_on: date


@dataclass(frozen=True, slots=True)
class SecretarySeated(Conflict):
    """The committee has its secretary."""

    slug: ClassVar[str] = "secretary-seated"
    zh: ClassVar[str] = "党工委书记已有人选"
    en: ClassVar[str] = "The committee has a secretary"


@dataclass(frozen=True, slots=True)
class SeatBeforeCommittee(Conflict):
    """The seat would be older than the committee."""

    slug: ClassVar[str] = "seat-before-committee"
    zh: ClassVar[str] = "任职日期早于党工委设立日期"
    en: ClassVar[str] = "The seat would be older than the committee"
    formed_on: date


@dataclass(frozen=True, slots=True)
class CommunityStands(Conflict):
    """The community is to end, and stands until then."""

    slug: ClassVar[str] = "community-stands"
    zh: ClassVar[str] = "该社区尚未撤并"
    en: ClassVar[str] = "The community has not ended yet"
    effective_on: date


@dataclass(frozen=True, slots=True)
class MemberUnknown(Unknown):
    """The person has no seat in the committee."""

    slug: ClassVar[str] = "working-member-unknown"
    zh: ClassVar[str] = "该人员不是党工委委员"
    en: ClassVar[str] = "The person has no seat in the committee"


@dataclass(frozen=True, slots=True)
class UnitElsewhere(Conflict):
    """The unit has moved while this was on its way."""

    slug: ClassVar[str] = "unit-elsewhere"
    zh: ClassVar[str] = "该单位刚刚变更所在社区，请重试"
    en: ClassVar[str] = "The unit has just moved to another community: ask again"
