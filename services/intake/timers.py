"""What becomes due at the counter."""

from __future__ import annotations

from services.intake.domain.application import APPLICATION, acceptance_due
from services.intake.domain.application_commands import DeemAccepted
from services.intake.domain.application_state import Application
from services.intake.domain.appointment import BOOK, MissAppointments, day_over_at
from services.intake.domain.appointment_state import Book
from services.intake.domain.booker import BOOKER, CountNoShow
from services.intake.domain.complaint import COMPLAINT, Complaint, MissComplaintAnswer, complaint_answer_due
from services.intake.domain.enquiry import ENQUIRY, Enquiry, MissAnswer, answer_due
from services.intake.domain.types import AppointmentId
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
)
from shared.contracts.intake.appointment import AppointmentBooked, AppointmentMissed
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintAnswerMissed, ComplaintFiled
from shared.contracts.intake.enquiry import EnquiryAnswered, EnquiryAnswerMissed, EnquiryOpened
from shared.kernel.decider import Context, Step
from shared.kernel.timer import Timer


def _deem_accepted(application_id: str, _application: Application, _context: Context) -> tuple[Step, ...]:
    return (Step(APPLICATION, application_id, DeemAccepted()),)


ACCEPTANCE_CHECK = Timer(
    name="acceptance-check",
    decider=APPLICATION,
    starts=frozenset({ApplicationReceived, CorrectionSubmitted}),
    stops=frozenset({CorrectionRequested, ApplicationAccepted, ApplicationDeemedAccepted, ApplicationWithdrawn}),
    due=acceptance_due,
    steps=_deem_accepted,
)


def _miss_complaint_answer(complaint_id: str, _complaint: Complaint, _context: Context) -> tuple[Step, ...]:
    return (Step(COMPLAINT, complaint_id, MissComplaintAnswer()),)


COMPLAINT_ANSWER = Timer(
    name="complaint-answer",
    decider=COMPLAINT,
    starts=frozenset({ComplaintFiled}),
    stops=frozenset({ComplaintAnswered, ComplaintAnswerMissed}),
    due=complaint_answer_due,
    steps=_miss_complaint_answer,
)

# --- appointments and enquiries ---------------------------------------------


def _miss_appointments(book_id: str, book: Book, _context: Context) -> tuple[Step, ...]:
    """All that are open, and in the same act each booker's count."""
    return (
        Step(BOOK, book_id, MissAppointments()),
        *(
            Step(
                BOOKER,
                each.booked_by,
                CountNoShow(book_id=book_id, appointment_id=AppointmentId(id_)),
                related=(BOOK.ref(book_id),),
            )
            for id_, each in book.open.items()
        ),
    )


def _miss_answer(enquiry_id: str, _enquiry: Enquiry, _context: Context) -> tuple[Step, ...]:
    return (Step(ENQUIRY, enquiry_id, MissAnswer()),)


# A book is watched on when one of its appointments is kept or called off: others may be open.
APPOINTMENT_DAY_OVER = Timer(
    name="appointment-day-over",
    decider=BOOK,
    starts=frozenset({AppointmentBooked}),
    stops=frozenset({AppointmentMissed}),
    due=day_over_at,
    steps=_miss_appointments,
)
ANSWER_OVERDUE = Timer(
    name="answer-overdue",
    decider=ENQUIRY,
    starts=frozenset({EnquiryOpened}),
    stops=frozenset({EnquiryAnswered, EnquiryAnswerMissed}),
    due=answer_due,
    steps=_miss_answer,
)
TIMERS = (
    ACCEPTANCE_CHECK,
    COMPLAINT_ANSWER,
    APPOINTMENT_DAY_OVER,
    ANSWER_OVERDUE,
)
