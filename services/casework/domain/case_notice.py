"""The public notice of a case (公示): how long it hangs, who objected to it and what came of that.

Invariants: only items whose guide has a notice have one, as long as the guide says · one at a time, and another only
after an objection was upheld · it ends when its last day is over and every objection is resolved · nobody resolves
objections to what they posted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import assert_never

from shared.contracts.casework.case_notice import (
    CaseNoticeEvent,
    NoticeEnded,
    ObjectionFiled,
    ObjectionResolved,
    PublicNoticePosted,
)
from shared.kernel.limits import LimitUnit
from shared.kernel.refusals import CorruptStream
from shared.kernel.working_days import Calendar

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection, and what came of it if it is resolved."""

    filed: ObjectionFiled
    resolved: ObjectionResolved | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice with the objections to it, and its end if it is over."""

    posted: PublicNoticePosted
    objections: Mapping[str, Objection] = field(default_factory=dict)
    ended: NoticeEnded | None = None

    @property
    def waits(self) -> bool:
        """Whether an objection is to be resolved."""
        return any(each.resolved is None for each in self.objections.values())

    @property
    def upheld(self) -> int:
        """How many objections were found right."""
        return sum(each.resolved is not None and each.resolved.upheld for each in self.objections.values())

    def last_day(self, calendar: Calendar) -> date:
        """The last day on which one may object: never earlier than told, whatever the calendar says since."""
        told = self.posted
        return max(told.ends_on, nth_day_after(told.posted_on, told.n, told.unit, calendar))


@dataclass(frozen=True, slots=True)
class Notices:
    """All of a case by their ids, in the order in which they were posted."""

    all: Mapping[str, Notice] = field(default_factory=dict)

    @property
    def current(self) -> Notice | None:
        """The notice that is not over."""
        return next((each for each in self.all.values() if each.ended is None), None)

    @property
    def last(self) -> Notice | None:
        """The notice that was posted last."""
        return next(reversed(tuple(self.all.values())), None)

    @property
    def open(self) -> tuple[str, ...]:
        """The id of the notice that is not over."""
        return (self.current.posted.notice_id,) if self.current else ()

    def of_objection(self, objection_id: str) -> Notice | None:
        """The notice to which an objection was filed."""
        return next((each for each in self.all.values() if objection_id in each.objections), None)


def nth_day_after(posted_on: date, n: int, unit: LimitUnit, calendar: Calendar) -> date:
    """The last of `n` days after `posted_on`, working days or calendar days; a notice may end on a day off."""
    if unit is LimitUnit.WORKING_DAY:
        return calendar.nth_working_day_after(posted_on, n)
    return posted_on + timedelta(days=n)


def evolve(notices: Notices, event: CaseNoticeEvent) -> Notices:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case PublicNoticePosted():
            return Notices({**notices.all, event.notice_id: Notice(event)})
        case ObjectionFiled():
            return _objected(notices, _open(notices, event.notice_id), Objection(event))
        case ObjectionResolved():
            notice = _open(notices, event.notice_id)
            objection = notice.objections.get(event.objection_id)
            if objection is None or objection.resolved is not None:
                raise CorruptStream(f"objection {event.objection_id} is not open")
            return _objected(notices, notice, replace(objection, resolved=event))
        case NoticeEnded():
            return Notices({**notices.all, event.notice_id: replace(_open(notices, event.notice_id), ended=event)})
        case _:
            assert_never(event)


def _open(notices: Notices, notice_id: str) -> Notice:
    notice = notices.all.get(notice_id)
    if notice is None or notice.ended is not None:
        raise CorruptStream(f"notice {notice_id} is not open")
    return notice


def _objected(notices: Notices, notice: Notice, objection: Objection) -> Notices:
    objections = {**notice.objections, objection.filed.objection_id: objection}
    return Notices({**notices.all, notice.posted.notice_id: replace(notice, objections=objections)})
