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
from shared.contracts.intake.hall import (
    CentreKnown,
    HallOpened,
    VoucherIssued,
    WindowClosed,
    WindowOpened,
    WindowPaused,
)
from shared.contracts.intake.item import ItemPublished
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
    CentreKnown,
    HallOpened,
    WindowOpened,
    WindowPaused,
    WindowClosed,
    VoucherIssued,
    ItemPublished,
    WindowPostKnown,
    DueDatesKnown,
    ComplaintFiled,
    ComplaintAnswered,
    ComplaintAnswerMissed,
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
