"""Which scores can have been cast: at a report meeting that was called for the appraisal, by those who came to it.

A village has no report meeting (三会一评 are a residents' committee's): of it is said how many came of how many.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

from services.councils.domain.appraisal_commands import CastScores
from services.councils.domain.appraisal_refusals import AppraisalStageOpen, ScoringRule, ScoringRulesBroken, Stage
from services.councils.domain.appraisal_rules import scored_by
from services.councils.domain.appraisal_state import File
from services.councils.domain.committee import COMMITTEE, Assigned
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_refusals import MeetingIsOver, MeetingNotOpen, MeetingUnknown, NotOnAgenda
from services.councils.domain.meeting_state import Cancelled, Closed, Convened, InSession, NotConvened, held_on
from services.councils.domain.offices import representatives
from services.councils.domain.rules import QuorumNotMet
from services.councils.domain.vote import muster, quorum_of_report
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.councils.meeting import ReportMeetingConvened
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal


def not_cast_so(command: CastScores, file: File, context: Context) -> Refusal | None:
    """Why the scores cannot have been cast so, if they cannot."""
    if (refusal := _without_meeting(command, file, context)) is not None:
        return refusal
    if broken := tuple(name for name, keeps in SCORING.items() if not keeps(command, file, context)):
        return ScoringRulesBroken(broken)
    needed = quorum_of_report(register_of(command, context), command.held_on, context.policy)
    return QuorumNotMet(command.present, needed) if command.present < needed else None


# --- the report meeting -----------------------------------------------------


def _without_meeting(command: CastScores, file: File, context: Context) -> Refusal | None:
    """That the scores are of no report meeting of the committee that has begun and has the appraisal on its agenda."""
    if command.meeting_id is None:
        return None if _is_village(command.committee_id, context) else AppraisalStageOpen((Stage.MEETING,))
    meeting = context.look(MEETING, command.meeting_id)
    match meeting:
        case NotConvened():
            return MeetingUnknown()
        case Convened():
            return MeetingNotOpen()
        case Closed() | Cancelled():
            return MeetingIsOver()
        case InSession():
            return None if _called_for(meeting, command.committee_id, file) else NotOnAgenda()
        case _:
            assert_never(meeting)


def _called_for(meeting: InSession, committee_id: str, file: File) -> bool:
    call = meeting.call
    return isinstance(call, ReportMeetingConvened) and call.committee_id == committee_id and file.id in call.agenda


def _is_village(committee_id: str, context: Context) -> bool:
    committee = context.look(COMMITTEE, committee_id)
    return isinstance(committee, Assigned) and committee.kind is CommitteeKind.VILLAGERS


def _meeting(command: CastScores, context: Context) -> InSession | None:
    """The meeting that has begun; None of a village."""
    meeting = None if command.meeting_id is None else context.look(MEETING, command.meeting_id)
    return meeting if isinstance(meeting, InSession) else None


# --- how many there were ----------------------------------------------------


def register_of(command: CastScores, context: Context) -> int:
    """How many representatives a committee has on the day; of a village, what is said."""
    if _is_village(command.committee_id, context):
        return command.on_register or 0
    return len(representatives(command.committee_id, command.held_on, context))


def _day_has_come(command: CastScores, _file: File, context: Context) -> bool:
    return command.held_on <= context.today


def _day_of_meeting(command: CastScores, _file: File, context: Context) -> bool:
    meeting = _meeting(command, context)
    return meeting is None or command.held_on == held_on(meeting.call)


def _of_community(command: CastScores, file: File, context: Context) -> bool:
    return scored_by(command.committee_id, file.opened, context)


def _register_known(command: CastScores, _file: File, context: Context) -> bool:
    return _is_village(command.committee_id, context) is (command.on_register is not None)


def _no_more_than_came(command: CastScores, _file: File, context: Context) -> bool:
    if command.scores.total > command.present + command.others:
        return False
    if (meeting := _meeting(command, context)) is None:
        return command.present <= register_of(command, context)
    register = representatives(command.committee_id, held_on(meeting.call), context)
    there = muster(meeting.call, meeting.room, register.keys()).present
    beside = len(meeting.room.attendees) - there + meeting.room.residents
    return command.present <= there and command.others <= beside


def _somebody_scored(command: CastScores, _file: File, _context: Context) -> bool:
    return command.scores.total > 0


SCORING: Mapping[ScoringRule, Callable[[CastScores, File, Context], bool]] = {
    ScoringRule.DAY_HAS_COME: _day_has_come,
    ScoringRule.DAY_OF_MEETING: _day_of_meeting,
    ScoringRule.OF_COMMUNITY: _of_community,
    ScoringRule.REGISTER_KNOWN: _register_known,
    ScoringRule.NO_MORE_THAN_CAME: _no_more_than_came,
    ScoringRule.SOMEBODY_SCORED: _somebody_scored,
}
