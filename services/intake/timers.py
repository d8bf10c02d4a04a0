"""What becomes due at the counter."""

from __future__ import annotations

from services.intake.domain.application import APPLICATION, acceptance_due
from services.intake.domain.application_commands import DeemAccepted
from services.intake.domain.application_state import Application
from services.intake.domain.complaint import COMPLAINT, Complaint, MissComplaintAnswer, answer_due
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
)
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintAnswerMissed, ComplaintFiled
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
TIMERS = (ACCEPTANCE_CHECK, COMPLAINT_ANSWER)
