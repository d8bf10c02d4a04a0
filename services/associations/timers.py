"""What becomes due of associations."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter

from services.associations.domain.activity import ACTIVITY
from services.associations.domain.activity_box import ACTIVITY_BOX, Box, OpenActivityBox, box_due, totals
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_care import report_due, silence_over
from services.associations.domain.association_care_commands import FindInactive, MissReports
from services.associations.domain.association_commands import (
    EndSuspension,
    ExpireFiling,
    LapsePreparation,
    MissDeregistration,
    MissLimit,
)
from services.associations.domain.association_ending import deregistration_due, suspension_over_at
from services.associations.domain.association_filing import expires_at
from services.associations.domain.association_holdings import released
from services.associations.domain.association_limits import next_miss
from services.associations.domain.association_registration import preparation_over
from services.associations.domain.need import NEED, MissNeedAnswer, answer_due
from services.associations.domain.types import AssociationId
from shared.contracts.associations.activity import ActivityRated, ActivityRatingCast
from shared.contracts.associations.association import (
    ApplicationTakenBack,
    CorrectionAsked,
    CorrectionSubmitted,
    DecisionLimitMissed,
    Submitted,
    SubmittedV2,
)
from shared.contracts.associations.association_care import (
    ActivityNoted,
    AnnualReportMissed,
    AnnualReportSubmitted,
    CareStarted,
    InactivityFound,
)
from shared.contracts.associations.association_ending import (
    Deregistered,
    DeregistrationMissed,
    LiquidationFinished,
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
    FilingRefused,
    FilingRenewed,
    NoticePosted,
)
from shared.contracts.associations.association_objection import (
    FilingObjected,
    FilingObjectionAnswered,
    FilingObjectionAnswerMissed,
)
from shared.contracts.associations.association_registration import (
    FoundingMeetingHeld,
    PreparationApproved,
    PreparationLapsed,
    Registered,
    RegistrationAccepted,
    RegistrationRefused,
)
from shared.contracts.associations.need import NeedAnswered, NeedAnswerMissed, NeedRegistered
from shared.contracts.intake.rating import Level
from shared.kernel.decider import Context, Step
from shared.kernel.messages import Event
from shared.kernel.timer import Opening, Timer, sends

_ENDS: frozenset[type[Event]] = frozenset({FilingCancelled, FilingExpired, FilingConverted, Deregistered, Revoked})
_NOT_GRANTED: frozenset[type[Event]] = frozenset(
    {FilingRefused, RegistrationRefused, ApplicationTakenBack, PreparationLapsed}
)

LIMIT = Timer(
    name="association-limit",
    decider=ASSOCIATION,
    starts=frozenset(
        {
            *(Submitted, SubmittedV2, CorrectionSubmitted, NoticePosted, RegistrationAccepted, DecisionLimitMissed),
            *(FilingObjected, FilingObjectionAnswered, FilingObjectionAnswerMissed),
        }
    ),
    stops=_NOT_GRANTED | {CorrectionAsked, PreparationApproved, Filed, Registered},
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
DEREGISTRATION = Timer(
    name="deregistration-missed",
    decider=ASSOCIATION,
    starts=frozenset({LiquidationFinished}),
    stops=_ENDS | {DeregistrationMissed},
    due=lambda association, _context: deregistration_due(association),
    steps=sends(ASSOCIATION, MissDeregistration()),
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
    name="annual-report-missed",
    decider=ASSOCIATION,
    starts=frozenset({Filed, Registered, CareStarted, AnnualReportSubmitted, AnnualReportMissed}),
    stops=_ENDS | {LiquidationStarted},
    due=report_due,
    steps=lambda id_, _association, _context: (Step(ASSOCIATION, id_, MissReports()),),
)
SILENCE = Timer(
    name="association-silence",
    decider=ASSOCIATION,
    starts=frozenset({Filed, Registered, CareStarted, ActivityNoted}),
    stops=_ENDS | {LiquidationStarted, InactivityFound},
    due=silence_over,
    steps=lambda id_, _association, _context: (Step(ASSOCIATION, id_, FindInactive()),),
)

# --- ratings and needs ------------------------------------------------------


def _open_box(id_: str, _box: Box, ballots: Sequence[Level | None], _context: Context) -> tuple[Step, ...]:
    command = OpenActivityBox(activity_id=id_, ballots=len(ballots), totals=totals(ballots))
    return (Step(ACTIVITY_BOX, id_, command, related=(ACTIVITY.ref(id_),)),)


BOX_OPENING = Timer(
    name="activity-box-opening",
    decider=ACTIVITY_BOX,
    starts=frozenset({ActivityRatingCast}),
    stops=frozenset({ActivityRated}),
    due=box_due,
    opening=Opening(ActivityRatingCast, lambda event: event.ballot, TypeAdapter(Level), _open_box),
)
NEED_ANSWER = Timer(
    name="need-answer",
    decider=NEED,
    starts=frozenset({NeedRegistered}),
    stops=frozenset({NeedAnswered, NeedAnswerMissed}),
    due=answer_due,
    steps=lambda id_, _need, _context: (Step(NEED, id_, MissNeedAnswer()),),
)
TIMERS = (
    *(LIMIT, FILING_OVER, SUSPENSION_OVER, DEREGISTRATION, PREPARATION_OVER),
    *(REPORT_OVERDUE, SILENCE, BOX_OPENING, NEED_ANSWER),
)
