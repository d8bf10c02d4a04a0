"""The published language of intake: every event of its log."""

from shared.contracts.access import ACCESS
from shared.contracts.erasure import ERASURE
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationEnded,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
    ResultDelivered,
    ResultRecalled,
    ResultReceived,
    ResultRevoked,
)
from shared.contracts.intake.application_corrections import MaterialHandedIn
from shared.contracts.intake.application_duplicates import ApplicationMerged, DuplicateAnswered, DuplicateFound
from shared.contracts.intake.application_endings import (
    ApplicationLapsed,
    ApplicationNotAccepted,
    ApplicationTransferred,
)
from shared.contracts.intake.application_instant import DecidedAtWindow, WindowDecisionDeclined
from shared.contracts.intake.application_mending import (
    AcceptanceWithdrawn,
    AnnulmentConfirmed,
    ApplicantCorrected,
    EntryCorrected,
)
from shared.contracts.intake.application_people import (
    AgentAuthorised,
    AgentAuthorityEnded,
    FullCapacityEstablished,
    HouseholdMemberAuthorised,
    HouseholdMemberDeclared,
    HouseholdMemberRemoved,
)
from shared.contracts.intake.appointment import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentKept,
    AppointmentMissed,
    BookingBlocked,
    NoShowCounted,
)
from shared.contracts.intake.attachment import AttachmentAdded, AttachmentRemoved
from shared.contracts.intake.bad_rating import (
    BadRatingAppealed,
    BadRatingAppealRejected,
    BadRatingAssigned,
    BadRatingClosed,
    BadRatingContacted,
    BadRatingCorrected,
    BadRatingEscalated,
    BadRatingExcluded,
    BadRatingRecontacted,
    BadRatingVerified,
)
from shared.contracts.intake.claim import ApplicationClaimed
from shared.contracts.intake.compensatory_leave import CompensatoryLeaveEarned, CompensatoryLeaveTaken
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintAnswerMissed, ComplaintFiled
from shared.contracts.intake.delegation import DelegationKnown
from shared.contracts.intake.draft import ApplicationDrafted, DraftDiscarded, DraftHandedIn, DraftLapsed, DraftRevised
from shared.contracts.intake.emergency import (
    EmergencyLimitMissed,
    EmergencyPapersSubmitted,
    EmergencyPaymentKnown,
    EmergencyResponded,
    EmergencyServiceCompleted,
    EmergencyServiceOpened,
)
from shared.contracts.intake.enquiry import (
    EnquiryAnswered,
    EnquiryAnswerMissed,
    EnquiryClosed,
    EnquiryHandedOver,
    EnquiryOpened,
)
from shared.contracts.intake.hall import (
    CentreKnown,
    HallOpened,
    VoucherIssued,
    WindowClosed,
    WindowOpened,
    WindowPaused,
)
from shared.contracts.intake.item import ItemOpened, ItemPublished, ItemResumed, ItemRevised, ItemSuspended
from shared.contracts.intake.opinion import CommitteeKnown, OpinionTaken
from shared.contracts.intake.progress import DueDatesKnown
from shared.contracts.intake.queue import (
    QueueDayEnded,
    TicketCalled,
    TicketIssued,
    TicketRecalled,
    TicketRequeued,
    TicketServed,
    TicketSkipped,
)
from shared.contracts.intake.rating import RatingBoxOpened, RatingCast, RatingOffered, RatingTokenSpent, ServiceRated
from shared.contracts.intake.roster import DutyDayEnded, DutyRosterPublished
from shared.contracts.intake.window_post import WindowPostKnown
from shared.contracts.known import CalendarYearKnown, PolicyKnown
from shared.contracts.notification import NotificationFailed, NotificationSent, NotificationUndertaken

SERVICE = "intake"

EVENTS = (
    ApplicationReceived,
    CorrectionRequested,
    CorrectionSubmitted,
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationWithdrawn,
    ApplicationEnded,
    ResultReceived,
    ResultRecalled,
    ResultRevoked,
    ResultDelivered,
    AgentAuthorised,
    AgentAuthorityEnded,
    FullCapacityEstablished,
    HouseholdMemberDeclared,
    HouseholdMemberRemoved,
    HouseholdMemberAuthorised,
    DuplicateFound,
    DuplicateAnswered,
    ApplicationMerged,
    MaterialHandedIn,
    ApplicationNotAccepted,
    ApplicationTransferred,
    ApplicationLapsed,
    AcceptanceWithdrawn,
    AnnulmentConfirmed,
    EntryCorrected,
    ApplicantCorrected,
    DecidedAtWindow,
    WindowDecisionDeclined,
    ApplicationDrafted,
    DraftRevised,
    DraftHandedIn,
    DraftDiscarded,
    DraftLapsed,
    CentreKnown,
    HallOpened,
    WindowOpened,
    WindowPaused,
    WindowClosed,
    VoucherIssued,
    ItemPublished,
    ItemRevised,
    ItemOpened,
    ItemSuspended,
    ItemResumed,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentKept,
    AppointmentMissed,
    NoShowCounted,
    BookingBlocked,
    AttachmentAdded,
    AttachmentRemoved,
    BadRatingAssigned,
    BadRatingContacted,
    BadRatingVerified,
    BadRatingAppealed,
    BadRatingAppealRejected,
    BadRatingExcluded,
    BadRatingCorrected,
    BadRatingRecontacted,
    BadRatingClosed,
    BadRatingEscalated,
    ApplicationClaimed,
    CompensatoryLeaveEarned,
    CompensatoryLeaveTaken,
    ComplaintFiled,
    ComplaintAnswered,
    ComplaintAnswerMissed,
    DelegationKnown,
    EmergencyServiceOpened,
    EmergencyResponded,
    EmergencyPaymentKnown,
    EmergencyPapersSubmitted,
    EmergencyServiceCompleted,
    EmergencyLimitMissed,
    EnquiryOpened,
    EnquiryHandedOver,
    EnquiryAnswered,
    EnquiryAnswerMissed,
    EnquiryClosed,
    DueDatesKnown,
    TicketIssued,
    TicketCalled,
    TicketRecalled,
    TicketSkipped,
    TicketRequeued,
    TicketServed,
    QueueDayEnded,
    RatingOffered,
    RatingTokenSpent,
    RatingCast,
    RatingBoxOpened,
    ServiceRated,
    DutyRosterPublished,
    DutyDayEnded,
    WindowPostKnown,
    NotificationUndertaken,
    NotificationSent,
    NotificationFailed,
    PolicyKnown,
    CalendarYearKnown,
    *ACCESS,
    *ERASURE,
    CommitteeKnown,
    OpinionTaken,
)
