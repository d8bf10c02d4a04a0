"""The published language of casework: every event of its log."""

from shared.contracts.access import ACCESS
from shared.contracts.casework.benefit import (
    AssistancePaid,
    BenefitChanged,
    BenefitGranted,
    BenefitReviewed,
    BenefitReviewMissed,
    BenefitStopped,
    Recovered,
    RecoveryOrdered,
    RecoveryReduced,
)
from shared.contracts.casework.calendar import CalendarYearPublished
from shared.contracts.casework.case import (
    CaseClosed,
    CaseOpened,
    CaseTerminated,
    DecisionMade,
    DecisionProposed,
    ReturnedByApprover,
)
from shared.contracts.casework.case_aftermath import (
    CaseReopened,
    CaseTerminatedV2,
    DecisionCorrected,
    DecisionRevoked,
    EntryCorrected,
    ReconsiderationConcluded,
)
from shared.contracts.casework.case_assignment import CaseReassigned, NoteAdded
from shared.contracts.casework.case_body import BodyAnswered, CaseSentToBody, StageLimitBreached
from shared.contracts.casework.case_clocks import (
    ClockResumed,
    ClockSuspended,
    DueDateRecomputed,
    ExtensionApproved,
    ExtensionDenied,
    ExtensionRequested,
    PromisedLimitBreached,
    StatutoryLimitBreached,
)
from shared.contracts.casework.case_filing import FilingOutcomeDeclined
from shared.contracts.casework.case_inquiry import (
    DepartmentQueried,
    DepartmentReplied,
    ExpertReviewed,
    FinanceCheckRequested,
    FinanceCheckReturned,
    HearingHeld,
    HouseholdVisitDone,
    StepCompleted,
    StepStarted,
)
from shared.contracts.casework.case_mending import CaseAnnulled, CaseSubjectCorrected
from shared.contracts.casework.case_notice import NoticeEnded, ObjectionFiled, ObjectionResolved, PublicNoticePosted
from shared.contracts.casework.case_publication import DecisionPublished
from shared.contracts.casework.case_recheck import RecheckMissed, SingleDecisionRechecked, SingleDecisionSampled
from shared.contracts.casework.case_supervision import SupervisionNoticeIssued
from shared.contracts.casework.case_window import InstantDecisionDeclined
from shared.contracts.casework.committee_task import (
    CommitteeTaskRefused,
    CommitteeTaskRegularised,
    CommitteeTaskReported,
    CommitteeTaskRequested,
    RegularisationMissed,
)
from shared.contracts.casework.contract import ContractEndKnown, ContractFundsKnown, ContractKnown
from shared.contracts.casework.delegation import DelegationConditionMet, DelegationGranted, DelegationRevoked
from shared.contracts.casework.item import ItemKnown
from shared.contracts.casework.policy import PolicyAdopted
from shared.contracts.casework.post import (
    PostAbsenceNoted,
    PostAssigned,
    PostCovered,
    PostEstablished,
    PostLeftUncovered,
    PostResumed,
    PostReturnNoted,
    PostSubstituted,
)
from shared.contracts.casework.staff import (
    StaffAbsenceRecorded,
    StaffEngaged,
    StaffLeft,
    StaffMoved,
    StaffReturned,
    StaffTrained,
)
from shared.contracts.casework.substitutes import SubstituteNamed
from shared.contracts.erasure import ERASURE_ANSWER

SERVICE = "casework"

EVENTS = (
    PolicyAdopted,
    CalendarYearPublished,
    StaffEngaged,
    StaffTrained,
    StaffMoved,
    StaffAbsenceRecorded,
    StaffReturned,
    StaffLeft,
    PostEstablished,
    PostAssigned,
    PostAbsenceNoted,
    PostReturnNoted,
    PostSubstituted,
    PostResumed,
    PostLeftUncovered,
    PostCovered,
    SubstituteNamed,
    ItemKnown,
    DelegationGranted,
    DelegationConditionMet,
    DelegationRevoked,
    CaseOpened,
    DecisionProposed,
    ReturnedByApprover,
    DecisionMade,
    SingleDecisionSampled,
    SingleDecisionRechecked,
    RecheckMissed,
    InstantDecisionDeclined,
    DecisionPublished,
    CaseSentToBody,
    BodyAnswered,
    StageLimitBreached,
    CaseClosed,
    CaseTerminated,
    ClockSuspended,
    ClockResumed,
    ExtensionRequested,
    ExtensionApproved,
    ExtensionDenied,
    DueDateRecomputed,
    PromisedLimitBreached,
    StatutoryLimitBreached,
    ReconsiderationConcluded,
    DecisionRevoked,
    DecisionCorrected,
    CaseReopened,
    EntryCorrected,
    CaseTerminatedV2,
    CaseAnnulled,
    CaseSubjectCorrected,
    CaseReassigned,
    NoteAdded,
    SupervisionNoticeIssued,
    StepStarted,
    HearingHeld,
    ExpertReviewed,
    StepCompleted,
    HouseholdVisitDone,
    FinanceCheckRequested,
    FinanceCheckReturned,
    DepartmentQueried,
    DepartmentReplied,
    PublicNoticePosted,
    ObjectionFiled,
    ObjectionResolved,
    NoticeEnded,
    BenefitGranted,
    AssistancePaid,
    BenefitReviewed,
    BenefitReviewMissed,
    BenefitChanged,
    BenefitStopped,
    RecoveryOrdered,
    RecoveryReduced,
    Recovered,
    *ACCESS,
    *ERASURE_ANSWER,
    FilingOutcomeDeclined,
    ContractKnown,
    ContractFundsKnown,
    ContractEndKnown,
    CommitteeTaskRequested,
    CommitteeTaskRegularised,
    RegularisationMissed,
    CommitteeTaskRefused,
    CommitteeTaskReported,
)
