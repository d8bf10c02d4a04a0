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
from shared.contracts.intake.compensatory_leave import CompensatoryLeaveEarned, CompensatoryLeaveTaken
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
from shared.contracts.intake.queue import (
    QueueDayEnded,
    TicketCalled,
    TicketIssued,
    TicketRecalled,
    TicketRequeued,
    TicketServed,
    TicketSkipped,
)
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
    DutyRosterPublished,
    DutyDayEnded,
    CompensatoryLeaveEarned,
    CompensatoryLeaveTaken,
    TicketIssued,
    TicketCalled,
    TicketRecalled,
    TicketSkipped,
    TicketRequeued,
    TicketServed,
    QueueDayEnded,
    DueDatesKnown,
    ComplaintFiled,
    ComplaintAnswered,
    ComplaintAnswerMissed,
    NotificationUndertaken,
    NotificationSent,
    NotificationFailed,
    PolicyKnown,
    CalendarYearKnown,
)
