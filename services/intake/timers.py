"""What becomes due at the counter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import get_args

from pydantic import TypeAdapter

from services.intake.domain.application import APPLICATION, acceptance_due
from services.intake.domain.application_commands import DeemAccepted
from services.intake.domain.application_state import Application
from services.intake.domain.appointment import BOOK, MissAppointments, day_over_at
from services.intake.domain.appointment_state import Book
from services.intake.domain.booker import BOOKER, CountNoShow
from services.intake.domain.complaint import COMPLAINT, Complaint, MissComplaintAnswer, complaint_answer_due
from services.intake.domain.emergency import EMERGENCY, MissLimits, limit_due
from services.intake.domain.emergency_state import Emergency, NoEmergency
from services.intake.domain.enquiry import ENQUIRY, Enquiry, MissAnswer, answer_due
from services.intake.domain.rating import RATING, escalation_due
from services.intake.domain.rating_box import RATING_BOX, OpenRatingBox, RatingBox, box_due
from services.intake.domain.rating_commands import EscalateBadRating, RecordRating
from services.intake.domain.rating_state import Rating
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
from shared.contracts.intake.bad_rating import (
    BadRatingAppealRejected,
    BadRatingAssigned,
    BadRatingClosed,
    BadRatingContacted,
    BadRatingCorrected,
    BadRatingEscalated,
    BadRatingExcluded,
)
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintAnswerMissed, ComplaintFiled
from shared.contracts.intake.emergency import EmergencyEvent
from shared.contracts.intake.enquiry import EnquiryAnswered, EnquiryAnswerMissed, EnquiryOpened
from shared.contracts.intake.rating import Ballot, Contact, RatingBoxOpened, RatingCast
from shared.kernel.decider import Context, Step
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import Personal
from shared.kernel.timer import Opening, Timer


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

# --- ratings ----------------------------------------------------------------


def _open_box(day: str, box: RatingBox, ballots: Sequence[Ballot | None], _context: Context) -> tuple[Step, ...]:
    """Take the next handful out, and tell it by its random-looking ids: in no order that says who cast what."""
    handful = ballots[box.opened : box.opened + box.handful]
    told = sorted((ballot for ballot in handful if ballot is not None), key=lambda ballot: ballot.rating_id)
    take = Step(RATING_BOX, day, OpenRatingBox(after=box.opened, count=len(handful)))
    return (take, *(Step(RATING, ballot.rating_id, _record(ballot, date.fromisoformat(day))) for ballot in told))


def _record(ballot: Ballot, rated_on: date) -> RecordRating:
    said = {name: getattr(ballot, name) for name in RecordRating.model_fields if name in Ballot.model_fields}
    comment = None if ballot.comment is None else Personal[str].of(ballot.subject, ballot.comment)
    contact = None if ballot.contact is None else Personal[Contact].of(ballot.subject, ballot.contact)
    return RecordRating(**{**said, "comment": comment, "contact": contact}, rated_on=rated_on)


RATING_BOX_OPENING = Timer(
    name="rating-box-opening",
    decider=RATING_BOX,
    starts=frozenset({RatingCast, RatingBoxOpened}),
    stops=frozenset(),
    due=box_due,
    opening=Opening(RatingCast, lambda event: event.ballot, TypeAdapter(Ballot), _open_box),
)


def _escalate(rating_id: str, _rating: Rating, _context: Context) -> tuple[Step, ...]:
    return (Step(RATING, rating_id, EscalateBadRating()),)


BAD_RATING_OVERDUE = Timer(
    name="bad-rating-overdue",
    decider=RATING,
    starts=frozenset({BadRatingAssigned, BadRatingContacted, BadRatingEscalated, BadRatingAppealRejected}),
    stops=frozenset({BadRatingCorrected, BadRatingExcluded, BadRatingClosed}),
    due=escalation_due,
    steps=_escalate,
)
# --- emergencies ------------------------------------------------------------


def _the_application(emergency: Emergency) -> tuple[AggregateRef, ...]:
    return () if isinstance(emergency, NoEmergency) else (APPLICATION.ref(emergency.opened.application_id),)


EMERGENCY_LIMITS = Timer(
    name="emergency-limits",
    decider=EMERGENCY,
    starts=frozenset(get_args(EmergencyEvent)),
    stops=frozenset(),
    due=limit_due,
    steps=lambda id_, _emergency, _context: (Step(EMERGENCY, id_, MissLimits()),),
    related=_the_application,
)
TIMERS = (
    ACCEPTANCE_CHECK,
    COMPLAINT_ANSWER,
    APPOINTMENT_DAY_OVER,
    ANSWER_OVERDUE,
    RATING_BOX_OPENING,
    BAD_RATING_OVERDUE,
    EMERGENCY_LIMITS,
)
