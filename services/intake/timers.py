"""What becomes due at the counter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import get_args

from pydantic import TypeAdapter

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_check import acceptance_due
from services.intake.domain.application_commands import DeemAccepted
from services.intake.domain.application_corrections import LapseApplication, correction_due
from services.intake.domain.appointment import BOOK, MissAppointments, day_over_at
from services.intake.domain.appointment_state import Book
from services.intake.domain.booker import BOOKER, CountNoShow
from services.intake.domain.compensatory_leave import COMPENSATORY_LEAVE, LEAVE_FOR_DUTY, EarnLeave, half_days_of
from services.intake.domain.complaint import COMPLAINT, MissComplaintAnswer, complaint_answer_due
from services.intake.domain.draft import DRAFT, LapseDraft, draft_due
from services.intake.domain.emergency import EMERGENCY, MissLimits, limit_due
from services.intake.domain.emergency_state import Emergency, NoEmergency
from services.intake.domain.enquiry import ENQUIRY, MissAnswer, answer_due
from services.intake.domain.erasure import ERASURE, MissErasureAnswer, erasure_answer_due
from services.intake.domain.queue import QUEUE, day_over
from services.intake.domain.queue_commands import EndQueueDay
from services.intake.domain.rating import RATING, escalation_due
from services.intake.domain.rating_box import RATING_BOX, OpenRatingBox, RatingBox, box_due
from services.intake.domain.rating_commands import EscalateBadRating, RecordRating
from services.intake.domain.roster import ROSTER, EndDutyDay, Published, Roster, duty_over
from services.intake.domain.types import AppointmentId, StaffId
from shared.contracts.erasure import (
    ErasureAnswerMissed,
    ErasureRequested,
    ProcessingRestricted,
    SubjectKeyDestroyed,
)
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationEnded,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
    ResultReceived,
    ResultRevoked,
)
from shared.contracts.intake.application_duplicates import ApplicationMerged
from shared.contracts.intake.application_endings import (
    ApplicationLapsed,
    ApplicationNotAccepted,
    ApplicationTransferred,
)
from shared.contracts.intake.application_mending import AcceptanceWithdrawn
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
from shared.contracts.intake.draft import (
    ApplicationDrafted,
    DraftDiscarded,
    DraftHandedIn,
    DraftLapsed,
    DraftRevised,
)
from shared.contracts.intake.emergency import EmergencyEvent
from shared.contracts.intake.enquiry import EnquiryAnswered, EnquiryAnswerMissed, EnquiryOpened
from shared.contracts.intake.queue import QueueDayEnded, TicketIssued
from shared.contracts.intake.rating import Ballot, Contact, RatingBoxOpened, RatingCast
from shared.contracts.intake.roster import DutyDayEnded, DutyRosterPublished
from shared.kernel.decider import Context, Step
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.personal import Personal
from shared.kernel.timer import Opening, Timer, sends

_LEFT_THE_WINDOW: frozenset[type[Event]] = frozenset(
    {
        *(ApplicationAccepted, ApplicationDeemedAccepted, ApplicationWithdrawn, ApplicationNotAccepted),
        *(ApplicationTransferred, ApplicationMerged, ResultReceived, ResultRevoked, ApplicationEnded),
    }
)

ACCEPTANCE_CHECK = Timer(
    name="acceptance-check",
    decider=APPLICATION,
    starts=frozenset({ApplicationReceived, CorrectionSubmitted, AcceptanceWithdrawn}),
    stops=_LEFT_THE_WINDOW | {CorrectionRequested},
    due=acceptance_due,
    steps=sends(APPLICATION, DeemAccepted()),
)
COMPLAINT_ANSWER = Timer(
    name="complaint-answer",
    decider=COMPLAINT,
    starts=frozenset({ComplaintFiled}),
    stops=frozenset({ComplaintAnswered, ComplaintAnswerMissed}),
    due=complaint_answer_due,
    steps=sends(COMPLAINT, MissComplaintAnswer()),
)

# --- duties and queues ------------------------------------------------------


def _duty_over_at(roster: Roster, context: Context) -> datetime | None:
    due = duty_over(roster, context)
    return None if due is None else due[1]


def _end_duty_day(roster_id: str, roster: Roster, context: Context) -> tuple[Step, ...]:
    """The day's duty is over, and with it whoever did it has earned leave, where the policy gives it."""
    due = duty_over(roster, context)
    if not isinstance(roster, Published) or due is None:
        # Another replica was faster: asked once more, it is refused, and the row is moved.
        return (Step(ROSTER, roster_id, EndDutyDay(day=context.today)),)
    day, _ = due
    shifts = roster.duty_on(day) if context.policy.flag(LEAVE_FOR_DUTY, day) else ()
    people = sorted({StaffId(shift.staff) for shift in shifts})
    earned = (
        EarnLeave(
            staff=person,
            centre_id=roster.newest.centre_id,
            hall_id=roster.newest.hall_id,
            day=day,
            half_days=half_days_of(tuple(shift for shift in shifts if shift.staff == person)),
        )
        for person in people
    )
    leave = (Step(COMPENSATORY_LEAVE, each.staff, each) for each in earned)
    return (Step(ROSTER, roster_id, EndDutyDay(day=day)), *leave)


