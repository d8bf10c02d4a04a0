"""Events by which it is told what members, centres and units have done: appraised, put right, disclosed, asked."""

from shared.contracts.councils.appraisal import (
    AppraisalConcluded,
    AppraisalObjected,
    AppraisalObjectionAnswered,
    AppraisalOpened,
    AppraisalPublished,
    AppraisalResultSent,
    MarksGiven,
    RemovalProposed,
    ReportPresented,
    ScoresCast,
)
from shared.contracts.councils.centre_record import (
    CentreCaseClosed,
    CentreComplaintAnswered,
    CentreComplaintFiled,
    CentreLimitMissed,
    CentreMatterKnown,
    CentreRated,
    CentreRatingExcluded,
)
from shared.contracts.councils.committee_report import (
    CommitteeReported,
    CommitteeReportMissed,
    CommitteeReportsExpected,
)
from shared.contracts.councils.disclosure import DisclosureMissed, DisclosurePosted, DisclosuresExpected
from shared.contracts.councils.question import QuestionAnswered, QuestionAnswerMissed, QuestionPut
from shared.contracts.councils.rectification import (
    RectificationAccepted,
    RectificationNotAccepted,
    RectificationOrdered,
    RectificationStepMissed,
    RectificationSubmitted,
)
from shared.contracts.councils.self_governance_activity import (
    SelfGovernanceActivityAnnounced,
    SelfGovernanceActivityCancelled,
    SelfGovernanceActivityHeld,
    SelfGovernanceActivityPlanned,
    SelfGovernanceActivityReported,
)
from shared.contracts.councils.task_refusal import TaskAdmissionKnown, TaskRefused
from shared.contracts.councils.training import TrainingAttendanceCorrected, TrainingHeld

EVENTS = (
    AppraisalOpened,
    ReportPresented,
    ScoresCast,
    MarksGiven,
    AppraisalPublished,
    AppraisalObjected,
    AppraisalObjectionAnswered,
    AppraisalConcluded,
    AppraisalResultSent,
    RemovalProposed,
    CommitteeReportsExpected,
    CommitteeReported,
    CommitteeReportMissed,
    RectificationOrdered,
    RectificationSubmitted,
    RectificationNotAccepted,
    RectificationAccepted,
    RectificationStepMissed,
    CentreMatterKnown,
    CentreCaseClosed,
    CentreLimitMissed,
    CentreRated,
    CentreRatingExcluded,
    CentreComplaintFiled,
    CentreComplaintAnswered,
    TrainingHeld,
    TrainingAttendanceCorrected,
    SelfGovernanceActivityPlanned,
    SelfGovernanceActivityAnnounced,
    SelfGovernanceActivityHeld,
    SelfGovernanceActivityReported,
    SelfGovernanceActivityCancelled,
    DisclosuresExpected,
    DisclosurePosted,
    DisclosureMissed,
    QuestionPut,
    QuestionAnswered,
    QuestionAnswerMissed,
    TaskRefused,
    TaskAdmissionKnown,
)
