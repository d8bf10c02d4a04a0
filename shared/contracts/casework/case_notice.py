"""Events of a case's public notice (公示): what was posted, who objected, how it ended."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs, StaffRef
from shared.contracts.casework.reasons import Reasons
from shared.kernel.instants import start_of
from shared.kernel.limits import LimitUnit
from shared.kernel.messages import Event
from shared.kernel.personal import Personal


class PublicNoticePosted(Event):
    """What is to be decided was posted in the community for `n` units after `posted_on`, as the item's guide says.

    `ends_on` is the last day, as told then: where working days are counted, a calendar published later may put it off.
    Unless it is `counted`, `clock-suspended` is recorded with it under the same id.
    """

    notice_id: str
    n: Annotated[int, Field(ge=1, le=3650)]
    unit: LimitUnit
    posted_on: date
    ends_on: date
    counted: bool
    post_id: str
    acted_as: ActedAs
    officer: StaffRef


class ObjectionFiled(Event):
    """Somebody objected to what was posted (异议), recorded at the counter; to be answered by `answer_due_on`.

    `objector` is under a key of its own, the `text` under the applicant's.
    """

    notice_id: str
    objection_id: str
    objector: Personal[str] | None = None
    text: Reasons
    filed_on: date
    answer_due_on: date
    post_id: str
    acted_as: ActedAs
    officer: StaffRef


class ObjectionResolved(Event):
    """An approver found whether the objection is right (`upheld`) and said why."""

    notice_id: str
    objection_id: str
    upheld: bool
    reasons: Reasons
    resolved_on: date
    post_id: str
    acted_as: ActedAs
    officer: StaffRef


class NoticeEnded(Event):
    """The notice was over with `ended_on`, its last day or the later day on which the last objection was resolved.

    `objections` were filed and `upheld` of them found right. With it `clock-resumed`, unless the notice is counted.
    """

    notice_id: str
    ended_on: date
    objections: int
    upheld: int

    def effective_at(self) -> datetime:
        """The end of that day."""
        return start_of(self.ended_on + timedelta(days=1))


CaseNoticeEvent = PublicNoticePosted | ObjectionFiled | ObjectionResolved | NoticeEnded
