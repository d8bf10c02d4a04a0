"""What tables of the emergency service are made of: help first in hours (CD-MZ-004), and a family after a fire (S4)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import ReceiveApplication, ReceiveInEmergency
from services.intake.domain.claim import CLAIMS
from services.intake.domain.emergency import HearPayment, OpenEmergencyService, RecordResponse, SubmitPapers
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.types import ApplicationId, HallId, ItemCode, WindowId
from services.intake.domain.voucher import VOUCHERS, series_id
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationEnded,
    ApplicationEvent,
    ApplicationReceived,
    ApplicationWithdrawn,
    EndingCause,
    ResultReceived,
)
from shared.contracts.intake.claim import ClaimsEvent
from shared.contracts.intake.emergency import (
    EmergencyLimit,
    EmergencyLimitMissed,
    EmergencyPapersSubmitted,
    EmergencyPaymentKnown,
    EmergencyReason,
    EmergencyResponded,
    EmergencyServiceCompleted,
    EmergencyServiceOpened,
)
from shared.contracts.intake.item import Handling, ItemKind, ItemOpened, ItemPublished, ItemVersion, WhoseDecision
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from shared.kernel.limits import Limit, LimitStage, LimitUnit
from shared.kernel.provenance import Provenance
from shared.testing.decider import known
from tests.intake.samples import APPLICANT, RECEIVED, RELATED, SUBJECT, at, item_version, window_post, withdrawn

HELP, ORDINARY = "CD-MZ-004", "CD-MZ-003"
PAPERS = ("身份证", "火灾证明")
DAY = date(2015, 9, 3)


def help_first(hours: int) -> Limit:
    """So many hours for the help, five working days for the papers."""
    named = (("先行救助", hours, LimitUnit.HOUR), ("补齐材料", 5, LimitUnit.WORKING_DAY))
    return Limit(stages=tuple(LimitStage(name=name, body="CENTRE", n=n, unit=unit) for name, n, unit in named))


HELP_ITEM = ItemVersion(
    version=1,
    name_zh="临时救助（紧急先行）",
    name_en="Temporary assistance, urgent",
    kind=ItemKind.BENEFIT,
    handling=Handling.PROMISED,
    statutory=help_first(48),
    statutory_provenance=Provenance.LOCAL,
    promised=help_first(24),
    promised_provenance=Provenance.DEFAULT,
    materials=PAPERS,
    valid_from=date(2013, 1, 1),
    authority=WhoseDecision.DISTRICT_DEPARTMENT,
    department="dept-civil-affairs",
)


def local(text: str) -> datetime:
    """An instant, local time."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def there(
    *events: ApplicationEvent,
    post: bool = True,
    is_open: bool = True,
    claims: tuple[ClaimsEvent, ...] = (),
    **changes: Any,
) -> dict[AggregateRef, object]:
    """The hall whose W2 has a post with clerk-1 on it, both items, and what happened to the application."""
    opened_item = (ItemOpened(item_version=1, to_be_confirmed=()),) if is_open else ()
    posts = (window_post("clerk-1", ActedAs.A),) if post else ()
    return (
        RELATED
        | known(HALL, "hall-nowhere")
        | known(ITEM, HELP, ItemPublished(item=HELP_ITEM.model_copy(update=changes)), *opened_item)
        | known(ITEM, ORDINARY, ItemPublished(item=item_version(ORDINARY)), *opened_item)
        | known(WINDOW_POSTS, DISTRICT, *posts)
        | known(CLAIMS, f"{HELP}-{SUBJECT}", *claims)
        | known(VOUCHERS, series_id("hall-qzx", 2015))
        | known(APPLICATION, "a-1", *events)
    )


def opening(
    called: str = "2015-09-03T10:00",
    code: str = HELP,
    reason: EmergencyReason = EmergencyReason.DISASTER,
    hall: str = "hall-qzx",
) -> OpenEmergencyService:
    """Somebody called or came."""
    return OpenEmergencyService(
        application_id=ApplicationId("a-1"),
        hall_id=HallId(hall),
        item_code=ItemCode(code),
        reason=reason,
        called_at=local(called),
    )


