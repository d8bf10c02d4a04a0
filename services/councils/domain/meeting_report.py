"""Report meeting (述职评议会): called for the appraisals that residents score there."""

from __future__ import annotations

from datetime import timedelta

from services.councils.domain import offices
from services.councils.domain.appraisal_refusals import AppraisalUnknown
from services.councils.domain.appraisal_rules import scored_by
from services.councils.domain.appraisal_state import NotOpened, appraisal_of
from services.councils.domain.committee import COMMITTEE, Assigned
from services.councils.domain.mandate import of_another_community
from services.councils.domain.meeting_commands import ConveneReportMeeting
from services.councils.domain.meeting_refusals import CallFault, CallIncomplete, MeetingIsCalled
from services.councils.domain.meeting_rules import notice_days, too_short
from services.councils.domain.meeting_state import Meeting, NotConvened
from shared.contracts.councils.meeting import MeetingEvent, ReportMeetingConvened
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal


def convene_report(command: ConveneReportMeeting, meeting: Meeting, context: Context) -> list[MeetingEvent] | Refusal:
    """Call it, with each appraisal of its agenda at hand."""
    call = ReportMeetingConvened(**dict(command), convened_on=context.today)
    if not isinstance(meeting, NotConvened):
        same = meeting.call == call.model_copy(update={"convened_on": meeting.call.convened_on})
        return [] if same else MeetingIsCalled()
    if refusal := offices.of_residents(command.committee_id, context) or _no_convener(command.committee_id, context):
        return refusal
    if any(isinstance(appraisal_of(context, each), NotOpened) for each in command.agenda):
        return AppraisalUnknown()
    if faults := tuple(fault for rule in CALL if (fault := rule(call, context)) is not None):
        return CallIncomplete(faults, context.today + timedelta(days=notice_days(call, context)))
    return [call]


def _no_convener(committee_id: str, context: Context) -> Refusal | None:
    """That who acts speaks neither for the committee nor for the working committee of its community."""
    committee = context.look(COMMITTEE, committee_id)
    community_id = committee.last.community_id if isinstance(committee, Assigned) else None
    return of_another_community(context.actor, community_id) or offices.of_committee(committee_id, context)


def _theirs(call: ReportMeetingConvened, context: Context) -> CallFault | None:
    appraisals = (appraisal_of(context, each) for each in call.agenda)
    opened = (each.file.opened for each in appraisals if not isinstance(each, NotOpened))
    theirs = all(scored_by(call.committee_id, each, context) for each in opened)
    return None if theirs else CallFault.AGENDA_NOT_THEIRS


CALL = (too_short, _theirs)
