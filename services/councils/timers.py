"""What becomes due in councils."""

from __future__ import annotations

from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.appraisal_commands import ConcludeAppraisal
from services.councils.domain.appraisal_result import conclusion_due
from services.councils.domain.appraisal_state import Appraisal, NotOpened, ref
from services.councils.domain.committee_report import COMMITTEE_REPORT, MissCommitteeReport, committee_report_due
from services.councils.domain.disclosure import DISCLOSURES, MissDisclosure, disclosure_due
from services.councils.domain.election import ELECTION
from services.councils.domain.election_commands import MissElectionDeadline
from services.councils.domain.election_deadlines import next_deadline
from services.councils.domain.meeting import MEETING, minutes_due
from services.councils.domain.meeting_commands import MissMinutes
from services.councils.domain.opinion import OPINION, answer_due
from services.councils.domain.opinion_commands import MissOpinionAnswer
from services.councils.domain.party_working_committee import PARTY_WORKING_COMMITTEE, community_of, dissolution_due
from services.councils.domain.party_working_committee_commands import DissolveWorkingCommittee
from services.councils.domain.petition import PETITION, MissCall, call_due
from services.councils.domain.pledge import PLEDGES, pledge_due
from services.councils.domain.pledge_commands import MissPledge
from services.councils.domain.question import QUESTION, MissAnswer, question_due
from services.councils.domain.rectification import (
    RECTIFICATION,
    MissRectification,
    OrderRectification,
    rectification_due,
)
from services.councils.domain.resolution import RESOLUTION, lapses_at
from services.councils.domain.resolution_commands import BringIntoForce, LapseResolution, MissExecution, MissProgress
from services.councils.domain.resolution_execution import execution_due, progress_due
from services.councils.domain.resolution_notice import notice_ends_at
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_acts import report_due
from services.councils.domain.supervision_committee_commands import MissReport
from services.councils.domain.types import CommitteeId
from services.councils.domain.voter_roll import VOTER_ROLL, list_answer_due
from services.councils.domain.voter_roll_commands import MissListAnswer
from shared.contracts.councils.appraisal import (
    AppraisalConcluded,
    AppraisalObjected,
    AppraisalObjectionAnswered,
    AppraisalPublished,
    SubjectKind,
)
from shared.contracts.councils.committee_report import (
    CommitteeReported,
    CommitteeReportMissed,
    CommitteeReportsEnded,
    CommitteeReportsExpected,
)
from shared.contracts.councils.community import CommunityAbolished, CommunityMerged, CommunitySplit
from shared.contracts.councils.disclosure import (
    DisclosureMissed,
    DisclosurePosted,
    DisclosuresEnded,
    DisclosuresExpected,
)
from shared.contracts.councils.election import (
    ElectionDeadlineMissed,
    ElectionFiled,
    ElectionResultPosted,
    HandoverCompleted,
)
from shared.contracts.councils.election_candidates import QualificationAppealDecided, QualificationAppealed
from shared.contracts.councils.election_vote import SeatsFilled
from shared.contracts.councils.meeting import MeetingOpened, MinutesFiled, MinutesMissed
from shared.contracts.councils.opinion import OpinionAnswered, OpinionRegistered, OpinionUnanswered
from shared.contracts.councils.party_working_committee import WorkingCommitteeDissolved, WorkingCommitteeFormed
from shared.contracts.councils.petition import PetitionAnswered, PetitionThresholdReached, PetitionUnanswered
from shared.contracts.councils.pledge import PledgeMade, PledgeMissed, PledgesEnded, PledgesExpected
from shared.contracts.councils.question import QuestionAnswered, QuestionAnswerMissed, QuestionPut
from shared.contracts.councils.rectification import (
    RectificationAccepted,
    RectificationNotAccepted,
    RectificationOrdered,
    RectificationStepMissed,
    RectificationSubmitted,
)
from shared.contracts.councils.resolution import (
    ExecutionDelayed,
    ExecutionNotAccepted,
    ProgressMissed,
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
    SupervisionCommitteeDissolved,
    SupervisionMemberElected,
    SupervisionMemberRecalled,
    SupervisionSeatLost,
)
from shared.contracts.councils.supervision_committee_acts import SupervisionReported, SupervisionReportMissed
from shared.contracts.councils.voter_roll import ListAnswerMissed, VoterListObjected, VoterListObjectionAnswered
from shared.kernel.decider import Context, Step
from shared.kernel.ids import AggregateRef
from shared.kernel.timer import Timer, sends

PLEDGE_DUE = Timer(
    name="pledge-due",
    decider=PLEDGES,
    starts=frozenset({PledgesExpected, PledgeMade, PledgeMissed}),
    stops=frozenset({PledgesEnded}),
    due=pledge_due,
    steps=lambda unit_id, _pledges, _context: (Step(PLEDGES, unit_id, MissPledge()),),
)

COMMUNITY_ENDED = Timer(
    name="community-ended",
    decider=PARTY_WORKING_COMMITTEE,
    # A community and its working committee have one id.
    starts=frozenset({WorkingCommitteeFormed, CommunitySplit, CommunityMerged, CommunityAbolished}),
    stops=frozenset({WorkingCommitteeDissolved}),
    due=dissolution_due,
    steps=sends(PARTY_WORKING_COMMITTEE, DissolveWorkingCommittee()),
    related=community_of,
)