def opened(called: str = "2015-09-03T10:00", **changes: Any) -> EmergencyServiceOpened:
    """What is recorded of it at ten on the day of the parade."""
    told = EmergencyServiceOpened(
        application_id="a-1",
        hall_id="hall-qzx",
        centre_id="centre-qzx",
        item_code=HELP,
        item_version=1,
        reason=EmergencyReason.DISASTER,
        called_at=local(called),
        respond_due_at=local("2015-09-03T10:30"),
        promised_paid_due_at=local("2015-09-04T10:00"),
        statutory_paid_due_at=local("2015-09-05T10:00"),
        papers=PAPERS,
        papers_due_on=date(2015, 9, 10),
        papers_due_at=local("2015-09-10T18:00"),
    )
    return told.model_copy(update=changes)


OPENED = opened()
ON_W2: dict[str, Any] = {"post_id": "post-W2", "acted_as": ActedAs.A}


def respond(when: str) -> RecordResponse:
    """Whoever is on duty says when they answered."""
    return RecordResponse(responded_at=local(when))


def responded(when: str, within: bool = True, **on: Any) -> EmergencyResponded:
    """It is recorded."""
    return EmergencyResponded(responded_at=local(when), within=within, **{**ON_W2, **on})


def hear_payment(when: str, position: int = 80) -> HearPayment:
    """Casework recorded a payment."""
    return HearPayment(paid_at=local(when), source_position=position)


def paid(when: str, promise: bool | None, statute: bool | None, position: int = 80) -> EmergencyPaymentKnown:
    """It is known."""
    return EmergencyPaymentKnown(
        paid_at=local(when), within_promise=promise, within_statute=statute, source_position=position
    )


def submit(*materials: str) -> SubmitPapers:
    """Papers are handed in."""
    return SubmitPapers(materials=materials)


def submitted(*materials: str, on: date = DAY) -> EmergencyPapersSubmitted:
    """They are recorded."""
    return EmergencyPapersSubmitted(materials=materials, submitted_on=on, **ON_W2)


def complete(on: date = DAY, within: bool = True) -> EmergencyServiceCompleted:
    """All are in."""
    return EmergencyServiceCompleted(completed_on=on, within=within)


def missed(limit: EmergencyLimit, when: str) -> EmergencyLimitMissed:
    """Nobody had told that it was kept."""
    return EmergencyLimitMissed(limit=limit, fell_due_at=local(when))


# --- its application --------------------------------------------------------


def take_in(window: str | None = "W2") -> ReceiveInEmergency:
    """The act in which the service is opened."""
    receipt = ReceiveApplication(
        application_id=ApplicationId("a-1"),
        hall_id=HallId("hall-qzx"),
        window_id=WindowId(window) if window else None,
        item_code=ItemCode(HELP),
        applicant=APPLICANT,
        materials=(),
    )
    return ReceiveInEmergency(receipt=receipt)


def taken_in(window: str = "W2", **on: Any) -> tuple[ApplicationReceived, ApplicationAccepted]:
    """Receipt and acceptance of it."""
    changes = {"window_id": window, "item_code": HELP, "materials": (), "received_on": DAY}
    received = RECEIVED.model_copy(update={**changes, "voucher_number": "QZX-2015-000001", **on})
    accepted = ApplicationAccepted(
        subject=SUBJECT, centre_id="centre-qzx", item_code=HELP, item_version=1, accepted_on=DAY, **on
    )
    return received, accepted


TAKEN_IN = taken_in()
REFUSED = ResultReceived(case_id="case-1", outcome=Outcome.REFUSE, source_position=57)
GRANTED = ResultReceived(case_id="case-1", outcome=Outcome.GRANT, source_position=57)
TAKEN_BACK: ApplicationWithdrawn = withdrawn
DIED = ApplicationEnded(case_id="case-1", cause=EndingCause.DIED, source_position=57)


def then(instant: str, clerk: str = "clerk-1") -> Context:
    """A clerk at this instant."""
    return at(instant, clerk)
