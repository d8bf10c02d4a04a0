"""What becomes due at the counter."""

from __future__ import annotations

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_check import acceptance_due
from services.intake.domain.application_commands import DeemAccepted
from services.intake.domain.application_corrections import LapseApplication, correction_due
from services.intake.domain.application_state import Application
from services.intake.domain.draft import DRAFT, DraftState, LapseDraft, draft_due
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
from shared.contracts.intake.application_endings import (
    ApplicationLapsed,
    ApplicationNotAccepted,
    ApplicationTransferred,
)
from shared.contracts.intake.application_mending import AcceptanceWithdrawn
from shared.contracts.intake.draft import (
    ApplicationDrafted,
    DraftDiscarded,
    DraftHandedIn,
    DraftLapsed,
    DraftRevised,
)
from shared.kernel.decider import Context, Step
from shared.kernel.messages import Event
from shared.kernel.timer import Timer

_LEFT_THE_WINDOW: frozenset[type[Event]] = frozenset(
    {
        *(ApplicationAccepted, ApplicationDeemedAccepted, ApplicationWithdrawn, ApplicationNotAccepted),
        *(ApplicationTransferred, ResultReceived, ResultRevoked, ApplicationEnded),
    }
)


def _deem_accepted(application_id: str, _application: Application, _context: Context) -> tuple[Step, ...]:
    return (Step(APPLICATION, application_id, DeemAccepted()),)


def _lapse(application_id: str, _application: Application, _context: Context) -> tuple[Step, ...]:
    return (Step(APPLICATION, application_id, LapseApplication()),)


def _lapse_draft(draft_id: str, _draft: DraftState, _context: Context) -> tuple[Step, ...]:
    return (Step(DRAFT, draft_id, LapseDraft()),)


ACCEPTANCE_CHECK = Timer(
    name="acceptance-check",
    decider=APPLICATION,
    starts=frozenset({ApplicationReceived, CorrectionSubmitted, AcceptanceWithdrawn}),
    stops=_LEFT_THE_WINDOW | {CorrectionRequested},
    due=acceptance_due,
    steps=_deem_accepted,
)
CORRECTION_OVER = Timer(
    name="correction-over",
    decider=APPLICATION,
    starts=frozenset({CorrectionRequested}),
    stops=frozenset({CorrectionSubmitted, ApplicationWithdrawn, ApplicationLapsed}),
    due=correction_due,
    steps=_lapse,
)
DRAFT_OVER = Timer(
    name="draft-over",
    decider=DRAFT,
    starts=frozenset({ApplicationDrafted, DraftRevised}),
    stops=frozenset({DraftHandedIn, DraftDiscarded, DraftLapsed}),
    due=draft_due,
    steps=_lapse_draft,
)
TIMERS = (ACCEPTANCE_CHECK, CORRECTION_OVER, DRAFT_OVER)