ELECTION_DEADLINE = Timer(
    name="election-deadline",
    decider=ELECTION,
    starts=frozenset(
        {
            *(QualificationAppealed, QualificationAppealDecided, SeatsFilled),
            *(ElectionResultPosted, HandoverCompleted, ElectionDeadlineMissed),
        }
    ),
    stops=frozenset({ElectionFiled}),
    due=next_deadline,
    steps=lambda id_, _election, _context: (Step(ELECTION, id_, MissElectionDeadline()),),
)

LIST_ANSWER = Timer(
    name="list-answer",
    decider=VOTER_ROLL,
    starts=frozenset({VoterListObjected, VoterListObjectionAnswered, ListAnswerMissed}),
    stops=frozenset(),
    due=list_answer_due,
    steps=lambda id_, _roll, _context: (Step(VOTER_ROLL, id_, MissListAnswer()),),
)

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
            *(SupervisionCommitteeDissolved, SupervisionReported, SupervisionReportMissed),
        }
    ),
    stops=frozenset(),
    due=report_due,
    steps=lambda id_, _committee, _context: (
        Step(SUPERVISION_COMMITTEE, id_, MissReport(committee_id=CommitteeId(id_))),
    ),
)

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

PROGRESS_OVERDUE = Timer(
    name="progress-overdue",
    decider=RESOLUTION,
    starts=frozenset({*EXECUTION_OVERDUE.starts, ProgressMissed}),
    stops=frozenset({ResolutionExecuted, ResolutionLapsed}),
    due=progress_due,
    steps=sends(RESOLUTION, MissProgress()),
)

NOT_RATIFIED = Timer(
    name="emergency-not-ratified",
    decider=RESOLUTION,
    starts=frozenset({ResolutionInForce}),
    stops=frozenset({ResolutionRatified, ResolutionLapsed}),
    due=lapses_at,
    steps=lambda id_, _resolution, _context: (Step(RESOLUTION, id_, LapseResolution()),),
)

DELIBERATION = (OPINION_UNANSWERED, MINUTES_LATE, NOTICE_ENDS, EXECUTION_OVERDUE, PROGRESS_OVERDUE, NOT_RATIFIED)


def _period_before(appraisal: Appraisal) -> tuple[AggregateRef, ...]:
    return () if isinstance(appraisal, NotOpened) else (ref(appraisal.file.opened.previous_id),)


def _conclude(id_: str, appraisal: Appraisal, _context: Context) -> tuple[Step, ...]:
    """With a centre's result goes the order to answer it."""
    concluded = Step(APPRAISAL, id_, ConcludeAppraisal(), related=_period_before(appraisal))
    if isinstance(appraisal, NotOpened) or appraisal.file.opened.subject_kind is not SubjectKind.SERVICE_CENTRE:
        return (concluded,)
    return concluded, Step(RECTIFICATION, id_, OrderRectification(appraisal_id=id_), related=(ref(id_),))


APPRAISAL_NOTICE_ENDS = Timer(
    name="appraisal-notice-ends",
    decider=APPRAISAL,
    starts=frozenset({AppraisalPublished, AppraisalObjected, AppraisalObjectionAnswered}),
    stops=frozenset({AppraisalConcluded}),
    due=conclusion_due,
    steps=_conclude,
    related=_period_before,
)
RECTIFICATION_OVERDUE = Timer(
    name="rectification-overdue",
    decider=RECTIFICATION,
    starts=frozenset({RectificationOrdered, RectificationSubmitted, RectificationNotAccepted}),
    stops=frozenset({RectificationAccepted, RectificationStepMissed}),
    due=rectification_due,
    steps=lambda id_, _rectification, _context: (Step(RECTIFICATION, id_, MissRectification()),),
)

DISCLOSURE_OVERDUE = Timer(
    name="disclosure-overdue",
    decider=DISCLOSURES,
    starts=frozenset({DisclosuresExpected, DisclosurePosted, DisclosureMissed, DisclosuresEnded}),
    stops=frozenset(),
    due=disclosure_due,
    steps=lambda committee_id, _disclosures, _context: (Step(DISCLOSURES, committee_id, MissDisclosure()),),
)
QUESTION_OVERDUE = Timer(
    name="question-overdue",
    decider=QUESTION,
    starts=frozenset({QuestionPut}),
    stops=frozenset({QuestionAnswered, QuestionAnswerMissed}),
    due=question_due,
    steps=lambda id_, _question, _context: (Step(QUESTION, id_, MissAnswer()),),
)
COMMITTEE_REPORT_OVERDUE = Timer(
    name="committee-report-overdue",
    decider=COMMITTEE_REPORT,
    starts=frozenset({CommitteeReportsExpected, CommitteeReported, CommitteeReportMissed}),
    stops=frozenset({CommitteeReportsEnded}),
    due=committee_report_due,
    steps=lambda committee_id, _reports, _context: (Step(COMMITTEE_REPORT, committee_id, MissCommitteeReport()),),
)
APPRAISALS = (
    *(APPRAISAL_NOTICE_ENDS, RECTIFICATION_OVERDUE, DISCLOSURE_OVERDUE),
    *(QUESTION_OVERDUE, COMMITTEE_REPORT_OVERDUE),
)

TIMERS = (
    *(PLEDGE_DUE, COMMUNITY_ENDED, ELECTION_DEADLINE),
    *(LIST_ANSWER, ASSEMBLY_CALL, SUPERVISION_REPORT),
    *DELIBERATION,
    *APPRAISALS,
)
