"""Why something about staff is declined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class StaffUnknown(Unknown):
    """Nobody was engaged under this id."""

    slug: ClassVar[str] = "staff-unknown"
    zh: ClassVar[str] = "没有该工作人员"
    en: ClassVar[str] = "Nobody was engaged under this id"


@dataclass(frozen=True, slots=True)
class StaffIdTaken(Conflict):
    """Somebody works under this id, engaged otherwise than is asked now."""

    slug: ClassVar[str] = "staff-id-taken"
    zh: ClassVar[str] = "该工作人员编号已被使用"
    en: ClassVar[str] = "This staff id is in use"


@dataclass(frozen=True, slots=True)
class StaffHasLeft(Conflict):
    """The person under this id left for good."""

    slug: ClassVar[str] = "staff-has-left"
    zh: ClassVar[str] = "该工作人员已离职"
    en: ClassVar[str] = "The person has left"


@dataclass(frozen=True, slots=True)
class StaffOfOtherCentre(Forbidden):
    """The person works for another centre than the director who asks, or than the post that should be covered."""

    slug: ClassVar[str] = "staff-of-other-centre"
    zh: ClassVar[str] = "该工作人员属于其他中心"
    en: ClassVar[str] = "The person works for another centre"


@dataclass(frozen=True, slots=True)
class StillOnPosts(Conflict):
    """Who should move is A or B of posts, which have to be assigned to others first."""

    slug: ClassVar[str] = "still-on-posts"
    zh: ClassVar[str] = "该工作人员仍担任岗位，请先调整岗位人员"
    en: ClassVar[str] = "The person is still A or B of posts: assign those to others first"
    post_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AbsenceEndsBeforeItBegins(Unacceptable):
    """The last day is before the first."""

    slug: ClassVar[str] = "absence-ends-before-it-begins"
    zh: ClassVar[str] = "缺勤结束日早于开始日"
    en: ClassVar[str] = "The absence would end before it begins"


@dataclass(frozen=True, slots=True)
class AbsenceOver(Unacceptable):
    """The absence is over: who acted meanwhile acted on the posts as they were."""

    slug: ClassVar[str] = "absence-over"
    zh: ClassVar[str] = "该缺勤已结束，岗位不能倒溯交接"
    en: ClassVar[str] = "The absence is over, and no post is handed over backwards"


@dataclass(frozen=True, slots=True)
class ReturnPassed(Unacceptable):
    """The day of the return is over: the posts go back from today on at the earliest."""

    slug: ClassVar[str] = "return-passed"
    zh: ClassVar[str] = "返岗日不得早于今日"
    en: ClassVar[str] = "A return is from today on at the earliest"
