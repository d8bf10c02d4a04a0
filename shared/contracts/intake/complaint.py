"""Events of the complaint (投诉) about how an application is handled: the applicant files it, the centre answers."""

from __future__ import annotations

from datetime import date, datetime

from shared.contracts.casework.post import StaffRef
from shared.kernel.messages import Event
from shared.kernel.personal import Personal, SubjectRef


class ComplaintFiled(Event):
    """An applicant complained; the centre has until the end of `answer_due_on` to answer."""

    application_id: str
    hall_id: str
    centre_id: str
    item_code: str
    complainant: SubjectRef
    text: Personal[str]
    filed_on: date
    answer_due_on: date


class ComplaintAnswered(Event):
    """The centre answered; `upheld` says that the complaint was right."""

    answer: Personal[str]
    upheld: bool
    officer: StaffRef
    answered_on: date


class ComplaintAnswerMissed(Event):
    """Nobody had answered when the last day for it was over; it may still be answered."""

    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The instant at which the last day was over."""
        return self.fell_due_at


ComplaintEvent = ComplaintFiled | ComplaintAnswered | ComplaintAnswerMissed
