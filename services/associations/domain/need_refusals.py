"""What may speak against an act about a need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.contracts.associations.need import Taker
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class NeedUnknown(Unknown):
    """There is no such need."""

    slug: ClassVar[str] = "need-unknown"
    zh: ClassVar[str] = "培育需求不存在"
    en: ClassVar[str] = "There is no such need"


@dataclass(frozen=True, slots=True)
class NeedKindUnknown(Unacceptable):
    """The policy knows these kinds."""

    slug: ClassVar[str] = "need-kind-unknown"
    zh: ClassVar[str] = "无此需求类别"
    en: ClassVar[str] = "There is no such kind of need"
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedTaken(Conflict):
    """`taker` took it up before."""

    slug: ClassVar[str] = "need-taken-up"
    zh: ClassVar[str] = "该需求已有单位认领"
    en: ClassVar[str] = "Somebody else took the need up"
    taker: Taker


@dataclass(frozen=True, slots=True)
class NeedNotTakenUp(Conflict):
    """Nobody took it up, so that nobody answers it yet."""

    slug: ClassVar[str] = "need-not-taken-up"
    zh: ClassVar[str] = "该需求尚无单位认领"
    en: ClassVar[str] = "Nobody took the need up"


@dataclass(frozen=True, slots=True)
class NotTheTaker(Forbidden):
    """The answer is owed by `taker`."""

    slug: ClassVar[str] = "not-the-need-taker"
    zh: ClassVar[str] = "该需求由认领单位答复"
    en: ClassVar[str] = "Only who took the need up answers it"
    taker: Taker


@dataclass(frozen=True, slots=True)
class HelpsForNobody(Forbidden):
    """Who helps does so for a centre, a unit or a hub association."""

    slug: ClassVar[str] = "helps-for-nobody"
    zh: ClassVar[str] = "须以中心、单位或枢纽型社会组织的名义认领"
    en: ClassVar[str] = "A need is taken up for a centre, a unit or a hub association"


@dataclass(frozen=True, slots=True)
class NotAHub(Forbidden):
    """Of the associations only those of the category HUB that stand help others."""

    slug: ClassVar[str] = "not-a-hub"
    zh: ClassVar[str] = "只有枢纽型社会组织可以认领"
    en: ClassVar[str] = "Only a hub association takes needs up"


@dataclass(frozen=True, slots=True)
class OwnNeed(Conflict):
    """Nobody takes up what they asked for themselves."""

    slug: ClassVar[str] = "own-need"
    zh: ClassVar[str] = "不得认领本社团提出的需求"
    en: ClassVar[str] = "Nobody takes up a need of their own"


@dataclass(frozen=True, slots=True)
class NeedAnswerNotMissed(Conflict):
    """There is still time."""

    slug: ClassVar[str] = "need-answer-not-missed"
    zh: ClassVar[str] = "需求答复期限尚未届满"
    en: ClassVar[str] = "The last day for the answer has not passed"
