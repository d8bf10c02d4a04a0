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
    CentreComplainedOf,
    CentreComplaintAnswered,
    CentreLimitMissed,
    CentreMatterKnown,
    CentreRated,
    CentreRatingExcluded,
)
from shared.contracts.councils.disclosure import DisclosureOverdue, DisclosurePosted, DisclosuresExpected
from shared.contracts.councils.question import QuestionAnswered, QuestionOverdue, QuestionPut
from shared.contracts.councils.rectification import (
    RectificationAccepted,
    RectificationNotAccepted,
    RectificationOrdered,
    RectificationOverdue,
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
    RectificationOrdered,
    RectificationSubmitted,
    RectificationNotAccepted,
    RectificationAccepted,
    RectificationOverdue,
    CentreMatterKnown,
    CentreCaseClosed,
    CentreLimitMissed,
    CentreRated,
    CentreRatingExcluded,
    CentreComplainedOf,
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
    DisclosureOverdue,
    QuestionPut,
    QuestionAnswered,
    QuestionOverdue,
    TaskRefused,
    TaskAdmissionKnown,
)
