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
    DecidedAtWindow,
    WindowDecisionDeclined,
    CentreKnown,
    HallOpened,
    WindowOpened,
    WindowPaused,
    WindowClosed,
    VoucherIssued,
    ItemPublished,
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
    PolicyKnown,
    CalendarYearKnown,
)
