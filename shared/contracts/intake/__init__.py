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
from shared.contracts.intake.application_corrections import MaterialHandedIn
from shared.contracts.intake.application_endings import (
    ApplicationLapsed,
    ApplicationNotAccepted,
    ApplicationTransferred,
)
from shared.contracts.intake.application_mending import (
    AcceptanceWithdrawn,
    AnnulmentConfirmed,
    ApplicantCorrected,
    EntryCorrected,
)
from shared.contracts.intake.draft import (
    ApplicationDrafted,
    DraftDiscarded,
    DraftHandedIn,
    DraftLapsed,
    DraftRevised,
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
    MaterialHandedIn,
    ApplicationNotAccepted,
    ApplicationTransferred,
    ApplicationLapsed,
    AcceptanceWithdrawn,
    AnnulmentConfirmed,
    EntryCorrected,
    ApplicantCorrected,
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
    WindowPostKnown,
    PolicyKnown,
    CalendarYearKnown,
)
