"""What stands in the way of a topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.contracts.councils.meeting import MeetingKind
from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class TopicUnknown(Unknown):
    """There is no such topic."""

    slug: ClassVar[str] = "topic-unknown"
    zh: ClassVar[str] = "议题不存在"
    en: ClassVar[str] = "There is no such topic"


@dataclass(frozen=True, slots=True)
class StageSkipped(Conflict):
    """The stage that comes before was left out."""

    slug: ClassVar[str] = "stage-skipped"
    zh: ClassVar[str] = "不得跳过前一会议阶段"
    en: ClassVar[str] = "The stage that comes before was left out"
    stage: MeetingKind


@dataclass(frozen=True, slots=True)
class TooFewSupporters(Conflict):
    """Too few support it, and the chair does not put it; `needed` are the fewest who suffice."""

    slug: ClassVar[str] = "too-few-supporters"
    zh: ClassVar[str] = "附议人数不足"
    en: ClassVar[str] = "Too few support the topic"
    supporters: int
    needed: int


@dataclass(frozen=True, slots=True)
class TopicIsDropped(Conflict):
    """It was dropped."""

    slug: ClassVar[str] = "topic-dropped"
    zh: ClassVar[str] = "议题已终止"
    en: ClassVar[str] = "The topic was dropped"


@dataclass(frozen=True, slots=True)
class TopicIsDecided(Conflict):
    """A decision meeting voted on it."""

    slug: ClassVar[str] = "topic-decided"
    zh: ClassVar[str] = "议题已表决"
    en: ClassVar[str] = "The topic was decided"
    resolution_id: str


@dataclass(frozen=True, slots=True)
class NoEmergency(Unacceptable):
    """The topic was not opened as an emergency."""

    slug: ClassVar[str] = "no-emergency"
    zh: ClassVar[str] = "该议题不属于紧急事项"
    en: ClassVar[str] = "The topic is no emergency"


@dataclass(frozen=True, slots=True)
class AssemblyRequired(Unacceptable):
    """What touches all residents is for their assembly (城市居民委员会组织法 §10)."""

    slug: ClassVar[str] = "assembly-required"
    zh: ClassVar[str] = "涉及全体居民利益的重要问题，应提请居民会议讨论决定"
    en: ClassVar[str] = "What touches all residents is for their assembly to decide"


@dataclass(frozen=True, slots=True)
class WrongMeeting(Conflict):
    """The meeting is of another kind."""

    slug: ClassVar[str] = "wrong-meeting"
    zh: ClassVar[str] = "会议类型不符"
    en: ClassVar[str] = "The meeting is of another kind"
    needed: MeetingKind
