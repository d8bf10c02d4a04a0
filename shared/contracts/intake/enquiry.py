"""Events of enquiries (咨询): what somebody asked, and who owes them the answer (首问负责制)."""

from __future__ import annotations

from datetime import date, datetime

from shared.contracts.casework.post import StaffRef
from shared.contracts.intake.appointment import Contact
from shared.kernel.messages import Event
from shared.kernel.personal import Personal, SubjectRef


class EnquiryOpened(Event):
    """Somebody asked, and who was asked first owns the enquiry until it is answered or handed over; recorded by them.

    `asked_by` refers to who asked; the last day for the answer is `answer_due_on`, later for a complex question.
    """

    hall_id: str
    asked_by: SubjectRef
    question: Personal[str]
    contact: Personal[Contact] | None = None
    complex: bool
    owner: StaffRef
    answer_due_on: date


class EnquiryHandedOver(Event):
    """The owner handed the enquiry to a named person, who owns it from now on; the last day stays as it was."""

    to: StaffRef
    note: Personal[str] | None = None


class EnquiryAnswered(Event):
    """The owner answered."""

    answer: Personal[str]
    answered_by: StaffRef


class EnquiryAnswerMissed(Event):
    """The last day passed without an answer, at `fell_due_at`; `owner` owned the enquiry then, and still owes it."""

    owner: StaffRef
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return self.fell_due_at


class EnquiryClosed(Event):
    """Who asked has the answer, and nothing more is to be done; recorded by the owner."""

    closed_on: date


EnquiryEvent = EnquiryOpened | EnquiryHandedOver | EnquiryAnswered | EnquiryAnswerMissed | EnquiryClosed
