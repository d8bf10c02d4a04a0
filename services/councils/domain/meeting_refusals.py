"""What stands in the way of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class MeetingUnknown(Unknown):
    """There is no such meeting."""

    slug: ClassVar[str] = "meeting-unknown"
    zh: ClassVar[str] = "会议不存在"
    en: ClassVar[str] = "There is no such meeting"


@dataclass(frozen=True, slots=True)
class MeetingIsCalled(Conflict):
    """The meeting was called, and differently."""

    slug: ClassVar[str] = "meeting-called"
    zh: ClassVar[str] = "会议已通知召开"
    en: ClassVar[str] = "The meeting was called, and differently"


class CallFault(StrEnum):
    """What a call lacks."""

    NOTICE_TOO_SHORT = "NOTICE_TOO_SHORT"
    MATERIAL_MISSING = "MATERIAL_MISSING"
    AGENDA_MISSING = "AGENDA_MISSING"
    AGENDA_NOT_FORESEEN = "AGENDA_NOT_FORESEEN"
    """An opinion meeting hears what comes."""

    NO_DECISION = "NO_DECISION"
    """Only a decision is for an assembly, and only a decision is urgent."""

    AGENDA_NOT_THEIRS = "AGENDA_NOT_THEIRS"
    """A committee's residents score its own members, and those whom its community appraises."""


@dataclass(frozen=True, slots=True)
class CallIncomplete(Unacceptable):
    """The call breaks rules, all of which are listed; with due notice it could begin on `earliest_on`."""

    slug: ClassVar[str] = "call-incomplete"
    zh: ClassVar[str] = "会议通知不符合要求"
    en: ClassVar[str] = "The call does not keep what the rules ask of it"
    faults: tuple[CallFault, ...]
    earliest_on: date


@dataclass(frozen=True, slots=True)
class MeetingNotToday(Conflict):
    """It is on another day."""

    slug: ClassVar[str] = "meeting-not-today"
    zh: ClassVar[str] = "会议不在今日召开"
    en: ClassVar[str] = "The meeting is on another day"
    held_on: date


@dataclass(frozen=True, slots=True)
class MeetingNotOpen(Conflict):
    """It did not begin, or not yet."""

    slug: ClassVar[str] = "meeting-not-open"
    zh: ClassVar[str] = "会议尚未开始"
    en: ClassVar[str] = "The meeting has not begun"


@dataclass(frozen=True, slots=True)
class MeetingIsOpen(Conflict):
    """It began, which cannot be called off."""

    slug: ClassVar[str] = "meeting-open"
    zh: ClassVar[str] = "会议已开始"
    en: ClassVar[str] = "The meeting has begun"


@dataclass(frozen=True, slots=True)
class MeetingIsOver(Conflict):
    """Its minutes are there, or it was called off."""

    slug: ClassVar[str] = "meeting-over"
    zh: ClassVar[str] = "会议已结束或取消"
    en: ClassVar[str] = "The meeting is over or was called off"


@dataclass(frozen=True, slots=True)
class AttendeeNotOnRegister(Unacceptable):
    """Somebody is not what they were marked as, on the day of the meeting."""

    slug: ClassVar[str] = "attendee-not-on-register"
    zh: ClassVar[str] = "不在当日名册中"
    en: ClassVar[str] = "Somebody is not on the register of that day"
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttendeeWithoutBody(Unacceptable):
    """Who comes for a body says for which."""

    slug: ClassVar[str] = "attendee-without-body"
    zh: ClassVar[str] = "未注明所代表的单位或组织"
    en: ClassVar[str] = "Who comes for a body says for which"
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttendeeOfUnknownUnit(Unacceptable):
    """Units that delegates come for are not resident in the committee's community on the day of the meeting."""

    slug: ClassVar[str] = "attendee-of-unknown-unit"
    zh: ClassVar[str] = "所代表的单位不是本社区当日的驻区单位"
    en: ClassVar[str] = "The unit somebody comes for is not resident here on that day"
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotThere(Conflict):
    """Nobody marked them at the door."""

    slug: ClassVar[str] = "not-there"
    zh: ClassVar[str] = "该人员未签到"
    en: ClassVar[str] = "They were not marked as there"


class Lack(StrEnum):
    """What is missing in the room."""

    PARTICIPANTS = "PARTICIPANTS"
    REPRESENTATIVES = "REPRESENTATIVES"
    GROUPS = "GROUPS"
    SUPERVISION_COMMITTEE = "SUPERVISION_COMMITTEE"


@dataclass(frozen=True, slots=True)
class TooFewCame(Conflict):
    """The meeting cannot begin; all that is missing is listed."""

    slug: ClassVar[str] = "too-few-came"
    zh: ClassVar[str] = "到会情况不符合开会要求"
    en: ClassVar[str] = "Not all came who have to be there"
    missing: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class NoVote(Forbidden):
    """Delegates of units and the supervision committee have a voice, and no vote."""

    slug: ClassVar[str] = "no-vote"
    zh: ClassVar[str] = "驻区单位代表和居务监督委员会可发言，无表决权"
    en: ClassVar[str] = "They have a voice and no vote"


@dataclass(frozen=True, slots=True)
class NotOnAgenda(Conflict):
    """The meeting was not called for this topic, or this appraisal."""

    slug: ClassVar[str] = "not-on-agenda"
    zh: ClassVar[str] = "该议题（评议对象）不在会议议程中"
    en: ClassVar[str] = "The topic, or the appraisal, is not on the agenda"


@dataclass(frozen=True, slots=True)
class VoteIsTaken(Conflict):
    """The vote on the topic was counted."""

    slug: ClassVar[str] = "vote-taken"
    zh: ClassVar[str] = "该议题已表决"
    en: ClassVar[str] = "The topic was voted on"


@dataclass(frozen=True, slots=True)
class MoreVotesThanVoters(Unacceptable):
    """More votes were counted than those who are there have."""

    slug: ClassVar[str] = "more-votes-than-voters"
    zh: ClassVar[str] = "票数多于到会有表决权人数"
    en: ClassVar[str] = "More votes were counted than there are voters"
    voters: int


@dataclass(frozen=True, slots=True)
class MinutesUnsigned(Unacceptable):
    """The minutes of a decision meeting are signed."""

    slug: ClassVar[str] = "minutes-unsigned"
    zh: ClassVar[str] = "议事决策会会议记录未签字"
    en: ClassVar[str] = "The minutes of a decision meeting are signed"


@dataclass(frozen=True, slots=True)
class MinutesNotMissed(Conflict):
    """There is still time for the minutes."""

    slug: ClassVar[str] = "minutes-not-missed"
    zh: ClassVar[str] = "会议记录期限尚未届满"
    en: ClassVar[str] = "There is still time for the minutes"
