"""What becomes due in the councils."""

from __future__ import annotations

from services.councils.domain.meeting import MEETING, minutes_due
from services.councils.domain.meeting_commands import MissMinutes
from services.councils.domain.opinion import OPINION, answer_due
from services.councils.domain.opinion_commands import MissOpinionAnswer
from services.councils.domain.petition import PETITION, MissCall, call_due
from services.councils.domain.resolution import RESOLUTION, lapses_at, notice_ends_at
from services.councils.domain.resolution_commands import BringIntoForce, LapseResolution, MissExecution
from services.councils.domain.resolution_execution import execution_due
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_acts import report_due
from services.councils.domain.supervision_committee_commands import MissReport
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.meeting import MeetingOpened, MinutesFiled, MinutesMissed
from shared.contracts.councils.opinion import OpinionAnswered, OpinionRegistered, OpinionUnanswered
from shared.contracts.councils.petition import PetitionAnswered, PetitionThresholdReached, PetitionUnanswered
from shared.contracts.councils.resolution import (
    ExecutionDelayed,
    ExecutionNotAccepted,
    ProgressPosted,
    ResolutionExecuted,
    ResolutionInForce,
    ResolutionLapsed,
    ResolutionObjected,
    ResolutionPosted,
    ResolutionRatified,
    ReVoteDemanded,
    ReVoteHeld,
)
from shared.contracts.councils.supervision_committee import (
    SupervisionMemberElected,
    SupervisionMemberRecalled,
    SupervisionReported,
    SupervisionReportMissed,
    SupervisionSeatLost,
)
from shared.kernel.decider import Step
from shared.kernel.timer import Timer

ASSEMBLY_CALL = Timer(
    name="assembly-call",
    decider=PETITION,
    starts=frozenset({PetitionThresholdReached}),
    stops=frozenset({PetitionAnswered, PetitionUnanswered}),
    due=call_due,
    steps=lambda id_, _petition, _context: (Step(PETITION, id_, MissCall()),),
)
SUPERVISION_REPORT = Timer(
    name="supervision-report",
    decider=SUPERVISION_COMMITTEE,
    starts=frozenset(
        {
            *(SupervisionMemberElected, SupervisionMemberRecalled, SupervisionSeatLost),
            *(SupervisionReported, SupervisionReportMissed),
        }
    ),
    stops=frozenset(),
    due=report_due,
    steps=lambda id_, _committee, _context: (
        Step(SUPERVISION_COMMITTEE, id_, MissReport(committee_id=CommitteeId(id_))),
    ),
)
# --- three meetings ---------------------------------------------------------

OPINION_UNANSWERED = Timer(
    name="opinion-unanswered",
    decider=OPINION,
    starts=frozenset({OpinionRegistered}),
    stops=frozenset({OpinionAnswered, OpinionUnanswered}),
    due=answer_due,
    steps=lambda id_, _opinion, _context: (Step(OPINION, id_, MissOpinionAnswer()),),
)
MINUTES_LATE = Timer(
    name="minutes-late",
    decider=MEETING,
    starts=frozenset({MeetingOpened}),
    stops=frozenset({MinutesFiled, MinutesMissed}),
    due=minutes_due,
    steps=lambda id_, _meeting, _context: (Step(MEETING, id_, MissMinutes()),),
)
NOTICE_ENDS = Timer(
    name="resolution-notice-ends",
    decider=RESOLUTION,
    starts=frozenset({ResolutionPosted, ReVoteDemanded, ReVoteHeld}),
    stops=frozenset({ResolutionInForce, ResolutionObjected}),
    due=notice_ends_at,
    steps=lambda id_, _resolution, _context: (Step(RESOLUTION, id_, BringIntoForce()),),
)
EXECUTION_OVERDUE = Timer(
    name="execution-overdue",
    decider=RESOLUTION,
    starts=frozenset({ResolutionInForce, ProgressPosted, ExecutionNotAccepted, ReVoteDemanded, ReVoteHeld}),
    stops=frozenset({ResolutionExecuted, ExecutionDelayed, ResolutionLapsed}),
    due=execution_due,
    steps=lambda id_, _resolution, _context: (Step(RESOLUTION, id_, MissExecution()),),
)
NOT_RATIFIED = Timer(
    name="emergency-not-ratified",
    decider=RESOLUTION,
    starts=frozenset({ResolutionInForce}),
    stops=frozenset({ResolutionRatified, ResolutionLapsed}),
    due=lapses_at,
    steps=lambda id_, _resolution, _context: (Step(RESOLUTION, id_, LapseResolution()),),
)
DELIBERATION = (OPINION_UNANSWERED, MINUTES_LATE, NOTICE_ENDS, EXECUTION_OVERDUE, NOT_RATIFIED)


TIMERS = (ASSEMBLY_CALL, SUPERVISION_REPORT, *DELIBERATION)
