"""The published language of intake: every event of its log."""

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
from shared.contracts.intake.application_instant import DecidedAtWindow, WindowDecisionDeclined
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
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintAnswerMissed, ComplaintFiled
from shared.contracts.intake.delegation import DelegationKnown
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
from shared.contracts.intake.progress import DueDatesKnown
from shared.contracts.intake.rating import (
    RatingBoxOpened,
    RatingCast,
    RatingOffered,
    RatingTokenSpent,
    ServiceRated,
)
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
    ResultRecalled,
    ResultReceived,
    ResultRevoked,
    ResultDelivered,
    DecidedAtWindow,
    WindowDecisionDeclined,
    AttachmentAdded,
    AttachmentRemoved,
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
    WindowPostKnown,
    DelegationKnown,
    EmergencyServiceOpened,
    EmergencyResponded,
    EmergencyPaymentKnown,
    EmergencyPapersSubmitted,
    EmergencyServiceCompleted,
    EmergencyLimitMissed,
    DueDatesKnown,
    ComplaintFiled,
    ComplaintAnswered,
    ComplaintAnswerMissed,
    NotificationUndertaken,
    NotificationSent,
    NotificationFailed,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentKept,
    AppointmentMissed,
    NoShowCounted,
    BookingBlocked,
    EnquiryOpened,
    EnquiryHandedOver,
    EnquiryAnswered,
    EnquiryAnswerMissed,
    EnquiryClosed,
    RatingOffered,
    RatingTokenSpent,
    RatingCast,
    RatingBoxOpened,
    ServiceRated,
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
    PolicyKnown,
    CalendarYearKnown,
)
