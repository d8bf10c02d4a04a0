"""What is asked of many cases at once and has no other place: to end their public notices.

A notice ends by itself when its last day is over; who ends a list of them learns of each whether it
has, and if not why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from services.casework.domain.case_commands import Work
from services.casework.domain.case_notice_acts import TURNS, EndNotice
from services.casework.domain.case_state import OnPostAct, Open
from services.casework.domain.types import OnPost
from shared.contracts.casework.post import PostKind
from shared.kernel.decider import Context
from shared.kernel.refusals import Conflict, Refusal


class EndNoticeOnPost(Work):
    """End the public notice if its last day is over and no objection waits, on an examination post."""


@dataclass(frozen=True, slots=True)
class NoNoticePosted(Conflict):
    """Nothing was posted that could end."""

    slug: ClassVar[str] = "no-notice-posted"
    zh: ClassVar[str] = "该办件尚未公示"
    en: ClassVar[str] = "No public notice was posted"


@dataclass(frozen=True, slots=True)
class NoticeRunning(Conflict):
    """The last day of the notice is not over."""

    slug: ClassVar[str] = "notice-running"
    zh: ClassVar[str] = "公示期未满"
    en: ClassVar[str] = "The public notice is not over"
    ends_on: date


@dataclass(frozen=True, slots=True)
class ObjectionWaiting(Conflict):
    """An objection to the notice was not resolved yet."""

    slug: ClassVar[str] = "objection-waiting"
    zh: ClassVar[str] = "公示期间的异议尚未处理完毕"
    en: ClassVar[str] = "An objection to the public notice waits for its resolution"


def _end(_command: EndNoticeOnPost, case: Open, _on: OnPost, context: Context) -> list[Any] | Refusal:
    notice = case.file.notices.current
    if notice is None:
        return [] if case.file.notices.all else NoNoticePosted()
    if ended := TURNS[EndNotice](EndNotice(), case, context):
        return ended
    return ObjectionWaiting() if notice.waits else NoticeRunning(ends_on=notice.last_day(context.calendar))


ACTS: Mapping[type[Work], OnPostAct] = {EndNoticeOnPost: OnPostAct(PostKind.EXAMINATION, _end)}
