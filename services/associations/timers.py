"""What becomes due of associations."""

from __future__ import annotations

from typing import get_args

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_care import report_due, silence_over
from services.associations.domain.association_care_commands import FindInactive, MissReports
from services.associations.domain.association_commands import (
    EndSuspension,
    ExpireFiling,
    LapsePreparation,
    MissLimit,
)
from services.associations.domain.association_ending import suspension_over_at
from services.associations.domain.association_filing import expires_at
from services.associations.domain.association_holdings import released
from services.associations.domain.association_limits import next_miss
from services.associations.domain.association_registration import preparation_over
from services.associations.domain.association_state import NotGranted
from services.associations.domain.types import AssociationId
from shared.contracts.associations.association import (
    CorrectionAsked,
    CorrectionSubmitted,
    DecisionLimitMissed,
    Submitted,
)
from shared.contracts.associations.association_care import (
    ActivityNoted,
    AnnualReportOverdue,
    AnnualReportSubmitted,
    CareBegan,
    InactivityFound,
)
from shared.contracts.associations.association_ending import (
    Deregistered,
    LiquidationStarted,
    Revoked,
    Sanctioned,
    SuspensionEnded,
)
from shared.contracts.associations.association_filing import (
    Filed,
    FilingCancelled,
    FilingConverted,
    FilingExpired,
    FilingRenewed,
    NoticePosted,
)
from shared.contracts.associations.association_registration import (
    FoundingMeetingHeld,
    PreparationApproved,
    Registered,
    RegistrationAccepted,
)
from shared.kernel.decider import Step
from shared.kernel.messages import Event
from shared.kernel.timer import Timer

_ENDS: frozenset[type[Event]] = frozenset({FilingCancelled, FilingExpired, FilingConverted, Deregistered, Revoked})
_NOT_GRANTED: frozenset[type[Event]] = frozenset(get_args(NotGranted))

LIMIT = Timer(
    name="association-limit",
    decider=ASSOCIATION,
    starts=frozenset({Submitted, CorrectionSubmitted, NoticePosted, RegistrationAccepted, DecisionLimitMissed}),
    stops=frozenset({CorrectionAsked, PreparationApproved, Filed, Registered}) | _NOT_GRANTED,
    due=lambda association, _context: next_miss(association),
    steps=lambda id_, _association, _context: (Step(ASSOCIATION, id_, MissLimit()),),
)
FILING_OVER = Timer(
    name="filing-over",
    decider=ASSOCIATION,
    starts=frozenset({Filed, FilingRenewed}),
    stops=_ENDS,
    due=lambda association, _context: expires_at(association),
    steps=lambda id_, association, _context: (
        Step(ASSOCIATION, id_, ExpireFiling()),
        *released(AssociationId(id_), association),
    ),
)
SUSPENSION_OVER = Timer(
    name="suspension-over",
    decider=ASSOCIATION,
    starts=frozenset({Sanctioned}),
    stops=_ENDS | {SuspensionEnded},
    due=lambda association, _context: suspension_over_at(association),
    steps=lambda id_, _association, _context: (Step(ASSOCIATION, id_, EndSuspension(lifted=False)),),
)
PREPARATION_OVER = Timer(
    name="preparation-over",
    decider=ASSOCIATION,
    starts=frozenset({PreparationApproved}),
    stops=_NOT_GRANTED | {FoundingMeetingHeld},
    due=lambda association, _context: preparation_over(association),
    steps=lambda id_, association, _context: (
        Step(ASSOCIATION, id_, LapsePreparation()),
        *released(AssociationId(id_), association),
    ),
)

# --- how those live that stand ----------------------------------------------

REPORT_OVERDUE = Timer(
    name="annual-report-overdue",
    decider=ASSOCIATION,
    starts=frozenset({Filed, Registered, CareBegan, AnnualReportSubmitted, AnnualReportOverdue}),
    stops=_ENDS | {LiquidationStarted},
    due=report_due,
    steps=lambda id_, _association, _context: (Step(ASSOCIATION, id_, MissReports()),),
)
SILENCE = Timer(
    name="association-silence",
    decider=ASSOCIATION,
    starts=frozenset({Filed, Registered, CareBegan, ActivityNoted}),
    stops=_ENDS | {LiquidationStarted, InactivityFound},
    due=silence_over,
    steps=lambda id_, _association, _context: (Step(ASSOCIATION, id_, FindInactive()),),
)
TIMERS = (LIMIT, FILING_OVER, SUSPENSION_OVER, PREPARATION_OVER, REPORT_OVERDUE, SILENCE)
