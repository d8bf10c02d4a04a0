"""What becomes due at the counter."""

from __future__ import annotations

from typing import get_args

from services.intake.domain.application import APPLICATION, acceptance_due
from services.intake.domain.application_commands import DeemAccepted
from services.intake.domain.application_state import Application
from services.intake.domain.complaint import COMPLAINT, Complaint, MissComplaintAnswer, answer_due
from services.intake.domain.emergency import EMERGENCY, MissLimits, limit_due
from services.intake.domain.emergency_state import Emergency, NoEmergency
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
)
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintAnswerMissed, ComplaintFiled
from shared.contracts.intake.emergency import EmergencyEvent
from shared.kernel.decider import Context, Step
from shared.kernel.ids import AggregateRef
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
TIMERS = (ACCEPTANCE_CHECK, COMPLAINT_ANSWER, EMERGENCY_LIMITS)
