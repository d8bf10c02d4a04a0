"""What becomes due at the counter."""

from __future__ import annotations

from datetime import datetime

from services.intake.domain.application import APPLICATION, acceptance_due
from services.intake.domain.application_commands import DeemAccepted
from services.intake.domain.application_state import Application
from services.intake.domain.compensatory_leave import COMPENSATORY_LEAVE, LEAVE_FOR_DUTY, EarnLeave, half_days_of
from services.intake.domain.complaint import COMPLAINT, Complaint, MissComplaintAnswer, answer_due
from services.intake.domain.queue import QUEUE, day_over
from services.intake.domain.queue_commands import EndQueueDay
from services.intake.domain.queue_state import Queue
from services.intake.domain.roster import ROSTER, EndDutyDay, Published, Roster, duty_over
from services.intake.domain.types import StaffId
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
)
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintAnswerMissed, ComplaintFiled
from shared.contracts.intake.queue import QueueDayEnded, TicketIssued
from shared.contracts.intake.roster import DutyDayEnded, DutyRosterPublished
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
    due=answer_due,
    steps=_miss_complaint_answer,
)


def _duty_over_at(roster: Roster, context: Context) -> datetime | None:
    due = duty_over(roster, context)
    return None if due is None else due[1]


def _end_duty_day(roster_id: str, roster: Roster, context: Context) -> tuple[Step, ...]:
    """The day's duty is over, and with it whoever did it has earned leave, where the policy gives it."""
    due = duty_over(roster, context)
    if not isinstance(roster, Published) or due is None:
        return ()
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


def _end_queue_day(queue_id: str, _queue: Queue, _context: Context) -> tuple[Step, ...]:
    return (Step(QUEUE, queue_id, EndQueueDay()),)


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
    steps=_end_queue_day,
)
TIMERS = (ACCEPTANCE_CHECK, COMPLAINT_ANSWER, DUTY_OVER, QUEUE_DAY)
