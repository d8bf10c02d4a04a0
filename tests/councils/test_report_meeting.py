"""The report meeting: called for appraisals, begun with two thirds, and scored at; one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.appraisal_refusals import (
    AppraisalStageOpen,
    AppraisalUnknown,
    ScoringRule,
    ScoringRulesBroken,
    Stage,
)
from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommittee, OfAnotherCommunity
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_commands import (
    CancelMeeting,
    ConveneReportMeeting,
    FileMinutes,
    MissMinutes,
    OpenMeeting,
    RecuseMember,
    TakeVote,
)
from services.councils.domain.meeting_refusals import (
    CallFault,
    CallIncomplete,
    MeetingIsCalled,
    MeetingIsOver,
    MeetingNotOpen,
    MeetingNotToday,
    MeetingUnknown,
    MinutesNotMissed,
    NotOnAgenda,
)
from services.councils.domain.offices import NotACommitteeMember
from services.councils.domain.rules import QuorumNotMet
from services.councils.domain.types import CommitteeId, TopicId
from shared.contracts.councils.meeting import (
    AttendanceEnded,
    Interest,
    MeetingCancelled,
    MeetingConvened,
    MeetingEvent,
    MeetingKind,
    MinutesFiled,
    MinutesMissed,
    ReportMeetingConvened,
)
from shared.contracts.refusals import WrongRegime
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.instants import at
from shared.testing.decider import CLERK, Spec, known
from tests.councils.appraisal_rows import (
    GIVEN,
    HALF,
    OF_CENTRE,
    TODAY,
    alone,
    begun,
    called,
    came,
    cast,
    reported,
    was_cast,
)
from tests.councils.appraisal_rows import SPEC as OF_APPRAISAL
from tests.councils.appraisals import (
    CENTRE,
    CIYOU,
    ELSEWHERE,
    M2,
    NOW,
    THEIRS,
    VILLAGE,
    WORKING_COMMITTEE,
    here,
    id_of,
    opened,
    scores,
)

SPEC = Spec(MEETING)
MINE, OF_THE_CENTRE = id_of("m1"), id_of(CENTRE, OF_CENTRE, HALF)
A_WEEK_BEFORE, SIX_DAYS_BEFORE = "2014-12-15T09:00+08:00", "2014-12-16T09:00+08:00"
STRANGER = Actor(ActorId("stranger"), Role.COMMITTEE, CIYOU)
OF_ELSEWHERE = Actor(ActorId("x"), Role.COMMITTEE, ELSEWHERE)
APPRAISED = (
    GIVEN
    | known(APPRAISAL, MINE, alone)
    | known(APPRAISAL, OF_THE_CENTRE, opened(CENTRE, OF_CENTRE, HALF))
    | known(APPRAISAL, "nobody")
)


def convene(*agenda: str, committee_id: str = CIYOU) -> ConveneReportMeeting:
    call = called(*agenda, committee_id=committee_id)
    said = {name: getattr(call, name) for name in ConveneReportMeeting.model_fields}
    return ConveneReportMeeting(**said)


def incomplete(earliest: date, *faults: CallFault) -> CallIncomplete:
    return CallIncomplete(faults, earliest)


CALLING = {
    "it is called a week before": ([], convene(), M2, A_WEEK_BEFORE, [called()]),
    "six days are too few": (
        [],
        convene(),
        M2,
        SIX_DAYS_BEFORE,
        incomplete(date(2014, 12, 23), CallFault.NOTICE_TOO_SHORT),
    ),
    "the working committee calls it with the committee": ([], convene(), WORKING_COMMITTEE, A_WEEK_BEFORE, [called()]),
    "that of another community does not": ([], convene(), THEIRS, A_WEEK_BEFORE, OfAnotherCommunity),
    "nor does another committee": ([], convene(), OF_ELSEWHERE, A_WEEK_BEFORE, OfAnotherCommittee(CIYOU)),
    "nor who is no member": ([], convene(), STRANGER, A_WEEK_BEFORE, NotACommitteeMember(CIYOU)),
    "the counter enters it": ([], convene(), CLERK, A_WEEK_BEFORE, [called()]),
    "a centre of its community alone is on the agenda": (
        [],
        convene(OF_THE_CENTRE),
        M2,
        A_WEEK_BEFORE,
        [called(OF_THE_CENTRE)],
    ),
    "an appraisal that nobody opened is not": ([], convene(MINE, "nobody"), M2, A_WEEK_BEFORE, AppraisalUnknown),
    "nor are members of another committee, and a centre of another community": (
        [],
        convene(MINE, OF_THE_CENTRE, committee_id=ELSEWHERE),
        CLERK,
        SIX_DAYS_BEFORE,
        incomplete(date(2014, 12, 23), CallFault.NOTICE_TOO_SHORT, CallFault.AGENDA_NOT_THEIRS),
    ),
    "villagers have no report meeting": ([], convene(committee_id=VILLAGE), CLERK, A_WEEK_BEFORE, WrongRegime()),
    "nor has a committee that does not exist": (
        [],
        convene(committee_id="nobody"),
        CLERK,
        A_WEEK_BEFORE,
        CommitteeUnknown,
    ),
    "the same call again says nothing": ([called()], convene(), M2, SIX_DAYS_BEFORE, []),
    "another call of the same meeting": ([called()], convene(MINE), M2, SIX_DAYS_BEFORE, MeetingIsCalled),
    "it is called off": (
        [called()],
        CancelMeeting(reason="停电"),
        M2,
        A_WEEK_BEFORE,
        [MeetingCancelled(reason="停电")],
    ),
}
vote = TakeVote(topic_id=TopicId(MINE), in_favour=20, against=0)
leave = RecuseMember(topic_id=TopicId(MINE), person_id="r1", interest=Interest.KIN)
minutes = FileMinutes(summary="二十名代表到会评议")
filed = MinutesFiled(summary="二十名代表到会评议", filed_on=date(2014, 12, 26))
missed = MinutesMissed(due_on=date(2014, 12, 25))
LAST_MINUTE, AFTER = "2014-12-25T23:59+08:00", "2014-12-26T00:00+08:00"
HOLDING = {
    "two thirds of the representatives begin it": (
        [called(), came(20)],
        OpenMeeting(residents=2),
        NOW,
        begun(called(), 20)[-1:],
    ),
    "one less do not": ([called(), came(19)], OpenMeeting(residents=2), NOW, QuorumNotMet(present=19, needed=20)),
    "nothing begins before its day": (
        [called(day=date(2014, 12, 23))],
        OpenMeeting(),
        NOW,
        MeetingNotToday(date(2014, 12, 23)),
    ),
    "nothing is voted on": (begun(called()), vote, NOW, NotOnAgenda),
    "nobody leaves the room for a topic": (begun(called()), leave, NOW, NotOnAgenda),
    "minutes are there on the third working day": (
        begun(called()),
        minutes,
        LAST_MINUTE,
        [filed.model_copy(update={"filed_on": date(2014, 12, 25)})],
    ),
    "a day later they are late": (begun(called()), minutes, AFTER, [missed, filed]),
    "which is not known before": (begun(called()), MissMinutes(), LAST_MINUTE, MinutesNotMissed()),
    "and is told by the hour": (begun(called()), MissMinutes(), AFTER, [missed]),
}


def meeting(*events: MeetingEvent) -> dict:
    return GIVEN | known(MEETING, "report", *events)


decision = MeetingConvened(
    committee_id=CommitteeId(CIYOU),
    kind=MeetingKind.DECISION,
    begins_at=at(TODAY, 8),
    place="居委会会议室",
    agenda=(MINE,),
    material=(),
    convened_on=date(2014, 12, 15),
)
NO_MORE = ScoringRulesBroken((ScoringRule.NO_MORE_THAN_CAME,))
SCORED = {
    "who came to the meeting scores": (meeting(*begun(called(), 20)), cast(20), [was_cast(20)]),
    "nobody else does": (meeting(*begun(called(), 20)), cast(21), NO_MORE),
    "nor do those who left": (meeting(*begun(called(), 20), AttendanceEnded(person_id="r1")), cast(20), NO_MORE),
    "with who is left there is no quorum": (
        meeting(*begun(called(), 20), AttendanceEnded(person_id="r1")),
        cast(19),
        QuorumNotMet(19, 20),
    ),
    "as many others score as came beside the representatives": (
        meeting(*begun(called(), 20)),
        cast(20, scores(competent=22), others=2),
        [was_cast(20, scores(competent=22), others=2)],
    ),
    "and no more": (meeting(*begun(called(), 20)), cast(20, scores(competent=22), others=3), NO_MORE),
    "a meeting is named": (GIVEN, cast(meeting_id=None), AppraisalStageOpen((Stage.MEETING,))),
    "one that was called": (meeting(), cast(), MeetingUnknown),
    "one that has begun": (meeting(called(), came(30)), cast(), MeetingNotOpen),
    "one that is not over": (meeting(*begun(called()), filed), cast(), MeetingIsOver),
    "nor was called off": (meeting(called(), MeetingCancelled(reason="停电")), cast(), MeetingIsOver),
    "one that has the appraisal on its agenda": (meeting(*begun(called(OF_THE_CENTRE))), cast(), NotOnAgenda),
    "one of the committee": (meeting(*begun(called(committee_id=ELSEWHERE))), cast(), NotOnAgenda),
    "one of reports": (meeting(decision, *begun(called())[1:]), cast(), NotOnAgenda),
}


@pytest.mark.parametrize(("given", "when", "actor", "at_", "then"), CALLING.values(), ids=CALLING.keys())
def test_calling(given: list[ReportMeetingConvened], when, actor, at_, then):
    SPEC.check(given, when, then, here(at_, actor), APPRAISED)


@pytest.mark.parametrize(("given", "when", "at_", "then"), HOLDING.values(), ids=HOLDING.keys())
def test_holding(given, when, at_, then):
    SPEC.check(given, when, then, here(at_, M2), APPRAISED)


@pytest.mark.parametrize(("given", "when", "then"), SCORED.values(), ids=SCORED.keys())
def test_what_is_scored_there(given, when, then):
    OF_APPRAISAL.check([alone, reported], when, then, here(NOW, M2), given)
