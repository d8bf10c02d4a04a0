"""What becomes due in councils."""

from __future__ import annotations

from services.councils.domain.meeting import MEETING, minutes_due
from services.councils.domain.meeting_commands import MissMinutes
from services.councils.domain.opinion import OPINION, answer_due
from services.councils.domain.opinion_commands import MissOpinionAnswer
from services.councils.domain.resolution import RESOLUTION, lapses_at, notice_ends_at
from services.councils.domain.resolution_commands import BringIntoForce, LapseResolution, MissExecution
from services.councils.domain.resolution_execution import execution_due
from shared.contracts.councils.meeting import MeetingOpened, MinutesFiled, MinutesMissed
from shared.contracts.councils.opinion import OpinionAnswered, OpinionRegistered, OpinionUnanswered
from shared.contracts.councils.resolution import (
    ExecutionNotAccepted,
    ExecutionOverdue,
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
from shared.kernel.decider import Step
from shared.kernel.timer import Timer

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
    stops=frozenset({ResolutionExecuted, ExecutionOverdue, ResolutionLapsed}),
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

TIMERS = (*DELIBERATION,)
