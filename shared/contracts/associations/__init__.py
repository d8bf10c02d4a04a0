"""The published language of associations: every event of its log."""

from shared.contracts.access import ACCESS
from shared.contracts.associations.activity import (
    ActivityCalledOff,
    ActivityPlanned,
    ActivityRated,
    ActivityRatingCast,
    ActivityReported,
    ActivityTokenSpent,
    RatingCodesIssued,
)
from shared.contracts.associations.association import (
    ApplicationTakenBack,
    AssociationDrafted,
    CorrectionAsked,
    CorrectionSubmitted,
    DecisionLimitMissed,
    NameWarningAnswered,
    Submitted,
    SubmittedV2,
)
from shared.contracts.associations.association_care import (
    ActivityNoted,
    AnnualReportMissed,
    AnnualReportSubmitted,
    CareStarted,
    InactivityFound,
    InspectionConcluded,
    MissingReportsFound,
)
from shared.contracts.associations.association_ending import (
    Deregistered,
    LiquidationStarted,
    Revoked,
    Sanctioned,
    SuspensionEnded,
)
from shared.contracts.associations.association_filing import (
    Filed,
    FilingCancelled,
    FilingChanged,
    FilingConverted,
    FilingExpired,
    FilingRefused,
    FilingRenewed,
    NoticePosted,
)
from shared.contracts.associations.association_name import AssociationNameFreed, AssociationNameTaken
from shared.contracts.associations.association_registration import (
    CharterApproved,
    FoundingMeetingHeld,
    PreparationApproved,
    PreparationLapsed,
    Registered,
    RegistrationAccepted,
    RegistrationChanged,
    RegistrationChangeRefused,
    RegistrationChangeRequested,
    RegistrationRefused,
    SupervisorConsented,
)
from shared.contracts.associations.community import CentreKnown, CommunityCoded, CommunityKnown
from shared.contracts.associations.credit_code import CreditCodeAssigned
from shared.contracts.associations.filing_numbers import FilingNumberIssued
from shared.contracts.associations.founding_guide import FoundingGuidePublished
from shared.contracts.associations.need import NeedAnswered, NeedAnswerMissed, NeedRegistered, NeedTakenUp
from shared.contracts.associations.person_in_charge import ChargeReleased, ChargeTaken
from shared.contracts.associations.window_filing import FilingAwaited, FilingDecided, FilingLinked, FilingWaitEnded
from shared.contracts.erasure import ERASURE_ANSWER
from shared.contracts.known import CalendarYearKnown, PolicyKnown

SERVICE = "associations"

EVENTS = (
    AssociationDrafted,
    Submitted,
    SubmittedV2,
    CorrectionAsked,
    CorrectionSubmitted,
    NameWarningAnswered,
    DecisionLimitMissed,
    NoticePosted,
    Filed,
    FilingRefused,
    FilingChanged,
    FilingRenewed,
    FilingCancelled,
    FilingExpired,
    FilingConverted,
    SupervisorConsented,
    PreparationApproved,
    FoundingMeetingHeld,
    RegistrationAccepted,
    CharterApproved,
    Registered,
    RegistrationRefused,
    RegistrationChangeRequested,
    RegistrationChangeRefused,
    RegistrationChanged,
    Sanctioned,
    SuspensionEnded,
    LiquidationStarted,
    Deregistered,
    Revoked,
    AssociationNameTaken,
    AssociationNameFreed,
    CreditCodeAssigned,
    FilingNumberIssued,
    ChargeTaken,
    ChargeReleased,
    CommunityKnown,
    CentreKnown,
    CommunityCoded,
    ApplicationTakenBack,
    PreparationLapsed,
    CareStarted,
    AnnualReportSubmitted,
    AnnualReportMissed,
    MissingReportsFound,
    ActivityNoted,
    InactivityFound,
    InspectionConcluded,
    ActivityPlanned,
    ActivityCalledOff,
    ActivityReported,
    RatingCodesIssued,
    ActivityTokenSpent,
    ActivityRatingCast,
    ActivityRated,
    NeedRegistered,
    NeedTakenUp,
    NeedAnswered,
    NeedAnswerMissed,
    FoundingGuidePublished,
    PolicyKnown,
    CalendarYearKnown,
    *ACCESS,
    *ERASURE_ANSWER,
    FilingAwaited,
    FilingLinked,
    FilingDecided,
    FilingWaitEnded,
)