DUTY_OVER = Timer(
    name="duty-over",
    decider=ROSTER,
    starts=frozenset({DutyRosterPublished, DutyDayEnded}),
    stops=frozenset(),
    due=_duty_over_at,
    steps=_end_duty_day,
)
QUEUE_DAY = Timer(
    name="queue-day",
    decider=QUEUE,
    starts=frozenset({TicketIssued}),
    stops=frozenset({QueueDayEnded}),
    due=day_over,
    steps=sends(QUEUE, EndQueueDay()),
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
    steps=sends(ENQUIRY, MissAnswer()),
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


BAD_RATING_OVERDUE = Timer(
    name="bad-rating-overdue",
    decider=RATING,
    starts=frozenset({BadRatingAssigned, BadRatingContacted, BadRatingEscalated, BadRatingAppealRejected}),
    stops=frozenset({BadRatingCorrected, BadRatingExcluded, BadRatingClosed}),
    due=escalation_due,
    steps=sends(RATING, EscalateBadRating()),
)
CORRECTION_OVER = Timer(
    name="correction-over",
    decider=APPLICATION,
    starts=frozenset({CorrectionRequested}),
    stops=frozenset({CorrectionSubmitted, ApplicationWithdrawn, ApplicationLapsed}),
    due=correction_due,
    steps=sends(APPLICATION, LapseApplication()),
)
DRAFT_OVER = Timer(
    name="draft-over",
    decider=DRAFT,
    starts=frozenset({ApplicationDrafted, DraftRevised}),
    stops=frozenset({DraftHandedIn, DraftDiscarded, DraftLapsed}),
    due=draft_due,
    steps=sends(DRAFT, LapseDraft()),
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
    steps=sends(EMERGENCY, MissLimits()),
    related=_the_application,
)
ERASURE_ANSWER = Timer(
    name="erasure-answer",
    decider=ERASURE,
    starts=frozenset({ErasureRequested}),
    stops=frozenset({ProcessingRestricted, SubjectKeyDestroyed, ErasureAnswerMissed}),
    due=erasure_answer_due,
    steps=sends(ERASURE, MissErasureAnswer()),
)
TIMERS = (
    ACCEPTANCE_CHECK,
    CORRECTION_OVER,
    DRAFT_OVER,
    COMPLAINT_ANSWER,
    APPOINTMENT_DAY_OVER,
    ANSWER_OVERDUE,
    RATING_BOX_OPENING,
    BAD_RATING_OVERDUE,
    DUTY_OVER,
    QUEUE_DAY,
    EMERGENCY_LIMITS,
    ERASURE_ANSWER,
)
